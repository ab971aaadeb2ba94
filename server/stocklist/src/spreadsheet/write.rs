//! Writing a table of text.

use std::borrow::Cow;
use std::io::Write;

use rust_xlsxwriter::{ExcelDateTime, Format, Workbook, XlsxError};
use shared::import::guard;

use super::as_figure;

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

/// What a column of a workbook holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    /// Text, whatever it looks like.
    Text,
    /// Figures to add up.
    Figures,
    /// Days to sort by.
    Days,
}

/// An XLSX file of one sheet. A cell is a figure or a day where its column holds them and it reads back the same; every
/// other is text, so nothing in it can run.
pub fn write_xlsx(
    sheet: &str,
    header: &[(&str, Holds)],
    rows: &[Vec<String>],
) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let worksheet = workbook.add_worksheet();
    worksheet.set_name(sheet)?;
    worksheet.set_freeze_panes(1, 0)?;
    let bold = Format::new().set_bold();
    for (column, (text, _)) in (0u16..).zip(header) {
        worksheet.write_string_with_format(0, column, *text, &bold)?;
    }
    let as_day = Format::new().set_num_format("yyyy-mm-dd");
    for (row, cells) in (1u32..).zip(rows) {
        for ((column, text), (_, holds)) in (0u16..).zip(cells).zip(header) {
            let number = figure(text).filter(|_| *holds == Holds::Figures);
            let day = day(text).filter(|_| *holds == Holds::Days);
            match (number, day) {
                (Some(number), _) => worksheet.write_number(row, column, number)?,
                (_, Some(day)) => {
                    worksheet.write_datetime_with_format(row, column, day, &as_day)?
                }
                (None, None) => worksheet.write_string(row, column, text)?,
            };
        }
    }
    workbook.save_to_buffer()
}

/// The number that reads back as that figure.
fn figure(text: &str) -> Option<f64> {
    let number: f64 = text.parse().ok()?;
    (as_figure(number) == text).then_some(number)
}

/// The day, of those that spreadsheets count alike.
fn day(text: &str) -> Option<ExcelDateTime> {
    (text > "1901").then(|| ExcelDateTime::parse_from_str(text).ok())?
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use calamine::{Data, Reader as _, Xlsx};

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

    #[test]
    fn a_workbook_has_figures_and_days_to_reckon_with() {
        let columns = [
            ("name", Holds::Text),
            ("amount", Holds::Figures),
            ("expiry", Holds::Days),
        ];
        let rows = [["0.5", "0.000001", "2027-01-31"], ["-5", "some", "soon"]];
        let rows = rows.map(|row| row.map(str::to_owned).to_vec());
        let file = write_xlsx("Stock", &columns, &rows).unwrap();
        let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(file)).unwrap();
        let cells = workbook.worksheet_range("Stock").unwrap();
        let cell = |row, column| cells.get((row, column)).unwrap().clone();
        assert_eq!(cell(1, 0), Data::String("0.5".to_owned()));
        assert_eq!(cell(1, 1), Data::Float(0.000_001));
        assert!(matches!(cell(1, 2), Data::DateTime(_)));
        for (column, text) in rows[1].iter().enumerate() {
            assert_eq!(cell(2, column), Data::String(text.clone()));
        }
    }

    #[test]
    fn a_figure_is_a_number_where_it_reads_back_the_same() {
        assert_eq!(figure("0.25"), Some(0.25));
        for text in ["", "1e3", "007", "5.", "123456789012345.123456", "five"] {
            assert_eq!(figure(text), None, "{text}");
        }
    }
}
