//! Numbers that count nothing: of a bottle, of a page, of a day, of money.

use super::super::token::Kind;
use super::super::unit::{self, Measure};
use super::Scanner;
use super::lists::{IDENTIFIERS, MONTHS, PLACES};

impl Scanner<'_> {
    /// `lot 12345`, `cat no. S5678`, `hazcard 47`, and `no. 7` behind a size.
    pub(super) fn identifier(&mut self, at: usize) -> Option<usize> {
        let is_named = self.word_in(at, IDENTIFIERS);
        let is_number = self.word_in(at, "no") && self.is_size_before(at);
        let is_counted = at > 0 && self.number(at - 1).is_some() && self.measure(at).is_none();
        if !(is_named || is_number) || is_counted {
            return None;
        }
        let mut figure = at + 1;
        while self.word_in(figure, "no nos num number code") || self.is_mark(figure, ".:#") {
            figure += 1;
        }
        // "cat 5 cable"
        let is_name = self.word_in(at, "cat") && figure == at + 1 && !self.is_size_before(at);
        let piece = self.piece(figure)?;
        let is_figure =
            piece.kind != Kind::Mark && piece.text.contains(|c: char| c.is_ascii_digit());
        // Alone it stands in brackets: "(hazcard 57)".
        let begins = at == 0 && figure + 1 < self.pieces.len();
        if begins || is_name || !is_figure || self.measure(figure + 1).is_some() {
            return None;
        }
        Some(self.take_as_note(at, figure + 1))
    }

    /// `Jan 19`, `Sept 2019`, `12 June 2019`: a day beside a thing.
    pub(super) fn month_of_year(&mut self, at: usize) -> Option<usize> {
        // "500g ord 5/23"
        if self.is_size_before(at) && is_month_and_year(&self.number(at).unwrap_or_default()) {
            return Some(self.take_as_note(at, at + 1));
        }
        let figure = |at: usize| self.number(at).and_then(|number| unit::count(&number));
        let is_day = matches!(figure(at), Some(1..=31));
        let month = at + usize::from(is_day);
        let is_year = matches!(self.number(month + 1)?.len(), 2 | 4);
        let is_size = self.measure(month + 2).is_some() || self.is_times(month + 2);
        let begins = at == 0 && month + 2 < self.pieces.len();
        if begins || !self.word_in(month, MONTHS) || !is_year || is_size {
            return None;
        }
        Some(self.take_as_note(at, month + 2))
    }

    /// `£5`, `@ £4.50 each`.
    pub(super) fn price(&mut self, at: usize) -> Option<usize> {
        let sign = at + usize::from(self.is_mark(at, "@"));
        self.number(sign + 1)
            .filter(|_| self.is_mark(sign, "£$€"))?;
        let behind = sign + 2 + usize::from(self.word_in(sign + 2, "each ea"));
        Some(self.take_as_note(at, behind))
    }

    /// `500g Box 2`: in which box it stands.
    pub(super) fn numbered_place(&mut self, at: usize) -> Option<usize> {
        let number = self.number(at + 1)?;
        let is_few = unit::count(&number).is_some_and(|number| number <= 50);
        let ends = at + 2 == self.pieces.len() || self.is_mark(at + 2, ",;");
        let is_place = self.word_in(at, PLACES) && self.is_size_before(at);
        if !is_place || !is_few || !ends || !self.is_stuff_before(at) {
            return None;
        }
        Some(self.take_as_note(at, at + 2))
    }

    pub(super) fn is_size_before(&self, at: usize) -> bool {
        let is_figure = |at: usize| {
            self.piece(at)
                .is_some_and(|piece| matches!(piece.kind, Kind::Number | Kind::Span))
        };
        (1..at).any(|unit| is_figure(unit - 1) && self.measure(unit) == Some(Measure::Stuff))
    }
}

/// "5/23", which is no part of a bottle.
pub(super) fn is_month_and_year(number: &str) -> bool {
    let parts = number.split_once('/');
    let figures = parts.and_then(|(month, year)| Some((unit::count(month)?, unit::count(year)?)));
    matches!(figures, Some((1..=12, 16..=39)))
}
