//! Programs of the tests' crate that look at a running server: built with it, and told where everything is.

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::Command;

use crate::bundle::{self, Purpose};
use crate::workspace::{Outcome, Workspace, run, step};

/// How server and program are built.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Build {
    /// Quickly, for this machine.
    Development,
    /// For use: optimised, with everything in one binary.
    Use,
}

/// Builds the server and the program, and runs the program with the variables that it reads.
pub fn call(
    workspace: &Workspace,
    build: Build,
    program: &str,
    words: Vec<OsString>,
    told: Vec<(&'static str, PathBuf)>,
) -> Outcome {
    let folder = match build {
        Build::Development => in_development(workspace)?,
        Build::Use => for_use(workspace, program)?,
    };
    step(&format!("running {program}"));
    run(Command::new(workspace.program(folder, program))
        .args(words)
        .env("TROLLEY_TEST_SERVER", workspace.program(folder, "trolley"))
        .env("TROLLEY_TEST_SITE", workspace.site())
        .envs(told))
}

/// The same build as for the tests, so that no dependency is built twice.
fn in_development(workspace: &Workspace) -> Outcome<&'static str> {
    step("building the server (some minutes the first time)");
    run(&mut workspace.cargo(&[
        "build",
        "--bins",
        "--lib",
        "--workspace",
        "--exclude",
        "browser",
    ]))?;
    let binder = Command::new(workspace.program("debug", "bundle"));
    bundle::build(workspace, Purpose::Development, binder)?;
    Ok("debug")
}

/// As `cargo xtask run --release` builds it.
fn for_use(workspace: &Workspace, program: &str) -> Outcome<&'static str> {
    bundle::build(workspace, Purpose::Use, bundle::binder(workspace))?;
    step("building the server for use (some minutes)");
    run(workspace
        .cargo(&["build", "--release", "--features", "trolley/embed"])
        .args(["--package", "trolley", "--bin", "trolley"])
        .args(["--package", "tests", "--bin", program])
        .env("TROLLEY_SITE", workspace.site()))?;
    Ok("release")
}
