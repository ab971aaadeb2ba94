//! `trolley labels`: a PDF of labels.

use std::path::{Path, PathBuf};

use clap::Args;
use reference::sheet::{SheetDataError, sheets};
use shared::code::Code;
use shared::label::Label;
use thiserror::Error;

use super::{Stopped, school};
use crate::config::{Address, Database};
use crate::paper::PaperError;
use crate::paper::labels;

/// How `trolley labels` prints, and what.
#[derive(Args, Clone, Debug)]
pub struct Print {
    /// The sheet's code, as on its packet.
    #[arg(long, default_value = "L7160", value_name = "CODE")]
    pub sheet: String,
    /// The first free label of the first sheet, counted along the rows.
    #[arg(long, default_value_t = 1, value_name = "NUMBER")]
    pub start: u32,
    /// Moves everything to the right, to suit the printer.
    #[arg(
        long,
        default_value_t = 0.0,
        value_name = "MM",
        allow_negative_numbers = true
    )]
    pub right: f32,
    /// Moves everything down, to suit the printer.
    #[arg(
        long,
        default_value_t = 0.0,
        value_name = "MM",
        allow_negative_numbers = true
    )]
    pub down: f32,
    /// How many trays an order has, each with a label.
    #[arg(long, default_value_t = 1, value_name = "NUMBER", value_parser = clap::value_parser!(u32).range(1..=60))]
    pub trays: u32,
    /// The PDF to write.
    #[arg(long, value_name = "FILE")]
    pub out: PathBuf,
    /// The codes of holdings, places or orders, as on their labels.
    #[arg(required = true, value_name = "CODE")]
    pub codes: Vec<Code>,
}

impl Print {
    /// Writes the labels that the codes stand for.
    pub fn write(&self, labels: &[Label]) -> Result<(), WriteLabelsError> {
        let offset = (self.right, self.down);
        write(&self.sheet, self.start, offset, labels, &self.out)
    }
}

/// What `trolley labels` takes.
#[derive(Args, Debug)]
pub struct Labels {
    #[command(flatten)]
    database: Database,
    #[command(flatten)]
    address: Address,
    /// Whose labels, by the school's name or id; not needed where there is one school.
    #[arg(long, value_name = "NAME")]
    school: Option<String>,
    #[command(flatten)]
    print: Print,
}

impl Labels {
    /// Writes the labels of codes that a school's things bear.
    pub fn run(self) -> Result<(), Stopped> {
        super::runtime()?.block_on(async {
            let store = self.database.open().await?;
            let desk = school::desk(&store, self.school.as_deref()).await?;
            let base = self.address.base_url()?;
            let labels =
                app::label::labels(&desk, &base, &self.print.codes, self.print.trays).await?;
            store.close().await;
            let unknown = self
                .print
                .codes
                .iter()
                .find(|code| labels.iter().all(|label| label.code != **code));
            if let Some(code) = unknown {
                return Err(format!("nothing in {} bears {code}", desk.who().school_name).into());
            }
            Ok(self.print.write(&labels)?)
        })
    }
}

/// Why no labels were written.
#[derive(Debug, Error)]
pub enum WriteLabelsError {
    /// No sheet has that code.
    #[error("no label sheet is called {0}")]
    UnknownSheet(String),
    /// They cannot be printed so.
    #[error(transparent)]
    Paper(#[from] PaperError),
    /// The file cannot be written.
    #[error("{} cannot be written: {source}", path.display())]
    File {
        /// Which file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The sheets inside the program cannot be read: a fault of ours.
    #[error(transparent)]
    Sheets(#[from] &'static SheetDataError),
}

/// Writes labels on a sheet, given by its code, to a file; `start` is the first free position,
/// counted from 1, and `offset` moves all right and down, in millimetres.
pub fn write(
    sheet: &str,
    start: u32,
    offset: (f32, f32),
    wanted: &[Label],
    out: &Path,
) -> Result<(), WriteLabelsError> {
    let sheet = sheets()?
        .find(sheet)
        .ok_or_else(|| WriteLabelsError::UnknownSheet(sheet.to_owned()))?;
    let pdf = labels::pdf(sheet, start, offset, wanted)?;
    std::fs::write(out, pdf).map_err(|source| WriteLabelsError::File {
        path: out.to_owned(),
        source,
    })
}
