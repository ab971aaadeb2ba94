//! Every migration runs: the store lists them all, by number and noun.

use super::{Finding, House, Page};

/// Where the store lists them.
const LIST: &str = "server/store/src/store.rs";

/// Migrations that the store does not list in their place, and names that do not say which they are.
pub fn findings(house: &House) -> Vec<Finding> {
    let Some(list) = house.page(LIST) else {
        return Vec::new();
    };
    let listed: Vec<&str> = list.text.split("/migrations/").skip(1).collect();
    house
        .pages
        .iter()
        .filter(|page| page.under(&["migrations/"]))
        .enumerate()
        .filter_map(|(at, page)| said(page, at, listed.get(at).copied().unwrap_or_default()))
        .collect()
}

/// What is wrong with a migration in this place; `listed` begins with the file that the store lists there.
fn said(page: &Page, at: usize, listed: &str) -> Option<Finding> {
    let file = page.path.trim_start_matches("migrations/");
    let is_numbered = file.starts_with(&format!("{:04}_", at + 1)) && page.is("sql");
    let said = if is_numbered {
        let is_listed = listed.starts_with(&format!("{file}\""));
        (!is_listed).then(|| format!("{LIST} does not list it in its place: it would never run"))?
    } else {
        format!(
            "migrations are called by number and noun: {:04}_….sql",
            at + 1
        )
    };
    Some(page.finding(1, said))
}

#[cfg(test)]
mod tests {
    use super::super::tests::house_of;
    use super::*;

    const FIRST: (&str, &str) = ("migrations/0001_house.sql", "");
    const SECOND: (&str, &str) = ("migrations/0002_stock.sql", "");
    const LISTED: (&str, &str) = (
        LIST,
        "include_str!(\"../../../migrations/0001_house.sql\"),\n",
    );

    #[test]
    fn a_migration_that_nobody_lists_would_never_run() {
        assert!(findings(&house_of(&[FIRST, LISTED])).is_empty());
        let said = findings(&house_of(&[FIRST, SECOND, LISTED]));
        assert_eq!(said.len(), 1);
        assert!(said[0].to_string().starts_with(SECOND.0), "{said:?}");
    }

    #[test]
    fn their_numbers_have_no_gaps() {
        assert_eq!(findings(&house_of(&[SECOND, LISTED])).len(), 1);
    }
}
