//! Guessing how a sheet is laid out, from its heads and from what its columns look like.

use super::super::meaning::Meaning;
use super::super::{Grid, Sheet, date, place, scan, token, unit, words};
use super::{Column, Layout, Rows, Shelves};

/// Rows that are looked at.
const LOOKED_AT: usize = 400;

/// A layout for each sheet.
pub fn guess(grid: &Grid) -> Vec<Layout> {
    let several = grid.sheets.len() > 1;
    grid.sheets
        .iter()
        .map(|sheet| guess_sheet(sheet, several))
        .collect()
}

fn guess_sheet(sheet: &Sheet, several: bool) -> Layout {
    let sheet_place = sheet_place(&sheet.name, several);
    if let Some(rows) = rows_with_header(sheet).or_else(|| rows_without_header(sheet)) {
        let has_place = rows.columns.contains(&Meaning::Place);
        let sheet_place = sheet_place.filter(|_| !has_place);
        return Layout::Rows(Rows {
            sheet_place,
            ..rows
        });
    }
    let (heads, body) = heads(sheet);
    let columns = (0..sheet.width()).fold(Vec::new(), |mut columns, column| {
        columns.push(shelf_column(sheet, column, &heads, body, &columns));
        columns
    });
    Layout::Shelves(Shelves {
        heads,
        columns,
        sheet_place,
    })
}

/// A sheet's name is a place when it says so, or when there is one sheet per room.
fn sheet_place(name: &str, several: bool) -> Option<String> {
    let folded = crate::name::fold(name);
    let is_default = folded.is_empty()
        || [
            "sheet",
            "table",
            "tabelle",
            "stock",
            "list",
            "inventory",
            "data",
            "export",
        ]
        .iter()
        .any(|word| folded.starts_with(word));
    let is_place = place::named(name).is_some() || several;
    (!is_default && is_place).then(|| name.to_owned())
}

/// The first row whose cells are mostly heads of columns, a name among them.
fn rows_with_header(sheet: &Sheet) -> Option<Rows> {
    let width = sheet.width();
    let filled_rows = (0..sheet.rows.len())
        .filter(|row| sheet.rows[*row].iter().any(|text| !text.trim().is_empty()));
    for row in filled_rows.take(12) {
        let heads: Vec<Option<Meaning>> = (0..width)
            .map(|column| Meaning::of_header(sheet.text(row, column)))
            .collect();
        let filled = (0..width)
            .filter(|column| !sheet.text(row, *column).is_empty())
            .count();
        let known = heads.iter().flatten().count();
        let names = heads
            .iter()
            .flatten()
            .filter(|meaning| **meaning == Meaning::Name)
            .count();
        if known < 2 || names == 0 || known * 2 < filled {
            continue;
        }
        // "Item, Qty, Item, Qty": two lists side by side.
        let counts = heads
            .iter()
            .flatten()
            .filter(|meaning| matches!(meaning, Meaning::Amount | Meaning::Count))
            .count();
        if names > 1 && counts >= names {
            return None;
        }
        let columns = settle(sheet, row, &heads);
        return Some(Rows {
            header: Some(row),
            columns,
            sheet_place: None,
        });
    }
    None
}

/// One name, and the other columns as their heads say; unknown ones with text are notes.
fn settle(sheet: &Sheet, header: usize, heads: &[Option<Meaning>]) -> Vec<Meaning> {
    // Of "Category", "Chemical", "Description", the longest texts are the names.
    let names: Vec<usize> = (0..heads.len())
        .filter(|column| heads[*column] == Some(Meaning::Name))
        .collect();
    let best = names.iter().copied().max_by_key(|column| {
        let texts = (header + 1..sheet.rows.len())
            .take(LOOKED_AT)
            .map(|row| sheet.text(row, *column));
        let filled = texts
            .filter(|text| text.chars().any(char::is_alphabetic))
            .count();
        (filled, usize::MAX - column)
    });
    heads
        .iter()
        .enumerate()
        .map(|(column, head)| match head {
            Some(Meaning::Name) if Some(column) != best => Meaning::Notes,
            Some(meaning) => *meaning,
            None if sheet.text(header, column).is_empty()
                && is_blank(sheet, header + 1, column) =>
            {
                Meaning::Ignore
            }
            None => Meaning::Notes,
        })
        .collect()
}

fn is_blank(sheet: &Sheet, from: usize, column: usize) -> bool {
    (from..sheet.rows.len()).all(|row| sheet.text(row, column).is_empty())
}

/// What most cells of a column look like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Look {
    Blank,
    Numbers,
    /// One after another from one: the rows' own numbers.
    Serial,
    Quantities,
    Units,
    Days,
    Cas,
    Places,
    Text,
}

