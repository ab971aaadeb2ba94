//! The configuration's file: `trolley.toml`, or the one that `--config` or `TROLLEY_CONFIG` names.

use std::{
    collections::BTreeMap,
    io::ErrorKind,
    path::{Path, PathBuf},
};

use toml::{Table, Value};

use crate::command::Stopped;

/// Looked for in the working folder when no file is named.
const USUAL: &str = "trolley.toml";

/// A setting as the file names it. The flag is called alike.
#[derive(Debug)]
pub struct Setting {
    /// Its key.
    pub key: &'static str,
    /// The flag's name inside the command line's parser.
    pub(crate) flag: &'static str,
    check: fn(&str) -> Result<(), &'static str>,
}

/// Every setting that a file may hold.
pub const SETTINGS: [Setting; 7] = [
    Setting {
        key: "data",
        flag: "data",
        check: some_text,
    },
    Setting {
        key: "database-url",
        flag: "database_url",
        check: |given| match store::Dialect::of_url(given) {
            Some(_) => Ok(()),
            None => Err("expected postgres://… or sqlite://…"),
        },
    },
    Setting {
        key: "addr",
        flag: "addr",
        check: |given| super::address(given).map(drop),
    },
    Setting {
        key: "base-url",
        flag: "base_url",
        check: |given| super::base_url(given).map(drop),
    },
    Setting {
        key: "proxy",
        flag: "proxy",
        check: |given| super::proxy(given).map(drop),
    },
    Setting {
        key: "site",
        flag: "site",
        check: some_text,
    },
    Setting {
        key: "log",
        flag: "log",
        check: |given| super::filter(given).map(drop),
    },
];

/// What a file says: a value for each flag it speaks of.
#[derive(Debug, Default)]
pub struct File(BTreeMap<&'static str, String>);

impl File {
    /// Reads the file that is named, or else the usual one if it is there.
    pub fn find(named: Option<PathBuf>) -> Result<Self, Stopped> {
        let is_named = named.is_some();
        let path = named.unwrap_or_else(|| USUAL.into());
        match std::fs::read_to_string(&path) {
            Ok(text) => Self::read(&path, &text),
            Err(error) if error.kind() == ErrorKind::NotFound && !is_named => Ok(Self::default()),
            Err(error) => Err(format!("{} can't be read: {error}", path.display()).into()),
        }
    }

    /// Reads a file's text. The path is for the sentence when something is wrong.
    pub fn read(path: &Path, text: &str) -> Result<Self, Stopped> {
        let wrong = |what: String| Stopped(format!("{}: {what}", path.display()));
        let table: Table = text
            .parse()
            .map_err(|error| wrong(not_toml(text, &error)))?;
        let mut values = BTreeMap::new();
        for (key, value) in table {
            let Some(setting) = SETTINGS.iter().find(|setting| setting.key == key) else {
                let keys: Vec<&str> = SETTINGS.iter().map(|setting| setting.key).collect();
                return Err(wrong(format!(
                    "{key} is not a setting; there are {}",
                    keys.join(", ")
                )));
            };
            // What was given is not repeated: it may be a secret.
            let Value::String(value) = value else {
                return Err(wrong(format!("{key}: expected a text between quotes")));
            };
            (setting.check)(&value).map_err(|expected| wrong(format!("{key}: {expected}")))?;
            values.insert(setting.flag, value);
        }
        Ok(Self(values))
    }

    /// The value for a flag.
    pub(crate) fn value(&self, flag: &str) -> Option<&str> {
        self.0.get(flag).map(String::as_str)
    }
}

fn some_text(given: &str) -> Result<(), &'static str> {
    if given.is_empty() {
        Err("expected a folder")
    } else {
        Ok(())
    }
}

/// Where a text stops being TOML, without the text itself.
fn not_toml(text: &str, error: &toml::de::Error) -> String {
    let line = error
        .span()
        .and_then(|span| text.get(..span.start))
        .map_or(1, |before| before.matches('\n').count() + 1);
    format!("line {line} is not TOML: expected lines such as addr = \"127.0.0.1:3000\"")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str) -> String {
        match File::read(Path::new("trolley.toml"), text) {
            Ok(_) => String::new(),
            Err(Stopped(sentence)) => sentence,
        }
    }

    #[test]
    fn a_wrong_file_is_answered_in_a_sentence_without_what_it_holds() {
        let secret = "hunter2";
        for (text, expected) in [
            (
                "adress = \"x\"",
                "trolley.toml: adress is not a setting; there are data,",
            ),
            (
                "addr = 3000",
                "trolley.toml: addr: expected a text between quotes",
            ),
            (
                "addr = \"hunter2\"",
                "trolley.toml: addr: expected an address and port",
            ),
            (
                "base-url = \"hunter2\"",
                "trolley.toml: base-url: expected an address without a path, such as",
            ),
            (
                "database-url = \"mysql://me:hunter2@db\"",
                "trolley.toml: database-url: expected postgres://",
            ),
            (
                "proxy = \"10.0.0.1:80\"",
                "trolley.toml: proxy: expected an address without a port",
            ),
            (
                "log = \"hunter2=\\u0007!\"",
                "trolley.toml: log: expected a filter",
            ),
            ("data = \"\"", "trolley.toml: data: expected a folder"),
            (
                "\ndatabase-url = hunter2",
                "trolley.toml: line 2 is not TOML",
            ),
            (
                "addr = \"127.0.0.1:1\"\naddr = \"127.0.0.1:1\"",
                "trolley.toml: line 2 is not TOML",
            ),
        ] {
            let said = said(text);
            assert!(said.starts_with(expected), "{text}: {said}");
            assert!(!said.contains(secret) && !said.contains('\n'), "{said}");
        }
    }

    #[test]
    fn the_example_holds_every_setting_and_is_taken() {
        let example = include_str!("../../../docs/trolley.toml");
        let settings: String = example
            .lines()
            .filter_map(|line| line.strip_prefix("# ").or(line.strip_prefix('#')))
            .filter(|line| line.contains(" = \""))
            .flat_map(|line| [line, "\n"])
            .collect();
        let file = File::read(Path::new("docs/trolley.toml"), &settings).unwrap();
        for setting in SETTINGS {
            assert!(file.value(setting.flag).is_some(), "{}", setting.key);
        }
    }
}
