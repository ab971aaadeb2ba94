//! Finding the entry that a name, formula or CAS number means.

use std::collections::HashMap;
use std::fmt;
use std::sync::LazyLock;

use shared::concentration::Concentration;
use shared::name::{Manner, key};
use shared::substance::{Cas, Formula, State, Substance};

use super::entry::Entry;
use super::spelling::Spelling;
use super::wording;

static INDEX: LazyLock<Index> = LazyLock::new(Index::new);

/// How a text matched.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Match {
    /// Some letters are wrong.
    Misspelt,
    /// The name, less the number of waters.
    WithoutWater,
    /// The name, less words for grade, shape or solution, or in another order.
    Worded,
    /// The formula.
    Formula,
    /// A name it goes by.
    Name,
    /// The CAS number or the id.
    Number,
}

/// Why one of several entries was taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// A strength was given, so the solution rather than the gas.
    SolutionOverGas,
    /// The entry that says it has no water.
    Dry,
    /// The hydrate, as bottles in schools mostly hold it.
    Hydrate,
    /// The form with more hazards, to be on the safe side.
    MoreHazardous,
}

/// What a text was taken for.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// The entry.
    pub entry: Entry,
    /// How the text matched.
    pub matched: Match,
    /// From 0 to 1.
    pub confidence: f32,
    /// Why this one, where the text could mean others.
    pub choice: Option<Choice>,
    /// What else it could mean.
    pub others: Vec<Entry>,
    /// The strength that stood in the text.
    pub strength: Option<Concentration>,
}

impl Found {
    /// The substance, where it is one.
    pub fn substance(&self) -> Option<&'static Substance> {
        self.entry.substance()
    }

    /// Whether a person should confirm it.
    pub fn is_doubtful(&self) -> bool {
        self.confidence < 0.8 || (!self.others.is_empty() && self.confidence < 1.0)
    }
}

impl fmt::Display for Choice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::SolutionOverGas => "a strength was given, so the solution rather than the gas",
            Self::Dry => "the name says it holds no water",
            Self::Hydrate => "no water was named, and school bottles mostly hold this hydrate",
            Self::MoreHazardous => "several entries fit; this is the more hazardous one",
        })
    }
}

/// What the keys lead to.
struct Index {
    by_key: HashMap<String, Vec<Entry>>,
    by_squeezed: HashMap<String, Vec<Entry>>,
    by_sorted: HashMap<String, Vec<Entry>>,
    by_base: HashMap<String, Vec<Entry>>,
    by_formula: HashMap<String, Vec<Entry>>,
    by_folded_formula: HashMap<String, Vec<Entry>>,
    by_cas: HashMap<String, Vec<Entry>>,
    by_id: HashMap<&'static str, Entry>,
    spelling: Spelling,
}

pub(super) fn find(text: &str, strength: Option<Concentration>) -> Option<Found> {
    let text = text.trim();
    if text.is_empty() || text.len() > 200 {
        return None;
    }
    let index = &*INDEX;
    let worded = wording::split(text);
    let inside = worded.strength.or(worded.manner.map(|manner| match manner {
        Manner::Concentrated => Concentration::Concentrated,
        Manner::Saturated => Concentration::Saturated,
        Manner::Dilute => Concentration::millimolar(1_000),
    }));
    let told = if worded.manner == Some(Manner::Dilute) {
        worded.strength
    } else {
        inside
    };
    let asked = Asked {
        text,
        strength: strength.or(inside),
    };
    let by_text = index.exact(text).map(|hits| (hits, 1.0));
    let by_name = || index.exact(&worded.name).map(|hits| (hits, 0.98));
    let by_words = || index.by_words(&worded.name);
    let (hits, trust) = by_text
        .or_else(by_name)
        .or_else(by_words)
        .or_else(|| index.by_two_names(&worded.name))
        .or_else(|| index.misspelt(&worded.name).map(|hits| (hits, 1.0)))?;
    let (entry, choice) = asked.choose(&hits.entries)?;
    let others: Vec<Entry> = hits
        .entries
        .iter()
        .copied()
        .filter(|other| *other != entry)
        .collect();
    // Isomers share a formula: without a reason to choose, it is a guess.
    let is_guess = choice == Some(Choice::MoreHazardous) && !is_one_substance(entry, &others);
    let confidence = if is_guess {
        0.5
    } else {
        hits.confidence * trust
    };
    Some(Found {
        entry,
        matched: hits.matched,
        confidence,
        choice,
        others,
        strength: told,
    })
}

