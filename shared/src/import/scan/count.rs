//! Counts: `x6`, `2 containers`, `box of 100`, `full set`.

use super::super::token::Kind;
use super::super::unit;
use super::super::words::has;
use super::fill::fill_of_part;
use super::lists::{NUMBERED, PIECES};
use super::{Count, CountOf, Scanner, is_part};

impl Scanner<'_> {
    /// `x6`, `x 6`, `6x`, `6 x`, `x 2 bottles`.
    pub(super) fn times(&mut self, at: usize) -> Option<usize> {
        let (number, mut behind) = if self.is_times(at) {
            (self.count_number(at + 1)?, at + 2)
        } else if self.is_times(at + 1) && self.count_number(at + 2).is_none() {
            (self.count_number(at)?, at + 2)
        } else {
            return None;
        };
        if self.measure(behind).is_some() && self.is_times(at) {
            // "x 500g" with no number before it: the size comes next.
            self.take(at, at + 1);
            return Some(at + 1);
        }
        let mut of = CountOf::Pieces;
        let mut each = None;
        let container = self.container_at(behind);
        if let Some(noun) = container.filter(|noun| !self.is_compound(*noun, Some(&number))) {
            of = CountOf::Containers;
            self.note_container(behind, noun);
            behind = noun + 1;
            if self.word_in(behind, "of")
                && self.number(behind + 1).is_some()
                && self.measure(behind + 2).is_none()
            {
                each = self.number(behind + 1);
                behind += 2;
            }
            behind = self.skip_of(behind);
        } else if self.word_in(behind, PIECES) && behind + 1 == self.pieces.len() {
            behind += 1;
        }
        self.found.counts.push(Count { number, each, of });
        Some(self.take(at, behind))
    }

    /// `2 containers`, `1 box of 100`, `pack of 10`, `box of gloves`.
    pub(super) fn containers(&mut self, at: usize) -> Option<usize> {
        let number = self.count_number(at);
        let from = if number.is_some() { at + 1 } else { at };
        let noun = self.container_at(from)?;
        let mut behind = noun + 1;
        let mut each = None;
        // "pack 10" without "of", but not "power packs 20".
        let packs = self.word_in(noun, "pack pk packet")
            && !noun
                .checked_sub(1)
                .is_some_and(|at| self.word_in(at, "power battery ice"));
        if self.is_compound(noun, number.as_deref()) {
            return None;
        }
        let mut of = behind;
        if self.word_in(of, "of x") || self.is_mark(of, "@") {
            of += 1;
        }
        if (of > behind || packs) && self.measure(of + 1).is_none() && self.number(of).is_some() {
            each = self.number(of);
            behind = of + 1;
            if self.word_in(behind, PIECES) {
                behind += 1;
            }
        }
        let begins = at == 0 && self.word_in(behind, "of") && behind + 1 < self.pieces.len();
        if number.is_none() && each.is_none() && !begins {
            return None;
        }
        if begins {
            behind += 1;
        }
        let number = number.unwrap_or_else(|| "1".to_owned());
        if is_part(&number) {
            self.found.fill = fill_of_part(&number);
        }
        self.note_container(from, noun);
        let of = CountOf::Containers;
        self.found.counts.push(Count { number, each, of });
        Some(self.take(at, behind))
    }

    /// `6 pcs`, `qty 6`, `total: 6`, `2 pairs`.
    pub(super) fn said_count(&mut self, at: usize) -> Option<usize> {
        let of = CountOf::Pieces;
        let each = None;
        if self.word_in(at, "qty quantity total count") {
            let from = if self.is_mark(at + 1, ":=-") {
                at + 2
            } else {
                at + 1
            };
            let number = self
                .count_number(from)
                .filter(|_| self.measure(from + 1).is_none())?;
            self.found.counts.push(Count { number, each, of });
            return Some(self.take(at, from + 1));
        }
        let number = self.count_number(at)?;
        if self.word_in(at + 1, "pair pairs pr prs") {
            self.note("pairs");
        } else if !self.word_in(at + 1, PIECES)
            || self.word_in(at + 1, "no") && at + 2 < self.pieces.len()
        {
            return None;
        }
        self.found.counts.push(Count { number, each, of });
        let behind = self.skip_of(at + 2);
        let behind = if behind > at + 2 && behind == self.pieces.len() {
            at + 2
        } else {
            behind
        };
        Some(self.take(at, behind))
    }

    /// `full set`, `class set of`, `15 sets`.
    pub(super) fn set(&mut self, at: usize) -> Option<usize> {
        let number = self.count_number(at);
        let is_number = number.is_some();
        let named = self.word_in(at, "full class half complete whole one");
        if !(is_number || named) || !self.word_in(at + 1, "set sets") {
            return None;
        }
        let words = self.text[self.pieces[at].span.start..self.pieces[at + 1].span.end].to_owned();
        self.note(if is_number { "sets" } else { &words });
        let number = number.unwrap_or_else(|| "1".to_owned());
        let (each, of) = (None, CountOf::Containers);
        self.found.counts.push(Count { number, each, of });
        let behind = self.skip_of(at + 2);
        Some(self.take(at, behind))
    }

    /// `10 books`, `6 bundles`, `box` behind a plural: words of no list, at the end.
    pub(super) fn loose_count(&mut self, at: usize) -> Option<usize> {
        let dashed = at > 1 && self.is_mark(at - 1, "-");
        let before = self.word(at.checked_sub(if dashed { 2 } else { 1 })?)?;
        if self.word_in(at, "box pack packet bag tub") && at + 1 == self.pieces.len() {
            let is_plural = before.len() > 3 && before.ends_with('s') && !before.ends_with("ss");
            if !is_plural {
                return None;
            }
            self.note_container(at, at);
            let (number, each, of) = ("1".to_owned(), None, CountOf::Containers);
            self.found.counts.push(Count { number, each, of });
            return Some(self.take(at, at + 1));
        }
        let number = self.count_number(at)?;
        let word = self.word(at + 1)?;
        let is_word = word.len() > 3 && word.ends_with('s') && unit::of(&word).is_none();
        if at + 2 != self.pieces.len() || !is_word || has(NUMBERED, &before) {
            return None;
        }
        // "heart 2 models" counts models, and so do bundles.
        self.note(&word);
        let (each, of) = (None, CountOf::Containers);
        self.found.counts.push(Count { number, each, of });
        Some(self.take(at, at + 2))
    }

    /// A number alone before or behind the name counts it.
    pub(super) fn bare_numbers(&mut self) {
        let unused: Vec<usize> = (0..self.pieces.len())
            .filter(|at| !self.used[*at] && !self.is_mark(*at, "+.,;:-"))
            .collect();
        let is_number = |at: usize| {
            matches!(self.pieces[at].kind, Kind::Number | Kind::Span) && !self.pieces[at].fixed
        };
        let (Some(first), Some(last)) = (unused.first().copied(), unused.last().copied()) else {
            return;
        };
        let before = last.checked_sub(1);
        let belongs = before.is_some_and(|at| {
            !self.used[at] && (self.word_in(at, NUMBERED) || self.is_mark(at, "#/&"))
        });
        let at = if is_number(last) && !belongs {
            last
        } else if is_number(first)
            && self
                .pieces
                .get(first + 1)
                .is_some_and(|p| p.kind == Kind::Word && !p.glued)
            && !self.used[first + 1]
        {
            first
        } else {
            return;
        };
        let is_year = self
            .number(at)
            .is_some_and(|n| n.len() == 4 && matches!(n.parse(), Ok(1950..=2040)));
        let is_880 = self
            .number(at)
            .is_some_and(|n| n.trim_start_matches(['0', '.']) == "880");
        let before_size = self
            .found
            .sizes
            .iter()
            .any(|size| size.span.start == self.pieces[at].span.end + 1);
        if is_year || is_880 || (before_size && at > 0) {
            return;
        }
        if let Some(number) = self.count_number(at) {
            let (each, of) = (None, CountOf::Bare);
            self.found.counts.push(Count { number, each, of });
            self.take(at, at + 1);
        }
    }
}
