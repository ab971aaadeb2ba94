//! The steps of a recipe, in order.

use std::fmt;

use super::super::class::HazardClass;
use super::super::{State, Substance, hazard::Hazard};
use super::{Source, Wish};
use crate::amount::Amount;
use crate::concentration::Concentration;

/// One thing to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// What to wear: goggles and gloves against what burns, else eye protection.
    Protect {
        /// Whether what is handled burns skin.
        burns: bool,
    },
    /// Fumes, poison or dust that must not be breathed in.
    FumeCupboard,
    /// Away from flames.
    NoFlames,
    /// Weigh the solid.
    Weigh(Amount, String),
    /// Measure the liquid.
    Measure(Amount, String, Concentration),
    /// About so much water into a beaker first.
    WaterFirst(Amount),
    /// The strong liquid slowly into the water, never the other way round.
    IntoWater {
        /// What is added.
        name: String,
        /// Whether the two get hot.
        gets_hot: bool,
    },
    /// Stir until it has dissolved.
    Dissolve {
        /// Whether they get hot.
        gets_hot: bool,
    },
    /// About so much of a reagent's solvent into a beaker first.
    SolventFirst(Amount, String),
    /// A part of a reagent into what is there already.
    Add {
        /// How much of what.
        portion: String,
        /// Whether the two get hot.
        gets_hot: bool,
    },
    /// A reagent's solvent up to the mark.
    MakeUpWith(Amount, String),
    /// Mix, bottle, label with the reagent's name, hazards and date.
    LabelReagent(String),
    /// Make it, use it, destroy it: it is never bottled.
    UseAtOnce(String),
    /// Wait for room temperature: warm solutions fill more.
    Cool,
    /// Water up to the mark.
    MakeUp(Amount),
    /// Mix, bottle, label with name, strength, hazards and date.
    Label(String, Concentration),
}

/// What to wear and where to work, for all that is handled. What nobody knows may do anything.
pub(super) fn care(handled: &[Option<&Hazard>]) -> Vec<Step> {
    let any_has = |class: HazardClass| handled.iter().any(|hazard| has(*hazard, class));
    let burns = any_has(HazardClass::SkinCorrosion);
    let mut steps = vec![Step::Protect { burns }];
    if handled.iter().any(|hazard| is_breathed_in(*hazard)) {
        steps.push(Step::FumeCupboard);
    }
    if any_has(HazardClass::FlammableLiquid) {
        steps.push(Step::NoFlames);
    }
    steps
}

/// Whether it is of that class; what nobody knows may be.
pub(super) fn has(hazard: Option<&Hazard>, class: HazardClass) -> bool {
    hazard.is_none_or(|hazard| hazard.reasons.iter().any(|reason| reason.hazard == class))
}

fn is_breathed_in(hazard: Option<&Hazard>) -> bool {
    hazard.is_none_or(|hazard| {
        hazard.h_codes.iter().any(|code| {
            matches!(
                code.stem(),
                "H330" | "H331" | "H334" | "H335" | "H350" | "H372"
            )
        })
    })
}

pub(super) fn steps(
    wish: Wish<'_>,
    source: Source,
    take: Amount,
    before: Option<&Hazard>,
) -> Vec<Step> {
    let name = wish.substance.name.clone();
    let burns = has(before, HazardClass::SkinCorrosion);
    let mut steps = care(&[before]);
    // Two thirds leave room for what is added, and enough water to take up the heat.
    let water = wish.volume.multiply(2, 3).unwrap_or(wish.volume);
    let water = Amount::new(water.micro() / 10_000 * 10_000, water.unit());
    let water = if water.is_zero() {
        wish.volume.multiply(1, 2).unwrap_or(water)
    } else {
        water
    };
    match source {
        Source::Solid => {
            steps.push(Step::Weigh(take, name.clone()));
            steps.push(Step::WaterFirst(water));
            let gets_hot = burns && is_of(wish.substance, &["A", "B", "W"]);
            steps.push(Step::Dissolve { gets_hot });
        }
        Source::Liquid(stock) => {
            let rest = wish.volume.checked_sub(take).unwrap_or(water);
            let water = if rest < water { rest } else { water };
            steps.push(Step::Measure(take, name.clone(), stock));
            if !water.is_zero() && !water.is_negative() {
                steps.push(Step::WaterFirst(water));
            }
            let is_acid = name.contains("acid") || is_of(wish.substance, &["A", "W"]);
            let gets_hot = burns && is_acid && wish.substance.state != State::Gas;
            steps.push(Step::IntoWater {
                name: name.clone(),
                gets_hot,
            });
        }
    }
    if burns {
        steps.push(Step::Cool);
    }
    steps.push(Step::MakeUp(wish.volume));
    steps.push(Step::Label(name, wish.concentration));
    steps
}

