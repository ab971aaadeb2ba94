//! The hazards of what a kit asks for, at the strengths it asks for: computed, not typed.

use reference::substance::{self, Entry};
use shared::{
    concentration::Concentration,
    kind::{KindId, KindName, Sort},
    practical::KitLine,
    substance::{
        SubstanceId,
        hazard::{Hazard, Unclassified},
    },
};

/// A substance of a kit, and what its label would say.
#[derive(Clone, Debug, PartialEq)]
pub struct KitHazard {
    /// The kind.
    pub kind: KindId,
    /// Its hazards, or why they are not known. Not known is never taken for harmless.
    pub hazard: Result<Hazard, Unclassified>,
}

/// The hazards of a kit's chemicals and solutions, in the kit's order. What only one school has is left out:
/// nobody looked its hazards up.
pub fn hazards(kit: &[KitLine]) -> Vec<KitHazard> {
    kit.iter()
        .filter(|line| matches!(line.sort, Sort::Chemical | Sort::Solution))
        .filter_map(|line| {
            Some(KitHazard {
                kind: line.kind.clone(),
                hazard: of_kind(&line.kind)?,
            })
        })
        .collect()
}

/// The hazards of one kind; none for what the reference data does not know.
fn of_kind(kind: &KindId) -> Option<Result<Hazard, Unclassified>> {
    let (id, strength) = match kind.name() {
        KindName::Own(_) => return None,
        KindName::Reference(name) => (SubstanceId::new(name), Concentration::Neat),
        KindName::Solution {
            substance,
            concentration,
        } => (substance, concentration),
    };
    let entry = substance::get(&id)
        .map(Entry::Substance)
        .or_else(|| substance::mixture(&id).map(Entry::Mixture))?;
    Some(entry.hazard(strength))
}

#[cfg(test)]
mod tests {
    use super::*;
    use reference::practical::practicals;

    #[test]
    fn the_acid_of_copper_sulfate_is_judged_at_its_strength() {
        let starter = practicals()
            .unwrap()
            .find("making-copper-sulfate-crystals")
            .unwrap();
        let found = hazards(&starter.kit);
        let names: Vec<&str> = found.iter().map(|hazard| hazard.kind.as_str()).collect();
        assert_eq!(names, ["sulfuric-acid@1mol/dm3", "copper-ii-oxide"]);
        assert!(found.iter().all(|hazard| hazard.hazard.is_ok()));
    }
}
