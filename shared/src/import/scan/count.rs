//! Counts: `x6`, `2 containers`, `box of 100`, `full set`.

use super::super::unit::{self, Measure};
use super::super::words::{self, is_vessel_size};
use super::fill::{fill_of, fill_of_part};
use super::lists::{ABOUT, NUMBERED, ONE_CONTAINER, PAIRS, PIECES};
use super::{Count, CountOf, Scanner, is_part};

impl Scanner<'_> {
    /// `x6`, `x 6`, `6x`, `6 x`, `x 2 bottles`, `x?`.
    pub(super) fn times(&mut self, at: usize) -> Option<usize> {
        if self.is_times(at) && self.is_mark(at + 1, "?") {
            self.found.is_doubtful = true;
            return Some(self.take(at, at + 2));
        }
        if let Some(behind) = self.packs_of(at) {
            return Some(behind);
        }
        let (number, mut behind) = if self.is_times(at) {
            (self.count_number(at + 1)?, at + 2)
        } else if self.is_times(at + 1)
            && (self.count_number(at + 2).is_none() || self.is_named_number(at + 2))
            && !self.word_in(at + 2, "aa aaa c d pp3")
        {
            (self.count_number(at)?, at + 2)
        } else {
            return None;
        };
        if self.measure(behind).is_some() && self.is_times(at) {
            // "x 500g" with no number before it: the size comes next.
            self.take(at, at + 1);
            return Some(at + 1);
        }
        if self.word_in(behind, ABOUT) {
            self.found.is_about = true;
            behind += 1;
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
        } else if self.word_in(behind, "set sets") {
            of = CountOf::Containers;
            self.note("sets");
            behind = self.skip_of(behind + 1);
        } else if self.word_in(behind, PAIRS) {
            self.note("pairs");
            behind += 1;
        } else if at > 0 && self.is_plural_at_end(behind) {
            of = CountOf::Containers;
            self.note(&self.pieces[behind].text.clone());
            behind += 1;
        }
        self.found.counts.push(Count { number, each, of });
        Some(self.take(at, behind))
    }

    /// `gloves 2x100`: two packs of a hundred.
    fn packs_of(&mut self, at: usize) -> Option<usize> {
        let number = self.number(at)?;
        let each = self.number(at + 2).filter(|_| self.is_times(at + 1))?;
        // "beakers 24 x 100" are of a size.
        let of_size = |number: &str| is_vessel_size(self.text, number);
        if at > 0 && of_size(&each) && !of_size(&number) && self.measure(at + 3).is_none() {
            let (each, of) = (None, CountOf::Pieces);
            self.found.counts.push(Count { number, each, of });
            self.used[at + 2] = true;
            self.take(at, at + 2);
            return Some(at + 3);
        }
        // "Conical flask 250 x 30" are thirty.
        let is_pack = matches!(
            (unit::count(&number), unit::count(&each)),
            (Some(1..=12), Some(10..))
        );
        if !is_pack {
            return None;
        }
        let is_named = at > 0 && (self.word_in(at - 1, NUMBERED) || self.is_mark(at - 1, ".#"));
        if is_named || self.is_named_number(at + 2) || self.container_at(at + 3).is_some() {
            return None;
        }
        // "3 x 100 per box"
        let is_said = self.word_in(at + 3, "per") && self.container_at(at + 4).is_some();
        let (each, of) = (Some(each), CountOf::Containers);
        self.found.counts.push(Count { number, each, of });
        Some(self.take(at, at + 3 + 2 * usize::from(is_said)))
    }

    /// A number that begins a name: "12x 2.5V bulbs", "12x 555 timers".
    pub(super) fn is_named_number(&self, at: usize) -> bool {
        let has_unit = matches!(self.measure(at + 1), Some(Measure::Name | Measure::Length));
        let is_word = self.word(at + 1).is_some()
            && self.measure(at + 1).is_none()
            && !self.is_times(at + 1)
            && self.container_at(at + 1).is_none();
        self.number(at).is_some() && (has_unit || is_word)
    }

    /// `two bottles`, `two 500g bottles`: a number in letters, where it counts containers.
    pub(super) fn number_in_letters(&self, at: usize) -> Option<String> {
        let is_size = self.number(at + 1).is_some() && self.measure(at + 2) == Some(Measure::Stuff);
        if !is_size && self.container_at(at + 1).is_none() {
            return None;
        }
        self.spelt_number(at).filter(|number| number != "0")
    }

    /// `two`, in figures.
    fn spelt_number(&self, at: usize) -> Option<String> {
        let word = self.word(at)?;
        words::number(&word).map(|number| number.to_string())
    }

    /// `qty 25%`: a number that is said to count, and is how full the bottle is.
    fn said_fullness(&mut self, at: usize, from: usize) -> Option<usize> {
        let number = self
            .number(from)
            .filter(|_| self.word_is_percent(from + 1))?;
        let (fill, _) = fill_of(&[&number, "%", "full"])?;
        self.found.fill = Some(fill);
        Some(self.take(at, from + 2))
    }

    fn word_is_percent(&self, at: usize) -> bool {
        self.word(at).is_some_and(|word| word == "%")
    }

    /// `2 containers`, `1 box of 100`, `pack of 10`, `box of gloves`.
    pub(super) fn containers(&mut self, at: usize) -> Option<usize> {
        let number = self.count_number(at).or_else(|| self.number_in_letters(at));
        let from = if number.is_some() { at + 1 } else { at };
        let noun = self.container_at(from)?;
        // "croc clips 12 (box)" are twelve.
        let between = self.pieces[at].span.start..self.pieces[noun].span.start;
        if self.word_in(noun, ONE_CONTAINER) && self.text[between].contains('(') {
            return None;
        }
        let mut behind = noun + 1;
        let mut each = None;
        // "pack 10" without "of", but not "power packs 20".
        let packs = self.word_in(noun, "pack pk packet")
            && !noun
                .checked_sub(1)
                .is_some_and(|at| self.word_in(at, "power battery ice"));
        // "scalpel blades box 100"
        let is_full_box = at > 0
            && number.is_none()
            && self.word_in(noun, "box bx")
            && noun + 2 == self.pieces.len()
            && matches!(
                self.number(noun + 1)
                    .and_then(|number| unit::count(&number)),
                Some(20..)
            );
        let packs = packs || is_full_box && !self.is_stuff_before(at);
        if self.is_compound(noun, number.as_deref()) {
            return None;
        }
        let mut of = behind;
        // "gas jars x 9" are nine jars.
        let may_multiply = number.is_some();
        if self.word_in(of, "of") || may_multiply && (self.is_times(of) || self.is_mark(of, "@")) {
            of += 1;
        }
        if (of > behind || packs) && self.measure(of + 1).is_none() && self.number(of).is_some() {
            each = self.number(of);
            behind = of + 1;
            if self.word_in(behind, PIECES) {
                behind += 1;
            }
        }
        // "box of 100 x 2"
        let mut number = number;
        if number.is_none()
            && each.is_some()
            && self.is_times(behind)
            && self.measure(behind + 2).is_none()
            && let Some(times) = self.count_number(behind + 1)
        {
            number = Some(times);
            behind += 2;
        }
        let begins = at == 0 && self.word_in(behind, "of") && behind + 1 < self.pieces.len();
        let is_full =
            at > 0 && self.word_in(at, "full part partial") && noun + 1 == self.pieces.len();
        if number.is_none() && each.is_none() && !begins && !is_full {
            return None;
        }
        if begins {
            behind += 1;
        }
        if begins && number.is_none() && each.is_none() {
            self.is_one_container = true;
            self.is_counted_by_it = true;
            self.note_container(from, noun);
            return Some(self.take(at, behind));
        }
        let number = number.unwrap_or_else(|| "1".to_owned());
        // "100 pack", "500 box": one of so many.
        let (number, each) = match unit::count(&number) {
            Some(10..) if each.is_none() && self.word_in(noun, "pack pk") => {
                ("1".to_owned(), Some(number))
            }
            Some(50..) if each.is_none() && self.word_in(noun, "box bx packet pkt bag tub") => {
                ("1".to_owned(), Some(number))
            }
            _ => (number, each),
        };
        if is_part(&number) {
            self.found.fill = fill_of_part(&number);
        }
        self.note_container(from, noun);
        let of = CountOf::Containers;
        self.found.counts.push(Count { number, each, of });
        Some(self.take(at, behind))
    }

    /// `6 pcs`, `qty 6`, `qty two`, `qty 25%`, `total: 6`, `2 pairs`.
    pub(super) fn said_count(&mut self, at: usize) -> Option<usize> {
        let of = CountOf::Pieces;
        let each = None;
        if self.word_in(at, "qty quantity total count") {
            let from = if self.is_mark(at + 1, ":=-") {
                at + 2
            } else {
                at + 1
            };
            if let Some(behind) = self.said_fullness(at, from) {
                return Some(behind);
            }
            let number = self.count_number(from).or_else(|| self.spelt_number(from));
            let number = number.filter(|_| self.measure(from + 1).is_none())?;
            self.found.counts.push(Count { number, each, of });
            return Some(self.take(at, from + 1));
        }
        let number = self.count_number(at)?;
        if self.word_in(at + 1, PAIRS) {
            self.note("pairs");
        } else if !self.word_in(at + 1, PIECES)
            || self.word_in(at + 1, "no")
                && self.word(at + 2).is_some()
                && !self.pieces[at + 1].glued
        {
            // "meas cyls 10ml, 18 of"
            if self.word_in(at + 1, "of") && at + 2 == self.pieces.len() {
                self.found.counts.push(Count { number, each, of });
                return Some(self.take(at, at + 2));
            }
            return None;
        }
        self.found.counts.push(Count { number, each, of });
        let dot = usize::from(self.is_mark(at + 2, "."));
        let behind = self.skip_of(at + 2 + dot);
        let behind = if behind > at + 2 && behind == self.pieces.len() {
            at + 2 + dot
        } else {
            behind
        };
        Some(self.take(at, behind))
    }

    /// `full set`, `class set of`, `15 sets`, `set of 8`.
    pub(super) fn set(&mut self, at: usize) -> Option<usize> {
        // "tuning forks set of 8"
        let each = self.number(at + 2);
        if (at > 0 || self.pieces.len() == 3)
            && self.word_in(at, "set")
            && self.word_in(at + 1, "of")
            && self.measure(at + 3).is_none()
            && each.is_some()
        {
            let (number, of) = ("1".to_owned(), CountOf::Containers);
            self.found.counts.push(Count { number, each, of });
            return Some(self.take(at, at + 3));
        }
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
}
