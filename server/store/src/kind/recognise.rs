//! What somebody means by the words that they typed, by the reference data.

use reference::substance::{self, Choice};
use shared::{
    amount::Unit,
    concentration::Concentration,
    kind::{Kind, KindId},
};

use super::describe;

/// From this confidence a name is taken for what it most likely means.
const SURE: f32 = 0.9;

/// What a typed name means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Meaning {
    /// Surely one thing, in so many ways of keeping it: the first is the one to take where the school has none of them.
    /// There is none where nothing is known by the name.
    Sure(Vec<Kind>),
    /// One of several forms of a thing: which, the name leaves open.
    OneOf(Vec<Kind>),
    /// A dilute solution of this: how strong, the name leaves open.
    Dilute(KindId),
}

/// What a typed name means. What is counted is sought among equipment first, what is weighed or measured among
/// substances. A substance is one in whatever unit it is asked for.
pub(crate) fn recognise(typed: &str, unit: Unit) -> Meaning {
    let thing = || thing(typed, unit);
    if unit == Unit::Piece {
        return thing().or_else(|| substance(typed)).unwrap_or_default();
    }
    substance(typed).or_else(thing).unwrap_or_default()
}

impl Default for Meaning {
    fn default() -> Self {
        Self::Sure(Vec::new())
    }
}

fn thing(typed: &str, unit: Unit) -> Option<Meaning> {
    let found = reference::kind::kinds().ok()?.recognise(typed)?;
    let is_meant = found.confidence >= SURE && found.kind.unit == unit;
    is_meant.then(|| Meaning::Sure(vec![found.kind.clone()]))
}

fn substance(typed: &str) -> Option<Meaning> {
    let found = substance::find(typed).filter(|found| found.confidence >= SURE)?;
    let of = |strength: Option<&Concentration>| {
        describe(&KindId::of_substance(found.entry.id(), strength))
    };
    match found.choice {
        Some(Choice::Dilute) => {
            return Some(Meaning::Dilute(KindId::of_substance(
                found.entry.id(),
                None,
            )));
        }
        Some(choice) if choice.leaves_open() => {
            let forms = std::iter::once(&found.entry).chain(&found.others);
            let forms = forms.map(|form| KindId::of_substance(form.id(), found.strength.as_ref()));
            return Some(Meaning::OneOf(
                forms.filter_map(|id| describe(&id)).collect(),
            ));
        }
        _ => {}
    }
    let as_told = of(found.strength.as_ref())?;
    let as_bought = found.strength == Some(Concentration::Concentrated);
    let kept = [Some(as_told), as_bought.then(|| of(None)).flatten()];
    Some(Meaning::Sure(kept.into_iter().flatten().collect()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(kinds: &[Kind]) -> Vec<&str> {
        kinds.iter().map(|kind| kind.id.as_str()).collect()
    }

    #[test]
    fn what_a_name_leaves_open_is_not_sure() {
        let dilute = Meaning::Dilute("sulfuric-acid".parse().unwrap());
        assert_eq!(recognise("dilute sulfuric acid", Unit::Litre), dilute);
        let Meaning::OneOf(forms) = recognise("CuSO4", Unit::Gram) else {
            panic!("it may hold water");
        };
        assert!(ids(&forms).contains(&"copper-ii-sulfate-pentahydrate"));
        assert!(forms.len() > 1, "{forms:?}");
    }

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
            let Meaning::Sure(found) = recognise(typed, unit) else {
                panic!("{typed}");
            };
            assert_eq!(ids(&found), kinds, "{typed}");
        }
    }
}
