//! What documents name in backticks exists: paths of ours, and names of the program.

use std::collections::BTreeSet;

use super::{Finding, House, Page};

/// The folders that a path of ours begins with.
const FOLDERS: [&str; 9] = [
    "app/",
    "browser/",
    "docs/",
    "migrations/",
    "server/",
    "shared/",
    "tests/",
    "xtask/",
    ".ci/",
];

/// The noun that CONTRIBUTING.md adds, which is not there.
const EXAMPLE: &str = "loan";

/// Paths and names in documents that stand for nothing.
pub fn findings(house: &House) -> Vec<Finding> {
    let programs = house.pages.iter().filter(|page| page.is("rs"));
    let names: BTreeSet<&str> = programs.flat_map(|page| idents(&page.text)).collect();
    let documents = house.pages.iter().filter(|page| page.is("md"));
    documents
        .flat_map(|document| spans(document).map(move |(at, span)| (document, at, span)))
        .filter(|(_, _, span)| !span.contains(EXAMPLE))
        .filter_map(|(document, at, span)| {
            let what = missing(house, &names, span)?;
            Some(document.finding(at, what))
        })
        .collect()
}

/// What stands between single backticks, outside blocks of code.
fn spans(document: &Page) -> impl Iterator<Item = (usize, &str)> {
    let mut in_block = false;
    document.lines().flat_map(move |(at, line)| {
        let is_fence = line.starts_with("```");
        in_block ^= is_fence;
        let line = if in_block || is_fence { "" } else { line };
        let spans = line.split('`').skip(1).step_by(2);
        spans.map(move |span| (at, span))
    })
}

fn missing(house: &House, names: &BTreeSet<&str>, span: &str) -> Option<String> {
    if FOLDERS.iter().any(|folder| span.starts_with(folder)) {
        let there = house.root.join(span).exists();
        return (!there).then(|| format!("there is no {span}"));
    }
    let name = span.split(['(', '!']).next().unwrap_or_default();
    let is_path = |c: char| c.is_ascii_alphanumeric() || "_:.".contains(c);
    let is_name = name.contains("::") || span.contains('(') || name.contains('_');
    if !is_name || !name.chars().all(is_path) {
        return None;
    }
    let unknown = idents(name).find(|part| !names.contains(part))?;
    Some(format!("nothing in the program is called {unknown}"))
}

/// The names in a text.
fn idents(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_ascii_alphanumeric() && c != '_')
        .filter(|word| word.starts_with(|c: char| c.is_ascii_alphabetic()))
}

#[cfg(test)]
mod tests {
    use super::super::tests::house_of;
    use super::*;

    #[test]
    fn a_name_that_is_not_in_the_program_is_found() {
        let text = "By `post` and `ledger::post(tx)`,\nnot `ledger::put(tx)`; see `app/src/nowhere.rs`.\n\
                    `TROLLEY_DATA=x` and `cargo xtask run` are no names.\n```\nledger::gone()\n```\n";
        let house = house_of(&[
            ("A.md", text),
            ("a.rs", "mod ledger { fn post(tx: Tx) {} }"),
        ]);
        let said = findings(&house);
        assert_eq!(said.len(), 2, "{said:?}");
        assert!(said.iter().all(|finding| finding.line == 2));
    }
}
