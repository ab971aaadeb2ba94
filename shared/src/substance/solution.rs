//! Making a solution: what to take, how exactly a school can measure it, the steps in order, and
//! the hazards at both ends.

mod portion;
mod step;

use std::fmt;

use serde::{Deserialize, Serialize};
use thiserror::Error;

pub use portion::{Portion, Reagent, portion, reagent};
pub use step::Step;

use super::hazard::{self, Hazard, Unclassified};
use super::strength::{Composition, Unconvertible};
use super::{State, Substance, SubstanceId};
use crate::amount::{Amount, Unit};
use crate::concentration::{Concentration, Measure};

/// From what a solution is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Source {
    /// The named solid, with its water of crystallisation.
    Solid,
    /// A stronger solution, or the neat liquid.
    Liquid(Concentration),
}

impl Source {
    /// What a prep room usually makes it from: the solid; else the strongest solution whose
    /// density is known; else the neat liquid.
    pub fn usual(substance: &Substance) -> Self {
        match substance.state {
            State::Solid => Self::Solid,
            _ if substance.composition(Concentration::Concentrated).is_ok() => {
                Self::Liquid(Concentration::Concentrated)
            }
            State::Liquid | State::Solution | State::Gas => Self::Liquid(Concentration::Neat),
        }
    }

    /// "Concentrated" as the percentage it is sold at, so that a recipe names it.
    fn in_figures(self, substance: &Substance) -> Result<Self, Unconvertible> {
        if self != Self::Liquid(Concentration::Concentrated) {
            return Ok(self);
        }
        let percent = substance
            .composition(Concentration::Concentrated)?
            .percent_by_mass;
        let sold = Concentration::nearest(percent, Measure::PercentByMass);
        Ok(Self::Liquid(
            sold.filter(|_| percent < 100.0)
                .unwrap_or(Concentration::Neat),
        ))
    }
}

/// A solution somebody wants.
#[derive(Clone, Copy, Debug)]
pub struct Wish<'a> {
    /// Of what.
    pub substance: &'a Substance,
    /// How strong.
    pub concentration: Concentration,
    /// How much, in litres.
    pub volume: Amount,
}

/// How to make a solution.
#[derive(Clone, Debug, PartialEq)]
pub struct Recipe {
    /// From what.
    pub source: Source,
    /// What to weigh or measure out, as a balance or cylinder shows it.
    pub take: Amount,
    /// The same, uncut, in grams or dm³.
    pub exact: f64,
    /// By how much rounding changes the strength, in per cent of it.
    pub error_percent: f64,
    /// How strong it becomes, in all measures.
    pub becomes: Composition,
    /// What to do, in order.
    pub steps: Vec<Step>,
    /// The hazards of what it is made from.
    pub before: Result<Hazard, Unclassified>,
    /// The hazards of what is made.
    pub after: Result<Hazard, Unclassified>,
    /// What the steps do not say.
    pub remarks: Vec<Remark>,
}

/// What to know beside a recipe's steps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Remark {
    /// The wish is close to what water holds at 20 °C.
    NearlySaturated,
    /// How much of the solid water holds is not known.
    SolubilityUnknown,
}

impl fmt::Display for Remark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NearlySaturated => {
                "This is close to all that water holds at 20 °C: it may crystallise."
            }
            Self::SolubilityUnknown => {
                "How much of it water holds is not known here: try a little first."
            }
        })
    }
}

impl Recipe {
    /// "Worked out: 249.685 g. Measuring so changes the strength by less than 0.01 %."
    pub fn rounding(&self) -> String {
        let (exact, unit) = match self.source {
            Source::Solid => (self.exact, "g"),
            Source::Liquid(_) => (self.exact * 1000.0, "cm³"),
        };
        let error = match self.error_percent {
            error if error.abs() < 0.005 => "less than 0.01 %".to_owned(),
            error => format!("{error:.2} %").replace('-', "\u{2212}"),
        };
        format!("Worked out: {exact:.3} {unit}. Measuring so changes the strength by {error}.")
    }
}

