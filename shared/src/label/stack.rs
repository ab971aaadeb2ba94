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
    pub keep: Keep,
    /// What says the same in fewer signs, for where the text has no room.
    pub short: Option<String>,
}

/// What happens to a block when room is short; the least important first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Keep {
    /// It shrinks before other texts do, and is left out before they have shrunk much.
    WhileRoomy,
    /// It is left out when everything has shrunk.
    WhilePossible,
    /// It stays, cut if need be.
    Always,
    /// It stays, and is never cut: half a date is worse than none.
    Whole,
}

/// A block as it will be printed.
pub(super) struct Set {
    pub font: Type,
    pub lines: Vec<String>,
}

/// Blocks that have found their sizes; what was left out has no lines.
pub(super) struct Fitted {
    pub blocks: Vec<Set>,
    /// At which scale all of it stands there; none where something was left out.
    pub whole: Option<u32>,
    /// Whether something that belongs there was cut or left out.
    pub is_cut: bool,
}

/// How much blocks keep of what they can shrink by, in hundredths, largest first.
const SCALES: [u32; 15] = [100, 92, 84, 77, 70, 63, 56, 49, 42, 35, 28, 21, 14, 7, 0];

/// From here up a label has room for what is not needed.
const ROOMY: u32 = 28;

/// From here up what is not needed need not be smaller than the rest.
const WIDE: u32 = 70;

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
    let fitted = |keep, scale, spare| {
        at_scale(blocks, keep, [scale, spare], width, advance)
            .filter(|fitted| fitted.height() <= height_at(scale))
    };
    // What does not fit at its smallest is not tried at each size.
    if fitted(Keep::WhileRoomy, ROOMY, 0).is_some() {
        let from = |least: u32| SCALES.into_iter().filter(move |scale| *scale >= least);
        let alike = from(WIDE).map(|scale| (scale, scale));
        let smaller = from(ROOMY).flat_map(|scale| [scale / 2, 0].map(|spare| (scale, spare)));
        let mut both = alike.chain(smaller);
        if let Some(found) = both.find_map(|(scale, spare)| fitted(Keep::WhileRoomy, scale, spare))
        {
            return found;
        }
    }
    [Keep::WhilePossible, Keep::Always]
        .into_iter()
        .flat_map(|keep| SCALES.map(|scale| (keep, scale)))
        .find_map(|(keep, scale)| fitted(keep, scale, scale))
        .unwrap_or_else(|| forced(blocks, width, height_at(0), advance))
}

/// All at one scale, but what is not needed at its own.
fn at_scale(
    blocks: &[Block],
    keep: Keep,
    [scale, spare]: [u32; 2],
    width: u32,
    advance: Advance,
) -> Option<Fitted> {
    let mut set = Vec::with_capacity(blocks.len());
    let mut is_whole = true;
    for block in blocks {
        let font = match block.keep {
            Keep::WhileRoomy => block.font(spare),
            _ => block.font(scale),
        };
        let lines = if block.keep < keep {
            is_whole = false;
            Vec::new()
        } else {
            font.wrap(&block.text, width, advance)?
        };
        if lines.len() > block.lines {
            return None;
        }
        set.push(Set { font, lines });
    }
    Some(Fitted {
        blocks: set,
        whole: is_whole.then_some(scale),
        is_cut: false,
    })
}

/// The last resort: smallest sizes and cut texts. Everything that stays has what it needs while there
/// is room: the first block, then the last, then those between; what is then left goes to the
/// first.
fn forced(blocks: &[Block], width: u32, height: u32, advance: Advance) -> Fitted {
    let mut left = height;
    let mut lines = vec![0; blocks.len()];
    let between = 1..blocks.len().saturating_sub(1);
    let by_importance = [0, blocks.len().saturating_sub(1)]
        .into_iter()
        .chain(between);
    for at in by_importance {
        let Some(block) = blocks.get(at) else { break };
        let needed = block.lines_needed(width, advance);
        if lines[at] == 0 && block.height(needed) <= left {
            lines[at] = needed;
            left -= block.height(needed);
        }
    }
    if let Some(first) = blocks.first() {
        let more = usize::try_from(left / first.height(1).max(1)).unwrap_or(usize::MAX);
        lines[0] = (lines[0] + more).min(first.lines);
    }
    let mut is_cut = false;
    let blocks = blocks
        .iter()
        .zip(lines)
        .map(|(block, lines)| {
            let (set, is_whole) = block.squeezed(width, lines, advance);
            is_cut |= !is_whole && block.keep >= Keep::Always;
            set
        })
        .collect();
    Fitted {
        blocks,
        whole: None,
        is_cut,
    }
}

impl Block {
    /// How many lines it cannot do without in the last resort.
    fn lines_needed(&self, width: u32, advance: Advance) -> usize {
        match self.keep {
            Keep::WhileRoomy | Keep::WhilePossible => 0,
            Keep::Always => 1,
            Keep::Whole => {
                let lines = self.font(0).wrap(&self.text, width, advance);
                lines.map_or(0, |lines| lines.len())
            }
        }
    }

    /// At most so many lines at the smallest size, and whether all of the text stands on them.
    fn squeezed(&self, width: u32, lines: usize, advance: Advance) -> (Set, bool) {
        let font = self.font(0);
        let whole = font.wrap(&self.text, width, advance);
        let whole = whole.filter(|whole| whole.len() <= lines);
        let is_whole = whole.is_some();
        let lines = whole.unwrap_or_else(|| {
            let shorter = self.short.as_deref().unwrap_or(&self.text);
            font.squeeze(shorter, width, lines, advance)
        });
        (Set { font, lines }, is_whole)
    }

    /// The height of so many lines at the smallest size.
    fn height(&self, lines: usize) -> u32 {
        let lines = u32::try_from(lines).unwrap_or(u32::MAX);
        self.font(0).line_height().saturating_mul(lines)
    }

    fn font(&self, scale: u32) -> Type {
        Type {
            face: self.face,
            size: self.least + self.size.saturating_sub(self.least) * scale / 100,
        }
    }
}
