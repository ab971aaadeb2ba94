//! What is printed: PDF files, drawn with vectors and an embedded font.

pub mod document;
mod font;
pub mod labels;
mod qr;

use shared::label::text::Face;
use thiserror::Error;

/// Why a paper cannot be printed.
#[derive(Debug, Clone, PartialEq, Error)]
pub enum PaperError {
    /// There is nothing to print.
    #[error("there is nothing to print")]
    Nothing,
    /// The sheet has no such position.
    #[error("the sheet has no label {start}: it has {count}")]
    NoSuchPosition {
        /// What was asked for, counted from 1.
        start: u32,
        /// How many labels the sheet has.
        count: u32,
    },
    /// The offset would move labels off their paper.
    #[error("an offset is at most {} mm", labels::MOST_OFFSET)]
    OffsetTooLarge,
    /// An address is too long for a QR code.
    #[error("the address is too long for a QR code")]
    AddressTooLong,
    /// The font inside the program cannot be used: a fault of ours.
    #[error("the font cannot be used: {0}")]
    Font(String),
}

/// How wide a character of labels is, in thousandths of its size. Without the font nothing is printed: then any will do.
pub fn advance(face: Face, c: char) -> u32 {
    font::face(face).map_or(600, |face| face.advance(c))
}