/// Why a solution cannot be made.
#[derive(Clone, Debug, PartialEq, Error, Serialize, Deserialize)]
pub enum Refusal {
    /// The amount is no volume, or nothing.
    #[error("say how much solution to make, as a volume above nothing")]
    NoVolume,
    /// The wish is for none of the substance.
    #[error("a solution of strength nothing is water")]
    NoStrength,
    /// The wish is for the neat substance.
    #[error("the neat substance is not made, only solutions of it")]
    NotASolution,
    /// A gas is not measured out.
    #[error("it is a gas: its solution is bought, or made as an experiment of its own")]
    IsGas,
    /// It reacts with water.
    #[error("it reacts with water: it has no solution")]
    ReactsWithWater,
    /// Water holds next to nothing of it.
    #[error("water dissolves next to none of it")]
    Insoluble,
    /// The concentration means nothing for it.
    #[error("{0}")]
    Unconvertible(#[from] Unconvertible),
    /// Water holds less.
    #[error("water holds {held} g in a dm³ at 20 °C, and this would need {wanted} g")]
    AboveSolubility {
        /// Grams in a dm³ of water.
        held: f64,
        /// Grams in a dm³ of the wished solution.
        wanted: f64,
    },
    /// The stock is weaker.
    #[error(
        "the stock is weaker than the solution wished for: {stock} g/dm³ against {wanted} g/dm³"
    )]
    AboveStock {
        /// Grams in a dm³ of the stock.
        stock: f64,
        /// Grams in a dm³ of the wished solution.
        wanted: f64,
    },
    /// A solid cannot be measured out as a liquid, nor the other way round.
    #[error("it is not a solid: say the strength of the liquid it is made from")]
    NotSolid,
    /// It is kept as a solution, and nobody says how strong that is.
    #[error("say how strong the solution is that it is made from, as in 2 mol/dm3 or 10 % w/v")]
    StockUnknown,
    /// Without its density, what a volume of the stock holds is not known.
    #[error("the density of the stock is not known: give its strength in mol/dm3, g/dm3 or % w/v")]
    StockDensityUnknown,
    /// Less than can be measured.
    #[error(
        "that is less than can be measured: make more, or dilute a stronger stock in two steps"
    )]
    TooLittle,
    /// A part of the reagent is missing in the data.
    #[error("{0} is part of it and not in the reference data")]
    UnknownPart(SubstanceId),
    /// More than a school makes.
    #[error("that is too much: a prep room makes at most 100 dm³ at once")]
    TooMuch,
}

/// More is never made at once in a school, in millionths of a dm³.
const MOST: i64 = 100_000_000;

/// The volume, when it is one that somebody may want to make.
pub fn wished(volume: Amount) -> Result<Amount, Refusal> {
    if volume.unit() != Unit::Litre || volume.micro() <= 0 {
        return Err(Refusal::NoVolume);
    }
    (volume.micro() <= MOST)
        .then_some(volume)
        .ok_or(Refusal::TooMuch)
}

/// How to make the solution from that source.
pub fn make(wish: Wish<'_>, source: Source) -> Result<Recipe, Refusal> {
    let Wish {
        substance,
        concentration,
        volume,
    } = wish;
    if volume.unit() != Unit::Litre || volume.micro() <= 0 {
        return Err(Refusal::NoVolume);
    }
    if substance.is_turned_by_water() {
        return Err(Refusal::ReactsWithWater);
    }
    if substance.state == State::Gas {
        return Err(Refusal::IsGas);
    }
    if substance.state == State::Solution && source == Source::Liquid(Concentration::Neat) {
        return Err(Refusal::StockUnknown);
    }
    let source = source.in_figures(substance)?;
    let becomes = substance.composition(concentration)?;
    let wanted = becomes
        .grams_per_dm3
        .filter(|_| !becomes.is_neat)
        .ok_or(Refusal::NotASolution)?;
    if wanted <= 0.0 {
        return Err(Refusal::NoStrength);
    }
    let held = substance
        .solubility
        .map(|held| held * substance.counted_share());
    if let Some(held) = held.filter(|held| wanted > held * (1.0 + 1e-9)) {
        if substance.is_insoluble() {
            return Err(Refusal::Insoluble);
        }
        return Err(Refusal::AboveSolubility {
            held: rounded(held),
            wanted: rounded(wanted),
        });
    }
    let (exact, take) = match source {
        Source::Solid => solid(substance, wanted * volume.to_f64())?,
        Source::Liquid(stock) => liquid(substance, stock, wanted, volume)?,
    };
    let before_strength = match source {
        Source::Solid => Concentration::Neat,
        Source::Liquid(stock) => stock,
    };
    let before = hazard::at(substance, before_strength);
    let after = hazard::at(substance, concentration);
    let steps = step::steps(wish, source, take, before.as_ref().ok());
    Ok(Recipe {
        source,
        take,
        exact,
        error_percent: (take.to_f64() - exact) / exact * 100.0,
        becomes,
        steps,
        before,
        after,
        remarks: remarks(substance, held, wanted),
    })
}

