//! Which texts are headings.

use super::*;

fn texts(place: &Place) -> Vec<String> {
    place.path.iter().map(|(_, text)| text.clone()).collect()
}

#[test]
fn codes_are_places_where_several_are_numbered() {
    for (text, path) in [
        ("C2", vec!["C2"]),
        ("P12:", vec!["P12"]),
        ("C1 middle", vec!["C1", "middle"]),
        ("D4 top left", vec!["D4", "top left"]),
    ] {
        assert_eq!(
            coded(text).map(|place| texts(&place)),
            Some(path.into_iter().map(str::to_owned).collect()),
            "{text}"
        );
    }
    for thing in [
        "O2",
        "Br2",
        "PP3 batteries",
        "M4 screws",
        "LR44s",
        "12",
        "zinc",
    ] {
        assert_eq!(coded(thing), None, "{thing}");
    }
}

#[test]
fn a_section_may_have_several_columns() {
    for text in ["Organics 2", "Salts A-M", "Inorganics I - M", "Physics A"] {
        assert!(is_part_of_section(text), "{text}");
    }
    for text in ["Organics", "Tripods 12", "zinc 2", "12"] {
        assert!(!is_part_of_section(text), "{text}");
    }
}

#[test]
fn a_numbered_place_says_what_is_in_it() {
    for text in [
        "BOX 4 MECHANICS",
        "Tray 2",
        "Crate B pulleys",
        "Shelf 3 POWER",
    ] {
        assert!(is_numbered(text), "{text}");
    }
    for text in [
        "boxes 4 masses",
        "box 3 magnets x 20",
        "box magnets",
        "zinc 2 kg",
        "Box",
    ] {
        assert!(!is_numbered(text), "{text}");
    }
}

#[test]
fn furniture_with_a_name_stands_in_no_other() {
    for text in [
        "Glassware drawers",
        "Rocks and minerals tray",
        "Fume cupboard (Lab 3):",
    ] {
        assert!(stands_alone(text), "{text}");
    }
    for text in [
        "Top shelf",
        "Drawer 2:",
        "Shelf 3 (left)",
        "Bottom shelf - heavy",
    ] {
        assert!(!stands_alone(text), "{text}");
    }
}

#[test]
fn places_are_told_from_things() {
    for (text, path) in [
        ("Cupboard 3", vec!["Cupboard 3"]),
        ("CUPBOARD 12:", vec!["CUPBOARD 12"]),
        ("Top shelf", vec!["Top shelf"]),
        ("Shelf 2 (left)", vec!["Shelf 2 (left)"]),
        (
            "Prep room - cupboard 3 - shelf 2",
            vec!["Prep room", "cupboard 3", "shelf 2"],
        ),
        ("Cupboard 1 Shelf 2", vec!["Cupboard 1", "Shelf 2"]),
        ("Acid cupboard", vec!["Acid cupboard"]),
        ("Chemical store", vec!["Chemical store"]),
        ("Mrs Smith's cupboard", vec!["Mrs Smith's cupboard"]),
        ("Drawer 4", vec!["Drawer 4"]),
        ("Tray 7", vec!["Tray 7"]),
        ("Lab 3", vec!["Lab 3"]),
        ("Shelves 1-3", vec!["Shelves 1-3"]),
        ("DRAWER 2 - LEADS", vec!["DRAWER 2 - LEADS"]),
        ("Shelf B1 Acids", vec!["Shelf B1 Acids"]),
        ("Drawer 5 (Optics)", vec!["Drawer 5 (Optics)"]),
        ("Store room shelf 1", vec!["Store room", "shelf 1"]),
        ("Prep room fridge", vec!["Prep room", "fridge"]),
        ("Lab 4 window sill", vec!["Lab 4", "window sill"]),
        ("Store cupboard", vec!["Store cupboard"]),
        ("Shelf 2, cupboard 3", vec!["cupboard 3", "Shelf 2"]),
        ("C1 top shelf", vec!["C1", "top shelf"]),
        ("B2 shelf", vec!["B2 shelf"]),
        ("Sink area", vec!["Sink area"]),
        ("SHELF ONE", vec!["SHELF ONE"]),
        ("Cpd 4 Shf 2", vec!["Cpd 4", "Shf 2"]),
        ("Box on top of cupboard", vec!["Box on top of cupboard"]),
        ("Upstairs prep", vec!["Upstairs prep"]),
        (
            "Gratnells tray 12 - Magnets",
            vec!["Gratnells tray 12 - Magnets"],
        ),
        (
            "Cupboard 2 - Physics (locked - key in prep)",
            vec!["Cupboard 2 - Physics (locked - key in prep)"],
        ),
        (
            "Shelf 3 (radioactive store - locked)",
            vec!["Shelf 3 (radioactive store - locked)"],
        ),
        (
            "Flammables cabinet - key with AB",
            vec!["Flammables cabinet - key with AB"],
        ),
        (
            "Metal cabinet - flammables",
            vec!["Metal cabinet - flammables"],
        ),
        ("Bottom shelf - heavy", vec!["Bottom shelf - heavy"]),
        (
            "Middle shelf (test tubes)",
            vec!["Middle shelf (test tubes)"],
        ),
        ("Shelf above sink - acids", vec!["Shelf above sink - acids"]),
        ("Acids cupboard - bottom", vec!["Acids cupboard - bottom"]),
    ] {
        assert_eq!(
            named(text).map(|place| texts(&place)),
            Some(path.iter().map(ToString::to_string).collect()),
            "{text}"
        );
    }
}

#[test]
fn things_are_no_places() {
    for thing in [
        "test tube racks x 12",
        "trays 20",
        "plastic tray",
        "lab coats 20",
        "beakers",
        "box of gloves",
        "fridge thermometer",
        "trolley wheels",
        "lab jack",
        "ice box",
        "rack",
        "bin bags",
        "",
        "storage jars 500ml",
        "sink plungers x 4",
        "tray",
        "bee hive shelf",
        "EMPTY SHELF",
        "box 3 magnets",
        "Drawer 2 - leads x 20",
        "Drawer 2 - leads (20)",
        "Drawer 2 - leads red (x20)",
        "tray, plastic",
        "test tube rack 12",
        "test tube rack - wooden",
        "Test tube rack (wooden)",
        "storage box - plastic",
        "Top shelf: beakers",
        "Green tray",
        "box with lid",
        "two drawer unit",
        "lab bench - broken",
        "steel rack - new",
        "boxes under bench",
        "Lab jack - small",
        "ice box (blue)",
    ] {
        assert_eq!(named(thing), None, "{thing}");
    }
}

#[test]
fn a_remark_in_brackets_is_no_room() {
    assert!(names_its_room("Fume cupboard (Lab 3)"));
    assert!(!names_its_room("Shelf 3 (radioactive store - locked)"));
}

#[test]
fn titles_and_totals_tell_of_the_list() {
    for text in [
        "Prep room stock - checked Sept 2024 KW",
        "Stock Sept 2024",
        "Chemical stock 12/9/24",
        "Total lines 150",
        "TOTAL",
        "Grand total: 1234",
    ] {
        assert!(tells_of_list(text), "{text}");
    }
    for text in [
        "NaOH stock solution made Sept 2024",
        "sodium chloride stock 2024",
        "stockings 2",
        "Stock bottles 12",
        "total internal reflection block",
    ] {
        assert!(!tells_of_list(text), "{text}");
    }
}
