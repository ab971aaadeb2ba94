//! The two databases grow by the same steps.

use super::{Finding, House};

const FOLDERS: [&str; 2] = ["migrations/sqlite/", "migrations/postgres/"];

/// Migrations that one database has and the other has not.
pub fn findings(house: &House) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (folder, other) in [(FOLDERS[0], FOLDERS[1]), (FOLDERS[1], FOLDERS[0])] {
        for page in &house.pages {
            let Some(name) = page.path.strip_prefix(folder) else {
                continue;
            };
            if house.page(&format!("{other}{name}")).is_none() {
                findings.push(page.finding(1, format!("{other}{name} is missing")));
            }
        }
    }
    findings
}
