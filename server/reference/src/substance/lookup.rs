//! Finding the entry that a name, formula or CAS number means.

use std::fmt;
use std::sync::LazyLock;

use shared::concentration::Concentration;
use shared::name::Manner;
use shared::substance::{Formula, State, Substance};

use super::index::{Index, Written};
use super::{LIKELY, entry::Entry};
use super::{open, wording};

static INDEX: LazyLock<Index> = LazyLock::new(Index::new);

/// How a text matched.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Match {
    /// Some letters are wrong.
    Misspelt,
    /// The name, less the number of waters.
    WithoutWater,
    /// The name, less the figures of places or oxidation.
    WithoutFigures,
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
    /// The solution rather than the gas.
    SolutionOverGas,
    /// The entry that says it has no water.
    Dry,
    /// The hydrate, as bottles in schools mostly hold it.
    Hydrate,
    /// The form with more hazards, to be on the safe side.
    MoreHazardous,
    /// One form of a metal, where the name tells another or none.
    Form,
    /// What the formula says, though bottles in schools mostly hold its hydrate.
    NoWater,
    /// A reagent, by a part of its name.
    Part,
    /// What is dilute, of a strength that is not said.
    Dilute,
}

impl Choice {
    /// Whether the name itself leaves open what is meant, however well it is known.
    pub fn leaves_open(self) -> bool {
        matches!(self, Self::Form | Self::NoWater | Self::Part | Self::Dilute)
    }
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
        self.confidence < LIKELY || (!self.others.is_empty() && self.confidence < 1.0)
    }
}

impl fmt::Display for Choice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::SolutionOverGas => "schools keep its solution, not the gas",
            Self::Dry => "the name says it holds no water",
            Self::Hydrate => "no water was named, and school bottles mostly hold this hydrate",
            Self::MoreHazardous => "several entries fit; this is the first of the most hazardous",
            Self::Form => "it comes in several forms, and the name tells another or none",
            Self::NoWater => "the formula has no water, but school bottles mostly hold the hydrate",
            Self::Part => "the name is only a part of it",
            Self::Dilute => "it is dilute, but of what strength is not said",
        })
    }
}

pub(super) fn find(text: &str, strength: Option<Concentration>) -> Option<Found> {
    let text = text.trim();
    if text.is_empty() || text.len() > 200 {
        return None;
    }
    let index = &*INDEX;
    let worded = wording::split(text);
    let manner = worded.manner;
    let inside = worded.strength.or(manner.map(|manner| match manner {
        Manner::Concentrated => Concentration::Concentrated,
        Manner::Saturated => Concentration::Saturated,
        Manner::Dilute => Concentration::millimolar(1_000),
    }));
    let told = if manner == Some(Manner::Dilute) {
        worded.strength
    } else {
        inside
    };
    // "Neat" of a name that says "2M" still means the solution.
    let asked = Asked {
        text,
        strength: strength
            .filter(|given| *given != Concentration::Neat)
            .or(inside)
            .or(strength),
    };
    // As it stands, without its strength, without the size of its bottle: most names are one text whichever way.
    let sized = wording::without_size(&worded.name);
    let mut names = vec![(Written::new(text), 1.0)];
    for (name, trust) in [(worded.name, 0.98), (sized, 0.97)] {
        if names.last()?.0.text() != name {
            names.push((Written::new(&name), trust));
        }
    }
    let (name, _) = names.last()?;
    let exact = |(name, trust): &(Written, f32)| Some(index.exact(name)?.trusted(*trust));
    let hits = names
        .iter()
        .find_map(exact)
        .or_else(|| index.respelt(name))
        .or_else(|| index.by_words(name))
        .or_else(|| index.by_two_names(name))
        .or_else(|| index.acid(name))
        .or_else(|| index.misspelt(name))?;
    let (entry, choice) = asked.choose(&hits.entries)?;
    let mut others: Vec<Entry> = hits
        .entries
        .iter()
        .copied()
        .filter(|other| *other != entry)
        .collect();
    // Isomers share a formula: without a reason to choose, it is a guess.
    let is_slip_of_several = hits.matched == Match::Misspelt && choice != Some(Choice::Hydrate);
    let may_be_another = choice == Some(Choice::MoreHazardous)
        || hits.matched == Match::WithoutFigures
        || (is_slip_of_several && !others.is_empty());
    let is_guess = may_be_another && !is_one_substance(entry, &others);
    let confidence = match is_guess {
        true if others.iter().all(|other| are_alike(entry, *other)) => 0.8,
        true => 0.5,
        false => hits.confidence,
    };
    let says_dilute = manner == Some(Manner::Dilute) || wording::says_bench(text);
    let is_dilute = says_dilute && told.is_none() && strength.is_none();
    let open = if is_dilute {
        Some((Choice::Dilute, Vec::new()))
    } else {
        open::choice(text, entry, hits.matched)
    };
    let choice = match open {
        Some((open, more)) => {
            let new = more.into_iter().filter(|one| !hits.entries.contains(one));
            others.extend(new);
            Some(open)
        }
        None => choice,
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
        let may_be_dissolved = self.strength != Some(Concentration::Neat);
        if may_be_dissolved && let Some(solution) = in_state(&substances, State::Solution) {
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

/// Whether both have the same hazards, so that it matters less which is meant.
fn are_alike(entry: Entry, other: Entry) -> bool {
    match (entry.substance(), other.substance()) {
        (Some(entry), Some(other)) => {
            entry.classes == other.classes && entry.limits == other.limits
        }
        _ => false,
    }
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
