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
    for text in ["Top shelf", "Drawer 2:", "Shelf 3 (left)"] {
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
    ] {
        assert_eq!(
            named(text).map(|place| texts(&place)),
            Some(path.iter().map(ToString::to_string).collect()),
            "{text}"
        );
    }
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
    ] {
        assert_eq!(named(thing), None, "{thing}");
    }
}
