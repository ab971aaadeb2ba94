//! Reading a list with one row per thing.

mod counted;
mod groups;
#[cfg(test)]
mod tests;

use groups::Groups;

use super::layout::{Rows, counts_a_thing};
use super::meaning::Meaning;
use super::place::{self, Place};
use super::reading::{At, Reading, Readings};
use super::thing::{self, Known, Thing};
use super::{Problem, Sheet, Sort, date, locant, token, unit, words};
use crate::amount::Amount;
use crate::concentration::Concentration;

pub(super) fn read(
    index: usize,
    sheet: &Sheet,
    layout: &Rows,
    known: Known,
    readings: &mut Readings,
) {
    let layout = &counted::told_apart(sheet, layout);
    let mut heading: Vec<String> = Vec::new();
    let mut section = None;
    let groups = Groups::of(sheet, layout);
    for row in 0..sheet.rows.len() {
        let cells = Cells {
            sheet,
            layout,
            groups: &groups,
            row,
        };
        let filled: Vec<usize> = (0..sheet.filled_width(row))
            .filter(|column| !sheet.text(row, *column).is_empty())
            .collect();
        let at = |column: usize| At {
            sheet: index,
            row,
            column,
        };
        if filled.is_empty() {
            continue;
        }
        if layout.header.is_some_and(|header| row <= header) || cells.repeats_header() {
            for column in filled {
                readings.head(at(column), sheet.text(row, column));
            }
            continue;
        }
        if place::is_row_of_total(filled.iter().map(|column| sheet.text(row, *column))) {
            for column in filled {
                readings.head(at(column), sheet.text(row, column));
            }
            continue;
        }
        if let [column] = filled.as_slice() {
            let text = sheet.text(row, *column);
            let bare = text.trim_end_matches([':', ' ']);
            if place::tells_of_list(text) {
                readings.head(at(*column), text);
                continue;
            }
            if let Some(Place { path }) = place::named(text) {
                readings.head(at(*column), text);
                heading = path.into_iter().map(|(_, text)| text).collect();
                section = None;
                continue;
            }
            if place::is_section(bare) {
                readings.head(at(*column), text);
                section = Some(bare.to_owned());
                continue;
            }
            if heads_block(sheet, row, bare, known) {
                readings.head(at(*column), text);
                heading = vec![bare.to_owned()];
                section = None;
                continue;
            }
        }
        for column in &filled {
            if layout.meaning(*column) == Meaning::Ignore {
                readings.skip(at(*column), sheet.text(row, *column));
            }
        }
        let named = filled
            .iter()
            .copied()
            .find(|column| layout.meaning(*column) == Meaning::Name);
        let read = filled
            .iter()
            .copied()
            .find(|column| layout.meaning(*column) != Meaning::Ignore);
        let Some(column) = named.or(read) else {
            continue;
        };
        let mut reading = cells.reading(at(column), section.as_deref(), known);
        if reading.place.is_empty() {
            reading.place.clone_from(&heading);
        }
        if let Some(place) = layout
            .sheet_place
            .as_deref()
            .filter(|place| !place.is_empty())
        {
            reading.place.insert(0, place.to_owned());
        }
        reading.section.clone_from(&section);
        readings.things.push(reading);
    }
}

/// Whether a text alone in its row, behind a blank row and above things with more cells, heads them: "Powders".
fn heads_block(sheet: &Sheet, row: usize, text: &str, known: Known) -> bool {
    let filled = |row: usize| {
        let columns = 0..sheet.filled_width(row);
        columns
            .filter(|column| !sheet.text(row, *column).is_empty())
            .count()
    };
    let is_behind_blank = row > 0 && filled(row - 1) == 0;
    let is_above_things = row + 1 < sheet.rows.len() && filled(row + 1) > 1;
    is_behind_blank && is_above_things && !counts_a_thing(text) && known(text).is_none()
}

/// The cells of one row.
struct Cells<'c> {
    sheet: &'c Sheet,
    layout: &'c Rows,
    groups: &'c Groups,
    row: usize,
}

