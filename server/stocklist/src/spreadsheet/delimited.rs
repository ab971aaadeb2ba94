//! CSV in the dialects that schools' programs write.

use std::collections::BTreeMap;

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE, WINDOWS_1252};
use shared::import::{Grid, Sheet, guard};

use super::{Room, SpreadsheetError, check_cell};

/// Rows that are looked at to find the separator.
const SNIFFED: usize = 200;

pub(super) fn read(bytes: &[u8]) -> Result<Grid, SpreadsheetError> {
    let text = decode(bytes);
    let (separator, text) = declared_separator(&text).unwrap_or_else(|| (sniff(&text), &text));
    let (mut rows, mut room) = (Vec::new(), Room::new());
    let text = with_blank_rows(text, separator);
    for (row, record) in records(&text, separator).enumerate() {
        let cells = cells(&record.map_err(|_| SpreadsheetError::Damaged)?, row)?;
        room.take(cells.len())?;
        // Blank lines may follow without end.
        if row < super::MAX_ROWS {
            rows.push(cells);
        }
    }
    let name = String::new();
    Ok(Grid {
        sheets: vec![Sheet {
            name,
            rows,
            tall: Vec::new(),
        }],
    })
}

/// The texts of a row, up to its last that is not blank.
fn cells(record: &csv::StringRecord, row: usize) -> Result<Vec<String>, SpreadsheetError> {
    let width = (1..=record.len())
        .rev()
        .find(|width| !record[width - 1].trim().is_empty())
        .unwrap_or(0);
    let cells = record.iter().take(width).enumerate();
    cells
        .map(|(column, cell)| {
            let cell = guard::unguard(cell);
            check_cell(row, column, cell)?;
            Ok(cell.to_owned())
        })
        .collect()
}

fn records(text: &str, separator: u8) -> csv::StringRecordsIntoIter<&[u8]> {
    csv::ReaderBuilder::new()
        .delimiter(separator)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes())
        .into_records()
}

/// The text with a separator on each blank line. The reader would skip such lines, but rows are
/// told by their number, and a blank row often stands between two parts of a list.
fn with_blank_rows(text: &str, separator: u8) -> String {
    let mut kept = String::with_capacity(text.len() + 16);
    let (mut quoted, mut field_starts, mut line_starts) = (false, true, true);
    for c in text.chars() {
        if c == '\n' && !quoted && line_starts {
            kept.push(char::from(separator));
        }
        kept.push(c);
        if c == '"' && (quoted || field_starts) {
            // Two quotes within a quoted text end it and begin it again: all the same here.
            quoted = !quoted;
        }
        if quoted {
            line_starts = false;
            continue;
        }
        line_starts = c == '\n' || (line_starts && c == '\r');
        field_starts = line_starts || c == char::from(separator) || c == '"';
    }
    kept
}

/// Text in the encodings that spreadsheets write; what is not UTF is taken for Windows-1252.
fn decode(bytes: &[u8]) -> String {
    let encoding = utf16(bytes).unwrap_or_else(|| {
        if std::str::from_utf8(bytes).is_ok() {
            encoding_rs::UTF_8
        } else {
            WINDOWS_1252
        }
    });
    // Some programs fill with zeros, which PostgreSQL takes in no text.
    encoding.decode(bytes).0.replace('\0', " ")
}

