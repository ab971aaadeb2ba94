//! `trolley import`: a stock list from a file.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::Args;
use thiserror::Error;

use super::Stopped;
use stocklist::spreadsheet::{self, SpreadsheetError, workbook};
use stocklist::table;

/// Reads a stock list: CSV, XLSX, ODS or XLS, with one row per thing or as a list of shelves.
#[derive(Debug, Args)]
pub struct Import {
    /// Print what would become what, as CSV, and change nothing.
    #[arg(long, required = true)]
    dry_run: bool,
    /// The list.
    file: PathBuf,
}

/// Why a list was not read.
#[derive(Debug, Error)]
pub enum ImportError {
    /// The file cannot be opened.
    #[error("{} cannot be opened: {source}", path.display())]
    File {
        /// Which file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// It is no list.
    #[error(transparent)]
    Spreadsheet(#[from] SpreadsheetError),
    /// The preview cannot be written.
    #[error("the preview cannot be written: {0}")]
    Output(#[from] csv::Error),
}

impl Import {
    pub(super) fn run(&self) -> Result<(), Stopped> {
        match self.preview(io::stdout().lock()) {
            // Whoever read the preview has seen enough: `trolley import … | head`.
            Err(ImportError::Output(error)) if is_closed(&error) => Ok(()),
            done => Ok(done?),
        }
    }

    /// Writes the preview as CSV.
    fn preview(&self, output: impl Write) -> Result<(), ImportError> {
        let bytes = contents(&self.file)?;
        let name = self.file.file_name().unwrap_or_default().to_string_lossy();
        let program = workbook::this_program().map_err(|_| SpreadsheetError::Unavailable)?;
        let preview = stocklist::read(&bytes, &name, None, &program)?;
        let rows = table::rows(&preview);
        Ok(spreadsheet::write_rows(output, &table::HEADER, &rows)?)
    }
}

fn is_closed(error: &csv::Error) -> bool {
    matches!(error.kind(), csv::ErrorKind::Io(error) if error.kind() == io::ErrorKind::BrokenPipe)
}

/// The hidden command: one workbook from standard input to standard output.
pub(super) fn read_spreadsheet() -> Result<(), Stopped> {
    Ok(workbook::serve_one(
        io::stdin().lock(),
        io::stdout().lock(),
    )?)
}

/// The bytes of a file, no more than may be read.
fn contents(path: &Path) -> Result<Vec<u8>, ImportError> {
    let failed = |source| ImportError::File {
        path: path.to_owned(),
        source,
    };
    let metadata = std::fs::metadata(path).map_err(failed)?;
    if metadata.len() > spreadsheet::MAX_BYTES as u64 {
        return Err(SpreadsheetError::TooLarge.into());
    }
    std::fs::read(path).map_err(failed)
}
