//! Days as they are written in the United Kingdom.

use chrono::{Months, NaiveDate};

/// Reads `12/03/2024` as 12 March, `12.3.24`, `2025-03-12`, `12 Mar 2025`, `Mar 2025`, `03/2025`
/// and `2025`. What names a month or year is its first day.
pub fn day(text: &str) -> Option<NaiveDate> {
    match parts(text).as_slice() {
        [a, b, c] if a.len() == 4 && figures(a) => {
            NaiveDate::from_ymd_opt(a.parse().ok()?, month(b)?, digits(c)?)
        }
        [a, b, c] => NaiveDate::from_ymd_opt(year(c)?, month(b)?, ordinal(a)?),
        [a, b] if a.len() == 4 && figures(a) => {
            NaiveDate::from_ymd_opt(a.parse().ok()?, month(b)?, 1)
        }
        [a, b] => NaiveDate::from_ymd_opt(year(b)?, month(a)?, 1),
        [a] if a.len() == 4 => NaiveDate::from_ymd_opt(year(a)?, 1, 1),
        _ => None,
    }
}

/// Reads the last day of use: of what names a month or year its last day.
pub(super) fn last_day(text: &str) -> Option<NaiveDate> {
    let first = day(text)?;
    let end = match parts(text).len() {
        1 => first.checked_add_months(Months::new(12))?,
        2 => first.checked_add_months(Months::new(1))?,
        _ => return Some(first),
    };
    end.pred_opt()
}

/// Reads a day of a month of a year, and nothing less.
pub fn whole_day(text: &str) -> Option<NaiveDate> {
    let is_whole = parts(text).len() == 3;
    day(text).filter(|_| is_whole)
}

/// The figures and words of a day; a workbook's time of midnight is none.
fn parts(text: &str) -> Vec<&str> {
    text.trim()
        .trim_end_matches(" 00:00:00")
        .split(|c: char| c.is_whitespace() || matches!(c, '/' | '.' | '-' | ','))
        .filter(|part| !part.is_empty())
        .collect()
}

/// Whether a piece of a text, without blanks, is a whole day, or a month of a year: `03/2021`.
pub(super) fn is_day(chunk: &str) -> bool {
    if let Some((month, year)) = chunk.split_once('/')
        && year.len() == 4
        && figures(month)
        && figures(year)
    {
        return day(chunk).is_some();
    }
    let parts = chunk.split(['/', '.', '-']).count();
    let figures = chunk
        .chars()
        .all(|c| c.is_ascii_digit() || matches!(c, '/' | '.' | '-'));
    let alike = ['/', '.', '-']
        .iter()
        .filter(|sign| chunk.contains(**sign))
        .count()
        == 1;
    parts == 3 && figures && alike && day(chunk).is_some()
}

fn month(text: &str) -> Option<u32> {
    const MONTHS: [&str; 12] = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ];
    if let Some(number) = digits(text) {
        return Some(number);
    }
    let start = text.get(..3)?.to_ascii_lowercase();
    let found = MONTHS.iter().position(|month| *month == start)?;
    u32::try_from(found + 1).ok()
}

/// Two figures are of this century, or of the last where a school may still have such a bottle.
fn year(text: &str) -> Option<i32> {
    let number: i32 = text.trim_start_matches('\'').parse().ok()?;
    match (text.trim_start_matches('\'').len(), number) {
        (2, 0..70) => Some(2000 + number),
        (2, _) => Some(1900 + number),
        (4, 1900..2200) => Some(number),
        _ => None,
    }
}

fn figures(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

fn digits(text: &str) -> Option<u32> {
    if text.len() > 2 {
        return None;
    }
    text.parse().ok()
}

fn ordinal(text: &str) -> Option<u32> {
    digits(text.trim_end_matches(|c: char| c.is_alphabetic()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_in_uk_order() {
        for (written, read) in [
            ("12/03/2024", "2024-03-12"),
            ("1.2.25", "2025-02-01"),
            ("2025-03-12", "2025-03-12"),
            ("12th March 2025", "2025-03-12"),
            ("Mar 2025", "2025-03-01"),
            ("03/2025", "2025-03-01"),
            ("Sept-19", "2019-09-01"),
            ("1998", "1998-01-01"),
        ] {
            assert_eq!(day(written).map(|d| d.to_string()).as_deref(), Some(read));
        }
        for (written, read) in [
            ("11/2026", "2026-11-30"),
            ("Feb 2028", "2028-02-29"),
            ("12/26", "2026-12-31"),
            ("2027", "2027-12-31"),
            ("1/12/2026", "2026-12-01"),
        ] {
            let day = last_day(written).map(|d| d.to_string());
            assert_eq!(day.as_deref(), Some(read), "{written}");
        }
        for nonsense in ["", "31/02/2024", "soon", "13/13/13", "12345", "é-é-é"] {
            assert_eq!(day(nonsense), None, "{nonsense}");
        }
    }
}
