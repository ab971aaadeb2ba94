//! The index of names, formulae and numbers.

use std::collections::HashMap;

use shared::name::{key, similarity};
use shared::substance::{Cas, Formula};

use super::entry::Entry;
use super::lookup::Match;
use super::respell;
use super::spelling::Spelling;
use super::wording;

/// What the keys lead to.
pub(super) struct Index {
    by_key: HashMap<String, Vec<Entry>>,
    by_squeezed: HashMap<String, Vec<Entry>>,
    by_sorted: HashMap<String, Vec<Entry>>,
    by_base: HashMap<String, Vec<Entry>>,
    by_unplaced: HashMap<String, Vec<Entry>>,
    by_formula: HashMap<String, Vec<Entry>>,
    by_folded_formula: HashMap<String, Vec<Entry>>,
    by_cas: HashMap<String, Vec<Entry>>,
    by_id: HashMap<&'static str, Entry>,
    spelling: Spelling,
}

/// A text that is looked up, with its key as a name: it is made once.
pub(super) struct Written {
    text: String,
    key: String,
}

impl Written {
    pub(super) fn new(text: &str) -> Self {
        Self {
            text: text.to_owned(),
            key: key(text),
        }
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// A key is its own key.
    fn key(key: String) -> Self {
        Self {
            text: key.clone(),
            key,
        }
    }

    /// Some words of the key, as the text has them: what is a formula, capitals decide.
    fn keeping(&self, kept: String) -> Self {
        let is_kept = |word: &&str| {
            let word = key(word);
            word.split(' ')
                .any(|part| kept.split(' ').any(|kept| kept == part))
        };
        let text: Vec<&str> = self.text.split_whitespace().filter(is_kept).collect();
        let text = text.join(" ");
        // Two words may be one in the key ("hydrogen carbonate"): a text that lost them is another substance's.
        if key(&text) == kept {
            Self { text, key: kept }
        } else {
            Self::key(kept)
        }
    }
}

/// Entries that a text led to.
pub(super) struct Hits {
    pub(super) entries: Vec<Entry>,
    pub(super) matched: Match,
    pub(super) confidence: f32,
}

impl Hits {
    fn new(entries: &[Entry], matched: Match, confidence: f32) -> Self {
        Self {
            entries: entries.to_vec(),
            matched,
            confidence,
        }
    }

    pub(super) fn trusted(self, share: f32) -> Self {
        Self {
            confidence: self.confidence * share,
            ..self
        }
    }

    /// Found by fewer words than were written.
    fn worded(self) -> Self {
        Self {
            matched: self.matched.min(Match::Worded),
            ..self
        }
    }

    /// Found without the words of shape and water in a key. Of a metal they say which form is meant, and what was
    /// called dry is no hydrate: both are doubtful then.
    fn without_shape(self, key: &str) -> Self {
        let substance = |entry: &Entry| entry.substance();
        let is_element = |entry: &Entry| {
            let formula = substance(entry).and_then(|substance| substance.formula.as_ref());
            formula.is_some_and(|formula| formula.only_element().is_some())
        };
        let holds_water = |entry: &Entry| {
            let formula = substance(entry).and_then(|substance| substance.formula.as_ref());
            formula.is_some_and(|formula| formula.waters() > 0.0)
        };
        let says_dry = wording::says_dry(key);
        let is_another =
            self.entries.iter().any(is_element) || says_dry && self.entries.iter().all(holds_water);
        self.trusted(if is_another { 0.8 } else { 0.95 }).worded()
    }
}

impl Index {
    pub(super) fn new() -> Self {
        let mut index = Self {
            by_key: HashMap::new(),
            by_squeezed: HashMap::new(),
            by_sorted: HashMap::new(),
            by_base: HashMap::new(),
            by_unplaced: HashMap::new(),
            by_formula: HashMap::new(),
            by_folded_formula: HashMap::new(),
            by_cas: HashMap::new(),
            by_id: HashMap::new(),
            spelling: Spelling::new(std::iter::empty()),
        };
        for substance in super::all() {
            let entry = Entry::Substance(substance);
            index.add_names(entry, substance.names());
            if let Some(cas) = &substance.cas {
                insert(&mut index.by_cas, cas.as_str().to_owned(), entry);
            }
            if let Some(formula) = &substance.formula {
                insert(&mut index.by_formula, formula.as_str().to_owned(), entry);
                insert(
                    &mut index.by_folded_formula,
                    formula.as_str().to_lowercase(),
                    entry,
                );
            }
        }
        for mixture in super::mixtures() {
            index.add_names(Entry::Mixture(mixture), mixture.names());
        }
        let mut keys: Vec<String> = index.by_key.keys().cloned().collect();
        keys.sort_unstable();
        index.spelling = Spelling::new(keys.into_iter());
        index
    }

