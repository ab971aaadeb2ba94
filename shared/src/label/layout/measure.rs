//! Areas of a label, and sizes that follow from the label's own size.

use crate::label::stack::{Block, Keep};
use crate::label::text::Face;

/// A rectangle on the label.
#[derive(Clone, Copy)]
pub(super) struct Area {
    pub x: u32,
    pub y: u32,
    pub width: u32,
    pub height: u32,
}

/// Sizes that follow from the label's own size.
#[derive(Clone, Copy)]
pub(super) struct Measure {
    /// What all sizes are parts of.
    pub base: u32,
    /// Kept free at the label's edges.
    pub edge: u32,
}

/// Below this height a label has no room for a code under its QR code.
pub(super) const SMALL: u32 = 26_000;

/// The smallest print: 4.5 points.
pub(super) const LEAST: u32 = 1_590;

/// The smallest print for the code: 6 points.
pub(super) const LEAST_CODE: u32 = 2_120;

/// The smallest print for hazard statements: 5 points. The font's small letters are then a millimetre high, about what
/// the statements of a supplier's own small bottle have; smaller ones are not read at a bench.
const LEAST_STATEMENT: u32 = 1_764;

/// The largest print for hazard statements: 18 points. They are read, not seen from across the room.
const MOST_STATEMENT: u32 = 6_350;

/// More lines than any label has room for.
const MANY: usize = 60;

/// The largest QR code of a label up to the size of a hand, and of a larger one: a phone held at a bench reads it.
const QR: [u32; 2] = [26_000, 50_000];

/// A QR code smaller than this makes no room for hazard statements.
pub(super) const LEAST_QR: u32 = 16_000;

impl Measure {
    pub fn of(width: u32, height: u32) -> Self {
        let base = height.min(width * 6 / 10);
        let edge = if height < SMALL {
            base * 5 / 100
        } else {
            1_900
        };
        Self { base, edge }
    }

    pub const fn is_small(self) -> bool {
        self.base < SMALL * 9 / 10
    }

    /// Too small for the middle of a name to be left out and the rest still to be read.
    pub const fn is_tiny(self) -> bool {
        self.base < SMALL / 2
    }

    /// So many thousandths of the base.
    pub const fn part(self, thousandths: u32) -> u32 {
        self.base * thousandths / 1000
    }

    /// The largest QR code beside a text.
    pub fn qr_limit(self, width: u32) -> u32 {
        if self.is_small() {
            width * 49 / 100
        } else {
            let largest = self.part(450).clamp(QR[0], QR[1]);
            (width * 41 / 100).min(largest)
        }
    }

    /// A block with its size and least size in thousandths of the base.
    pub fn block(self, text: &str, face: Face, size: u32, least: u32, lines: usize) -> Block {
        Block {
            text: printable(text),
            face,
            size: self.part(size).max(LEAST),
            least: self.part(least).max(LEAST),
            lines,
            keep: Keep::Always,
            short: None,
        }
    }

    /// Hazard statements: all of them, or none.
    pub fn statements(self, text: &str) -> Block {
        Block {
            keep: Keep::WhileRoomy,
            size: self.part(66).clamp(LEAST_STATEMENT, MOST_STATEMENT),
            // On a sheet as large as a hand and more, such small print would look like none.
            least: self.part(30).max(LEAST_STATEMENT),
            ..self.block(text, Face::Regular, 0, 0, MANY)
        }
    }
}

impl Area {
    pub fn without_bottom(self, height: u32) -> Self {
        Self {
            height: self.height.saturating_sub(height),
            ..self
        }
    }

    pub fn without_top(self, height: u32) -> Self {
        Self {
            y: self.y + height,
            height: self.height.saturating_sub(height),
            ..self
        }
    }
}

/// The text without what cannot be printed.
fn printable(text: &str) -> String {
    text.split(|c: char| c.is_control() || c == ' ')
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}