/// UTF-16 by its mark, or by the zeros beside its Latin letters.
pub(super) fn utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    match bytes {
        [0xFF, 0xFE, ..] => return Some(UTF_16LE),
        [0xFE, 0xFF, ..] => return Some(UTF_16BE),
        _ => {}
    }
    let start = bytes.get(..4096.min(bytes.len())).unwrap_or_default();
    let zeros = |from: usize| {
        start
            .iter()
            .skip(from)
            .step_by(2)
            .filter(|b| **b == 0)
            .count()
    };
    let (even, odd, half) = (zeros(0), zeros(1), start.len() / 2);
    if half == 0 {
        None
    } else if odd * 10 > half * 7 && even * 10 < half {
        Some(UTF_16LE)
    } else if even * 10 > half * 7 && odd * 10 < half {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// The line `sep=;` that some programs write first.
fn declared_separator(text: &str) -> Option<(u8, &str)> {
    let (first, rest) = text.split_once('\n')?;
    match first
        .trim_end_matches('\r')
        .strip_prefix("sep=")?
        .as_bytes()
    {
        [separator] => Some((*separator, rest)),
        _ => None,
    }
}

/// The separator under which the rows are most alike. A list in one column has none, and its
/// commas belong to the text.
fn sniff(text: &str) -> u8 {
    let shapes = [b',', b';', b'\t'].map(|separator| (separator, Shape::under(text, separator)));
    let table = shapes
        .iter()
        .filter(|(_, shape)| shape.is_table())
        .max_by_key(|(_, shape)| (shape.alike_percent, shape.usual));
    let column = shapes.iter().find(|(_, shape)| shape.longest <= 1);
    table.or(column).map_or(b'\t', |(separator, _)| *separator)
}

/// How rows look under a separator.
struct Shape {
    first: usize,
    longest: usize,
    usual: usize,
    alike_percent: usize,
}

impl Shape {
    fn under(text: &str, separator: u8) -> Self {
        let lengths: Vec<usize> = records(text, separator)
            .take(SNIFFED)
            .flatten()
            .map(|record| record.len())
            .collect();
        let mut counts = BTreeMap::<usize, usize>::new();
        for length in &lengths {
            *counts.entry(*length).or_default() += 1;
        }
        let (usual, times) = counts
            .into_iter()
            .max_by_key(|(length, times)| (*times, *length))
            .unwrap_or_default();
        Self {
            first: lengths.first().copied().unwrap_or_default(),
            longest: lengths.iter().copied().max().unwrap_or_default(),
            usual,
            alike_percent: times * 100 / lengths.len().max(1),
        }
    }

    fn is_table(&self) -> bool {
        let alike = self.usual >= 2 && self.alike_percent >= 60;
        let headed = self.first >= 2 && self.longest <= self.first;
        alike || headed
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(bytes: &[u8]) -> Vec<Vec<String>> {
        read(bytes).unwrap().sheets.remove(0).rows
    }

    #[test]
    fn a_zero_is_a_blank() {
        assert_eq!(rows(b"zinc\0dust,500 g\n"), [["zinc dust", "500 g"]]);
    }

    #[test]
    fn finds_the_separator() {
        assert_eq!(sniff("a,b,c\n1,2,3\n"), b',');
        assert_eq!(sniff("a;b\n1,5;2\n3,5;4\n"), b';');
        assert_eq!(sniff("a\tb\nx, y\tz\n"), b'\t');
        assert_eq!(sniff("beakers\nflask, conical\ntripods\ngauzes\n"), b';');
        assert_eq!(rows(b"sep=;\r\na;b\r\n"), [["a", "b"]]);
    }

    #[test]
    fn reads_the_encodings_that_spreadsheets_write() {
        let expected = [["100 cm³", "naïve"]];
        let utf8 = "100 cm³\tnaïve\r\n";
        let utf16 = |encode: fn(u16) -> [u8; 2], mark: &[u8]| {
            let units = utf8.encode_utf16().flat_map(encode);
            mark.iter().copied().chain(units).collect::<Vec<u8>>()
        };
        let (windows_1252, _, _) = WINDOWS_1252.encode(utf8);
        assert_eq!(rows(utf8.as_bytes()), expected);
        assert_eq!(rows(format!("\u{feff}{utf8}").as_bytes()), expected);
        assert_eq!(rows(&windows_1252), expected);
        assert_eq!(rows(&utf16(u16::to_le_bytes, b"\xFF\xFE")), expected);
        assert_eq!(rows(&utf16(u16::to_be_bytes, b"\xFE\xFF")), expected);
        assert_eq!(rows(&utf16(u16::to_le_bytes, b"")), expected);
    }

    #[test]
    fn blank_lines_are_rows() {
        let blank: Vec<bool> = rows(b"a,b\r\n\r\n\"two\n\nlines\",d\n\n5\" rod,f\n")
            .iter()
            .map(|row| row.iter().all(String::is_empty))
            .collect();
        assert_eq!(blank, [false, true, false, true, false]);
    }

    #[test]
    fn takes_off_what_guards_a_formula() {
        assert_eq!(rows(b"'=1+1,'-5,'tis\n"), [["=1+1", "-5", "'tis"]]);
    }

    #[test]
    fn far_cells_are_refused_and_far_blanks_are_not() {
        let far = format!("a{}b\n", ",".repeat(300));
        assert_eq!(read(far.as_bytes()), Err(SpreadsheetError::TooManyColumns));
        let blank = format!("a,b{}\n", ",".repeat(300));
        assert!(read(blank.as_bytes()).is_ok());
    }
}
