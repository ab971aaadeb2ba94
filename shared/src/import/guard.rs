//! Cells of a CSV file that a spreadsheet would run.
//!
//! A spreadsheet takes a cell that begins with `=`, `+`, `-`, `@` or a tab for a formula. In CSV
//! such a text is written with an apostrophe before it, which reading takes off again.

use std::borrow::Cow;

/// The text as it is written into a CSV file.
pub fn guard(text: &str) -> Cow<'_, str> {
    if would_run(text) {
        Cow::Owned(format!("'{text}"))
    } else {
        Cow::Borrowed(text)
    }
}

/// The text that a cell of a CSV file stands for.
pub fn unguard(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(text) if would_run(text) => text,
        _ => cell,
    }
}

/// A text that is run, or would be once its apostrophes were taken off.
fn would_run(text: &str) -> bool {
    text.trim_start_matches('\'')
        .starts_with(['=', '+', '-', '@', '\t', '\r'])
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn only_what_would_run_is_guarded() {
        assert_eq!(guard("=1+1"), "'=1+1");
        assert_eq!(guard("-5"), "'-5");
        assert_eq!(guard("'=1"), "''=1");
        assert_eq!(guard("5-10"), "5-10");
        assert_eq!(guard("'quoted'"), "'quoted'");
        assert_eq!(unguard("'@home"), "@home");
        assert_eq!(unguard("'tis"), "'tis");
    }

    proptest! {
        #[test]
        fn what_is_guarded_reads_back(text in "['=+@\\t\\r-]{0,4}.{0,8}") {
            let written = guard(&text);
            prop_assert!(!written.starts_with(['=', '+', '-', '@', '\t', '\r']));
            prop_assert_eq!(unguard(&written), text.as_str());
        }
    }
}
