//! The hazards of what a kit or an order asks for, at the strengths it asks for: computed, not typed.

use reference::substance;
use shared::{
    account::Grant,
    concentration::Concentration,
    kind::{KindId, KindName, Sort},
    requisition::Line,
    substance::{
        Said, SubstanceId,
        hazard::{Hazard, Unclassified},
    },
};

use crate::{Desk, Result, practical::Found, substance as own};

/// A substance that is asked for, and what its label would say.
#[derive(Clone, Debug, PartialEq)]
pub struct KitHazard {
    /// The kind.
    pub kind: KindId,
    /// Its hazards, or why they are not known. Not known is never taken for harmless.
    pub hazard: std::result::Result<Hazard, Unclassified>,
    /// What the school says of it.
    pub said: Option<Said>,
}

/// Something that may be a chemical, as a kit or an order asks for it.
#[derive(Clone, Copy, Debug)]
pub struct AskedFor<'a> {
    kind: &'a KindId,
    name: &'a str,
    sort: Sort,
}

impl<'a> AskedFor<'a> {
    /// All that a practical asks for.
    pub fn of_kit(found: &'a Found) -> Vec<Self> {
        let lines = found.entry.kit.iter().map(|line| Self {
            kind: &line.kind,
            name: found.name_of(&line.kind),
            sort: line.sort,
        });
        lines.collect()
    }

    /// All that an order asks for; of what a free line means nothing can be said.
    pub fn of_order(lines: &'a [Line]) -> Vec<Self> {
        let lines = lines.iter().filter_map(|line| {
            Some(Self {
                kind: line.kind.as_ref()?,
                name: &line.name,
                sort: line.sort,
            })
        });
        lines.collect()
    }

    const fn is_chemical(self) -> bool {
        matches!(self.sort, Sort::Chemical | Sort::Solution)
    }
}

/// The hazards of the chemicals and solutions among what is asked for, in its order, with what the school says beside
/// them. What only the school has goes by its supplier's word, and is unknown without it.
pub async fn hazards_here<R: Grant>(
    desk: &Desk<R>,
    asked: &[AskedFor<'_>],
) -> Result<Vec<KitHazard>> {
    let chemicals = || asked.iter().filter(|asked| asked.is_chemical());
    let ids = chemicals().map(|asked| asked.kind.substance());
    let sayings = own::sayings(desk, ids).await?;
    let here = chemicals().map(|AskedFor { kind, name, .. }| {
        let id = kind.substance();
        let strength = kind.solution().map(|(_, strength)| strength);
        let by_supplier = sayings.hazard(&id, name, strength);
        let unknown = || Err(Unclassified::NotLookedUp((*name).to_owned()));
        KitHazard {
            kind: (*kind).clone(),
            hazard: by_supplier
                .or_else(|| of_kind(kind))
                .unwrap_or_else(unknown),
            said: sayings.of(&id).cloned(),
        }
    });
    Ok(here.collect())
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
    use reference::practical::practicals;
    use shared::practical::EyeProtection;

    use super::*;

    #[test]
    fn no_note_of_the_library_says_less_for_the_eyes_than_its_substances() {
        let bare = practicals()
            .unwrap()
            .all()
            .iter()
            .filter(|starter| starter.risk.eye_protection == EyeProtection::None);
        for starter in bare {
            let mut hazards = starter.kit.iter().filter_map(|line| of_kind(&line.kind));
            let asks =
                hazards.any(|hazard| hazard.is_ok_and(|known| known.asks_for_eye_protection()));
            assert!(!asks, "{}", starter.id);
        }
    }

    #[test]
    fn the_acid_of_copper_sulfate_is_judged_at_its_strength() {
        let starter = practicals()
            .unwrap()
            .find("making-copper-sulfate-crystals")
            .unwrap();
        let known = starter
            .kit
            .iter()
            .filter(|line| of_kind(&line.kind).is_some());
        let names: Vec<&str> = known.map(|line| line.kind.as_str()).collect();
        assert_eq!(names, ["sulfuric-acid@1mol/dm3", "copper-ii-oxide"]);
        assert!(
            starter
                .kit
                .iter()
                .filter_map(|line| of_kind(&line.kind))
                .all(|hazard| hazard.is_ok())
        );
    }
}