fn remarks(substance: &Substance, held: Option<f64>, wanted: f64) -> Vec<Remark> {
    match held {
        Some(held) if wanted > 0.8 * held => vec![Remark::NearlySaturated],
        None if substance.state == State::Solid => vec![Remark::SolubilityUnknown],
        _ => Vec::new(),
    }
}

/// Grams of the named solid, uncut and as a balance shows them. `counted` are grams of what the
/// substance's limits count, which the water of crystallisation is not always part of.
fn solid(substance: &Substance, counted: f64) -> Result<(f64, Amount), Refusal> {
    if substance.state != State::Solid {
        return Err(Refusal::NotSolid);
    }
    let exact = counted / substance.counted_share();
    Ok((exact, as_measured(exact, BALANCE, Unit::Gram)?))
}

fn liquid(
    substance: &Substance,
    stock: Concentration,
    wanted: f64,
    volume: Amount,
) -> Result<(f64, Amount), Refusal> {
    let of_stock = substance.composition(stock)?;
    let by_mass = matches!(
        stock,
        Concentration::Figure {
            measure: Measure::PercentByMass,
            ..
        } | Concentration::Neat
    );
    if by_mass && of_stock.density.is_none() {
        return Err(Refusal::StockDensityUnknown);
    }
    let holds = of_stock.grams_per_dm3.ok_or(Refusal::StockDensityUnknown)?;
    if wanted > holds * (1.0 + 1e-9) {
        return Err(Refusal::AboveStock {
            stock: rounded(holds),
            wanted: rounded(wanted),
        });
    }
    let exact = volume.to_f64() * wanted / holds;
    let take = as_measured(exact, cylinder(exact), Unit::Litre)?;
    Ok((exact, take))
}

fn rounded(grams: f64) -> f64 {
    (grams * 10.0).round() / 10.0
}

/// A school's balance shows hundredths of a gram: millionths.
const BALANCE: i64 = 10_000;

/// What can be read on the smallest cylinder that holds it, in millionths of a dm³; below
/// 10 cm³ a graduated pipette.
fn cylinder(dm3: f64) -> i64 {
    match dm3 {
        ..=0.010 => 100,
        ..=0.025 => 500,
        ..=0.100 => 1_000,
        ..=0.250 => 2_000,
        ..=0.500 => 5_000,
        _ => 10_000,
    }
}

/// The nearest mark to so many grams or dm³.
#[expect(
    clippy::cast_possible_truncation,
    reason = "the range is checked before"
)]
#[expect(clippy::cast_precision_loss, reason = "marks are small whole numbers")]
fn as_measured(exact: f64, mark: i64, unit: Unit) -> Result<Amount, Refusal> {
    let marks = (exact * 1e6 / mark as f64).round();
    if marks < 1.0 {
        return Err(Refusal::TooLittle);
    }
    if marks * mark as f64 > 9e18 {
        return Err(Refusal::TooMuch);
    }
    Ok(Amount::new(marks as i64 * mark, unit))
}

#[cfg(test)]
mod tests;
