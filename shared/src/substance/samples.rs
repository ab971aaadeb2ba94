//! Substances for tests, as the law's list has them.

use super::{Basis, State, Strength, Substance, SubstanceId};

/// A harmonised solid of that formula.
pub(crate) fn sample(formula: &str, classes: &[&str], limits: &[&str]) -> Substance {
    Substance {
        id: SubstanceId::new(formula.to_lowercase()),
        name: formula.to_owned(),
        other_names: Vec::new(),
        cas: None,
        formula: formula.parse().ok(),
        molar_mass: None,
        state: State::Solid,
        form: None,
        density: None,
        solubility: None,
        is_changed_by_water: false,
        limit_counts: None,
        basis: Basis::Harmonised,
        classes: classes.iter().map(|class| class.parse().unwrap()).collect(),
        limits: limits.iter().map(|limit| limit.parse().unwrap()).collect(),
        ate: Vec::new(),
        euh: Vec::new(),
        storage: None,
        disposal: None,
        ageing: None,
        recheck_months: None,
        not_to_be_kept: None,
        note: None,
        hazcard: None,
        student_safety_sheet: None,
        sold_percent: None,
        source: "test".to_owned(),
        checked: chrono::NaiveDate::MIN,
        strength: Vec::new(),
    }
}

/// Hydrochloric acid with three points of its density table.
pub(crate) fn hydrochloric_acid() -> Substance {
    Substance {
        state: State::Solution,
        strength: [(10.0, 1.048), (25.0, 1.124), (36.0, 1.179)]
            .map(|(percent, density)| Strength { percent, density })
            .to_vec(),
        ..sample(
            "HCl",
            &["Skin Corr. 1B H314", "STOT SE 3 H335"],
            &[
                "Skin Corr. 1B H314 C>=25",
                "Skin Irrit. 2 H315 10<=C<25",
                "Eye Irrit. 2 H319 10<=C<25",
                "STOT SE 3 H335 C>=10",
            ],
        )
    }
}

/// Sodium hydroxide, solid.
pub(crate) fn sodium_hydroxide() -> Substance {
    Substance {
        solubility: Some(1090.0),
        ..sample(
            "NaOH",
            &["Skin Corr. 1A H314"],
            &[
                "Skin Corr. 1A H314 C>=5",
                "Skin Corr. 1B H314 2<=C<5",
                "Skin Irrit. 2 H315 0.5<=C<2",
                "Eye Irrit. 2 H319 0.5<=C<2",
            ],
        )
    }
}
