//! What people and CI call: `cargo xtask run`, `test`, `check`, `tidy`, `look`, `picture`, `bench`.

mod bench;
mod bundle;
mod check;
mod look;
mod outside;
mod picture;
mod run;
#[path = "../../server/src/assets/sheet.rs"]
mod sheet;
mod test;
mod tidy;
mod tools;
mod workspace;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::workspace::{Outcome, Workspace};

/// Builds, runs and checks Trolley.
#[derive(Parser)]
#[command(name = "cargo xtask")]
struct Line {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Builds what is missing and serves Trolley with a demo trust
    Run(run::Run),
    /// Runs every test, the browser ones included, on both databases
    Test(test::Test),
    /// What CI asks before the tests: format, lints for server and browser, tidy, documents
    Check,
    /// The house's invariants alone: quick, needs no build
    Tidy,
    /// Takes pictures of every page as every role sees it, and says what is wrong with them
    Look(look::Look),
    /// Takes the picture in the README
    Picture,
    /// Measures pages, writes, starting and weight on a large school, and prints the figures
    Bench(bench::Bench),
}

fn main() -> ExitCode {
    match carry_out(Line::parse().task) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("xtask: {failure}");
            ExitCode::FAILURE
        }
    }
}

fn carry_out(task: Task) -> Outcome {
    let workspace = Workspace::find()?;
    match task {
        Task::Run(run) => run.carry_out(&workspace),
        Task::Test(test) => test.carry_out(&workspace),
        Task::Check => check::carry_out(&workspace),
        Task::Tidy => tidy::carry_out(&workspace),
        Task::Look(look) => look.carry_out(&workspace),
        Task::Picture => picture::carry_out(&workspace),
        Task::Bench(bench) => bench.carry_out(&workspace),
    }
}
