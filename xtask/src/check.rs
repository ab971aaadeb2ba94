//! `cargo xtask check`: what CI asks before it runs the tests.

use crate::bundle;
use crate::tidy;
use crate::workspace::{Outcome, Workspace, run, step};

/// The crates that browsers run.
const BROWSERS: [&str; 6] = [
    "--package",
    "browser",
    "--package",
    "app",
    "--package",
    "shared",
];

/// Format, tidy, lints for server and browser, documents: the quick ones first.
pub fn carry_out(workspace: &Workspace) -> Outcome {
    step("format");
    run(&mut workspace.cargo(&["fmt", "--all", "--check"]))?;

    step("tidy");
    tidy::carry_out(workspace)?;

    step("lints for the server");
    let native = ["--workspace", "--exclude", "browser"];
    run(workspace
        .cargo(&["clippy", "--all-targets"])
        .args(native)
        .args(["--", "-D", "warnings"]))?;

    step("lints for the browser");
    bundle::add_target()?;
    run(workspace
        .cargo(&["clippy", "--target", bundle::WASM])
        .args(BROWSERS)
        .arg("--target-dir")
        .arg(workspace.target.join("wasm"))
        .args(["--", "-D", "warnings"]))?;

    step("documents");
    run(workspace
        .cargo(&["doc", "--no-deps"])
        .args(native)
        .env("RUSTDOCFLAGS", "-D warnings"))
}
