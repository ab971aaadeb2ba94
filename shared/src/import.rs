//! A stock list that a technician has kept so far, and what it says.
//!
//! A [`Grid`] of text is read by a [`Layout`] for each sheet, which is guessed ([`guess`]) and may be
//! changed by the person, into [`Reading`]s ([`read`]): one for each thing that was written. Nothing
//! is lost on the way: every cell that is not blank becomes a reading, part of one, a heading, or is
//! named as skipped.

mod date;
mod grid;
pub mod guard;
mod layout;
mod locant;
mod meaning;
mod place;
mod reading;
mod rows;
mod scan;
mod shelves;
mod split;
mod thing;
mod token;
mod unit;
mod words;

use serde::{Deserialize, Serialize};
use thiserror::Error;

pub use crate::kind::Sort;
pub use date::{day, whole_day};
pub use grid::{Grid, Sheet, Tall, column_letters};
pub use layout::{Column, Layout, Rows, Shelves, guess};
pub use meaning::Meaning;
pub use reading::{At, Heading, Reading, Readings, read};
pub use thing::{Known, Thing};
pub use words::{only_describes, singular, sort_of_words};

/// How full a container is, as it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fill {
    /// All of it.
    Full,
    /// "Nearly full": taken for nine tenths.
    NearlyFull,
    /// Three quarters.
    ThreeQuarters,
    /// Two thirds.
    TwoThirds,
    /// Half.
    Half,
    /// A third.
    Third,
    /// A quarter.
    Quarter,
    /// "Nearly empty", "running low": taken for a tenth.
    NearlyEmpty,
    /// Nothing is left.
    Empty,
    /// "Part used": how much is not said.
    Part,
}

impl Fill {
    /// In words.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::NearlyFull => "nearly full",
            Self::ThreeQuarters => "three quarters full",
            Self::TwoThirds => "two thirds full",
            Self::Half => "half full",
            Self::Third => "a third full",
            Self::Quarter => "a quarter full",
            Self::NearlyEmpty => "nearly empty",
            Self::Empty => "empty",
            Self::Part => "part used",
        }
    }

    /// The part that is left, as a fraction; `None` when it is not said.
    pub const fn parts(self) -> Option<(i64, i64)> {
        Some(match self {
            Self::Full => (1, 1),
            Self::NearlyFull => (9, 10),
            Self::ThreeQuarters => (3, 4),
            Self::TwoThirds => (2, 3),
            Self::Half => (1, 2),
            Self::Third => (1, 3),
            Self::Quarter => (1, 4),
            Self::NearlyEmpty => (1, 10),
            Self::Empty => (0, 1),
            Self::Part => return None,
        })
    }
}

/// What a person should look at before a reading becomes stock.
#[derive(Clone, Debug, PartialEq, Eq, Error, Serialize, Deserialize)]
pub enum Problem {
    /// A quantity or a note without a thing. It cannot become stock until it is named.
    #[error("a quantity without a name")]
    NoName,
    /// A number that may be an amount, a size or a count.
    #[error("is \"{0}\" an amount, a size or a count?")]
    AmountUnclear(String),
    /// A day that is none.
    #[error("\"{0}\" is no day")]
    NoDay(String),
    /// A strength that is none.
    #[error("\"{0}\" is no concentration")]
    NoConcentration(String),
    /// It is dilute, of a strength that is not said.
    #[error("a solution whose strength is unknown")]
    StrengthUnknown,
    /// The list itself puts a question mark.
    #[error("marked with a question mark")]
    Doubtful,
    /// About so much: the lesser figure is taken.
    #[error("the amount is about right only")]
    About,
}

impl Problem {
    /// Whether the reading cannot become stock as it is.
    pub const fn stops(&self) -> bool {
        matches!(self, Self::NoName)
    }
}
