//! What is dangerous about something in stock, at its own strength.

use shared::{
    concentration::Concentration,
    kind::{KindId, Sort},
    label::pictogram::Pictogram,
    substance::{Said, Signal, SubstanceId, hazard},
};
use store::{holding::Holding, item::Item, substance::Sayings};

use crate::{path::Path, substance::in_short};

/// What is in a bottle, as far as its hazards go.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Contents<'a> {
    sort: Sort,
    kind: &'a KindId,
    name: &'a str,
    concentration: Option<Concentration>,
}

impl<'a> From<&'a Item> for Contents<'a> {
    fn from(item: &'a Item) -> Self {
        Self {
            sort: item.sort,
            kind: &item.kind,
            name: &item.name,
            concentration: item.concentration,
        }
    }
}

impl<'a> From<&'a Holding> for Contents<'a> {
    fn from(holding: &'a Holding) -> Self {
        Self {
            sort: holding.sort,
            kind: &holding.kind,
            name: &holding.name,
            concentration: holding.concentration,
        }
    }
}

impl Contents<'_> {
    /// The substance, or what only this school has; nothing for what is no chemical.
    pub(crate) fn substance(&self) -> Option<SubstanceId> {
        let is_chemical = matches!(self.sort, Sort::Chemical | Sort::Solution);
        is_chemical.then(|| self.kind.substance())
    }
}

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
    /// What the school says beside it.
    pub(crate) said: Option<String>,
    /// The school's own words for the label.
    pub(crate) on_label: Option<String>,
    /// The page that tells everything.
    pub(crate) page: String,
}

impl Hazards {
    /// Those of something in stock; none for what is no chemical. A chemical that the reference data does not know
    /// is never taken for harmless.
    pub(crate) fn of<'a>(contents: impl Into<Contents<'a>>, sayings: &Sayings) -> Option<Self> {
        let contents: Contents<'a> = contents.into();
        let id = contents.substance()?;
        let by_supplier = sayings.hazard(&id, contents.name, contents.concentration);
        let entry = reference::substance::entry(&id);
        let found = by_supplier.or_else(|| Some(entry?.hazard_in_stock(contents.concentration)));
        let hazards = match found {
            None => {
                Self::remark("Not in the reference data: look at the supplier’s safety data sheet.")
            }
            Some(Ok(hazard)) => Self::classified(&hazard),
            Some(Err(why)) => Self::remark(format!("Hazards not known: {why}.")),
        };
        let said = sayings.of(&id);
        Some(Self {
            said: said.and_then(in_short),
            on_label: said.and_then(|said: &Said| said.label.clone()),
            page: Path::Substance(id).href(),
            ..hazards
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
            ..Self::default()
        }
    }
}
