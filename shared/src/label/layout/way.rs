//! The ways to share a holding's label among its name, its code and its hazard statements.

use super::measure::{Area, SMALL};
use crate::label::HoldingLabel;

/// One way.
#[derive(Debug, Clone, Copy)]
pub(super) struct Way {
    pub name: Name,
    pub statements: Statements,
}

/// Where the name stands.
#[derive(Debug, Clone, Copy)]
pub(super) enum Name {
    /// Beside the QR code.
    InColumn,
    /// Over the whole width, on so many lines.
    Above { lines: usize },
}

/// Where the hazard statements stand.
#[derive(Debug, Clone, Copy)]
pub(super) enum Statements {
    /// Beside the pictograms.
    Beside,
    /// Above them.
    Column,
    /// Over the whole width, below all else, in that part of the height.
    Across { share: u32 },
    /// They are left out: half of them would be worse.
    Nowhere,
}

impl Way {
    /// The ways with hazard statements, the best looking first; none where there are none.
    pub fn all(holding: &HoldingLabel, inside: Area) -> Vec<Self> {
        if holding.hazards.is_empty() {
            return Vec::new();
        }
        let plain = Self::plain(holding, inside).name;
        let names = match plain {
            Name::InColumn => vec![plain],
            Name::Above { .. } => vec![plain, Name::Above { lines: 1 }],
        };
        let across = [6, 4, 3].map(|share| Statements::Across { share });
        let places = [Statements::Beside, Statements::Column];
        let places: Vec<Statements> = places.into_iter().chain(across).collect();
        let of_name = |name| {
            let way = move |statements: &Statements| Self {
                name,
                statements: *statements,
            };
            places.iter().map(way).collect::<Vec<_>>()
        };
        names.into_iter().flat_map(of_name).collect()
    }

    /// The way without them. The name stands over the whole width where pictograms leave it no room in the column.
    pub fn plain(holding: &HoldingLabel, inside: Area) -> Self {
        let narrow = inside.width < inside.height * 2;
        let is_above = inside.height >= SMALL && narrow && !holding.pictograms.is_empty();
        Self {
            name: if is_above {
                Name::Above { lines: 4 }
            } else {
                Name::InColumn
            },
            statements: Statements::Nowhere,
        }
    }
}
