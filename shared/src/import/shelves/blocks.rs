//! Lists in one column, with headings between: a line behind a blank one, without an amount and above things, is one,
//! whatever it says.

use std::collections::HashSet;

use super::super::layout::{Column, Shelves, counts_a_thing};
use super::super::thing::Known;
use super::super::{Sheet, Sort, place, words};

/// The rows and columns of the cells that head the block behind them.
pub(super) fn heads(sheet: &Sheet, layout: &Shelves, known: Known) -> HashSet<(usize, usize)> {
    // Under a row of headings all the column is one block.
    if !layout.heads.is_empty() {
        return HashSet::new();
    }
    (0..sheet.width())
        .filter(|column| is_of(layout, *column, Column::Things))
        .flat_map(|column| {
            let lines = Lines {
                sheet,
                layout,
                column,
            };
            lines.heads(known).into_iter().map(move |row| (row, column))
        })
        .collect()
}

fn is_of(layout: &Shelves, column: usize, what: Column) -> bool {
    let said = layout.columns.get(column).copied();
    said.unwrap_or(Column::Things) == what
}

/// The lines of one column.
struct Lines<'l> {
    sheet: &'l Sheet,
    layout: &'l Shelves,
    column: usize,
}

impl Lines<'_> {
    fn text(&self, row: usize) -> &str {
        self.sheet.text(row, self.column)
    }

    /// The first lines of blocks, where the list heads its blocks.
    fn heads(&self, known: Known) -> Vec<usize> {
        let filled: Vec<usize> = (0..self.sheet.rows.len())
            .filter(|row| !self.text(*row).is_empty())
            .collect();
        let (first, rest): (Vec<usize>, Vec<usize>) = filled
            .into_iter()
            .partition(|row| *row == 0 || self.text(row - 1).is_empty());
        let starts: Vec<usize> = first
            .into_iter()
            .filter(|row| !self.text(row + 1).is_empty())
            .collect();
        let bare: Vec<usize> = starts
            .iter()
            .copied()
            .filter(|row| !self.is_counted(*row))
            .collect();
        let told = bare.iter().filter(|row| is_told(self.text(**row))).count();
        let things: Vec<usize> = rest
            .into_iter()
            .filter(|row| !is_told(self.text(*row)))
            .collect();
        let counted = things.iter().filter(|row| self.is_counted(**row)).count();
        let counts_all = things.len() > 2 && counted * 4 >= things.len() * 3;
        if told * 2 < starts.len() && !counts_all {
            return Vec::new();
        }
        // A thing that is known may head others of its sort where all blocks have heads, and all things amounts.
        let all_have = counts_all && bare.len() == starts.len() && starts.len() > 2;
        let may_head = |text: &str| match known(text.trim_end_matches([':', ' '])) {
            None => heads_alone(text),
            Some(Sort::Chemical | Sort::Solution) => false,
            Some(_) => all_have,
        };
        bare.into_iter()
            .filter(|row| is_told(self.text(*row)) || may_head(self.text(*row)))
            .filter(|row| !self.is_title(*row))
            .collect()
    }

    /// A first line above places tells of all of them.
    fn is_title(&self, row: usize) -> bool {
        let is_first = (0..row).all(|above| self.text(above).is_empty());
        let text = self.text(row);
        place::is_title(text) || is_first && is_told(self.text(row + 1))
    }

    fn is_counted(&self, row: usize) -> bool {
        let beside = (self.column + 1..self.sheet.width())
            .take_while(|right| is_of(self.layout, *right, Column::Quantity))
            .any(|right| !self.sheet.text(row, right).is_empty());
        let text = self.text(row);
        let is_some = counts_a_thing(text) && !place::ends_as_furniture(text);
        beside || is_some || text.contains('\n')
    }
}

/// Whether a text of which nothing is known may be a heading: "Powders". What says of itself that it is a thing, a chemical
/// that is misspelt for one, is lost as a heading; so are two things, or a thing and what belongs to it.
fn heads_alone(text: &str) -> bool {
    let joins = |c: char| matches!(c, '+' | ',' | '(' | '?');
    let is_named = place::ends_as_furniture(text) || words::sort_of_words(text).is_none();
    is_named && !text.contains(joins) && !text.contains(" - ")
}

/// Whether its own words tell that a text is a heading.
fn is_told(text: &str) -> bool {
    let bare = text.trim_end_matches([':', ' ']);
    bare.len() < text.len()
        || place::named(text).is_some()
        || place::is_numbered(text)
        || place::is_code(text)
        || place::is_section(text)
        || place::is_part_of_section(text)
}
