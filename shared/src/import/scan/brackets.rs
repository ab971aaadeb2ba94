//! What stands in brackets: a part of the name, a note, or an amount.

use super::super::words::has;
use super::behind::says_hazards;
use super::lists::{ADJECTIVES, ASSORTED, NOTE_STARTS, NOTE_WORDS, ONE_CONTAINER};
use super::{scan, without};

/// What stands in brackets.
pub(super) enum Brackets {
    /// "(dried)", "(II)", "(plastic)"
    Name,
    /// "(old)", "(in the fridge)"
    Note,
    /// "(2.5L)", "(x6)", "(half full)"
    Amount,
}

/// What the text within brackets is.
pub(super) fn of_brackets(inside: &str) -> Brackets {
    let lower = inside.to_lowercase();
    let words: Vec<&str> = lower.split_whitespace().collect();
    if inside.contains(['(', '[', '{']) || words.is_empty() {
        return Brackets::Name;
    }
    // "iron wool (00)"
    if inside.len() > 1 && inside.bytes().all(|byte| byte == b'0') {
        return Brackets::Name;
    }
    // "(2 need bulbs)", "(6 don't work)"
    let some = words
        .first()
        .is_some_and(|word| word.parse::<u32>().is_ok())
        && words
            .get(1)
            .is_some_and(|word| has(NOTE_STARTS, word) || has("need have are", word));
    if some && words.len() > 2 && !words.contains(&"in") {
        return Brackets::Note;
    }
    // "(box)", "(box of assorted)"
    let is_holder = words.iter().any(|word| has(ONE_CONTAINER, word))
        && words.iter().all(|word| {
            has(ONE_CONTAINER, word)
                || has(ADJECTIVES, word)
                || has(ASSORTED, word)
                || *word == "of"
        });
    if is_holder {
        return Brackets::Amount;
    }
    let scan = scan(inside);
    let rest = without(
        inside,
        scan.taken
            .iter()
            .cloned()
            .chain(scan.sizes.iter().map(|s| s.span.clone()))
            .chain(scan.strength.iter().map(|s| s.2.clone())),
    );
    let says = !scan.taken.is_empty() || !scan.sizes.is_empty() || scan.strength.is_some();
    if says && !rest.contains(char::is_alphanumeric) {
        return Brackets::Amount;
    }
    if !inside.contains(char::is_alphanumeric) {
        return if inside.contains('?') {
            Brackets::Amount
        } else {
            Brackets::Note
        };
    }
    let starts = words
        .first()
        .is_some_and(|word| has(NOTE_STARTS, word.trim_end_matches('.')));
    let noted = words.iter().any(|word| {
        has(
            NOTE_WORDS,
            word.trim_matches(|c: char| !c.is_alphanumeric()),
        )
    });
    let is_place = super::super::place::named(inside).is_some();
    if noted
        || is_place
        || says_hazards(inside)
        || some
        || (starts && words.len() > 1)
        || words.len() > 4
    {
        Brackets::Note
    } else {
        Brackets::Name
    }
}