    fn add_names(&mut self, entry: Entry, names: impl Iterator<Item = &'static str>) {
        self.by_id.insert(entry.id().as_str(), entry);
        for name in names {
            let key = key(name);
            if key.is_empty() {
                continue;
            }
            insert(&mut self.by_squeezed, squeezed(&key), entry);
            insert(&mut self.by_sorted, sorted(&key), entry);
            if let Some(base) = without_water(&key) {
                insert(&mut self.by_base, base, entry);
            }
            if let Some(unplaced) = wording::without_figures(&key) {
                insert(&mut self.by_unplaced, unplaced, entry);
            }
            // A formula among the other names is a formula.
            if name.parse::<Formula>().is_ok() {
                insert(&mut self.by_formula, name.to_owned(), entry);
                insert(&mut self.by_folded_formula, name.to_lowercase(), entry);
            }
            insert(&mut self.by_key, key, entry);
        }
    }

    /// By number, formula or name as it stands.
    pub(super) fn exact(&self, written: &Written) -> Option<Hits> {
        let Written { text, key } = written;
        if let Some(entry) = self.by_id.get(text.as_str()) {
            return Some(Hits::new(&[*entry], Match::Number, 1.0));
        }
        if let Ok(cas) = text.parse::<Cas>() {
            let entries = self.by_cas.get(cas.as_str())?;
            return Some(Hits::new(entries, Match::Number, 1.0));
        }
        let formula = wording::without_state(text).parse::<Formula>().ok();
        let written = formula
            .as_ref()
            .and_then(|formula| self.by_formula.get(formula.as_str()));
        if let Some(entries) = written {
            return Some(Hits::new(entries, Match::Formula, 1.0));
        }
        if let Some(entries) = self.by_key.get(key) {
            return Some(Hits::new(entries, Match::Name, 1.0));
        }
        if let Some(entries) = formula.as_ref().and_then(same_atoms) {
            return Some(Hits::new(&entries, Match::Formula, 0.9));
        }
        let squeezed = squeezed(key);
        if let Some(entries) = self.by_squeezed.get(&squeezed) {
            return Some(Hits::new(entries, Match::Name, 0.97));
        }
        let plain = wording::without_state(text).to_lowercase();
        let plain = if has_figure(&plain) {
            plain.replace(' ', "")
        } else {
            plain
        };
        if let Some(entries) = self
            .by_folded_formula
            .get(&plain)
            .filter(|_| may_be_formula(&plain))
        {
            return Some(Hits::new(entries, Match::Formula, 0.9));
        }
        let entries = self.by_sorted.get(&sorted(key))?;
        Some(Hits::new(entries, Match::Worded, 0.95))
    }

    /// A formula put together from its pieces, an element's symbol written out, or an older name.
    pub(super) fn respelt(&self, written: &Written) -> Option<Hits> {
        let Written { text, key } = written;
        if let Some(formula) = respell::formula(text) {
            let hits = self.exact(&Written::new(&formula));
            return hits.map(|hits| hits.trusted(0.97));
        }
        let named = respell::element(text)
            .or_else(|| respell::systematic(key))
            .or_else(|| respell::modern(key))?;
        let named = Written::new(&named);
        self.exact(&named)
            .or_else(|| self.by_words(&named))
            .map(|hits| hits.trusted(0.97))
    }

    /// "Glacial acetic": the acid that is left out.
    pub(super) fn acid(&self, written: &Written) -> Option<Hits> {
        let whole = Written::key(respell::acid(&written.key)?);
        self.exact(&whole)
            .or_else(|| self.by_words(&whole))
            .map(|hits| hits.trusted(0.9))
    }

    /// The name written out, with any water, without words of grade and shape, or without figures.
    pub(super) fn by_words(&self, written: &Written) -> Option<Hits> {
        let key = &written.key;
        if let Some(hits) = self.hydrated(key).or_else(|| self.loosely(key)) {
            return Some(hits);
        }
        if let Some(long) = wording::written_out(key) {
            let hits = self.in_words(&Written::key(long))?;
            return Some(Hits {
                matched: Match::Worded,
                confidence: hits.confidence.min(0.9),
                ..hits
            });
        }
        if let Some(plain) = wording::without_grade(key) {
            let hits = self.in_words(&written.keeping(plain))?;
            return Some(hits.trusted(0.98).worded());
        }
        let bare = written.keeping(wording::bare(key)?);
        self.exact(&bare)
            .or_else(|| self.respelt(&bare))
            .map(|hits| hits.without_shape(key))
            .or_else(|| self.loosely(&bare.key))
    }

    fn in_words(&self, written: &Written) -> Option<Hits> {
        self.exact(written)
            .or_else(|| self.respelt(written))
            .or_else(|| self.by_words(written))
    }

    /// "Sodium sulfate hydrated": an entry of that name with water in it.
    fn hydrated(&self, key: &str) -> Option<Hits> {
        let (said, kept): (Vec<&str>, Vec<&str>) = key
            .split(' ')
            .partition(|word| ["hydrate", "hydrated"].contains(word));
        if said.is_empty() || kept.is_empty() {
            return None;
        }
        let holds_water = |entry: &Entry| {
            let formula = entry.substance().and_then(|s| s.formula.as_ref());
            formula.is_some_and(|formula| formula.waters() > 0.0)
        };
        let all = self.by_base.get(&kept.join(" "))?;
        let entries: Vec<Entry> = all.iter().copied().filter(holds_water).collect();
        let is_any = !entries.is_empty();
        is_any.then(|| Hits::new(&entries, Match::Worded, 0.95))
    }

