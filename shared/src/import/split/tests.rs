use super::*;

#[test]
fn cuts_what_names_several_things() {
    for (cell, parts) in [
        ("tripods x10, gauzes x20", vec!["tripods x10", "gauzes x20"]),
        ("flask, conical, 250ml", vec!["flask, conical, 250ml"]),
        ("sodium chloride, 500g", vec!["sodium chloride, 500g"]),
        (
            "potassium iodide 1 x 500g + 1 x 250g",
            vec!["potassium iodide 1 x 500g + 1 x 250g"],
        ),
        (
            "Beakers 250ml x30, 100ml x20",
            vec!["Beakers 250ml x30", "Beakers 100ml x20"],
        ),
        (
            "beakers, tripods, gauzes",
            vec!["beakers", "tripods", "gauzes"],
        ),
        ("wire, copper", vec!["wire, copper"]),
        (
            "newton meters 1N x 6; 5N x 12",
            vec!["newton meters 1N x 6", "newton meters 5N x 12"],
        ),
        (
            "resistors 10 ohm x 20, 47 ohm x 12",
            vec!["resistors 10 ohm x 20", "resistors 47 ohm x 12"],
        ),
        (
            "voltmeters 0-5V x 6 / 0-15V x 6",
            vec!["voltmeters 0-5V x 6", "voltmeters 0-15V x 6"],
        ),
        (
            "Hydrochloric acid 2M 1L, 1M 500ml",
            vec!["Hydrochloric acid 2M 1L", "Hydrochloric acid 1M 500ml"],
        ),
        (
            "beakers x 10, 2-propanol 500ml",
            vec!["beakers x 10", "2-propanol 500ml"],
        ),
        (
            "pulleys single x 12, double x 8",
            vec!["pulleys single x 12", "pulleys double x 8"],
        ),
        (
            "heat blocks Al x 6, Cu x 4",
            vec!["heat blocks Al x 6", "heat blocks Cu x 4"],
        ),
        (
            "copper wire red 1 roll, black 1 roll",
            vec!["copper wire red 1 roll", "copper wire black 1 roll"],
        ),
        (
            "red ink 100ml, black 50ml",
            vec!["red ink 100ml", "black ink 50ml"],
        ),
        (
            "Yellow phosphorus 100g, red 50g",
            vec!["Yellow phosphorus 100g", "red phosphorus 50g"],
        ),
        (
            "large beakers 3, small 4",
            vec!["large beakers 3", "small beakers 4"],
        ),
        (
            "calcium turnings 100g, granules 50g",
            vec!["calcium turnings 100g", "calcium granules 50g"],
        ),
        (
            "marble chips 2kg large + 1kg small",
            vec!["marble chips 2kg large", "marble chips 1kg small"],
        ),
        ("tripods x10, zinc x2", vec!["tripods x10", "zinc x2"]),
        (
            "filter funnels x10, beakers x2",
            vec!["filter funnels x10", "beakers x2"],
        ),
        ("Clamps x6\nBosses x6", vec!["Clamps x6", "Bosses x6"]),
        (
            "Copper sulphate\npentahydrate 500g",
            vec!["Copper sulphate pentahydrate 500g"],
        ),
        ("Sodium chloride\n500g", vec!["Sodium chloride, 500g"]),
        ("1,2-dibromoethane 100ml", vec!["1,2-dibromoethane 100ml"]),
        ("bosses & clamps x 20", vec!["bosses & clamps x 20"]),
    ] {
        assert_eq!(split(cell), parts, "{cell}");
    }
}
#[test]
fn the_container_of_a_sort_is_no_thing() {
    for cell in [
        "Slides, plain 4 boxes",
        "Splints, wooden 3 boxes",
        "Gloves, latex 2 boxes",
        "Test tubes, large 2 boxes",
        "Bungs, rubber 3 bags",
        "Wires, copper 2 reels",
    ] {
        assert_eq!(split(cell), [cell]);
    }
    assert_eq!(
        split("beakers, tripods 2 boxes"),
        ["beakers", "tripods 2 boxes"]
    );
}

#[test]
fn cuts_sizes_and_sorts_that_are_counted_apart() {
    for (cell, parts) in [
        (
            "Balances 0.01g x 4; 0.1g x 6",
            vec!["Balances 0.01g x 4", "Balances 0.1g x 6"],
        ),
        (
            "Measuring cylinders 10ml x 5; 25ml x 5; 100ml x 3",
            vec![
                "Measuring cylinders 10ml x 5",
                "Measuring cylinders 25ml x 5",
                "Measuring cylinders 100ml x 3",
            ],
        ),
        (
            "Conical flasks 100ml (12); 250ml (20)",
            vec!["Conical flasks 100ml (12)", "Conical flasks 250ml (20)"],
        ),
        (
            "Syringes 10ml x 20; 20ml x 5",
            vec!["Syringes 10ml x 20", "Syringes 20ml x 5"],
        ),
        (
            "Beakers 100ml x 12 and 250ml x 20",
            vec!["Beakers 100ml x 12", "Beakers 250ml x 20"],
        ),
        (
            "Beakers 100ml 12 & 250ml 20",
            vec!["Beakers 100ml 12", "Beakers 250ml 20"],
        ),
        (
            "Beakers 100ml 4; 250ml 6; 400ml 2",
            vec!["Beakers 100ml 4", "Beakers 250ml 6", "Beakers 400ml 2"],
        ),
        (
            "Beakers 100ml 20 250ml 15",
            vec!["Beakers 100ml 20", "Beakers 250ml 15"],
        ),
        (
            "Perspex & polythene rods 15 each",
            vec!["Perspex rods 15", "polythene rods 15"],
        ),
        (
            "Perspex rods and polythene rods 15 of each",
            vec!["Perspex rods 15", "polythene rods 15"],
        ),
        (
            "Red and black leads 20 each",
            vec!["Red leads 20", "black leads 20"],
        ),
        (
            "Convex and concave lenses x 10 each",
            vec!["Convex lenses x 10", "concave lenses x 10"],
        ),
        ("clamps & bosses 20 each", vec!["clamps 20", "bosses 20"]),
        ("tripods 20 each", vec!["tripods 20 each"]),
        (
            "Retort stands, bosses & clamps x 30",
            vec!["Retort stands, bosses & clamps x 30"],
        ),
        ("zinc 500g and 250g", vec!["zinc 500g and 250g"]),
        ("salt 1kg; 500g", vec!["salt 1kg, 500g"]),
    ] {
        assert_eq!(split(cell), parts, "{cell}");
    }
}

#[test]
fn cuts_sorts_of_one_thing() {
    for (cell, parts) in [
        (
            "leads red (20) black (18)",
            vec!["leads red (20)", "leads black (18)"],
        ),
        (
            "newtonmeters 10N (12) 5N (10)",
            vec!["newtonmeters 10N (12)", "newtonmeters 5N (10)"],
        ),
        ("petri dishes 500/box 2", vec!["petri dishes 500/box 2"]),
        (
            "1-chlorobutane / 1-iodobutane 100ml each",
            vec!["1-chlorobutane 100ml", "1-iodobutane 100ml"],
        ),
        (
            "molymod sets: 2 organic, 1 inorganic",
            vec!["molymod sets organic x 2", "molymod sets inorganic x 1"],
        ),
        (
            "Grad. cyl. plastic 12, glass 4",
            vec!["Grad. cyl. plastic 12", "Grad. cyl. glass 4"],
        ),
    ] {
        assert_eq!(split(cell), parts, "{cell}");
    }
}
