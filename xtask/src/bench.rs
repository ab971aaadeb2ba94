//! `cargo xtask bench`: figures, on a school with more than any has.

use std::ffi::OsString;

use clap::Args;

use crate::outside::{self, Build};
use crate::workspace::{Outcome, Workspace};

/// What `cargo xtask bench` was asked for.
#[derive(Args)]
pub struct Bench {
    /// A small school and few requests, to see that everything works
    #[arg(long)]
    quick: bool,
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
        let words = self.quick.then(|| OsString::from("--quick"));
        outside::call(
            workspace,
            build,
            "bench",
            words.into_iter().collect(),
            vec![],
        )
    }
}
