//! `trolley labels`: a PDF of labels.

use std::path::{Path, PathBuf};

use reference::sheet::{SheetDataError, sheets};
use shared::label::Label;
use thiserror::Error;

use crate::paper::PaperError;
use crate::paper::labels;

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
