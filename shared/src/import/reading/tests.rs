//! Whole sheets, read.

use proptest::prelude::*;

use super::super::{Problem, Sheet, guess};
use super::*;

fn grid(text: &str) -> Grid {
    let rows = text
        .lines()
        .map(|line| line.split('|').map(str::to_owned).collect());
    let (name, rows) = (String::new(), rows.collect());
    Grid {
        sheets: vec![Sheet {
            name,
            rows,
            tall: Vec::new(),
        }],
    }
}

/// "place > place: name = amount" for each thing.
fn lines(text: &str) -> Vec<String> {
    let grid = grid(text);
    let read = read(&grid, &guess(&grid), &|_| None);
    let line = |reading: &Reading| {
        let amount = reading
            .thing
            .amount
            .map(|amount| format!(" = {amount}").replace('\u{202f}', " "));
        format!(
            "{}: {}{}",
            reading.place.join(" > "),
            reading.thing.name,
            amount.unwrap_or_default()
        )
    };
    read.things.iter().map(line).collect()
}

#[test]
fn columns_are_places() {
    assert_eq!(
        lines(
            "Cupboard 1|Cupboard 2|Physics\nbeakers x6|sodium chloride 500g|\n|zinc 1kg|Ammeters 5"
        ),
        [
            "Cupboard 1: beakers = 6",
            "Cupboard 2: sodium chloride = 500 g",
            "Cupboard 2: zinc = 1 kg",
            "Physics: Ammeters = 5"
        ]
    );
}

#[test]
fn merged_headings_reach_right_and_rooms_hold_shelves() {
    assert_eq!(
        lines("Chemical store||Prep room\nShelf 1|Shelf 2|Drawer 1\nzinc 1kg|iron 1kg|pens x3"),
        [
            "Chemical store > Shelf 1: zinc = 1 kg",
            "Chemical store > Shelf 2: iron = 1 kg",
            "Prep room > Drawer 1: pens = 3"
        ]
    );
}

#[test]
fn sections_may_stand_beside_places() {
    assert_eq!(
        lines(
            "Prep room||Store||\nCupboard 1|Cupboard 2|Shelf 1|Acids|Salts\npens x3|jugs x2|zinc 1kg|HCl 2L|urea 1kg"
        ),
        [
            "Prep room > Cupboard 1: pens = 3",
            "Prep room > Cupboard 2: jugs = 2",
            "Store > Shelf 1: zinc = 1 kg",
            "Store > Acids: HCl = 2 dm³",
            "Store > Salts: urea = 1 kg",
        ]
    );
}

#[test]
fn headings_stand_inside_one_column() {
    assert_eq!(
        lines(
            "Prep room\nCupboard 1\nTop shelf\nbeakers 250ml x30\nBottom shelf\ntripods x 5\n\nCupboard 2:\nGLASSWARE\nflasks x 3\nLab 2\nstools 30"
        ),
        [
            "Prep room > Cupboard 1 > Top shelf: beakers 250ml = 30",
            "Prep room > Cupboard 1 > Bottom shelf: tripods = 5",
            "Prep room > Cupboard 2: flasks = 3",
            "Lab 2: stools = 30",
        ]
    );
}

#[test]
fn quantities_stand_in_the_next_column() {
    assert_eq!(
        lines(
            "Cupboard 1||Cupboard 2|Qty\nbeakers|30|sodium chloride|500g\ntripods|12|zinc 500g|2"
        ),
        [
            "Cupboard 1: beakers = 30",
            "Cupboard 2: sodium chloride = 500 g",
            "Cupboard 1: tripods = 12",
            "Cupboard 2: zinc 500g = 1 kg"
        ]
        .map(|line| line.replace("zinc 500g", "zinc"))
    );
}

#[test]
fn shelves_stand_at_the_left() {
    assert_eq!(
        lines(
            "|Cupboard 1|Cupboard 2\nShelf 1|beakers x3|zinc 1kg\nShelf 2|flasks x4|iron 1kg\nShelf 3|jugs x 2|"
        ),
        [
            "Cupboard 1 > Shelf 1: beakers = 3",
            "Cupboard 2 > Shelf 1: zinc = 1 kg",
            "Cupboard 1 > Shelf 2: flasks = 4",
            "Cupboard 2 > Shelf 2: iron = 1 kg",
            "Cupboard 1 > Shelf 3: jugs = 2",
        ]
    );
}

