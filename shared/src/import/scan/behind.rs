//! What is said behind how much there is: hazards, and which part is missing.

use super::super::token::Kind;
use super::super::words::has;
use super::super::{Sort, words};
use super::Scanner;

/// Hazards, and what is to be done with it.
const HAZARDS: &str = "flammable toxic corrosive harmful irritant oxidising oxidizing oxidiser oxidizer poison poisonous explosive carcinogen carcinogenic cmr disposal";

/// The letters of the old orange signs.
const LETTERS: &str = "T T+ F F+ HF Xn Xi C N O E";

/// What leads to the last word of a remark: "v. toxic", "to order".
const LEADING: &str = "not to for v very highly extremely";

/// How a part of a thing may be.
const OF_A_PART: &str = "missing lost broken damaged faulty cracked";

impl Scanner<'_> {
    /// `500ml toxic`, `500ml H225`, `50g T+ N`: a hazard, behind how much there is of a chemical.
    pub(super) fn is_hazard(&self, at: usize) -> bool {
        self.piece(at)
            .is_some_and(|piece| piece.kind != Kind::Mark && is_hazard(&piece.text))
            && self.is_behind_stuff(at)
    }

    /// The sign of `T+`.
    pub(super) fn is_sign_of_hazard(&self, at: usize) -> bool {
        let is_strong = at > 0
            && self
                .piece(at - 1)
                .is_some_and(|piece| has("T F", &piece.text));
        is_strong && self.is_mark(at, "+") && self.is_behind_stuff(at - 1)
    }

    /// Whether a word leads to the note behind it.
    pub(super) fn leads_to_note(&self, at: usize) -> bool {
        self.word_in(at, LEADING)
    }

    fn is_behind_stuff(&self, at: usize) -> bool {
        let size = self.found.sizes.iter().find(|size| {
            self.pieces
                .get(at)
                .is_some_and(|piece| size.span.end <= piece.span.start)
        });
        let sort = |end: usize| words::sort_of_words(&self.text[..end]);
        self.is_size_before(at)
            && size.is_some_and(|size| {
                !matches!(
                    sort(size.span.start),
                    Some(Sort::Equipment | Sort::Consumable)
                )
            })
    }

    /// "(12 parts) heart missing": from where on the words say which part it is, behind a bracket or a count.
    pub(super) fn part_of_condition(&self, condition: usize) -> Option<usize> {
        let ends = self
            .word(condition)
            .is_some_and(|word| has(OF_A_PART, &word));
        let is_word = |at: &usize| !self.used[*at] && self.word(*at).is_some();
        let first = (0..condition).rev().take_while(is_word).last()?;
        let is_apart = first > 0
            && (self.used[first - 1] || self.pieces[first - 1].fixed)
            && condition - first <= 3;
        (ends && is_apart).then_some(first)
    }
}

/// Whether a text says nothing but hazards: "HF, T".
pub(super) fn says_hazards(text: &str) -> bool {
    let mut words = text
        .split([' ', ',', '/', ';'])
        .filter(|word| !word.is_empty());
    // "(C)" may be of the name.
    text.len() > 2 && words.all(is_hazard)
}

fn is_hazard(word: &str) -> bool {
    let word = word.trim_end_matches('.');
    has(LETTERS, word) || has(HAZARDS, &word.to_lowercase()) || is_statement(word)
}

/// "H225", "P210", "EUH066".
fn is_statement(word: &str) -> bool {
    let digits = ["EUH", "H", "P"]
        .iter()
        .find_map(|letters| word.strip_prefix(letters));
    digits.is_some_and(|digits| digits.len() == 3 && digits.bytes().all(|b| b.is_ascii_digit()))
}