/// Whether it is stored with acids, alkalis or what reacts with water, which get hot in water; a burning salt such as
/// silver nitrate does not. Where nobody says, it may.
pub(super) fn is_of(substance: &Substance, groups: &[&str]) -> bool {
    substance
        .storage
        .as_deref()
        .is_none_or(|group| groups.contains(&group))
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Protect { burns: true } => f.write_str("Wear goggles, gloves and a lab coat."),
            Self::Protect { burns: false } => f.write_str("Wear eye protection."),
            Self::FumeCupboard => {
                f.write_str("Work in a fume cupboard, so that nobody breathes any of it in.")
            }
            Self::NoFlames => f.write_str("Keep flames and sparks away."),
            Self::Weigh(mass, name) => write!(f, "Weigh {mass} of {name}."),
            Self::Measure(volume, name, Concentration::Neat) => {
                write!(f, "Measure {volume} of {name}.")
            }
            Self::Measure(volume, name, stock) => write!(f, "Measure {volume} of {name}, {stock}."),
            Self::WaterFirst(water) => {
                write!(f, "Put about {water} of purified water in a beaker.")
            }
            Self::IntoWater {
                name,
                gets_hot: true,
            } => write!(
                f,
                "Add the {name} to the water slowly, stirring, a little at a time: it gets hot. \
                 {}",
                if name.contains("acid") {
                    "Acid to water, never water to acid."
                } else {
                    "Never the water to it."
                }
            ),
            Self::IntoWater {
                name,
                gets_hot: false,
            } => {
                write!(f, "Add the {name} to the water, stirring.")
            }
            Self::Dissolve { gets_hot: true } => f.write_str(
                "Add the solid a little at a time, stirring until it dissolves: it gets hot.",
            ),
            Self::Dissolve { gets_hot: false } => {
                f.write_str("Add the solid, and stir until it dissolves.")
            }
            Self::SolventFirst(amount, solvent) => {
                write!(f, "Put about {amount} of {solvent} in a beaker.")
            }
            Self::Add {
                portion,
                gets_hot: true,
            } => write!(
                f,
                "Add {portion}, slowly and a little at a time, stirring: it gets hot. Never the other way round."
            ),
            Self::Add {
                portion,
                gets_hot: false,
            } => write!(f, "Add {portion}, and stir."),
            Self::MakeUpWith(volume, solvent) => {
                write!(f, "Make up to the mark, {volume}, with {solvent}.")
            }
            Self::LabelReagent(name) => write!(
                f,
                "Mix, bottle, and label: {name}, with its hazards and today's date."
            ),
            Self::UseAtOnce(name) => write!(
                f,
                "Mix, use at once, and destroy what is left: {name} is never stored."
            ),
            Self::Cool => f.write_str("Let it cool to room temperature."),
            Self::MakeUp(volume) => write!(
                f,
                "Rinse it over into a volumetric flask or cylinder and make up to the mark, {volume}, \
                 with purified water."
            ),
            Self::Label(name, strength) => write!(
                f,
                "Mix, bottle, and label: {name}, {strength}, with its hazards and today's date."
            ),
        }
    }
}
