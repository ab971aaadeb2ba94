//! The hazards of what a kit asks for, at the strengths it asks for: computed, not typed.

use reference::substance;
use shared::{
    account::Grant,
    concentration::Concentration,
    kind::{KindId, KindName, Sort},
    practical::KitLine,
    substance::{
        Said, SubstanceId,
        hazard::{Hazard, Unclassified},
    },
};

use crate::{Desk, Result, practical::Found, substance as own};

/// A substance of a kit, and what its label would say.
#[derive(Clone, Debug, PartialEq)]
pub struct KitHazard {
    /// The kind.
    pub kind: KindId,
    /// Its hazards, or why they are not known. Not known is never taken for harmless.
    pub hazard: std::result::Result<Hazard, Unclassified>,
    /// What the school says of it.
    pub said: Option<Said>,
}

/// The hazards of a kit's chemicals and solutions, in the kit's order, by the reference data alone.
pub fn hazards(kit: &[KitLine]) -> Vec<KitHazard> {
    chemicals(kit)
        .filter_map(|line| {
            Some(KitHazard {
                kind: line.kind.clone(),
                hazard: of_kind(&line.kind)?,
                said: None,
            })
        })
        .collect()
}

/// The hazards of a practical's kit in this school, in the kit's order, with what the school says beside them. What
/// only the school has goes by its supplier's word, and is unknown without it.
pub async fn hazards_here<R: Grant>(desk: &Desk<R>, found: &Found) -> Result<Vec<KitHazard>> {
    let kit = &found.entry.kit;
    let ids = chemicals(kit).map(|line| line.kind.substance());
    let sayings = own::sayings(desk, ids).await?;
    let here = chemicals(kit).map(|line| {
        let (id, name) = (line.kind.substance(), found.name_of(&line.kind));
        let strength = line.kind.solution().map(|(_, strength)| strength);
        let by_supplier = sayings.hazard(&id, name, strength);
        let unknown = || Err(Unclassified::NotLookedUp(name.to_owned()));
        KitHazard {
            kind: line.kind.clone(),
            hazard: by_supplier
                .or_else(|| of_kind(&line.kind))
                .unwrap_or_else(unknown),
            said: sayings.of(&id).cloned(),
        }
    });
    Ok(here.collect())
}

fn chemicals(kit: &[KitLine]) -> impl Iterator<Item = &KitLine> {
    kit.iter()
        .filter(|line| matches!(line.sort, Sort::Chemical | Sort::Solution))
}

/// The hazards of one kind; none for what the reference data does not know.
pub(super) fn of_kind(kind: &KindId) -> Option<std::result::Result<Hazard, Unclassified>> {
    let (id, strength) = match kind.name() {
        KindName::Own(_) => return None,
        KindName::Reference(name) => (SubstanceId::new(name), Concentration::Neat),
        KindName::Solution {
            substance,
            concentration,
        } => (substance, concentration),
    };
    Some(substance::entry(&id)?.hazard(strength))
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
