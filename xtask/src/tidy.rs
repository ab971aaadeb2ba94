//! `cargo xtask tidy`: the house's invariants, read from its files alone.

mod classes;
mod crates;
mod lines;
mod links;
mod migrations;
mod names;
mod nouns;
mod settings;

use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

use crate::workspace::{Failure, Outcome, Workspace, fail};

/// Something that is not as the house has it, and where.
#[derive(Debug, PartialEq, Eq)]
pub struct Finding {
    file: PathBuf,
    line: usize,
    what: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { file, line, what } = self;
        write!(f, "{}:{line}: {what}", file.display())
    }
}

/// A file of the project that is text.
pub struct Page {
    /// Relative to the workspace, with `/` between its parts.
    pub path: String,
    pub text: String,
}

impl Page {
    /// Its lines, counted from 1.
    pub fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        self.text
            .lines()
            .enumerate()
            .map(|(at, line)| (at + 1, line))
    }

    pub fn is(&self, ending: &str) -> bool {
        Path::new(&self.path)
            .extension()
            .is_some_and(|given| given == ending)
    }

    pub fn under(&self, folders: &[&str]) -> bool {
        folders.iter().any(|folder| self.path.starts_with(folder))
    }

    pub fn finding(&self, line: usize, what: impl Into<String>) -> Finding {
        Finding {
            file: PathBuf::from(&self.path),
            line,
            what: what.into(),
        }
    }
}

/// The whole project, read once.
pub struct House {
    pub root: PathBuf,
    pub pages: Vec<Page>,
}

impl House {
    /// Reads every text of the project: not what is built, not what a running server keeps.
    pub fn read(root: &Path) -> Outcome<Self> {
        let mut house = Self {
            root: root.to_owned(),
            pages: Vec::new(),
        };
        house.read_folder(root)?;
        house.pages.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(house)
    }

    /// The page at this path.
    pub fn page(&self, path: &str) -> Option<&Page> {
        self.pages.iter().find(|page| page.path == path)
    }

    fn read_folder(&mut self, folder: &Path) -> Outcome {
        let entries = fs::read_dir(folder)
            .map_err(|error| Failure(format!("{} cannot be read: {error}", folder.display())))?;
        for entry in entries.flatten() {
            let path = entry.path();
            let name = entry.file_name();
            let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
            let top = folder == self.root;
            if name == ".git" || top && (name == "target" || name == "data") {
                continue;
            }
            if is_folder {
                self.read_folder(&path)?;
            } else if name != "Cargo.lock"
                && let Ok(text) = fs::read_to_string(&path)
            {
                let path = path.strip_prefix(&self.root).unwrap_or(&path);
                let path = path.to_string_lossy().replace('\\', "/");
                self.pages.push(Page { path, text });
            }
        }
        Ok(())
    }
}

/// Every finding, in the order of the files.
pub fn findings(house: &House) -> Vec<Finding> {
    let rules: [fn(&House) -> Vec<Finding>; 8] = [
        lines::findings,
        links::findings,
        migrations::findings,
        nouns::findings,
        crates::findings,
        classes::findings,
        names::findings,
        settings::findings,
    ];
    let mut findings: Vec<Finding> = rules.iter().flat_map(|rule| rule(house)).collect();
    findings.sort_by(|a, b| (&a.file, a.line).cmp(&(&b.file, b.line)));
    findings
}

/// Prints the findings; none is success.
pub fn carry_out(workspace: &Workspace) -> Outcome {
    let findings = findings(&House::read(&workspace.root)?);
    for finding in &findings {
        eprintln!("{finding}");
    }
    match findings.len() {
        0 => Ok(()),
        1 => fail("one finding"),
        many => fail(format!("{many} findings")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_house_is_tidy() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
        let findings = findings(&House::read(root).unwrap());
        let said: Vec<String> = findings.iter().map(ToString::to_string).collect();
        assert!(said.is_empty(), "{}", said.join("\n"));
    }

    /// A house of one page, for the rules' own tests.
    pub fn house(path: &str, text: &str) -> House {
        house_of(&[(path, text)])
    }

    /// A house of several pages.
    pub fn house_of(pages: &[(&str, &str)]) -> House {
        let page = |(path, text): &(&str, &str)| Page {
            path: (*path).to_owned(),
            text: (*text).to_owned(),
        };
        House {
            root: PathBuf::new(),
            pages: pages.iter().map(page).collect(),
        }
    }
}
