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

    /// So many thousandths of the base.
    pub const fn part(self, thousandths: u32) -> u32 {
        self.base * thousandths / 1000
    }

    /// The largest QR code beside a text.
    pub fn qr_limit(self, width: u32) -> u32 {
        if self.is_small() {
            width * 49 / 100
        } else {
            (width * 41 / 100).min(26_000)
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
        }
    }

    pub fn spare(self, text: &str, size: u32, lines: usize) -> Block {
        Block {
            keep: Keep::WhileRoomy,
            ..self.block(text, Face::Regular, size, size * 8 / 10, lines)
        }
    }
}

impl Area {
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
