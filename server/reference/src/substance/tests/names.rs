use crate::kind::kinds;
use crate::substance::{Match, find, find_at};
use shared::concentration::Concentration;

/// As technicians write them, and the id that is meant.
const NAMES: [(&str, &str); 129] = [
    ("sulphuric acid conc.", "sulfuric-acid"),
    ("Acid, sulphuric", "sulfuric-acid"),
    ("oil of vitriol", "sulfuric-acid"),
    ("H2SO4", "sulfuric-acid"),
    ("7664-93-9", "sulfuric-acid"),
    ("conc HCl", "hydrochloric-acid"),
    ("Hydrochloric acid 2M", "hydrochloric-acid"),
    ("dil. nitric acid", "nitric-acid"),
    ("acetic acid glacial", "ethanoic-acid"),
    ("acetic acid", "ethanoic-acid"),
    ("vinegar", "white-vinegar"),
    ("formic acid", "methanoic-acid"),
    ("oxalic acid", "ethanedioic-acid-dihydrate"),
    ("nathphthalene", "naphthalene"),
    ("odium carbonate", "sodium-carbonate-anhydrous"),
    ("dodium hydroxide", "sodium-hydroxide"),
    ("ormic acid", "methanoic-acid"),
    ("phenolpthalein", "phenolphthalein"),
    ("phenolphthalein indicator", "phenolphthalein-solution"),
    ("Copper (II) sulphate", "copper-ii-sulfate-pentahydrate"),
    (
        "copper II sulphate 5-water",
        "copper-ii-sulfate-pentahydrate",
    ),
    ("hydrated copper sulphate", "copper-ii-sulfate-pentahydrate"),
    ("CuSO4.5H2O", "copper-ii-sulfate-pentahydrate"),
    ("CuSO₄·5H₂O", "copper-ii-sulfate-pentahydrate"),
    ("copper sulphate anhydrous", "copper-ii-sulfate-anhydrous"),
    ("CuSO4", "copper-ii-sulfate-anhydrous"),
    ("potassium permanganate", "potassium-manganate-vii"),
    ("potasium permanganate", "potassium-manganate-vii"),
    ("pot. permanganate", "potassium-manganate-vii"),
    ("potassium dichromate", "potassium-dichromate-vi"),
    ("calcium acetate (dried)", "calcium-ethanoate"),
    ("NaOH pellets", "sodium-hydroxide"),
    ("naoh", "sodium-hydroxide"),
    ("caustic soda", "sodium-hydroxide"),
    ("sodium hydroxyde", "sodium-hydroxide"),
    ("Sodiumhydroxide", "sodium-hydroxide"),
    ("0.1 mol/dm3 sodium hydroxide", "sodium-hydroxide"),
    ("washing soda", "sodium-carbonate-decahydrate"),
    ("sodium carbonate anhydrous", "sodium-carbonate-anhydrous"),
    ("sodium hydrogen carbonate", "sodium-hydrogencarbonate"),
    ("bicarbonate of soda", "sodium-hydrogencarbonate"),
    ("meths", "industrial-denatured-alcohol"),
    ("IDA", "industrial-denatured-alcohol"),
    ("ammonia", "ammonia-solution"),
    ("ammonium hydroxide", "ammonia-solution"),
    ("0.880 ammonia", "ammonia-solution"),
    ("hydrogen peroxide 20 vol", "hydrogen-peroxide"),
    ("H2O2 (100 vol)", "hydrogen-peroxide"),
    ("bleach", "sodium-chlorate-i"),
    ("sodium hypochlorite", "sodium-chlorate-i"),
    ("lime water", "limewater"),
    ("slaked lime", "calcium-hydroxide"),
    ("marble chips", "calcium-carbonate"),
    ("plaster of Paris", "calcium-sulfate-hemihydrate"),
    ("Epsom salts", "magnesium-sulfate-heptahydrate"),
    ("magnesium ribbon", "magnesium-ribbon"),
    ("Mg ribbon", "magnesium-ribbon"),
    ("zinc dust", "zinc-powder"),
    ("granulated zinc", "zinc-granulated"),
    ("iron filings", "iron-filings"),
    ("aluminum foil", "aluminium-foil"),
    ("sulphur, flowers of", "sulfur"),
    ("ferric chloride", "iron-iii-chloride-hexahydrate"),
    ("iron (III) chloride", "iron-iii-chloride-hexahydrate"),
    ("ferrous sulphate", "iron-ii-sulfate-heptahydrate"),
    ("cobalt chloride", "cobalt-ii-chloride-hexahydrate"),
    ("silver nitrate 0.05M", "silver-nitrate"),
    ("lead (II) nitrate", "lead-ii-nitrate"),
    ("manganese dioxide", "manganese-iv-oxide"),
    ("copper (II) oxide black", "copper-ii-oxide"),
    ("sodium thiosulphate", "sodium-thiosulfate-pentahydrate"),
    ("sodium metabisulphite", "sodium-disulfite"),
    ("sodium nitrite", "sodium-nitrite"),
    ("sodium nitrate", "sodium-nitrate"),
    ("sodium nitrat", "sodium-nitrate"),
    ("borax", "disodium-tetraborate-decahydrate"),
    ("acetone", "propanone"),
    ("isopropanol", "propan-2-ol"),
    ("ethylacetate", "ethyl-ethanoate"),
    ("pet ether 60-80", "petroleum-ether-60-80-c"),
    ("toluene", "methylbenzene"),
    ("chloroform", "trichloromethane"),
    ("2,4-DNPH", "2-4-dinitrophenylhydrazine"),
    ("glycerine", "glycerol"),
    ("dextrose", "glucose"),
    ("vitamin C", "ascorbic-acid"),
    ("Benedicts solution", "benedicts-solution"),
    ("Fehlings A", "fehlings-solution-a"),
    ("universal indicator", "universal-indicator-solution"),
    (
        "iodine in KI solution",
        "iodine-in-potassium-iodide-solution",
    ),
    ("iodine crystals", "iodine"),
    ("distilled water", "water"),
    ("7758-99-8", "copper-ii-sulfate-pentahydrate"),
    (
        "sodium hydrogen carbonate solution",
        "sodium-hydrogencarbonate",
    ),
    (
        "sodium hydrogen carbonate powder",
        "sodium-hydrogencarbonate",
    ),
    ("Sodium sulphate hydrated", "sodium-sulfate-decahydrate"),
    ("sodium sulphate anhydrous", "sodium-sulfate-anhydrous"),
    ("Hydrogen Peroxide 6% (20 vol)", "hydrogen-peroxide"),
    ("Hydrochloric Acid S.G. 1.18", "hydrochloric-acid"),
    ("sulphuric acid conc. sg 1.84 2.5L", "sulfuric-acid"),
    ("hydrochloric acd", "hydrochloric-acid"),
    ("zink sulphate", "zinc-sulfate-heptahydrate"),
    ("copper sulfphate", "copper-ii-sulfate-pentahydrate"),
    (
        "Copper(II)sulphate(VI)-5-water",
        "copper-ii-sulfate-pentahydrate",
    ),
    ("bluestone", "copper-ii-sulfate-pentahydrate"),
    ("hypo", "sodium-thiosulfate-pentahydrate"),
    ("barium hydrate", "barium-hydroxide-octahydrate"),
    ("household ammonia", "ammonia-solution"),
    ("reduced iron", "iron-powder"),
    ("IPA", "propan-2-ol"),
    ("cornflour", "starch"),
    ("Nesslers", "nesslers-reagent"),
    ("Lugol", "iodine-in-potassium-iodide-solution-0-05-mol-dm3"),
    ("Schiffs", "schiffs-reagent"),
    ("Benedict reagent", "benedicts-solution"),
    ("I2/KI", "iodine-in-potassium-iodide-solution"),
    ("AlCl3 hexahydrate", "aluminium-chloride-hexahydrate"),
    ("Na2S2O3 pentahydrate", "sodium-thiosulfate-pentahydrate"),
    ("cu sulphate", "copper-ii-sulfate-pentahydrate"),
    ("cu so4", "copper-ii-sulfate-anhydrous"),
    ("H2S04", "sulfuric-acid"),
    ("HCL", "hydrochloric-acid"),
    ("iron 111 chloride", "iron-iii-chloride-hexahydrate"),
    ("mang. sulphate", "manganese-ii-sulfate-monohydrate"),
    ("sodium thio", "sodium-thiosulfate-pentahydrate"),
    ("c. nitric", "nitric-acid"),
    ("Ethyl alcohol, absolute", "ethanol"),
    ("zinc sulpphate", "zinc-sulfate-heptahydrate"),
    (
        "calcium sulphate (plaster of paris)",
        "calcium-sulfate-hemihydrate",
    ),
];

