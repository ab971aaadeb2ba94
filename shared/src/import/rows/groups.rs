//! Columns of places that are written once for all the rows below them.

use std::collections::HashMap;

use super::super::{Sheet, layout::Rows, meaning::Meaning};

/// For each such column, in which row a row's text stands.
#[derive(Clone, Debug, Default)]
pub(super) struct Groups(HashMap<usize, Vec<usize>>);

impl Groups {
    /// Of a sheet. A smaller place ends with the larger one.
    pub(super) fn of(sheet: &Sheet, layout: &Rows) -> Self {
        let first = layout.header.map_or(0, |header| header + 1);
        let of = |meaning| {
            let columns = 0..layout.columns.len();
            columns.filter(move |column| layout.meaning(*column) == meaning)
        };
        let is_thing =
            |row: &usize| of(Meaning::Name).any(|name| !sheet.text(*row, name).is_empty());
        let things: Vec<usize> = (first..sheet.rows.len()).filter(is_thing).collect();
        let places = of(Meaning::Place).chain(of(Meaning::SubPlace));
        // Tall cells say themselves how far they reach.
        let grouped =
            places.filter(|column| sheet.tall.is_empty() && is_grouped(sheet, *column, &things));
        let starts =
            |row: usize| of(Meaning::Place).any(|place| !sheet.text(row, place).is_empty());
        let columns = grouped.map(|column| {
            let is_smaller = layout.meaning(column) == Meaning::SubPlace;
            let mut at = first;
            let rows = (0..sheet.rows.len()).map(|row| {
                if !sheet.text(row, column).is_empty() || is_smaller && starts(row) {
                    at = row;
                }
                at
            });
            (column, rows.collect())
        });
        Self(columns.collect())
    }

    /// Whether every row says its place itself.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The row in which the text of a row stands.
    pub(super) fn row(&self, column: usize, row: usize) -> Option<usize> {
        self.0.get(&column)?.get(row).copied()
    }
}

/// The first thing has its place, a third have none, and none is said twice in a row: who writes it at each thing does.
fn is_grouped(sheet: &Sheet, column: usize, things: &[usize]) -> bool {
    let texts: Vec<&str> = things.iter().map(|row| sheet.text(*row, column)).collect();
    let said: Vec<&str> = texts
        .iter()
        .copied()
        .filter(|text| !text.is_empty())
        .collect();
    let blank = texts.len() - said.len();
    let is_first = texts.first().is_some_and(|text| !text.is_empty());
    let repeats = said.windows(2).any(|two| two[0] == two[1]);
    is_first && blank * 3 >= texts.len() && !repeats
}
