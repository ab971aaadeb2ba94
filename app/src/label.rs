//! Labels: what they say, and choosing the sheet they are printed on.

mod content;
mod page;

use std::str::FromStr;

use serde::Deserialize;
use shared::{
    account::Grant,
    code::Code,
    form::{self, Problem},
    id::{HoldingId, ItemId, LocationId, RequisitionId},
    label::Label,
};
use store::Desk;

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

/// Where the labels of all that is in a place are printed.
pub(crate) fn labels_of_place_href(place: LocationId) -> String {
    format!("{}?place={place}", Path::Labels.href())
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
    /// Places by id: all that is in them.
    pub place: Vec<String>,
    /// Orders by id: their trays.
    pub order: Vec<String>,
    /// How many trays each of them has; one when empty.
    pub trays: String,
    /// The sheet's code.
    pub sheet: String,
    /// The first free position, counted from 1.
    pub start: String,
    /// The list that it was ticked in.
    #[serde(rename = "form-from")]
    pub list: String,
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

    /// How many trays each order has.
    pub fn trays(&self) -> Result<u32, Problem> {
        if self.trays.trim().is_empty() {
            return Ok(1);
        }
        let trays = form::number(&self.trays, 1, i64::from(MOST_TRAYS))?;
        Ok(u32::try_from(trays).unwrap_or(MOST_TRAYS))
    }

    /// The codes asked for: given, or those of the holdings, items, places and orders given.
    async fn codes<R: Grant>(&self, desk: &Desk<R>) -> store::Result<Vec<Code>> {
        let given = self.code.iter().filter_map(|code| Code::parse(code).ok());
        let mut codes: Vec<Code> = given.collect();
        let holdings: Vec<HoldingId> = readable_ids(&self.holding);
        if !holdings.is_empty() {
            let found = store::holding::some(desk, &holdings).await?;
            codes.extend(found.iter().map(|holding| holding.code));
        }
        let items: Vec<ItemId> = readable_ids(&self.item);
        if !items.is_empty() {
            let found = store::holding::of_items(desk, &items).await?;
            codes.extend(found.iter().map(|holding| holding.code));
        }
        let places: Vec<LocationId> = readable_ids(&self.place);
        if !places.is_empty() {
            let tree = store::location::tree(desk).await?;
            let within = places.iter().flat_map(|place| tree.within(*place));
            let within: Vec<LocationId> = within.map(|place| place.id).collect();
            let most = i64::try_from(MOST + 1).unwrap_or(i64::MAX);
            let found = store::holding::in_places(desk, &within, most).await?;
            codes.extend(found.iter().map(|holding| holding.code));
        }
        let orders: Vec<RequisitionId> = readable_ids(&self.order);
        if !orders.is_empty() {
            let found = store::requisition::some(desk, &orders).await?;
            codes.extend(found.iter().map(|order| order.code));
        }
        Ok(codes)
    }
}

/// The ids among what is given.
fn readable_ids<Id: FromStr>(given: &[String]) -> Vec<Id> {
    given.iter().filter_map(|id| id.parse().ok()).collect()
}

/// The most labels that are made at once.
pub const MOST: usize = 1_000;

/// The most trays that an order has.
const MOST_TRAYS: u32 = 60;

/// The labels that are asked for.
#[derive(Debug)]
pub struct ToPrint {
    /// The first of them, no more than [`MOST`].
    pub labels: Vec<Label>,
    /// Whether there are more.
    has_more: bool,
    /// What is wrong with the number of trays.
    trays: Option<Problem>,
    /// Items that were asked for and of which nothing is there.
    without: Vec<String>,
}

impl ToPrint {
    /// What is asked for, for the server at `base`.
    pub async fn of<R: Grant>(desk: &Desk<R>, base: &str, wanted: &Wanted) -> store::Result<Self> {
        let trays = wanted.trays();
        let mut codes = wanted.codes(desk).await?;
        let items = store::item::some(desk, &readable_ids(&wanted.item)).await?;
        let without = items.into_iter().filter(|row| row.item.holdings == 0);
        let mut has_more = codes.len() > MOST;
        codes.truncate(MOST);
        let mut labels = labels(desk, base, &codes, *trays.as_ref().unwrap_or(&1)).await?;
        has_more |= labels.len() > MOST;
        labels.truncate(MOST);
        Ok(Self {
            labels,
            has_more,
            trays: trays.err(),
            without: without.map(|row| row.item.name).collect(),
        })
    }

    /// Whether it is all that is asked for, and anything: else the page says what is to be put right.
    pub fn can_be_printed(&self) -> bool {
        !self.labels.is_empty() && !self.has_more && self.trays.is_none()
    }
}
