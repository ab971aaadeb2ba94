//! What a kind's id means, wherever it comes from.

use shared::amount::Unit;
use shared::kind::{Kind, KindId, KindName, Sort};
use shared::practical::Subject;
use shared::substance::{State, SubstanceId};

use crate::substance;

/// The kind of that id: an entry of the catalogue, a substance, a reagent made of several, or a
/// solution of either. None for what only one school has, and for ids nobody knows.
pub fn describe(id: &KindId) -> Option<Kind> {
    match id.name() {
        KindName::Own(_) => None,
        KindName::Solution {
            substance,
            concentration,
        } => {
            let of_mixture = || substance::mixture(&substance).map(|mixture| &mixture.name);
            let name = substance::get(&substance).map(|substance| &substance.name);
            let name = format!("{}, {concentration}", name.or_else(of_mixture)?);
            Some(chemical(id, name, Sort::Solution, Unit::Litre))
        }
        KindName::Reference(name) => {
            let of_catalogue = super::kinds()
                .ok()
                .and_then(|kinds| kinds.find(id))
                .cloned();
            of_catalogue.or_else(|| as_it_is(id, &SubstanceId::new(name)))
        }
    }
}

/// A substance as it is bought, or a reagent.
fn as_it_is(id: &KindId, name: &SubstanceId) -> Option<Kind> {
    if let Some(reagent) = substance::mixture(name) {
        let name = reagent.name.clone();
        return Some(chemical(id, name, Sort::Solution, Unit::Litre));
    }
    let substance = substance::get(name)?;
    let unit = match substance.state {
        State::Solid => Unit::Gram,
        State::Liquid | State::Gas | State::Solution => Unit::Litre,
    };
    Some(chemical(id, substance.name.clone(), Sort::Chemical, unit))
}

/// Other names stay with the substance, where names are looked up.
fn chemical(id: &KindId, name: String, sort: Sort, unit: Unit) -> Kind {
    Kind {
        id: id.clone(),
        name,
        sort,
        unit,
        other_names: Vec::new(),
        subject: Subject::Chemistry,
        class_set: false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_id_says_what_it_is() {
        for (id, name, sort, unit) in [
            (
                "beaker-50-cm3",
                "beaker, 50 cm³",
                Sort::Equipment,
                Unit::Piece,
            ),
            (
                "copper-ii-oxide",
                "copper(II) oxide",
                Sort::Chemical,
                Unit::Gram,
            ),
            ("ethanol", "ethanol", Sort::Chemical, Unit::Litre),
            ("limewater", "limewater", Sort::Solution, Unit::Litre),
            (
                "limewater@saturated",
                "limewater, saturated",
                Sort::Solution,
                Unit::Litre,
            ),
            (
                "sodium-hydroxide@0.4mol/dm3",
                "sodium hydroxide, 0.4\u{202f}mol/dm³",
                Sort::Solution,
                Unit::Litre,
            ),
        ] {
            let kind = describe(&KindId::parse(id).unwrap()).unwrap();
            assert_eq!(
                (kind.name.as_str(), kind.sort, kind.unit),
                (name, sort, unit)
            );
        }
    }

    #[test]
    fn no_id_means_two_things() {
        for kind in crate::kind::kinds().unwrap().all() {
            let name = SubstanceId::new(kind.id.as_str());
            assert!(substance::get(&name).is_none(), "{name}");
            assert!(substance::mixture(&name).is_none(), "{name}");
        }
    }

    #[test]
    fn what_nobody_knows_is_not_described() {
        for id in ["unobtainium", "unobtainium@1mol/dm3"] {
            assert_eq!(describe(&KindId::parse(id).unwrap()), None);
        }
    }
}
