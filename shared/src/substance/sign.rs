//! Signal words and pictograms.

use serde::{Deserialize, Serialize};

pub use crate::label::pictogram::Pictogram;

/// The one signal word of a label.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize,
)]
#[serde(rename_all = "lowercase")]
pub enum Signal {
    /// No signal word.
    #[default]
    None,
    /// "Warning"
    Warning,
    /// "Danger"
    Danger,
}

impl Signal {
    /// The word on the label; empty where there is none.
    pub const fn word(self) -> &'static str {
        match self {
            Self::None => "",
            Self::Warning => "Warning",
            Self::Danger => "Danger",
        }
    }
}
