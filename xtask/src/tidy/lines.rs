//! What must not stand in a line: SQL outside the store, input in `shared`, work left open, a machine's paths.

use super::{Finding, House, Page};

/// Longer files want a wall.
const MOST_LINES: usize = 500;

/// Where no SQL may stand: everywhere but the store, and the tests that look at it from outside.
const WITHOUT_SQL: [&str; 6] = [
    "app/",
    "browser/",
    "shared/",
    "server/src/",
    "server/reference/",
    "server/stocklist/",
];

/// How a statement begins and what it cannot do without.
const STATEMENTS: [(&str, &str); 6] = [
    ("select ", " from "),
    ("insert into ", ""),
    ("update ", " set "),
    ("delete from ", ""),
    ("create table ", ""),
    ("pragma ", ""),
];

/// What reaches out of the program.
const OUTSIDE: [&str; 8] = [
    "std::fs",
    "std::net",
    "std::env",
    "std::process",
    "std::thread",
    "std::io",
    "SystemTime",
    "Instant::now",
];

/// Words for work that was left open. In halves, since this file is read too.
const LEFT_OPEN: [&str; 6] = [
    concat!("TO", "DO"),
    concat!("FIX", "ME"),
    concat!("XX", "X"),
    concat!("todo", "!("),
    concat!("unimplemented", "!("),
    concat!("#[ig", "nore"),
];

/// Where people's own folders lie.
const MACHINES: [&str; 3] = [
    concat!("/ho", "me/"),
    concat!("/ro", "ot/"),
    concat!("/Us", "ers/"),
];

/// Every line of every page against every rule.
pub fn findings(house: &House) -> Vec<Finding> {
    let around = house
        .root
        .parent()
        .filter(|around| around.components().count() > 1)
        .map(|around| format!("{}/", around.display()));
    let mut findings = Vec::new();
    for page in &house.pages {
        findings.extend(length(page));
        for (at, line) in page.lines() {
            let says = [
                sql(page, line),
                input(page, line),
                open(page, line),
                exception(page, line),
                machine(line, around.as_deref()),
            ];
            findings.extend(
                says.into_iter()
                    .flatten()
                    .map(|what| page.finding(at, what)),
            );
        }
    }
    findings
}

fn length(page: &Page) -> Option<Finding> {
    let lines = page.text.lines().count();
    let long = (page.is("rs") || page.is("css")) && lines > MOST_LINES;
    long.then(|| {
        page.finding(
            lines,
            format!("{lines} lines are more than {MOST_LINES}: this room wants a wall"),
        )
    })
}

fn sql(page: &Page, line: &str) -> Option<String> {
    if !page.is("rs") || !page.under(&WITHOUT_SQL) || is_comment(line) {
        return None;
    }
    if line.contains("sqlx::") {
        return Some("only the store speaks to a database".to_owned());
    }
    // Inside the code of a line, SQL stands in a string, and a statement opens it.
    let line = line.to_lowercase();
    let opens = |word: &str| {
        let line = line.trim_start();
        line.starts_with(word) || line.contains(&format!("\"{word}"))
    };
    STATEMENTS
        .iter()
        .any(|(begin, needs)| opens(begin) && line.contains(needs))
        .then(|| "only the store contains SQL".to_owned())
}

fn input(page: &Page, line: &str) -> Option<String> {
    if !page.is("rs") || !page.under(&["shared/src/"]) || is_comment(line) {
        return None;
    }
    let outside = OUTSIDE.iter().find(|outside| line.contains(*outside))?;
    Some(format!("shared does no input or output: {outside}"))
}

fn open(page: &Page, line: &str) -> Option<String> {
    // Documents and data may speak of such words; a program may not hold them.
    if !page.is("rs") && !page.is("css") && !page.is("sql") && !page.is("toml") {
        return None;
    }
    let word = LEFT_OPEN.iter().find(|word| line.contains(*word))?;
    Some(format!("left open: {word}"))
}

fn exception(page: &Page, line: &str) -> Option<String> {
    let allows = page.is("rs") && line.trim_start().starts_with(concat!("#[al", "low("));
    allows.then(|| "an exception is an #[expect] with its reason".to_owned())
}

fn machine(line: &str, around: Option<&str>) -> Option<String> {
    let names = |path: &str| {
        line.match_indices(path).any(|(at, _)| {
            let before = line[..at].chars().next_back();
            let after = line[at + path.len()..].chars().next();
            // `shared/home/` is a folder of ours; a machine's path begins at its slash.
            let begins = before.is_none_or(|before| !before.is_alphanumeric() && before != '.');
            begins && after.is_some_and(char::is_alphanumeric)
        })
    };
    let found = MACHINES
        .iter()
        .copied()
        .chain(around)
        .find(|path| names(path))?;
    Some(format!("a path of somebody's machine: {found}"))
}

fn is_comment(line: &str) -> bool {
    line.trim_start().starts_with("//")
}

#[cfg(test)]
mod tests {
    use super::super::tests::house;
    use super::*;

    fn says(path: &str, text: &str) -> usize {
        findings(&house(path, text)).len()
    }

    #[test]
    fn sql_stands_only_in_the_store() {
        let statement = "let text = \"select name from item where id = $1\";";
        assert_eq!(says("app/src/item.rs", statement), 1);
        assert_eq!(says("server/store/src/item.rs", statement), 0);
        assert_eq!(says("app/src/item.rs", "\"Select a lesson\""), 0);
        assert_eq!(says("server/src/main.rs", "let pool = sqlx::Pool;"), 1);
    }

    #[test]
    fn shared_reads_no_clock() {
        assert_eq!(says("shared/src/due.rs", "std::time::SystemTime"), 1);
        assert_eq!(says("server/src/due.rs", "std::time::SystemTime"), 0);
    }

    #[test]
    fn a_long_room_wants_a_wall() {
        assert_eq!(says("app/style/long.css", &"a\n".repeat(501)), 1);
        assert_eq!(says("app/style/short.css", &"a\n".repeat(500)), 0);
    }
}
