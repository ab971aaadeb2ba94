//! What a file is, by its bytes; its name only helps to say what it is not.

use super::SpreadsheetError;

/// The two ways of reading.
pub(super) enum Kind {
    /// Text with separators.
    Delimited,
    /// XLSX, ODS or XLS.
    Workbook,
}

pub(super) fn of(bytes: &[u8], file_name: &str) -> Result<Kind, SpreadsheetError> {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(SpreadsheetError::Empty);
    }
    if bytes.starts_with(b"PK\x03\x04") {
        return packed(bytes);
    }
    // The old compound file: XLS, and every workbook with a password.
    if bytes.starts_with(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") {
        return Ok(Kind::Workbook);
    }
    if let Some(other) = known_other(bytes) {
        return Err(SpreadsheetError::NotASpreadsheet(other.to_owned()));
    }
    if looks_binary(bytes) {
        let ending = file_name.rsplit_once('.').map(|(_, ending)| ending);
        return Err(match ending.map(str::to_ascii_lowercase).as_deref() {
            Some("xlsx" | "xls" | "ods") => SpreadsheetError::Damaged,
            _ => SpreadsheetError::NotASpreadsheet("a file of another kind".to_owned()),
        });
    }
    Ok(Kind::Delimited)
}

/// A ZIP archive: the names in it stand there as they are.
fn packed(bytes: &[u8]) -> Result<Kind, SpreadsheetError> {
    let has = |name: &[u8]| bytes.windows(name.len()).any(|window| window == name);
    if has(b"xl/vbaProject.bin") || has(b"xl/macrosheets/") {
        return Err(SpreadsheetError::Macros);
    }
    if has(b"xl/workbook.bin") {
        let binary = "a binary workbook (XLSB)";
        return Err(SpreadsheetError::NotASpreadsheet(binary.to_owned()));
    }
    let is_text = has(b"word/") || has(b"opendocument.text");
    if !is_text && (has(b"xl/") || has(b"content.xml")) {
        return Ok(Kind::Workbook);
    }
    let other = if is_text {
        "a text document"
    } else if has(b"ppt/") {
        "a presentation"
    } else {
        "a packed folder (ZIP)"
    };
    Err(SpreadsheetError::NotASpreadsheet(other.to_owned()))
}

fn known_other(bytes: &[u8]) -> Option<&'static str> {
    let start = bytes.get(..1024.min(bytes.len())).unwrap_or_default();
    let text = String::from_utf8_lossy(start).to_ascii_lowercase();
    let text = text.trim_start_matches('\u{feff}').trim_start();
    let by_text = [
        ("%pdf", "a PDF"),
        ("{\\rtf", "a text document"),
        ("<!doctype html", "a web page"),
        ("<html", "a web page"),
        ("<?xml", "an XML file"),
    ];
    let by_bytes: [(&[u8], &str); 4] = [
        (b"\x89PNG", "a picture"),
        (b"\xFF\xD8\xFF", "a picture"),
        (b"GIF8", "a picture"),
        (b"\x1F\x8B", "a packed file"),
    ];
    let text = by_text
        .into_iter()
        .find(|(magic, _)| text.starts_with(magic));
    let bytes = by_bytes
        .into_iter()
        .find(|(magic, _)| start.starts_with(magic));
    text.map(|(_, what)| what).or(bytes.map(|(_, what)| what))
}

/// More than one byte in fifty that no text has, and not UTF-16.
fn looks_binary(bytes: &[u8]) -> bool {
    if super::delimited::utf16(bytes).is_some() {
        return false;
    }
    let start = bytes.get(..65_536.min(bytes.len())).unwrap_or_default();
    let strange = start
        .iter()
        .filter(|byte| **byte < 0x20 && !matches!(**byte, b'\t' | b'\n' | b'\r' | 0x0c))
        .count();
    strange * 50 > start.len()
}
