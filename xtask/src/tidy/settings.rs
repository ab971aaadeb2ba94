//! README.md tells every variable that the program reads, and no other.

use super::{Finding, House, Page};

const README: &str = "README.md";

/// Variables that stand in the program alone, or in the table of README.md alone.
pub fn findings(house: &House) -> Vec<Finding> {
    let Some(readme) = house.page(README) else {
        return vec![];
    };
    let told: Vec<(usize, &str)> = readme
        .lines()
        .filter_map(|(at, line)| Some((at, line.strip_prefix("| `")?.split_once('`')?.0)))
        .collect();
    let read: Vec<(&Page, usize, &str)> = house
        .pages
        .iter()
        .filter(|page| page.is("rs") && page.under(&["server/src/"]))
        .flat_map(|page| {
            page.lines().filter_map(move |(at, line)| {
                let (_, rest) = line.split_once("env = \"")?;
                Some((page, at, rest.split_once('"')?.0))
            })
        })
        .collect();
    let untold = read
        .iter()
        .filter(|(_, _, name)| told.iter().all(|(_, told)| told != name))
        .map(|(page, at, name)| page.finding(*at, format!("{README} does not tell {name}")));
    let unread = told
        .iter()
        .filter(|(_, name)| read.iter().all(|(_, _, read)| read != name))
        .map(|(at, name)| readme.finding(*at, format!("the program does not read {name}")));
    untold.chain(unread).collect()
}

#[cfg(test)]
mod tests {
    use super::super::tests::house_of;
    use super::*;

    #[test]
    fn the_table_and_the_program_tell_the_same() {
        let house = house_of(&[
            (
                "README.md",
                "| `TROLLEY_DATA` | the folder |\n| `TROLLEY_GONE` | nothing |\n",
            ),
            (
                "server/src/config.rs",
                "#[arg(long, env = \"TROLLEY_DATA\")]\n#[arg(long, env = \"TROLLEY_NEW\")]\n",
            ),
        ]);
        assert_eq!(findings(&house).len(), 2);
    }
}
