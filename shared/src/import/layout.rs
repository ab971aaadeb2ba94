//! How a sheet is laid out: guessed here, changed by the person.

mod guess;

use serde::{Deserialize, Serialize};

pub(super) use guess::counts_a_thing;
pub use guess::guess;

use super::meaning::Meaning;

/// How one sheet is read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Layout {
    /// One row per thing.
    Rows(Rows),
    /// Columns or headings are places, cells are things.
    Shelves(Shelves),
    /// The sheet is not read.
    Skip,
}

/// One row per thing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rows {
    /// The row of the columns' heads; what stands above it is a title.
    pub header: Option<usize>,
    /// What each column holds.
    pub columns: Vec<Meaning>,
    /// The place that the whole sheet is, before all others.
    pub sheet_place: Option<String>,
}

impl Rows {
    /// What a column holds; a column that is not listed is ignored.
    pub fn meaning(&self, column: usize) -> Meaning {
        self.columns.get(column).copied().unwrap_or(Meaning::Ignore)
    }
}

/// A shelf list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shelves {
    /// The rows of headings at the top, from the larger place to the smaller.
    pub heads: Vec<usize>,
    /// What each column holds; a column that is not listed holds things.
    pub columns: Vec<Column>,
    /// The place that the whole sheet is, before all others.
    pub sheet_place: Option<String>,
}

/// What a column of a shelf list holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Column {
    /// Things, with headings among them.
    Things,
    /// How much there is of the thing to the left.
    Quantity,
    /// What is noted of the thing to the left.
    Notes,
    /// The place of the row: "Shelf 1".
    Place,
    /// Not read.
    Ignore,
}
