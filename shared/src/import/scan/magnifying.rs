//! Numbers that look like counts and belong to the name: magnifications, dimensions, ranges.

use super::super::token::Kind;
use super::super::unit::{self, Measure};
use super::super::words::{has, sort_of_words};
use super::{Count, CountOf, Scanner};

/// What is told by how much it magnifies.
const MAGNIFYING: &str =
    "objective objectives eyepiece eyepieces ocular oculars magnifier magnifiers
magnification magnifying mag loupe loupes";
/// What is counted behind how much it magnifies.
const COUNTED: &str =
    "lens lenses magnifiers eyepieces objectives microscopes microscope monocular binocular";
/// What is told by its length and breadth.
const MEASURED: &str =
    "slip slips coverslip coverslips coverglass coverglasses mirror mirrors tube tubes vial vials rod rods block blocks sheet sheets slide slides plate plates
paper papers magnet magnets cork corks tank tanks board boards bar bars strip strips foil foils tile tiles gauze gauzes";
/// What is told by how much it magnifies and how wide it is.
const SIGHTED: &str = "binocular binoculars telescope telescopes monocular monoculars";
/// What is kept many times as strong as it is used.
const FOLDED: &str =
    "buffer buffers pbs tae tbe tris te ssc sds tbs stain dye running electrophoresis loading";

/// More than the packs that a number multiplies: "slides 76x26" are no packs of 26, "slides 2 x 50" are.
const MOST_PACKS: u32 = 12;

