//! What a reagent of several substances takes, by its own recipe.

use std::fmt;

use super::step::{care, has, is_of};
use super::{BALANCE, Refusal, Step, as_measured, cylinder};
use crate::amount::{Amount, Unit};
use crate::concentration::Concentration;
use crate::substance::class::HazardClass;
use crate::substance::hazard::{self, Hazard};
use crate::substance::{Mixture, State, Substance, SubstanceId};

/// One thing that goes into a reagent.
#[derive(Clone, Debug, PartialEq)]
pub struct Portion<'a> {
    /// What.
    pub substance: &'a Substance,
    /// How much, as a balance or cylinder shows it.
    pub take: Amount,
    /// From a concentrated solution of it, where it is kept as one.
    pub is_from_concentrated: bool,
}

/// How to make a reagent of several substances.
#[derive(Clone, Debug, PartialEq)]
pub struct Reagent<'a> {
    /// What goes into it.
    pub portions: Vec<Portion<'a>>,
    /// What to do, in order.
    pub steps: Vec<Step>,
}

/// How so much of a reagent is made. A part that cannot be measured out stops it.
pub fn reagent<'a>(
    mixture: &Mixture,
    volume: Amount,
    find: impl Fn(&SubstanceId) -> Option<&'a Substance>,
) -> Result<Reagent<'a>, Refusal> {
    let solvent =
        find(&mixture.solvent).ok_or_else(|| Refusal::UnknownPart(mixture.solvent.clone()))?;
    let portions = portions(mixture, volume, find)?;
    let steps = mixing(mixture, solvent, &portions, volume);
    Ok(Reagent { portions, steps })
}

fn portions<'a>(
    mixture: &Mixture,
    volume: Amount,
    find: impl Fn(&SubstanceId) -> Option<&'a Substance>,
) -> Result<Vec<Portion<'a>>, Refusal> {
    if volume.unit() != Unit::Litre || volume.micro() <= 0 {
        return Err(Refusal::NoVolume);
    }
    let portion = |part: &crate::substance::Part| {
        let substance =
            find(&part.substance).ok_or_else(|| Refusal::UnknownPart(part.substance.clone()))?;
        portion(substance, part.percent_wv * 10.0 * volume.to_f64())
    };
    mixture.parts.iter().map(portion).collect()
}

/// So many grams of a substance, as it is measured out: a solid on the balance, a liquid in a cylinder.
pub fn portion(substance: &Substance, grams: f64) -> Result<Portion<'_>, Refusal> {
    let concentrated = substance
        .composition(Concentration::Concentrated)
        .ok()
        .filter(|_| substance.state == State::Solution)
        .and_then(|strong| strong.grams_per_dm3);
    let density = substance
        .density
        .filter(|_| substance.state == State::Liquid);
    let held = concentrated.or(density.map(|density| density * 1000.0));
    let take = match held {
        Some(held) => as_measured(grams / held, cylinder(grams / held), Unit::Litre)?,
        None => as_measured(grams, BALANCE, Unit::Gram)?,
    };
    Ok(Portion {
        substance,
        take,
        is_from_concentrated: concentrated.is_some(),
    })
}

impl Portion<'_> {
    /// The hazards of what is measured out; `None` where nobody knows.
    fn hazard(&self) -> Option<Hazard> {
        let strength = if self.is_from_concentrated {
            Concentration::Concentrated
        } else {
            Concentration::Neat
        };
        hazard::at(self.substance, strength).ok()
    }

    /// Concentrated acids and solid alkalis.
    fn gets_hot(&self, hazard: Option<&Hazard>) -> bool {
        let is_dissolved = self.substance.state == State::Solution;
        let is_acid = is_of(self.substance, &["A"]) || self.substance.name.contains("acid");
        let is_alkali = is_of(self.substance, &["B"]) && !is_dissolved;
        has(hazard, HazardClass::SkinCorrosion) && (is_acid || is_alkali)
    }

    /// Roughly the dm³ that it fills.
    fn fills(&self) -> f64 {
        match self.take.unit() {
            Unit::Gram => self.take.to_f64() / 1000.0,
            _ => self.take.to_f64(),
        }
    }

    fn is_solid(&self) -> bool {
        self.take.unit() == Unit::Gram
    }

    fn is_poorly_soluble(&self) -> bool {
        self.is_solid() && self.substance.solubility.is_some_and(|held| held < 10.0)
    }
}