/// Entries that a text led to.
struct Hits {
    entries: Vec<Entry>,
    matched: Match,
    confidence: f32,
}

impl Hits {
    fn new(entries: &[Entry], matched: Match, confidence: f32) -> Self {
        Self {
            entries: entries.to_vec(),
            matched,
            confidence,
        }
    }
}

impl Index {
    fn new() -> Self {
        let mut index = Self {
            by_key: HashMap::new(),
            by_squeezed: HashMap::new(),
            by_sorted: HashMap::new(),
            by_base: HashMap::new(),
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
            // A formula among the other names is a formula.
            if name.parse::<Formula>().is_ok() {
                insert(&mut self.by_formula, name.to_owned(), entry);
                insert(&mut self.by_folded_formula, name.to_lowercase(), entry);
            }
            insert(&mut self.by_key, key, entry);
        }
    }

    /// By number, formula or name as it stands.
    fn exact(&self, text: &str) -> Option<Hits> {
        if let Some(entry) = self.by_id.get(text) {
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
        let key = key(text);
        if let Some(entries) = self.by_key.get(&key) {
            return Some(Hits::new(entries, Match::Name, 1.0));
        }
        if let Some(entries) = formula
            .as_ref()
            .and_then(|formula| self.same_atoms(formula))
        {
            return Some(Hits::new(&entries, Match::Formula, 0.9));
        }
        let squeezed = squeezed(&key);
        if let Some(entries) = self.by_squeezed.get(&squeezed) {
            return Some(Hits::new(entries, Match::Name, 0.97));
        }
        let plain = wording::without_state(text).to_lowercase();
        if let Some(entries) = self.by_folded_formula.get(&plain) {
            return Some(Hits::new(entries, Match::Formula, 0.9));
        }
        let entries = self.by_sorted.get(&sorted(&key))?;
        Some(Hits::new(entries, Match::Worded, 0.95))
    }

    fn same_atoms(&self, formula: &Formula) -> Option<Vec<Entry>> {
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

    /// The name without words of grade and shape, or with any water.
    fn by_words(&self, name: &str) -> Option<(Hits, f32)> {
        let key = key(name);
        if let Some(entries) = self.by_base.get(&key) {
            return Some((Hits::new(entries, Match::WithoutWater, 0.9), 1.0));
        }
        let bare = wording::bare(&key)?;
        // The words' own spelling decides what a formula is: take them from the text.
        let bare_text: Vec<&str> = name
            .split_whitespace()
            .filter(|word| {
                shared::name::key(word)
                    .split(' ')
                    .any(|part| bare.split(' ').any(|kept| kept == part))
            })
            .collect();
        let found = self
            .exact(&bare_text.join(" "))
            .or_else(|| self.exact(&bare));
        if let Some(hits) = found {
            let confidence = hits.confidence.min(0.95);
            return Some((
                Hits {
                    matched: Match::Worded,
                    confidence,
                    ..hits
                },
                1.0,
            ));
        }
        let entries = self.by_base.get(&bare)?;
        Some((Hits::new(entries, Match::WithoutWater, 0.9), 1.0))
    }

    /// A name with its other name in brackets. Where they differ, the first counts, doubtfully.
    fn by_two_names(&self, name: &str) -> Option<(Hits, f32)> {
        let (name, other) = wording::bracketed(name)?;
        let named = self.exact(name);
        let other = self.exact(other);
        let (hits, trust) = match (named, other) {
            (Some(named), Some(other)) => {
                let agree = named.entries.iter().any(|e| other.entries.contains(e));
                (named, if agree { 0.98 } else { 0.6 })
            }
            (Some(named), None) => (named, 0.9),
            (None, other) => (other?, 0.85),
        };
        Some((hits, trust))
    }

    fn misspelt(&self, name: &str) -> Option<Hits> {
        let key = key(name);
        let bare = wording::bare(&key);
        [Some(key), bare]
            .into_iter()
            .flatten()
            .find_map(|key| self.near(&key))
    }

    fn near(&self, key: &str) -> Option<Hits> {
        let near = self.spelling.near(key);
        let best = near.first()?.likeness;
        let mut entries: Vec<Entry> = Vec::new();
        for near in near.iter().take_while(|near| near.likeness >= best - 1e-6) {
            for entry in self.by_key.get(near.key).into_iter().flatten() {
                if !entries.contains(entry) {
                    entries.push(*entry);
                }
            }
        }
        Some(Hits {
            entries,
            matched: Match::Misspelt,
            confidence: best * 0.95,
        })
    }
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
    let is_water = |word: &&str| word.ends_with("hydrate") || *word == "anhydrous";
    let kept: Vec<&str> = key.split(' ').filter(|word| !is_water(word)).collect();
    (kept.len() < key.split(' ').count() && !kept.is_empty()).then(|| kept.join(" "))
}

/// What was asked, beyond the name.
struct Asked<'a> {
    text: &'a str,
    strength: Option<Concentration>,
}

impl Asked<'_> {
    /// The entry that is meant, and why where there are several.
    fn choose(&self, entries: &[Entry]) -> Option<(Entry, Option<Choice>)> {
        let (first, rest) = entries.split_first()?;
        if rest.is_empty() {
            return Some(self.solution_of(*first));
        }
        let substances: Vec<&'static Substance> = entries
            .iter()
            .filter_map(|entry| entry.substance())
            .collect();
        let is_dissolved = self
            .strength
            .is_some_and(|strength| strength != Concentration::Neat);
        if is_dissolved && let Some(solution) = in_state(&substances, State::Solution) {
            return Some((Entry::Substance(solution), Some(Choice::SolutionOverGas)));
        }
        let waters = |s: &Substance| s.formula.as_ref().map_or(0.0, Formula::waters);
        let most_water = substances
            .iter()
            .copied()
            .max_by(|a, b| waters(a).total_cmp(&waters(b)));
        if let Some(hydrate) = most_water.filter(|hydrate| waters(hydrate) > 0.0) {
            let dry = substances
                .iter()
                .copied()
                .find(|substance| waters(substance) <= 0.0);
            if let Some(dry) = dry.filter(|_| wording::says_dry(self.text)) {
                return Some((Entry::Substance(dry), Some(Choice::Dry)));
            }
            return Some((Entry::Substance(hydrate), Some(Choice::Hydrate)));
        }
        // The first of the most hazardous, in the order of the data.
        let most = entries
            .iter()
            .rev()
            .max_by_key(|entry| entry.substance().map(hazards))?;
        Some((*most, Some(Choice::MoreHazardous)))
    }

