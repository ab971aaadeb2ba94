//! Labels: what they say, and choosing the sheet they are printed on.

mod content;
mod page;

use serde::Deserialize;
use shared::code::Code;

use crate::{path::Path, web::Route};

pub use content::labels;

/// The routes of this room. The paper itself is made by the server.
pub fn routes() -> Vec<Route> {
    vec![Route::get("/labels", page::page)]
}

/// Where labels for some codes are printed.
pub(crate) fn label_href(codes: impl IntoIterator<Item = Code>) -> String {
    let pairs: Vec<(&str, String)> = codes
        .into_iter()
        .map(|code| ("code", code.plain()))
        .collect();
    let query = serde_html_form::to_string(pairs).unwrap_or_default();
    format!("{}?{query}", Path::Labels.href())
}

/// What the forms about labels send. Names may come several times.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Wanted {
    /// Codes, in the order of printing.
    pub code: Vec<String>,
    /// Holdings by id.
    pub holding: Vec<String>,
    /// Items by id: all their holdings.
    pub item: Vec<String>,
    /// Orders by id: their trays.
    pub order: Vec<String>,
    /// How many trays each of them has; one when empty.
    pub trays: String,
    /// The sheet's code.
    pub sheet: String,
    /// The first free position, counted from 1.
    pub start: String,
}

/// The sheet that is offered first.
const FIRST_SHEET: &str = "L7160";

impl Wanted {
    /// Reads an address's query.
    pub fn of_query(query: Option<&str>) -> Self {
        serde_html_form::from_str(query.unwrap_or_default()).unwrap_or_default()
    }

    /// The sheet's code.
    pub fn sheet(&self) -> &str {
        if self.sheet.is_empty() {
            FIRST_SHEET
        } else {
            &self.sheet
        }
    }

    /// The first free position, counted from 1.
    pub fn start(&self) -> u32 {
        self.start.trim().parse().unwrap_or(1).max(1)
    }

    /// How many trays an order has.
    pub fn trays(&self) -> usize {
        const MOST: usize = 60;
        self.trays.trim().parse().unwrap_or(1).clamp(1, MOST)
    }

    /// The codes that are codes.
    pub fn codes(&self) -> Vec<Code> {
        self.code
            .iter()
            .filter_map(|code| Code::parse(code).ok())
            .collect()
    }
}
