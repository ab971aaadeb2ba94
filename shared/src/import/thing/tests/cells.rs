//! What technicians write in one cell: numbers that count and those that don't, containers, fills, remarks.

use super::*;

#[test]
fn a_range_is_about_its_lesser_end() {
    assert_read(&[
        (
            "sodium chloride 400 - 500 g",
            "sodium chloride | chemical | 400 g | in 1 | note 400 - 500 g | About",
        ),
        (
            "ethanol 1-2L",
            "ethanol | chemical | 1 dm³ | in 1 | note 1-2 L | About",
        ),
        (
            "ammonia 0.880 - 500 ml",
            "ammonia 0.880 | chemical | 500 cm³ | in 1",
        ),
    ]);
}

#[test]
fn what_names_a_bottle_does_not_count_it() {
    assert_read(&[
        (
            "zinc 500g lot 12345",
            "zinc | chemical | 500 g | in 1 | note lot 12345",
        ),
        (
            "zinc 500g cat no S5678",
            "zinc | chemical | 500 g | in 1 | note cat no S5678",
        ),
        (
            "zinc 500g no. 7",
            "zinc | chemical | 500 g | in 1 | note no. 7",
        ),
        (
            "zinc 500g Jan 19",
            "zinc | chemical | 500 g | in 1 | note Jan 19",
        ),
        (
            "zinc 500g ord 5/23",
            "zinc ord | chemical | 500 g | in 1 | note 5/23",
        ),
        (
            "zinc 250g (hazcard 57)",
            "zinc | chemical | 250 g | in 1 | note hazcard 57",
        ),
        ("zinc 500g £5", "zinc | chemical | 500 g | in 1 | note £5"),
        (
            "zinc 500g Box 2",
            "zinc | chemical | 500 g | in 1 | note Box 2",
        ),
        (
            "zinc 20 mesh 500g",
            "zinc 20 mesh | chemical | 500 g | in 1",
        ),
        (
            "zinc mesh 20 500g",
            "zinc mesh 20 | chemical | 500 g | in 1",
        ),
        ("zinc 500g 2", "zinc | chemical | 1 kg | in 2"),
        (
            "Fehling's no. 2 500ml",
            "Fehling's no. 2 | chemical | 500 cm³ | in 1",
        ),
        ("Fehling's no. 2", "Fehling's no. 2 | chemical"),
        (
            "Fehling's No. 2 500ml 3",
            "Fehling's No. 2 | chemical | 1.5 dm³ | in 3",
        ),
        (
            "Sudan no. 3 100ml x 2",
            "Sudan no. 3 | chemical | 200 cm³ | in 2",
        ),
        (
            "zinc 500g 4567",
            "zinc | chemical | 500 g | in 1 | note 4567 | AmountUnclear(\"4567\")",
        ),
    ]);
}

#[test]
fn strengths_magnifications_and_dimensions_count_nothing() {
    assert_read(&[
        (
            "TAE buffer 50X 1L",
            "TAE buffer 50X | chemical | 1 dm³ | in 1",
        ),
        (
            "electrophoresis buffer x10 conc 500ml",
            "electrophoresis buffer x10 conc | chemical | 500 cm³ | in 1",
        ),
        ("binoculars 8x40 x 3", "binoculars 8x40 | equipment | 3"),
        ("eyepieces x10 - 15", "eyepieces x10 | equipment | 15"),
        (
            "wooden blocks 10x10x10 (12)",
            "wooden blocks 10x10x10 | equipment | 12",
        ),
        (
            "Copper strips 1x6 in (25)",
            "Copper strips 1x6 in | chemical | 25",
        ),
        ("beakers 24 x 100", "beakers 100 | equipment | 24"),
        ("Microscope x400 20", "Microscope x400 | equipment | 20"),
        ("Microscopes x400 x 20", "Microscopes x400 | equipment | 20"),
        (
            "Microscopes x40, x100, x400 12",
            "Microscopes x40, x100, x400 | equipment | 12",
        ),
        ("Microscopes x 14", "Microscopes | equipment | 14"),
        (
            "Microscope slides 76x26 10 boxes",
            "Microscope slides 76x26 | equipment | in 10 | note boxes",
        ),
        ("slides 2 x 50", "slides | equipment | 100 | in 2"),
        (
            "Coverslips 22x22 4 packs",
            "Coverslips 22x22 | consumable | in 4 | note packs",
        ),
        (
            "Test-tubes 125x16 x 200",
            "Test-tubes 125x16 | equipment | 200",
        ),
        (
            "Test-tubes 150 x 19 40",
            "Test-tubes 150 x 19 | equipment | 40",
        ),
        (
            "Test-tubes 150 x 19 4 racks",
            "Test-tubes 150 x 19 | equipment | in 4 | note racks",
        ),
        (
            "test tubes - 4 racks of 24",
            "test tubes | equipment | 96 | in 4 | note racks",
        ),
        ("test tube racks 12", "test tube racks | equipment | 12"),
        (
            "Hydrogen peroxide 20v 1L",
            "Hydrogen peroxide | solution | 1 dm³ | in 1 | 20 vol",
        ),
        (
            "Hydrogen peroxide 100 v 500ml",
            "Hydrogen peroxide | chemical | 500 cm³ | in 1 | 100 vol",
        ),
    ]);
}

