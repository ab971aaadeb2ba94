//! Writing a table of text.

use std::borrow::Cow;
use std::io::Write;

use rust_xlsxwriter::{Format, Workbook, XlsxError};
use shared::import::guard;

/// A CSV file in UTF-8 with its mark, so that spreadsheets read the accents. A text that a
/// spreadsheet would run is guarded.
pub fn write_csv(header: &[&str], rows: &[Vec<String>]) -> Result<Vec<u8>, csv::Error> {
    let mut file = "\u{feff}".as_bytes().to_vec();
    write_rows(&mut file, header, rows)?;
    Ok(file)
}

/// The same without the mark, for other programs to read.
pub fn write_rows(
    output: impl Write,
    header: &[&str],
    rows: &[Vec<String>],
) -> Result<(), csv::Error> {
    let mut writer = csv::Writer::from_writer(output);
    writer.write_record(header)?;
    for row in rows {
        let cells = row.iter().map(|cell| guard::guard(cell));
        writer.write_record(cells.map(Cow::into_owned))?;
    }
    writer.flush()?;
    Ok(())
}

/// An XLSX file of one sheet. Every cell is text, so nothing in it can run.
pub fn write_xlsx(
    sheet: &str,
    header: &[&str],
    rows: &[Vec<String>],
) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let worksheet = workbook.add_worksheet();
    worksheet.set_name(sheet)?;
    worksheet.set_freeze_panes(1, 0)?;
    let bold = Format::new().set_bold();
    for (column, text) in (0u16..).zip(header) {
        worksheet.write_string_with_format(0, column, *text, &bold)?;
    }
    for (row, cells) in (1u32..).zip(rows) {
        for (column, text) in (0u16..).zip(cells) {
            worksheet.write_string(row, column, text)?;
        }
    }
    workbook.save_to_buffer()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_as_csv_reads_back() {
        let rows = vec![
            vec!["=1+1".to_owned(), "a \"quoted\", text".to_owned()],
            vec!["-5".to_owned(), "two\nlines".to_owned()],
        ];
        let written = write_csv(&["name", "notes"], &rows).unwrap();
        assert!(String::from_utf8_lossy(&written).contains("'=1+1"));
        let grid = super::super::delimited::read(&written).unwrap();
        assert_eq!(grid.sheets[0].rows[0], ["name", "notes"]);
        assert_eq!(grid.sheets[0].rows[1..], rows);
    }
}
