//! Finding an entry of the catalogue by the name that somebody wrote on a shelf list.

mod written;

use std::collections::{BTreeMap, HashMap};

use shared::import::sort_of_words;
use shared::kind::Kind;
use shared::name::similarity;

use written::{Key, beside, changes, last_word, model, noun, part};

/// Below this likeness nothing is offered.
const LEAST: f32 = 0.8;

/// How sure a name inside a longer one is: "beaker 250 ml pyrex".
const CONTAINED: f32 = 0.85;

/// How sure the same words are where a number stands without its unit: "beakers 250".
const UNIT_LEFT_OUT: f32 = 0.97;

/// How sure a name without its size is, where there is one size only.
const SIZE_LEFT_OUT: f32 = 0.9;

/// A clipped word has this many letters at least.
const CLIPPED: usize = 3;

/// A kind that a written name may mean.
#[derive(Clone, Copy, Debug)]
pub struct Recognised<'c> {
    /// The kind.
    pub kind: &'c Kind,
    /// From 0.8 (alike) to 1 (one of its names, whatever the spelling).
    pub confidence: f32,
}

/// Every name of every kind, taken apart.
#[derive(Debug, Default)]
pub(super) struct Names {
    written: Vec<Written>,
    exact: HashMap<Key, usize>,
    /// Names that leave open which kind is meant, with the likeliest.
    alike: HashMap<Key, usize>,
    by_word: HashMap<String, Vec<usize>>,
    by_letter: BTreeMap<char, Vec<usize>>,
    /// The figures of each kind, whichever of its names has them.
    figures: HashMap<usize, Vec<String>>,
    /// The kinds whose own names are of these words, whatever their sizes.
    by_words: HashMap<Vec<String>, Vec<usize>>,
}

/// A name of a kind.
#[derive(Debug)]
struct Written {
    key: Key,
    kind: usize,
    /// Its last word.
    last: String,
    /// What it has or comes with: the lid of a "jar with lid".
    beside: Vec<String>,
}

/// A written name. What no kind has in its name may be clipped ("signal gen") or misspelt; a word that another kind has
/// may not.
struct Asked {
    key: Key,
    unknown: Vec<String>,
    /// The noun at its end: "test tube brushes" are no test tubes.
    noun: Option<String>,
    /// What is of a thing rather than one: "power pack leads".
    part: Option<String>,
    /// A number in front that is no size: "555 timers".
    model: Option<String>,
}

impl Names {
    /// Adds a name; gives the kind that already goes by it.
    pub(super) fn add(&mut self, name: &str, kind: usize) -> Option<usize> {
        let key = Key::of(name);
        if let Some(other) = self.exact.get(&key) {
            return (*other != kind).then_some(*other);
        }
        let at = self.written.len();
        // Its own name comes first.
        if !self.figures.contains_key(&kind) {
            self.by_words
                .entry(key.words.clone())
                .or_default()
                .push(kind);
        }
        let figures = self.figures.entry(kind).or_default();
        figures.extend(key.figures.iter().cloned());
        for word in &key.words {
            self.by_word.entry(word.clone()).or_default().push(at);
        }
        if let Some(letter) = key.words.first().and_then(|word| word.chars().next()) {
            self.by_letter.entry(letter).or_default().push(at);
        }
        self.exact.insert(key.clone(), kind);
        let last = last_word(name).unwrap_or_default();
        self.written.push(Written {
            key,
            kind,
            last,
            beside: beside(name),
        });
        None
    }

    /// Adds a name by which a kind is offered, but which may mean another thing.
    pub(super) fn add_alike(&mut self, name: &str, kind: usize) {
        self.alike.insert(Key::of(name), kind);
    }

    /// The kind that a written name most likely means, and how sure that is.
    pub(super) fn find(&self, name: &str) -> Option<(usize, f32)> {
        let key = Key::of(name);
        let part = part(name);
        if let Some(kind) = self.exact.get(&key) {
            let is_it = |written: &Written| part.as_ref().is_none_or(|part| written.last == *part);
            let same = || self.written.iter().filter(|written| written.key == key);
            // "Gas jar lids" are no gas jars with lids, nor "clamps & bosses" clamp bosses, though the words are the same.
            let last = last_word(name).unwrap_or_default();
            let is_two = !beside(name).is_empty();
            let is_whole = |written: &Written| {
                !written.beside.contains(&last) && is_two != written.beside.is_empty()
            };
            let sure = if same().any(is_whole) { 1.0 } else { CONTAINED };
            return same().any(is_it).then_some((*kind, sure));
        }
        if let Some(kind) = self.alike.get(&key) {
            return Some((*kind, CONTAINED));
        }
        if let Some(kind) = self.only_size(&key) {
            return Some((kind, SIZE_LEFT_OUT));
        }
        let is_unknown = |word: &&String| !self.by_word.contains_key(*word);
        let asked = Asked {
            unknown: key.words.iter().filter(is_unknown).cloned().collect(),
            noun: noun(name),
            part,
            model: model(name),
            key,
        };
        let mut best: Option<(usize, f32, usize)> = None;
        for at in self.candidates(&asked.key) {
            let Some(Written {
                key: candidate,
                kind,
                last,
                ..
            }) = self.written.get(at)
            else {
                continue;
            };
            if asked.part.as_ref().is_some_and(|part| part != last) {
                continue;
            }
            let likeness = asked.likeness(candidate);
            // An ammeter to 5 A is no "ammeter, 0-1 A", though that goes by "ammeter" alone as well.
            let own = self.figures.get(kind).map_or(&[][..], Vec::as_slice);
            if contradicts(&asked.key.figures, own) {
                continue;
            }
            // Of equally like names the one that says more: "test tube rack" before "test tube".
            let rank = (likeness, candidate.words.len());
            if likeness >= LEAST && best.is_none_or(|(_, like, words)| rank > (like, words)) {
                best = Some((*kind, likeness, candidate.words.len()));
            }
        }
        best.map(|(kind, likeness, _)| (kind, likeness))
    }

