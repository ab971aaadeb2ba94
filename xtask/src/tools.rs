//! The programs that tests and pictures need beside Rust: found, or installed where that is permitted.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::workspace::{Outcome, fail, on_path, run, step};

/// A program the tests call, and the Debian package that brings it.
pub struct Tool {
    /// The variable that tells the tests where it is.
    pub variable: &'static str,
    what: &'static str,
    package: &'static str,
    find: fn() -> Option<PathBuf>,
}

/// What tests in a real browser need.
pub const BROWSER: [Tool; 2] = [
    Tool {
        variable: "TROLLEY_TEST_CHROMIUM",
        what: "Chromium",
        package: "chromium",
        find: || on_path(&["chromium", "chromium-browser", "google-chrome"]),
    },
    Tool {
        variable: "TROLLEY_TEST_CHROMEDRIVER",
        what: "chromedriver",
        package: "chromium-driver",
        find: || on_path(&["chromedriver"]),
    },
];

/// What tests of printed paper need.
pub const PAPER: [Tool; 2] = [
    Tool {
        variable: "TROLLEY_TEST_PDFTOPPM",
        what: "pdftoppm",
        package: "poppler-utils",
        find: || on_path(&["pdftoppm"]),
    },
    Tool {
        variable: "TROLLEY_TEST_ZBARIMG",
        what: "zbarimg",
        package: "zbar-tools",
        find: || on_path(&["zbarimg"]),
    },
];

/// What tests on PostgreSQL need: the path found is that of `initdb`, the others lie beside it.
pub const POSTGRES: [Tool; 1] = [Tool {
    variable: "TROLLEY_TEST_INITDB",
    what: "PostgreSQL (initdb, postgres, createdb)",
    package: "postgresql",
    find: initdb,
}];

/// Where each tool is, after installing what is missing where that is permitted.
pub fn provide(tools: Vec<&Tool>) -> Outcome<Vec<(&'static str, PathBuf)>> {
    if !missing(&tools).is_empty() {
        install(&missing(&tools));
    }
    let missing = missing(&tools);
    if !missing.is_empty() {
        let names: Vec<&str> = missing.iter().map(|tool| tool.what).collect();
        let packages: Vec<&str> = missing.iter().map(|tool| tool.package).collect();
        return fail(format!(
            "this needs {}: on Debian, `apt-get install --no-install-recommends {}`",
            names.join(", "),
            packages.join(" ")
        ));
    }
    Ok(tools
        .into_iter()
        .filter_map(|tool| Some((tool.variable, (tool.find)()?)))
        .collect())
}

fn missing<'a>(tools: &[&'a Tool]) -> Vec<&'a Tool> {
    tools
        .iter()
        .filter(|tool| (tool.find)().is_none())
        .copied()
        .collect()
}

/// Installs by apt where there is one and we may; elsewhere, and where that fails, nothing happens but words.
fn install(tools: &[&Tool]) {
    let Some(apt) = apt() else { return };
    let packages: Vec<&str> = tools.iter().map(|tool| tool.package).collect();
    step(&format!("installing {} by apt", packages.join(", ")));
    let update = ["--quiet", "update"].as_slice();
    let install = ["--quiet", "--yes", "--no-install-recommends", "install"];
    let install = [install.as_slice(), &packages].concat();
    // A list that can't be fetched need not be the one that is wanted.
    for words in [update, &install] {
        let done = run(Command::new(apt[0])
            .args(&apt[1..])
            .args(["DEBIAN_FRONTEND=noninteractive", "apt-get"])
            // Another apt may be at work.
            .args(["--option", "DPkg::Lock::Timeout=300"])
            .args(words));
        if let Err(failure) = done {
            step(&failure.to_string());
        }
    }
}

/// How apt's surroundings are set, by somebody who may install: root, or who needs no password to be root.
fn apt() -> Option<&'static [&'static str]> {
    const ROOT: [&str; 1] = ["env"];
    const SUDO: [&str; 3] = ["sudo", "--non-interactive", "env"];
    on_path(&["apt-get"])?;
    if is_root() {
        return Some(&ROOT);
    }
    on_path(&["sudo"])?;
    let may = Command::new(SUDO[0]).args(&SUDO[1..]).output();
    may.is_ok_and(|may| may.status.success()).then_some(&SUDO)
}

fn is_root() -> bool {
    let id = Command::new("id").arg("--user").output();
    id.is_ok_and(|id| id.stdout.trim_ascii() == b"0")
}

/// `initdb` on the path, or in the newest of Debian's versioned folders; its siblings are beside the real file.
fn initdb() -> Option<PathBuf> {
    let complete = |initdb: &PathBuf| {
        ["postgres", "createdb"]
            .iter()
            .all(|sibling| initdb.with_file_name(sibling).is_file())
    };
    if let Some(initdb) = on_path(&["initdb"]).and_then(|path| path.canonicalize().ok())
        && complete(&initdb)
    {
        return Some(initdb);
    }
    let versions = fs::read_dir(Path::new("/usr/lib/postgresql")).ok()?;
    versions
        .flatten()
        .filter_map(|version| {
            let number: u32 = version.file_name().to_str()?.parse().ok()?;
            Some((number, version.path().join("bin/initdb")))
        })
        .filter(|(_, initdb)| initdb.is_file() && complete(initdb))
        .max()
        .map(|(_, initdb)| initdb)
}
