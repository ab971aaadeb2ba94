//! What a supplier's safety data sheet says of a chemical, as a technician copies it: classes with
//! their statements, or the statements alone.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::class::{Class, NotClass};
use super::hazard::{self, Hazard, Unclassified};
use super::limit::{NotLimit, Supplement};
use super::{Basis, State, Substance, SubstanceId};
use crate::concentration::Concentration;

/// A supplier's classification, with where it stands.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Supplied {
    /// The classes; none where the sheet says that it is not classified.
    pub classes: Vec<Class>,
    /// Supplemental statements.
    pub euh: Vec<Supplement>,
    /// Whose sheet, and which issue of it.
    pub source: String,
    /// The day it was read.
    pub checked: NaiveDate,
}

/// Why a text is no classification.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum NotSupplied {
    /// A line has no statement code.
    #[error("{0} has no statement code such as H319")]
    NoCode(String),
    /// A code that CLP does not have, or that no class is known by.
    #[error(transparent)]
    Class(#[from] NotClass),
    /// A supplemental statement that CLP does not have.
    #[error(transparent)]
    Supplement(#[from] NotLimit),
}

/// The class that a statement stands for where the sheet names only the statement: the more severe
/// where there are several, which makes no difference to the label.
const BY_STATEMENT: [(&str, &str); 64] = [
    ("H200", "Unst. Expl."),
    ("H201", "Expl."),
    ("H202", "Expl."),
    ("H203", "Expl."),
    ("H204", "Expl."),
    ("H205", "Expl."),
    ("H220", "Flam. Gas 1"),
    ("H221", "Flam. Gas 2"),
    ("H222", "Aerosol 1"),
    ("H223", "Aerosol 2"),
    ("H229", "Aerosol 3"),
    ("H224", "Flam. Liq. 1"),
    ("H225", "Flam. Liq. 2"),
    ("H226", "Flam. Liq. 3"),
    ("H228", "Flam. Sol. 1"),
    ("H240", "Self-react. 1"),
    ("H241", "Self-react. 1"),
    ("H242", "Self-react. 1"),
    ("H250", "Pyr. Sol. 1"),
    ("H251", "Self-heat. 1"),
    ("H252", "Self-heat. 2"),
    ("H260", "Water-react. 1"),
    ("H261", "Water-react. 2"),
    ("H270", "Ox. Gas 1"),
    ("H271", "Ox. Sol. 1"),
    ("H272", "Ox. Sol. 2"),
    ("H280", "Press. Gas"),
    ("H281", "Press. Gas"),
    ("H290", "Met. Corr. 1"),
    ("H300", "Acute Tox. 1"),
    ("H301", "Acute Tox. 3"),
    ("H302", "Acute Tox. 4"),
    ("H304", "Asp. Tox. 1"),
    ("H310", "Acute Tox. 1"),
    ("H311", "Acute Tox. 3"),
    ("H312", "Acute Tox. 4"),
    ("H314", "Skin Corr. 1A"),
    ("H315", "Skin Irrit. 2"),
    ("H317", "Skin Sens. 1"),
    ("H318", "Eye Dam. 1"),
    ("H319", "Eye Irrit. 2"),
    ("H330", "Acute Tox. 1"),
    ("H331", "Acute Tox. 3"),
    ("H332", "Acute Tox. 4"),
    ("H334", "Resp. Sens. 1"),
    ("H335", "STOT SE 3"),
    ("H336", "STOT SE 3"),
    ("H340", "Muta. 1B"),
    ("H341", "Muta. 2"),
    ("H350", "Carc. 1B"),
    ("H351", "Carc. 2"),
    ("H360", "Repr. 1B"),
    ("H361", "Repr. 2"),
    ("H362", "Lact."),
    ("H370", "STOT SE 1"),
    ("H371", "STOT SE 2"),
    ("H372", "STOT RE 1"),
    ("H373", "STOT RE 2"),
    ("H400", "Aquatic Acute 1"),
    ("H410", "Aquatic Chronic 1"),
    ("H411", "Aquatic Chronic 2"),
    ("H412", "Aquatic Chronic 3"),
    ("H413", "Aquatic Chronic 4"),
    ("H420", "Ozone 1"),
];

/// Reads a sheet's classes: `Skin Corr. 1B, H314`, `Eye irritation (Category 2), H319`, or
/// `H302 H319 EUH031`. Nothing at all is "not classified".
pub fn read(text: &str) -> Result<(Vec<Class>, Vec<Supplement>), NotSupplied> {
    let (mut classes, mut euh) = (Vec::new(), Vec::new());
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let signs = |c: char| matches!(c, ',' | ';' | '(' | ')' | ':' | '+') || c.is_whitespace();
        let words: Vec<&str> = line.split(signs).filter(|word| !word.is_empty()).collect();
        let mut before: Vec<&str> = Vec::new();
        let mut has_code = false;
        for (at, word) in words.iter().enumerate() {
            if is_code(word, "EUH") {
                euh.push(word.parse()?);
            } else if is_code(word, "H") {
                let factor = words.get(at + 1).filter(|next| next.starts_with("M="));
                classes.push(class(&before, word, factor.copied())?);
            } else {
                before.push(word);
                continue;
            }
            has_code = true;
            before.clear();
        }
        if !has_code {
            return Err(NotSupplied::NoCode(line.to_owned()));
        }
    }
    Ok((classes, euh))
}