#[test]
fn names_as_technicians_write_them() {
    let wrong: Vec<String> = NAMES
        .iter()
        .filter_map(|(name, id)| {
            let found = find(name);
            let id_found = found.as_ref().map(|found| found.entry.id().as_str());
            (id_found != Some(id)).then(|| format!("{name}: {id_found:?}"))
        })
        .collect();
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn what_is_not_there_is_not_found() {
    for name in [
        "ph electrodes",
        "beaker 250 cm3",
        "Bunsen burner",
        "tongs",
        "safety goggles",
        "microscope slides",
        "unobtainium",
        "barium",
        "sodium carbonate monohydrate",
        "sodium monohydroxide",
        "octyne",
        "",
        "2M",
        "conc.",
        "0000-00-0",
        "PBS",
        "CDs",
        "nutrient broth",
        "iron nails",
    ] {
        let found = find(name).map(|found| found.entry.name());
        assert_eq!(found, None, "{name}");
    }
}

#[test]
fn a_different_chemical_is_no_misspelling() {
    for (name, not) in [
        ("potassium nitrite", "potassium-nitrate"),
        ("propanal", "propan-1-ol"),
        ("hexene", "hexane"),
        ("ethene", "ethyne"),
        ("sodium sulfide", "sodium-sulfite"),
        ("magnesium dioxide", "manganese-iv-oxide"),
    ] {
        let found = find(name);
        assert!(
            found.is_none_or(|found| found.entry.id().as_str() != not),
            "{name}"
        );
    }
}

#[test]
fn equipment_is_no_misspelt_chemical() {
    let taken: Vec<String> = kinds()
        .unwrap()
        .all()
        .iter()
        .filter_map(|kind| {
            let found = find(&kind.name)?;
            // Bare metal is both.
            let is_metal = kind.name.contains("electrode") || kind.name.contains("wire");
            (found.matched == Match::Misspelt && !is_metal)
                .then(|| format!("{}: {}", kind.name, found.entry.name()))
        })
        .collect();
    assert_eq!(taken, Vec::<String>::new());
}

#[test]
fn a_strength_takes_the_solution_rather_than_the_gas() {
    let dilute = Concentration::millimolar(100);
    assert_eq!(
        find_at("hydrogen chloride", dilute)
            .unwrap()
            .entry
            .id()
            .as_str(),
        "hydrochloric-acid"
    );
    assert_eq!(
        find_at("NH3", dilute).unwrap().entry.id().as_str(),
        "ammonia-solution"
    );
    let neat = find_at("NH3", Concentration::Neat).unwrap();
    assert_eq!(neat.entry.id().as_str(), "ammonia-gas");
}

#[test]
fn doubt_is_told() {
    let isomer = find("C3H7OH").unwrap();
    assert!(isomer.confidence < 0.6 && isomer.is_doubtful());
    assert!(!isomer.others.is_empty());
    assert!(find("butanol").unwrap().is_doubtful());
    let misspelt = find("nathphthalene").unwrap();
    assert_eq!(misspelt.matched, Match::Misspelt);
    assert!(misspelt.confidence < 0.9);
    // One letter less is as near as one more.
    let ane = find("cyclohexanne").unwrap();
    assert!(ane.confidence < 0.6 && !ane.others.is_empty());
    // Methanol and methanal are as near.
    assert!(find("methanl").is_none_or(|found| found.confidence < 0.6));
    assert!(find("silver nitrate").unwrap().confidence >= 1.0);
}
