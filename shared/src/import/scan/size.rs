//! Sizes and strengths: `2 x 500g`, `250ml`, `0.1 mol dm-3`.

use super::super::Sort;
use super::super::token::Kind;
use super::super::unit::{self, Measure};
use super::super::words::{has, is_of_volumes, sort_of_words};
use super::lists::{ABOUT, CONTAINERS, NUMBERED};
use super::{CountOf, Scanner, Size};

/// More of one size than a number beside it is likely to count.
const MOST_BESIDE: u32 = 24;

/// The number of a size, and where its unit stands.
pub(super) struct Figure {
    number: String,
    unit: usize,
    from_to: Option<String>,
}

impl Scanner<'_> {
    /// `2 x 500g`, `2 bottles of 500g`, `3 @ 250ml`, `2 500g`.
    pub(super) fn many_sizes(&mut self, at: usize) -> Option<usize> {
        let times = self.number(at).or_else(|| self.number_in_letters(at))?;
        unit::count(&times)?;
        let (noun, mut next) = match self.container_at(at + 1) {
            Some(noun) => (Some(noun), noun + 1),
            None => (None, at + 1),
        };
        while self.is_times(next) || self.word_in(next, "of at") {
            next += 1;
        }
        let number = self.number(next)?;
        if self.measure(next + 1)? != Measure::Stuff {
            return None;
        }
        let plain = next == at + 1;
        let is_named = at > 0 && self.word_in(at - 1, NUMBERED) || self.is_behind_no(at);
        if plain && (is_named || unit::count(&times)? > MOST_BESIDE || self.piece(next)?.glued) {
            return None;
        }
        if let Some(noun) = noun {
            self.note_container(at + 1, noun);
        }
        let of = if noun.is_some() {
            CountOf::Containers
        } else {
            CountOf::Pieces
        };
        let from_to = None;
        self.push_size(
            Some(times),
            of,
            Figure {
                number,
                unit: next + 1,
                from_to,
            },
            next,
        );
        self.take(at, next);
        self.used[next] = true;
        self.used[next + 1] = true;
        let mut behind = next + 2;
        if let Some(noun) = self.container_at(behind) {
            self.note_container(behind, noun);
            behind = self.take(behind, noun + 1);
        }
        if self.word_in(behind, "each ea") {
            behind = self.take(behind, behind + 1);
        }
        Some(behind)
    }

    /// "no. 2"
    pub(super) fn is_behind_no(&self, at: usize) -> bool {
        at > 1 && self.is_mark(at - 1, ".") && self.word_in(at - 2, "no nos nr")
    }

    /// `-5 g`: less than none, or a dash that lost its blank. "wire - 5 m" has one.
    pub(super) fn less_than_none(&mut self, at: usize) -> Option<usize> {
        let is_sign = self.is_mark(at, "-") && !self.piece(at)?.glued;
        let is_size = self.number(at + 1).is_some() && self.measure(at + 2)? == Measure::Stuff;
        if !is_sign || !is_size || !self.piece(at + 1)?.glued {
            return None;
        }
        let span = self.pieces[at].span.start..self.pieces[at + 2].span.end;
        self.found.unclear = Some(self.text[span].to_owned());
        Some(self.take(at, at + 3))
    }

    /// `500g 250g left`, `400g of 500g`: of what a bottle held so much is there.
    pub(super) fn what_is_left(&mut self, at: usize) -> Option<usize> {
        let number = self.number(at)?;
        let is_size =
            |at: usize| self.number(at).is_some() && self.measure(at + 1) == Some(Measure::Stuff);
        let is_left = self.word_in(at + 2, "left remaining");
        let is_of = self.word_in(at + 2, "of") && is_size(at + 3) && self.is_no_more(at, at + 3);
        let behind = if is_of { at + 5 } else { at + 3 };
        let ends = behind == self.pieces.len() || self.is_mark(behind, ",;.");
        let is_one = self.found.sizes.iter().all(|size| size.times.is_none());
        if !is_size(at) || !(is_left || is_of) || !ends || !is_one {
            return None;
        }
        let held: Vec<_> = self.found.sizes.drain(..).map(|size| size.span).collect();
        let start = held
            .first()
            .map_or(self.pieces[at].span.start, |span| span.start);
        let note = self.text[start..self.pieces[behind - 1].span.end].to_owned();
        // "500g (250g left)"
        let closing = if note.contains('(') { ")" } else { "" };
        self.note(&format!("{note}{closing}"));
        self.found.taken.extend(held);
        let (unit, from_to) = (at + 1, None);
        let figure = Figure {
            number,
            unit,
            from_to,
        };
        self.push_size(None, CountOf::Pieces, figure, at);
        self.used[at..at + 2].fill(true);
        Some(self.take(at + 2, behind))
    }

    /// Whether the size at one place is no more than that at another.
    fn is_no_more(&self, less: usize, more: usize) -> bool {
        let amount = |at: usize| unit::amount(&self.number(at)?, &self.word(at + 1)?);
        let both = amount(less).zip(amount(more));
        both.is_some_and(|(less, more)| less.unit() == more.unit() && less.micro() <= more.micro())
    }

    /// `hydrogen peroxide 20v`: of peroxide no volts are told.
    pub(super) fn volume_strength(&mut self, at: usize) -> Option<usize> {
        let number = self.number(at).filter(|_| self.word_in(at + 1, "v"))?;
        let name = &self.text[..self.pieces[at].span.start];
        if !is_of_volumes(name) || self.found.strength.is_some() {
            return None;
        }
        let span = self.pieces[at].span.start..self.pieces[at + 1].span.end;
        self.found.strength = Some((number, "vol".to_owned(), span));
        self.used[at..at + 2].fill(true);
        Some(at + 2)
    }

    /// `500g/1kg`: one or the other.
    fn alternatives(&mut self, at: usize) -> Option<usize> {
        let is_size = |scanner: &Self, at| {
            scanner.number(at).is_some() && scanner.measure(at + 1) == Some(Measure::Stuff)
        };
        if !is_size(self, at) || !self.is_mark(at + 2, "/") || !is_size(self, at + 3) {
            return None;
        }
        let written =
            self.text[self.pieces[at].span.start..self.pieces[at + 4].span.end].to_owned();
        self.note(&written);
        self.found.unclear = Some(written);
        Some(self.take(at, at + 5))
    }

    /// The number of a size; of `400-500 g` and `1 to 2 L` the lesser.
    fn figure(&self, at: usize) -> Option<Figure> {
        let is_stuff = |at: usize| self.measure(at) == Some(Measure::Stuff);
        let piece = self.piece(at)?;
        if let Some(number) = self.number(at) {
            let is_range =
                self.word_in(at + 1, "to") && self.number(at + 2).is_some() && is_stuff(at + 3);
            let from_to = is_range.then(|| format!("{number} to {}", self.pieces[at + 2].text));
            let unit = if is_range { at + 3 } else { at + 1 };
            self.measure(unit)?;
            return Some(Figure {
                number,
                unit,
                from_to,
            });
        }
        let (number, _) = piece.text.split_once('-')?;
        let number = number.trim().to_owned();
        // "pipettes 0-5 ml" show a range.
        let is_range = piece.kind == Kind::Span && number != "0" && is_stuff(at + 1);
        let from_to = is_range.then(|| piece.text.clone());
        from_to.is_some().then_some(Figure {
            number,
            unit: at + 1,
            from_to,
        })
    }

    /// `500g`, `500g x 2`, `500g x2 bottles`, `250ml`, `10 m`.
    pub(super) fn size(&mut self, at: usize) -> Option<usize> {
        if let Some(behind) = self.alternatives(at) {
            return Some(behind);
        }
        let figure = self.figure(at)?;
        let unit = figure.unit;
        let measure = self.measure(unit)?;
        if measure == Measure::Name {
            // The number belongs to the name: "12 V", "6 way".
            self.used[at] = true;
            self.used[at + 1] = true;
            return Some(at + 2);
        }
        if measure == Measure::Strength {
            return None;
        }
        let mut behind = unit + 1;
        // "500g/tub x 2", "500g each x 2"
        let held = usize::from(self.is_mark(behind, "/")) + behind;
        if held > behind && self.word_in(held, CONTAINERS) {
            self.note_container(held, held);
            behind = self.take(behind, held + 1);
        } else if self.word_in(behind, "each ea") && self.is_times(behind + 1) {
            behind = self.take(behind, behind + 1);
        }
        let mut times = None;
        let mut of = CountOf::Pieces;
        let from = if self.is_mark(behind, ",:-=") {
            behind + 1
        } else {
            behind
        };
        if self.is_times(from) && self.measure(from + 2).is_none_or(|m| m == Measure::Name) {
            times = self.count_number(from + 1);
            if times.is_some() {
                let ish = self.word_in(from + 2, ABOUT);
                self.found.is_about |= ish;
                behind = self.take(behind, from + 2 + usize::from(ish));
            }
            if self.container_at(behind).is_some() {
                of = CountOf::Containers;
            } else if self.word_in(behind, "set sets") {
                of = CountOf::Containers;
                self.note("sets");
                behind = self.take(behind, behind + 1);
            }
        } else if let Some(count) = self.count_number(from)
            && self.is_times(from + 1)
            && self.count_number(from + 2).is_none()
        {
            times = Some(count);
            behind = self.take(behind, from + 2);
        } else if let Some((noun, count)) = self.containers_times(at, from) {
            times = Some(count);
            of = CountOf::Containers;
            self.note_container(from, noun);
            behind = self.take(behind, noun + 3);
        } else if let Some(count) = self.count_number(from)
            && let Some(noun) = self.container_at(from + 1)
            && !self.word_in(noun + 1, "of")
        {
            times = Some(count);
            of = CountOf::Containers;
            self.note_container(from + 1, noun);
            behind = self.take(behind, noun + 1);
        }
        self.push_size(times, of, figure, at);
        self.used[at..=unit].fill(true);
        // "500g and 250g"
        if self.word_in(behind, "and") && self.figure(behind + 1).is_some() {
            behind = self.take(behind, behind + 1);
        }
        if let Some(noun) = self.container_at(behind)
            && (self.found.sizes.last()?.times.is_some()
                || noun + 1 == self.pieces.len()
                || self.part_at(noun + 1).is_some()
                || self.is_fill_at(noun + 1))
        {
            self.is_one_container = true;
            self.note_container(behind, noun);
            behind = self.take(behind, noun + 1);
        }
        Some(behind)
    }

    /// `500g reel x 2`, `1 L bench bottle x 16`: of stuff; "100 ml bottles x 12" are bottles.
    fn containers_times(&self, at: usize, from: usize) -> Option<(usize, String)> {
        let noun = self.container_at(from)?;
        let count = self
            .count_number(noun + 2)
            .filter(|_| self.is_times(noun + 1) && self.measure(noun + 3).is_none())?;
        let thing = sort_of_words(&self.text[..self.pieces[at].span.start]);
        let is_stuff = thing.is_some_and(|sort| sort != Sort::Equipment);
        is_stuff.then_some((noun, count))
    }

    pub(super) fn push_size(
        &mut self,
        times: Option<String>,
        of: CountOf,
        figure: Figure,
        at: usize,
    ) {
        let unit = &self.pieces[figure.unit];
        self.found.sizes.push(Size {
            times,
            number: figure.number,
            from_to: figure.from_to,
            unit: unit.text.clone(),
            measure: unit::of(&unit.text).unwrap_or(Measure::Stuff),
            of,
            span: self.pieces[at].span.start..unit.span.end,
        });
    }

    /// `2M`, `0.1 mol dm-3`, `5 % w/v`, `20 vol`, `M/10`.
    pub(super) fn strength(&mut self, at: usize) -> Option<usize> {
        if self.found.strength.is_some() {
            return None;
        }
        if let Some(word) = self.word(at)
            && let Some(part) = word.strip_prefix("m/")
            && unit::count(part).is_some()
        {
            let number = format!("1/{part}");
            self.found.strength = Some((number, "M".to_owned(), self.pieces[at].span.clone()));
            self.used[at] = true;
            return Some(at + 1);
        }
        let number = self.number(at)?;
        if self.measure(at + 1)? != Measure::Strength {
            return None;
        }
        let mut behind = at + 2;
        let mut unit = self.pieces[at + 1].text.clone();
        let per = "dm-3 dm^-3 dm⁻³ l-1 w/w w/v v/v wt/vol /dm3 /l";
        if self.is_mark(behind, "/") {
            behind += 1;
        }
        if self.word_in(behind, per) || self.word_in(behind, "dm3 l litre dm³") && behind > at + 2
        {
            if has("w/w w/v v/v", &self.word(behind)?) {
                unit = format!("{unit} {}", self.word(behind)?);
            }
            behind += 1;
        } else {
            behind = at + 2;
        }
        let span = self.pieces[at].span.start..self.pieces[behind - 1].span.end;
        self.found.strength = Some((number, unit, span));
        self.used[at..behind].fill(true);
        Some(behind)
    }
}
