//! Places: building › room › cupboard › shelf › tray.

mod tree;

use serde::{Deserialize, Serialize};

use crate::id::LocationId;
pub use tree::{Location, Tree};

/// What a place is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Sort {
    /// A building or a corridor.
    Building,
    /// A room that lessons are taught in.
    Lab,
    /// A room where practicals are prepared.
    PrepRoom,
    /// A locked room for chemicals.
    Store,
    /// Any other room.
    Room,
    /// A cupboard, cabinet or fridge.
    Cupboard,
    /// A shelf or a drawer.
    Shelf,
    /// A tray or a box.
    Tray,
}

impl Sort {
    /// Every sort, from the widest to the narrowest.
    pub const ALL: [Self; 8] = [
        Self::Building,
        Self::Lab,
        Self::PrepRoom,
        Self::Store,
        Self::Room,
        Self::Cupboard,
        Self::Shelf,
        Self::Tray,
    ];

    /// The stable name in the database and in forms.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Building => "building",
            Self::Lab => "lab",
            Self::PrepRoom => "prep-room",
            Self::Store => "store",
            Self::Room => "room",
            Self::Cupboard => "cupboard",
            Self::Shelf => "shelf",
            Self::Tray => "tray",
        }
    }

    /// The sort of that stable name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|sort| sort.code() == code)
    }

    /// What a place seems to be by its name: "Shelf 2". Other names are of a room when nothing is around
    /// them, else of a cupboard.
    pub fn of_name(name: &str, is_outermost: bool) -> Self {
        const WORDS: [(Sort, &[&str]); 6] = [
            (
                Sort::Tray,
                &["tray", "box", "bin", "tub", "basket", "crate", "gratnell"],
            ),
            (Sort::Shelf, &["shelf", "shelve", "drawer", "worktop"]),
            (
                Sort::Cupboard,
                &[
                    "cupboard", "cabinet", "fridge", "freezer", "safe", "locker", "rack", "bench",
                    "unit",
                ],
            ),
            (Sort::PrepRoom, &["prep", "preproom"]),
            (Sort::Store, &["store", "storeroom"]),
            (Sort::Lab, &["lab", "laboratory"]),
        ];
        let words = crate::name::tokens(name);
        let is_named = |nouns: &[&str]| {
            words
                .iter()
                .any(|word| nouns.contains(&word.trim_end_matches('s')))
        };
        let told = WORDS.iter().find(|(_, nouns)| is_named(nouns));
        match told {
            Some((sort, _)) => *sort,
            None if is_outermost && is_named(&["building"]) => Self::Building,
            None if is_outermost => Self::Room,
            None => Self::Cupboard,
        }
    }

    /// Whether it is a room that people walk into.
    pub const fn is_room(self) -> bool {
        matches!(self, Self::Lab | Self::PrepRoom | Self::Store | Self::Room)
    }

    /// As pages say it.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Building => "Building",
            Self::Lab => "Lab",
            Self::PrepRoom => "Prep room",
            Self::Store => "Chemical store",
            Self::Room => "Room",
            Self::Cupboard => "Cupboard",
            Self::Shelf => "Shelf",
            Self::Tray => "Tray",
        }
    }
}

/// What a lab offers to a lesson.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LabFittings {
    /// Places for pupils.
    pub places: u16,
    /// A fume cupboard.
    pub fume_cupboard: bool,
    /// Gas taps.
    pub gas: bool,
    /// Blinds that make it dark.
    pub blackout: bool,
}

/// A place as lists and breadcrumbs show it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// Which.
    pub id: LocationId,
    /// Names from the widest to its own.
    pub path: Vec<String>,
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.path.join(" › "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_what_its_name_says() {
        assert_eq!(Sort::of_name("North building", true), Sort::Building);
        assert_eq!(Sort::of_name("Box of building bricks", false), Sort::Tray);
        assert_eq!(Sort::of_name("Low hazard shelf", false), Sort::Shelf);
        assert_eq!(Sort::of_name("Toxics, locked", false), Sort::Cupboard);
    }
}
