//! Where the workspace lies, and how its tools are called.

use std::env;
use std::ffi::OsStr;
use std::fmt;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What a task ends with: nothing, or one sentence saying why it stopped.
pub type Outcome<T = ()> = Result<T, Failure>;

/// Why a task stopped, as one sentence.
#[derive(Debug)]
pub struct Failure(pub String);

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Ends a task with one sentence.
pub fn fail<T>(why: impl Into<String>) -> Outcome<T> {
    Err(Failure(why.into()))
}

/// The checkout and cargo's folder for it.
pub struct Workspace {
    /// The folder with the workspace's `Cargo.toml`.
    pub root: PathBuf,
    /// Where cargo builds, as its own configuration says.
    pub target: PathBuf,
}

impl Workspace {
    /// The workspace around the current folder.
    pub fn find() -> Outcome<Self> {
        let about = Command::new(cargo_path())
            .args(["metadata", "--no-deps", "--format-version", "1"])
            .output()
            .map_err(|error| Failure(format!("cargo could not be started: {error}")))?;
        let about: serde_json::Value = serde_json::from_slice(&about.stdout).map_err(|_| {
            Failure(format!(
                "cargo does not know this workspace: {}",
                String::from_utf8_lossy(&about.stderr).trim()
            ))
        })?;
        let folder = |name: &str| match about[name].as_str() {
            Some(path) => Ok(PathBuf::from(path)),
            None => fail(format!("cargo metadata names no {name}")),
        };
        Ok(Self {
            root: folder("workspace_root")?,
            target: folder("target_directory")?,
        })
    }

    /// A call of cargo in the workspace.
    pub fn cargo(&self, words: &[&str]) -> Command {
        let mut cargo = Command::new(cargo_path());
        cargo.args(words).current_dir(&self.root);
        cargo
    }

    /// A program that cargo built into this folder of its own: `debug` or `release`.
    pub fn program(&self, folder: &str, name: &str) -> PathBuf {
        let name = format!("{name}{}", env::consts::EXE_SUFFIX);
        self.target.join(folder).join(name)
    }

    /// The folder of the pages' own files: `pkg/trolley.js` and what belongs to it.
    pub fn site(&self) -> PathBuf {
        self.target.join("site")
    }
}

fn cargo_path() -> PathBuf {
    env::var_os("CARGO").map_or_else(|| PathBuf::from("cargo"), PathBuf::from)
}

/// Says what a long step is doing.
pub fn step(what: &str) {
    eprintln!("xtask: {what}");
}

/// Runs a command to its end with its output in view.
pub fn run(command: &mut Command) -> Outcome {
    let name = command.get_program().to_string_lossy().into_owned();
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(_) => {
            let words: Vec<_> = command.get_args().map(OsStr::to_string_lossy).collect();
            let tool = Path::new(&name).file_name().unwrap_or_default();
            fail(format!(
                "`{} {}` did not succeed",
                tool.to_string_lossy(),
                words.join(" ")
            ))
        }
        Err(error) => fail(format!("{name} could not be started: {error}")),
    }
}

/// The first of these programs that is on the `PATH`.
pub fn on_path(names: &[&str]) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    let folders: Vec<PathBuf> = env::split_paths(&path).collect();
    names
        .iter()
        .flat_map(|name| folders.iter().map(move |folder| folder.join(name)))
        .find(|program| program.is_file())
}
