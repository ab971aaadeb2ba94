//! What somebody means by the words that they typed, by the reference data.

use reference::substance;
use shared::{
    amount::Unit,
    concentration::Concentration,
    kind::{Kind, KindId},
    name::{Manner, split_manner},
};

use super::describe;

/// From this confidence a name is taken for what it most likely means.
const SURE: f32 = 0.9;

/// The kinds that a typed name surely means, so many ways of keeping one thing: the first is the one to take where the
/// school has none of them. What is counted is sought among equipment first, what is weighed or measured among
/// substances. A substance is one in whatever unit it is asked for.
pub(crate) fn recognise(typed: &str, unit: Unit) -> Vec<Kind> {
    let thing = thing(typed, unit);
    let substance = substance(typed);
    let (first, then) = match unit {
        Unit::Piece => (thing, substance),
        _ => (substance, thing),
    };
    if first.is_empty() { then } else { first }
}

fn thing(typed: &str, unit: Unit) -> Vec<Kind> {
    let found = reference::kind::kinds().ok();
    let found = found.and_then(|kinds| kinds.recognise(typed));
    found
        .filter(|found| found.confidence >= SURE && found.kind.unit == unit)
        .map(|found| found.kind.clone())
        .into_iter()
        .collect()
}

fn substance(typed: &str) -> Vec<Kind> {
    let Some(found) = substance::find(typed).filter(|found| found.confidence >= SURE) else {
        return Vec::new();
    };
    let of = |strength: Option<&Concentration>| {
        let mut kind = describe(&KindId::of_substance(found.entry.id(), strength))?;
        // How dilute, nobody said: it is not called by the name of what is bought.
        if found.strength.is_none() && split_manner(typed).1 == Some(Manner::Dilute) {
            typed.trim().clone_into(&mut kind.name);
        }
        Some(kind)
    };
    let as_bought = found.strength == Some(Concentration::Concentrated);
    let as_told = of(found.strength.as_ref());
    as_told
        .into_iter()
        .chain(as_bought.then(|| of(None)).flatten())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_teachers_type_is_known() {
        for (typed, unit, kinds) in [
            (
                "hydrochloric acid 1M",
                Unit::Litre,
                &["hydrochloric-acid@1mol/dm3"][..],
            ),
            (
                "conc sulphuric",
                Unit::Litre,
                &["sulfuric-acid@conc", "sulfuric-acid"],
            ),
            ("lead nitrate", Unit::Gram, &["lead-ii-nitrate"]),
            ("borax", Unit::Gram, &["disodium-tetraborate-decahydrate"]),
            ("magnesium ribbon", Unit::Piece, &["magnesium-ribbon"]),
            ("glass rods", Unit::Piece, &["glass-rod"]),
            ("stopclocks", Unit::Piece, &["stop-clock"]),
            ("microscope", Unit::Piece, &["light-microscope"]),
            ("copper electrodes", Unit::Piece, &["copper-electrode"]),
            ("a big smile", Unit::Piece, &[]),
            ("beaker", Unit::Piece, &[]),
        ] {
            let found = recognise(typed, unit);
            let ids: Vec<&str> = found.iter().map(|kind| kind.id.as_str()).collect();
            assert_eq!(ids, kinds, "{typed}");
        }
        let dilute = recognise("dilute sulfuric acid", Unit::Litre);
        assert_eq!(dilute[0].name, "dilute sulfuric acid");
    }
}
