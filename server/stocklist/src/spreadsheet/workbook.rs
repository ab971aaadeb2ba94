//! Workbooks, read in a child process that may not take more than its share.
//!
//! The child is this same program with the hidden subcommand [`SUBCOMMAND`]: it takes the file on
//! standard input and writes what it read as JSON on standard output. Before it reads anything it
//! limits its own memory and processor time; when it oversteps, the system ends it, and the parent
//! says so in one sentence.

use std::io::{self, Cursor, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use calamine::{
    Data, DataRef, Dimensions, Ods, OdsError, Reader, SheetType, Xls, XlsError, Xlsx, XlsxError,
};
use shared::import::{Grid, Sheet, Tall};

use super::{MAX_ROWS, Room, SpreadsheetError, as_figure, check_cell};

/// The hidden subcommand that reads a workbook.
pub const SUBCOMMAND: &str = "read-spreadsheet";
/// The child's address space, in bytes.
const MAX_MEMORY: u64 = 768 * 1024 * 1024;
/// The child's processor time, in seconds.
const MAX_CPU_SECONDS: u64 = 15;
/// How long the parent waits.
const MAX_WAIT: Duration = Duration::from_secs(30);
/// The longest answer of the child, in bytes.
const MAX_ANSWER: u64 = 64 * 1024 * 1024;

/// What the child answers.
type Answer = Result<Grid, SpreadsheetError>;

/// The file of the running program, to be started again as the reader.
pub fn this_program() -> io::Result<PathBuf> {
    std::env::current_exe()
}

/// The parent's part: starts the reader, hands it the file, and waits no longer than it may.
pub fn read_in_child(bytes: &[u8], program: &Path) -> Answer {
    let mut child = Command::new(program)
        .arg(SUBCOMMAND)
        .env_clear()
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|_| SpreadsheetError::Unavailable)?;
    let answer = converse(&mut child, bytes);
    // It may have ended by itself; then there is nothing to stop.
    let _ = child.kill();
    let end = child.wait().map_err(|_| SpreadsheetError::Unavailable)?;
    let answer = answer.ok_or(SpreadsheetError::TooMuchInside)?;
    // Who oversteps is ended; a child that ends by itself and says nothing could not begin.
    if answer.is_empty() && end.code().is_some() {
        return Err(SpreadsheetError::Unavailable);
    }
    if answer.len() as u64 > MAX_ANSWER {
        return Err(SpreadsheetError::TooMuchInside);
    }
    // A child that was ended in the middle leaves half an answer, or none.
    serde_json::from_slice(&answer).unwrap_or(Err(SpreadsheetError::TooMuchInside))
}

/// Writes the file and reads the answer at the same time; `None` when it takes too long.
fn converse(child: &mut Child, bytes: &[u8]) -> Option<Vec<u8>> {
    let (mut stdin, stdout) = (child.stdin.take()?, child.stdout.take()?);
    let (sender, receiver) = mpsc::channel();
    thread::scope(|scope| {
        scope.spawn(move || {
            // A child that refuses early stops reading: its answer says why.
            let _ = stdin.write_all(bytes);
        });
        scope.spawn(move || {
            let mut answer = Vec::new();
            let read = stdout.take(MAX_ANSWER + 1).read_to_end(&mut answer);
            let _ = sender.send(read.is_ok().then_some(answer));
        });
        let answer = receiver.recv_timeout(MAX_WAIT).ok().flatten();
        // Ends the two threads' waiting, whatever the child is doing.
        let _ = child.kill();
        answer
    })
}

/// The child's part: the whole work of the hidden subcommand.
pub fn serve_one(input: impl Read, output: impl Write) -> io::Result<()> {
    limit_this_process()?;
    let mut bytes = Vec::new();
    let limit = super::MAX_BYTES as u64 + 1;
    input.take(limit).read_to_end(&mut bytes)?;
    let answer: Answer = read_here(bytes);
    serde_json::to_writer(output, &answer).map_err(io::Error::from)
}

#[cfg(unix)]
fn limit_this_process() -> io::Result<()> {
    use rlimit::Resource;
    // Whoever started the server may have set less, which nobody may raise again.
    let limit = |resource: Resource, most: u64| {
        let (soft, hard) = resource.get()?;
        resource.set(soft.min(most), hard.min(most))
    };
    limit(Resource::AS, MAX_MEMORY)?;
    limit(Resource::CPU, MAX_CPU_SECONDS)?;
    limit(Resource::CORE, 0)
}

#[cfg(not(unix))]
fn limit_this_process() -> io::Result<()> {
    Ok(())
}

fn read_here(bytes: Vec<u8>) -> Answer {
    if bytes.starts_with(b"PK") {
        // The names in the archive stand there as they are.
        if bytes.windows(3).any(|window| window == b"xl/") {
            xlsx(Cursor::new(bytes))
        } else {
            ods(Cursor::new(bytes))
        }
    } else {
        xls(Cursor::new(bytes))
    }
}

fn xlsx(file: Cursor<Vec<u8>>) -> Answer {
    let mut workbook = Xlsx::new(file).map_err(|error| of_xlsx(&error))?;
    refuse_macros(&mut workbook)?;
    let (mut grid, mut room) = (Grid::default(), Room::new());
    for name in workbook.sheet_names() {
        let mut sheet = SheetBuilder::new(&name, &mut room);
        // What cannot be said of merged cells leaves them as they are.
        let merged = workbook.merge_cells_by_sheet_name(&name);
        let merged = merged.unwrap_or_default();
        // Cell by cell, so that one far cell does not ask for all cells before it.
        let mut cells = match workbook.worksheet_cells_reader(&name) {
            Ok(cells) => cells,
            Err(XlsxError::NotAWorksheet(_)) => continue,
            Err(error) => return Err(of_xlsx(&error)),
        };
        while let Some(cell) = cells.next_cell().map_err(|error| of_xlsx(&error))? {
            let (row, column) = cell.get_position();
            let text = match cell.get_value() {
                DataRef::SharedString(text) => (*text).to_owned(),
                other => text_of(&Data::from(other.clone())),
            };
            sheet.put(row as usize, column as usize, text)?;
        }
        sheet.merge(&merged);
        grid.sheets.push(sheet.finish());
    }
    Ok(grid)
}