fn look(sheet: &Sheet, column: usize, body: usize) -> Look {
    let texts: Vec<&str> = (body..sheet.rows.len())
        .map(|row| sheet.text(row, column))
        .filter(|text| !text.is_empty())
        .take(LOOKED_AT)
        .collect();
    let most = |is: &dyn Fn(&str) -> bool| {
        texts.iter().filter(|text| is(text)).count() * 10 >= texts.len() * 7
    };
    let is_number = |text: &str| {
        text.chars()
            .all(|c| c.is_ascii_digit() || c == '.' || c == ',')
            && text.chars().any(|c| c.is_ascii_digit())
    };
    if texts.is_empty() {
        Look::Blank
    } else if texts.len() > 2
        && texts
            .iter()
            .zip(1..)
            .all(|(text, number)| text.parse() == Ok(number))
    {
        Look::Serial
    } else if most(&is_number) {
        Look::Numbers
    } else if most(&token::is_cas) {
        Look::Cas
    } else if most(&|text| date::day(text).is_some()) {
        Look::Days
    } else if most(&|text| {
        unit::of(text) == Some(unit::Measure::Stuff)
            || matches!(text, "each" | "pcs" | "pieces" | "piece")
    }) {
        Look::Units
    } else if most(&is_quantity) {
        Look::Quantities
    } else if most(&|text| place::named(text).is_some() || (place::is_code(text) && text.len() > 1))
    {
        Look::Places
    } else {
        Look::Text
    }
}

/// A text that says how much and names nothing.
fn is_quantity(text: &str) -> bool {
    let text = token::tidy(text);
    let found = scan::scan(&text);
    let spans = found
        .taken
        .iter()
        .cloned()
        .chain(found.sizes.iter().map(|size| size.span.clone()));
    let rest = scan::without(&text, spans);
    !rest.chars().any(char::is_alphabetic)
        && (!found.sizes.is_empty() || !found.counts.is_empty() || found.fill.is_some())
}

/// A list without heads: exactly one column of names beside columns of another look.
fn rows_without_header(sheet: &Sheet) -> Option<Rows> {
    let width = sheet.width();
    if sheet.rows.len() < 2 {
        return None;
    }
    let looks: Vec<Look> = (0..width).map(|column| look(sheet, column, 0)).collect();
    let filled = |column: usize| {
        (0..sheet.rows.len())
            .filter(|row| !sheet.text(*row, column).is_empty())
            .count()
    };
    let texts: Vec<usize> = (0..width)
        .filter(|column| looks[*column] == Look::Text)
        .collect();
    let tells = looks
        .iter()
        .filter(|look| {
            matches!(
                look,
                Look::Numbers
                    | Look::Quantities
                    | Look::Units
                    | Look::Days
                    | Look::Cas
                    | Look::Places
            )
        })
        .count();
    let has_headings = |column: usize| {
        (0..sheet.rows.len()).any(|row| place::named(sheet.text(row, column)).is_some())
    };
    let name = *texts.first()?;
    // Headings among the names, or half-filled columns, are a shelf list's.
    if tells == 0 || texts.len() > 2 || has_headings(name) {
        return None;
    }
    let dense = |column: usize| filled(column) * 10 >= filled(name) * 6;
    if texts.len() == 2 && (tells < 2 || !dense(texts[1])) {
        return None;
    }
    if tells == 1
        && !looks
            .iter()
            .enumerate()
            .any(|(column, look)| *look != Look::Text && *look != Look::Blank && dense(column))
    {
        return None;
    }
    let mut has_amount = false;
    let has_units = looks.contains(&Look::Units);
    let columns = (0..width)
        .map(|column| match looks[column] {
            _ if column == name => Meaning::Name,
            Look::Numbers if has_units && !has_amount => {
                has_amount = true;
                Meaning::Amount
            }
            Look::Numbers => Meaning::Count,
            Look::Quantities => Meaning::Amount,
            Look::Units => Meaning::Unit,
            Look::Days => Meaning::Received,
            Look::Cas => Meaning::Cas,
            Look::Places => Meaning::Place,
            Look::Text => Meaning::Notes,
            Look::Blank | Look::Serial => Meaning::Ignore,
        })
        .collect();
    Some(Rows {
        header: None,
        columns,
        sheet_place: None,
    })
}

/// The rows of headings at the top of a shelf list, and the first row below them.
fn heads(sheet: &Sheet) -> (Vec<usize>, usize) {
    let width = sheet.width();
    let filled = |row: usize| -> Vec<&str> {
        (0..width)
            .map(|column| sheet.text(row, column))
            .filter(|text| !text.is_empty())
            .collect()
    };
    let mut heads = Vec::new();
    let mut row = 0;
    // Titles above the list, and blank rows.
    while row + 1 < sheet.rows.len() && width > 1 {
        let cells = filled(row);
        let is_title = cells.len() == 1
            && (place::named(cells[0]).is_none() || place::tells_of_list(cells[0]))
            && !place::is_code(cells[0])
            && (!has_quantity(cells[0]) || place::is_title(cells[0]))
            && (row + 1..sheet.rows.len())
                .take(3)
                .any(|row| filled(row).len() > 1);
        if !(cells.is_empty() || is_title) {
            break;
        }
        row += 1;
    }
    let body_share = quantity_share(sheet, row + 1);
    while row + 1 < sheet.rows.len() && heads.len() < 3 {
        let cells = filled(row);
        if cells.is_empty() && heads.is_empty() {
            row += 1;
            continue;
        }
        if !is_head(
            &cells,
            width,
            heads.is_empty(),
            body_share,
            filled(row + 1).is_empty(),
        ) {
            break;
        }
        heads.push(row);
        row += 1;
    }
    (heads, row)
}

