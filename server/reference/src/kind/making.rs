//! What the solutions and reagents of the catalogue are made of.

use shared::kind::{KindId, KindName};
use shared::substance::{Mixture, SubstanceId};

use crate::substance::{Entry, entry};

/// The reagent that a kind is, where prep rooms make it: in water. What is dissolved in anything else is bought.
pub fn reagent(kind: &KindId) -> Option<&'static Mixture> {
    let KindName::Reference(name) = kind.name() else {
        return None;
    };
    match entry(&SubstanceId::new(name))? {
        Entry::Mixture(mixture) if mixture.solvent.as_str() == "water" => Some(mixture),
        _ => None,
    }
}

/// The substances that a solution or a reagent is made of; nothing for anything else.
pub fn made_of(kind: &KindId) -> Vec<SubstanceId> {
    if let Some((substance, _)) = kind.solution() {
        return vec![substance];
    }
    let parts = reagent(kind).into_iter().flat_map(|mixture| &mixture.parts);
    parts.map(|part| part.substance.clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_made_is_told_from_what_is_bought() {
        let parts = |kind: &str| made_of(&kind.parse().unwrap()).len();
        assert_eq!(parts("hydrochloric-acid@1mol/dm3"), 1);
        assert_eq!(parts("benedicts-solution"), 3);
        assert_eq!(parts("industrial-denatured-alcohol"), 0);
        assert_eq!(parts("sodium-chloride"), 0);
        assert_eq!(parts("beaker-250-cm3"), 0);
    }
}
