mod cells;
mod kept;
mod there;

use super::*;

/// Name, sort, amount, containers, notes and so on in one line.
fn read(text: &str) -> String {
    let thing = thing(text, None, &|_| None);
    let mut parts = vec![thing.name, thing.sort.code().to_owned()];
    parts.extend(
        thing
            .amount
            .map(|amount| amount.to_string().replace('\u{202f}', " ")),
    );
    parts.extend(
        thing
            .containers
            .map(|containers| format!("in {containers}")),
    );
    parts.extend(thing.fill.map(|fill| fill.code().to_owned()));
    parts.extend(thing.concentration.map(Concentration::code));
    if !thing.notes.is_empty() {
        parts.push(format!("note {}", thing.notes.join("; ")));
    }
    parts.extend(thing.problem.map(|problem| format!("{problem:?}")));
    parts.join(" | ")
}

const CHEMICALS: &[(&str, &str)] = &[
    (
        "calcium acetate (dried) 1kg",
        "calcium acetate (dried) | chemical | 1 kg | in 1",
    ),
    ("nickel chloride 2x", "nickel chloride | chemical | in 2"),
    ("nickel chloride x 2", "nickel chloride | chemical | in 2"),
    (
        "sulphuric acid conc. 2.5L",
        "sulphuric acid conc. | chemical | 2.5 dm³ | in 1",
    ),
    (
        "Potassium iodide 1 x 500g + 1 x 250g",
        "Potassium iodide | chemical | 750 g | in 2",
    ),
    (
        "sodium chloride 2x500g",
        "sodium chloride | chemical | 1 kg | in 2",
    ),
    (
        "sodium chloride 500g x 2",
        "sodium chloride | chemical | 1 kg | in 2",
    ),
    (
        "sodium chloride (500g x3)",
        "sodium chloride | chemical | 1.5 kg | in 3",
    ),
    (
        "Copper (II) sulphate - 3 bottles of 500g",
        "Copper (II) sulphate | chemical | 1.5 kg | in 3",
    ),
    (
        "Zinc sulphate 500g half full",
        "Zinc sulphate | chemical | 250 g | in 1 | half full | About",
    ),
    (
        "manganese dioxide 2 containers",
        "manganese dioxide | chemical | in 2",
    ),
    (
        "copper sulphate 1M (2.5L)",
        "copper sulphate | solution | 2.5 dm³ | in 1 | 1 mol/dm3",
    ),
    ("2M HCl", "HCl | solution | 2 mol/dm3"),
    ("0.1m hcl 1l", "hcl | solution | 1 dm³ | in 1 | 0.1 mol/dm3"),
    (
        "Hydrogen peroxide 20 vol 500ml",
        "Hydrogen peroxide | solution | 500 cm³ | in 1 | 20 vol",
    ),
    (
        "propan-2-ol 2.5 litres",
        "propan-2-ol | chemical | 2.5 dm³ | in 1",
    ),
    (
        "1,2-dibromoethane 100ml?",
        "1,2-dibromoethane | chemical | 100 cm³ | in 1 | Doubtful",
    ),
    (
        "iron filings (old) 1kg",
        "iron filings | chemical | 1 kg | in 1 | note old",
    ),
    ("Lugol's 250ml", "Lugol's | chemical | 250 cm³ | in 1"),
    (
        "ammonium nitrate nearly empty",
        "ammonium nitrate | chemical | in 1 | nearly empty",
    ),
    (
        "lead nitrate ½ bottle",
        "lead nitrate | chemical | in 1 | half full",
    ),
    (
        "buffer tablets pH 7 x 50",
        "buffer tablets pH 7 | chemical | 50",
    ),
    ("glucose 3 tubs", "glucose | chemical | in 3 | note tubs"),
    (
        "barium chloride 500g (1/2 full)",
        "barium chloride | chemical | 250 g | in 1 | half full | About",
    ),
    (
        "Sodium hydroxide pellets 1kg exp 03/2025",
        "Sodium hydroxide pellets | chemical | 1 kg | in 1 | note exp 03/2025",
    ),
    (
        "SODIUM CARBONATE 500G",
        "SODIUM CARBONATE | chemical | 500 g | in 1",
    ),
    (
        "sodium chloride 500",
        "sodium chloride | chemical | AmountUnclear(\"500\")",
    ),
    ("starch", "starch | chemical"),
    (
        "magnesium ribbon 25g x 4",
        "magnesium ribbon | chemical | 100 g | in 4",
    ),
    ("100g Zinc powder", "Zinc powder | chemical | 100 g | in 1"),
    ("2,4 DNP 25g", "2,4 DNP | chemical | 25 g | in 1"),
    (
        "2,2,4 trimethylpentane 500ml",
        "2,2,4 trimethylpentane | chemical | 500 cm³ | in 1",
    ),
    (
        "sodium carbonate - 3kg (1 x 2kg, 1 x 1kg)",
        "sodium carbonate | chemical | 3 kg | in 2",
    ),
    ("Fehlings 1 500ml", "Fehlings 1 | chemical | 500 cm³ | in 1"),
    (
        "Catalase 10ml fridge",
        "Catalase | chemical | 10 cm³ | in 1 | note fridge",
    ),
    (
        "ether 500ml OOD 2019",
        "ether | chemical | 500 cm³ | in 1 | note OOD 2019",
    ),
    (
        "Acetyl chloride 100ml (FLAM CUPB)",
        "Acetyl chloride | chemical | 100 cm³ | in 1 | note FLAM CUPB",
    ),
    (
        "Copper II sulphate 500gx3",
        "Copper II sulphate | chemical | 1.5 kg | in 3",
    ),
    (
        "calcium hydroxide 500g (2 x 500g)",
        "calcium hydroxide | chemical | 1 kg | in 2",
    ),
    (
        "Iron wool (00) 1 pack",
        "Iron wool (00) | consumable | in 1 | note pack",
    ),
    (
        "Chlorine water made 3/2/24",
        "Chlorine water | chemical | note made 3/2/24",
    ),
    ("Co 60 sealed 1", "Co 60 | equipment | 1 | note sealed"),
    (
        "DCPIP soln 1% made Sept",
        "DCPIP soln | solution | 1 % w/w | note made Sept",
    ),
    ("Fehlings 1 + 2", "Fehlings 1 + 2 | chemical"),
    (
        "magnesium ribbon 25g rolls x 8",
        "magnesium ribbon | chemical | 200 g | in 8 | note rolls",
    ),
    (
        "Copper foil 1 sheet",
        "Copper foil | chemical | in 1 | note sheet",
    ),
    (
        "Iodine soln. 5 dropper bottles",
        "Iodine soln. | solution | in 5 | note dropper bottles",
    ),
    (
        "Ammonium nitrate 500g DO NOT USE",
        "Ammonium nitrate | chemical | 500 g | in 1 | note DO NOT USE",
    ),
    (
        "borax 3kg NO LONGER USED",
        "borax | chemical | 3 kg | in 1 | note NO LONGER USED",
    ),
    (
        "sodium hydroxide 500ml x1.5",
        "sodium hydroxide | chemical | 750 cm³ | in 2 | About",
    ),
    (
        "meths 5L drum half full",
        "meths | chemical | 2.5 dm³ | in 1 | half full | note drum | About",
    ),
    (
        "agar 500g 2019",
        "agar | chemical | 500 g | in 1 | note 2019",
    ),
    (
        "picric acid REMOVE!",
        "picric acid | chemical | note REMOVE",
    ),
    ("\"bottle of meths\"", "meths | chemical | in 1"),
    (
        "Iodine solution 0.05 mol dm-3 1 L",
        "Iodine solution | solution | 1 dm³ | in 1 | 0.05 mol/dm3",
    ),
];

