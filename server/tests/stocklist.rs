//! Stock lists from outside: files in, a preview or one sentence out.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test stops where something is wrong"
)]

use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use rust_xlsxwriter::{Format, Formula, Workbook};
use stocklist::own;
use stocklist::spreadsheet::{self, Holds, SpreadsheetError};
use zip::write::{SimpleFileOptions, ZipWriter};

fn program() -> &'static Path {
    Path::new(env!("CARGO_BIN_EXE_trolley"))
}

fn shelf_list() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/files/shelf-list.csv")
}

fn dry_run(file: &Path) -> Output {
    Command::new(program())
        .args(["import", "--dry-run"])
        .arg(file)
        .output()
        .expect("the program starts")
}

/// What `trolley import` says of these bytes under that name.
fn dry_run_of(name: &str, bytes: &[u8]) -> Output {
    let folder = std::env::temp_dir().join(format!("trolley-import-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let file = folder.join(name);
    std::fs::write(&file, bytes).unwrap();
    dry_run(&file)
}

fn read(name: &str, bytes: &[u8]) -> Result<Vec<Vec<String>>, SpreadsheetError> {
    spreadsheet::read(bytes, name, program()).map(|mut grid| grid.sheets.remove(0).rows)
}

/// Files in a ZIP archive.
fn packed(files: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in files {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// The preview's rows of the cell with that text: place, name, amount, unit, kind, substance, problem.
fn read_as(output: &Output, cell: &str) -> Vec<String> {
    let mut reader = csv::Reader::from_reader(output.stdout.as_slice());
    let header = reader.headers().unwrap().clone();
    let column = |name: &str| header.iter().position(|head| head == name).unwrap();
    let shown = [
        "place",
        "name",
        "amount",
        "unit",
        "kind",
        "substance",
        "problem",
    ]
    .map(column);
    let text = column("cell");
    reader
        .records()
        .map(|record| record.unwrap())
        .filter(|record| &record[text] == cell)
        .map(|record| shown.map(|column| record[column].to_owned()).join(" | "))
        .collect()
}

#[test]
fn a_shelf_list_is_read_cell_by_cell() {
    let output = dry_run(&shelf_list());
    assert!(output.status.success());
    for (cell, lines) in [
        (
            "calcium acetate (dried) 1kg",
            vec![
                "Chemical Store A1 | calcium acetate (dried) | 1 | kg | chemical | calcium ethanoate |",
            ],
        ),
        (
            "nickel chloride 2x",
            vec![
                "Chemical Store A2 | nickel chloride | 2 | container | chemical | nickel(II) chloride hexahydrate |",
            ],
        ),
        (
            "nathphthalene 500g",
            vec!["Chemical Store A2 | nathphthalene | 500 | g | chemical | naphthalene |"],
        ),
        (
            "sulphuric acid conc. 2.5L",
            vec![
                "Acid cupboard > Top shelf | sulphuric acid conc. | 2.5 | dm³ | chemical | sulfuric acid |",
            ],
        ),
        (
            "2M HCl",
            vec!["Acid cupboard > Bottom shelf | HCl |  |  | solution | hydrochloric acid |"],
        ),
        (
            "potassium iodide 1 x 500g + 1 x 250g",
            vec!["Chemical Store A2 | potassium iodide | 750 | g | chemical | potassium iodide |"],
        ),
        (
            "beakers 250ml x 30",
            vec!["Prep room > cupboard 3 | beakers 250ml | 30 | piece | equipment |  |"],
        ),
        (
            "tripods x20, gauzes x24",
            vec![
                "Cupboard 4 | tripods | 20 | piece | equipment |  |",
                "Cupboard 4 | gauzes | 24 | piece | equipment |  |",
            ],
        ),
        (
            "ph electrodes x6",
            vec!["Cupboard 4 | ph electrodes | 6 | piece | equipment |  |"],
        ),
        ("BARIUM SALTS", vec![" |  |  |  | heading |  |"]),
        (
            "microscopes x 16",
            vec!["Cupboard 7 | microscopes | 16 | piece | equipment |  |"],
        ),
        (
            "LDRs ?",
            vec!["Physics Drawer 2 | LDRs |  |  | equipment |  | marked with a question mark"],
        ),
    ] {
        let read: Vec<String> = read_as(&output, cell)
            .iter()
            .map(|line| line.trim_end().to_owned())
            .collect();
        assert_eq!(read, lines, "{cell}");
    }
}

#[test]
fn every_cell_of_a_shelf_list_is_accounted_for() {
    let output = dry_run(&shelf_list());
    let mut list = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .from_path(shelf_list())
        .unwrap();
    let cells: Vec<String> = list
        .records()
        .flat_map(|record| {
            record
                .unwrap()
                .iter()
                .map(str::to_owned)
                .collect::<Vec<_>>()
        })
        .filter(|cell| !cell.is_empty())
        .collect();
    assert!(cells.len() > 110);
    for cell in cells {
        assert!(!read_as(&output, &cell).is_empty(), "{cell}");
    }
}

#[test]
fn tables_are_read_in_the_encodings_of_spreadsheets() {
    let table = "Name;Quantity (g);Location\r\nna\u{ef}ve salt;500;Store \u{bd}\r\nurea;250;Store \u{bd}\r\n";
    let (windows_1252, _, _) = encoding_rs::WINDOWS_1252.encode(table);
    let tabs = table.replace(';', "\t");
    let utf16: Vec<u8> = [0xFEFF]
        .into_iter()
        .chain(tabs.encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    for bytes in [windows_1252.into_owned(), utf16] {
        let output = dry_run_of("rows.csv", &bytes);
        assert_eq!(
            read_as(&output, "urea"),
            ["Store ½ | urea | 250 | g | chemical | urea | "]
        );
    }
}

#[test]
fn a_workbook_reads_back_and_its_formulas_are_not_run() {
    let rows = [
        ["=1+1", "500 g", ""],
        ["-5", "é", "2027-01-31"],
        ["0.5", "0.000001", "soon"],
    ]
    .map(|row| row.map(str::to_owned).to_vec());
    let columns = [
        ("name", Holds::Text),
        ("amount", Holds::Figures),
        ("expiry", Holds::Days),
    ];
    let file = spreadsheet::write_xlsx("Stock", &columns, &rows).unwrap();
    let back = read("stock.xlsx", &file).unwrap();
    assert_eq!(back[0], ["name", "amount", "expiry"]);
    assert_eq!(back[1], ["=1+1", "500 g"]);
    assert_eq!(back[2..], rows[1..]);

    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet
        .write_formula(0, 0, Formula::new("=1+1").set_result("7"))
        .unwrap();
    sheet.write_number(0, 1, 0.1 + 0.2).unwrap();
    let file = workbook.save_to_buffer().unwrap();
    assert_eq!(read("sum.xlsx", &file).unwrap(), [["7", "0.3"]]);
}

/// A bottle of an export, with all that is usually known.
fn bottle(n: usize) -> Vec<String> {
    let code = format!("{n:08}");
    let mut row = vec![String::new(); own::HEADER.len()];
    for (head, text) in [
        ("code", code.as_str()),
        ("name", "Sodium chloride, 1 mol/dm³"),
        ("amount", "0.5"),
        ("unit", "dm³"),
        ("place", "Prep room"),
        ("place within", "Tall cupboard › Third shelf"),
        ("sort", "solution"),
        ("expiry", "2027-01-31"),
        ("item notes", "made fresh each term"),
    ] {
        let column = own::HEADER.iter().position(|column| *column == head);
        text.clone_into(&mut row[column.unwrap()]);
    }
    row
}

#[test]
fn everything_of_a_big_school_reads_back() {
    let rows: Vec<Vec<String>> = (0..60_000).map(bottle).collect();
    let csv = spreadsheet::write_csv(&own::HEADER, &rows).unwrap();
    let workbook = spreadsheet::write_xlsx("Stock", &own::columns(), &rows).unwrap();
    for (name, file) in [("stock.csv", csv), ("stock.xlsx", workbook)] {
        let back = read(name, &file).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(back[0], own::HEADER, "{name}");
        assert!(back[1..] == rows, "{name}: {} rows", back.len());
    }
}

/// A workbook of one cell.
fn sound() -> Vec<u8> {
    let mut workbook = Workbook::new();
    workbook.add_worksheet().write(0, 0, "zinc").unwrap();
    workbook.save_to_buffer().unwrap()
}

#[test]
fn a_workbook_is_read_whatever_the_server_was_started_with() {
    let folder = std::env::temp_dir().join(format!("trolley-reader-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("trolley.toml"), "no settings at all").unwrap();
    std::fs::write(folder.join("list.xlsx"), sound()).unwrap();
    let output = Command::new("sh")
        .args([
            "-c",
            "ulimit -v 500000; exec \"$0\" read-spreadsheet < list.xlsx",
        ])
        .arg(program())
        .current_dir(&folder)
        .output()
        .unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(output.stdout.starts_with(b"{\"Ok\""), "{said}");
}

#[test]
fn a_reader_that_cannot_begin_is_our_fault() {
    let read = spreadsheet::read(&sound(), "list.xlsx", Path::new("/bin/false"));
    assert_eq!(read, Err(SpreadsheetError::Unavailable));
}

#[test]
fn a_merged_cell_holds_for_all_its_rows() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    let plain = Format::new();
    for (row, name) in ["Name", "zinc", "iron", "tin", "urea"].iter().enumerate() {
        sheet.write(row.try_into().unwrap(), 1, *name).unwrap();
    }
    for (row, amount) in ["Amount", "500 g", "1 kg", "100 g", "2 kg"]
        .iter()
        .enumerate()
    {
        sheet.write(row.try_into().unwrap(), 2, *amount).unwrap();
    }
    sheet.write(0, 0, "Place").unwrap();
    sheet.merge_range(1, 0, 3, 0, "Store", &plain).unwrap();
    let file = workbook.save_to_buffer().unwrap();
    let output = dry_run_of("merged.xlsx", &file);
    for (name, place) in [
        ("zinc", "Store"),
        ("iron", "Store"),
        ("tin", "Store"),
        ("urea", ""),
    ] {
        let read = read_as(&output, name);
        assert!(
            read[0].starts_with(&format!("{place} | {name} |")),
            "{read:?}"
        );
    }
}

#[test]
fn bad_input_gets_one_sentence_and_nothing_else() {
    let mut far = Workbook::new();
    far.add_worksheet().write(1_048_575, 16_383, "far").unwrap();
    let far = far.save_to_buffer().unwrap();
    let sound = sound();
    let cells = r#"<table:table-row table:number-rows-repeated="6000"><table:table-cell table:number-columns-repeated="15000" office:value-type="string"><text:p>a</text:p></table:table-cell></table:table-row>"#;
    let content = format!(
        r#"<?xml version="1.0"?><office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x"><office:body><office:spreadsheet><table:table table:name="a">{cells}</table:table></office:spreadsheet></office:body></office:document-content>"#
    );
    let bomb = packed(&[
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        (
            "META-INF/manifest.xml",
            "<manifest:manifest xmlns:manifest=\"m\"/>",
        ),
        ("content.xml", &content),
    ]);
    let not_a_list = |what: &str| SpreadsheetError::NotASpreadsheet(what.to_owned());
    let cases = [
        (
            "list.xlsx",
            b"%PDF-1.7 \x00\x01".to_vec(),
            not_a_list("a PDF"),
        ),
        (
            "list.csv",
            vec![b'a'; spreadsheet::MAX_BYTES + 1],
            SpreadsheetError::TooLarge,
        ),
        ("list.csv", b" \r\n\t".to_vec(), SpreadsheetError::Empty),
        ("list.csv", b",,,\n,,\n".to_vec(), SpreadsheetError::Empty),
        (
            "list.csv",
            "a,".repeat(1_000_000).into_bytes(),
            SpreadsheetError::TooManyColumns,
        ),
        (
            "list.csv",
            "a\n".repeat(spreadsheet::MAX_ROWS + 1).into_bytes(),
            SpreadsheetError::TooManyRows,
        ),
        (
            "list.csv",
            format!("{}a\n", ",".repeat(199))
                .repeat(25_001)
                .into_bytes(),
            SpreadsheetError::TooMuchInside,
        ),
        (
            "list.csv",
            "a".repeat(spreadsheet::MAX_CELL + 1).into_bytes(),
            SpreadsheetError::CellTooLong("A1".into()),
        ),
        (
            "list.xlsm",
            packed(&[("xl/workbook.xml", "<a/>"), ("xl/vbaProject.bin", "x")]),
            SpreadsheetError::Macros,
        ),
        (
            "list.xlsx",
            packed(&[("word/document.xml", "<a/>")]),
            not_a_list("a text document"),
        ),
        (
            "list.xlsx",
            packed(&[("xl/workbook.xml", "<a")]),
            SpreadsheetError::Damaged,
        ),
        (
            "list.xlsx",
            sound[..sound.len() / 2].to_vec(),
            SpreadsheetError::Damaged,
        ),
        ("list.xlsx", far, SpreadsheetError::TooManyRows),
        ("list.ods", bomb, SpreadsheetError::TooMuchInside),
        (
            "list.xls",
            b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 and no more".to_vec(),
            SpreadsheetError::Damaged,
        ),
    ];
    for (name, bytes, error) in cases {
        assert_eq!(read(name, &bytes), Err(error.clone()), "{name}");
        let output = dry_run_of(name, &bytes);
        assert_eq!(output.status.code(), Some(2), "{name}: {error}");
        assert!(output.stdout.is_empty(), "{name}: {error}");
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(said.lines().count(), 1, "{said}");
        assert!(said.contains(&error.to_string()), "{said}");
    }
}
