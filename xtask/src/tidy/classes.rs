//! Every class that the stylesheet speaks of is worn by something.

use std::collections::BTreeSet;

use super::{Finding, House, Page};

/// Classes in `app/style` that no view names. A view may put one together: `state-{name}`.
pub fn findings(house: &House) -> Vec<Finding> {
    let views = || {
        let pages = house.pages.iter();
        pages.filter(|page| page.is("rs") && page.under(&["app/src/"]))
    };
    let named: BTreeSet<&str> = views().flat_map(|page| words(&page.text)).collect();
    let begun: Vec<&str> = named
        .iter()
        .copied()
        .filter(|word| word.ends_with('-'))
        .collect();
    let is_worn =
        |class: &str| named.contains(class) || begun.iter().any(|begun| class.starts_with(begun));
    let sheets = house.pages.iter().filter(|page| page.is("css"));
    sheets
        .flat_map(|sheet| classes(sheet).map(move |(at, class)| (sheet, at, class)))
        .filter(|(_, _, class)| !is_worn(class))
        .map(|(sheet, at, class)| sheet.finding(at, format!("nothing wears .{class}")))
        .collect()
}

/// The words of a text, hyphens within them.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_ascii_alphanumeric() && c != '-' && c != '_')
        .filter(|word| word.starts_with(|c: char| c.is_ascii_lowercase()))
}

/// The classes in a sheet's selectors, each with its line.
fn classes(sheet: &Page) -> impl Iterator<Item = (usize, &str)> {
    let mut in_comment = false;
    sheet.lines().flat_map(move |(at, line)| {
        let was_in_comment = in_comment;
        in_comment = match (line.rfind("/*"), line.rfind("*/")) {
            (Some(opens), Some(closes)) => opens > closes,
            (Some(_), None) => true,
            (None, Some(_)) => false,
            (None, None) => in_comment,
        };
        // A selector goes on to a brace or, in a list, to a comma; a value ends in a semicolon.
        let is_selector = !was_in_comment && line.trim_end().ends_with(['{', ',']);
        let rest = if is_selector { line } else { "" };
        let parts = rest
            .split('.')
            .skip(1)
            .filter_map(|part| words(part).next());
        parts.map(move |class| (at, class))
    })
}

#[cfg(test)]
mod tests {
    use super::super::tests::house_of;
    use super::*;

    #[test]
    fn a_class_that_nothing_wears_is_found() {
        let house = house_of(&[
            ("app/src/a.rs", "class=\"card wide\" format!(\"state-{}\")"),
            (
                "app/style/a.css",
                "/* .gone is gone. */\n.card,\n.card.narrow {\n  margin: 0.5px;\n}\n.state-draft {\n}\n",
            ),
        ]);
        let said = findings(&house);
        assert_eq!(said.len(), 1, "{said:?}");
        assert_eq!(said[0].line, 3);
    }
}
