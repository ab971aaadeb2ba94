//! Which solutions and reagents the prep room can make of what the school holds, and how much of that they take.

use std::collections::HashMap;

use shared::{
    amount::{Amount, Unit},
    availability::{Making, Source},
    concentration::{Concentration, Measure},
    kind::{KindId, KindName},
    substance::{
        Part, Substance, SubstanceId,
        solution::{self, Wish},
    },
};

/// A dm³, and so much that a pinch in it can be weighed.
const LITRE: Amount = Amount::new(1_000_000, Unit::Litre);

/// What each solution and reagent among some kinds is made of, of what is in stock.
pub(crate) fn makings<'a>(
    kinds: &[&KindId],
    stock: impl IntoIterator<Item = &'a KindId>,
) -> HashMap<KindId, Making> {
    let shelf = Shelf::of(stock);
    kinds
        .iter()
        .filter_map(|kind| Some(((*kind).clone(), shelf.making(kind)?)))
        .collect()
}

/// The kinds in stock by what they are of, whatever water of crystallisation it comes with.
struct Shelf<'a>(HashMap<String, Vec<&'a KindId>>);

impl<'a> Shelf<'a> {
    fn of(stock: impl IntoIterator<Item = &'a KindId>) -> Self {
        let mut by_substance: HashMap<String, Vec<&KindId>> = HashMap::new();
        for held in stock {
            let of = held.substance().without_water().to_owned();
            by_substance.entry(of).or_default().push(held);
        }
        Self(by_substance)
    }

    /// What a kind is made of; none where it is no solution and no reagent.
    fn making(&self, wanted: &KindId) -> Option<Making> {
        if let Some((substance, _)) = wanted.solution() {
            let sources = self.sources(&substance, |held| dilution(wanted, held));
            return Some(Making {
                parts: vec![sources],
            });
        }
        let mixture = reference::kind::reagent(wanted)?;
        let parts = mixture.parts.iter();
        let parts = parts.map(|part| self.sources(&part.substance, |held| share(part, held)));
        Some(Making {
            parts: parts.collect(),
        })
    }

    fn sources(
        &self,
        substance: &SubstanceId,
        per_litre: impl Fn(&KindId) -> Option<Amount>,
    ) -> Vec<Source> {
        let held = self.0.get(substance.without_water());
        held.into_iter()
            .flatten()
            .filter_map(|held| {
                Some(Source {
                    kind: (*held).clone(),
                    per_litre: per_litre(held)?,
                })
            })
            .collect()
    }
}

/// How much of a form of a reagent's part a dm³ of the reagent takes.
fn share(part: &Part, held: &KindId) -> Option<Amount> {
    let grams = part.percent_wv * 10.0;
    // A dilute solution of it would water the reagent down.
    let KindName::Reference(bought) = held.name() else {
        return None;
    };
    let taken = reference::substance::get(&SubstanceId::new(bought))?;
    let grams = if taken.id == part.substance {
        grams
    } else {
        let named = reference::substance::get(&part.substance)?;
        grams / named.molar_mass()? * taken.molar_mass()?
    };
    Some(solution::portion(taken, grams).ok()?.take)
}

/// How much of what is held a dm³ of a solution takes; none where it is of another substance, or too weak.
fn dilution(wanted: &KindId, held: &KindId) -> Option<Amount> {
    let (substance, concentration) = wanted.solution().filter(|_| held != wanted)?;
    if held.substance().without_water() != substance.without_water() {
        return None;
    }
    let dissolved = reference::substance::get(&held.substance())?;
    let source = match held.name() {
        KindName::Solution { concentration, .. } => solution::Source::Liquid(concentration),
        KindName::Reference(_) => solution::Source::usual(dissolved),
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
        dilution(&wanted.parse().unwrap(), &held.parse().unwrap())
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

    fn takes_for(of: &str, from: &[&str]) -> Vec<(String, f64)> {
        let stock: Vec<KindId> = from.iter().map(|kind| kind.parse().unwrap()).collect();
        let making = Shelf::of(&stock).making(&of.parse().unwrap()).unwrap();
        let sources = making.parts.into_iter().flatten();
        let mut sources: Vec<(String, f64)> = sources
            .map(|source| (source.kind.to_string(), source.per_litre.to_f64()))
            .collect();
        sources.sort_by(|a, b| a.0.cmp(&b.0));
        sources
    }

    #[test]
    fn a_reagent_takes_all_its_parts() {
        let held = [
            "copper-ii-sulfate-anhydrous",
            "copper-ii-sulfate-pentahydrate",
            "copper-ii-sulfate-pentahydrate@1mol/dm3",
            "sodium-chloride",
        ];
        let benedicts = takes_for("benedicts-solution", &held);
        let [(_, without), (_, with)] = benedicts.as_slice() else {
            panic!("{benedicts:?}");
        };
        assert!((with - 17.3).abs() < 0.05 && (without - 11.1).abs() < 0.1);
        let making = Shelf::of(&[])
            .making(&"benedicts-solution".parse().unwrap())
            .unwrap();
        assert_eq!(making.parts, vec![Vec::new(); 3]);
    }
}
