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
    ]);
}

#[test]
fn a_quantity_alone_says_so() {
    for text in ["2 containers", "half full", "x6", "12", "?", "~20", "500g"] {
        let thing = thing(text, None, &|_| None);
        assert_eq!(thing.problem, Some(Problem::NoName), "{text}");
    }
}
