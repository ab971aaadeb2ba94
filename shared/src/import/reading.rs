//! Reading a grid by its layouts.

use super::layout::Layout;
use super::thing::{Known, Thing};
use super::{Grid, Sort, column_letters, rows, shelves, thing};
use crate::amount::{Amount, Unit};

/// Where a cell stands, counted from nought.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct At {
    /// The sheet.
    pub sheet: usize,
    /// The row.
    pub row: usize,
    /// The column.
    pub column: usize,
}

impl At {
    /// The cell's name in a spreadsheet: `B7`.
    pub fn cell(self) -> String {
        format!("{}{}", column_letters(self.column), self.row + 1)
    }
}

/// One thing that was read. A cell that names several things has several readings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The cell that names it.
    pub at: At,
    /// Its text as it stands there, with the cells beside it that belong to it.
    pub text: String,
    /// From the room down to the shelf, as far as the list says.
    pub place: Vec<String>,
    /// The section it stands under, which is no place: "Glassware".
    pub section: Option<String>,
    /// What is said of it.
    pub thing: Thing,
    /// A code of its own column.
    pub code: Option<String>,
    /// Who sells it.
    pub supplier: Option<String>,
    /// The amount below which it is bought again.
    pub minimum: Option<Amount>,
}

/// A text that is no thing: a heading, a title, or a cell of a column that is not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// Where it stands.
    pub at: At,
    /// What it says.
    pub text: String,
}

/// Everything that a grid says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Readings {
    /// The things, in the order of the sheets, rows and columns.
    pub things: Vec<Reading>,
    /// Headings and titles.
    pub headings: Vec<Heading>,
    /// Cells that were not read, since their column or sheet is ignored.
    pub skipped: Vec<Heading>,
}

/// Reads a grid: a layout for each sheet; a sheet without one is skipped. `known` tells the sort of
/// a name that the reference data has.
pub fn read(grid: &Grid, layouts: &[Layout], known: Known) -> Readings {
    let mut readings = Readings::default();
    for (index, sheet) in grid.sheets.iter().enumerate() {
        match layouts.get(index) {
            Some(Layout::Rows(layout)) => rows::read(index, sheet, layout, known, &mut readings),
            Some(Layout::Shelves(layout)) => {
                shelves::read(index, sheet, layout, known, &mut readings);
            }
            Some(Layout::Skip) | None => {
                for (row, cells) in sheet.rows.iter().enumerate() {
                    for (column, text) in cells.iter().enumerate() {
                        readings.skip(
                            At {
                                sheet: index,
                                row,
                                column,
                            },
                            text,
                        );
                    }
                }
            }
        }
    }
    readings
}

impl Readings {
    pub(super) fn skip(&mut self, at: At, text: &str) {
        push(&mut self.skipped, at, text);
    }

    pub(super) fn head(&mut self, at: At, text: &str) {
        push(&mut self.headings, at, text);
    }
}

fn push(list: &mut Vec<Heading>, at: At, text: &str) {
    let text = text.trim();
    if !text.is_empty() {
        let text = text.to_owned();
        list.push(Heading { at, text });
    }
}

/// Things of which no word tells the sort are taken for what most of their neighbours are.
pub(super) fn follow_neighbours(neighbours: &mut [&mut Reading]) {
    let told = |sort: Sort| {
        neighbours
            .iter()
            .filter(|r| r.thing.is_sort_told && r.thing.sort == sort)
            .count()
    };
    let chemicals = told(Sort::Chemical) + told(Sort::Solution);
    let others = told(Sort::Equipment) + told(Sort::Consumable);
    let most = |some: usize| some >= 3 && some * 10 >= (chemicals + others) * 6;
    let sort = if most(chemicals) {
        Sort::Chemical
    } else if most(others) {
        Sort::Equipment
    } else {
        return;
    };
    for reading in neighbours
        .iter_mut()
        .filter(|reading| !reading.thing.is_sort_told)
    {
        // Among equipment a volume is a vessel's size; a mass is still one of a powder.
        let is_mass = reading
            .thing
            .amount
            .is_some_and(|amount| amount.unit() == Unit::Gram);
        if sort == Sort::Equipment && (reading.thing.sort == sort || is_mass) {
            continue;
        }
        let written = reading.text.clone();
        let again = thing::thing(&written, None, &|_| Some(sort));
        reading.thing = again.keeping_notes_of(&reading.thing);
    }
}

#[cfg(test)]
mod tests;