    /// "Gas syringes": the kind of these words, where there is but one size of it.
    fn only_size(&self, key: &Key) -> Option<usize> {
        let is_told = key.figures.is_empty() && key.words.len() > 1;
        match self.by_words.get(&key.words)?.as_slice() {
            [only] if is_told => Some(*only),
            _ => None,
        }
    }

    /// Names that share a word with it; for a word nobody knows, those that begin alike.
    fn candidates(&self, key: &Key) -> Vec<usize> {
        let shared = key.words.iter().filter_map(|word| self.by_word.get(word));
        let mut candidates: Vec<usize> = shared.flatten().copied().collect();
        if candidates.is_empty() {
            let letter = key.words.first().and_then(|word| word.chars().next());
            let alike = letter.and_then(|letter| self.by_letter.get(&letter));
            candidates = alike.cloned().unwrap_or_default();
        }
        candidates.sort_unstable();
        candidates.dedup();
        candidates
    }
}

/// Whether figures of one unit differ throughout: 36 W is no 24 W.
fn contradicts(written: &[String], own: &[String]) -> bool {
    let unit = |figure: &str| {
        figure
            .split_once(' ')
            .map_or(String::new(), |(_, unit)| unit.to_owned())
    };
    own.iter().any(|figure| {
        let mut alike = written
            .iter()
            .filter(|one| unit(one) == unit(figure))
            .peekable();
        let is_said = alike.peek().is_some();
        is_said && !alike.any(|one| own.contains(one))
    })
}

impl Asked {
    /// From 0 to 1; nothing where a size contradicts the candidate's.
    fn likeness(&self, candidate: &Key) -> f32 {
        let Key { words, figures } = &self.key;
        let is_written = |figure: &&String| figures.contains(*figure);
        let has_alike =
            |words: &[String], word: &str| words.iter().any(|other| are_alike(word, other));
        if !candidate
            .figures
            .iter()
            .all(|figure| is_written(&figure) || self.has_number_of(figure))
        {
            return 0.0;
        }
        let is_within = candidate.words.len() + candidate.figures.len() >= 2
            && candidate.words.iter().all(|word| self.has_word(word));
        let idle_figures = figures.len() > candidate.figures.len();
        let is_other = |word: &String| {
            let is_slip =
                self.unknown.contains(word) && !is_right(word) && has_alike(&candidate.words, word);
            !is_slip && !candidate.words.contains(word)
        };
        let is_left = |word: &String| changes(word) && !candidate.words.contains(word);
        let is_another = if is_within {
            words.iter().any(is_left)
                || self
                    .noun
                    .as_ref()
                    .is_some_and(|noun| !candidate.words.contains(noun))
        } else {
            words.iter().any(is_other) || candidate.words.iter().any(|word| !has_alike(words, word))
        };
        let is_model = |model: &String| !candidate.figures.contains(model);
        if is_another || self.model.as_ref().is_some_and(is_model) {
            return 0.0;
        }
        let alike = similarity(&words.join(" "), &candidate.words.join(" "));
        let alike = if idle_figures { alike - 0.1 } else { alike }.min(0.99);
        let alike = if is_within {
            alike.max(CONTAINED)
        } else {
            alike
        };
        match candidate.figures.iter().all(|figure| is_written(&figure)) {
            true => alike,
            false if *words == candidate.words => UNIT_LEFT_OUT,
            false => alike.min(CONTAINED),
        }
    }

    /// As it stands, or clipped.
    fn has_word(&self, word: &str) -> bool {
        let is_clipped = |short: &String| short.len() >= CLIPPED && word.starts_with(short);
        self.key.words.iter().any(|own| own == word) || self.unknown.iter().any(is_clipped)
    }

    /// Whether the figure's number stands there without a unit.
    fn has_number_of(&self, figure: &str) -> bool {
        let number = figure.split_once(' ').map_or(figure, |(number, _)| number);
        self.key.figures.iter().any(|own| own == number)
    }
}

