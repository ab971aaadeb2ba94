//! The table: lines in, the same lines with their classification out.

use std::collections::HashMap;
use std::io::{Read, Write};

use reference::substance::{Found, find_at};
use shared::concentration::{Concentration, ConcentrationError, Measure};
use shared::substance::Code;
use shared::substance::hazard::Hazard;

use super::{NoAnswer, sure};

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
    let mut columns = None;
    let mut known = Known::default();
    let mut is_first = true;
    for record in reader.byte_records() {
        let record = record?;
        if record.iter().any(|field| field.contains(&0)) {
            return Err(NoAnswer::NotText);
        }
        let is_text = record.iter().all(|field| str::from_utf8(field).is_ok());
        let record = csv::StringRecord::from_byte_record_lossy(record);
        let fields: Vec<&str> = record.iter().map(bare).collect();
        if fields.iter().all(|field| field.is_empty()) {
            continue;
        }
        let may_be_header = std::mem::take(&mut is_first);
        if may_be_header && is_header(&fields) {
            columns = Columns::of(&fields);
            continue;
        }
        let (name, strength) = name_and_strength(&fields, columns);
        let answer = if is_text {
            known.answer(&name, &strength)
        } else {
            Err(NoAnswer::NotText)
        };
        match answer {
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

/// A field without the spaces around it and the mark that some programs write before everything.
fn bare(field: &str) -> &str {
    field.trim_start_matches('\u{feff}').trim()
}

fn is_header(fields: &[&str]) -> bool {
    let is = |field: &str, name: &str| field.eq_ignore_ascii_case(name);
    fields.iter().any(|field| is(field, HEADER[1]))
        || fields.first().is_some_and(|first| is(first, HEADER[0]))
}

/// Where the header says that name and strength stand.
#[derive(Clone, Copy)]
struct Columns {
    name: usize,
    strength: usize,
    of: usize,
}

impl Columns {
    fn of(header: &[&str]) -> Option<Self> {
        let position = |name: &str| {
            header
                .iter()
                .position(|field| field.eq_ignore_ascii_case(name))
        };
        Some(Self {
            name: position(HEADER[0])?,
            strength: position(HEADER[1])?,
            of: header.len(),
        })
    }
}

/// By the header's columns; without them the last field is the strength, and a comma in an unquoted name ("2,4-…")
/// belongs to the name. What follows a strength in the second field is no part of the line.
fn name_and_strength(fields: &[&str], columns: Option<Columns>) -> (String, String) {
    let is_strength = |field: &str| in_mol_dm3(field).is_ok();
    if let Some(columns) = columns.filter(|columns| columns.of == fields.len())
        && let (Some(name), Some(strength)) =
            (fields.get(columns.name), fields.get(columns.strength))
        && (is_strength(strength) || fields.len() == 2)
    {
        return ((*name).to_owned(), (*strength).to_owned());
    }
    match fields {
        [] => (String::new(), String::new()),
        [name] => ((*name).to_owned(), String::new()),
        [name, strength, _, ..]
            if is_strength(strength) && !fields.last().is_some_and(|last| is_strength(last)) =>
        {
            ((*name).to_owned(), (*strength).to_owned())
        }
        [name @ .., strength] => (name.join(","), (*strength).to_owned()),
    }
}

/// What names were taken for. Long tables name the same few substances at many strengths, and a misspelt name takes a
/// while to find.
#[derive(Default)]
struct Known(HashMap<(String, bool), Option<Found>>);

impl Known {
    fn answer(&mut self, name: &str, strength: &str) -> Result<Hazard, NoAnswer> {
        let strength = in_mol_dm3(strength)?;
        // Of the strength, what a name means depends on its being neat only.
        let asked = (name.to_owned(), strength == Concentration::Neat);
        let found = self
            .0
            .entry(asked)
            .or_insert_with(|| find_at(name, strength));
        Ok(sure(name, found.clone())?.entry.hazard(strength)?)
    }
}

/// A bare number is mol/dm³; anything else says itself what it counts.
fn in_mol_dm3(text: &str) -> Result<Concentration, ConcentrationError> {
    match text.parse::<f64>() {
        Ok(value) if value.is_nan() => Err(ConcentrationError::NoNumber),
        Ok(value) if value < 0.0 => Err(ConcentrationError::Negative),
        Ok(value) => {
            Concentration::nearest(value, Measure::MolPerDm3).ok_or(ConcentrationError::TooLarge)
        }
        // A fraction, or what `f64` does not read.
        Err(_) => match Concentration::parse(text) {
            Err(ConcentrationError::NoMeasure) => Concentration::parse(&format!("{text} mol/dm3")),
            read => read,
        },
    }
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
    fn a_header_says_where_its_columns_stand() {
        for lines in [
            "Substance,Mol_dm3\nHCl,3\n",
            "\u{feff}substance,mol_dm3,note\nHCl,3,hello\n",
            "mol_dm3,substance\n3,HCl\n",
            "HCl,3,hello\n",
            "HCl,3,\n",
        ] {
            assert_eq!(
                classified(lines)[1],
                "HCl,3,H315 H319 H335,Warning,GHS07,-,",
                "{lines:?}"
            );
        }
    }

    #[test]
    fn strengths_that_cannot_be_are_told() {
        let lines = classified(
            "NaCl,1e400\nNaCl,NaN\nNaCl,-1e-9\nNaCl,1000\nHCl,50\nsulfuric acid,30\nNaCl,0\nNaCl,1e-400\n",
        );
        let error = |nth: usize| lines[nth].rsplit(',').next().unwrap().to_owned();
        assert_eq!(error(1), "the concentration is too large");
        assert!(lines[2].contains("begins with a number"));
        assert_eq!(error(3), "a concentration cannot be negative");
        for nth in 4..=6 {
            assert!(
                error(nth).ends_with("more than the neat substance"),
                "{lines:?}"
            );
        }
        assert!(lines[7].ends_with("-,-,-,-,") && lines[8].ends_with("-,-,-,-,"));
    }

    #[test]
    fn a_line_that_is_no_text_does_not_stop_the_others() {
        let mut out = Vec::new();
        table(b"\xe9thanol,1\nNaCl,1\n".as_slice(), &mut out).unwrap();
        let out = String::from_utf8(out).unwrap();
        assert!(out.contains("not UTF-8 text"), "{out}");
        assert!(out.ends_with("NaCl,1,-,-,-,-,\n"), "{out}");
    }

    #[test]
    fn long_tables_and_long_names_are_answered() {
        let lines = "potasium permangenate,0.02\nunobtainium,0.5\n".repeat(10_000);
        let begin = std::time::Instant::now();
        assert_eq!(classified(&lines).len(), 20_001);
        assert!(begin.elapsed().as_secs() < 15, "{:?}", begin.elapsed());
        let told = classified(&format!("{},1\n", "é".repeat(100_000)));
        let error = told[1].rsplit(',').next().unwrap();
        assert!(error.len() < 300 && error.contains("is not in the reference data"));
    }

    #[test]
    fn who_stops_reading_is_told_apart_from_bad_input() {
        struct Closed;
        impl Write for Closed {
            fn write(&mut self, _: &[u8]) -> std::io::Result<usize> {
                Err(std::io::ErrorKind::BrokenPipe.into())
            }

            fn flush(&mut self) -> std::io::Result<()> {
                Ok(())
            }
        }
        let stopped = table(b"NaCl,1\n".as_slice(), Closed);
        assert!(matches!(stopped, Err(NoAnswer::Io(_))), "{stopped:?}");
    }

    #[test]
    fn what_is_no_text_is_refused() {
        assert!(table([0xff, 0xfe, 0x00].as_slice(), Vec::new()).is_err());
    }
}
