//! Places to choose from, in the order of the tree.

use shared::{id::LocationId, location::Tree};

use crate::parts::Choice;

/// Every place as a choice, each set in as deep as it lies.
pub(crate) fn places(tree: &Tree) -> Vec<Choice> {
    places_but(tree, None)
}

/// Every place but one and what lies in it.
pub(super) fn places_but(tree: &Tree, not: Option<LocationId>) -> Vec<Choice> {
    let left_out: Vec<LocationId> = not
        .map(|id| tree.within(id).map(|place| place.id).collect())
        .unwrap_or_default();
    tree.walk()
        .filter(|(_, place)| !left_out.contains(&place.id))
        .map(|(depth, place)| {
            // A browser shows no other indentation inside a list that opens.
            let words = format!("{}{}", "\u{2003}".repeat(depth), place.name);
            Choice::new(place.id.to_string(), words)
        })
        .collect()
}
