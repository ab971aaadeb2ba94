//! Blocks of text one below the other, shrunk until they fit.

use super::text::{Advance, Face, Type};

/// A paragraph that may shrink.
pub(super) struct Block {
    pub text: String,
    pub face: Face,
    /// The size where there is room.
    pub size: u32,
    /// The smallest size.
    pub least: u32,
    /// How many lines it may take.
    pub lines: usize,
    pub weight: Weight,
}

/// What happens to a block when room is short.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Weight {
    /// It stays, cut if need be.
    Kept,
    /// It is left out when all that shrinks has shrunk; the last one first.
    Spare,
}

/// A block as it will be printed.
pub(super) struct Set {
    pub font: Type,
    pub lines: Vec<String>,
}

/// Blocks that have found their sizes; what was left out has no lines.
pub(super) struct Fitted {
    pub blocks: Vec<Set>,
    /// How far the blocks had to shrink, in hundredths.
    pub scale: u32,
}

/// How far blocks shrink, in hundredths, largest first.
const SCALES: [u32; 15] = [100, 95, 90, 85, 80, 76, 72, 68, 64, 60, 55, 50, 45, 40, 30];

impl Set {
    pub fn height(&self) -> u32 {
        self.font.line_height() * u32::try_from(self.lines.len()).unwrap_or(u32::MAX)
    }
}

impl Fitted {
    pub fn height(&self) -> u32 {
        self.blocks.iter().map(Set::height).sum()
    }
}

/// Fits the blocks into a width and into the height that is left for them at each scale.
pub(super) fn fit(
    blocks: &[Block],
    width: u32,
    height_at: &dyn Fn(u32) -> u32,
    advance: Advance,
) -> Fitted {
    let spare = blocks
        .iter()
        .filter(|block| block.weight == Weight::Spare)
        .count();
    for left_out in 0..=spare {
        let kept = spare - left_out;
        for scale in SCALES {
            if let Some(fitted) = at_scale(blocks, kept, scale, width, advance)
                && fitted.height() <= height_at(scale)
            {
                return fitted;
            }
        }
    }
    forced(blocks, width, height_at(SCALES[SCALES.len() - 1]), advance)
}

fn at_scale(
    blocks: &[Block],
    spare_kept: usize,
    scale: u32,
    width: u32,
    advance: Advance,
) -> Option<Fitted> {
    let mut spare_seen = 0;
    let mut set = Vec::with_capacity(blocks.len());
    for block in blocks {
        let font = block.font(scale);
        if block.weight == Weight::Spare {
            spare_seen += 1;
            if spare_seen > spare_kept {
                set.push(Set {
                    font,
                    lines: Vec::new(),
                });
                continue;
            }
        }
        let lines = font.wrap(&block.text, width, advance)?;
        if lines.len() > block.lines {
            return None;
        }
        set.push(Set { font, lines });
    }
    Some(Fitted { blocks: set, scale })
}

/// The last resort: smallest sizes, cut texts, and blocks left out from the end.
fn forced(blocks: &[Block], width: u32, height: u32, advance: Advance) -> Fitted {
    let scale = SCALES[SCALES.len() - 1];
    let mut left = height;
    let mut set = Vec::with_capacity(blocks.len());
    for block in blocks {
        let font = block.font(scale);
        let room = usize::try_from(left / font.line_height().max(1)).unwrap_or(usize::MAX);
        let lines = match block.weight {
            Weight::Kept => font.squeeze(&block.text, width, block.lines.min(room), advance),
            Weight::Spare => Vec::new(),
        };
        let done = Set { font, lines };
        left = left.saturating_sub(done.height());
        set.push(done);
    }
    Fitted { blocks: set, scale }
}

impl Block {
    fn font(&self, scale: u32) -> Type {
        Type {
            face: self.face,
            size: (self.size * scale / 100).max(self.least.min(self.size)),
        }
    }
}
