//! A chemical's identity: names, formula, what the law says of its hazards and at what strength.

mod cas;
mod element;
mod formula;
mod statement;
mod sign;
mod class;
mod limit;
mod strength;
mod mixture;
mod said;
pub mod supplied;
pub mod hazard;
pub mod regulated;
pub mod solution;
#[cfg(test)]
pub(crate) mod samples;

use std::fmt;

use serde::{Deserialize, Serialize};

pub use cas::{Cas, NotCas};
pub use class::{Category, Class, HazardClass, NotClass, Route};
pub use formula::{Formula, NotFormula};
pub use limit::{Estimate, Exposure, NotLimit, Range, SpecificLimit, Supplement};
pub use mixture::{Mixture, Part};
pub use said::{STORAGE_GROUPS, Said, storage_group};
pub use sign::{Pictogram, Signal};
pub use statement::{Code, NotCode};
pub use strength::{Composition, Unconvertible};
pub use supplied::Supplied;

/// A substance's stable name in the data: `copper-ii-sulfate-pentahydrate`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SubstanceId(String);

impl SubstanceId {
    /// The id of that text; whether there is such a substance, the reference data knows.
    pub fn new(id: impl Into<String>) -> Self {
        Self(id.into())
    }

    /// The id as the data and the database hold it.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What is dissolved, however much water of crystallisation it comes with: `copper-ii-sulfate` of
    /// `copper-ii-sulfate-pentahydrate` and of `copper-ii-sulfate-anhydrous`.
    pub fn without_water(&self) -> &str {
        const HYDRATE: &str = "hydrate";
        let (name, last) = self.0.rsplit_once('-').unwrap_or((&self.0, ""));
        let is_hydrate = last.len() > HYDRATE.len() && last.ends_with(HYDRATE);
        if is_hydrate || last == "anhydrous" {
            name
        } else {
            &self.0
        }
    }
}

impl fmt::Display for SubstanceId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What a substance is at room temperature.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// A solid.
    Solid,
    /// A neat liquid.
    Liquid,
    /// A gas.
    Gas,
    /// Known only in water: its percentages count what is dissolved.
    Solution,
}

/// Where a classification comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Basis {
    /// The law's own list (EU CLP Annex VI; the GB MCL list is what counts in Great Britain).
    Harmonised,
    /// What suppliers usually declare. No classes means: usually not classified.
    SelfClassified,
    /// Nobody has looked: never shown as harmless.
    NotLookedUp,
}

/// The density of a solution at one strength, at 20 °C.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Strength {
    /// Per cent by mass.
    pub percent: f64,
    /// g/cm³.
    pub density: f64,
}

/// One entry of the reference data. One CAS number may have several: gas and solution, powder
/// and massive.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Substance {
    /// Stable for ever.
    pub id: SubstanceId,
    /// Systematic, as schools use it.
    pub name: String,
    /// Common, old and trade names.
    #[serde(default)]
    pub other_names: Vec<String>,
    /// The CAS registry number.
    #[serde(default)]
    pub cas: Option<Cas>,
    /// With its water of crystallisation.
    #[serde(default)]
    pub formula: Option<Formula>,
    /// g/mol as a source states it; the rules compute it from the formula.
    #[serde(default)]
    pub molar_mass: Option<f64>,
    /// At room temperature.
    pub state: State,
    /// Which of several entries of one CAS number: gas, aqueous, powder, massive.
    #[serde(default)]
    pub form: Option<String>,
    /// g/cm³ of the neat liquid.
    #[serde(default)]
    pub density: Option<f64>,
    /// Grams of the named substance in a dm³ of water at 20 °C, as handbooks round it; nothing where water dissolves
    /// next to none.
    #[serde(default)]
    pub solubility: Option<f64>,
    /// Whether water turns it into something else, though the law has no class for that: no solution is made of it.
    #[serde(default)]
    pub is_changed_by_water: bool,
    /// What the percentages of the limits count, where it is not the named substance.
    #[serde(default)]
    pub limit_counts: Option<Formula>,
    /// Where the classification comes from.
    pub basis: Basis,
    /// The classification of the substance itself.
    #[serde(default)]
    pub classes: Vec<Class>,
    /// Specific concentration limits.
    #[serde(default)]
    pub limits: Vec<SpecificLimit>,
    /// Acute toxicity estimates.
    #[serde(default)]
    pub ate: Vec<Estimate>,
    /// Supplemental statements.
    #[serde(default)]
    pub euh: Vec<Supplement>,
    /// The storage group's letter.
    #[serde(default)]
    pub storage: Option<String>,
    /// A short hint.
    #[serde(default)]
    pub disposal: Option<String>,
    /// How it ages dangerously or loses strength.
    #[serde(default)]
    pub ageing: Option<String>,
    /// How often to look at it, in months.
    #[serde(default)]
    pub recheck_months: Option<u32>,
    /// Why no school should hold it: banned by law, or never worth its danger.
    #[serde(default)]
    pub not_to_be_kept: Option<String>,
    /// What else to know, such as what suppliers add to the law's entry.
    #[serde(default)]
    pub note: Option<String>,
    /// The number of the CLEAPSS Hazcard, unverified.
    #[serde(default)]
    pub hazcard: Option<String>,
    /// The number of the CLEAPSS student safety sheet.
    #[serde(default)]
    pub student_safety_sheet: Option<u32>,
    /// Per cent by mass of what is sold as concentrated.
    #[serde(default)]
    pub sold_percent: Option<f64>,
    /// Where the classification was read.
    pub source: String,
    /// The day it was read.
    pub checked: chrono::NaiveDate,
    /// Density against strength, weakest first.
    #[serde(default)]
    pub strength: Vec<Strength>,
}

/// Grams in a dm³ that nobody would call a solution.
const NEXT_TO_NOTHING: f64 = 0.1;

impl Substance {
    /// g/mol, computed from the formula with the standard atomic weights; the stated one where
    /// there is no formula.
    pub fn molar_mass(&self) -> Option<f64> {
        self.formula
            .as_ref()
            .map(Formula::molar_mass)
            .or(self.molar_mass)
    }

    /// Name and all other names.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.name.as_str()).chain(self.other_names.iter().map(String::as_str))
    }

    /// Whether water dissolves it without turning it into something else.
    pub fn has_solutions(&self) -> bool {
        !self.is_turned_by_water() && !self.is_insoluble()
    }

    fn is_turned_by_water(&self) -> bool {
        self.reacts_with_water() || self.is_changed_by_water
    }

    fn is_insoluble(&self) -> bool {
        self.solubility.is_some_and(|held| held < NEXT_TO_NOTHING)
    }

    /// Whether it reacts with water so that fire or violence is to be feared (H260, H261, EUH014): it has no solution.
    pub fn reacts_with_water(&self) -> bool {
        let burns = |class: &Class| class.hazard == HazardClass::WaterReactive;
        let is_violent = |supplement: &Supplement| supplement.code.as_str() == "EUH014";
        self.classes.iter().any(burns) || self.euh.iter().any(is_violent)
    }
}

#[cfg(test)]
mod tests {
    use super::SubstanceId;

    #[test]
    fn only_water_of_crystallisation_is_left_out() {
        for (id, without) in [
            ("copper-ii-sulfate-pentahydrate", "copper-ii-sulfate"),
            ("copper-ii-sulfate-anhydrous", "copper-ii-sulfate"),
            ("copper-ii-sulfate", "copper-ii-sulfate"),
            ("chloral-hydrate", "chloral-hydrate"),
            ("copper", "copper"),
        ] {
            assert_eq!(SubstanceId::new(id).without_water(), without);
        }
    }
}
