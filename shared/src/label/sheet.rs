//! Sheets of blank labels, in micrometres.

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// The width of upright A4 paper, in micrometres.
pub const PAGE_WIDTH: u32 = 210_000;

/// The height of upright A4 paper, in micrometres.
pub const PAGE_HEIGHT: u32 = 297_000;

/// An A4 sheet of labels. All lengths are micrometres; the origin is the page's upper left corner.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sheet {
    /// The trade's code for it: "L7160".
    pub code: String,
    /// What it is sold as: "address", "mini address", "silver heavy duty".
    pub kind: String,
    /// Labels side by side.
    pub columns: u32,
    /// Labels one below the other.
    pub rows: u32,
    /// The width of one label.
    pub width: u32,
    /// The height of one label.
    pub height: u32,
    /// From the page's left edge to the first label.
    pub left: u32,
    /// From the page's upper edge to the first label.
    pub top: u32,
    /// From a label's left edge to that of its right neighbour.
    pub column_pitch: u32,
    /// From a label's upper edge to that of the label below.
    pub row_pitch: u32,
    /// Where the geometry comes from.
    pub source: String,
    /// The day somebody last looked at the source, as `2026-11-22`.
    pub checked: String,
}

/// What is wrong with a sheet's geometry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum SheetError {
    /// No label at all, or labels without a size.
    #[error("the sheet has no labels")]
    Empty,
    /// A label's neighbour begins before the label ends.
    #[error("the labels overlap")]
    Overlap,
    /// The last label ends beyond the paper.
    #[error("the labels do not fit on A4")]
    BeyondPage,
}

impl Sheet {
    /// How many labels a sheet has.
    pub const fn count(&self) -> u32 {
        self.columns * self.rows
    }

    /// The upper left corner of the `n`th label in micrometres, counted from 0 along the rows;
    /// none beyond the last.
    pub const fn position(&self, n: u32) -> Option<(u32, u32)> {
        if n >= self.count() {
            return None;
        }
        let (column, row) = (n % self.columns, n / self.columns);
        Some((
            self.left + column * self.column_pitch,
            self.top + row * self.row_pitch,
        ))
    }

    /// Whether there are labels, none over another and none beyond the paper.
    pub fn check(&self) -> Result<(), SheetError> {
        if self.columns == 0 || self.rows == 0 || self.width == 0 || self.height == 0 {
            return Err(SheetError::Empty);
        }
        let overlap_across = self.columns > 1 && self.column_pitch < self.width;
        let overlap_down = self.rows > 1 && self.row_pitch < self.height;
        if overlap_across || overlap_down {
            return Err(SheetError::Overlap);
        }
        let right = end(self.left, self.columns, self.column_pitch, self.width);
        let bottom = end(self.top, self.rows, self.row_pitch, self.height);
        if right > u64::from(PAGE_WIDTH) || bottom > u64::from(PAGE_HEIGHT) {
            return Err(SheetError::BeyondPage);
        }
        Ok(())
    }
}

/// Where the last of `count` labels ends.
fn end(start: u32, count: u32, pitch: u32, size: u32) -> u64 {
    u64::from(start) + u64::from(count - 1) * u64::from(pitch) + u64::from(size)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seven_by_three() -> Sheet {
        Sheet {
            code: "L7160".to_owned(),
            kind: "address".to_owned(),
            columns: 3,
            rows: 7,
            width: 63_500,
            height: 38_100,
            left: 7_200,
            top: 15_150,
            column_pitch: 66_040,
            row_pitch: 38_100,
            source: String::new(),
            checked: String::new(),
        }
    }

    #[test]
    fn labels_are_counted_along_the_rows() {
        let sheet = seven_by_three();
        assert_eq!(sheet.position(0), Some((7_200, 15_150)));
        assert_eq!(sheet.position(2), Some((139_280, 15_150)));
        assert_eq!(sheet.position(3), Some((7_200, 53_250)));
        assert_eq!(sheet.position(20), Some((139_280, 243_750)));
        assert_eq!(sheet.position(21), None);
    }

    #[test]
    fn bad_geometry_is_named() {
        let sheet = seven_by_three();
        assert_eq!(sheet.check(), Ok(()));
        let with = |change: fn(&mut Sheet)| {
            let mut changed = sheet.clone();
            change(&mut changed);
            changed.check()
        };
        assert_eq!(with(|s| s.rows = 0), Err(SheetError::Empty));
        assert_eq!(with(|s| s.row_pitch = 38_000), Err(SheetError::Overlap));
        assert_eq!(with(|s| s.left = 20_000), Err(SheetError::BeyondPage));
    }
}
