//! What the reference data offers for a name.

use std::cell::RefCell;
use std::collections::HashMap;

use reference::substance::{self, Choice, Entry, Match};
use shared::concentration::Concentration;
use shared::import::{self, Reading, Sort};
use shared::kind::KindId;

use super::Line;

/// From this confidence something is offered as a match; below it nothing is.
pub(super) const LIKELY: f32 = 0.6;
/// From this confidence the reference data tells the sort of a name that no word tells.
const TELLING: f32 = 0.85;
/// From this confidence the reference data's sort is believed rather than the words'.
const SURE: f32 = 0.97;

/// A substance or reagent that a name may mean.
#[derive(Clone, Debug, PartialEq)]
pub struct SubstanceOffer {
    /// The substance or composite reagent.
    pub entry: Entry,
    /// How the name matched.
    pub matched: Match,
    /// From 0 to 1: 1 is the same name, whatever the spelling.
    pub confidence: f32,
    /// Why this one of several.
    pub choice: Option<Choice>,
    /// What else the name may mean.
    pub others: Vec<Entry>,
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

/// A name and a strength.
type Asked = (String, Option<Concentration>);

/// Finds names in the reference data, each distinct one once.
#[derive(Default)]
pub(super) struct Matcher {
    kinds: RefCell<HashMap<String, Option<(KindOffer, Sort)>>>,
    substances: RefCell<HashMap<Asked, Option<SubstanceOffer>>>,
}

impl Matcher {
    /// The sort of a name that the reference data has: surely, or likely where no word tells it.
    pub fn sort(&self, name: &str) -> Option<Sort> {
        let told = import::sort_of_words(name);
        let from = match told {
            Some(_) => SURE,
            None => TELLING,
        };
        let substance = self.substance(name, None);
        let by_substance = substance
            .filter(|offer| offer.confidence >= from && (from < SURE || offer.is_by_name(name)))
            .map(|offer| (offer.confidence, offer.sort()));
        let by_kind = self
            .kind(name)
            .filter(|(offer, _)| offer.confidence >= from)
            .map(|(offer, sort)| (offer.confidence, sort));
        let is_by_words = |sort: Sort| told == Some(sort);
        match (by_substance, by_kind) {
            // "copper electrodes" are no copper, though the substance is as likely.
            (Some((substance, _)), Some((kind, sort)))
                if kind > substance || kind >= substance && is_by_words(sort) =>
            {
                Some(sort)
            }
            (Some((_, sort)), _) | (None, Some((_, sort))) => Some(sort),
            (None, None) => None,
        }
    }

    pub fn line(&self, reading: Reading) -> Line {
        let thing = &reading.thing;
        let (mut substance, mut kind) = (None, None);
        match thing.sort {
            Sort::Chemical | Sort::Solution => {
                // The registry number says more than the name.
                let by_number = thing
                    .cas
                    .as_deref()
                    .and_then(|cas| self.substance(cas, None));
                substance = by_number.or_else(|| self.substance(&thing.name, thing.concentration));
            }
            Sort::Equipment | Sort::Consumable => {
                kind = self.kind(&thing.name).map(|(offer, _)| offer);
            }
        }
        Line {
            reading,
            substance,
            kind,
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
            (offer.confidence >= LIKELY).then_some((offer, recognised.kind.sort))
        });
        found.clone()
    }

    fn substance(&self, name: &str, strength: Option<Concentration>) -> Option<SubstanceOffer> {
        let mut known = self.substances.borrow_mut();
        let found = known
            .entry((name.to_owned(), strength))
            .or_insert_with(|| find_substance(name, strength));
        found.clone()
    }
}

impl SubstanceOffer {
    /// A reagent made of several in water is a solution, whatever its name says.
    fn sort(&self) -> Sort {
        match self.entry {
            Entry::Mixture(mixture) if mixture.solvent.as_str() == "water" => Sort::Solution,
            _ => Sort::Chemical,
        }
    }

    /// By a name of its own; a formula of one or two letters may be anything.
    fn is_by_name(&self, name: &str) -> bool {
        self.matched >= Match::Name || (self.matched == Match::Formula && name.len() > 2)
    }
}

fn find_substance(name: &str, strength: Option<Concentration>) -> Option<SubstanceOffer> {
    let found = match strength {
        Some(strength) => substance::find_at(name, strength),
        None => substance::find(name),
    }?;
    (found.confidence >= LIKELY).then_some(SubstanceOffer {
        entry: found.entry,
        matched: found.matched,
        confidence: found.confidence,
        choice: found.choice,
        others: found.others,
    })
}
