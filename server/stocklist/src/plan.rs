//! What each thing of a list becomes, and what a person is asked about it.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use reference::substance::{Entry, Match, SURE};
use serde::{Deserialize, Serialize};
use shared::amount::{Amount, Unit};
use shared::concentration::Concentration;
use shared::import::{At, Fill, Grid, Layout, Problem, Sort};
use shared::kind::KindId;
use store::holding::Particulars;
use store::import::{Line, MOST_CONTAINERS, Plan};
use store::kind;

use super::{Line as Read, own, preview};

/// What a person has said about a file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Said {
    /// How each sheet is read.
    pub layouts: Vec<Layout>,
    /// What names mean, by the key of the offer.
    pub answers: BTreeMap<String, Answer>,
    /// The things that are left out, by [`Planned::key`].
    pub out: BTreeSet<String>,
}

/// What a person has said about a name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Answer {
    /// It stays as it is written, without a match.
    Keep,
    /// It is this.
    Is(KindId),
}

/// Everything that a file becomes.
#[derive(Clone, Debug, Default)]
pub struct Planning {
    /// The things, in the order of the file.
    pub things: Vec<Planned>,
    /// What becomes nothing.
    pub unread: Vec<Unread>,
    /// The things that a person leaves out.
    pub left: Vec<Planned>,
    /// Whether it is a file that was exported here: then nothing is guessed.
    pub is_own: bool,
}

/// One thing of a list on its way to becoming stock.
#[derive(Clone, Debug)]
pub struct Planned {
    /// The cell that names it.
    pub at: At,
    /// What stands there.
    pub text: String,
    /// What it becomes, but for its match.
    pub line: Line,
    /// What the reference data offers for its name.
    pub offer: Option<Offer>,
    /// What a person should look at, in a sentence.
    pub look: Option<String>,
}

/// A cell that becomes nothing.
#[derive(Clone, Debug)]
pub struct Unread {
    /// Which.
    pub at: At,
    /// What stands there.
    pub text: String,
    /// Why.
    pub why: String,
}

/// What a name may mean: the same for every line of that name.
#[derive(Clone, Debug)]
pub struct Offer {
    /// By which an answer is kept.
    pub key: String,
    /// The likeliest, then the others.
    pub candidates: Vec<Candidate>,
    /// How likely the first is, from 0 to 1.
    pub confidence: f32,
    /// Why the first.
    pub why: String,
    /// Whether the first is taken unless a person says otherwise.
    pub is_sure: bool,
    /// The first one's own name, where the written one is misspelt.
    respelt: Option<String>,
}

/// One of the things that a name may mean.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// Which kind.
    pub id: KindId,
    /// What it is called.
    pub name: String,
}

/// Plans what the cells of a file become.
pub fn plan(grid: &Grid, layouts: &[Layout]) -> Planning {
    if let Some(planning) = own::read(grid) {
        return planning;
    }
    let preview = preview(grid.clone(), layouts.to_vec());
    let mut planning = Planning::default();
    for line in &preview.lines {
        let stops = line.reading.thing.problem.as_ref().filter(|p| p.stops());
        match stops {
            None => planning.things.push(of_line(line)),
            Some(problem) => planning.unread.push(Unread {
                at: line.reading.at,
                text: line.reading.text.clone(),
                why: sentence(problem),
            }),
        }
    }
    let skipped = preview.skipped.into_iter().map(|cell| Unread {
        at: cell.at,
        text: cell.text,
        why: "Its column is not read.".to_owned(),
    });
    planning.unread.extend(skipped);
    planning.unread.sort_by_key(|unread| unread.at);
    planning
}

impl Planning {
    /// The distinct names for which something is offered, with how many lines bear them, in the order of the file.
    pub fn offers(&self) -> Vec<(&Planned, &Offer, usize)> {
        let mut at: HashMap<&str, usize> = HashMap::new();
        let mut offers: Vec<(&Planned, &Offer, usize)> = Vec::new();
        for thing in &self.things {
            let Some(offer) = &thing.offer else {
                continue;
            };
            let found = *at.entry(&offer.key).or_insert(offers.len());
            match offers.get_mut(found) {
                Some((_, _, count)) => *count += 1,
                None => offers.push((thing, offer, 1)),
            }
        }
        offers
    }

