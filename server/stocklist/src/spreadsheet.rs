//! Spreadsheets and CSV files in and out.
//!
//! What people upload is not trusted. A CSV file is plain text and read here; XLSX, ODS and XLS are
//! read in a child process with limits of memory and time ([`workbook`]), since a small file can
//! ask for gigabytes. Formulas and macros are never run: a formula's last value is read, and a
//! file with macros is refused.

mod delimited;
mod kind;
pub mod workbook;
mod write;

use std::path::Path;

use serde::{Deserialize, Serialize};
use shared::import::Grid;
use thiserror::Error;

pub use write::{Holds, write_csv, write_rows, write_xlsx};

/// The largest file that is read, in bytes: an export of 100,000 holdings with all that can be known of them.
pub const MAX_BYTES: usize = 32 * 1024 * 1024;
/// The most rows of a sheet.
pub const MAX_ROWS: usize = 200_000;
/// The most columns of a sheet.
pub const MAX_COLUMNS: usize = 200;
/// The most cells of a file, the blank ones before a filled one among them.
pub const MAX_CELLS: usize = 5_000_000;
/// The longest text of a cell, in characters.
pub const MAX_CELL: usize = 2_000;

/// Why a file could not be read: one sentence for the person, each.
#[derive(Clone, Debug, PartialEq, Eq, Error, Serialize, Deserialize)]
pub enum SpreadsheetError {
    /// No bytes, or only blank cells.
    #[error("The file is empty.")]
    Empty,
    /// No file came.
    #[error("Choose a file first.")]
    NoFile,
    /// What was sent broke off on its way.
    #[error("The file did not arrive whole: choose it and send it again.")]
    NotWhole,
    /// More than [`MAX_BYTES`].
    #[error("The file is larger than 32 MB: split the list into several files.")]
    TooLarge,
    /// More than [`MAX_ROWS`] on a sheet.
    #[error(
        "The sheet has something below row 200,000: split the list, or delete what lies far down."
    )]
    TooManyRows,
    /// More than [`MAX_COLUMNS`] on a sheet.
    #[error(
        "The sheet has something beyond column 200 (GR): delete what lies far out to the right."
    )]
    TooManyColumns,
    /// More than [`MAX_CELL`] characters in one cell.
    #[error("The text in cell {0} is longer than 2,000 characters.")]
    CellTooLong(String),
    /// More than [`MAX_CELLS`], or the reader ran out of memory, time or room for its answer.
    #[error(
        "The file holds far more than a stock list: copy the list into a new sheet and try again."
    )]
    TooMuchInside,
    /// Something else under a spreadsheet's name.
    #[error("This is not a spreadsheet but {0}: save the list as CSV, XLSX or ODS.")]
    NotASpreadsheet(String),
    /// A workbook with macros.
    #[error("The workbook has macros, which are never run here: save it as XLSX without macros.")]
    Macros,
    /// A workbook that asks for a password.
    #[error("The workbook is protected by a password: save it without one.")]
    Password,
    /// A spreadsheet, but broken.
    #[error("The file is damaged: open it in a spreadsheet program and save it again.")]
    Damaged,
    /// The reading process could not be started: a fault of ours.
    #[error("The spreadsheet could not be read just now: save the list as CSV, or try again.")]
    Unavailable,
}

/// Reads a file as text in cells. `program` is this program's own file, which is started again to
/// read a workbook: see [`workbook::this_program`]. Blocks while it reads.
pub fn read(bytes: &[u8], file_name: &str, program: &Path) -> Result<Grid, SpreadsheetError> {
    if bytes.len() > MAX_BYTES {
        return Err(SpreadsheetError::TooLarge);
    }
    let mut grid = match kind::of(bytes, file_name)? {
        kind::Kind::Delimited => delimited::read(bytes)?,
        kind::Kind::Workbook => workbook::read_in_child(bytes, program)?,
    };
    for sheet in &mut grid.sheets {
        sheet.trim();
    }
    grid.sheets.retain(|sheet| !sheet.rows.is_empty());
    if grid.sheets.is_empty() {
        return Err(SpreadsheetError::Empty);
    }
    Ok(grid)
}

/// A number as a person writes it. Sums in binary leave dust at the sixteenth figure.
fn as_figure(number: f64) -> String {
    let rounded = format!("{number:.9}");
    rounded
        .trim_end_matches('0')
        .trim_end_matches('.')
        .to_owned()
}

/// Counts the cells of a file, of which there is room for so many.
struct Room {
    cells: usize,
}

impl Room {
    const fn new() -> Self {
        Self { cells: MAX_CELLS }
    }

    fn take(&mut self, cells: usize) -> Result<(), SpreadsheetError> {
        let left = self.cells.checked_sub(cells);
        self.cells = left.ok_or(SpreadsheetError::TooMuchInside)?;
        Ok(())
    }
}

/// Whether a cell may stand where it stands, and be so long.
fn check_cell(row: usize, column: usize, text: &str) -> Result<(), SpreadsheetError> {
    if row >= MAX_ROWS {
        return Err(SpreadsheetError::TooManyRows);
    }
    if column >= MAX_COLUMNS {
        return Err(SpreadsheetError::TooManyColumns);
    }
    if text.len() > MAX_CELL && text.chars().count() > MAX_CELL {
        let cell = format!("{}{}", shared::import::column_letters(column), row + 1);
        return Err(SpreadsheetError::CellTooLong(cell));
    }
    Ok(())
}
