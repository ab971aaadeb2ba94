//! What is said of a thing beside its amount: notes, numbers of a name, and what real lists say.

use super::*;

#[test]
fn what_is_said_of_some_of_them_is_a_note() {
    assert_read(&[
        (
            "clamp stands x 12 (2 broken)",
            "clamp stands | equipment | 12 | note 2 broken",
        ),
        (
            "bosses 20 + 5 broken",
            "bosses | equipment | 20 | note 5 broken",
        ),
        (
            "bosses 12 + 3 spare",
            "bosses | equipment | 15 | note 3 spare",
        ),
        (
            "torso (12 parts) heart missing",
            "torso (12 parts) | equipment | note heart missing",
        ),
        (
            "microscopes 12 lamp broken",
            "microscopes | equipment | 12 | note lamp broken",
        ),
        ("tripods (4 broken)", "tripods | equipment | note 4 broken"),
        (
            "lactose 2 x 500g, 1 open",
            "lactose | chemical | 1 kg | in 2 | note 1 open | About",
        ),
        (
            "cellulose 1 full 1 half full",
            "cellulose | chemical | in 2 | note 1 full; 1 half full | About",
        ),
        ("tripods a few", "tripods | equipment | note a few"),
        (
            "sodium acetate few grams",
            "sodium acetate | chemical | note few grams",
        ),
        ("beakers x?", "beakers | equipment | Doubtful"),
        (
            "beakers x6 see tray 4",
            "beakers | equipment | 6 | note see tray 4",
        ),
        (
            "zinc 500g (ask Dave)",
            "zinc | chemical | 500 g | in 1 | note ask Dave",
        ),
        (
            "zinc 500g CHECK ANNUALLY",
            "zinc | chemical | 500 g | in 1 | note CHECK ANNUALLY",
        ),
        (
            "lens +10D missing 2",
            "lens +10D | equipment | note missing 2",
        ),
        (
            "sodium in oil 100g",
            "sodium in oil | chemical | 100 g | in 1",
        ),
        (
            "sodium 100g in oil",
            "sodium | chemical | 100 g | in 1 | note in oil",
        ),
        (
            "zinc sulphate 500g/1kg",
            "zinc sulphate | chemical | note 500g/1kg | AmountUnclear(\"500g/1kg\")",
        ),
        (
            "citric acid 2 tubs 500g each",
            "citric acid | chemical | 1 kg | in 2 | note tubs",
        ),
        ("citric acid two bottles", "citric acid | chemical | in 2"),
    ]);
}

#[test]
fn the_number_in_a_name_stays_in_the_name() {
    assert_read(&[
        ("x10 eyepiece 4", "x10 eyepiece | equipment | 4"),
        ("10x objective", "10x objective | equipment"),
        (
            "hand lens x10",
            "hand lens x10 | equipment | AmountUnclear(\"x10\")",
        ),
        ("hand lenses x10", "hand lenses | equipment | 10"),
        ("14 5kV EHT supply", "5kV EHT supply | equipment | 14"),
        ("12x 2.5V MES bulbs", "2.5V MES bulbs | equipment | 12"),
        ("12x 555 timer chips", "555 timer chips | equipment | 12"),
        ("12 x 4mm leads", "4mm leads | equipment | 12"),
        ("10 ohm resistors x 20", "10 ohm resistors | equipment | 20"),
        ("1 Mohm resistor × 18", "1 Mohm resistor | equipment | 18"),
        (
            "test tubes 125x16 x 50",
            "test tubes 125x16 | equipment | 50",
        ),
        (
            "test tubes 150 x 16mm x 50",
            "test tubes 150 x 16mm | equipment | 50",
        ),
        (
            "quickfit flask 19/26 100ml x2",
            "quickfit flask 19/26 100ml | equipment | 2",
        ),
        (
            "thermometers -10 to 110 x 8",
            "thermometers -10 to 110 | equipment | 8",
        ),
        (
            "petroleum ether 60-80 2.5L",
            "petroleum ether 60-80 | chemical | 2.5 dm³ | in 1",
        ),
        ("Buffer pH 4 1dm3", "Buffer pH 4 | chemical | 1 dm³ | in 1"),
        (
            "Ammonia 0.880 - 500 cm³",
            "Ammonia 0.880 | chemical | 500 cm³ | in 1",
        ),
        ("gas jars X 9", "gas jars | equipment | 9"),
        ("gloves 2x100", "gloves | consumable | 200 | in 2"),
        ("hotplates 6 no.", "hotplates | equipment | 6"),
        ("tripods 1 only", "tripods | equipment | 1"),
        ("100ml beakers x12", "100ml beakers | equipment | 12"),
        ("1 kg masses x 6", "1 kg masses | equipment | 6"),
        ("size 14 bungs x20", "size 14 bungs | equipment | 20"),
        ("M4 screws x100", "M4 screws | equipment | 100"),
    ]);
}

