//! axe-core, where `cargo xtask look` could fetch it.

use std::path::PathBuf;

use serde_json::Value;
use tests::support::browser::Browser;

/// Runs axe in the page and gives its violations.
const RUN: &str = r"
const done = arguments[arguments.length - 1];
axe.run(document, { resultTypes: ['violations'] }).then(
    found => done(found.passes.length === 0 ? [{ what: 'axe: no rule was tested', where: '' }] : found.violations.map(
        one => ({
            what: `axe: ${one.help} (${one.id}, ${one.impact})`,
            where: one.nodes.slice(0, 3).map(node => node.target.join(' ')).join(', '),
        }),
    )),
    error => done([{ what: `axe: ${error}`, where: '' }])
);
";

/// The script of axe-core.
#[derive(Debug)]
pub struct Axe(String);

/// A rule that a page breaks.
#[derive(Debug)]
pub struct Violation {
    /// The rule.
    pub what: String,
    /// The first parts that break it, as CSS selectors.
    pub parts: String,
}

impl Axe {
    /// Reads it where it was fetched.
    pub fn find() -> Option<Self> {
        let file = PathBuf::from(std::env::var_os("TROLLEY_LOOK_AXE")?);
        Some(Self(std::fs::read_to_string(file).expect("axe-core")))
    }

    /// What is wrong with the page that the browser shows.
    pub async fn violations(&self, browser: &Browser) -> Vec<Violation> {
        browser.run(&self.0, vec![]).await;
        let found = browser.client().execute_async(RUN, vec![]).await;
        let found = found.expect("what axe found");
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let found = found.as_array().expect("a list of what axe found");
        found
            .iter()
            .map(|one| Violation {
                what: text(&one["what"]),
                parts: text(&one["where"]),
            })
            .collect()
    }
}
