//! Pictograms side by side.

use super::measure::{Area, Measure};
use crate::label::pictogram::Pictogram;
use crate::label::stack::Block;
use crate::label::text::{Advance, Type};

/// Pictograms side by side.
pub(super) struct Row {
    pub pictograms: Vec<Pictogram>,
    /// The size where there is room.
    pub side: u32,
    pub least: u32,
    pub gap: u32,
    pub width: u32,
}

impl Row {
    pub fn new(pictograms: &[Pictogram], measure: Measure, area: Area) -> Self {
        let count = u32::try_from(pictograms.len()).unwrap_or(u32::MAX).max(1);
        let gap = measure.part(12);
        let widest = (area.width / count).saturating_sub(gap);
        Self {
            pictograms: pictograms.to_vec(),
            side: measure.part(400).min(widest),
            least: measure.part(300).min(widest),
            gap,
            width: area.width,
        }
    }

    /// The height it asks for when texts have shrunk to that scale.
    pub fn wanted(&self, scale: u32) -> u32 {
        self.least + (self.side - self.least) * scale / 100
    }

    /// Makes the pictograms as much smaller as texts beside them at their smallest ask for, if that is enough.
    pub fn make_room_beside(&mut self, blocks: &[Block], advance: Advance) {
        let widest = widest_word(blocks, |block| block.least, advance);
        let free = self.width.saturating_sub(widest + self.gap);
        let side = (free / self.count()).saturating_sub(self.gap);
        if side >= self.least {
            self.side = self.side.min(side);
        }
    }

    pub fn has_room_beside(&self, blocks: &[Block], advance: Advance) -> bool {
        let free = self
            .width
            .saturating_sub(self.count() * (self.side + self.gap) + self.gap);
        widest_word(blocks, |block| block.least, advance) <= free
    }

    fn count(&self) -> u32 {
        u32::try_from(self.pictograms.len())
            .unwrap_or(u32::MAX)
            .max(1)
    }
}

/// How wide the widest word is.
fn widest_word(blocks: &[Block], size: impl Fn(&Block) -> u32, advance: Advance) -> u32 {
    let widths = blocks.iter().flat_map(|block| {
        let font = Type {
            face: block.face,
            size: size(block),
        };
        let words = block.text.split(' ');
        words.map(move |word| font.width(word, advance))
    });
    widths.max().unwrap_or_default()
}
