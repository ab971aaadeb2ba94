//! What the inventory's address asks for.

use serde::{Deserialize, Serialize};
use shared::{id::ItemId, kind::Sort};
use store::item::{ListQuery, Order};

use crate::path::Path;

/// The inventory's address, as it stands in the browser.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
pub struct Filters {
    /// What is typed.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub q: String,
    /// Chemical, solution, equipment, consumable.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub sort: String,
    /// The id of a place.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub place: String,
    /// `low` or `expiring`.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub only: String,
    /// In which order.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub order: String,
    /// The key of the last row before this page.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub after: String,
    /// Ids of items that were ticked before: they stay in sight, ticked, whatever is looked for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub item: Vec<String>,
}

/// The most ticks that a search takes along.
const MOST_TICKS: usize = 200;

impl Filters {
    /// Reads an address's query.
    pub fn of_query(query: Option<&str>) -> Self {
        let mut filters: Self =
            serde_html_form::from_str(query.unwrap_or_default()).unwrap_or_default();
        filters.item.truncate(MOST_TICKS);
        filters
    }

    /// The items that were ticked before.
    pub fn ticked(&self) -> Vec<ItemId> {
        self.item.iter().filter_map(|id| id.parse().ok()).collect()
    }

    /// What it asks the store for. What it does not understand, it leaves out.
    pub fn query(&self) -> ListQuery {
        let is_expiring = self.only == "expiring";
        let first = match (is_expiring, self.q.trim().is_empty()) {
            (true, _) => Order::Expiry,
            (false, true) => Order::Name,
            (false, false) => Order::Fit,
        };
        ListQuery {
            q: self.q.clone(),
            sort: Sort::from_code(&self.sort),
            place: self.place.parse().ok(),
            low: self.only == "low",
            expiring: is_expiring,
            order: Order::from_code(&self.order).unwrap_or(first),
            after: Some(self.after.clone()).filter(|after| !after.is_empty()),
        }
    }

    /// The address itself.
    pub fn href(&self) -> String {
        let query = serde_html_form::to_string(self).unwrap_or_default();
        if query.is_empty() {
            Path::Stock.href()
        } else {
            format!("{}?{query}", Path::Stock.href())
        }
    }

    /// The same from its first page on.
    #[must_use]
    pub fn of_the_first_page(&self) -> Self {
        Self {
            after: String::new(),
            ..self.clone()
        }
    }

    /// Whether only words are looked for, and this is the first page.
    pub fn is_search(&self) -> bool {
        let words = Self {
            q: String::new(),
            ..self.clone()
        };
        !self.q.trim().is_empty() && words.is_everything()
    }

    /// Whether nothing is left out.
    pub fn is_everything(&self) -> bool {
        let (order, item) = (self.order.clone(), self.item.clone());
        *self
            == (Self {
                order,
                item,
                ..Self::default()
            })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_holds_the_filters_and_nothing_empty() {
        let filters = Filters {
            q: "copper sulfate".to_owned(),
            only: "low".to_owned(),
            ..Filters::default()
        };
        assert_eq!(filters.href(), "/stock?q=copper+sulfate&only=low");
        assert_eq!(Filters::default().href(), "/stock");
        assert!(filters.query().low);
        assert_eq!(
            filters.query().order,
            Order::Fit,
            "a search shows what fits best"
        );
        assert_eq!(Filters::default().query().order, Order::Name);
    }

    #[test]
    fn ticks_go_along_with_a_search() {
        let query = "q=zinc&item=one&item=two";
        let filters = Filters::of_query(Some(query));
        assert_eq!(filters.item, ["one", "two"]);
        assert_eq!(filters.href(), format!("/stock?{query}"));
    }
}
