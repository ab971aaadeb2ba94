//! What is printed on labels, how it is laid out, and what it is printed on.

pub mod layout;
pub mod pictogram;
pub mod sheet;
mod stack;
pub mod text;

use crate::code::{Code, label_url};
use crate::moment::Day;
use crate::substance::Signal;
use pictogram::Pictogram;

/// One label: what its QR code and its printed code say, and what people read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// The code printed for people.
    pub code: Code,
    /// The address in the QR code.
    pub address: String,
    /// What people read.
    pub content: Content,
}

/// What a label stands on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// A bottle, a box, an instrument.
    Holding(HoldingLabel),
    /// A room, a cupboard, a shelf.
    Place(PlaceLabel),
    /// A tray made up for a lesson.
    Tray(TrayLabel),
}

/// What a bottle or another holding says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct HoldingLabel {
    /// What it is: "sodium hydroxide solution".
    pub name: String,
    /// How strong it is, with its unit: "0.50 mol/dm³".
    pub strength: Option<String>,
    /// Its formula: "H₂SO₄".
    pub formula: Option<String>,
    /// Its hazards, drawn.
    pub pictograms: Vec<Pictogram>,
    /// The word beside them.
    pub signal: Signal,
    /// Its hazards in plain words, printed where there is room.
    pub hazards: Vec<String>,
    /// When it was made, and by whom.
    pub made: Option<Made>,
    /// The last day of its use.
    pub use_by: Option<Day>,
}

/// When something was made up, and the initials of who did it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Made {
    /// The day.
    pub on: Day,
    /// Initials.
    pub by: String,
}

/// What a place says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PlaceLabel {
    /// Its own name: "Shelf 2".
    pub name: String,
    /// The places around it, outermost first.
    pub path: Vec<String>,
}

/// What a tray for a lesson says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TrayLabel {
    /// The teaching group: "9X/Sc1".
    pub class: String,
    /// Day and period: "Tue 24 Nov · P3".
    pub period: String,
    /// The room: "Lab 2".
    pub room: String,
    /// The practical's name.
    pub practical: String,
    /// Which tray of how many.
    pub tray: (u32, u32),
}

impl Label {
    /// A label whose QR code leads to `code` on the server at `base`.
    pub fn new(base: &str, code: Code, content: Content) -> Self {
        Self {
            code,
            address: label_url(base, code),
            content,
        }
    }
}
