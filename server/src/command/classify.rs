//! `trolley classify`: the hazards of substances at strengths.

mod explain;
mod table;

use std::io;

use clap::Args;
use reference::substance::{Entry, Found, OFFERED, find_at};
use shared::concentration::{Concentration, ConcentrationError};
use shared::substance::hazard::Unclassified;
use thiserror::Error;

use super::{Stopped, tell};

pub use explain::explain;
pub use table::table;

/// What `trolley classify` takes.
#[derive(Args, Debug)]
pub struct Classify {
    /// Tell the whole story of one substance: its name, formula or CAS number, and its strength
    /// as "1.5 mol/dm3", "10 % w/w", "20 vol", "conc" or "neat".
    ///
    /// Without this, lines `substance,mol_dm3` are read from standard input and answered as CSV.
    #[arg(long, num_args = 1.., value_names = ["NAME", "CONC"], allow_hyphen_values = true)]
    explain: Option<Vec<String>>,
}

impl Classify {
    /// Answers on standard output.
    pub fn run(self) -> Result<(), Stopped> {
        if let Some([name, strength @ ..]) = self.explain.as_deref() {
            let mut told = Vec::new();
            explain(name, &strength.join(" "), &mut told)?;
            return tell(&told);
        }
        match table(io::stdin().lock(), io::stdout().lock()) {
            // Who reads only the beginning has had enough.
            Err(NoAnswer::Io(error)) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
            told => Ok(told?),
        }
    }
}

/// Why a line has no answer.
#[derive(Debug, Error)]
pub enum NoAnswer {
    /// No substance was named.
    #[error("no substance was named")]
    NoName,
    /// Nothing by that name.
    #[error("{0} is not in the reference data")]
    NotFound(String),
    /// Several substances, and no reason to choose.
    #[error("{name} could be {}: say which", list(could_be))]
    Ambiguous {
        /// What was asked.
        name: String,
        /// What it could mean.
        could_be: Vec<&'static str>,
    },
    /// The strength cannot be read.
    #[error(transparent)]
    Strength(#[from] ConcentrationError),
    /// There is no classification at that strength.
    #[error(transparent)]
    Unclassified(#[from] Unclassified),
    /// Standard input or output failed.
    #[error("{0}")]
    Io(#[from] io::Error),
    /// The input is no text.
    #[error("this is not UTF-8 text")]
    NotText,
    /// The input could not be read as a table.
    #[error("the input is not a table of text")]
    NotTable,
}

impl From<csv::Error> for NoAnswer {
    fn from(error: csv::Error) -> Self {
        match error.into_kind() {
            csv::ErrorKind::Io(error) => Self::Io(error),
            _ => Self::NotTable,
        }
    }
}

/// The beginning of what was asked, so that a sentence stays one.
fn begun(name: &str) -> String {
    const MOST: usize = 80;
    match name.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", &name[..end]),
        None => name.to_owned(),
    }
}

fn list(names: &[&str]) -> String {
    names.join(" or ")
}

/// The entry a name means at a strength; an error rather than a guess.
pub(super) fn look_up(name: &str, strength: Concentration) -> Result<Found, NoAnswer> {
    sure(name, find_at(name, strength))
}

/// What was found for a name, where it is sure enough.
fn sure(name: &str, found: Option<Found>) -> Result<Found, NoAnswer> {
    let name = name.trim();
    if name.is_empty() {
        return Err(NoAnswer::NoName);
    }
    let found = found.ok_or_else(|| NoAnswer::NotFound(begun(name)))?;
    if found.confidence < OFFERED {
        let all = std::iter::once(&found.entry).chain(&found.others);
        let could_be = all.map(|entry: &Entry| entry.name()).collect();
        return Err(NoAnswer::Ambiguous {
            name: name.to_owned(),
            could_be,
        });
    }
    Ok(found)
}
