//! What is wrong with pages.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// Pages named before the rest of them are only counted.
const NAMED: usize = 6;

/// Each thing that is wrong, with the pictures it was found on.
#[derive(Debug, Default)]
pub struct Findings {
    pictures: usize,
    reached: BTreeSet<&'static str>,
    found: BTreeMap<String, Vec<String>>,
}

impl Findings {
    /// One more picture was taken.
    pub fn looked(&mut self) {
        self.pictures += 1;
    }

    /// This is wrong with that picture's page.
    pub fn add(&mut self, what: impl Into<String>, picture: &str) {
        self.found
            .entry(what.into())
            .or_default()
            .push(picture.to_owned());
    }

    /// Somebody was answered at these routes.
    pub fn reached(&mut self, routes: BTreeSet<&'static str>) {
        self.reached.extend(routes);
    }

    /// Whether anybody was answered at a route.
    pub fn has_reached(&self, route: &str) -> bool {
        self.reached.contains(route)
    }

    /// Nothing is wrong.
    pub fn is_empty(&self) -> bool {
        self.found.is_empty()
    }
}

impl fmt::Display for Findings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (what, pictures) in &self.found {
            writeln!(f, "{what}")?;
            for picture in pictures.iter().take(NAMED) {
                writeln!(f, "    {picture}")?;
            }
            if pictures.len() > NAMED {
                writeln!(f, "    and {} more", pictures.len() - NAMED)?;
            }
        }
        write!(
            f,
            "{} pictures, {} findings",
            self.pictures,
            self.found.len()
        )
    }
}
