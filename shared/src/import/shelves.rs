//! Reading a shelf list: columns or headings are places, and the cells below them are things.

mod blocks;
mod standing;
mod whole;

use std::collections::HashSet;

use standing::Standing;

use super::layout::{Column, Shelves, counts_a_thing};
use super::meaning::Meaning;
use super::place::{self, Place};
use super::reading::{At, Reading, Readings, follow_neighbours};
use super::thing::{self, Known};
use super::{Problem, Sheet, locant, split, token};

pub(super) fn read(
    index: usize,
    sheet: &Sheet,
    layout: &Shelves,
    known: Known,
    readings: &mut Readings,
) {
    let first = readings.things.len();
    let mut reader = Reader {
        index,
        sheet,
        layout,
        known,
        standing: vec![Standing::default(); sheet.width()],
        row_place: None,
        series: whole::series(sheet),
        is_capitals: whole::mostly_capitals(sheet, layout),
        readings,
        before: first,
        blocks: blocks::heads(sheet, layout, known),
        counted: whole::counted_columns(sheet, layout),
        places: Vec::new(),
    };
    if let Some(place) = layout
        .sheet_place
        .as_deref()
        .filter(|place| !place.is_empty())
    {
        for standing in &mut reader.standing {
            // Whatever stands on the sheet stands within it.
            let mut place = place::at_head(place);
            for (rank, _) in &mut place.path {
                *rank = 0;
            }
            standing.enter(place);
        }
    }
    for row in 0..sheet.rows.len() {
        if layout.heads.contains(&row) || reader.is_new_head(row) {
            reader.head(row);
        } else {
            reader.row(row);
        }
    }
    let mut read: Vec<&mut Reading> = readings.things[first..].iter_mut().collect();
    read.sort_by_key(|reading| reading.at.column);
    for column in read.chunk_by_mut(|a, b| a.at.column == b.at.column) {
        follow_neighbours(column);
    }
    readings.things[first..].sort_by_key(|reading| reading.at);
}

struct Reader<'r> {
    index: usize,
    sheet: &'r Sheet,
    layout: &'r Shelves,
    known: Known<'r>,
    standing: Vec<Standing>,
    /// The place that the first column names for the row.
    row_place: Option<Place>,
    /// The letters of codes of which the sheet has several: "C" of C1 and C2.
    series: HashSet<String>,
    /// Everything is written in capitals, so that they are no sign.
    is_capitals: bool,
    readings: &'r mut Readings,
    /// How many things were read before this sheet.
    before: usize,
    /// The cells that head the block behind them, though no word says so.
    blocks: HashSet<(usize, usize)>,
    /// The columns in which nearly all things are counted.
    counted: HashSet<usize>,
    /// The paths of the places that were entered, for those that go on further down.
    places: Vec<Vec<(u8, String)>>,
}