impl Scanner<'_> {
    /// `x10 eyepiece`, `40x objective`, `hand lens x10`.
    pub(super) fn magnification(&mut self, at: usize) -> Option<usize> {
        if let Some(behind) = self.magnification_and_count(at) {
            return Some(behind);
        }
        if let Some(behind) = self.magnifications(at) {
            return Some(behind);
        }
        let number = match (self.is_times(at), self.is_times(at + 1)) {
            (true, _) => self.number(at + 1)?,
            (_, true) => self.number(at)?,
            _ => return None,
        };
        let behind = at + 2;
        let is_before = self.word_in(behind, MAGNIFYING) || self.word_in(behind + 1, MAGNIFYING);
        // "hand lenses x10" are ten, and so many are there of the "x40 objective lens x10".
        let is_behind = at > 0
            && !(0..at).any(|at| self.is_times(at))
            && matches!(unit::count(&number), Some(4..=100))
            && self.word_in(at - 1, "lens objective eyepiece magnifier loupe");
        if !is_before && !is_behind {
            return None;
        }
        if is_behind && !is_before && behind == self.pieces.len() {
            self.found.unclear = Some(format!("x{number}"));
        }
        self.used[at..behind].fill(true);
        Some(behind)
    }

    /// `microscopes x40, x100, x400 12`, `hand lenses x10 30`: of all before the one that counts, or so many times that
    /// it counts nothing.
    fn magnifications(&mut self, at: usize) -> Option<usize> {
        let is_magnifying = at > 0 && self.word_in(at - 1, COUNTED);
        let mut behind = self.times_figure(at).filter(|_| is_magnifying)?;
        let mut figures = vec![at];
        loop {
            let next = behind + usize::from(self.is_mark(behind, ",/&"));
            let Some(end) = self.times_figure(next) else {
                break;
            };
            figures.push(next);
            behind = end;
        }
        // "microscopes x400 x 20": the last counts, unless another number does.
        let is_counted_behind = self.counts_at(behind);
        let last = figures.last().copied().filter(|last| *last > at);
        let behind = match last {
            Some(last) if !is_counted_behind && !self.is_strong(last) => last,
            None if !is_counted_behind && !self.is_strong(at) => return None,
            _ => behind,
        };
        self.used[at..behind].fill(true);
        Some(behind)
    }

    /// Where `x400` or `400x` ends.
    fn times_figure(&self, at: usize) -> Option<usize> {
        let is_first = self.is_times(at) && self.number(at + 1).is_some();
        let is_behind = self.number(at).is_some() && self.is_times(at + 1);
        (is_first || is_behind).then_some(at + 2)
    }

    /// More times than a school has microscopes.
    fn is_strong(&self, at: usize) -> bool {
        let number = self.number(at).or_else(|| self.number(at + 1));
        number.and_then(|number| unit::count(&number)) >= Some(200)
    }

    /// `20`, `qty 20`, `(20)`, `class set`: how many there are.
    fn counts_at(&self, at: usize) -> bool {
        let number = at + usize::from(self.word_in(at, "qty") || self.is_mark(at, "-:"));
        let is_set = self.word_in(at + 1, "set sets") || self.word_in(at, "set");
        self.number(number).is_some() && !self.is_times(number + 1) || is_set
    }

    /// `eyepieces x10 - 15`: no range, but how many there are.
    fn magnification_and_count(&mut self, at: usize) -> Option<usize> {
        let is_magnifying = at > 0 && self.word_in(at - 1, COUNTED) && self.is_times(at);
        let span = self.piece(at + 1).filter(|_| is_magnifying)?;
        let (_, number) = span.text.split_once(" - ")?;
        let number = number.to_owned();
        let end = span.span.end;
        let counted = end - number.len() - 2..end;
        let (each, of) = (None, CountOf::Pieces);
        self.found.counts.push(Count { number, each, of });
        self.found.taken.push(counted);
        self.used[at..at + 2].fill(true);
        Some(at + 2)
    }

    /// `TAE buffer 50X`, `PBS 10x 500ml`, `x10 conc`: how strong a stock solution is.
    pub(super) fn fold_strength(&mut self, at: usize) -> Option<usize> {
        let is_glued = |at: usize| self.piece(at).is_some_and(|piece| piece.glued);
        let is_fold = self.number(at).is_some() && self.is_times(at + 1) && is_glued(at + 1)
            || self.is_times(at) && self.number(at + 1).is_some() && is_glued(at + 1);
        let before = at.checked_sub(1).is_some_and(|at| self.word_in(at, FOLDED));
        let behind = self.word_in(at + 2, "conc concentrate concentrated stock buffer");
        if !is_fold || !(before || behind) || is_glued(at + 2) {
            return None;
        }
        self.used[at..at + 2].fill(true);
        Some(at + 2)
    }

    /// `10x10x10`, `11 x 6 x 2cm`: three ways, of anything. "125x16 x 50" are fifty.
    fn three_ways(&self, at: usize) -> Option<usize> {
        let is_factor = |at: usize| self.number(at).is_some();
        let is_all = is_factor(at)
            && is_factor(at + 2)
            && is_factor(at + 4)
            && self.is_times(at + 1)
            && self.is_times(at + 3);
        let behind = at + 5;
        let has_unit = self.is_length(behind);
        let is_glued = (at + 1..behind).all(|at| self.piece(at).is_some_and(|piece| piece.glued));
        let is_stuff = self.measure(behind) == Some(Measure::Stuff);
        (is_all && (is_glued || has_unit) && !is_stuff).then_some(behind + usize::from(has_unit))
    }

    /// "cm", and "in" where no word follows: "1x6 in (25)".
    fn is_length(&self, at: usize) -> bool {
        let is_inch = self.word_in(at, "in ins") && self.word(at + 1).is_none();
        is_inch || self.measure(at) == Some(Measure::Length)
    }

    /// `125x16`, `150 x 16mm`, of what is told by its size; `15cm x 2.5cm` of anything.
    pub(super) fn dimensions(&mut self, at: usize) -> Option<usize> {
        let is_length =
            |at: usize| self.number(at).is_some() && self.measure(at + 1) == Some(Measure::Length);
        if is_length(at) && self.is_times(at + 2) && is_length(at + 3) {
            self.used[at..at + 5].fill(true);
            return Some(at + 5);
        }
        if let Some(behind) = self.three_ways(at) {
            self.used[at..behind].fill(true);
            return Some(behind);
        }
        if !self.is_times(at + 1) {
            return None;
        }
        // "binoculars 8x40"
        let is_sighted = at > 0 && self.word_in(at - 1, SIGHTED) && self.number(at).is_some();
        if is_sighted && self.number(at + 2).is_some() && self.piece(at + 2)?.glued {
            self.used[at..at + 3].fill(true);
            return Some(at + 3);
        }
        // "test tubes pyrex 125 x 16", but not "test tube racks 12 x 6".
        let before = (0..at)
            .rev()
            .filter(|at| !self.pieces[*at].fixed)
            .take(2)
            .filter_map(|at| self.word(at))
            // "test-tubes"
            .map(|word| word.rsplit('-').next().unwrap_or_default().to_owned())
            .find(|word| has(MEASURED, word) || sort_of_words(word).is_some())?;
        if !has(MEASURED, &before) {
            return None;
        }
        let (across, along) = (self.number(at)?, self.number(at + 2)?);
        let has_unit = self.is_length(at + 3);
        let most = if before.starts_with("tube") {
            5
        } else {
            MOST_PACKS
        };
        let is_large = |number: &str| unit::count(number).is_some_and(|number| number > most);
        if !has_unit && across != along && !(is_large(&across) && is_large(&along)) {
            return None;
        }
        let behind = at + 3 + usize::from(has_unit);
        self.used[at..behind].fill(true);
        Some(behind)
    }

    /// `-10 to 110`, `0 - 15 V`: what an instrument shows.
    pub(super) fn range(&mut self, at: usize) -> Option<usize> {
        let is_span = self.piece(at).is_some_and(|piece| piece.kind == Kind::Span);
        if is_span && matches!(self.measure(at + 1), Some(Measure::Name | Measure::Length)) {
            self.used[at..at + 2].fill(true);
            return Some(at + 2);
        }
        let number = self.number(at)?;
        let most = self.number(at + 2).filter(|_| self.word_in(at + 1, "to"))?;
        // "beakers 10 to 15" are so many, "thermometers 0 to 100" go so far.
        let noun = at.checked_sub(1).and_then(|noun| self.word(noun));
        let is_plural = noun.is_some_and(|noun| noun.ends_with('s') && !noun.contains("meter"));
        let is_count = matches!(unit::count(&number), Some(2..)) && unit::count(&most).is_some();
        if is_plural && is_count && at + 3 == self.pieces.len() {
            self.found.is_about = true;
            let (each, of) = (None, CountOf::Pieces);
            self.found.counts.push(Count { number, each, of });
            return Some(self.take_as_note(at, at + 3));
        }
        self.used[at..at + 3].fill(true);
        Some(at + 3)
    }
}
