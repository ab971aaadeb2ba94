//! Rows of a thing each, whose columns say how much of it there is.

use super::super::{Grid, Layout, guess};
use super::*;

/// What a row of cells says under heads: name, amount, containers, fill, notes, problem.
fn read(heads: &str, row: &str) -> String {
    let cells = |line: &str| line.split('|').map(str::to_owned).collect::<Vec<_>>();
    let sheet = Sheet {
        rows: vec![cells(heads), cells(row)],
        ..Sheet::default()
    };
    let grid = Grid {
        sheets: vec![sheet],
    };
    let layouts = guess(&grid);
    assert!(matches!(layouts[..], [Layout::Rows(_)]), "{layouts:?}");
    let readings = super::super::read(&grid, &layouts, &|_| None);
    let [reading] = readings.things.as_slice() else {
        return format!("{} things", readings.things.len());
    };
    let thing = reading.thing.clone();
    let mut parts = vec![thing.name];
    let amount = thing.amount.map(|amount| amount.to_string());
    parts.extend(amount.map(|amount| amount.replace('\u{202f}', " ")));
    parts.extend(thing.containers.map(|number| format!("in {number}")));
    parts.extend(thing.fill.map(|fill| fill.code().to_owned()));
    if !thing.notes.is_empty() {
        parts.push(format!("note {}", thing.notes.join("; ")));
    }
    parts.extend(thing.problem.map(|problem| format!("{problem:?}")));
    parts.join(" | ")
}

/// All that are read otherwise are shown at once.
fn assert_read(heads: &str, cases: &[(&str, &str)]) {
    let (read, said): (Vec<_>, Vec<_>) = cases
        .iter()
        .map(|(row, said)| (read(heads, row), (*said).to_owned()))
        .filter(|(read, said)| read != said)
        .unzip();
    assert_eq!(read, said);
}

const SIZES: &str = "Item|Size|Qty|Location";

#[test]
fn a_count_beside_a_size_is_so_many_times_it() {
    assert_read(
        SIZES,
        &[
            ("zinc|500g|3|Store", "zinc | 1.5 kg | in 3"),
            ("zinc|500g|two|Store", "zinc | 1 kg | in 2"),
            ("zinc|500g|1 1/2|Store", "zinc | 750 g | in 2 | About"),
            ("zinc|500g|1½|Store", "zinc | 750 g | in 2 | About"),
            ("zinc|500g|1 & 1/2|Store", "zinc | 750 g | in 2 | About"),
            ("zinc|500g|2 + 1/2|Store", "zinc | 1.25 kg | in 3 | About"),
            ("zinc|500g|2.5|Store", "zinc | 1.25 kg | in 3 | About"),
            ("zinc|500g|0.5|Store", "zinc | 250 g | in 1 | About"),
            (
                "zinc|500g|1/2|Store",
                "zinc | 250 g | in 1 | half full | About",
            ),
            (
                "zinc|500g|25%|Store",
                "zinc | 125 g | in 1 | a quarter full | About",
            ),
            (
                "zinc|500g|2-3|Store",
                "zinc | 1 kg | in 2 | note 2-3 | About",
            ),
            (
                "zinc|500g|5 (2 opened)|Store",
                "zinc | 2.5 kg | in 5 | note 2 opened | About",
            ),
            ("beaker|100ml|twelve|Store", "beaker 100ml | 12"),
            ("conical flask|250|30|Store", "conical flask 250 | 30"),
        ],
    );
}

#[test]
fn what_is_left_of_a_bottle_is_what_there_is() {
    assert_read(
        SIZES,
        &[
            (
                "zinc|500g|250g left|Store",
                "zinc | 250 g | in 1 | note 500g 250g left",
            ),
            ("microscope|x400|20|Lab 3", "microscope x400 | 20"),
            (
                "coverslips|22x22|4 packs|Lab 3",
                "coverslips 22x22 | in 4 | note packs",
            ),
        ],
    );
}

#[test]
fn where_nothing_is_left_nothing_is_there() {
    assert_read(
        SIZES,
        &[
            ("zinc|500g|0|Store", "zinc | 0 g"),
            ("zinc|500g|zero|Store", "zinc | 0 g"),
            (
                "zinc|500g|nil|Store",
                "zinc | 0 g | in 1 | empty | note nil",
            ),
            (
                "zinc|500g|run out|Store",
                "zinc | 0 g | in 1 | empty | note run out",
            ),
            (
                "beaker|100ml|finished|Store",
                "beaker 100ml | 0 | note finished",
            ),
        ],
    );
}

#[test]
fn a_count_that_is_not_understood_is_no_part_of_the_name() {
    assert_read(
        SIZES,
        &[
            (
                "zinc|500g|1 low|Store",
                "zinc | 500 g | in 1 | note 1 low | AmountUnclear(\"1 low\")",
            ),
            (
                "zinc|500g|II|Store",
                "zinc | 500 g | in 1 | note II | AmountUnclear(\"II\")",
            ),
            (
                "beaker|100ml|10+12|Store",
                "beaker 100ml | note 10+12 | AmountUnclear(\"10+12\")",
            ),
        ],
    );
    assert_read(
        "Item|Qty|Location",
        &[
            ("zinc|500g x 2|Store", "zinc | 1 kg | in 2"),
            ("beaker|250ml x 12|Store", "beaker 250ml | 12"),
            ("beaker|2-3|Store", "beaker | 2 | note 2-3 | About"),
            (
                "zinc|1 low|Store",
                "zinc | note 1 low | AmountUnclear(\"1 low\")",
            ),
        ],
    );
}

#[test]
fn an_amount_with_a_unit_of_its_own_is_no_count() {
    assert_read(
        "Item|Qty|Unit|Location",
        &[
            ("zinc|500|g|Store", "zinc | 500 g | in 1"),
            ("beaker|12||Store", "beaker | 12"),
        ],
    );
    assert_read(
        "Item|Qty (g)|Location",
        &[("zinc|500|Store", "zinc | 500 g | in 1")],
    );
}
