//! What a school says of a substance, beside the reference data and never over it: its own references, its own
//! storing, keeping and disposal, and the supplier's classification of what the reference does not know.

use serde::{Deserialize, Serialize};

use super::hazard::{Hazard, Unclassified};
use super::{Basis, Substance, Supplied};
use crate::concentration::Concentration;

/// What one school says of one substance. Everything may be missing.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Said {
    /// Number of the Hazcard that the school works by.
    pub hazcard: Option<String>,
    /// The page of SSERC's, or of another guide.
    pub sserc: Option<String>,
    /// Where the supplier's safety data sheet is.
    pub data_sheet: Option<String>,
    /// The letter of the group it is stored in here.
    pub storage: Option<String>,
    /// How it is kept here: place, time, bottle.
    pub keeping: Option<String>,
    /// How it is disposed of here.
    pub disposal: Option<String>,
    /// What else people here should know; it stands on the risk note too.
    pub note: Option<String>,
    /// A few words that stand on the label.
    pub label: Option<String>,
    /// The supplier's classification.
    pub supplied: Option<Supplied>,
}

/// Groups of what may stand together in a chemical store, by their letters.
pub const STORAGE_GROUPS: [(&str, &str); 14] = [
    ("F", "flammable liquids"),
    ("O", "oxidisers"),
    ("A", "acids"),
    ("B", "alkalis"),
    ("T", "toxic, locked"),
    ("W", "reacts with water, dry"),
    ("P", "phosphorus, picric acid, DNPH"),
    ("H", "halogens"),
    ("E", "environmental and general inorganic"),
    ("G", "general organic"),
    ("R", "radioactive, locked"),
    ("L", "low hazard"),
    ("C", "cold, spark-free fridge"),
    ("X", "explosive when old, time-limited"),
];

/// What a storage group's letter stands for.
pub fn storage_group(letter: &str) -> Option<&'static str> {
    STORAGE_GROUPS
        .iter()
        .find(|(known, _)| *known == letter)
        .map(|(_, words)| *words)
}

impl Said {
    /// Whether nothing is said.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The hazards by the school's supplier, where the reference data has none: of a substance that nobody has looked
    /// up, or of what only this school has.
    pub fn hazard(
        &self,
        reference: Option<&Substance>,
        name: &str,
        concentration: Option<Concentration>,
    ) -> Option<Result<Hazard, Unclassified>> {
        let supplied = self.supplied.as_ref()?;
        match reference {
            None => Some(supplied.hazard(name)),
            Some(known) if known.basis == Basis::NotLookedUp => {
                Some(supplied.hazard_of(known, concentration.unwrap_or(Concentration::Neat)))
            }
            Some(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::substance::samples::sample;
    use crate::substance::supplied;

    #[test]
    fn a_school_never_speaks_over_the_reference() {
        let (classes, euh) = supplied::read("H302").unwrap();
        let said = Said {
            supplied: Some(Supplied {
                classes,
                euh,
                source: "test".to_owned(),
                checked: chrono::NaiveDate::MIN,
            }),
            ..Said::default()
        };
        let known = sample("NaOH", &["Skin Corr. 1A H314"], &[]);
        assert!(said.hazard(Some(&known), "x", None).is_none());
        let unknown = Substance {
            basis: Basis::NotLookedUp,
            ..known
        };
        let strength = Some(Concentration::millimolar(1));
        assert!(
            said.hazard(Some(&unknown), "x", strength)
                .unwrap()
                .unwrap()
                .is_unclassified()
        );
        assert!(
            !said
                .hazard(None, "x", strength)
                .unwrap()
                .unwrap()
                .is_unclassified()
        );
        assert!(Said::default().hazard(None, "x", None).is_none());
    }

    #[test]
    fn groups_have_a_letter_each() {
        assert_eq!(storage_group("A"), Some("acids"));
        assert_eq!(storage_group("Z"), None);
    }
}
