//! Substances, composite reagents, and what the law on precursors and poisons names.

mod beginning;
mod entry;
mod lookup;
mod index;
mod open;
mod respell;
mod spelling;
mod wording;

use std::collections::HashMap;
use std::sync::LazyLock;

use serde::de::DeserializeOwned;
use shared::substance::regulated::Regulated;
use shared::substance::{Mixture, Substance, SubstanceId};
use thiserror::Error;

/// From this confidence a name is taken for what was found; below it nothing was.
pub const OFFERED: f32 = 0.6;
/// From this confidence what was found is likely; below it a person should look.
pub const LIKELY: f32 = 0.8;
/// From this confidence what was found is meant, unless a person says otherwise.
pub const SURE: f32 = 0.97;

pub use entry::Entry;
pub use lookup::{Choice, Found, Match};

const SUBSTANCES: [(&str, &str); 11] = [
    ("acids", include_str!("../data/substances/acids.toml")),
    ("alkalis", include_str!("../data/substances/alkalis.toml")),
    (
        "chlorides",
        include_str!("../data/substances/chlorides.toml"),
    ),
    ("elements", include_str!("../data/substances/elements.toml")),
    ("gases", include_str!("../data/substances/gases.toml")),
    (
        "indicators-and-biochemicals",
        include_str!("../data/substances/indicators-and-biochemicals.toml"),
    ),
    ("nitrates", include_str!("../data/substances/nitrates.toml")),
    ("organic", include_str!("../data/substances/organic.toml")),
    (
        "other-salts",
        include_str!("../data/substances/other-salts.toml"),
    ),
    ("oxides", include_str!("../data/substances/oxides.toml")),
    ("sulfates", include_str!("../data/substances/sulfates.toml")),
];
const MIXTURES: (&str, &str) = ("mixtures", include_str!("../data/mixtures.toml"));
const REGULATED: (&str, &str) = ("regulated", include_str!("../data/regulated.toml"));

static LIBRARY: LazyLock<Library> = LazyLock::new(Library::read);

/// A row of the data that cannot be used. It is left out; a test proves that there is none.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{file}: {row}: {fault}")]
pub struct BrokenRow {
    /// In which file.
    pub file: &'static str,
    /// Its id, or its place.
    pub row: String,
    /// What is wrong.
    pub fault: String,
}

/// All of it, read once.
struct Library {
    substances: Vec<Substance>,
    mixtures: Vec<Mixture>,
    regulated: Vec<Regulated>,
    broken: Vec<BrokenRow>,
    by_id: HashMap<SubstanceId, usize>,
}

/// Every substance, file by file.
pub fn all() -> &'static [Substance] {
    &LIBRARY.substances
}

/// Every composite reagent.
pub fn mixtures() -> &'static [Mixture] {
    &LIBRARY.mixtures
}

/// Every row of the lists of precursors and poisons.
pub fn regulated() -> &'static [Regulated] {
    &LIBRARY.regulated
}

/// What in the data cannot be used.
pub fn broken() -> &'static [BrokenRow] {
    &LIBRARY.broken
}

/// The substance of that id.
pub fn get(id: &SubstanceId) -> Option<&'static Substance> {
    LIBRARY
        .by_id
        .get(id)
        .and_then(|at| LIBRARY.substances.get(*at))
}

/// The composite reagent of that id.
pub fn mixture(id: &SubstanceId) -> Option<&'static Mixture> {
    LIBRARY.mixtures.iter().find(|mixture| mixture.id == *id)
}

/// The substance or composite reagent of that id.
pub fn entry(id: &SubstanceId) -> Option<Entry> {
    get(id)
        .map(Entry::Substance)
        .or_else(|| mixture(id).map(Entry::Mixture))
}

/// The entry a technician means by a name, formula or CAS number; `None` when nothing is near
/// enough. A strength in the name ("2M", "conc.") is told apart and helps to choose.
pub fn find(text: &str) -> Option<Found> {
    lookup::find(text, None)
}

/// Like [`find`], for a given strength: a solution is then preferred to its gas.
pub fn find_at(text: &str, strength: shared::concentration::Concentration) -> Option<Found> {
    lookup::find(text, Some(strength))
}

/// The entries in one of whose names each word of the text begins a word, the likeliest first: all of "copper",
/// where [`find`] says what "copper" alone means.
pub fn beginning(text: &str) -> Vec<Entry> {
    beginning::beginning(text)
}

impl Library {
    fn read() -> Self {
        let mut broken = Vec::new();
        let substances: Vec<Substance> = SUBSTANCES
            .iter()
            .flat_map(|file| rows(*file, "substance", &mut broken))
            .collect();
        let mixtures: Vec<Mixture> = rows(MIXTURES, "mixture", &mut broken);
        let regulated = rows(REGULATED, "regulated", &mut broken);
        let mut by_id = HashMap::new();
        for (at, substance) in substances.iter().enumerate() {
            if by_id.insert(substance.id.clone(), at).is_some() {
                let fault = "the id stands twice".to_owned();
                broken.push(BrokenRow {
                    file: "substances",
                    row: substance.id.to_string(),
                    fault,
                });
            }
        }
        Self {
            substances,
            mixtures,
            regulated,
            broken,
            by_id,
        }
    }
}

/// The rows of one file, each read for itself, so that a broken one takes no other with it.
fn rows<T: DeserializeOwned>(
    (file, text): (&'static str, &str),
    table: &str,
    broken: &mut Vec<BrokenRow>,
) -> Vec<T> {
    let whole_file = |fault: String| BrokenRow {
        file,
        row: "the file".to_owned(),
        fault,
    };
    let mut tables = match text.parse::<toml::Table>() {
        Ok(tables) => tables,
        Err(error) => {
            broken.push(whole_file(error.to_string()));
            return Vec::new();
        }
    };
    let Some(toml::Value::Array(rows)) = tables.remove(table) else {
        broken.push(whole_file(format!("it has no [[{table}]]")));
        return Vec::new();
    };
    let mut read = Vec::with_capacity(rows.len());
    for (place, row) in rows.into_iter().enumerate() {
        let id = row
            .get("id")
            .and_then(toml::Value::as_str)
            .map(ToOwned::to_owned);
        match row.try_into() {
            Ok(row) => read.push(row),
            Err(error) => {
                let row = id.unwrap_or_else(|| format!("row {}", place + 1));
                broken.push(BrokenRow {
                    file,
                    row,
                    fault: error.to_string(),
                });
            }
        }
    }
    read
}

#[cfg(test)]
mod tests;