/// Whether a word is a statement of that sort: its letters, three figures, and a suffix at most.
fn is_code(word: &str, letters: &str) -> bool {
    word.strip_prefix(letters)
        .and_then(|rest| rest.get(..3))
        .is_some_and(|figures| figures.bytes().all(|b| b.is_ascii_digit()))
}

/// The class by the words before the statement where they are CLP's, else by the statement.
fn class(before: &[&str], code: &str, factor: Option<&str>) -> Result<Class, NotSupplied> {
    let factor = factor.map_or_else(String::new, |factor| format!(" {factor}"));
    let written = format!("{} {code}{factor}", before.join(" "));
    if let Ok(class) = written.parse::<Class>() {
        return Ok(class);
    }
    let stem = code.get(..4).unwrap_or(code);
    let named = BY_STATEMENT.iter().find(|(known, _)| *known == stem);
    let name = named.map_or("", |(_, name)| name);
    Ok(format!("{name} {code}{factor}").parse::<Class>()?)
}

impl Supplied {
    /// The hazards of what the supplier sold, as it stands in its bottle.
    pub fn hazard(&self, name: &str) -> Result<Hazard, Unclassified> {
        hazard::at(&self.substance(name), Concentration::Neat)
    }

    /// The hazards of a substance that the reference data has not looked up, at a strength, by the
    /// supplier's classes.
    pub fn hazard_of(
        &self,
        substance: &Substance,
        concentration: Concentration,
    ) -> Result<Hazard, Unclassified> {
        let known = Substance {
            basis: Basis::SelfClassified,
            classes: self.classes.clone(),
            limits: Vec::new(),
            ate: Vec::new(),
            euh: self.euh.clone(),
            source: self.source.clone(),
            checked: self.checked,
            ..substance.clone()
        };
        hazard::at(&known, concentration)
    }

    /// The classes as the form shows them again, one on each line.
    pub fn as_written(&self) -> String {
        let classes = self.classes.iter().map(ToString::to_string);
        let euh = self.euh.iter().map(ToString::to_string);
        classes.chain(euh).collect::<Vec<_>>().join("\n")
    }

    fn substance(&self, name: &str) -> Substance {
        Substance {
            id: SubstanceId::new("own"),
            name: name.to_owned(),
            other_names: Vec::new(),
            cas: None,
            formula: None,
            molar_mass: None,
            state: State::Solid,
            form: None,
            density: None,
            solubility: None,
            is_changed_by_water: false,
            limit_counts: None,
            basis: Basis::SelfClassified,
            classes: self.classes.clone(),
            limits: Vec::new(),
            ate: Vec::new(),
            euh: self.euh.clone(),
            storage: None,
            disposal: None,
            ageing: None,
            recheck_months: None,
            not_to_be_kept: None,
            note: None,
            hazcard: None,
            student_safety_sheet: None,
            sold_percent: None,
            source: self.source.clone(),
            checked: self.checked,
            strength: Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(text: &str) -> Vec<String> {
        let (classes, euh) = read(text).unwrap();
        let classes = classes.iter().map(ToString::to_string);
        classes.chain(euh.iter().map(ToString::to_string)).collect()
    }

    #[test]
    fn sheets_are_read_as_they_are_copied() {
        assert_eq!(
            written("Skin Corr. 1B, H314\nAquatic Acute 1 (H400) M=10\nEUH031"),
            ["Skin Corr. 1B H314", "Aquatic Acute 1 H400 M=10", "EUH031"]
        );
        assert_eq!(
            written("Eye irritation (Category 2), H319"),
            ["Eye Irrit. 2 H319"]
        );
        assert_eq!(
            written("H302 + H312, H360Df"),
            [
                "Acute Tox. 4 oral H302",
                "Acute Tox. 4 dermal H312",
                "Repr. 1B H360Df"
            ]
        );
        assert_eq!(written(" \n"), Vec::<String>::new());
    }

    #[test]
    fn what_cannot_be_read_is_named() {
        assert!(matches!(read("Harmful"), Err(NotSupplied::NoCode(_))));
        assert!(read("H999").is_err());
        assert!(read("EUH999").is_err());
    }

    #[test]
    fn every_statement_alone_makes_its_class() {
        for (code, _) in BY_STATEMENT {
            let (classes, _) = read(code).unwrap();
            assert_eq!(classes[0].code.as_str(), code);
        }
    }

    #[test]
    fn the_label_is_the_suppliers() {
        let (classes, euh) = read("H314 H335").unwrap();
        let supplied = Supplied {
            classes,
            euh,
            source: "test".to_owned(),
            checked: NaiveDate::MIN,
        };
        let hazard = supplied.hazard("our cleaner").unwrap();
        let codes: Vec<&str> = hazard
            .h_codes
            .iter()
            .map(super::super::Code::as_str)
            .collect();
        assert_eq!(codes, ["H314", "H335"]);
        assert_eq!(read(&supplied.as_written()).unwrap().0, supplied.classes);
    }
}