#[test]
fn one_row_per_thing() {
    assert_eq!(
        lines(
            "Stock list\nChemical|Size|Number|Location|Shelf\nzinc|500 g|2|Store|3\nethanol|2.5|1|Flam cabinet|\nBeaker 250ml||30|Prep|"
        ),
        [
            "Store > Shelf 3: zinc = 1 kg",
            "Flam cabinet: ethanol",
            "Prep: Beaker 250ml = 30"
        ]
    );
    assert_eq!(
        lines("sodium chloride|500|g|Cupboard 1\nzinc sulphate|1|kg|Cupboard 2"),
        [
            "Cupboard 1: sodium chloride = 500 g",
            "Cupboard 2: zinc sulphate = 1 kg"
        ]
    );
}

#[test]
fn a_tall_cell_holds_for_all_its_rows() {
    let mut grid = grid(
        "Name|Amount|Place\nzinc|500 g|Store\niron|1 kg\ntin|100 g\nurea|2 kg|Lab 1\nnickel||\n|5 g|",
    );
    let tall = |column, from, to| super::super::Tall { column, from, to };
    grid.sheets[0].tall = vec![tall(0, 5, 6), tall(1, 2, 3), tall(2, 1, 3)];
    let read = read(&grid, &guess(&grid), &|_| None);
    let said = |reading: &Reading| (reading.place.join(" > "), reading.thing.name.clone());
    let said: Vec<(String, String)> = read.things.iter().map(said).collect();
    let expected = [
        ("Store", "zinc"),
        ("Store", "iron"),
        ("Store", "tin"),
        ("Lab 1", "urea"),
        ("", "nickel"),
        ("", "nickel"),
    ];
    assert_eq!(
        said,
        expected.map(|(place, name)| (place.into(), name.into()))
    );
}

#[test]
fn less_than_none_and_too_many_are_looked_at() {
    let grid = grid(
        "Name|Amount|Count\nzinc|-5 g|\ntripods|-5|\ngauzes||-12\nHCl 2 mol/dm³|2500|\nwire|- 5 m|\nNaCl|150|",
    );
    let read = read(&grid, &guess(&grid), &|_| None);
    let said = |reading: &Reading| {
        let thing = &reading.thing;
        let problem = thing.problem.as_ref().map(ToString::to_string);
        let amount = thing.amount.map(|amount| amount.micro() / 1_000_000);
        (thing.name.clone(), amount, thing.containers, problem)
    };
    let said: Vec<_> = read.things.iter().map(said).collect();
    let unclear = |text: &str| Some(Problem::AmountUnclear(text.to_owned()).to_string());
    let line =
        |name: &str, amount, containers, problem| (name.to_owned(), amount, containers, problem);
    assert_eq!(
        said,
        [
            line("zinc", None, None, unclear("-5 g")),
            line("tripods", None, None, unclear("-5")),
            line("gauzes", None, None, unclear("-12")),
            line("HCl", None, None, unclear("2500")),
            line("wire", Some(5), Some(1), None),
            line("NaCl", None, Some(150), None),
        ]
    );
}

#[test]
fn columns_may_be_numbered_sections() {
    assert_eq!(
        lines(
            "Stock list (Sept 2024)||\n||\nOrganics 1|Organics 2|Salts A-M\nhexane 1L|urea 500g|zinc nitrate 1kg\nethanol 1L|starch 500g|borax 1kg"
        ),
        [
            "Organics 1: hexane = 1 dm³",
            "Organics 2: urea = 500 g",
            "Salts A-M: zinc nitrate = 1 kg",
            "Organics 1: ethanol = 1 dm³",
            "Organics 2: starch = 500 g",
            "Salts A-M: borax = 1 kg",
        ]
    );
}

#[test]
fn codes_head_what_stands_below_them() {
    assert_eq!(
        lines(
            "PREP ROOM\nC1 top shelf\nbeakers 50\nC1 middle\nflasks 3\nC2\ntripods 4\nLab 2\nstools 30"
        ),
        [
            "PREP ROOM > C1 > top shelf: beakers = 50",
            "PREP ROOM > C1 > middle: flasks = 3",
            "PREP ROOM > C2: tripods = 4",
            "Lab 2: stools = 30",
        ]
    );
}

#[test]
fn notes_stand_behind_quantities() {
    assert_eq!(
        lines("Cupboard 1||\nbobs|20|in tub\nstands|12|\nclamps|10|2 rusty\nrulers|3|\nspoons|4|"),
        [
            "Cupboard 1: bobs = 20",
            "Cupboard 1: stands = 12",
            "Cupboard 1: clamps = 10",
            "Cupboard 1: rulers = 3",
            "Cupboard 1: spoons = 4",
        ]
    );
}

#[test]
fn a_second_row_of_places_further_down_goes_on() {
    assert_eq!(
        lines(
            "Cupboard 1|Cupboard 2\nbeakers x 2|flasks x3\n|\nCupboard 3|Cupboard 4\njugs x 2|pans x 3"
        ),
        [
            "Cupboard 1: beakers = 2",
            "Cupboard 2: flasks = 3",
            "Cupboard 3: jugs = 2",
            "Cupboard 4: pans = 3"
        ]
    );
}