/// What to do to make a reagent, in order: what gets hot goes into the solvent first, then liquids, then solids, and
/// last what dissolves only in what is there by then (iodine in potassium iodide, an indicator in ethanol).
fn mixing(
    mixture: &Mixture,
    solvent: &Substance,
    portions: &[Portion<'_>],
    volume: Amount,
) -> Vec<Step> {
    let hazards: Vec<Option<Hazard>> = portions.iter().map(Portion::hazard).collect();
    let of_solvent = hazard::at(solvent, Concentration::Neat).ok();
    let handled: Vec<Option<&Hazard>> = hazards
        .iter()
        .map(Option::as_ref)
        .chain([of_solvent.as_ref()])
        .collect();
    let mut steps = care(&handled);
    steps.extend(solvent_first(solvent, portions, volume));
    let mut in_order: Vec<(&Portion<'_>, bool)> = portions
        .iter()
        .zip(&hazards)
        .map(|(portion, hazard)| (portion, portion.gets_hot(hazard.as_ref())))
        .collect();
    in_order.sort_by_key(|(portion, gets_hot)| {
        (!gets_hot, portion.is_solid(), portion.is_poorly_soluble())
    });
    let last_hot = in_order.iter().rposition(|(_, gets_hot)| *gets_hot);
    for (nth, (portion, gets_hot)) in in_order.into_iter().enumerate() {
        steps.push(Step::Add {
            portion: portion.to_string(),
            gets_hot,
        });
        if Some(nth) == last_hot {
            steps.push(Step::Cool);
        }
    }
    steps.push(Step::MakeUpWith(volume, solvent.name.clone()));
    steps.push(if mixture.never_store {
        Step::UseAtOnce(mixture.name.clone())
    } else {
        Step::LabelReagent(mixture.name.clone())
    });
    steps
}

/// Two thirds of the volume, or what the parts leave of it.
#[expect(
    clippy::cast_possible_truncation,
    reason = "a volume's share of itself"
)]
fn solvent_first(solvent: &Substance, portions: &[Portion<'_>], volume: Amount) -> Option<Step> {
    let filled: f64 = portions.iter().map(Portion::fills).sum();
    let most = volume.to_f64() * 2.0 / 3.0;
    let left = (volume.to_f64() - filled).min(most);
    let marks = (left * 100.0).floor() as i64;
    let amount = Amount::new(marks * 10_000, Unit::Litre);
    (marks > 0).then(|| Step::SolventFirst(amount, solvent.name.clone()))
}

/// "17.3 g of copper(II) sulfate pentahydrate".
impl fmt::Display for Portion<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let strong = if self.is_from_concentrated {
            ", concentrated"
        } else {
            ""
        };
        write!(f, "{} of {}{strong}", self.take, self.substance.name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::substance::Part;
    use crate::substance::samples::{hydrochloric_acid, sample};

    #[test]
    fn a_reagent_scales_with_its_volume() {
        let (salt, acid) = (sample("NaCl", &[], &[]), hydrochloric_acid());
        let part = |of: &Substance, percent_wv| Part {
            substance: of.id.clone(),
            percent_wv,
        };
        let mixture = Mixture {
            id: SubstanceId::new("test"),
            name: "test".into(),
            other_names: Vec::new(),
            parts: vec![part(&salt, 1.5), part(&acid, 3.6)],
            solvent: SubstanceId::new("water"),
            never_store: false,
            keeps: None,
            source: "test".into(),
            checked: chrono::NaiveDate::MIN,
        };
        let find = |id: &SubstanceId| [&salt, &acid].into_iter().find(|s| s.id == *id);
        let of = |volume| portions(&mixture, Amount::parse(volume).unwrap(), find);
        let taken = of("2 dm3").unwrap();
        assert_eq!(taken[0].take, Amount::new(30_000_000, Unit::Gram));
        // 36 % at 1.179 g/cm³ holds 424 g in a dm³.
        assert_eq!(taken[1].take, Amount::parse("170 cm3").unwrap());
        assert!(taken[1].is_from_concentrated);
        assert_eq!(of("1 kg"), Err(Refusal::NoVolume));
        let nobody = portions(&mixture, Amount::parse("1 dm3").unwrap(), |_| None);
        assert!(matches!(nobody, Err(Refusal::UnknownPart(_))));
    }
}
