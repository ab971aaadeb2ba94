//! What each crate leans on: `shared` ← `reference`, `store` ← `stocklist` ← `app` ← `server`, and nothing points back.

use toml::Table;

use super::{Finding, House, Page};

/// Our crates, each with those of ours it may lean on.
const LEANS: [(&str, &[&str]); 10] = [
    ("shared", &[]),
    ("reference", &["shared"]),
    ("store", &["shared", "reference"]),
    ("stocklist", &["shared", "reference", "store"]),
    ("app", &["shared", "reference", "store", "stocklist"]),
    ("browser", &["shared", "app"]),
    (
        "trolley",
        &["shared", "reference", "store", "stocklist", "app"],
    ),
    (
        "tests",
        &[
            "shared",
            "reference",
            "store",
            "stocklist",
            "app",
            "trolley",
        ],
    ),
    ("bundle", &[]),
    ("xtask", &[]),
];

/// Crates that only the store may use: the database, which tests look at from outside too, and randomness.
const STORES_OWN: [&str; 2] = ["sqlx", "getrandom"];

/// The kinds of dependencies a manifest lists.
const LISTS: [&str; 3] = ["dependencies", "dev-dependencies", "build-dependencies"];

/// Wrong directions, a database outside the store, and dependencies that nobody uses.
pub fn findings(house: &House) -> Vec<Finding> {
    let manifests: Vec<(&Page, Table)> = house
        .pages
        .iter()
        .filter(|page| page.path.ends_with("Cargo.toml"))
        .filter_map(|page| Some((page, page.text.parse().ok()?)))
        .collect();
    let mut findings = Vec::new();
    let mut used = Vec::new();
    for (page, manifest) in &manifests {
        let Some(name) = package(manifest) else {
            continue;
        };
        for dependency in dependencies(manifest) {
            if let Some(what) = forbidden(name, dependency) {
                findings.push(page.finding(line_of(page, dependency), what));
            }
            if !is_named(house, page, dependency) {
                let what = format!("nothing in {name} speaks of {dependency}");
                findings.push(page.finding(line_of(page, dependency), what));
            }
            used.push(dependency.to_owned());
        }
    }
    let Some((page, workspace)) = manifests.iter().find(|(page, _)| page.path == "Cargo.toml")
    else {
        return findings;
    };
    let offered = workspace
        .get("workspace")
        .and_then(|table| table.get("dependencies"));
    for name in offered
        .and_then(|table| table.as_table())
        .into_iter()
        .flat_map(Table::keys)
    {
        if !used.contains(name) {
            findings.push(page.finding(line_of(page, name), format!("no crate uses {name}")));
        }
    }
    findings
}

fn package(manifest: &Table) -> Option<&str> {
    manifest.get("package")?.get("name")?.as_str()
}

fn dependencies(manifest: &Table) -> impl Iterator<Item = &str> {
    let tables = manifest
        .get("target")
        .and_then(|targets| targets.as_table())
        .into_iter()
        .flat_map(|targets| targets.values().filter_map(|target| target.as_table()))
        .chain([manifest]);
    tables
        .flat_map(|table| LISTS.iter().filter_map(|list| table.get(*list)?.as_table()))
        .flat_map(|list| list.keys().map(String::as_str))
}

/// Whether the code beside a manifest names a dependency. Folders below it that have manifests are other crates.
fn is_named(house: &House, manifest: &Page, dependency: &str) -> bool {
    let folder = |manifest: &Page| manifest.path.trim_end_matches("Cargo.toml").to_owned();
    let own = folder(manifest);
    let others: Vec<String> = house
        .pages
        .iter()
        .filter(|page| page.path.ends_with("/Cargo.toml"))
        .map(folder)
        .filter(|other| other.len() > own.len())
        .collect();
    let word = dependency.replace('-', "_");
    let mut code = house.pages.iter().filter(|page| {
        page.is("rs")
            && page.path.starts_with(&own)
            && !others.iter().any(|other| page.path.starts_with(other))
    });
    code.any(|page| has_word(&page.text, &word))
}

fn has_word(text: &str, word: &str) -> bool {
    text.split(|c: char| !c.is_ascii_alphanumeric() && c != '_')
        .any(|piece| piece == word)
}

fn forbidden(name: &str, dependency: &str) -> Option<String> {
    let allowed = LEANS.iter().find(|(ours, _)| *ours == name)?.1;
    let is_ours = LEANS.iter().any(|(ours, _)| *ours == dependency);
    if is_ours && !allowed.contains(&dependency) {
        return Some(format!("{name} does not lean on {dependency}"));
    }
    let stores_own = STORES_OWN.contains(&dependency) && !matches!(name, "store" | "tests");
    stores_own.then(|| format!("{dependency} is the store's alone"))
}

fn line_of(page: &Page, dependency: &str) -> usize {
    let begins = |line: &str| {
        line.strip_prefix(dependency)
            .is_some_and(|rest| rest.starts_with([' ', '.', '=']))
    };
    page.lines()
        .find(|(_, line)| begins(line))
        .map_or(1, |(at, _)| at)
}

#[cfg(test)]
mod tests {
    use super::super::tests::house_of;
    use super::*;

    fn said(manifest: (&str, &str), others: &[(&str, &str)]) -> Vec<Finding> {
        findings(&house_of(&[&[manifest], others].concat()))
    }

    #[test]
    fn nothing_points_back() {
        let text =
            "[package]\nname = \"shared\"\n[dependencies]\nserde = \"1\"\nstore.workspace = true\n";
        let code = (
            "shared/src/lib.rs",
            "use serde::Serialize;\nuse store::Store;\n",
        );
        let said = said(("shared/Cargo.toml", text), &[code]);
        assert_eq!(said.len(), 1);
        assert_eq!(said[0].line, 5);
    }

    #[test]
    fn the_database_is_the_stores_alone() {
        let text = "[package]\nname = \"app\"\n[dependencies]\nsqlx = \"1\"\n";
        let code = ("app/src/lib.rs", "use sqlx::Any;\n");
        assert_eq!(said(("app/Cargo.toml", text), &[code]).len(), 1);
    }

    #[test]
    fn a_dependency_has_somebody_who_names_it() {
        let text = "[package]\nname = \"trolley\"\n[dependencies]\ntower-http = \"1\"\n";
        let manifest = ("server/Cargo.toml", text);
        let other = ("server/store/Cargo.toml", "[package]\nname = \"store\"\n");
        let of_other = ("server/store/src/lib.rs", "use tower_http::csrf;");
        assert_eq!(said(manifest, &[other, of_other]).len(), 1);
        let similar = ("server/src/lib.rs", "fn tower_http_like() {}");
        assert_eq!(said(manifest, &[similar]).len(), 1);
        let own = ("server/src/main.rs", "use tower_http::csrf;");
        assert_eq!(said(manifest, &[other, of_other, own]), []);
    }
}
