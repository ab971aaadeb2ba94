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

    pub fn has_room_beside(&self, blocks: &[Block], advance: Advance) -> bool {
        let count = u32::try_from(self.pictograms.len()).unwrap_or(u32::MAX);
        let free = self
            .width
            .saturating_sub(count * (self.side + self.gap) + self.gap);
        blocks.iter().all(|block| {
            let font = Type {
                face: block.face,
                size: block.size,
            };
            let widest_word = block
                .text
                .split(' ')
                .map(|word| font.width(word, advance))
                .max();
            widest_word.unwrap_or_default() <= free
        })
    }
}