fn ods(file: Cursor<Vec<u8>>) -> Answer {
    let workbook = Ods::new(file).map_err(|error| match error {
        OdsError::Password => SpreadsheetError::Password,
        OdsError::CellLimitExceeded { .. } => SpreadsheetError::TooMuchInside,
        _ => SpreadsheetError::Damaged,
    })?;
    // Of merged cells the reader of ODS does not tell.
    of_ranges(workbook, |_, _| Vec::new())
}

fn xls(file: Cursor<Vec<u8>>) -> Answer {
    // An XLSX with a password has the same outer form; its reader knows it.
    let workbook = match Xls::new(file.clone()) {
        Ok(workbook) => workbook,
        Err(XlsError::Password) => return Err(SpreadsheetError::Password),
        Err(_) => {
            return Err(Xlsx::new(file)
                .err()
                .map_or(SpreadsheetError::Damaged, |error| of_xlsx(&error)));
        }
    };
    of_ranges(workbook, |workbook, name| {
        workbook.merge_cells_by_sheet_name(name).unwrap_or_default()
    })
}

fn of_ranges<W: Reader<Cursor<Vec<u8>>>>(
    mut workbook: W,
    merged: impl Fn(&W, &str) -> Vec<Dimensions>,
) -> Answer {
    refuse_macros(&mut workbook)?;
    let (mut grid, mut room) = (Grid::default(), Room::new());
    for name in workbook.sheet_names() {
        let range = workbook
            .worksheet_range(&name)
            .map_err(|_| SpreadsheetError::Damaged)?;
        let (first_row, first_column) = range.start().unwrap_or_default();
        let mut sheet = SheetBuilder::new(&name, &mut room);
        for (row, column, cell) in range.used_cells() {
            let (row, column) = (row + first_row as usize, column + first_column as usize);
            sheet.put(row, column, text_of(cell))?;
        }
        sheet.merge(&merged(&workbook, &name));
        grid.sheets.push(sheet.finish());
    }
    Ok(grid)
}

fn refuse_macros<W: Reader<Cursor<Vec<u8>>>>(workbook: &mut W) -> Result<(), SpreadsheetError> {
    let sheets = workbook.sheets_metadata();
    let is_macro = |typ: SheetType| matches!(typ, SheetType::MacroSheet | SheetType::Vba);
    let has_macro_sheet = sheets.iter().any(|sheet| is_macro(sheet.typ));
    match workbook.vba_project() {
        Ok(None) if !has_macro_sheet => Ok(()),
        _ => Err(SpreadsheetError::Macros),
    }
}

fn of_xlsx(error: &XlsxError) -> SpreadsheetError {
    match error {
        XlsxError::Password => SpreadsheetError::Password,
        _ => SpreadsheetError::Damaged,
    }
}

/// A cell's value as a person sees it, nearly: days as 2025-03-12, whole numbers without a point.
fn text_of(value: &Data) -> String {
    match value {
        Data::Empty | Data::Error(_) => String::new(),
        Data::DateTime(moment) if moment.is_duration() => moment.to_string(),
        Data::DateTime(moment) => {
            let (year, month, day, ..) = moment.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        Data::DateTimeIso(text) => text.split('T').next().unwrap_or_default().to_owned(),
        Data::Bool(true) => "yes".to_owned(),
        Data::Bool(false) => "no".to_owned(),
        Data::Float(number) => as_figure(*number),
        other => other.to_string(),
    }
}

/// Puts cells into rows, within the limits.
struct SheetBuilder<'r> {
    sheet: Sheet,
    room: &'r mut Room,
}

impl<'r> SheetBuilder<'r> {
    fn new(name: &str, room: &'r mut Room) -> Self {
        let name = name.trim().chars().take(100).collect();
        let sheet = Sheet {
            name,
            ..Sheet::default()
        };
        Self { sheet, room }
    }

    fn put(&mut self, row: usize, column: usize, text: String) -> Result<(), SpreadsheetError> {
        if text.trim().is_empty() {
            return Ok(());
        }
        check_cell(row, column, &text)?;
        if self.sheet.rows.len() <= row {
            self.sheet.rows.resize(row + 1, Vec::new());
        }
        let cells = &mut self.sheet.rows[row];
        if cells.len() <= column {
            self.room.take(column + 1 - cells.len())?;
            cells.resize(column + 1, String::new());
        }
        cells[column] = text;
        Ok(())
    }

    /// Notes the cells of several rows, of which only those that say something matter.
    fn merge(&mut self, merged: &[Dimensions]) {
        for region in merged.iter().take(MAX_ROWS) {
            let [from, to] = [region.start.0, region.end.0].map(|row| row as usize);
            let column = region.start.1 as usize;
            let to = to.min(self.sheet.rows.len().saturating_sub(1));
            if from < to && !self.sheet.text(from, column).is_empty() {
                self.sheet.tall.push(Tall { column, from, to });
            }
        }
        self.sheet.tall.sort_by_key(|tall| (tall.column, tall.from));
    }

    fn finish(self) -> Sheet {
        self.sheet
    }
}
