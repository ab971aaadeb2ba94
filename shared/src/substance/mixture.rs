//! Composite reagents: Benedict's, Fehling's, indicators in ethanol.

use serde::{Deserialize, Serialize};

use super::SubstanceId;

/// One substance in a mixture.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Part {
    /// What it is.
    pub substance: SubstanceId,
    /// Grams of the named substance in 100 cm³.
    pub percent_wv: f64,
}

/// A reagent that is made of several substances. Its concentration is its recipe.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mixture {
    /// Stable for ever, and no substance's.
    pub id: SubstanceId,
    /// As schools call it.
    pub name: String,
    /// Other names.
    #[serde(default)]
    pub other_names: Vec<String>,
    /// What is dissolved.
    pub parts: Vec<Part>,
    /// In what; its own hazards count when it is not water.
    pub solvent: SubstanceId,
    /// Whether it must be made fresh and destroyed at once.
    #[serde(default)]
    pub never_store: bool,
    /// How long it keeps.
    #[serde(default)]
    pub keeps: Option<String>,
    /// Where the recipe was read.
    pub source: String,
    /// The day it was read.
    pub checked: chrono::NaiveDate,
}

impl Mixture {
    /// Name and all other names.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.name.as_str()).chain(self.other_names.iter().map(String::as_str))
    }
}