#[test]
fn lines_behind_blank_ones_head_their_blocks() {
    assert_eq!(
        lines(
            "Prep room - left cupboard:\nbeakers 5\njugs 2\n\nFume cupboard (Lab 3):\ntongs 2\n\nGlassware drawers\nflasks 3\n\nRocks and minerals tray\nslate 5\n\nTop shelf / misc:\nmats 4\n\nPowders\nflour 2 kg\n\nPrep room left cupboard cont.\npans 2"
        ),
        [
            "Prep room > left cupboard: beakers = 5",
            "Prep room > left cupboard: jugs = 2",
            "Fume cupboard (Lab 3): tongs = 2",
            "Glassware drawers: flasks = 3",
            "Rocks and minerals tray: slate = 5",
            "Top shelf / misc: mats = 4",
            "Powders: flour = 2 kg",
            "Prep room > left cupboard: pans = 2",
        ]
    );
    // Blank lines alone make no headings.
    assert_eq!(
        lines("beakers 5\njugs\n\ntongs\nmats 4\n\ngauzes\nflasks"),
        [
            ": beakers = 5",
            ": jugs",
            ": tongs",
            ": mats = 4",
            ": gauzes",
            ": flasks"
        ]
    );
}

#[test]
fn a_second_row_of_shelves_stays_in_its_cupboards() {
    assert_eq!(
        lines(
            "Cabinet A|Cabinet B\njugs 2|pans 3\n|\nTop shelf|Bottom\nmats 4|tongs 5\n|\nAcids|Powders\nHCl 2L|flour 1kg\nNB order more|to be sorted"
        ),
        [
            "Cabinet A: jugs = 2",
            "Cabinet B: pans = 3",
            "Cabinet A > Top shelf: mats = 4",
            "Cabinet B > Bottom: tongs = 5",
            "Acids: HCl = 2 dm³",
            "Powders: flour = 1 kg",
            "Acids: ",
            "Powders: ",
        ]
    );
}

#[test]
fn a_head_that_could_be_a_thing_is_judged_with_its_row() {
    assert_eq!(
        lines(
            "Cupboard 1|Salts tin|Fridge|Drawer 2|Lab 3 bench\nbeakers 6|zinc 1kg|agar|pens 3|mats 4"
        ),
        [
            "Cupboard 1: beakers = 6",
            "Salts tin: zinc = 1 kg",
            "Fridge: agar",
            "Drawer 2: pens = 3",
            "Lab 3 > bench: mats = 4",
        ]
    );
}

#[test]
fn a_block_with_things_of_its_own_holds_no_other() {
    assert_eq!(
        lines(
            "Chemical store B top\nzinc 1kg\ntin 2kg\n\nSolvents cupboard\nhexane 1L\n\nnitrick acid\nurea 2kg\n\nStore room\nGlassware cupboard\njugs 2\n\nUnder sink Lab 4\nbuckets 3"
        ),
        [
            "Chemical store B top: zinc = 1 kg",
            "Chemical store B top: tin = 2 kg",
            "Solvents cupboard: hexane = 1 dm³",
            "Solvents cupboard: nitrick acid",
            "Solvents cupboard: urea = 2 kg",
            "Store room > Glassware cupboard: jugs = 2",
            "Under sink Lab 4: buckets = 3",
        ]
    );
}

#[test]
fn a_thing_that_says_where_it_is_heads_nothing() {
    assert_eq!(
        lines(
            "Cupboard 1|Cupboard 2\nthallium (poisons cupboard)|mats 4\nask in prep room|jugs 2\nzinc 1kg|"
        ),
        [
            "Cupboard 1: thallium",
            "Cupboard 2: mats = 4",
            "Cupboard 1: ",
            "Cupboard 2: jugs = 2",
            "Cupboard 1: zinc = 1 kg",
        ]
    );
}

#[test]
fn a_place_is_written_once_for_the_rows_below_it() {
    let once = "Where|Shelf|Contents|Qty\nLab 1|2|jugs|3\n|||\n||mats|4\n|3|pens|6\nLab 2||bells|1\n||tongs|8";
    assert_eq!(
        lines(once),
        [
            "Lab 1 > Shelf 2: jugs = 3",
            "Lab 1 > Shelf 2: mats = 4",
            "Lab 1 > Shelf 3: pens = 6",
            "Lab 2: bells = 1",
            "Lab 2: tongs = 8",
        ]
    );
    let each = "Where|Contents|Qty\nLab 1|jugs|3\nLab 1|pens|6\n|mats|4\n|bells|1";
    assert_eq!(
        lines(each)[2..],
        [": mats = 4", ": bells = 1"],
        "who says it each time"
    );
}