    /// A gas asked for at a strength is its solution, where there is one.
    fn solution_of(&self, entry: Entry) -> (Entry, Option<Choice>) {
        let is_dissolved = self
            .strength
            .is_some_and(|strength| strength != Concentration::Neat);
        let gas = entry
            .substance()
            .filter(|substance| is_dissolved && substance.state == State::Gas);
        let Some(gas) = gas else { return (entry, None) };
        let solution = super::all().iter().find(|other| {
            other.state == State::Solution
                && (other.formula.is_some() && other.formula == gas.formula || other.cas == gas.cas)
        });
        match solution {
            Some(solution) => (Entry::Substance(solution), Some(Choice::SolutionOverGas)),
            None => (entry, None),
        }
    }
}

fn in_state(substances: &[&'static Substance], state: State) -> Option<&'static Substance> {
    substances
        .iter()
        .copied()
        .find(|substance| substance.state == state)
}

fn hazards(substance: &Substance) -> usize {
    substance.classes.len()
}

/// Whether they are forms of one substance rather than different ones.
fn is_one_substance(entry: Entry, others: &[Entry]) -> bool {
    let cas = |entry: Entry| {
        entry
            .substance()
            .and_then(|substance| substance.cas.as_ref())
    };
    let atoms = |entry: Entry| {
        entry
            .substance()
            .and_then(|s| s.formula.as_ref()?.only_element())
    };
    others.iter().all(|other| {
        (cas(entry).is_some() && cas(entry) == cas(*other))
            || (atoms(entry).is_some() && atoms(entry) == atoms(*other))
    })
}