    /// With any water, or any place of a group.
    fn loosely(&self, key: &str) -> Option<Hits> {
        if let Some(entries) = self.by_base.get(key) {
            return Some(Hits::new(entries, Match::WithoutWater, 0.9));
        }
        let entries = self.by_unplaced.get(&squeezed(key))?;
        Some(Hits::new(entries, Match::WithoutFigures, 0.85))
    }

    /// A name with its other name in brackets. Where they differ, the first counts, doubtfully.
    pub(super) fn by_two_names(&self, written: &Written) -> Option<Hits> {
        let apart = || written.text.split_once(" - ");
        let (name, bracket) = wording::bracketed(&written.text).or_else(apart)?;
        let exact = |text| self.exact(&Written::new(text));
        Some(match (exact(name), exact(bracket)) {
            (Some(named), Some(other)) => {
                let agree = named
                    .entries
                    .iter()
                    .any(|entry| other.entries.contains(entry));
                match agree {
                    true => named.trusted(0.98),
                    // "oxalic acid (ethanedioic acid, anhydrous)" says more in its bracket.
                    false if wording::says_dry(bracket) => other.trusted(0.9),
                    // "Calcium sulphate (plaster of Paris)" says in its bracket how much water.
                    false if are_one_but_for_water(&named, &other) => other.trusted(0.97),
                    false => named.trusted(0.6),
                }
            }
            (Some(named), None) => named.trusted(0.9),
            // "Slack wax (petroleum)" may be made of it, or only like it.
            (None, other) => other?.trusted(0.75),
        })
    }

    pub(super) fn misspelt(&self, written: &Written) -> Option<Hits> {
        let key = &written.key;
        let others = [wording::written_out, wording::bare];
        let sulfur = respell::sulfur(key).and_then(|key| self.in_words(&Written::key(key)));
        if let Some(hits) = sulfur {
            let matched = Match::Misspelt;
            return Some(Hits {
                matched,
                ..hits.trusted(0.95)
            });
        }
        self.near(key)
            .or_else(|| others.iter().find_map(|other| self.near(&other(key)?)))
    }

    fn near(&self, key: &str) -> Option<Hits> {
        let near = self.spelling.near(key);
        let best = near.first()?;
        let mut entries: Vec<Entry> = Vec::new();
        for near in near.iter().take_while(|near| near.slips == best.slips) {
            for entry in self.by_key.get(near.key).into_iter().flatten() {
                if !entries.contains(entry) {
                    entries.push(*entry);
                }
            }
        }
        Some(Hits {
            entries,
            matched: Match::Misspelt,
            confidence: similarity(key, best.key) * 0.95,
        })
    }
}

/// Whether both are called the same, less the water.
fn are_one_but_for_water(one: &Hits, other: &Hits) -> bool {
    let base = |hits: &Hits| {
        let name = key(hits.entries.first()?.name());
        Some(without_water(&name).unwrap_or(name))
    };
    base(one).is_some() && base(one) == base(other)
}

/// Whether a text in the wrong capitals may be a formula. "PBS" is a buffer and "CDs" are discs: what is short and has no
/// figure is one of an acid or a salt that people call so.
fn may_be_formula(text: &str) -> bool {
    let is_usual = ["hcl", "hbr", "kcl", "kbr", "naf"].contains(&text);
    text.len() > 3 || has_figure(text) || is_usual
}

fn has_figure(text: &str) -> bool {
    text.bytes().any(|byte| byte.is_ascii_digit())
}

fn same_atoms(formula: &Formula) -> Option<Vec<Entry>> {
    let entries: Vec<Entry> = super::all()
        .iter()
        .filter(|substance| {
            substance
                .formula
                .as_ref()
                .is_some_and(|own| own.has_same_atoms(formula))
        })
        .map(Entry::Substance)
        .collect();
    (!entries.is_empty()).then_some(entries)
}

fn insert(map: &mut HashMap<String, Vec<Entry>>, key: String, entry: Entry) {
    let entries = map.entry(key).or_default();
    if !entries.contains(&entry) {
        entries.push(entry);
    }
}

fn squeezed(key: &str) -> String {
    key.replace(' ', "")
}

fn sorted(key: &str) -> String {
    let mut words: Vec<&str> = key.split(' ').collect();
    words.sort_unstable();
    words.join(" ")
}

/// The key without its water; `None` where it names none.
fn without_water(key: &str) -> Option<String> {
    // "Barium hydrate" is an old name of the hydroxide: only a count of waters is water.
    let is_count = |count: &str| count.starts_with(|c: char| c.is_ascii_digit());
    let is_water =
        |word: &&str| *word == "anhydrous" || word.strip_suffix("hydrate").is_some_and(is_count);
    let kept: Vec<&str> = key.split(' ').filter(|word| !is_water(word)).collect();
    (kept.len() < key.split(' ').count() && !kept.is_empty()).then(|| kept.join(" "))
}
