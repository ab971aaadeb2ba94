//! Explosives precursors and poisons: regulated, reportable or neither, at a strength.
//!
//! Poisons Act 1972 as amended. A school is a professional user and needs no licence.

use serde::{Deserialize, Serialize};

use super::{Substance, SubstanceId};
use crate::concentration::Concentration;

/// The lists of the Poisons Act's schedules.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum List {
    /// Schedule 1A, part 1.
    #[serde(rename = "regulated explosives precursor")]
    RegulatedExplosivesPrecursor,
    /// Schedule 1A, part 2.
    #[serde(rename = "regulated poison")]
    RegulatedPoison,
    /// Schedule 1A, part 3.
    #[serde(rename = "reportable explosives precursor")]
    ReportableExplosivesPrecursor,
    /// Schedule 1A, part 4.
    #[serde(rename = "reportable poison")]
    ReportablePoison,
}

impl List {
    /// The list's name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::RegulatedExplosivesPrecursor => "regulated explosives precursor",
            Self::RegulatedPoison => "regulated poison",
            Self::ReportableExplosivesPrecursor => "reportable explosives precursor",
            Self::ReportablePoison => "reportable poison",
        }
    }

    const fn is_regulated(self) -> bool {
        matches!(
            self,
            Self::RegulatedExplosivesPrecursor | Self::RegulatedPoison
        )
    }
}

/// One row of the lists.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Regulated {
    /// On which list.
    pub list: List,
    /// As the list names it.
    pub name: String,
    /// Which substances belong to it.
    pub substances: Vec<SubstanceId>,
    /// Above how many per cent by mass; at any strength where there is none.
    #[serde(default)]
    pub threshold_percent: Option<f64>,
    /// What else decides: "powder below 200 µm".
    #[serde(default)]
    pub note: Option<String>,
    /// Where it was read.
    pub source: String,
    /// The day it was read.
    pub checked: chrono::NaiveDate,
}

/// What a row means at a strength.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// On no list at this strength.
    Neither,
    /// Suspicious buying, loss and theft must be reported.
    Reportable,
    /// Suppliers must prove who buys; losses must be reported.
    Regulated,
}

impl Standing {
    /// What it means for a school.
    pub const fn meaning(self) -> &'static str {
        match self {
            Self::Neither => {
                "Not on the lists of explosives precursors and poisons at this strength."
            }
            Self::Reportable => {
                "Reportable: keep count of it, and report theft, an unexplained loss or a \
                 suspicious enquiry within 24 hours."
            }
            Self::Regulated => {
                "Regulated: a school needs no licence, but the supplier must prove who buys it and \
                 what for. Keep it locked and counted, and report theft, an unexplained loss or a \
                 suspicious enquiry within 24 hours."
            }
        }
    }
}

/// How a substance at a strength stands, with the rows that say so, strictest first. A strength
/// that cannot be told counts as above every threshold.
pub fn standing<'a>(
    rows: &'a [Regulated],
    substance: &Substance,
    concentration: Concentration,
) -> (Standing, Vec<&'a Regulated>) {
    let percent = substance
        .composition(concentration)
        .map_or(100.0, |strength| strength.percent_by_mass);
    let mut found: Vec<(Standing, &Regulated)> = rows
        .iter()
        .filter(|row| row.substances.contains(&substance.id))
        .map(|row| (of_row(row, percent), row))
        .filter(|(standing, _)| *standing > Standing::Neither)
        .collect();
    found.sort_by_key(|(standing, row)| (std::cmp::Reverse(*standing), row.list));
    let standing = found
        .first()
        .map_or(Standing::Neither, |(standing, _)| *standing);
    (standing, found.into_iter().map(|(_, row)| row).collect())
}

fn of_row(row: &Regulated, percent: f64) -> Standing {
    let is_above = row
        .threshold_percent
        .is_none_or(|threshold| percent > threshold);
    match (row.list, is_above) {
        (list, true) if list.is_regulated() => Standing::Regulated,
        // A weaker explosives precursor is still reportable; a weaker poison is not.
        (_, true) | (List::RegulatedExplosivesPrecursor, false) => Standing::Reportable,
        (_, false) => Standing::Neither,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::concentration::Measure;
    use crate::substance::samples::hydrochloric_acid;

    #[test]
    fn the_strength_decides() {
        let acid = hydrochloric_acid();
        let row = |list, threshold_percent| Regulated {
            list,
            name: "test".to_owned(),
            substances: vec![acid.id.clone()],
            threshold_percent,
            note: None,
            source: "test".to_owned(),
            checked: chrono::NaiveDate::MIN,
        };
        let at = |rows: &[Regulated], percent: f64| {
            let strength = Concentration::nearest(percent, Measure::PercentByMass).unwrap();
            standing(rows, &acid, strength).0
        };
        let precursor = [row(List::RegulatedExplosivesPrecursor, Some(10.0))];
        assert_eq!(at(&precursor, 10.1), Standing::Regulated);
        assert_eq!(at(&precursor, 10.0), Standing::Reportable);
        let poison = [row(List::ReportablePoison, Some(10.0))];
        assert_eq!(at(&poison, 11.0), Standing::Reportable);
        assert_eq!(at(&poison, 9.0), Standing::Neither);
        let any = [
            row(List::RegulatedPoison, None),
            row(List::ReportablePoison, None),
        ];
        assert_eq!(at(&any, 0.1), Standing::Regulated);
        assert_eq!(at(&[], 36.0), Standing::Neither);
    }
}