    /// Leaves out the things that the person has said so of.
    pub fn leave_out(&mut self, said: &Said) {
        let is_left = |thing: &mut Planned| said.out.contains(&thing.key());
        self.left.extend(self.things.extract_if(.., is_left));
    }

    /// What is to be written, with what the person has said.
    pub fn to_write(&self, file_name: &str, said: &Said) -> Plan {
        Plan {
            file_name: file_name.to_owned(),
            lines: self
                .things
                .iter()
                .map(|thing| thing.to_write(said))
                .collect(),
        }
    }
}

impl Planned {
    /// By which it is known again when the file is read anew: its cell and its name.
    pub fn key(&self) -> String {
        let At { sheet, row, column } = self.at;
        let name = shared::name::fold(&self.line.name);
        format!("{sheet}.{row}.{column} {name}")
    }

    /// What it is taken for, after what the person has said; none when it stays as written.
    pub fn taken<'a>(&'a self, said: &Said) -> Option<&'a Candidate> {
        self.offer.as_ref()?.taken(said)
    }

    /// What is to be written.
    pub fn to_write(&self, said: &Said) -> Line {
        let mut line = self.line.clone();
        let Some(taken) = self.taken(said) else {
            return line;
        };
        let offer = self.offer.as_ref();
        let is_first = offer
            .and_then(|offer| offer.candidates.first())
            .is_some_and(|first| first.id == taken.id);
        if let Some(name) = offer
            .and_then(|offer| offer.respelt.clone())
            .filter(|_| is_first)
        {
            line.name = name;
        }
        if let Some(known) = kind::describe(&taken.id) {
            line.sort = known.sort;
        }
        line.kind = Some(taken.id.clone());
        line.is_matched = true;
        line
    }
}

impl Offer {
    /// Whether a person has still to say what is meant.
    pub fn is_open(&self, said: &Said) -> bool {
        !self.is_sure && !said.answers.contains_key(&self.key)
    }

    /// What is taken, after what the person has said.
    pub fn taken(&self, said: &Said) -> Option<&Candidate> {
        match said.answers.get(&self.key) {
            Some(Answer::Is(id)) => self.candidates.iter().find(|one| one.id == *id),
            None if self.is_sure => self.candidates.first(),
            Some(Answer::Keep) | None => None,
        }
    }
}

fn of_line(read: &Read) -> Planned {
    let reading = &read.reading;
    let thing = &reading.thing;
    let offer = offer(read);
    let (amount, containers) = quantity(read);
    let mut look = thing.problem.as_ref().map(sentence);
    if look.is_none() && thing.amount.is_none() && thing.containers.is_none() {
        look = Some("It says no amount: one is taken.".to_owned());
    }
    let name = match thing.concentration {
        Some(strength) => format!("{}, {strength}", thing.name),
        None => thing.name.clone(),
    };
    let mut notes = thing.notes.clone();
    if let Some(fill) = thing.fill.filter(|fill| *fill != Fill::Full) {
        notes.push(fill.code().to_owned());
    }
    let is_several = thing.amount.is_some() && reading.text.contains('+');
    if is_several || (thing.problem.is_some() && thing.name != reading.text) {
        notes.push(format!("written as “{}”", reading.text));
    }
    let notes = notes.join("; ");
    let code = reading.code.as_deref();
    let own_code = code.and_then(|code| code.parse().ok());
    let other_code = code.filter(|_| own_code.is_none()).map(str::to_owned);
    Planned {
        at: reading.at,
        text: reading.text.clone(),
        line: Line {
            place: reading.place.clone(),
            kind: None,
            is_matched: false,
            sort: thing.sort,
            name,
            amount,
            containers,
            code: own_code,
            minimum: reading.minimum,
            item_note: None,
            particulars: Particulars {
                // A code of a supplier's or of a list's own.
                lot: other_code,
                supplier: reading.supplier.clone(),
                received_on: thing.received,
                expires_on: thing.expiry,
                note: (!notes.is_empty()).then_some(notes),
                ..Particulars::default()
            },
        },
        offer,
        look,
    }
}

