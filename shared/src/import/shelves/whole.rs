//! What the whole of a sheet tells of each of its cells.

use std::collections::{HashMap, HashSet};

use super::super::Sheet;
use super::super::layout::{Column, Shelves};
use super::super::place;
use super::has_quantity;
use crate::name::fold;

/// The letters of which the sheet has more than one code.
pub(super) fn series(sheet: &Sheet) -> HashSet<String> {
    let mut codes: HashMap<String, HashSet<String>> = HashMap::new();
    for text in sheet.rows.iter().flatten() {
        let code = place::coded(text).and_then(|place| place.path.into_iter().next());
        if let (Some(letters), Some((_, code))) = (place::series(text.trim()), code) {
            codes.entry(letters).or_default().insert(fold(&code));
        }
    }
    codes.retain(|_, codes| codes.len() > 1);
    codes.into_keys().collect()
}

/// The columns in which nearly all that is not a place is counted or measured.
pub(super) fn counted_columns(sheet: &Sheet, layout: &Shelves) -> HashSet<usize> {
    let is_counted = |row: usize, column: usize| {
        let is_quantity = layout.columns.get(column + 1) == Some(&Column::Quantity)
            && !sheet.text(row, column + 1).is_empty();
        is_quantity || has_quantity(sheet.text(row, column))
    };
    let is_thing = |row: usize, column: usize| {
        let text = sheet.text(row, column);
        let is_place = place::named(text).is_some()
            || place::by_its_surroundings(text).is_some()
            || place::with_its_things(text).is_some();
        !text.is_empty() && !is_place && !layout.heads.contains(&row)
    };
    let counts_all = |column: &usize| {
        let things = (0..sheet.rows.len()).filter(|row| is_thing(*row, *column));
        let (counted, others): (Vec<usize>, Vec<usize>) =
            things.partition(|row| is_counted(*row, *column));
        counted.len() > 2 && counted.len() >= others.len() * 4
    };
    (0..sheet.width()).filter(counts_all).collect()
}

/// Whether most of its texts are in capitals, which then tell nothing.
pub(super) fn mostly_capitals(sheet: &Sheet, layout: &Shelves) -> bool {
    let body = sheet
        .rows
        .iter()
        .enumerate()
        .filter(|(row, _)| !layout.heads.contains(row));
    let texts: Vec<&String> = body
        .flat_map(|(_, cells)| cells)
        .filter(|text| text.chars().any(char::is_alphabetic))
        .collect();
    let capitals = texts
        .iter()
        .filter(|text| !text.chars().any(char::is_lowercase))
        .count();
    capitals * 2 > texts.len()
}
