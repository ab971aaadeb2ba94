//! `trolley import`: a stock list from a file.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::Args;
use shared::account::right::CanImportStock;
use shared::refusal::Refusal;
use stocklist::plan::{self, Said};
use stocklist::spreadsheet::{self, SpreadsheetError, workbook};
use stocklist::table;
use store::account::member;
use store::{Desk, Store, import};
use thiserror::Error;

use super::{Stopped, school};
use crate::config::Database;

/// Reads a stock list: CSV, XLSX, ODS or XLS, with one row per thing or as a list of shelves.
#[derive(Debug, Args)]
pub struct Import {
    /// Print what would become what, as CSV, and change nothing.
    #[arg(long, conflicts_with_all = ["school", "member"])]
    dry_run: bool,
    /// The list.
    file: PathBuf,
    /// The school that it is for: its name or its id.
    #[arg(long, required_unless_present = "dry_run", value_name = "NAME")]
    school: Option<String>,
    /// Who reads it in: the e-mail address of a member who may.
    #[arg(long = "as", required_unless_present = "dry_run", value_name = "EMAIL")]
    member: Option<String>,
    #[command(flatten)]
    database: Database,
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
        if let (Some(school), Some(member)) = (&self.school, &self.member) {
            return super::runtime()?.block_on(self.read_in(school, member));
        }
        match self.preview(io::stdout().lock()) {
            // Whoever read the preview has seen enough: `trolley import … | head`.
            Err(ImportError::Output(error)) if is_closed(&error) => Ok(()),
            done => Ok(done?),
        }
    }

    /// Reads the list in, with what is sure taken and all else as it is written.
    async fn read_in(&self, school: &str, member: &str) -> Result<(), Stopped> {
        let bytes = contents(&self.file)?;
        let name = self.file.file_name().unwrap_or_default().to_string_lossy();
        let program = workbook::this_program().map_err(|_| SpreadsheetError::Unavailable)?;
        let grid = spreadsheet::read(&bytes, &name, &program)?;
        let said = Said {
            layouts: shared::import::guess(&grid),
            ..Said::default()
        };
        let planning = plan::plan(&grid, &said.layouts);
        let plan = planning.to_write(&name, &said);
        let store = self.database.open().await?;
        let desk = desk(&store, school, member).await?;
        let (count, holdings) = (plan.lines.len(), plan.holdings());
        let read = import::read_in_telling(&desk, plan, &|done| progress(done, holdings))
            .await
            .map_err(|error| match error {
                store::Error::Refused(Refusal::Invalid(_)) => {
                    "the list has nothing to read in, or an amount too large".to_owned()
                }
                store::Error::Refused(Refusal::InUse(why)) => why,
                error => error.to_string(),
            })?;
        store.close().await;
        say(&format!(
            "read in: {} things{}, {} cells left out; it can be taken back at {}",
            read.lines,
            here(count - read.lines),
            planning.unread.len(),
            app::path::Path::Import(read.id).href()
        ));
        Ok(())
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

/// `, 862 here already`
fn here(count: usize) -> String {
    match count {
        0 => String::new(),
        count => format!(", {count} here already"),
    }
}

/// The desk of a member who may, at the school of that name or id.
async fn desk(store: &Store, named: &str, email: &str) -> Result<Desk<CanImportStock>, Stopped> {
    let found = school::desk(store, Some(named)).await?;
    let school = &found.who().school_name;
    let address =
        shared::form::address(email).map_err(|_| format!("{email} is not an e-mail address"))?;
    let member = member::of_address(store, found.school(), &address)
        .await
        .map_err(|error| match error {
            store::Error::Refused(_) => format!("nobody at {school} has the address {email}"),
            fault => fault.to_string(),
        })?;
    Desk::enter(store.clone(), member)
        .map_err(|_| format!("{email} may not read stock lists in").into())
}

#[expect(clippy::print_stderr, reason = "this is what the person reads")]
fn progress(done: usize, of: usize) {
    if done.is_multiple_of(1_000) {
        eprintln!("{done} of {of} holdings written");
    }
}

#[expect(clippy::print_stdout, reason = "this is what the person reads")]
fn say(sentence: &str) {
    println!("{sentence}");
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