impl Cells<'_> {
    /// The texts of the columns of a meaning, with the column.
    fn of(&self, meaning: Meaning) -> impl Iterator<Item = (usize, &str)> {
        (0..self.width())
            .filter(move |column| self.layout.meaning(*column) == meaning)
            .map(move |column| (column, self.text(column, meaning)))
            .filter(|(_, text)| !text.is_empty())
    }

    /// A cell from above may reach farther than the row's own.
    fn width(&self) -> usize {
        let filled = self.sheet.filled_width(self.row);
        if self.sheet.tall.is_empty() && self.groups.is_empty() {
            filled
        } else {
            filled.max(self.layout.columns.len())
        }
    }

    /// What a tall cell says holds for all its rows; an amount is there once.
    fn text(&self, column: usize, meaning: Meaning) -> &str {
        match meaning {
            Meaning::Amount | Meaning::Count => self.sheet.text(self.row, column),
            _ => match self.groups.row(column, self.row) {
                Some(row) => self.sheet.text(row, column),
                None => self.sheet.reaching_text(self.row, column),
            },
        }
    }

    fn first(&self, meaning: Meaning) -> Option<&str> {
        self.of(meaning).next().map(|(_, text)| text)
    }

    fn joined(&self, meaning: Meaning) -> Option<String> {
        let texts: Vec<&str> = self.of(meaning).map(|(_, text)| text).collect();
        (!texts.is_empty()).then(|| texts.join(" "))
    }

    fn repeats_header(&self) -> bool {
        let Some(header) = self.layout.header else {
            return false;
        };
        let widths = [header, self.row].map(|row| self.sheet.filled_width(row));
        let width = widths[0].max(widths[1]);
        let head = (0..width).map(|column| self.sheet.text(header, column));
        let here = (0..width).map(|column| self.sheet.text(self.row, column));
        head.eq(here)
    }

    fn reading(&self, at: At, section: Option<&str>, known: Known) -> Reading {
        let name = self.joined(Meaning::Name).unwrap_or_default();
        let described = format!("{name}{}", self.amounts());
        let written = token::tidy(&format!("{described}{}", self.counts()));
        let sort = self.first(Meaning::Sort).and_then(sort_said);
        let asked = |name: &str| sort.or_else(|| known(name));
        let read = |text: &str| {
            let joined = locant::joined(text, known);
            thing::thing(joined.as_deref().unwrap_or(text), section, &asked)
        };
        let mut thing = self.without_unread_count(read(&written), &described, &read);
        if sort.is_some() {
            thing.is_sort_told = true;
        } else if let Some(said) = self.first(Meaning::Sort) {
            thing.notes.push(said.to_owned());
        }
        self.add_strength(&mut thing, sort.is_none());
        thing.expiry = self.add_day(Meaning::Expiry, &mut thing).or(thing.expiry);
        thing.received = self
            .add_day(Meaning::Received, &mut thing)
            .or(thing.received);
        thing
            .notes
            .extend(self.of(Meaning::Notes).map(|(_, text)| text.to_owned()));
        if let Some(cas) = self.first(Meaning::Cas) {
            if token::is_cas(cas) {
                thing.cas = Some(cas.to_owned());
            } else {
                thing.notes.push(format!("CAS {cas}"));
            }
        }
        let minimum = self
            .first(Meaning::Minimum)
            .map(|text| (text.to_owned(), self.minimum(text, &thing)));
        if let Some((text, None)) = &minimum {
            thing.notes.push(format!("minimum {text}"));
        }
        if let Some(less) = self.less_than_none() {
            (thing.amount, thing.containers) = (None, None);
            thing.problem = Some(Problem::AmountUnclear(less));
        }
        if name.is_empty() {
            thing.problem = Some(Problem::NoName);
        }
        Reading {
            at,
            text: written,
            place: self.place(),
            section: None,
            thing,
            code: self.joined(Meaning::Code),
            supplier: self.joined(Meaning::Supplier),
            minimum: minimum.and_then(|(_, amount)| amount),
        }
    }

    /// "-5", "-5 g" where an amount or a count is to stand. A sum that went wrong, or a slip: no amount in any case.
    fn less_than_none(&self) -> Option<String> {
        let quantities = [Meaning::Amount, Meaning::Count];
        let texts = quantities.into_iter().flat_map(|meaning| self.of(meaning));
        let mut tidy = texts.map(|(_, text)| token::tidy(text));
        tidy.find(|text| {
            let behind = text.strip_prefix('-');
            behind.is_some_and(|text| text.starts_with(|c: char| c.is_ascii_digit() || c == '.'))
        })
    }

    /// What a column of counts says and nobody understands is no part of the name.
    fn without_unread_count(
        &self,
        thing: Thing,
        described: &str,
        read: &dyn Fn(&str) -> Thing,
    ) -> Thing {
        let Some(cell) = self.joined(Meaning::Count) else {
            return thing;
        };
        let is_sized = counted::has_size(&cell) && thing.problem.is_none();
        if is_sized || self.first(Meaning::Name).is_none() {
            return thing;
        }
        let described = token::tidy(described);
        if !counted::has_slipped_in(&thing.name, &described, "") {
            return thing;
        }
        let without = read(&described);
        if counted::has_slipped_in(&thing.name, &described, &without.name) {
            counted::noting(&cell, &thing, without)
        } else {
            thing
        }
    }

    /// The counts as one would write them behind the amount: " qty 2".
    fn counts(&self) -> String {
        let cells = self.of(Meaning::Count);
        cells.map(|(_, text)| counted::written(text)).collect()
    }

    /// The amount as one would write it behind the name: " 500 g".
    fn amounts(&self) -> String {
        let mut quantity = String::new();
        let said = self.first(Meaning::Unit);
        for (column, text) in self.of(Meaning::Amount) {
            let is_figure = text
                .chars()
                .all(|c| c.is_ascii_digit() || c == '.' || c == ',');
            let hint = said
                .map(str::to_owned)
                .or_else(|| self.unit_of_head(column));
            let hint = hint.filter(|unit| is_figure && !is_piece(unit));
            let parts = match &hint {
                Some(unit) => [" ", text, " ", unit],
                None if self.is_size_without_unit(column) => [" ", text, "", ""],
                None if is_figure => [" qty ", text, "", ""],
                None => [" ", text, "", ""],
            };
            quantity.extend(parts);
        }
        if self.first(Meaning::Amount).is_none()
            && let Some(unit) = said
            && !quantity.contains(unit)
        {
            // A size without a figure, or a unit alone: "500 g" in the column of units.
            quantity.extend([" ", unit]);
        }
        quantity
    }

    /// "250" beside a flask and how many there are: the size that is part of its name.
    fn is_size_without_unit(&self, column: usize) -> bool {
        let head = self.layout.header.map(|row| self.sheet.text(row, column));
        let name = self.first(Meaning::Name).and_then(words::sort_of_words);
        head.is_some_and(counted::tells_size)
            && name == Some(Sort::Equipment)
            && self.first(Meaning::Count).is_some()
    }

    /// "Quantity (g)"
    fn unit_of_head(&self, column: usize) -> Option<String> {
        let head = self.sheet.text(self.layout.header?, column);
        let inside = head
            .split(['(', '[', '/'])
            .nth(1)?
            .trim_end_matches([')', ']'])
            .trim();
        unit::of(inside).map(|_| inside.to_owned())
    }

    fn place(&self) -> Vec<String> {
        let mut path = Vec::new();
        for meaning in [Meaning::Place, Meaning::SubPlace] {
            for (column, text) in self.of(meaning) {
                let named = place::at_head(text).path;
                let pieces: Vec<String> = if named.len() > 1 {
                    named.into_iter().map(|(_, text)| text).collect()
                } else {
                    text.split([';', '>', '/'])
                        .flat_map(|piece| piece.split(" - "))
                        .map(|piece| piece.trim().to_owned())
                        .filter(|piece| !piece.is_empty())
                        .collect()
                };
                for piece in pieces {
                    // A bare "3" in a column headed "Shelf" is shelf 3.
                    let head = self
                        .layout
                        .header
                        .map(|header| self.sheet.text(header, column))
                        .unwrap_or_default();
                    let is_number =
                        place::is_code(&piece) && piece.chars().all(|c| c.is_ascii_digit());
                    path.push(
                        if is_number
                            && meaning == Meaning::SubPlace
                            && !head.is_empty()
                            && !head.contains(' ')
                        {
                            format!("{head} {piece}")
                        } else {
                            piece
                        },
                    );
                }
            }
        }
        path
    }

    fn add_strength(&self, thing: &mut Thing, may_be_solution: bool) {
        let Some((column, text)) = self.of(Meaning::Concentration).next() else {
            return;
        };
        let hint = self.unit_of_head(column).unwrap_or_default();
        // "20v" of peroxide
        let hint = match text.strip_suffix(['v', 'V']) {
            Some(number) if words::is_of_volumes(&thing.name) => format!("{number} vol"),
            _ => format!("{text} {hint}"),
        };
        let read = Concentration::parse(text).or_else(|_| Concentration::parse(&hint));
        let Ok(concentration) = read else {
            thing.notes.push(text.to_owned());
            let problem = Problem::NoConcentration(text.to_owned());
            thing.problem = thing.problem.take().or(Some(problem));
            return;
        };
        thing.concentration = Some(concentration);
        let is_molar = concentration
            .figure()
            .is_some_and(|(figure, measure)| figure < 10.0 && measure.code().starts_with("mol"));
        if may_be_solution && is_molar {
            thing.sort = Sort::Solution;
        }
    }

    fn add_day(&self, meaning: Meaning, thing: &mut Thing) -> Option<chrono::NaiveDate> {
        let text = self.first(meaning).filter(|text| !says_nothing(text))?;
        let day = match meaning {
            Meaning::Expiry => date::last_day(text),
            _ => date::day(text),
        };
        if day.is_none() {
            thing.notes.push(format!("{} {text}", meaning.title()));
            thing.problem = thing
                .problem
                .take()
                .or_else(|| Some(Problem::NoDay(text.to_owned())));
        }
        day
    }

    fn minimum(&self, text: &str, thing: &Thing) -> Option<Amount> {
        let read = Amount::parse(text).ok()?;
        let figure_only = text.chars().all(|c| c.is_ascii_digit() || c == '.');
        let unit = self.first(Meaning::Unit).filter(|_| figure_only);
        let with_unit = unit.and_then(|unit| unit::amount(text, unit));
        match thing.amount {
            Some(amount) if amount.unit() != read.unit() => with_unit,
            _ => with_unit.or(Some(read)),
        }
    }
}

/// "n/a", "-": as good as blank.
fn says_nothing(text: &str) -> bool {
    let words = ["n/a", "na", "none", "tbc", "unknown", "?"];
    words.contains(&text.to_lowercase().as_str()) || !text.contains(char::is_alphanumeric)
}

/// Words in a column of units that say no more than a bare number does.
fn is_piece(unit: &str) -> bool {
    let words = [
        "piece", "pieces", "each", "pcs", "no", "unit", "units", "ea",
    ];
    words.contains(&unit.to_lowercase().as_str())
}

/// The sort that a column names in its own words.
fn sort_said(text: &str) -> Option<Sort> {
    let folded = crate::name::fold(text);
    Some(match folded.trim_end_matches('s') {
        "chemical" | "chem" | "substance" | "reagent" => Sort::Chemical,
        "solution" | "soln" | "prepared solution" => Sort::Solution,
        "equipment" | "apparatu" | "glassware" | "kit" | "instrument" | "equip" => Sort::Equipment,
        "consumable" | "disposable" => Sort::Consumable,
        _ => return None,
    })
}