#[test]
fn chemicals_come_by_mass_and_volume() {
    assert_read(CHEMICALS);
}

/// All that are read otherwise are shown at once.
fn assert_read(cases: &[(&str, &str)]) {
    let (read, said): (Vec<_>, Vec<_>) = cases
        .iter()
        .map(|(text, said)| (read(text), (*said).to_owned()))
        .filter(|(read, said)| read != said)
        .unzip();
    assert_eq!(read, said);
}

#[test]
fn equipment_comes_by_count() {
    assert_read(&[
        ("ph electrodes x6", "ph electrodes | equipment | 6"),
        ("beakers 250ml x 30", "beakers 250ml | equipment | 30"),
        ("250ml beakers x30", "250ml beakers | equipment | 30"),
        ("30 beakers 250ml", "beakers 250ml | equipment | 30"),
        ("30 x 250ml beakers", "250ml beakers | equipment | 30"),
        ("Beaker 250 cm3", "Beaker 250 cm3 | equipment"),
        (
            "beakers 250",
            "beakers | equipment | note 250 | AmountUnclear(\"250\")",
        ),
        ("tripods - 12", "tripods | equipment | 12"),
        (
            "test tubes box of 100",
            "test tubes | equipment | 100 | in 1 | note box",
        ),
        (
            "coverslips 5 boxes",
            "coverslips | consumable | in 5 | note boxes",
        ),
        (
            "slides 2 boxes of 50",
            "slides | equipment | 100 | in 2 | note boxes",
        ),
        (
            "slotted masses full set",
            "slotted masses | equipment | in 1 | note full set",
        ),
        ("goggles ~20", "goggles | equipment | 20 | About"),
        ("flasks (approx. 60)", "flasks | equipment | 60 | About"),
        (
            "clamps 10-15",
            "clamps | equipment | 10 | note 10-15 | About",
        ),
        ("12 V lamps x 10", "12 V lamps | equipment | 10"),
        ("lamps 12V 10", "lamps 12V | equipment | 10"),
        ("Ammeters (6)", "Ammeters | equipment | 6"),
        ("power packs 20+", "power packs | equipment | 20 | About"),
        ("balance (broken)", "balance | equipment | note broken"),
        ("box of gloves", "gloves | consumable | in 1 | note box"),
        (
            "nichrome wire 100m",
            "nichrome wire | consumable | 100 m | in 1",
        ),
        (
            "cotton wool 500g",
            "cotton wool | consumable | 500 g | in 1",
        ),
        ("syringes 10ml x50", "syringes 10ml | equipment | 50"),
        ("Voltmeters 0-5V", "Voltmeters 0-5V | equipment"),
        (
            "van de Graaff generator",
            "van de Graaff generator | equipment",
        ),
        ("bosses & clamps x 20", "bosses & clamps | equipment | 20"),
        ("1. Beakers 250ml x 20", "Beakers 250ml | equipment | 20"),
        ("b) tripods 15 ✓", "tripods | equipment | 15"),
        ("thermometers 0-360", "thermometers 0-360 | equipment"),
        (
            "power packs x 14 PAT 2023",
            "power packs | equipment | 14 | note PAT 2023",
        ),
        (
            "visking tubing 15cm x 2.5cm",
            "visking tubing 15cm x 2.5cm | consumable",
        ),
        (
            "tealights 100 pack",
            "tealights | consumable | 100 | in 1 | note pack",
        ),
    ]);
}

