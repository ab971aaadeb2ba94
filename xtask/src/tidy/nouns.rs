//! The same nouns on every floor, in the same order.

use super::{Finding, House, Page};

/// The house's nouns, in the order of every module list.
const NOUNS: [&str; 17] = [
    "account",
    "school",
    "location",
    "substance",
    "item",
    "holding",
    "check",
    "practical",
    "timetable",
    "requisition",
    "prep",
    "risk",
    "label",
    "practice",
    "loan",
    "oversight",
    "event",
];

const FLOORS: [&str; 4] = [
    "shared/src/lib.rs",
    "server/store/src/lib.rs",
    "app/src/lib.rs",
    "tests/main.rs",
];

/// Nouns that stand in another order than the house's.
pub fn findings(house: &House) -> Vec<Finding> {
    FLOORS
        .iter()
        .filter_map(|floor| house.page(floor))
        .flat_map(out_of_order)
        .collect()
}

fn out_of_order(floor: &Page) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut latest: Option<usize> = None;
    for (at, line) in floor.lines() {
        let Some(place) = module(line).and_then(|name| NOUNS.iter().position(|noun| *noun == name))
        else {
            continue;
        };
        if let Some(before) = latest.filter(|before| *before > place) {
            let (noun, before) = (NOUNS[place], NOUNS[before]);
            findings.push(floor.finding(
                at,
                format!("{noun} stands before {before} in the house's order of nouns"),
            ));
        } else {
            latest = Some(place);
        }
    }
    findings
}

/// The module that a line declares.
fn module(line: &str) -> Option<&str> {
    let line = line.strip_prefix("pub ").unwrap_or(line);
    let line = line.strip_prefix("pub(crate) ").unwrap_or(line);
    line.strip_prefix("mod ")?.strip_suffix(';')
}

#[cfg(test)]
mod tests {
    use super::super::tests::house;
    use super::*;

    #[test]
    fn nouns_keep_their_order() {
        let text = "pub mod item;\npub mod amount;\nmod school;\npub mod event;\n";
        let said = findings(&house("shared/src/lib.rs", text));
        assert_eq!(said.len(), 1);
        assert_eq!(said[0].line, 3);
    }
}
