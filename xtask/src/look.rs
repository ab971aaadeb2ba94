//! `cargo xtask look`: pictures of every page, and what is wrong with them.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use clap::Args;

use crate::outside::{self, Build};
use crate::tools::{self, BROWSER, PAPER};
use crate::workspace::{Failure, Outcome, Workspace, on_path, run, step};

/// What tests pages for people who see, hear or move differently; the version that the project is held to.
const AXE: &str = "axe-core@4.10.3";

/// What `cargo xtask look` was asked for.
#[derive(Args)]
pub struct Look {
    /// Only the pictures whose name, such as technician-stock-id, holds this text
    filter: Option<String>,
}

impl Look {
    pub fn carry_out(&self, workspace: &Workspace) -> Outcome {
        let mut told = tools::provide(BROWSER.iter().chain(&PAPER).collect())?;
        let folder = workspace.target.join("look");
        fs::create_dir_all(&folder)
            .map_err(|error| Failure(format!("{} cannot be made: {error}", folder.display())))?;
        told.extend(axe(&folder).map(|axe| ("TROLLEY_LOOK_AXE", axe)));
        told.push(("TROLLEY_LOOK_FOLDER", folder));
        let words = self.filter.iter().map(OsString::from).collect();
        outside::call(workspace, Build::Development, "look", words, told)
    }
}

/// axe's script, fetched where npm is at hand.
fn axe(folder: &Path) -> Option<PathBuf> {
    let script = folder.join("node_modules/axe-core/axe.min.js");
    if !script.is_file() {
        let npm = on_path(&["npm"])?;
        step("fetching axe-core");
        let fetched = run(Command::new(npm)
            .args([
                "install",
                "--silent",
                "--no-save",
                "--no-audit",
                "--no-fund",
            ])
            .arg("--prefix")
            .arg(folder)
            .arg(AXE));
        fetched.ok()?;
    }
    script.is_file().then_some(script)
}