#[test]
fn a_container_without_a_number_is_one() {
    assert_read(&[
        (
            "ammonia 2M bottle (¾ full)",
            "ammonia | solution | in 1 | three quarters full | 2 mol/dm3",
        ),
        (
            "silver nitrate 0.05M brown bottle 250ml",
            "silver nitrate | solution | 250 cm³ | in 1 | 0.05 mol/dm3 | note brown bottle",
        ),
        (
            "limewater - 5 litre aspirator",
            "limewater | chemical | 5 dm³ | in 1 | note aspirator",
        ),
        (
            "glucose bag 1kg",
            "glucose | chemical | 1 kg | in 1 | note bag",
        ),
        (
            "Safranin 1% 100ml dropper",
            "Safranin | solution | 100 cm³ | in 1 | 1 % w/w | note dropper",
        ),
        (
            "Buffer capsules pH 9.2 1 tube",
            "Buffer capsules pH 9.2 | chemical | in 1 | note tube",
        ),
        (
            "copper wire reel 100g",
            "copper wire | consumable | 100 g | in 1 | note reel",
        ),
        ("acetone can x 3", "acetone | chemical | in 3 | note can"),
        ("reagent bottle 250ml", "reagent bottle 250ml | equipment"),
        ("copper can", "copper can | equipment"),
        (
            "bones - box of assorted",
            "bones | equipment | in 1 | note box",
        ),
        (
            "croc clips 12 (box)",
            "croc clips | equipment | 12 | note box",
        ),
        (
            "CROC CLIPS (BOX)",
            "CROC CLIPS | equipment | in 1 | note box",
        ),
        ("tubs of zinc 3", "zinc | chemical | in 3 | note tubs"),
        (
            "bag iron filings",
            "iron filings | chemical | in 1 | note bag",
        ),
    ]);
}

#[test]
fn a_breakdown_is_no_second_count() {
    assert_read(&[
        (
            "zinc 2 tubs, 1 half empty",
            "zinc | chemical | in 2 | note tubs; 1 half empty | About",
        ),
        (
            "ethanol 2 bottles, one half full",
            "ethanol | chemical | in 2 | note one half full | About",
        ),
        (
            "lab coats - 2 L, 3 M, 1 S",
            "lab coats | equipment | 6 | note 2 L, 3 M, 1 S",
        ),
        (
            "lab coats small 4 medium 10 large 6",
            "lab coats | equipment | 20 | note small 4 medium 10 large 6",
        ),
        (
            "measuring cylinders 10 - 2 chipped",
            "measuring cylinders | equipment | 10 | note 2 chipped",
        ),
        (
            "burettes 14 good 3 broken",
            "burettes | equipment | 14 | note 3 broken",
        ),
        (
            "leads red (20) black (18)",
            "leads red black | equipment | 38",
        ),
        (
            "ethanol 2 1/2 bottles",
            "ethanol | chemical | in 3 | note 2 1/2 | About",
        ),
        (
            "ray boxes 10 no leads",
            "ray boxes | equipment | 10 | note no leads",
        ),
        (
            "calorimeters copper 12 with lids",
            "calorimeters copper with lids | equipment | 12",
        ),
        (
            "stopwatches 14/16",
            "stopwatches | equipment | 14 | note 14/16",
        ),
        (
            "leads 50 of each colour",
            "leads | equipment | 50 | note of each colour",
        ),
    ]);
}

#[test]
fn dozens_and_packs_are_multiplied() {
    assert_read(&[
        (
            "boiling tubes box of 100 x 2",
            "boiling tubes | equipment | 200 | in 2 | note box",
        ),
        (
            "scalpel blades box 100",
            "scalpel blades | consumable | 100 | in 1 | note box",
        ),
        ("bungs 2 doz", "bungs | equipment | 24"),
        ("delivery tubes - dozen", "delivery tubes | equipment | 12"),
        ("couple of tripods", "tripods | equipment | 2"),
        (
            "leaf, privet (set of 10)",
            "leaf, privet | equipment | 10 | in 1",
        ),
        (
            "Petri dish (plastic) 500 box",
            "Petri dish (plastic) | equipment | 500 | in 1 | note box",
        ),
        (
            "petri dishes 500/box 2",
            "petri dishes | equipment | 1000 | in 2 | note box",
        ),
        (
            "filter papers (100 per pack) x 3",
            "filter papers | consumable | 300 | in 3 | note pack",
        ),
        ("Aspirin tabs x50", "Aspirin tabs | chemical | 50"),
    ]);
}