#[test]
fn places_are_told_by_what_stands_around_them() {
    assert_eq!(
        lines(
            "Cupboard 1\nTop shelf - boiling tubes\nboiling tubes 40\nBottom shelf: funnels\nfunnels 12\nGreen tray\nlenses 4\nMetal cabinet - flammables\npropanone 1L"
        ),
        [
            "Cupboard 1 > Top shelf - boiling tubes: boiling tubes = 40",
            "Cupboard 1 > Bottom shelf: funnels: funnels = 12",
            "Cupboard 1 > Bottom shelf: funnels > Green tray: lenses = 4",
            "Metal cabinet - flammables: propanone = 1 dm³",
        ]
    );
    assert_eq!(
        lines("Cupboard 1\nTop shelf: jugs\nBottom shelf: pans"),
        [
            "Cupboard 1 > Top shelf: jugs",
            "Cupboard 1 > Bottom shelf: pans"
        ]
    );
    // Where nothing is counted, a green tray may be one.
    assert_eq!(
        lines("Cupboard 1\nbeakers\nGreen tray\nlenses 4"),
        [
            "Cupboard 1: beakers",
            "Cupboard 1: Green tray",
            "Cupboard 1: lenses = 4"
        ]
    );
}

#[test]
fn a_figure_of_a_name_that_is_known_counts_nothing() {
    let known = |name: &str| (name == "2-bromobutane").then_some(Sort::Chemical);
    let named = |text: &str| {
        let grid = grid(text);
        let reading = read(&grid, &guess(&grid), &known).things.remove(0);
        (reading.text, reading.thing.name, reading.thing.containers)
    };
    let said = |text: &str| (text.to_owned(), "2-bromobutane".to_owned(), Some(1));
    assert_eq!(
        named("Cupboard 1\n2 bromobutane 50ml"),
        said("2 bromobutane 50ml")
    );
    assert_eq!(
        named("Chemical|Size|Place\n2 bromobutane|50ml|Store"),
        said("2 bromobutane 50ml")
    );
}

#[test]
fn titles_and_totals_are_no_things() {
    assert_eq!(
        lines("Prep room stock - checked Sept 2024 KW\n\nLab 1\njugs 2\nTotal lines 1"),
        ["Lab 1: jugs = 2"]
    );
    assert_eq!(
        lines("Cupboard 1|Qty\njugs|2\npans|3\nmats|4\nTOTAL|9"),
        [
            "Cupboard 1: jugs = 2",
            "Cupboard 1: pans = 3",
            "Cupboard 1: mats = 4"
        ]
    );
    assert_eq!(
        lines("Item|Size|Qty\njugs|1L|2\npans||3\nTOTAL||5"),
        [": jugs 1L = 2", ": pans = 3"]
    );
}

proptest! {
    #[test]
    fn every_cell_is_accounted_for(
        rows in prop::collection::vec(
            prop::collection::vec(
                prop_oneof![
                    Just(String::new()),
                    ".{0,12}",
                    "(Shelf|Cupboard|GLASSWARE|Name|Qty|beakers|zinc|acid|half full|box of|2x|x) ?[0-9]{0,3}(ml|kg|M|%|\\?| x ?[0-9])?",
                    "[0-9,./x ~?()+-]{1,8}",
                    "(beakers|zinc|HCl|wire)[ ,;\\n(]{1,2}[0-9]{1,3} ?(g|m|x|L|boxes|of)? ?[0-9)]{0,3}",
                ],
                0..5,
            ),
            0..9,
        )
    ) {
        let grid = Grid { sheets: vec![Sheet { rows, ..Sheet::default() }] };
        let layouts = guess(&grid);
        let read = read(&grid, &layouts, &|_| None);
        for (row, cells) in grid.sheets[0].rows.iter().enumerate() {
            for (column, text) in cells.iter().enumerate() {
                let text = text.trim();
                if text.is_empty() { continue; }
                let at = At { sheet: 0, row, column };
                let itself = read.things.iter().any(|r| r.at == at)
                    || read.headings.iter().chain(&read.skipped).any(|h| h.at == at);
                let beside = read.things.iter().any(|r| r.at.row == row);
                prop_assert!(itself || beside, "{:?} of {:?} as {:?}", text, grid, layouts);
            }
        }
        for reading in &read.things {
            let named = !reading.thing.name.is_empty();
            prop_assert!(named || reading.thing.problem == Some(Problem::NoName), "{:?}", reading);
        }
    }
}