#[test]
#[expect(clippy::too_many_lines, reason = "a table of readings, a line each")]
fn what_real_lists_said_wrongly_read_once() {
    assert_read(&[
        (
            "Microscopes x14 (2 need bulbs)",
            "Microscopes | equipment | 14 | note 2 need bulbs",
        ),
        (
            "Multimeters x 16 - 2 no fuse",
            "Multimeters | equipment | 16 | note 2 no fuse",
        ),
        (
            "cover slips 22x22 5 boxes",
            "cover slips 22x22 | equipment | in 5 | note boxes",
        ),
        ("Tape measures 30m x 5", "Tape measures 30m | equipment | 5"),
        (
            "battery holder 4 x AA x 10",
            "battery holder 4 x AA | equipment | 10",
        ),
        (
            "4mm leads 100cm red 30",
            "4mm leads 100cm red | equipment | 30",
        ),
        (
            "10g slotted masses x 15 sets",
            "10g slotted masses | equipment | in 15 | note sets",
        ),
        (
            "Eureka wire SWG 30 125g",
            "Eureka wire SWG 30 | consumable | 125 g | in 1",
        ),
        (
            "prism 45/90/45 perspex 9",
            "prism 45/90/45 perspex | equipment | 9",
        ),
        ("half-metre rules 20", "half-metre rules | equipment | 20"),
        (
            "voltmeters 0 - 15 V 14",
            "voltmeters 0 - 15 V | equipment | 14",
        ),
        (
            "EHT 0-5kV x1 KEY WITH HOD",
            "EHT 0-5kV | equipment | 1 | note WITH HOD; KEY",
        ),
        (
            "Pb(NO3)2 0.1M 500ml",
            "Pb(NO3)2 | solution | 500 cm³ | in 1 | 0.1 mol/dm3",
        ),
        (
            "Magnesium sulphate 7 H2O 1 kg",
            "Magnesium sulphate 7H2O | chemical | 1 kg | in 1",
        ),
        (
            "Buffer tablets pH 7 pk 50",
            "Buffer tablets pH 7 | chemical | 50 | in 1 | note pk",
        ),
        (
            "Conical flask 250 x 30",
            "Conical flask 250 | equipment | 30",
        ),
        ("Gauzes 50ish", "Gauzes | equipment | 50 | About"),
        (
            "pH papers 1-14 10 books",
            "pH papers 1-14 | consumable | in 10 | note books",
        ),
        (
            "Trypsin 25g out of date",
            "Trypsin | chemical | 25 g | in 1 | note out of date",
        ),
        ("sulphuric acid 2", "sulphuric acid | chemical | in 2"),
        ("meas cyl 50 cm3 x 15", "meas cyl 50 cm3 | equipment | 15"),
        (
            "mercury - SPILL KIT IN DRAWER",
            "mercury | chemical | note SPILL KIT IN DRAWER",
        ),
        (
            "Mercuric chloride DISPOSE!!",
            "Mercuric chloride | chemical | note DISPOSE",
        ),
        (
            "Diffraction gratings 300/mm 10",
            "Diffraction gratings 300/mm | equipment | 10",
        ),
        ("3 core mains lead 5", "3 core mains lead | equipment | 5"),
        (
            "Lamps 6V 0.06A MES x 50",
            "Lamps 6V 0.06A MES | equipment | 50",
        ),
    ]);
    for text in ["LEDs 5mm red 50 green 50", "Buffer solution pH 4, 7 and 10"] {
        let thing = thing(text, None, &|_| None);
        assert!(
            matches!(thing.problem, Some(Problem::AmountUnclear(_))),
            "{text}"
        );
    }
    for text in [
        "CHECK ANNUALLY",
        "see tray 4",
        "ask Dave",
        "Updated 12/3/22 JB",
        "EMPTY SHELF",
        "TOTAL",
        "total items: 189",
        "date: Sept 2023",
    ] {
        let thing = thing(text, None, &|_| None);
        assert_eq!(thing.problem, Some(Problem::NoName), "{text}");
    }
}
