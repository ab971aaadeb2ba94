//! What a cell in a column of counts says.

use super::super::layout::Rows;
use super::super::meaning::Meaning;
use super::super::thing::Thing;
use super::super::token::{self, Kind};
use super::super::{Problem, Sheet, unit, words};
use crate::amount::Amount;

/// Words in the head of a column that says how much one holds.
const OF_ONE: [&str; 7] = ["size", "volume", "vol", "mass", "weight", "capacity", "wt"];

/// A column of amounts counts, alone or beside "Size", unless its head says that it is a size.
pub(super) fn told_apart(sheet: &Sheet, layout: &Rows) -> Rows {
    let mut told = layout.clone();
    let Some(header) = layout.header else {
        return told;
    };
    let of = |meaning| -> Vec<usize> {
        let columns = 0..layout.columns.len();
        columns
            .filter(|column| layout.meaning(*column) == meaning)
            .collect()
    };
    let is_of_one = |column: usize| tells_size(sheet.text(header, column));
    let count = match of(Meaning::Amount)[..] {
        [count] if !is_of_one(count) => count,
        [one, count] | [count, one] if is_of_one(one) && !is_of_one(count) => count,
        _ => return told,
    };
    // "Qty (g)" is an amount.
    let has_unit = sheet.text(header, count).contains(['(', '[', '/']);
    if !has_unit && of(Meaning::Count).is_empty() && of(Meaning::Unit).is_empty() {
        told.columns[count] = Meaning::Count;
    }
    told
}

/// Whether a column's head says that it holds the size of one.
pub(super) fn tells_size(head: &str) -> bool {
    let head = crate::name::fold(head);
    let mut words = head.split(|c: char| !c.is_alphanumeric());
    words.any(|word| OF_ONE.contains(&word))
}

/// The cell as one would write it behind a name: a number that stands alone is said to count.
pub(super) fn written(cell: &str) -> String {
    let lead = if counts(&token::tidy(cell)) {
        " qty "
    } else {
        " "
    };
    format!("{lead}{cell}")
}

/// "3", "2.5", "1 1/2", "2-3", "two", "25%"; but "1/2" is how full one bottle is.
fn counts(cell: &str) -> bool {
    if words::number(&cell.to_lowercase()).is_some() {
        return true;
    }
    let tokens = token::tokens(cell);
    let text = |at: usize| &cell[tokens[at].span.clone()];
    match tokens.as_slice() {
        [number] if number.kind == Kind::Number => {
            let one = Amount::pieces(1).micro();
            let is_part = |times: Amount| !times.is_whole() && times.micro() < one;
            let is_fraction = !text(0).contains('.') && unit::times(text(0)).is_some_and(is_part);
            !is_fraction
        }
        [span] => span.kind == Kind::Span,
        [number, _] => number.kind == Kind::Number && text(1) == "%",
        _ => false,
    }
}

/// Whether a name has words that stand neither in what describes the thing nor in the name that this has alone.
pub(super) fn has_slipped_in(name: &str, described: &str, alone: &str) -> bool {
    let is_known = |word: &str| {
        let mut words = described.split_whitespace().chain(alone.split_whitespace());
        words.any(|known| known == word)
    };
    !name.split_whitespace().all(is_known)
}

/// "250ml", "250ml x 12" in a column of counts: the size of a vessel belongs to its name.
pub(super) fn has_size(cell: &str) -> bool {
    let cell = token::tidy(cell);
    let tokens = token::tokens(&cell);
    let is_size = |pair: &[token::Token]| {
        pair[0].kind == Kind::Number && unit::of(&cell[pair[1].span.clone()]).is_some()
    };
    tokens.windows(2).any(is_size)
}

/// The thing without what a cell of counts said of it, which is noted and to be looked at.
pub(super) fn noting(cell: &str, read: &Thing, without: Thing) -> Thing {
    let (amount, containers) = (read.amount, read.containers);
    let mut thing = without;
    if thing.amount.is_none() && thing.containers.is_none() {
        (thing.amount, thing.containers) = (amount, containers);
    }
    thing.notes.push(cell.to_owned());
    thing.problem = Some(Problem::AmountUnclear(cell.to_owned()));
    thing
}
