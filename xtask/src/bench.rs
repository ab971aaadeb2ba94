//! `cargo xtask bench`: figures, on a school with more than any has.

use std::ffi::OsString;

use clap::Args;

use crate::outside::{self, Build};
use crate::tools;
use crate::workspace::{Outcome, Workspace};

/// What `cargo xtask bench` was asked for.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a switch of the command line"
)]
#[derive(Args)]
pub struct Bench {
    /// A small school and few requests, to see that everything works
    #[arg(long)]
    quick: bool,
    /// On PostgreSQL in place of SQLite
    #[arg(long)]
    postgres: bool,
    /// Make the school anew in place of taking that of an earlier run
    #[arg(long)]
    fresh: bool,
    /// The development build in place of the one for use
    #[arg(long)]
    dev: bool,
}

impl Bench {
    pub fn carry_out(&self, workspace: &Workspace) -> Outcome {
        let build = if self.dev {
            Build::Development
        } else {
            Build::Use
        };
        let asked = [
            (self.quick, "--quick"),
            (self.postgres, "--postgres"),
            (self.fresh, "--fresh"),
        ];
        let words = asked.into_iter().filter(|(is_asked, _)| *is_asked);
        let words = words.map(|(_, word)| OsString::from(word)).collect();
        let mut told = vec![("TROLLEY_BENCH_KEPT", workspace.target.join("bench"))];
        if self.postgres {
            told.extend(tools::provide(tools::POSTGRES.iter().collect())?);
        }
        outside::call(workspace, build, "bench", words, told)
    }
}
