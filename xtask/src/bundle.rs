//! The browser's part: bundle and stylesheet, made into the site folder.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::sheet;
use crate::workspace::{Failure, Outcome, Workspace, fail, on_path, run, step};

/// What browsers run, as rustc calls it.
pub const WASM: &str = "wasm32-unknown-unknown";

/// The name of the bundle and of the stylesheet; `.cargo/config.toml` tells it to leptos.
const NAME: &str = "trolley";

/// What the site is made for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// To be looked at on this machine.
    Development,
    /// To be sent over a school's network: with compressed siblings.
    Use,
}

/// Builds the site folder. `binder` calls the program of `xtask/bundle`.
pub fn build(workspace: &Workspace, purpose: Purpose, mut binder: Command) -> Outcome {
    add_target()?;
    step("building the browser's bundle (some minutes the first time, seconds after that)");
    let target = workspace.target.join("wasm");
    run(workspace
        .cargo(&["build", "--package", "browser", "--profile", "bundle"])
        .args(["--target", WASM, "--target-dir"])
        .arg(&target))?;

    let out = workspace.site().join("pkg");
    write_sheet(workspace, &out)?;

    step("making the bundle's files");
    let wasm = target.join(WASM).join("bundle").join("browser.wasm");
    binder.arg(&wasm).arg(&out).arg(NAME);
    if purpose == Purpose::Use {
        binder.arg("--compress");
    }
    run(&mut binder)
}

/// The binder, built when it is called.
pub fn binder(workspace: &Workspace) -> Command {
    workspace.cargo(&["run", "--package", "bundle", "--"])
}

fn write_sheet(workspace: &Workspace, out: &Path) -> Outcome {
    let sheet = sheet::sheet(&workspace.root.join(sheet::FOLDER))
        .map_err(|error| Failure(format!("the stylesheet cannot be made: {error}")))?;
    let file = out.join(format!("{NAME}.css"));
    fs::create_dir_all(out)
        .and_then(|()| fs::write(&file, sheet))
        .map_err(|error| Failure(format!("{} cannot be written: {error}", file.display())))
}

/// Adds the wasm target where it is missing: automatic installation may be switched off.
pub fn add_target() -> Outcome {
    let folder = Command::new("rustc")
        .args(["--print", "target-libdir", "--target", WASM])
        .output()
        .map_err(|error| Failure(format!("rustc could not be started: {error}")))?;
    let folder = String::from_utf8_lossy(&folder.stdout).trim().to_owned();
    if !folder.is_empty() && Path::new(&folder).exists() {
        return Ok(());
    }
    if on_path(&["rustup", "rustup.exe"]).is_none() {
        return fail(format!(
            "the Rust target {WASM} is missing and rustup is not there to add it: install Rust from https://rustup.rs, or the target by your system's packages"
        ));
    }
    step("adding the target that browsers run");
    run(Command::new("rustup").args(["target", "add", WASM]))
}
