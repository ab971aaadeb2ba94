//! What a file of cells says, as text.

use serde::{Deserialize, Serialize};

/// A read spreadsheet or CSV file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Grid {
    /// Its sheets in their order; a CSV file has one, without a name.
    pub sheets: Vec<Sheet>,
}

/// One sheet: rows of cells' texts. Rows may differ in length; what is missing is blank.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sheet {
    /// The name on its tab; empty for a CSV file.
    pub name: String,
    /// The texts of the cells, row by row.
    pub rows: Vec<Vec<String>>,
    /// Cells that were merged with cells below them, column by column from the top.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tall: Vec<Tall>,
}

/// A cell of several rows: its text stands in the first, the others are blank.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tall {
    /// Its column.
    pub column: usize,
    /// Its first row.
    pub from: usize,
    /// Its last row.
    pub to: usize,
}

impl Sheet {
    /// The text at a place, without the blanks around it; empty where there is no cell.
    pub fn text(&self, row: usize, column: usize) -> &str {
        self.rows
            .get(row)
            .and_then(|cells| cells.get(column))
            .map_or("", |text| text.trim())
    }

    /// The same; of a blank place that a tall cell reaches, that cell's.
    pub fn reaching_text(&self, row: usize, column: usize) -> &str {
        let text = self.text(row, column);
        if !text.is_empty() {
            return text;
        }
        let above = |tall: &Tall| (tall.column, tall.from) < (column, row);
        let last = self.tall.partition_point(above).checked_sub(1);
        let tall = last.and_then(|last| self.tall.get(last));
        tall.filter(|tall| tall.column == column && row <= tall.to)
            .map_or("", |tall| self.text(tall.from, column))
    }

    /// The number of cells that a row has; behind them all are blank.
    pub fn filled_width(&self, row: usize) -> usize {
        self.rows.get(row).map_or(0, Vec::len)
    }

    /// The number of columns of its longest row: all rows are looked at for it.
    pub fn width(&self) -> usize {
        self.rows.iter().map(Vec::len).max().unwrap_or(0)
    }

    /// Takes away blank cells at the ends of rows, and blank rows at the end.
    pub fn trim(&mut self) {
        for row in &mut self.rows {
            let filled = row.iter().rposition(|text| !text.trim().is_empty());
            row.truncate(filled.map_or(0, |last| last + 1));
        }
        let filled = self.rows.iter().rposition(|row| !row.is_empty());
        self.rows.truncate(filled.map_or(0, |last| last + 1));
    }
}

/// A column's name in a spreadsheet, counted from nought: A, B … Z, AA.
pub fn column_letters(column: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = column;
    loop {
        letters.push(char::from(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ"[rest % 26]));
        if rest < 26 {
            break;
        }
        rest = rest / 26 - 1;
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_named_as_spreadsheets_do() {
        let named = [0, 25, 26, 51, 52, 701, 702].map(column_letters);
        assert_eq!(named, ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]);
    }

    #[test]
    fn trimming_leaves_what_is_filled() {
        let mut sheet = Sheet {
            name: String::new(),
            rows: vec![
                vec!["a".into(), " ".into()],
                vec![],
                vec![String::new(), "b".into()],
                vec![" ".into()],
            ],
            tall: Vec::new(),
        };
        sheet.trim();
        assert_eq!(sheet.rows.len(), 3);
        assert_eq!(sheet.text(0, 0), "a");
        assert_eq!(sheet.text(2, 1), "b");
        assert_eq!(sheet.text(9, 9), "");
    }
}
