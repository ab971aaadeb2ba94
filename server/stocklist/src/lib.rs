//! A technician's own stock list: read, matched with the reference data, and shown before anything
//! is written.
//!
//! [`preview`] is pure in what it is given: the same bytes and layouts give the same preview, so a
//! page may make it anew for every step instead of keeping it.

mod meaning;
mod offer;
pub mod own;
pub mod plan;
pub mod spreadsheet;
pub mod table;

use std::path::Path;

use shared::import::{self, Grid, Layout, Reading, Readings};

pub use meaning::{Meanings, meanings, suggestions};
pub use offer::{KindOffer, SubstanceOffer};
use spreadsheet::SpreadsheetError;

/// What an import would do, thing by thing.
#[derive(Clone, Debug)]
pub struct Preview {
    /// The texts of the file.
    pub grid: Grid,
    /// How each sheet is read.
    pub layouts: Vec<Layout>,
    /// The things, in the order of the file.
    pub lines: Vec<Line>,
    /// Headings and titles.
    pub headings: Vec<import::Heading>,
    /// Cells that are not read, since their column or sheet is ignored.
    pub skipped: Vec<import::Heading>,
}

/// One thing, with what the reference data offers for it. An offer is never taken silently: the
/// person confirms it, and what is below the threshold is not offered as a match at all.
#[derive(Clone, Debug)]
pub struct Line {
    /// What the list says.
    pub reading: Reading,
    /// The substance it most likely is, for chemicals and solutions.
    pub substance: Option<SubstanceOffer>,
    /// The kind of the catalogue it most likely is, for equipment and consumables.
    pub kind: Option<KindOffer>,
}

/// Reads and matches a file in one step: the layouts are guessed unless they are given. `program`
/// is as for [`spreadsheet::read`]. Blocks while it reads.
pub fn read(
    bytes: &[u8],
    file_name: &str,
    layouts: Option<Vec<Layout>>,
    program: &Path,
) -> Result<Preview, SpreadsheetError> {
    let grid = spreadsheet::read(bytes, file_name, program)?;
    let layouts = layouts.unwrap_or_else(|| import::guess(&grid));
    Ok(preview(grid, layouts))
}

/// Matches what a grid says by these layouts.
pub fn preview(grid: Grid, layouts: Vec<Layout>) -> Preview {
    let matcher = offer::Matcher::default();
    let Readings {
        things,
        headings,
        skipped,
    } = import::read(&grid, &layouts, &|name| matcher.sort(name));
    let lines = things
        .into_iter()
        .map(|reading| matcher.line(reading))
        .collect();
    Preview {
        grid,
        layouts,
        lines,
        headings,
        skipped,
    }
}
