//! `cargo xtask test`: every test, with what they need found or installed first.

use std::process::Command;

use clap::{Args, ValueEnum};

use crate::bundle::{self, Purpose};
use crate::tools::{self, BROWSER, PAPER, POSTGRES, Tool};
use crate::workspace::{Outcome, Workspace, run, step};

/// The crates that are tested natively: all but the browser's own.
const NATIVE: [&str; 3] = ["--workspace", "--exclude", "browser"];

/// What `cargo xtask test` was asked for.
#[derive(Args)]
pub struct Test {
    /// Only the tests from outside that run on one database, or in the browser
    #[arg(long)]
    only: Option<Only>,
    /// Only the tests whose path holds this text
    filter: Option<String>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Only {
    Sqlite,
    Postgres,
    Browser,
}

impl Test {
    pub fn carry_out(&self, workspace: &Workspace) -> Outcome {
        let places = tools::provide(self.tools())?;

        step("building the server and the tests (some minutes the first time)");
        // One selection of crates for programs and tests, so that no dependency is built twice.
        run(workspace
            .cargo(&["build", "--bins", "--lib", "--tests"])
            .args(NATIVE))?;
        if matches!(self.only, None | Some(Only::Browser)) {
            let binder = Command::new(workspace.program("debug", "bundle"));
            bundle::build(workspace, Purpose::Development, binder)?;
        }

        step("running the tests");
        let mut tests = workspace.cargo(&["test", "--no-fail-fast"]);
        match self.only {
            None => tests.args(NATIVE),
            Some(_) => tests.args(["--package", "tests", "--test", "all"]),
        };
        tests
            .args(self.words())
            .env("TROLLEY_TEST_SERVER", workspace.program("debug", "trolley"))
            .env("TROLLEY_TEST_SITE", workspace.site())
            .envs(places);
        run(&mut tests)
    }

    fn tools(&self) -> Vec<&'static Tool> {
        match self.only {
            None => BROWSER.iter().chain(&PAPER).chain(&POSTGRES).collect(),
            Some(Only::Sqlite) => vec![],
            Some(Only::Postgres) => POSTGRES.iter().collect(),
            Some(Only::Browser) => BROWSER.iter().chain(&POSTGRES).collect(),
        }
    }

    /// What the test programs are told: tests carry their database's name, or stand under `browser`.
    fn words(&self) -> Vec<&str> {
        let others: &[&str] = match self.only {
            None => &[],
            Some(Only::Sqlite) => &["::postgres", "browser::"],
            Some(Only::Postgres) => &["::sqlite", "browser::"],
            Some(Only::Browser) => &["::sqlite", "::postgres"],
        };
        let default = match self.only {
            None => None,
            Some(Only::Sqlite) => Some("::sqlite"),
            Some(Only::Postgres) => Some("::postgres"),
            Some(Only::Browser) => Some("browser::"),
        };
        let mut words = vec!["--"];
        words.extend(self.filter.as_deref().or(default));
        words.extend(others.iter().flat_map(|other| ["--skip", other]));
        words
    }
}