/// Whether two words may be one: not where a short one differs in its first letter or by half of it.
fn are_alike(word: &str, other: &str) -> bool {
    let shorter = word.len().min(other.len());
    let first = |word: &str| word.chars().next();
    let is_joined = shorter > 3 && (word.contains(other) || other.contains(word));
    let is_slip = first(word) == first(other) || shorter > 5;
    is_joined || is_slip && similarity(word, other) > 0.5
}

/// A short word that says what sort of thing it is, is no slip of another.
fn is_right(word: &str) -> bool {
    word.len() < 6 && sort_of_words(word).is_some()
}

#[cfg(test)]
mod tests {
    use crate::kind::kinds;

    #[test]
    fn names_as_technicians_write_them() {
        let kinds = kinds().unwrap();
        for (written, id) in [
            ("Conical flask 100ml", "conical-flask-100-cm3"),
            ("100 ml conical flasks", "conical-flask-100-cm3"),
            ("Erlenmeyer 100ml", "conical-flask-100-cm3"),
            ("Beakers, 250 cm³ (pyrex)", "beaker-250-cm3"),
            ("BEAKER 1 LITRE", "beaker-1-dm3"),
            ("1000ml beaker", "beaker-1-dm3"),
            ("ph electrodes", "ph-electrode"),
            ("Bunsen burners", "bunsen-burner"),
            ("bunsens", "bunsen-burner"),
            ("heat proof mats", "heatproof-mat"),
            ("test tube racks", "test-tube-rack"),
            ("thermomiters digital", "digital-thermometer"),
            ("evaporating bassin", "evaporating-basin"),
            ("Microscopes (light)", "light-microscope"),
            ("retort stands and bases", "retort-stand"),
            ("safety specs", "safety-spectacles"),
            ("10 ohm resistors", "resistor-10-ohm"),
            (
                "measuring cylinder plastic 50ml",
                "measuring-cylinder-50-cm3",
            ),
            ("newton meters 10N", "newton-meter-10-n"),
            ("top pan balance 0.01g", "top-pan-balance-0-01-g"),
            ("crocodile clips", "crocodile-clip"),
            ("meas cyl 100 cm3", "measuring-cylinder-100-cm3"),
            ("beakers 250", "beaker-250-cm3"),
            ("conical flask 100", "conical-flask-100-cm3"),
            ("signal gens", "signal-generator"),
            ("mag stirrers", "magnetic-stirrer"),
            ("vib gens", "vibration-generator"),
            ("gas syringes", "gas-syringe-100-cm3"),
            ("bungs assorted", "rubber-bung"),
            ("cell holders D size", "battery-holder"),
            ("ray box bulbs 12V 24W", "lamp-12-v-24-w"),
        ] {
            let found = kinds.recognise(written).map(|found| found.kind.id.as_str());
            assert_eq!(found, Some(id), "{written}");
        }
    }

    #[test]
    fn a_size_is_never_guessed() {
        let kinds = kinds().unwrap();
        for written in [
            "beaker",
            "conical flask 2 litre",
            "sodium chloride",
            "ammeters 0-5A",
            "12V 36W lamps",
            "newton meters 0-50N",
            "beakers 300",
            "test tube brushes",
            "leads red",
            "lens holders",
            "",
            "12",
            "funnels",
            "balances",
            "power pack leads",
            "lighter gas",
            "HT supply",
            "555 timers",
            "soil thermometers",
            "L.S. onion root tip (mitosis)",
            "ball and ring",
            "model ear",
            "beads",
            "Pb strips",
            "marble",
        ] {
            let found = kinds.recognise(written).map(|found| found.kind.id.as_str());
            assert_eq!(found, None, "{written}");
        }
    }

    #[test]
    fn a_part_or_a_pair_of_a_thing_is_never_sure() {
        let kinds = kinds().unwrap();
        for written in ["gas jar lids", "bosses & clamps", "crucible lids"] {
            let found = kinds.recognise(written).map(|found| found.confidence);
            assert!(found.is_none_or(|sure| sure < 0.9), "{written}: {found:?}");
        }
        for written in ["half metre rules", "HT power supply", "eye wash bottle"] {
            let found = kinds.recognise(written).map(|found| found.kind.id.as_str());
            assert_eq!(found, None, "{written}");
        }
        for (written, id) in [("Pig hearts", "lamb-heart"), ("tape", "masking-tape")] {
            let found = kinds.recognise(written).unwrap();
            assert_eq!((found.kind.id.as_str(), found.confidence < 0.9), (id, true));
        }
        let lens = kinds.recognise("lenses converging 10cm");
        assert!(lens.is_some_and(|found| found.kind.name.starts_with("converging lens")));
    }

    #[test]
    fn every_name_finds_its_own_kind() {
        let kinds = kinds().unwrap();
        for kind in kinds.all() {
            for name in std::iter::once(&kind.name).chain(&kind.other_names) {
                let found = kinds.recognise(name).map(|found| &found.kind.id);
                assert_eq!(found, Some(&kind.id), "{name}");
            }
        }
    }
}
