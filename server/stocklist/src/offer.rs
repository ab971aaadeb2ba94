//! What the reference data offers for a name.

use std::cell::RefCell;
use std::collections::HashMap;

use reference::substance::{self, Choice, Entry, Match, OFFERED, SURE};
use shared::amount::Unit;
use shared::concentration::Concentration;
use shared::import::{self, Problem, Reading, Sort, Thing};
use shared::kind::KindId;
use shared::substance::State;

use super::Line;

/// From this confidence the reference data tells the sort of a name that no word tells.
const TELLING: f32 = 0.85;

/// How much less is believed what only the beginning of a name says.
const BEGINNING: f32 = 0.9;

/// How sure a name is that itself leaves open what is meant.
const OPEN: f32 = 0.88;

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
        // A figure in front is of the name, or counts what is named without it.
        let may_be_worded = from < SURE && !name.starts_with(|c: char| c.is_ascii_digit());
        let substance = self.substance(name, None);
        let by_substance = substance
            .filter(|offer| offer.confidence >= from && (may_be_worded || offer.is_by_name(name)))
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
            // "Hexane in safe"
            (None, None) => self.sort(before_preposition(name)?),
        }
    }

    pub fn line(&self, mut reading: Reading) -> Line {
        let thing = &mut reading.thing;
        let (mut substance, mut kind) = (None, None);
        match thing.sort {
            Sort::Chemical | Sort::Solution => {
                // The registry number says more than the name.
                let by_number = thing
                    .cas
                    .as_deref()
                    .and_then(|cas| self.substance(cas, None));
                substance = by_number
                    .or_else(|| self.substance(&thing.name, thing.concentration))
                    .or_else(|| self.by_beginning(thing))
                    .map(SubstanceOffer::bounded_by_the_name);
                self.dissolve(thing, &mut substance);
                let choice = substance.as_ref().and_then(|offer| offer.choice);
                if choice == Some(Choice::Dilute) && thing.concentration.is_none() {
                    thing.sort = Sort::Solution;
                    thing.problem.get_or_insert(Problem::StrengthUnknown);
                }
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

    /// "Methyl orange 250 ml": a solid by the volume is a solution of it, however strong.
    fn dissolve(&self, thing: &mut Thing, offer: &mut Option<SubstanceOffer>) {
        let is_volume = thing
            .amount
            .is_some_and(|amount| amount.unit() == Unit::Litre);
        let is_solid = offer.as_ref().is_some_and(
            |offer| matches!(offer.entry, Entry::Substance(solid) if solid.state == State::Solid),
        );
        if !is_volume || !is_solid || thing.concentration.is_some() {
            return;
        }
        let solution = self.substance(&format!("{} solution", thing.name), None);
        if let Some(solution) = solution.filter(|offer| offer.sort() == Sort::Solution) {
            *offer = Some(solution);
        }
        thing.sort = Sort::Solution;
        thing.problem.get_or_insert(Problem::StrengthUnknown);
    }

    /// By the longest beginning that is known, "calcium carb. pptd": the rest becomes a note.
    fn by_beginning(&self, thing: &mut Thing) -> Option<SubstanceOffer> {
        let name = thing.name.clone();
        let strength = thing.concentration;
        let ends = name.rmatch_indices(' ').map(|(end, _)| end);
        let ends_open = |head: &str| {
            let last = head.rsplit(' ').next().unwrap_or_default();
            PREPOSITIONS.contains(&last)
        };
        let (offer, head, rest) = ends
            .map(|end| {
                let (head, rest) = name.split_at(end);
                let is_sign = |c: char| c.is_whitespace() || ",-;:+/".contains(c);
                (head.trim_end_matches(is_sign), rest.trim_matches(is_sign))
            })
            .filter(|(head, _)| !ends_open(head))
            .find_map(|(head, rest)| {
                let offer = self.substance(head, strength)?;
                (offer.begins(head, rest) || self.is_same(&offer, rest))
                    .then_some((offer, head, rest))
            })?;
        head.clone_into(&mut thing.name);
        thing.notes.insert(0, rest.to_owned());
        let confidence = offer.confidence * BEGINNING;
        Some(SubstanceOffer {
            confidence,
            ..offer
        })
    }

    /// "Chalk marble chips": the rest is another name of it.
    fn is_same(&self, offer: &SubstanceOffer, rest: &str) -> bool {
        let rest = self.substance(rest, None);
        rest.is_some_and(|rest| rest.confidence >= TELLING && rest.entry == offer.entry)
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
            (offer.confidence >= OFFERED).then_some((offer, recognised.kind.sort))
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

    /// What the name itself leaves open is never sure.
    fn bounded_by_the_name(self) -> Self {
        let is_open = self.choice.is_some_and(Choice::leaves_open);
        let most = if is_open { OPEN } else { 1.0 };
        Self {
            confidence: self.confidence.min(most),
            ..self
        }
    }

    /// Whether a name may be told by its beginning. Behind one word, which may be an element or begin another name
    /// ("sodium thio"), only words that describe stand for nothing.
    fn begins(&self, head: &str, rest: &str) -> bool {
        let is_sure = self.confidence >= TELLING && self.matched >= Match::Worded;
        let is_letters = self.matched == Match::Formula && head.len() < 3;
        let is_whole = head.matches('(').count() == head.matches(')').count();
        let is_remark = import::only_describes(rest)
            || has_preposition(rest)
            || head.contains(' ') && import::sort_of_words(rest).is_none();
        let says = rest.chars().any(char::is_alphabetic);
        is_sure && !is_letters && is_whole && says && is_remark
    }

    /// By a name of its own; a formula of one or two letters may be anything.
    fn is_by_name(&self, name: &str) -> bool {
        self.matched >= Match::Name || (self.matched == Match::Formula && name.len() > 2)
    }
}

/// Before where it is kept, or what it is for.
const PREPOSITIONS: [&str; 5] = ["under", "for", "in", "from", "with"];

/// "under oil", "for wiping", "in shakers".
fn has_preposition(rest: &str) -> bool {
    let first = rest.split(' ').next().unwrap_or_default();
    PREPOSITIONS.contains(&first) && rest.contains(' ')
}

/// What stands before the first of them.
fn before_preposition(name: &str) -> Option<&str> {
    let mut words = name.match_indices(' ').map(|(at, _)| at);
    let at = words.find(|at| has_preposition(&name[at + 1..]))?;
    Some(name[..at].trim_end())
}

fn find_substance(name: &str, strength: Option<Concentration>) -> Option<SubstanceOffer> {
    let found = match strength {
        Some(strength) => substance::find_at(name, strength),
        None => substance::find(name),
    }?;
    (found.confidence >= OFFERED).then_some(SubstanceOffer {
        entry: found.entry,
        matched: found.matched,
        confidence: found.confidence,
        choice: found.choice,
        others: found.others,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(name: &str) -> Line {
        let rows = vec![vec!["Cupboard 1".to_owned()], vec![name.to_owned()]];
        let sheet = import::Sheet {
            name: String::new(),
            rows,
            tall: Vec::new(),
        };
        let grid = import::Grid {
            sheets: vec![sheet],
        };
        let layouts = import::guess(&grid);
        crate::preview(grid, layouts).lines.remove(0)
    }

    #[test]
    fn a_solid_by_the_volume_is_a_solution() {
        for (name, sort, entry) in [
            ("potassium iodide 500ml", Sort::Solution, "potassium iodide"),
            (
                "phenolphthalein 250ml",
                Sort::Solution,
                "phenolphthalein solution",
            ),
            ("potassium iodide 500g", Sort::Chemical, "potassium iodide"),
            ("hexane 500ml", Sort::Chemical, "hexane"),
        ] {
            let line = line(name);
            let offered = line.substance.map(|offer| offer.entry.name());
            assert_eq!(
                (line.reading.thing.sort, offered),
                (sort, Some(entry)),
                "{name}"
            );
            let is_asked = line.reading.thing.problem == Some(Problem::StrengthUnknown);
            assert_eq!(is_asked, sort == Sort::Solution, "{name}");
        }
    }

    #[test]
    fn a_chemical_is_found_whatever_holds_it() {
        for (name, entry, holders) in [
            ("argon cylinder", "argon", 1),
            ("propane cartridges 3", "propane", 3),
            (
                "potassium iodide 0.1M dropper bottles (5)",
                "potassium iodide",
                5,
            ),
            ("nitric acid bottles 4", "nitric acid", 4),
        ] {
            let line = line(name);
            let offered = line.substance.map(|offer| offer.entry.name());
            assert_eq!(offered, Some(entry), "{name}");
            assert_eq!(line.reading.thing.containers, Some(holders), "{name}");
        }
        for (name, entry) in [
            ("zinc chloride250g", "zinc chloride"),
            ("silica gel for desiccators 1kg", "silica gel"),
            ("hexane in safe", "hexane"),
            ("IMS for wiping", "industrial denatured alcohol"),
        ] {
            let offered = line(name).substance.map(|offer| offer.entry.name());
            assert_eq!(offered, Some(entry), "{name}");
        }
        for thing in ["measuring cylinder 2", "acid bottles 12", "beakers250ml 6"] {
            assert!(line(thing).substance.is_none(), "{thing}");
        }
    }

    #[test]
    fn a_figure_of_a_name_counts_nothing() {
        for (text, entry, amount) in [
            ("2 bromo butane 50ml", "2-bromobutane", "50 cm³"),
            ("2 bromobutane 50ml", "2-bromobutane", "50 cm³"),
            ("2 propanol 500ml", "propan-2-ol", "500 cm³"),
            ("2 butanol 100ml", "butan-2-ol", "100 cm³"),
            ("2 hydroxybenzoic acid 100g", "salicylic acid", "100 g"),
            ("2 sodium chloride 500g", "sodium chloride", "1 kg"),
            ("2 iron filings 500g", "iron filings", "1 kg"),
        ] {
            let line = line(text);
            let amount_read = line.reading.thing.amount.map(|amount| amount.to_string());
            let offered = line.substance.map(|offer| offer.entry.name());
            assert_eq!(offered, Some(entry), "{text}");
            assert_eq!(
                amount_read.map(|amount| amount.replace('\u{202f}', " ")),
                Some(amount.to_owned()),
                "{text}"
            );
        }
        let line = line("3 bromobutane 50ml");
        let is_open = |offer: SubstanceOffer| offer.confidence < SURE;
        assert!(line.substance.is_none_or(is_open));
    }

    #[test]
    fn a_hazard_behind_a_size_is_a_remark() {
        for (text, entry, note) in [
            ("Methanol 500 ml HF T", "methanol", "HF T"),
            ("Methanol 500 ml (HF, T)", "methanol", "HF, T"),
            ("Bromine 50 ml v. toxic", "bromine", "v toxic"),
            ("Chloroform 100ml disposal", "trichloromethane", "disposal"),
            ("Hexane 500ml flammable", "hexane", "flammable"),
            (
                "Ethanol 500ml highly flammable",
                "ethanol",
                "highly flammable",
            ),
            ("Iodine 50g harmful", "iodine", "harmful"),
            ("Propanone 500ml irritant", "propanone", "irritant"),
            ("Methanol 500ml H225", "methanol", "H225"),
            ("Methanol 500ml H225 H301", "methanol", "H225 H301"),
            ("Aniline 50ml T N", "phenylamine", "T N"),
            (
                "Ammonium dichromate 50g E T+ N",
                "ammonium dichromate(VI)",
                "E T+ N",
            ),
            ("Iodine 50g TO ORDER", "iodine", "TO ORDER"),
        ] {
            let line = line(text);
            let offer = line
                .substance
                .map(|offer| (offer.entry.name(), offer.confidence >= SURE));
            assert_eq!(offer, Some((entry, true)), "{text}");
            assert_eq!(line.reading.thing.notes, [note], "{text}");
        }
    }

    #[test]
    fn an_unknown_word_behind_a_known_name_is_a_note() {
        let read = |name: &str| {
            let line = line(name);
            let offer = line.substance.map(|offer| {
                let is_lower = offer.confidence < SURE;
                (offer.entry.name(), is_lower)
            });
            (line.reading.thing.name, offer, line.reading.thing.notes)
        };
        let found = |name: &str, substance, note: &str| {
            let offer = Some((substance, true));
            (name.to_owned(), offer, vec![note.to_owned()])
        };
        assert_eq!(
            read("potassium nitrate Philips 500g"),
            found("potassium nitrate", "potassium nitrate", "Philips")
        );
        assert_eq!(
            read("NaCl, lab grade 2.5kg"),
            found("NaCl", "sodium chloride", "lab grade")
        );
        // The rest of another name is no remark.
        for name in ["sodium thio 500g", "copper suphide 50g"] {
            assert_ne!(read(name).0, "sodium", "{name}");
            assert_ne!(read(name).0, "copper", "{name}");
        }
    }
}
