//! The command line: the only room that prints.

pub mod classify;
pub mod solution;
pub mod import;
pub mod export;
pub mod labels;
pub mod migrate;
mod school;
pub mod serve;
pub mod verify;

use std::{ffi::OsString, io::Write as _, path::PathBuf, process::ExitCode};

use clap::{ArgMatches, CommandFactory as _, FromArgMatches as _, Parser, Subcommand};

use stocklist::spreadsheet::workbook::SUBCOMMAND;

use crate::config::{File, SETTINGS};

/// Practical-science support for schools: stock, orders, risk notes, labels.
#[derive(Debug, Parser)]
#[command(
    name = "trolley",
    version,
    about,
    after_help = "Whatever opens the database brings its schema up to date first: stop an older server before."
)]
struct Trolley {
    /// A file of settings; trolley.toml in the working folder is read where none is named.
    #[arg(long, env = "TROLLEY_CONFIG", value_name = "FILE", global = true)]
    config: Option<PathBuf>,
    // Without a word it serves, as `cargo leptos watch` expects.
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve the pages.
    Serve(serve::Serve),
    /// Bring the database's schema up to date.
    Migrate(migrate::Migrate),
    /// Tell the hazards of substances at strengths.
    Classify(classify::Classify),
    /// Tell how to make a solution.
    Solution(solution::Solution),
    /// Read a stock list.
    Import(import::Import),
    /// Write the whole stock to a spreadsheet.
    Export(export::Export),
    /// Print labels to a PDF.
    Labels(labels::Labels),
    /// Prove that the ledger equals the holdings.
    Verify(verify::Verify),
    /// Read a workbook on standard input, as a child of this program that may take no more than
    /// its share.
    #[command(hide = true, name = SUBCOMMAND)]
    ReadSpreadsheet,
}

/// What a command ends with: a sentence for the person who called it, and exit status 2.
#[derive(Debug)]
pub struct Stopped(pub String);

impl<E: std::fmt::Display> From<E> for Stopped {
    fn from(error: E) -> Self {
        Self(error.to_string())
    }
}

/// Writes an answer on standard output. Who reads only its beginning has had enough, which is no failure.
fn tell(answer: &[u8]) -> Result<(), Stopped> {
    let mut out = std::io::stdout().lock();
    match out.write_all(answer).and_then(|()| out.flush()) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => Err(error.into()),
        _ => Ok(()),
    }
}

/// Runs what the command line asks for.
pub fn run() -> ExitCode {
    match asked().and_then(Command::run) {
        Ok(()) => ExitCode::SUCCESS,
        Err(Stopped(sentence)) => {
            complain(&sentence);
            ExitCode::from(2)
        }
    }
}

/// The command line, with the environment and the file where it says nothing.
fn asked() -> Result<Command, Stopped> {
    let mut words: Vec<OsString> = std::env::args_os().collect();
    // Once for the file's name, and again with what the file says. Mistakes are left to the second reading.
    let named = Trolley::command()
        .ignore_errors(true)
        .get_matches_from(&words);
    if named.subcommand_name().is_none() {
        words.push("serve".into());
    }
    // The reader of workbooks is started where and as the server was, but takes no settings: a broken file stops it not.
    if named.subcommand_name() == Some(SUBCOMMAND) {
        return Ok(Command::ReadSpreadsheet);
    }
    let file = File::find(named.get_one("config").cloned())?;
    let given = filled(Trolley::command(), &file)
        .try_get_matches_from(words)
        .or_else(said)?;
    let trolley = Trolley::from_arg_matches(&given).unwrap_or_else(|error| error.exit());
    trolley.command.ok_or_else(|| "say what to do".into())
}

/// What the parser has to say: help where it was asked for, which ends the program; else its first sentence.
fn said(error: clap::Error) -> Result<ArgMatches, Stopped> {
    if !error.use_stderr() {
        error.exit();
    }
    let said = error.to_string();
    let first = said.lines().take_while(|line| !line.is_empty());
    let sentence = first.map(str::trim).collect::<Vec<_>>().join(" ");
    Err(sentence.trim_start_matches("error: ").into())
}

/// The commands' flags, with the file's values in place of those that hold where nothing is said.
fn filled(line: clap::Command, file: &File) -> clap::Command {
    line.mut_subcommands(|command| {
        SETTINGS.iter().fold(command, |command, setting| {
            let takes = command
                .get_arguments()
                .any(|flag| flag.get_id() == setting.flag);
            match file.value(setting.flag) {
                Some(value) if takes => {
                    command.mut_arg(setting.flag, |flag| flag.default_value(value.to_owned()))
                }
                _ => command,
            }
        })
    })
}

impl Command {
    fn run(self) -> Result<(), Stopped> {
        match self {
            Self::Serve(serve) => serve.run(),
            Self::Migrate(migrate) => migrate.run(),
            Self::Classify(classify) => classify.run(),
            Self::Solution(solution) => solution.run(),
            Self::Import(import) => import.run(),
            Self::Export(export) => export.run(),
            Self::Labels(labels) => labels.run(),
            Self::Verify(verify) => verify.run(),
            Self::ReadSpreadsheet => import::read_spreadsheet(),
        }
    }
}

#[expect(clippy::print_stderr, reason = "this is what the person reads")]
fn complain(sentence: &str) {
    eprintln!("trolley: {sentence}");
}

/// A runtime for commands that reach the database.
fn runtime() -> std::io::Result<tokio::runtime::Runtime> {
    tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
}
