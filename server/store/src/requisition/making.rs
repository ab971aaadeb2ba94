//! Which solutions the prep room can make of what the school holds, and how much of that they take.

use std::collections::HashMap;

use shared::{
    amount::{Amount, Unit},
    availability::Making,
    concentration::{Concentration, Measure},
    kind::{KindId, KindName},
    substance::{
        Substance,
        solution::{self, Source, Wish},
    },
};

use crate::ledger::Total;

/// A dm³, and so much that a pinch in it can be weighed.
const LITRE: Amount = Amount::new(1_000_000, Unit::Litre);

/// The ways to make each solution among some kinds from what is in stock.
pub(super) fn makings(
    kinds: &[&KindId],
    stock: &HashMap<KindId, Total>,
) -> HashMap<KindId, Vec<Making>> {
    let ways = |wanted: &KindId| -> Vec<Making> {
        stock
            .keys()
            .filter(|held| *held != wanted)
            .filter_map(|held| {
                Some(Making {
                    from: held.clone(),
                    per_litre: per_litre(wanted, held)?,
                })
            })
            .collect()
    };
    kinds
        .iter()
        .filter(|kind| kind.solution().is_some())
        .map(|kind| ((*kind).clone(), ways(kind)))
        .collect()
}

/// How much of what is held a dm³ of a solution takes; none where it is of another substance, or too weak.
fn per_litre(wanted: &KindId, held: &KindId) -> Option<Amount> {
    let (substance, concentration) = wanted.solution()?;
    if held.substance().without_water() != substance.without_water() {
        return None;
    }
    let dissolved = reference::substance::get(&held.substance())?;
    let source = match held.name() {
        KindName::Solution { concentration, .. } => Source::Liquid(concentration),
        KindName::Reference(_) => Source::usual(dissolved),
        KindName::Own(_) => return None,
    };
    let concentration = if dissolved.id == substance {
        concentration
    } else {
        in_moles(reference::substance::get(&substance)?, concentration)?
    };
    let wish = Wish {
        substance: dissolved,
        concentration,
        volume: LITRE,
    };
    Some(solution::make(wish, source).ok()?.take)
}

/// A strength that means the same of a hydrate.
fn in_moles(substance: &Substance, concentration: Concentration) -> Option<Concentration> {
    substance.convert(concentration, Measure::MolPerDm3).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn takes(wanted: &str, held: &str) -> Option<Amount> {
        per_litre(&wanted.parse().unwrap(), &held.parse().unwrap())
    }

    #[test]
    fn only_what_is_strong_enough_makes_a_solution() {
        let half = Amount::parse("500 cm3").unwrap();
        let (one, two) = ("hydrochloric-acid@1mol/dm3", "hydrochloric-acid@2mol/dm3");
        assert_eq!(takes(one, two), Some(half));
        assert_eq!(takes(two, one), None);
        assert!(takes(one, "hydrochloric-acid").is_some());
        assert_eq!(takes(one, "sodium-chloride"), None);
    }

    #[test]
    fn a_hydrate_weighs_its_water_too() {
        let wanted = "sodium-thiosulfate-pentahydrate@0.2mol/dm3";
        let grams = |held| takes(wanted, held).unwrap().to_f64();
        assert!((grams("sodium-thiosulfate-pentahydrate") - 49.6).abs() < 0.1);
        assert!((grams("sodium-thiosulfate-anhydrous") - 31.6).abs() < 0.1);
    }
}
