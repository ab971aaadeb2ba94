//! A substance or a composite reagent: what a name can mean.

use shared::concentration::Concentration;
use shared::substance::hazard::{self, Hazard, Unclassified};
use shared::substance::{Mixture, State, Substance, SubstanceId};

/// What a bottle can hold.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Entry {
    /// One substance.
    Substance(&'static Substance),
    /// A composite reagent.
    Mixture(&'static Mixture),
}

impl Entry {
    /// Its stable id.
    pub fn id(self) -> &'static SubstanceId {
        match self {
            Self::Substance(substance) => &substance.id,
            Self::Mixture(mixture) => &mixture.id,
        }
    }

    /// Its systematic name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Substance(substance) => &substance.name,
            Self::Mixture(mixture) => &mixture.name,
        }
    }

    /// The substance, where it is one.
    pub fn substance(self) -> Option<&'static Substance> {
        match self {
            Self::Substance(substance) => Some(substance),
            Self::Mixture(_) => None,
        }
    }

    /// The hazards of what stands on a shelf: at its strength, or else as it is bought.
    pub fn hazard_in_stock(
        self,
        concentration: Option<Concentration>,
    ) -> Result<Hazard, Unclassified> {
        if let Some(concentration) = concentration {
            return self.hazard(concentration);
        }
        let only_in_water = self
            .substance()
            .is_some_and(|substance| substance.state == State::Solution);
        let as_sold = only_in_water.then(|| self.hazard(Concentration::Concentrated));
        match as_sold {
            Some(Ok(hazard)) => Ok(hazard),
            _ => self.hazard(Concentration::Neat),
        }
    }

    /// Its hazards at a strength. A reagent of one substance in water may have any; else a
    /// reagent's only strength is its recipe's, which is called neat.
    pub fn hazard(self, concentration: Concentration) -> Result<Hazard, Unclassified> {
        let mixture = match self {
            Self::Substance(substance) => return hazard::at(substance, concentration),
            Self::Mixture(mixture) => mixture,
        };
        match (concentration, mixture.parts.as_slice()) {
            (Concentration::Neat, _) => hazard::of_mixture(mixture, super::get),
            (Concentration::Figure { .. }, [only]) if mixture.solvent.as_str() == "water" => {
                let substance = super::get(&only.substance)
                    .ok_or_else(|| Unclassified::UnknownPart(only.substance.clone()))?;
                hazard::at(substance, concentration)
            }
            _ => Err(Unclassified::MixtureStrength(mixture.name.clone())),
        }
    }
}