const SAID_BEHIND: &[(&str, &str)] = &[
    (
        "Multimeters 20 (digital)",
        "Multimeters (digital) | equipment | 20",
    ),
    (
        "Clamp stands 32 (2 lge)",
        "Clamp stands (2 lge) | equipment | 32",
    ),
    ("Gas jars 10 + lids", "Gas jars + lids | equipment | 10"),
    ("gauzes 40 new", "gauzes | equipment | 40 | note new"),
    ("Slinkies 4 metal", "Slinkies metal | equipment | 4"),
    ("Autoclave 1 Prestige", "Autoclave Prestige | equipment | 1"),
    (
        "centrifuge 2 - one not working",
        "centrifuge | equipment | 2 | note one not working",
    ),
    (
        "conical flasks 250ml x 45ish",
        "conical flasks 250ml | equipment | 45 | About",
    ),
    (
        "Test tubes (soda glass) 125x16 - 3 boxes of 100",
        "Test tubes (soda glass) 125x16 | equipment | 300 | in 3 | note boxes",
    ),
    (
        "Burettes 50ml x 16 (2 leaking)",
        "Burettes 50ml | equipment | 16 | note 2 leaking",
    ),
    (
        "Oscilloscopes - 3 (Hameg)",
        "Oscilloscopes (Hameg) | equipment | 3",
    ),
    (
        "multimeters 12 OK 3 faulty",
        "multimeters | equipment | 12 | note 3 faulty",
    ),
    (
        "Slotted masses 100g x 12 sets",
        "Slotted masses 100g | equipment | in 12 | note sets",
    ),
    (
        "Torso model - liver missing",
        "Torso model | equipment | note liver missing",
    ),
    (
        "Pig hearts - freezer",
        "Pig hearts | equipment | note freezer",
    ),
    (
        "Laser (class 2) x 1 LOCKED CUPBOARD",
        "Laser (class 2) | equipment | 1 | note LOCKED CUPBOARD",
    ),
    (
        "Stopclocks 12 old",
        "Stopclocks | equipment | 12 | note 12 old",
    ),
    ("Bourdon gauge 1", "Bourdon gauge | equipment | 1"),
    ("Torso model 2", "Torso model | equipment | 2"),
    (
        "Ray box bulbs 12V 36W 10 spare",
        "Ray box bulbs 12V 36W | equipment | 10 | note 10 spare",
    ),
    ("hand lenses x10 30", "hand lenses x10 | equipment | 30"),
    (
        "Test tubes pyrex 125 x 16 lots",
        "Test tubes pyrex 125 x 16 | equipment | note lots",
    ),
    (
        "copper wire enamelled 26swg 500g reel x2",
        "copper wire enamelled 26swg | consumable | 1 kg | in 2 | note reel",
    ),
    (
        "filter paper 12.5cm x 3 boxes",
        "filter paper 12.5cm | consumable | in 3 | note boxes",
    ),
    (
        "vitamin tablets x 3 tubes",
        "vitamin tablets | chemical | in 3 | note tubes",
    ),
    (
        "zinc plates x 15 prs",
        "zinc plates | equipment | 15 | note pairs",
    ),
    ("24no tripods", "tripods | equipment | 24"),
    ("pipette tips 1000", "pipette tips | consumable | 1000"),
    ("skulls box", "skulls | equipment | in 1 | note box"),
    (
        "screwdrivers set",
        "screwdrivers | equipment | in 1 | note set",
    ),
    (
        "tuning forks set of 8",
        "tuning forks | equipment | 8 | in 1",
    ),
    (
        "lab coats S x4 M x10 L x6",
        "lab coats S M L | equipment | 20",
    ),
    (
        "glass rod 1kg",
        "glass rod 1kg | equipment | AmountUnclear(\"1 kg\")",
    ),
    ("1 kg mass", "1 kg mass | equipment"),
    ("Am 241", "Am 241 | equipment"),
    (
        "Microscopes monocular x400 28",
        "Microscopes monocular x400 | equipment | 28",
    ),
    ("laser NOT WORKING", "laser | equipment | note NOT WORKING"),
    (
        "Pressure cooker 2 (seal perished)",
        "Pressure cooker (seal perished) | equipment | 2",
    ),
    (
        "Micrometers 8 (2 seized)",
        "Micrometers | equipment | 8 | note 2 seized",
    ),
    (
        "nichrome wire 26swg 50m",
        "nichrome wire 26swg | consumable | 50 m | in 1",
    ),
];

#[test]
fn what_is_said_behind_the_count_is_no_part_of_it() {
    assert_read(SAID_BEHIND);
}

#[test]
fn a_number_without_its_unit_is_the_size_of_what_has_one() {
    let is_known = |name: &str| (name == "beakers 250").then_some(Sort::Equipment);
    let thing = thing("beakers 250", None, &is_known);
    assert_eq!((thing.name.as_str(), thing.problem), ("beakers 250", None));
}

#[test]
fn a_quantity_alone_says_so() {
    for text in ["2 containers", "half full", "x6", "12", "?", "~20", "500g"] {
        let thing = thing(text, None, &|_| None);
        assert_eq!(thing.problem, Some(Problem::NoName), "{text}");
    }
}

#[test]
fn a_dash_with_a_blank_is_no_sign() {
    assert_eq!(
        read("copper wire - 5 m"),
        "copper wire | consumable | 5 m | in 1"
    );
    assert_eq!(read("zinc - 5 g"), "zinc | chemical | 5 g | in 1");
    let less = read("zinc -5 g");
    assert!(less.contains("AmountUnclear(\"-5 g\")"), "{less}");
    assert!(!less.contains("| 5 g"), "{less}");
}