fn is_head(
    cells: &[&str],
    width: usize,
    is_first: bool,
    body_share: usize,
    blank_below: bool,
) -> bool {
    if cells.is_empty() {
        return false;
    }
    let is_placed = |text: &&&str| {
        place::named(text).is_some()
            || place::is_numbered(text)
            || place::is_code(text)
            || Meaning::of_header(text).is_some()
    };
    let places = cells.iter().filter(is_placed).count();
    let sections = cells
        .iter()
        .filter(|text| place::is_section(text) || place::is_part_of_section(text))
        .filter(|text| place::named(text).is_none())
        .count();
    // A row is judged as one: "Gas jars box" among seven cupboards is the eighth.
    let counted = cells.iter().filter(|text| counts_a_thing(text)).count();
    if counted * 5 > cells.len() || counted > 0 && (places + sections) * 2 < cells.len() {
        return false;
    }
    if !is_first {
        // Some places at least: a row of "Acids" alone may head the things below it.
        return width > 1
            && cells.len() > 1
            && places > 0
            && (places + sections) * 10 >= cells.len() * 6;
    }
    if width == 1 {
        return false;
    }
    let things = cells.iter().filter(|text| place::is_thing(text)).count();
    let capitals = cells
        .iter()
        .all(|text| !text.chars().any(char::is_lowercase));
    (places + sections) * 3 >= cells.len()
        || things == 0
        || blank_below
        || body_share >= 30
        || (capitals && cells.len() > 1)
}

/// "Tripods 12", "zinc 500g"; but "Organics 2", "Zone 3" and "Box 4 mechanics" are columns.
pub(in super::super) fn counts_a_thing(text: &str) -> bool {
    let is_column = place::named(text).is_some()
        || place::is_numbered(text)
        || place::is_code(text)
        || place::is_part_of_section(text);
    if is_column {
        return false;
    }
    let found = scan::scan(&token::tidy(text));
    let is_bare = found.sizes.is_empty()
        && found.fill.is_none()
        && found
            .counts
            .iter()
            .all(|count| count.of == scan::CountOf::Bare);
    has_quantity(text) && !(is_bare && words::sort_of_words(text).is_none())
}

fn has_quantity(text: &str) -> bool {
    let found = scan::scan(&token::tidy(text));
    !found.sizes.is_empty() || !found.counts.is_empty() || found.fill.is_some()
}

/// In how many of a hundred cells something is counted or measured.
fn quantity_share(sheet: &Sheet, from: usize) -> usize {
    let texts: Vec<&str> = sheet
        .rows
        .iter()
        .skip(from)
        .take(LOOKED_AT)
        .flatten()
        .map(|text| text.trim())
        .filter(|text| !text.is_empty())
        .collect();
    let with = texts.iter().filter(|text| has_quantity(text)).count();
    with * 100 / texts.len().max(1)
}

/// Texts without a head behind a column of quantities, here and there beside a thing: "2 rusty", "in tub".
fn is_beside(sheet: &Sheet, column: usize, body: usize) -> bool {
    let filled = |column: usize| {
        (0..sheet.rows.len()).filter(move |row| !sheet.text(*row, column).is_empty())
    };
    let Some(thing) = column.checked_sub(2) else {
        return false;
    };
    let is_last = column + 1 == sheet.width();
    let has_head = filled(column).any(|row| row < body);
    let has_things = filled(column).all(|row| !sheet.text(row, thing).is_empty());
    is_last && !has_head && has_things && filled(column).count() * 2 < filled(thing).count()
}

fn shelf_column(
    sheet: &Sheet,
    column: usize,
    heads: &[usize],
    body: usize,
    before: &[Column],
) -> Column {
    let head = heads
        .iter()
        .rev()
        .map(|row| sheet.text(*row, column))
        .find(|text| !text.is_empty())
        .unwrap_or_default();
    let by_head = Meaning::of_header(head);
    let follows = before
        .last()
        .is_some_and(|left| matches!(left, Column::Things | Column::Quantity));
    let look = look(sheet, column, body);
    match by_head {
        Some(Meaning::Amount | Meaning::Count | Meaning::Unit) if follows => {
            return Column::Quantity;
        }
        Some(
            Meaning::Notes
            | Meaning::Expiry
            | Meaning::Received
            | Meaning::Supplier
            | Meaning::Code,
        ) if follows => return Column::Notes,
        _ => {}
    }
    if look == Look::Text
        && before.last() == Some(&Column::Quantity)
        && is_beside(sheet, column, body)
    {
        return Column::Notes;
    }
    let has_text_right =
        (column + 1..sheet.width()).any(|right| self::look(sheet, right, body) == Look::Text);
    match look {
        Look::Numbers | Look::Quantities | Look::Serial
            if follows && place::named(head).is_none() =>
        {
            Column::Quantity
        }
        Look::Serial if column == 0 => Column::Ignore,
        Look::Places if column == 0 && has_text_right => Column::Place,
        _ => Column::Things,
    }
}
