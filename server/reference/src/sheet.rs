//! Label sheets that can be bought.

use std::sync::LazyLock;

use serde::Deserialize;
use shared::label::sheet::{Sheet, SheetError};

static SHEETS: LazyLock<Result<Sheets, SheetDataError>> =
    LazyLock::new(|| Sheets::read(include_str!("../data/sheets.toml")));

/// Every sheet the product knows, in the order of the file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sheets {
    #[serde(rename = "sheet")]
    sheets: Vec<Sheet>,
}

/// What is wrong with the file of sheets.
#[derive(Debug, thiserror::Error)]
pub enum SheetDataError {
    /// It is not the TOML that is expected.
    #[error("the label sheets cannot be read: {0}")]
    Unreadable(#[from] toml::de::Error),
    /// One sheet's measures contradict each other.
    #[error("label sheet {code}: {error}")]
    Geometry {
        /// The sheet's code.
        code: String,
        /// What is wrong.
        error: SheetError,
    },
    /// A code stands twice.
    #[error("label sheet {0} is given twice")]
    Twice(String),
}

/// The sheets, read once.
pub fn sheets() -> Result<&'static Sheets, &'static SheetDataError> {
    SHEETS.as_ref()
}

impl Sheets {
    /// All sheets.
    pub fn all(&self) -> &[Sheet] {
        &self.sheets
    }

    /// The sheet of that code, in any case: "l7160".
    pub fn find(&self, code: &str) -> Option<&Sheet> {
        let code = code.trim();
        self.sheets
            .iter()
            .find(|sheet| sheet.code.eq_ignore_ascii_case(code))
    }

    fn read(text: &str) -> Result<Self, SheetDataError> {
        let sheets: Self = toml::from_str(text)?;
        let mut codes = std::collections::HashSet::new();
        for sheet in &sheets.sheets {
            sheet.check().map_err(|error| SheetDataError::Geometry {
                code: sheet.code.clone(),
                error,
            })?;
            if !codes.insert(&sheet.code) {
                return Err(SheetDataError::Twice(sheet.code.clone()));
            }
        }
        Ok(sheets)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sheet_is_sound() {
        let sheets = sheets().unwrap();
        assert_eq!(sheets.all().len(), 35);
        assert!(sheets.all().iter().all(|sheet| !sheet.source.is_empty()));
    }

    #[test]
    fn the_sheets_schools_use_are_there() {
        let sheets = sheets().unwrap();
        let count = |code| sheets.find(code).map(Sheet::count);
        assert_eq!(count("L7160"), Some(21));
        assert_eq!(count("l7163"), Some(14));
        assert_eq!(count("L7651"), Some(65));
        assert_eq!(count("L0000"), None);
    }

    #[test]
    fn a_broken_row_is_refused() {
        let broken = include_str!("../data/sheets.toml").replacen("rows = 15", "rows = 150", 1);
        assert!(matches!(
            Sheets::read(&broken),
            Err(SheetDataError::Geometry { code, .. }) if code == "L7156"
        ));
    }
}
