//! Numbers that say how many are together: `2 doz`, `500/box`, `2 L, 3 M, 1 S`, `14 of 16`.

use super::super::unit;
use super::fill::fill_of_part;
use super::idle::is_month_and_year;
use super::lists::DRESSES;
use super::{Count, CountOf, Scanner, has};

impl Scanner<'_> {
    /// `2 doz`, `1/2 dozen`, `half dozen`, `dozen`.
    pub(super) fn dozens(&mut self, at: usize) -> Option<usize> {
        const DOZEN: &str = "doz dozen dozens";
        let (times, noun) = if self.word_in(at, DOZEN) {
            (unit::times("1")?, at)
        } else if self.word_in(at, "half") {
            (unit::times("1/2")?, at + 1)
        } else {
            (unit::times(&self.number(at)?)?, at + 1)
        };
        let pieces = times.scale(12).ok().filter(|pieces| pieces.is_whole())?;
        if !self.word_in(noun, DOZEN) {
            return None;
        }
        let number = (pieces.micro() / times_micro()).to_string();
        let (each, of) = (None, CountOf::Pieces);
        self.found.counts.push(Count { number, each, of });
        let dot = usize::from(self.is_mark(noun + 1, "."));
        let behind = self.skip_of(noun + 1 + dot);
        Some(self.take(at, behind))
    }

    /// `couple of tripods`, `pair of tongs`.
    pub(super) fn couple(&mut self, at: usize) -> Option<usize> {
        let from = at + usize::from(self.word_in(at, "a"));
        let of = self.word_in(from + 1, "of") && at == 0;
        let ends = at > 0 && from + 1 == self.pieces.len() && self.word_in(from, "couple");
        if !self.word_in(from, "couple pair") || !(of || ends) {
            return None;
        }
        let is_pair = self.word_in(from, "pair");
        if is_pair {
            self.note("pair");
        }
        let number = if is_pair { "1" } else { "2" }.to_owned();
        let (each, of) = (None, CountOf::Pieces);
        self.found.counts.push(Count { number, each, of });
        let behind = self.skip_of(from + 1);
        Some(self.take(at, behind))
    }

    /// `500/box`, `100 per pack x 3`, `50 in each box`: how many are in each, and how many of them there are.
    pub(super) fn in_each(&mut self, at: usize) -> Option<usize> {
        let each = self
            .number(at)
            .filter(|number| unit::count(number).is_some())?;
        let noun = if self.is_mark(at + 1, "/") || self.word_in(at + 1, "per") {
            at + 2
        } else if self.word_in(at + 1, "in") && self.word_in(at + 2, "a each every") {
            at + 3
        } else {
            return None;
        };
        if self.container_at(noun)? != noun {
            return None;
        }
        self.note_container(noun, noun);
        let from = noun + 1 + usize::from(self.is_times(noun + 1));
        let number = self
            .count_number(from)
            .filter(|_| self.measure(from + 1).is_none());
        let behind = if number.is_some() { from + 1 } else { noun + 1 };
        let number = number.unwrap_or_else(|| "1".to_owned());
        let (each, of) = (Some(each), CountOf::Containers);
        self.found.counts.push(Count { number, each, of });
        Some(self.take(at, behind))
    }

    /// `lab coats - 2 L, 3 M, 1 S`, `lab coats small 4 medium 10`: all of them.
    pub(super) fn dress_sizes(&mut self, at: usize) -> Option<usize> {
        const SIZES: &str = "XS S M L XL XXL small medium large";
        let size = |at: usize| self.piece(at).filter(|piece| has(SIZES, &piece.text));
        let figure = |at: usize| self.number(at).and_then(|number| unit::count(&number));
        let is_size_first = size(at).is_some();
        if at == 0 || !is_size_first && size(at - 1).is_some() || self.is_stuff_before(at) {
            return None;
        }
        let mut is_sure = (0..at).any(|at| self.word_in(at, DRESSES));
        let (mut sum, mut sizes, mut next, mut behind) = (0u32, 0, at, at);
        loop {
            let (count, of) = if is_size_first {
                (next + 1, next)
            } else {
                (next, next + 1)
            };
            let (Some(number), Some(of)) = (figure(count), size(of)) else {
                break;
            };
            // "M" and "L" are units as well.
            is_sure |= !has("M L", &of.text);
            sum = sum.checked_add(number)?;
            sizes += 1;
            behind = next + 2;
            next = behind;
            while self.is_mark(next, ",;+&/") || self.word_in(next, "and") {
                next += 1;
            }
        }
        if sizes < 2 || !is_sure {
            return None;
        }
        let (number, each, of) = (sum.to_string(), None, CountOf::Pieces);
        self.found.counts.push(Count { number, each, of });
        Some(self.take_as_note(at, behind))
    }

    /// `stopclocks 14 of 16`, `stopwatches 14/16`; `leads 50 of each colour`.
    pub(super) fn so_many_of(&mut self, at: usize) -> Option<usize> {
        let number = self.number(at).filter(|_| at > 0)?;
        let last = self.pieces.len() - 1;
        if self.word_in(at + 1, "of") && self.word_in(at + 2, "each") && !self.is_stuff_before(at) {
            let note = self.text[self.pieces[at + 1].span.start..].to_owned();
            self.note(&note);
            let (each, of) = (None, CountOf::Pieces);
            self.found.counts.push(Count { number, each, of });
            return Some(self.take(at, last + 1));
        }
        let (number, behind) = if let Some((some, all)) = number.split_once('/') {
            let is_some = unit::count(some)? >= 5 && unit::count(some) <= unit::count(all);
            let is_other = fill_of_part(&number).is_some() || is_month_and_year(&number);
            let is_alone = at == last && !is_other && !self.is_stuff_before(at);
            (some.to_owned(), (is_some && is_alone).then_some(at + 1)?)
        } else {
            let all = self.number(at + 2).filter(|_| at + 2 == last)?;
            let is_some = unit::count(&number)? <= unit::count(&all)?;
            let is_said = self.word_in(at + 1, "of") && is_some;
            (number, is_said.then_some(at + 3)?)
        };
        let (each, of) = (None, CountOf::Pieces);
        self.found.counts.push(Count { number, each, of });
        Some(self.take_as_note(at, behind))
    }
}

const fn times_micro() -> i64 {
    crate::amount::Amount::pieces(1).micro()
}