/// How much there is, and in how many bottles. Of what no amount is said, bottles are counted.
fn quantity(read: &Read) -> (Amount, u32) {
    let thing = &read.reading.thing;
    let is_stuff = matches!(thing.sort, Sort::Chemical | Sort::Solution);
    let bottles = |count: u32| {
        // "250 g + 500 g" are two bottles, but not of one size.
        let is_even = !read.reading.text.contains('+');
        let is_few = is_stuff && (2..=MOST_CONTAINERS).contains(&count);
        if is_few && is_even { count } else { 1 }
    };
    match (thing.amount, thing.containers) {
        (Some(amount), _) if amount.unit() == Unit::Piece => (amount, 1),
        (Some(amount), containers) => (amount, bottles(containers.unwrap_or(1))),
        (None, Some(count)) => {
            let whole = Amount::pieces(i64::from(count));
            let part = thing.fill.and_then(Fill::parts).filter(|_| count == 1);
            let held = part.and_then(|(part, of)| whole.multiply(part, of).ok());
            (held.unwrap_or(whole), bottles(count))
        }
        (None, None) => (Amount::pieces(1), 1),
    }
}

fn offer(read: &Read) -> Option<Offer> {
    let thing = &read.reading.thing;
    let key = format!(
        "{} {}",
        shared::name::fold(&thing.name),
        thing
            .concentration
            .map(Concentration::code)
            .unwrap_or_default()
    );
    if let Some(found) = &read.substance {
        let candidate = |entry: Entry| Candidate {
            id: KindId::of_substance(entry.id(), thing.concentration.as_ref()),
            name: entry.name().to_owned(),
        };
        let first = candidate(found.entry);
        let others = found.others.iter().map(|entry| candidate(*entry));
        let is_misspelt = found.matched == Match::Misspelt;
        let respelt = is_misspelt.then(|| match thing.concentration {
            Some(strength) => format!("{}, {strength}", first.name),
            None => first.name.clone(),
        });
        let why = found.choice.map_or_else(
            || how(found.matched).to_owned(),
            |choice| choice.to_string(),
        );
        return Some(Offer {
            key,
            candidates: std::iter::once(first.clone())
                .chain(others.filter(|other| other.id != first.id))
                .collect(),
            confidence: found.confidence,
            why,
            is_sure: found.confidence >= SURE && found.choice.is_none(),
            respelt,
        });
    }
    let found = read.kind.as_ref()?;
    Some(Offer {
        key,
        candidates: vec![Candidate {
            id: found.id.clone(),
            name: found.name.clone(),
        }],
        confidence: found.confidence,
        why: if found.confidence >= SURE {
            "a name it goes by"
        } else {
            "most of its words"
        }
        .to_owned(),
        is_sure: found.confidence >= SURE,
        respelt: None,
    })
}

const fn how(matched: Match) -> &'static str {
    match matched {
        Match::Misspelt => "some letters differ",
        Match::WithoutWater => "less the water",
        Match::WithoutFigures => "less the figures in the name",
        Match::Worded => "in other words",
        Match::Formula => "its formula",
        Match::Name => "a name it goes by",
        Match::Number => "its number",
    }
}

/// What a person should look at, as a sentence.
fn sentence(problem: &Problem) -> String {
    match problem {
        Problem::NoName => "It has no name.".to_owned(),
        Problem::AmountUnclear(text) => {
            format!("Is “{text}” an amount, a size or a count? One is taken.")
        }
        Problem::NoDay(text) => format!("“{text}” is no day: it is kept as a note."),
        Problem::NoConcentration(text) => {
            format!("“{text}” is no concentration: it is kept as a note.")
        }
        Problem::StrengthUnknown => "It is a solution, but its strength is unknown.".to_owned(),
        Problem::Doubtful => "The list itself puts a question mark.".to_owned(),
        Problem::About => "The amount is about right only.".to_owned(),
    }
}
