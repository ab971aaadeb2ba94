//! Worked cases: what the law's list and its rules give at strengths that schools use.

use shared::concentration::Concentration;
use shared::substance::{Code, Pictogram};

use crate::substance::find_at;

pub(super) fn label(name: &str, strength: &str) -> String {
    let strength = Concentration::parse(strength).unwrap();
    let found = find_at(name, strength).unwrap();
    let hazard = found.entry.hazard(strength).unwrap();
    let codes: Vec<&str> = hazard
        .h_codes
        .iter()
        .chain(&hazard.euh)
        .map(Code::as_str)
        .collect();
    let pictograms: Vec<&str> = hazard
        .pictograms
        .iter()
        .map(|p: &Pictogram| &p.code()[3..])
        .collect();
    format!(
        "{} | {} | {}",
        codes.join(" "),
        hazard.signal.word(),
        pictograms.join(" ")
    )
}

/// CLP Annex VI's specific limits (SCL), Annex I's generic limits (GCL), its estimates (ATE) and
/// sums (M), worked by hand.
const CASES: [(&str, &str, &str, &str); 66] = [
    ("hydrochloric acid", "9 % w/v", " |  | ", "SCL"),
    (
        "hydrochloric acid",
        "10 % w/w",
        "H315 H319 H335 | Warning | 07",
        "SCL 10 %",
    ),
    (
        "hydrochloric acid",
        "25 % w/w",
        "H314 H335 | Danger | 05 07",
        "SCL 25 %",
    ),
    ("hydrochloric acid", "2 M", " |  | ", "7.3 % w/v"),
    (
        "hydrochloric acid",
        "3 M",
        "H315 H319 H335 | Warning | 07",
        "10.9 % w/v",
    ),
    (
        "hydrochloric acid",
        "7 M",
        "H314 H335 | Danger | 05 07",
        "25.5 % w/v",
    ),
    ("sulfuric acid", "4.9 % w/v", " |  | ", "SCL"),
    (
        "sulfuric acid",
        "5 % w/v",
        "H315 H319 | Warning | 07",
        "SCL 5 %",
    ),
    (
        "sulfuric acid",
        "15 % w/w",
        "H314 | Danger | 05",
        "SCL 15 %",
    ),
    (
        "sulfuric acid",
        "1 M",
        "H315 H319 | Warning | 07",
        "9.8 % w/v",
    ),
    ("sulfuric acid", "conc", "H314 | Danger | 05", "98 %"),
    ("nitric acid", "0.1 M", " |  | ", "0.63 %"),
    (
        "nitric acid",
        "0.3 M",
        "H315 H319 | Warning | 07",
        "GCL 1 %",
    ),
    (
        "nitric acid",
        "0.5 M",
        "H315 H318 | Danger | 05",
        "GCL eye 3 %",
    ),
    ("nitric acid", "1 M", "H314 | Danger | 05", "SCL 5 %"),
    (
        "nitric acid",
        "2.5 M",
        "H314 H332 EUH071 | Danger | 05 07",
        "ATE 2.65: 13.25 %",
    ),
    (
        "nitric acid",
        "5 M",
        "H314 H331 EUH071 | Danger | 05 06",
        "ATE 2.65: 26.5 %",
    ),
    (
        "nitric acid",
        "conc",
        "H272 H314 H331 EUH071 | Danger | 03 05 06",
        "SCL 65 %",
    ),
    ("ethanoic acid", "1 M", " |  | ", "6 %"),
    (
        "ethanoic acid",
        "2 M",
        "H315 H319 | Warning | 07",
        "SCL 10 %",
    ),
    ("ethanoic acid", "5 M", "H314 | Danger | 05", "SCL 25 %"),
    (
        "ethanoic acid",
        "neat",
        "H226 H314 | Danger | 02 05",
        "Annex VI",
    ),
    ("sodium hydroxide", "0.1 M", " |  | ", "0.4 %"),
    (
        "sodium hydroxide",
        "0.5 % w/v",
        "H315 H319 | Warning | 07",
        "SCL 0.5 %",
    ),
    (
        "sodium hydroxide",
        "0.4 M",
        "H315 H319 | Warning | 07",
        "1.6 %",
    ),
    (
        "sodium hydroxide",
        "2 % w/v",
        "H314 | Danger | 05",
        "SCL 2 %",
    ),
    ("sodium hydroxide", "0.5 M", "H314 | Danger | 05", "2 %"),
    ("ammonia", "0.5 M", " |  | ", "0.85 %"),
    ("ammonia", "1 M", "H315 H319 | Warning | 07", "GCL 1 %"),
    ("ammonia", "2 M", "H315 H318 | Danger | 05", "GCL eye 3 %"),
    (
        "ammonia",
        "3 M",
        "H314 H335 | Danger | 05 07",
        "GCL 5 %, SCL H335 5 %",
    ),
    (
        "ammonia",
        "conc",
        "H314 H335 H400 | Danger | 05 07 09",
        "35 %, M = 1",
    ),
    ("hydrogen peroxide", "10 vol", " |  | ", "3 %"),
    (
        "hydrogen peroxide",
        "5 % w/w",
        "H319 | Warning | 07",
        "SCL 5 %",
    ),
    (
        "hydrogen peroxide",
        "20 vol",
        "H319 | Warning | 07",
        "6.1 % w/v",
    ),
    (
        "hydrogen peroxide",
        "8 % w/w",
        "H318 | Danger | 05",
        "SCL 8 %",
    ),
    (
        "hydrogen peroxide",
        "35 % w/w",
        "H302 H315 H318 H335 | Danger | 05 07",
        "SCL 35 %",
    ),
    ("silver nitrate", "0.01 M", " |  | ", "0.17 %"),
    ("silver nitrate", "0.05 M", "H412 |  | ", "M = 1: 0.25 %"),
    (
        "silver nitrate",
        "0.1 M",
        "H315 H319 H412 | Warning | 07",
        "GCL 1 %",
    ),
    (
        "silver nitrate",
        "0.3 M",
        "H314 H411 | Danger | 05 09",
        "GCL 5 %",
    ),
    (
        "copper(II) sulfate pentahydrate",
        "0.1 M",
        "H319 H412 | Warning | 07",
        "2.497 %: below 2.5 %",
    ),
    (
        "copper(II) sulfate pentahydrate",
        "0.2 M",
        "H318 H400 H411 | Danger | 05 09",
        "M = 10 and 1",
    ),
    (
        "copper(II) sulfate pentahydrate",
        "1 M",
        "H302 H318 H400 H411 | Danger | 05 07 09",
        "24.97 %: ATE 481, below 25 %",
    ),
    (
        "copper(II) sulfate (anhydrous)",
        "0.5 M",
        "H411 |  | 09",
        "8 %",
    ),
    (
        "copper(II) sulfate (anhydrous)",
        "1 M",
        "H315 H319 H411 | Warning | 07 09",
        "GCL 10 %",
    ),
    ("potassium dichromate(VI)", "0.003 M", " |  | ", "0.09 %"),
    (
        "potassium dichromate(VI)",
        "0.01 M",
        "H340 H350 H412 EUH208 | Danger | 08",
        "GCL 0.1 %",
    ),
    (
        "potassium dichromate(VI)",
        "0.1 M",
        "H315 H317 H319 H332 H334 H340 H350 H360FD H373 H411 | Danger | 07 08 09",
        "GCL, ATE dust 0.05",
    ),
    (
        "phenolphthalein",
        "0.5 % w/v",
        " |  | ",
        "SCL 1 %; mutagen 2, toxic to fertility 2",
    ),
    (
        "phenolphthalein",
        "1 % w/w",
        "H341 H350 | Danger | 08",
        "SCL 1 %",
    ),
    (
        "methanol",
        "neat",
        "H225 H301 H311 H331 H370 | Danger | 02 06 08",
        "Annex VI",
    ),
    ("methanol", "1 M", "H371 | Warning | 08", "SCL 3 %"),
    (
        "potassium manganate(VII)",
        "0.02 M",
        "H412 |  | ",
        "M = 1: 0.25 %",
    ),
    (
        "potassium manganate(VII)",
        "0.2 M",
        "H361d H411 | Warning | 08 09",
        "GCL 3 %",
    ),
    (
        "lead(II) nitrate",
        "0.1 M",
        "H360Df H373 H411 | Danger | 08 09",
        "GCL 0.3 %, SCL 0.5 %",
    ),
    (
        "barium chloride dihydrate",
        "0.25 M",
        "H302 | Warning | 07",
        "ATE 100: 5 %",
    ),
    ("iodine", "0.1 M", " |  | ", "2.5 %"),
    ("bromine", "0.1 M", "H315 H319 | Warning | 07", "GCL 1 %"),
    (
        "bromine",
        "0.4 M",
        "H314 H331 | Danger | 05 06",
        "GCL 5 %, ATE 0.5",
    ),
    (
        "sodium carbonate (anhydrous)",
        "1 M",
        "H319 | Warning | 07",
        "GCL 10 %",
    ),
    ("sodium chloride", "5 M", " |  | ", "not classified"),
    ("ethanol", "neat", "H225 | Danger | 02", "Annex VI"),
    (
        "propanone",
        "neat",
        "H225 H319 H336 EUH066 | Danger | 02 07",
        "Annex VI",
    ),
    (
        "sodium",
        "neat",
        "H260 H314 EUH014 | Danger | 02 05",
        "Annex VI",
    ),
    ("limewater", "neat", " |  | ", "0.17 %"),
];

#[test]
fn worked_cases_come_out_as_the_law_has_them() {
    let wrong: Vec<String> = CASES
        .iter()
        .filter_map(|(name, strength, expected, source)| {
            let found = label(name, strength);
            (found != *expected)
                .then(|| format!("{name} {strength}: {found}, not {expected} ({source})"))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn reagents_are_classified_by_their_parts() {
    for (name, expected) in [
        ("Benedict's solution", "H319"),
        ("Fehling's solution A", "H318"),
        ("Fehling's solution B", "H314"),
        ("biuret solution", "H314"),
        ("universal indicator solution", "H226"),
        ("industrial denatured alcohol", "H225"),
    ] {
        let label = label(name, "neat");
        assert!(label.contains(expected), "{name}: {label}");
    }
    assert!(!label("phenolphthalein solution", "neat").contains("H350"));
}
