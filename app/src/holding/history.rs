//! The ledger's entries as lines to be read.

use shared::{
    account::Grant,
    amount::Amount,
    holding::{Cause, Movement},
    id::LocationId,
    location::Tree,
};
use store::{Desk, ledger::Entry};

use crate::{parts::HistoryLine, when};

/// Entries as a page's history shows them.
pub(crate) fn lines<R: Grant>(desk: &Desk<R>, entries: &[Entry], tree: &Tree) -> Vec<HistoryLine> {
    let (zone, today) = (desk.who().zone, desk.today());
    entries
        .iter()
        .map(|entry| HistoryLine {
            when: when::moment(zone, entry.at, today),
            at: when::machine(entry.at),
            who: entry.by.clone().unwrap_or_default(),
            what: what(entry, tree),
            undone: entry.is_reversed,
        })
        .collect()
}

/// What an entry says was done: "used 250 cm³ for 9X/Ch1".
pub(super) fn what(entry: &Entry, tree: &Tree) -> String {
    let mut words = match entry.cause {
        Cause::Reversal => "took that back".to_owned(),
        Cause::Import => format!("read in {}", size(entry)),
        Cause::Deed(Movement::Moved) => moved(entry, tree),
        Cause::Deed(Movement::Counted) => counted(entry),
        Cause::Deed(Movement::Disposed) => format!("disposed of {}", size(entry)),
        Cause::Deed(Movement::Broken) => format!("broke {}", size(entry)),
        Cause::Deed(Movement::Prepared) if took(entry) => {
            format!("used {} to make a solution", size(entry))
        }
        Cause::Deed(movement) => format!("{} {}", movement.code(), size(entry)),
        Cause::CheckIn => checked_in(entry),
    };
    if let Some((_, class)) = &entry.requisition {
        words.push_str(" for ");
        words.push_str(class);
    }
    if let Some(correction) = correction(entry) {
        words = format!("{words} (the book was corrected by +{correction})");
    }
    if let Some(note) = &entry.note {
        words.push_str(": ");
        words.push_str(note);
    }
    words
}

/// Whether an entry took from here what something else was made of.
fn took(entry: &Entry) -> bool {
    entry.lines.iter().any(|(sort, ..)| *sort == Movement::Used)
}

/// What the lines of a sort add up to, without the sign.
fn size(entry: &Entry) -> String {
    let lines = entry
        .lines
        .iter()
        .filter(|(sort, ..)| !is_correction(entry, *sort));
    sum(lines.map(|(_, amount, _)| *amount)).map_or_else(String::new, unsigned)
}

fn is_correction(entry: &Entry, sort: Movement) -> bool {
    sort == Movement::Counted && entry.cause != Cause::Deed(Movement::Counted)
}

fn correction(entry: &Entry) -> Option<String> {
    let lines = entry
        .lines
        .iter()
        .filter(|(sort, ..)| is_correction(entry, *sort) && entry.cause != Cause::Reversal);
    sum(lines.map(|(_, amount, _)| *amount)).map(unsigned)
}

fn sum(amounts: impl Iterator<Item = Amount>) -> Option<Amount> {
    amounts
        .map(Some)
        .reduce(|sum, amount| sum?.checked_add(amount?).ok())
        .flatten()
}

fn unsigned(amount: Amount) -> String {
    Amount::new(amount.micro().saturating_abs(), amount.unit()).to_string()
}

fn moved(entry: &Entry, tree: &Tree) -> String {
    let place = |id: Option<LocationId>| match id.and_then(|id| tree.find(id)) {
        Some(place) => tree.near(place.id),
        None => "a place out of use".to_owned(),
    };
    let other = place(entry.other_place);
    match entry.lines.as_slice() {
        [(_, amount, _)] if amount.is_negative() => {
            format!("took {} away to {other}", unsigned(*amount))
        }
        [(_, amount, here)] => {
            let here = place(Some(*here));
            format!("brought {} from {other} to {here}", unsigned(*amount))
        }
        [(_, _, from), .., (_, amount, to)] => {
            let (from, to) = (place(Some(*from)), place(Some(*to)));
            let what = if amount.is_zero() {
                "it, empty,".to_owned()
            } else {
                unsigned(*amount)
            };
            format!("moved {what} from {from} to {to}")
        }
        [] => "moved it".to_owned(),
    }
}

fn counted(entry: &Entry) -> String {
    match entry.change() {
        Some(change) if change.is_negative() => {
            format!("counted {} less than the book said", unsigned(change))
        }
        Some(change) if !change.is_zero() => {
            format!("counted {} more than the book said", unsigned(change))
        }
        _ => "counted, and the book was right".to_owned(),
    }
}

fn checked_in(entry: &Entry) -> String {
    let parts: Vec<String> = entry
        .lines
        .iter()
        .filter(|(sort, ..)| !is_correction(entry, *sort))
        .map(|(sort, amount, _)| format!("{} {}", unsigned(*amount), sort.code()))
        .collect();
    format!("checked in {}", parts.join(", "))
}
