//! What the reference data offers for a name.

use std::cell::RefCell;
use std::collections::HashMap;

use shared::import::{Reading, Sort};
use shared::kind::KindId;
use shared::substance::SubstanceId;

use super::Line;

/// A name is offered a kind from this confidence.
const LIKELY_KIND: f32 = 0.8;
/// From this confidence the reference data's sort is believed rather than the words'.
const SURE: f32 = 0.97;

/// A substance that a name may mean.
#[derive(Clone, Debug, PartialEq)]
pub struct SubstanceOffer {
    /// Which.
    pub id: SubstanceId,
    /// Its name in the reference data.
    pub name: String,
    /// From 0 to 1: 1 is the same name, whatever the spelling.
    pub confidence: f32,
}

/// A kind of the catalogue that a name may mean.
#[derive(Clone, Debug, PartialEq)]
pub struct KindOffer {
    /// Which.
    pub id: KindId,
    /// Its name in the catalogue.
    pub name: String,
    /// From 0.8 to 1: 1 is one of its names, whatever the spelling.
    pub confidence: f32,
}

/// Finds names in the reference data, each distinct one once.
#[derive(Default)]
pub(super) struct Matcher {
    kinds: RefCell<HashMap<String, Option<(KindOffer, Sort)>>>,
    substances: RefCell<HashMap<String, Vec<SubstanceOffer>>>,
}

impl Matcher {
    /// The sort of a name that the reference data surely has.
    pub fn sort(&self, name: &str) -> Option<Sort> {
        let is_sure = |offer: &SubstanceOffer| offer.confidence >= SURE;
        if self.substances(name).first().is_some_and(is_sure) {
            return Some(Sort::Chemical);
        }
        let (offer, sort) = self.kind(name)?;
        (offer.confidence >= SURE).then_some(sort)
    }

    pub fn line(&self, reading: Reading) -> Line {
        let name = &reading.thing.name;
        let mut substances = Vec::new();
        let mut kind = None;
        match reading.thing.sort {
            Sort::Chemical | Sort::Solution => {
                substances = self.substances(name);
                if let Some(cas) = &reading.thing.cas {
                    prefer(&mut substances, self.substances(cas));
                }
            }
            Sort::Equipment | Sort::Consumable => kind = self.kind(name).map(|(offer, _)| offer),
        }
        let mut substances = substances.into_iter();
        Line {
            substance: substances.next(),
            alternatives: substances.collect(),
            kind,
            reading,
        }
    }

    fn kind(&self, name: &str) -> Option<(KindOffer, Sort)> {
        let mut known = self.kinds.borrow_mut();
        let found = known.entry(name.to_owned()).or_insert_with(|| {
            let recognised = reference::kind::kinds().ok()?.recognise(name)?;
            let offer = KindOffer {
                id: recognised.kind.id.clone(),
                name: recognised.kind.name.clone(),
                confidence: recognised.confidence,
            };
            (offer.confidence >= LIKELY_KIND).then_some((offer, recognised.kind.sort))
        });
        found.clone()
    }

    fn substances(&self, name: &str) -> Vec<SubstanceOffer> {
        let mut known = self.substances.borrow_mut();
        let found = known
            .entry(name.to_owned())
            .or_insert_with(|| find_substances(name));
        found.clone()
    }
}

/// What the registry number says goes before what the name says.
fn prefer(offers: &mut Vec<SubstanceOffer>, first: Vec<SubstanceOffer>) {
    offers.retain(|offer| !first.iter().any(|better| better.id == offer.id));
    offers.splice(0..0, first);
}

fn find_substances(_name: &str) -> Vec<SubstanceOffer> {
    Vec::new()
}