#[test]
fn a_part_of_a_bottle_is_how_full_it_is() {
    assert_read(&[
        (
            "ethanol 500ml (50% full)",
            "ethanol | chemical | 250 cm³ | in 1 | half full | About",
        ),
        (
            "ethanol 500ml (3/4)",
            "ethanol | chemical | 375 cm³ | in 1 | three quarters full | About",
        ),
        (
            "zinc 500g half bottle",
            "zinc | chemical | 250 g | in 1 | half full | note half bottle | About",
        ),
        (
            "zinc 3/4 of 500g",
            "zinc | chemical | 375 g | in 1 | three quarters full | About",
        ),
        ("zinc 500g 1 1/2", "zinc | chemical | 750 g | in 2 | About"),
        (
            "zinc 500g 2 and a half",
            "zinc | chemical | 1.25 kg | in 3 | About",
        ),
        (
            "zinc 500g 2.5",
            "zinc | chemical | 500 g | in 1 | note 2.5 | AmountUnclear(\"2.5\")",
        ),
    ]);
}

#[test]
fn remarks_are_no_part_of_the_name() {
    assert_read(&[
        (
            "zinc 500g gone hard",
            "zinc | chemical | 500 g | in 1 | note gone hard",
        ),
        ("zinc no label", "zinc | chemical | note no label"),
        (
            "zinc 500g nil",
            "zinc | chemical | 0 g | in 1 | empty | note nil",
        ),
        (
            "zinc 500g out of stock",
            "zinc | chemical | 0 g | in 1 | empty | note out of stock",
        ),
        ("zinc - GONE", "zinc | chemical | in 1 | empty | note GONE"),
        (
            "tripods none left",
            "tripods | equipment | 0 | note none left",
        ),
        (
            "zinc 2.5 kg + bit",
            "zinc | chemical | 2.5 kg | in 1 | note bit",
        ),
        (
            "zinc 250g poss. empty",
            "zinc | chemical | 0 g | in 1 | empty | Doubtful",
        ),
        ("drill bit", "drill bit | equipment"),
        ("zinc two 500g bottles", "zinc | chemical | 1 kg | in 2"),
        ("zinc 500g and 250g", "zinc | chemical | 750 g | in 2"),
        (
            "zinc 500g/tub x2",
            "zinc | chemical | 1 kg | in 2 | note tub",
        ),
        (
            "zinc 2.5l approx",
            "zinc | chemical | 2.5 dm³ | in 1 | About",
        ),
        ("vitamin C 100g", "vitamin C | chemical | 100 g | in 1"),
        (
            "beakers 10 to 15",
            "beakers | equipment | 10 | note 10 to 15 | About",
        ),
        ("gauzes 20-ish", "gauzes | equipment | 20 | About"),
        ("matches 10 bxs", "matches | consumable | in 10 | note bxs"),
        (
            "lamps (1 NEEDS BELT)",
            "lamps | equipment | note 1 NEEDS BELT",
        ),
    ]);
}

#[test]
fn imperial_units_are_amounts() {
    assert_read(&[
        (
            "stearic acid 1 lb",
            "stearic acid | chemical | 453.59237 g | in 1",
        ),
        (
            "ethanol 16 fl oz",
            "ethanol | chemical | 454.608 cm³ | in 1 | About",
        ),
        (
            "Acetone 1 gal can 1/2 full",
            "Acetone | chemical | 2.273045 dm³ | in 1 | half full | note can | About",
        ),
        ("string 10 ft", "string | consumable | 3.048 m | in 1"),
    ]);
}

#[test]
fn a_number_in_brackets_is_the_count() {
    assert_read(&[
        ("741 OP AMPS (12)", "741 OP AMPS | equipment | 12"),
        ("E-flasks 250 (18)", "E-flasks 250 | equipment | 18"),
        (
            "THERMOMETERS 0-360C (3) MERCURY!",
            "THERMOMETERS 0-360C MERCURY | equipment | 3",
        ),
        (
            "lamps 12V (6) spare",
            "lamps 12V | equipment | 6 | note spare",
        ),
        (
            "pipette fillers 14 (6 don't work)",
            "pipette fillers | equipment | 14 | note 6 don't work",
        ),
        (
            "250 conical flasks 18",
            "250 conical flasks | equipment | 18",
        ),
        ("beakers 250 - 18", "beakers 250 | equipment | 18"),
    ]);
}
