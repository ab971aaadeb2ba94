//! The hazards of a substance or mixture at a concentration, by CLP's rules for mixtures:
//! the substance's own limits first, the generic limits of Annex I else.
//!
//! Percentages are the cautious of two readings, grams in 100 g and grams in 100 cm³. They are
//! compared to four figures, as well as molar masses are known: half a mole of sodium hydroxide in
//! a dm³ is 2 %.

mod acute;
mod aquatic;
mod caution;
mod contact;
mod ingredient;
mod label;
mod lasting;
mod physical;
mod reason;
mod supplement;

use thiserror::Error;

pub use caution::Caution;
pub use label::pictogram_of;
pub use reason::{Cause, Ground, Reason};

use super::class::HazardClass;
use super::sign::{Pictogram, Signal};
use super::statement::Code;
use super::strength::{Composition, Unconvertible};
use super::{Basis, Mixture, State, Substance, SubstanceId};
use crate::concentration::Concentration;
use ingredient::Ingredient;

/// Above every classification shown.
pub const CHECK: &str = "Check your employer’s guidance (CLEAPSS, SSERC). \
    In Great Britain the GB mandatory classification list is what counts.";

/// What the label says, and why.
#[derive(Clone, Debug, PartialEq)]
pub struct Hazard {
    /// The label's statements after precedence, sorted.
    pub h_codes: Vec<Code>,
    /// The one signal word.
    pub signal: Signal,
    /// After precedence, sorted.
    pub pictograms: Vec<Pictogram>,
    /// Supplemental statements, sorted.
    pub euh: Vec<Code>,
    /// Every class that applies, also where another covers its statement.
    pub reasons: Vec<Reason>,
    /// What the classification does not say.
    pub cautions: Vec<Caution>,
    /// The strength in all measures, for a single substance.
    pub composition: Option<Composition>,
}

impl Hazard {
    /// Whether no class applies. Not the same as harmless: see the cautions.
    pub fn is_unclassified(&self) -> bool {
        self.reasons.is_empty() && self.euh.is_empty()
    }

    /// Whether its label or what is remarked beside it asks for eye protection.
    pub fn asks_for_eye_protection(&self) -> bool {
        let harms_eyes = |code: &Code| matches!(code.stem(), "H314" | "H318" | "H319");
        self.h_codes.iter().any(harms_eyes)
            || self
                .cautions
                .iter()
                .any(|caution| caution.asks_for_eye_protection())
    }
}

/// Why there is no answer. Never taken for harmless.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Unclassified {
    /// Nobody has looked up the classification.
    #[error("the hazards of {0} have not been looked up")]
    NotLookedUp(String),
    /// The concentration means nothing for it.
    #[error("{name}: {reason}")]
    Unconvertible {
        /// What was asked about.
        name: String,
        /// Why not.
        reason: Unconvertible,
    },
    /// It reacts with water.
    #[error("{0} reacts with water: it has no solution, only itself is classified (neat)")]
    ReactsWithWater(String),
    /// A part of the mixture is missing in the data.
    #[error("{0} is part of the mixture and not in the reference data")]
    UnknownPart(SubstanceId),
    /// A mixture has one strength, its recipe's.
    #[error("{0} is a mixture: its strength is its recipe's, so ask for it as made (neat)")]
    MixtureStrength(String),
}

/// The hazards of a substance at a concentration, dissolved in water.
pub fn at(substance: &Substance, concentration: Concentration) -> Result<Hazard, Unclassified> {
    let name = || substance.name.clone();
    if substance.basis == Basis::NotLookedUp {
        return Err(Unclassified::NotLookedUp(name()));
    }
    let composition =
        substance
            .composition(concentration)
            .map_err(|reason| Unclassified::Unconvertible {
                name: name(),
                reason,
            })?;
    if substance.reacts_with_water() && !composition.is_neat {
        return Err(Unclassified::ReactsWithWater(name()));
    }
    let ingredient = Ingredient::new(
        substance,
        composition.cautious_percent(),
        composition.is_neat,
    );
    Ok(classify(&[ingredient], Some(composition)))
}

/// The hazards of a mixture as its recipe makes it.
pub fn of_mixture<'a>(
    mixture: &Mixture,
    find: impl Fn(&SubstanceId) -> Option<&'a Substance>,
) -> Result<Hazard, Unclassified> {
    let look_up = |id: &SubstanceId| {
        let substance = find(id).ok_or_else(|| Unclassified::UnknownPart(id.clone()))?;
        match substance.basis {
            Basis::NotLookedUp => Err(Unclassified::NotLookedUp(substance.name.clone())),
            Basis::Harmonised | Basis::SelfClassified => Ok(substance),
        }
    };
    let solvent = look_up(&mixture.solvent)?;
    // Grams in 100 cm³ are more in 100 g of a light solvent: the cautious reading again.
    let lightness = solvent
        .density
        .filter(|density| *density < 0.99)
        .unwrap_or(1.0);
    let mut ingredients = Vec::new();
    let mut dissolved = 0.0;
    for part in &mixture.parts {
        let substance = look_up(&part.substance)?;
        let percent = (part.percent_wv / lightness).min(100.0);
        // A solution's percentages count what is dissolved, as its limits do.
        let is_counted = substance.state == State::Solution;
        let share = if is_counted {
            1.0
        } else {
            substance.counted_share()
        };
        dissolved += percent;
        ingredients.push(Ingredient::new(substance, percent * share, false));
    }
    ingredients.push(Ingredient::new(
        solvent,
        (100.0 - dissolved).max(0.0),
        false,
    ));
    Ok(classify(&ingredients, None))
}

fn classify(ingredients: &[Ingredient<'_>], composition: Option<Composition>) -> Hazard {
    let mut reasons = Vec::new();
    contact::skin(ingredients, &mut reasons);
    contact::eye(ingredients, &mut reasons);
    contact::sensitisers(ingredients, &mut reasons);
    acute::toxicity(ingredients, &mut reasons);
    lasting::harm(ingredients, &mut reasons);
    aquatic::toxicity(ingredients, &mut reasons);
    physical::hazards(ingredients, &mut reasons);
    let euh = supplement::statements(ingredients, &reasons);
    let cautions = caution::cautions(ingredients, &reasons);
    let label = label::of(&mut reasons);
    Hazard {
        h_codes: label.h_codes,
        signal: label.signal,
        pictograms: label.pictograms,
        euh,
        reasons,
        cautions,
        composition,
    }
}

/// Whether any reason is of one of these classes.
fn any_of(reasons: &[Reason], classes: &[HazardClass]) -> bool {
    reasons
        .iter()
        .any(|reason| classes.contains(&reason.hazard))
}

#[cfg(test)]
mod tests;
