//! What is dangerous about something in stock, at its own strength.

use shared::{
    concentration::Concentration,
    kind::Sort,
    label::pictogram::Pictogram,
    substance::{Signal, SubstanceId, hazard},
};

/// The hazards of a chemical or solution, as pages and labels show them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Hazards {
    /// Drawn.
    pub(crate) pictograms: Vec<Pictogram>,
    /// The word beside them.
    pub(crate) signal: Option<Signal>,
    /// In words, the label's statements.
    pub(crate) statements: Vec<String>,
    /// What the classification does not say, or why there is none.
    pub(crate) remarks: Vec<String>,
}

impl Hazards {
    /// Those of something in stock; none for what is no chemical. A chemical that the reference data does not know
    /// is never taken for harmless.
    pub(crate) fn of(
        sort: Sort,
        substance: Option<&SubstanceId>,
        concentration: Option<Concentration>,
    ) -> Option<Self> {
        if !matches!(sort, Sort::Chemical | Sort::Solution) {
            return None;
        }
        let Some(entry) = substance.and_then(reference::substance::entry) else {
            let unknown = "Not in the reference data: look at the supplier’s safety data sheet.";
            return Some(Self::remark(unknown));
        };
        Some(match entry.hazard_in_stock(concentration) {
            Ok(hazard) => Self::classified(&hazard),
            Err(why) => Self::remark(format!("Hazards not known: {why}.")),
        })
    }

    fn remark(words: impl Into<String>) -> Self {
        Self {
            remarks: vec![words.into()],
            ..Self::default()
        }
    }

    fn classified(hazard: &hazard::Hazard) -> Self {
        let words = |code: &shared::substance::Code| code.words().to_owned();
        let codes = hazard.h_codes.iter().chain(&hazard.euh);
        let mut remarks: Vec<String> = hazard.cautions.iter().map(ToString::to_string).collect();
        if hazard.is_unclassified() {
            remarks.insert(
                0,
                "Not classified as hazardous at this strength.".to_owned(),
            );
        }
        Self {
            pictograms: hazard.pictograms.clone(),
            signal: Some(hazard.signal).filter(|signal| *signal != Signal::None),
            statements: codes.map(words).collect(),
            remarks,
        }
    }
}
