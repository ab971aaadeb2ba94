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

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Practical-science support for schools: stock, orders, risk notes, labels.
#[derive(Debug, Parser)]
#[command(name = "trolley", version, about)]
struct Trolley {
    #[command(subcommand)]
    command: Command,
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
    #[command(hide = true)]
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

/// Runs what the command line asks for.
pub fn run() -> ExitCode {
    let done = match Trolley::parse().command {
        Command::Serve(serve) => serve.run(),
        Command::Migrate(migrate) => migrate.run(),
        Command::Classify(classify) => classify.run(),
        Command::Solution(solution) => solution.run(),
        Command::Import(import) => import.run(),
        Command::Export(export) => export.run(),
        Command::Labels(labels) => labels.run(),
        Command::Verify(verify) => verify.run(),
        Command::ReadSpreadsheet => import::read_spreadsheet(),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(Stopped(sentence)) => {
            complain(&sentence);
            ExitCode::from(2)
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
