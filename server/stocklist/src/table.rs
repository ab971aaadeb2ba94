//! A preview as a table of text: one row per thing, and one per cell that is none.

use shared::amount::{Amount, Unit};
use shared::import::{At, Heading};

use super::{Line, Preview};

/// The columns of the table.
pub const HEADER: [&str; 18] = [
    "row",
    "cell",
    "place",
    "name",
    "amount",
    "unit",
    "kind",
    "substance",
    "confidence",
    "problem",
    "at",
    "containers",
    "fill",
    "concentration",
    "catalogue",
    "alternatives",
    "section",
    "notes",
];

/// The rows, in the order of the file. `row` counts from 1, `cell` is the text as it stands there,
/// `at` names the cell; `amount` without a unit of its own counts containers.
pub fn rows(preview: &Preview) -> Vec<Vec<String>> {
    let things = preview
        .lines
        .iter()
        .map(|line| (line.reading.at, of_line(preview, line)));
    let headings = preview
        .headings
        .iter()
        .map(|heading| (heading.at, of_heading(preview, heading, "heading", "")));
    let skipped = preview.skipped.iter().map(|cell| {
        let row = of_heading(preview, cell, "skipped", "not read: its column is ignored");
        (cell.at, row)
    });
    let mut rows: Vec<(At, Vec<String>)> = things.chain(headings).chain(skipped).collect();
    rows.sort_by_key(|(at, _)| *at);
    rows.into_iter().map(|(_, row)| row).collect()
}

fn of_line(preview: &Preview, line: &Line) -> Vec<String> {
    let reading = &line.reading;
    let thing = &reading.thing;
    let (amount, unit) = match (thing.amount, thing.containers) {
        (Some(amount), _) => written(amount),
        (None, Some(containers)) => (containers.to_string(), "container".to_owned()),
        (None, None) => (String::new(), String::new()),
    };
    let substance = line.substance.as_ref();
    let confidence = substance
        .map(|offer| offer.confidence)
        .or(line.kind.as_ref().map(|offer| offer.confidence));
    let alternatives: Vec<&str> = substance
        .map(|offer| offer.others.iter().map(|entry| entry.name()).collect())
        .unwrap_or_default();
    vec![
        (reading.at.row + 1).to_string(),
        cell_text(preview, reading.at),
        reading.place.join(" > "),
        thing.name.clone(),
        amount,
        unit,
        thing.sort.code().to_owned(),
        substance
            .map(|offer| offer.entry.name().to_owned())
            .unwrap_or_default(),
        confidence.map(|c| format!("{c:.2}")).unwrap_or_default(),
        thing
            .problem
            .as_ref()
            .map(ToString::to_string)
            .unwrap_or_default(),
        cell_name(preview, reading.at),
        thing
            .containers
            .map(|count| count.to_string())
            .unwrap_or_default(),
        thing
            .fill
            .map(|fill| fill.code().to_owned())
            .unwrap_or_default(),
        thing
            .concentration
            .map(|c| c.to_string())
            .unwrap_or_default(),
        line.kind
            .as_ref()
            .map(|offer| offer.name.clone())
            .unwrap_or_default(),
        alternatives.join("; "),
        reading.section.clone().unwrap_or_default(),
        thing.notes.join("; "),
    ]
}

fn of_heading(preview: &Preview, heading: &Heading, kind: &str, problem: &str) -> Vec<String> {
    let mut row = vec![String::new(); HEADER.len()];
    row[0] = (heading.at.row + 1).to_string();
    row[1].clone_from(&heading.text);
    kind.clone_into(&mut row[6]);
    problem.clone_into(&mut row[9]);
    row[10] = cell_name(preview, heading.at);
    row
}

/// A figure and its unit, as they are shown: `2.5` and `dm³`, `30` and `piece`.
fn written(amount: Amount) -> (String, String) {
    let shown = amount.to_string();
    match shown.split_once('\u{202f}') {
        Some((figure, unit)) => (figure.to_owned(), unit.to_owned()),
        None if amount.unit() == Unit::Piece => (shown, "piece".to_owned()),
        None => (shown, String::new()),
    }
}

fn cell_text(preview: &Preview, at: At) -> String {
    let sheet = preview.grid.sheets.get(at.sheet);
    sheet
        .map(|sheet| sheet.text(at.row, at.column).to_owned())
        .unwrap_or_default()
}

/// `B7`, or `Store!B7` where there are several sheets.
fn cell_name(preview: &Preview, at: At) -> String {
    match preview.grid.sheets.get(at.sheet) {
        Some(sheet) if preview.grid.sheets.len() > 1 => format!("{}!{}", sheet.name, at.cell()),
        _ => at.cell(),
    }
}
