//! What builds the pages and what serves them read the same options.

use toml::Table;
use toml::Value;

use super::{Finding, House, Page};

const HEADER: &str = "[[workspace.metadata.leptos]]";

/// Differences between the table in Cargo.toml and the one in Leptos.toml.
pub fn findings(house: &House) -> Vec<Finding> {
    let (Some(cargo), Some(leptos)) = (house.page("Cargo.toml"), house.page("Leptos.toml")) else {
        return vec![];
    };
    let (Some(built), Some(served)) = (options(cargo), options(leptos)) else {
        return vec![leptos.finding(
            1,
            format!("Cargo.toml and Leptos.toml each have one {HEADER}"),
        )];
    };
    let mut keys: Vec<&String> = built.keys().chain(served.keys()).collect();
    keys.sort();
    keys.dedup();
    keys.into_iter()
        .filter(|key| built.get(*key) != served.get(*key))
        .map(|key| {
            let at = leptos
                .lines()
                .find(|(_, line)| line.starts_with(key.as_str()))
                .map_or(1, |(at, _)| at);
            leptos.finding(at, format!("{key} differs from the table in Cargo.toml"))
        })
        .collect()
}

fn options(page: &Page) -> Option<Table> {
    let table: Table = page.text.parse().ok()?;
    let options = table.get("workspace")?.get("metadata")?.get("leptos")?;
    match options.as_array()?.as_slice() {
        [Value::Table(options)] => Some(options.clone()),
        _ => None,
    }
}
