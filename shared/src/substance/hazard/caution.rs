//! What a classification does not say, and a school should know.

use std::fmt;

use super::any_of;
use super::ingredient::Ingredient;
use super::reason::Reason;
use crate::substance::class::HazardClass;
use crate::substance::{Basis, State};

use HazardClass::{
    EyeDamage, EyeIrritation, FlammableLiquid, MetalCorrosive, SkinCorrosion, SkinIrritation,
};

/// A remark beside the classification.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Caution {
    /// Corrosive when stronger, and below its limits here.
    StillAcidOrAlkaline,
    /// A strong acid or alkali may be so extreme in pH that it counts as corrosive from 1 %.
    ExtremePh,
    /// Corrodes metal when stronger; at this strength nobody has tested it.
    MayCorrodeMetal,
    /// A flammable liquid, too dilute to be classified.
    VapourWhenWarm,
    /// Suppliers' word, not the law's list.
    SelfClassified,
    /// A gas in water comes out of it again.
    GivesOffGas,
}

impl Caution {
    /// Whether it asks for eye protection.
    pub const fn asks_for_eye_protection(self) -> bool {
        matches!(self, Self::StillAcidOrAlkaline | Self::ExtremePh)
    }
}

pub(super) fn cautions(ingredients: &[Ingredient<'_>], reasons: &[Reason]) -> Vec<Caution> {
    let mut cautions = Vec::new();
    let burns = |ingredient: &Ingredient<'_>| {
        ingredient.worst(SkinCorrosion).is_some() || ingredient.worst(EyeDamage).is_some()
    };
    let is_corrosive = any_of(reasons, &[SkinCorrosion]);
    let touches = any_of(reasons, &[SkinIrritation, EyeDamage, EyeIrritation]);
    let would_burn = ingredients.iter().any(|i| burns(i) && i.percent > 0.0);
    if would_burn && !is_corrosive && !touches {
        cautions.push(Caution::StillAcidOrAlkaline);
    }
    // The law's own limits for a substance already know its pH.
    let has_no_limits = |i: &Ingredient<'_>| {
        i.worst(SkinCorrosion).is_some() && i.limits(SkinCorrosion).count() == 0
    };
    if !is_corrosive
        && ingredients
            .iter()
            .any(|i| has_no_limits(i) && i.percent >= 1.0)
    {
        cautions.push(Caution::ExtremePh);
    }
    let corrodes = |i: &Ingredient<'_>| i.percent > 0.0 && i.worst(MetalCorrosive).is_some();
    if !any_of(reasons, &[MetalCorrosive]) && ingredients.iter().any(corrodes) {
        cautions.push(Caution::MayCorrodeMetal);
    }
    let is_flammable = any_of(reasons, &[FlammableLiquid]);
    let would_burn = |i: &Ingredient<'_>| i.percent > 0.0 && i.worst(FlammableLiquid).is_some();
    if !is_flammable && ingredients.iter().any(would_burn) {
        cautions.push(Caution::VapourWhenWarm);
    }
    if ingredients
        .iter()
        .any(|i| i.substance.basis == Basis::SelfClassified)
    {
        cautions.push(Caution::SelfClassified);
    }
    if ingredients
        .iter()
        .any(|i| i.substance.state == State::Gas && !i.is_neat)
    {
        cautions.push(Caution::GivesOffGas);
    }
    cautions
}

impl fmt::Display for Caution {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::StillAcidOrAlkaline => {
                "Corrosive when stronger: below its limits here, but still protect the eyes."
            }
            Self::ExtremePh => {
                "A solution of pH 2 or less, or 11.5 or more, may count as corrosive all the same: \
                 treat it as such where you cannot tell."
            }
            Self::MayCorrodeMetal => "It may corrode metal: nobody has tested it at this strength.",
            Self::VapourWhenWarm => {
                "Too dilute to be classified as flammable, but its vapour may catch fire when warmed."
            }
            Self::SelfClassified => {
                "The law's list has no entry: this is what suppliers usually declare. \
                 Look at your supplier's safety data sheet."
            }
            Self::GivesOffGas => "The gas comes out of solution: the air above it has its hazards.",
        })
    }
}
