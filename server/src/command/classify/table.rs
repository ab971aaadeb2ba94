//! The table: lines in, the same lines with their classification out.

use std::io::{Read, Write};

use shared::concentration::{Concentration, ConcentrationError, Measure};
use shared::name::fold;
use shared::substance::Code;
use shared::substance::hazard::Hazard;

use super::{NoAnswer, look_up};

const HEADER: [&str; 7] = [
    "substance",
    "mol_dm3",
    "h_codes",
    "signal",
    "pictograms",
    "euh",
    "error",
];

/// Reads lines `substance,mol_dm3`, with or without a header, and writes them classified. A line
/// that cannot be answered says why in its last column, and nothing of hazards.
pub fn table(input: impl Read, output: impl Write) -> Result<(), NoAnswer> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .from_reader(input);
    let mut writer = csv::Writer::from_writer(output);
    writer.write_record(HEADER)?;
    for (nth, record) in reader.records().enumerate() {
        let record = record?;
        if (nth == 0 && is_header(&record)) || record.iter().all(|field| field.trim().is_empty()) {
            continue;
        }
        let (name, strength) = name_and_strength(&record);
        match answer(&name, &strength) {
            Ok(hazard) => writer.write_record(answered(&name, &strength, &hazard))?,
            Err(error) => writer.write_record([
                name.as_str(),
                strength.as_str(),
                "",
                "",
                "",
                "",
                &error.to_string(),
            ])?,
        }
    }
    writer.flush()?;
    Ok(())
}

fn is_header(record: &csv::StringRecord) -> bool {
    let first = record
        .get(0)
        .map(|field| fold(field.trim_start_matches('\u{feff}')));
    first.as_deref() == Some("substance")
}

/// The last field is the strength; a comma in an unquoted name ("2,4-…") belongs to the name.
fn name_and_strength(record: &csv::StringRecord) -> (String, String) {
    let fields: Vec<&str> = record.iter().collect();
    let (name, strength) = match fields.as_slice() {
        [] => (String::new(), String::new()),
        [name] => ((*name).to_owned(), String::new()),
        [name @ .., strength] => (name.join(","), (*strength).to_owned()),
    };
    (
        name.trim_start_matches('\u{feff}').trim().to_owned(),
        strength.trim().to_owned(),
    )
}

fn answer(name: &str, strength: &str) -> Result<Hazard, NoAnswer> {
    let strength = in_mol_dm3(strength)?;
    Ok(look_up(name, strength)?.entry.hazard(strength)?)
}

/// A bare number is mol/dm³; anything else says itself what it counts.
fn in_mol_dm3(text: &str) -> Result<Concentration, ConcentrationError> {
    let written = Concentration::parse(text);
    if written != Err(ConcentrationError::NoMeasure) {
        return written.or_else(|error| match text.parse::<f64>() {
            Ok(value) if value >= 0.0 => Concentration::nearest(value, Measure::MolPerDm3)
                .ok_or(ConcentrationError::TooLarge),
            _ => Err(error),
        });
    }
    Concentration::parse(&format!("{text} mol/dm3"))
}

fn answered(name: &str, strength: &str, hazard: &Hazard) -> [String; 7] {
    let joined = |words: Vec<&str>| {
        if words.is_empty() {
            "-".to_owned()
        } else {
            words.join(" ")
        }
    };
    [
        name.to_owned(),
        strength.to_owned(),
        joined(hazard.h_codes.iter().map(Code::as_str).collect()),
        joined(
            Some(hazard.signal.word())
                .filter(|word| !word.is_empty())
                .into_iter()
                .collect(),
        ),
        joined(
            hazard
                .pictograms
                .iter()
                .map(|pictogram| pictogram.code())
                .collect(),
        ),
        joined(hazard.euh.iter().map(Code::as_str).collect()),
        String::new(),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn classified(lines: &str) -> Vec<String> {
        let mut out = Vec::new();
        table(lines.as_bytes(), &mut out).unwrap();
        String::from_utf8(out)
            .unwrap()
            .lines()
            .map(ToOwned::to_owned)
            .collect()
    }

    #[test]
    fn lines_are_answered_with_or_without_a_header() {
        let expected = [
            "substance,mol_dm3,h_codes,signal,pictograms,euh,error",
            "hydrochloric acid,3,H315 H319 H335,Warning,GHS07,-,",
            "sodium chloride,1,-,-,-,-,",
        ];
        assert_eq!(
            classified("hydrochloric acid,3\nsodium chloride,1\n"),
            expected
        );
        assert_eq!(
            classified("substance,mol_dm3\r\nhydrochloric acid,3\r\nsodium chloride,1\r\n"),
            expected
        );
        assert_eq!(classified(""), expected[..1]);
    }

    #[test]
    fn a_line_without_an_answer_says_why_and_nothing_of_hazards() {
        let lines = classified("unobtainium,1\nsodium chloride,\nsodium chloride,-1\nsodium,1\n");
        assert_eq!(
            lines[1],
            "unobtainium,1,,,,,unobtainium is not in the reference data"
        );
        assert_eq!(lines[2], "sodium chloride,,,,,,no concentration was given");
        assert_eq!(
            lines[3],
            "sodium chloride,-1,,,,,a concentration cannot be negative"
        );
        assert!(lines[4].contains("reacts with water"));
    }

    #[test]
    fn commas_in_names_need_no_quotes() {
        let lines = classified("2,4-dinitrophenylhydrazine,0.01\n");
        assert!(!lines[1].contains("not in the reference data"), "{lines:?}");
    }

    #[test]
    fn what_is_no_text_is_refused() {
        assert!(table([0xff, 0xfe, 0x00].as_slice(), Vec::new()).is_err());
    }
}