impl Reader<'_> {
    fn at(&self, row: usize, column: usize) -> At {
        let sheet = self.index;
        At { sheet, row, column }
    }

    fn column(&self, column: usize) -> Column {
        self.layout
            .columns
            .get(column)
            .copied()
            .unwrap_or(Column::Things)
    }

    /// A row of headings. A blank cell stands under what is to its left: a merged heading.
    fn head(&mut self, row: usize) {
        let mut left: Option<Place> = None;
        let keeps = self.keeps();
        let first = self.layout.heads.first().is_none_or(|first| *first == row)
            || !self.layout.heads.contains(&row);
        for column in 0..self.sheet.width() {
            let text = self.sheet.text(row, column).to_owned();
            self.readings.head(self.at(row, column), &text);
            if self.column(column) != Column::Things {
                continue;
            }
            if !text.is_empty() {
                left = Some(place::at_head(&text)).filter(|_| !is_columns_head(&text));
            } else if self.begins_above(row, column) {
                // A larger place begins here, and has no smaller one of its own.
                left = None;
            }
            let Some(place) = left.clone() else { continue };
            let standing = &mut self.standing[column];
            if !self.layout.heads.contains(&row) {
                // "Top shelf" says nothing without its cupboard.
                match place::within(self.sheet.text(row, column)) {
                    Some(shelf) => standing.enter(shelf),
                    None => standing.restart(place, keeps),
                }
                continue;
            }
            if self.layout.heads.last() == Some(&row) {
                standing.stands_above();
            }
            if !first && place.rank() == 0 {
                // A heading without a rank stands within the one above it.
                standing.push(place);
            } else {
                standing.enter(place);
            }
        }
    }

    /// How much of each path is the sheet's.
    fn keeps(&self) -> usize {
        let place = self.layout.sheet_place.as_deref();
        usize::from(place.is_some_and(|place| !place.is_empty()))
    }

    /// Whether another heading begins in this column, in a row of headings above this one.
    fn begins_above(&self, row: usize, column: usize) -> bool {
        let above = self.layout.heads.iter().filter(|head| **head < row);
        above
            .into_iter()
            .any(|head| !self.sheet.text(*head, column).is_empty())
    }

    /// A row of places further down, behind a blank row: the list goes on with other cupboards.
    fn is_new_head(&self, row: usize) -> bool {
        let filled: Vec<&str> = (0..self.sheet.filled_width(row))
            .filter(|column| self.column(*column) == Column::Things)
            .map(|column| self.sheet.text(row, column))
            .filter(|text| !text.is_empty())
            .collect();
        let above_is_blank = row > 0
            && self.sheet.rows[row - 1]
                .iter()
                .all(|text| text.trim().is_empty());
        let has_below = self
            .sheet
            .rows
            .get(row + 1)
            .is_some_and(|row| row.iter().any(|text| !text.trim().is_empty()));
        let is_head = |text: &&&str| {
            place::named(text).is_some()
                || place::is_numbered(text)
                || place::is_code(text)
                || place::is_section(text)
                || place::is_part_of_section(text)
        };
        let heads = filled.iter().filter(is_head).count();
        // "General glass" beside "Dissection drawer" is the head of a column, too: nothing in the row is counted.
        filled.len() >= 2
            && above_is_blank
            && has_below
            && heads * 2 >= filled.len()
            && !filled.iter().any(|text| counts_a_thing(text))
    }

    fn row(&mut self, row: usize) {
        let sheet = self.sheet;
        let cells = (0..sheet.filled_width(row)).map(|column| (column, sheet.text(row, column)));
        let filled: Vec<(usize, &str)> = cells.filter(|(_, text)| !text.is_empty()).collect();
        if place::is_row_of_total(filled.iter().map(|(_, text)| *text)) {
            for (column, text) in filled {
                self.readings.head(self.at(row, column), text);
            }
            return;
        }
        for column in 0..self.sheet.filled_width(row) {
            let text = self.sheet.text(row, column).to_owned();
            if text.is_empty() {
                continue;
            }
            match self.column(column) {
                Column::Things => self.cell(row, column, &text),
                Column::Ignore => self.readings.skip(self.at(row, column), &text),
                Column::Place => {
                    self.readings.head(self.at(row, column), &text);
                    self.row_place = Some(place::at_head(&text));
                }
                // Read with the thing to its left, unless there is none.
                Column::Quantity | Column::Notes if self.has_thing_left(row, column) => {}
                Column::Quantity | Column::Notes => self.things(row, column, &text, ""),
            }
        }
    }

    fn has_thing_left(&self, row: usize, column: usize) -> bool {
        let left = (0..column)
            .rev()
            .find(|left| matches!(self.column(*left), Column::Things));
        left.is_some_and(|left| {
            !self.sheet.text(row, left).is_empty() && !self.is_heading(row, left)
        })
    }

    fn is_heading(&self, row: usize, column: usize) -> bool {
        let text = self.sheet.text(row, column);
        place::named(text).is_some()
            || self.coded(row, column, text).is_some()
            || self.surrounded(row, column, text).is_some()
            || self.section(row, column, text).is_some()
    }

    /// "C2" over the things of a cupboard, where the list has more of them.
    fn coded(&self, row: usize, column: usize, text: &str) -> Option<Place> {
        let place = place::coded(text)?;
        let has_below = !self.sheet.text(row + 1, column).is_empty();
        let is_one_of_several = self.series.contains(&place::series(text)?);
        (is_one_of_several && has_below && self.beside(row, column).is_empty()).then_some(place)
    }

    /// What is a place by what stands around it, alone above things: "Green tray" in a column of things that are counted,
    /// "Bottom shelf: funnels" over the funnels.
    fn surrounded(&self, row: usize, column: usize, text: &str) -> Option<Place> {
        let below = self.sheet.text(row + 1, column);
        let is_above_things = !below.is_empty()
            && place::named(below).is_none()
            && place::with_its_things(below).is_none();
        if !is_above_things || !self.beside(row, column).is_empty() {
            return None;
        }
        let is_counted =
            |row: usize, text: &str| has_quantity(text) || !self.beside(row, column).is_empty();
        let by_others = || {
            place::by_its_surroundings(text)
                .filter(|_| self.counted.contains(&column) && is_counted(row + 1, below))
        };
        place::with_its_things(text).or_else(by_others)
    }

    fn cell(&mut self, row: usize, column: usize, text: &str) {
        let at = self.at(row, column);
        let is_first = self.readings.things.len() == self.before;
        if place::tells_of_list(text) && (is_first || self.is_last(row)) {
            self.readings.head(at, text);
            return;
        }
        let place = place::named(text)
            .or_else(|| self.coded(row, column, text))
            .or_else(|| self.surrounded(row, column, text));
        if let Some(place) = place {
            self.readings.head(at, text);
            self.enter(row, column, place);
            return;
        }
        if self.blocks.contains(&(row, column)) {
            self.readings.head(at, text);
            let (heading, keeps) = (text.trim_end_matches([':', ' ']), self.keeps());
            self.standing[column].enter_block(heading, keeps);
            return;
        }
        if let Some(section) = self.section(row, column, text) {
            self.readings.head(at, text);
            self.standing[column].section = Some(section);
            return;
        }
        let is_bare = is_first && self.standing[column].path().is_empty();
        let heads_places = !has_quantity(text) && self.is_heading(row + 1, column);
        if is_bare && (place::is_title(text) || heads_places) {
            self.readings.head(at, text);
            return;
        }
        // "Cupboard 12: beakers"
        if let Some((head, things)) = text.split_once(':')
            && !things.trim().is_empty()
            && let Some(place) = place::named(head)
        {
            self.readings.head(at, head);
            self.standing[column].enter(place);
            self.things(row, column, things, "");
            return;
        }
        if place::is_remark(text) {
            let standing = self.standing[column].clone();
            self.unnamed(row, column, text, standing);
            return;
        }
        let beside = self.beside(row, column);
        self.things(row, column, text, &beside);
    }

    /// A place inside a column: where it goes on, all of its path is known.
    fn enter(&mut self, row: usize, column: usize, place: Place) {
        let text = self.sheet.text(row, column);
        let keeps = self.keeps();
        let begins = self.begins_block(row, column) && place::stands_alone(text);
        let standing = &mut self.standing[column];
        if place::names_its_room(text) {
            standing.leave_all(keeps);
        } else if begins {
            standing.leave();
        }
        let places = place.path.len();
        standing.enter(place);
        standing.stands_among_things(places);
        if place::continued(text).is_some() {
            standing.go_on(&self.places);
        }
        self.places.push(standing.path().to_vec());
    }

    /// Whether nothing stands below but what tells of the list as well.
    fn is_last(&self, row: usize) -> bool {
        let below = self.sheet.rows.iter().skip(row + 1).flatten();
        below
            .map(|text| text.trim())
            .all(|text| text.is_empty() || place::tells_of_list(text))
    }

    /// Whether something stands here behind a blank cell, and behind things.
    fn begins_block(&self, row: usize, column: usize) -> bool {
        let above = row.checked_sub(2).map(|above| (above, row - 1));
        above.is_some_and(|(thing, blank)| {
            self.sheet.text(blank, column).is_empty()
                && !self.sheet.text(thing, column).is_empty()
                && !self.is_heading(thing, column)
        })
    }

    /// A heading that is no place: "GLASSWARE", "Indicators:".
    fn section(&self, row: usize, column: usize, text: &str) -> Option<String> {
        if text.contains('\n') || text.chars().count() > 50 {
            return None;
        }
        let begins = row == 0
            || self.sheet.text(row - 1, column).is_empty()
            || self.layout.heads.contains(&(row - 1));
        let below = self.sheet.text(row + 1, column);
        let bare = text.trim_end_matches([':', ' ']);
        let has_beside = !self.beside(row, column).is_empty();
        let known = place::is_section(bare)
            && (begins || place::is_capitals(bare) || bare.len() < text.len());
        let capitals = !self.is_capitals
            && begins
            && place::is_capitals(bare)
            && bare.contains(' ')
            && !place::is_thing(bare);
        let salts =
            !self.is_capitals && begins && place::is_capitals(bare) && place::ends_as_section(bare);
        let colon = bare.len() < text.len() && !has_quantity(bare);
        let heads = !below.is_empty() && !has_beside && (known || capitals || salts || colon);
        heads.then(|| bare.to_owned())
    }

    /// What the cells to the right say of the thing.
    fn beside(&self, row: usize, column: usize) -> String {
        let mut beside = String::new();
        for right in column + 1..self.sheet.filled_width(row) {
            let text = self.sheet.text(row, right);
            match self.column(right) {
                Column::Quantity if !text.is_empty() => {
                    // A number alone is a count, whatever the name ends with.
                    let is_number = text.chars().all(|c| c.is_ascii_digit());
                    beside.push_str(if is_number { " qty " } else { " " });
                    beside.push_str(text);
                }
                Column::Quantity | Column::Notes => {}
                Column::Things | Column::Ignore | Column::Place => break,
            }
        }
        beside
    }

    /// What the columns of notes to the right say of the thing.
    fn notes_beside(&self, row: usize, column: usize) -> Vec<String> {
        (column + 1..self.sheet.filled_width(row))
            .take_while(|right| matches!(self.column(*right), Column::Quantity | Column::Notes))
            .filter(|right| self.column(*right) == Column::Notes)
            .map(|right| self.sheet.text(row, right).to_owned())
            .filter(|text| !text.is_empty())
            .collect()
    }

    fn things(&mut self, row: usize, column: usize, text: &str, beside: &str) {
        let at = self.at(row, column);
        let owner = (0..=column)
            .rev()
            .find(|left| self.column(*left) == Column::Things)
            .unwrap_or(column);
        self.standing[owner].hold();
        let standing = self.standing[owner].clone();
        let mut place = standing.places();
        if let Some(row_place) = &self.row_place {
            place.extend(row_place.path.iter().map(|(_, text)| text.clone()));
        }
        let heading = standing.section.clone().or_else(|| place.last().cloned());
        let parts = split::split(text);
        let last = parts.len().saturating_sub(1);
        let before = self.readings.things.len();
        for (number, part) in parts.iter().enumerate() {
            let written = if number == last {
                format!("{part}{beside}")
            } else {
                part.clone()
            };
            let read = locant::joined(&written, self.known).unwrap_or_else(|| written.clone());
            let mut thing = thing::thing(&read, heading.as_deref(), self.known);
            if number == last && self.column(column) == Column::Things {
                thing.notes.extend(self.notes_beside(row, column));
            }
            self.readings.things.push(Reading {
                at,
                text: token::tidy(&written),
                place: place.clone(),
                section: standing.section.clone(),
                thing,
                code: None,
                supplier: None,
                minimum: None,
            });
        }
        if self.readings.things.len() == before {
            self.unnamed(row, column, text, standing);
        }
    }

    /// Nothing but signs, or a remark on the list: kept, and reported.
    fn unnamed(&mut self, row: usize, column: usize, text: &str, standing: Standing) {
        let mut thing = thing::thing("", None, self.known);
        thing.problem = Some(Problem::NoName);
        thing.notes = vec![text.to_owned()];
        self.readings.things.push(Reading {
            at: self.at(row, column),
            text: text.to_owned(),
            place: standing.places(),
            section: standing.section,
            thing,
            code: None,
            supplier: None,
            minimum: None,
        });
    }
}

/// "Item" over a column of them is no place.
fn is_columns_head(text: &str) -> bool {
    Meaning::of_header(text) == Some(Meaning::Name)
        && !place::is_section(text)
        && place::named(text).is_none()
}

fn has_quantity(text: &str) -> bool {
    let found = super::scan::scan(&token::tidy(text));
    !found.sizes.is_empty() || !found.counts.is_empty()
}
