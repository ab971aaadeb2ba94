//! What is said of the list, and of no thing: titles, totals, remarks.

use super::super::date;
use super::super::words::has;
use super::{bare, is_section, is_thing, noun_rank, says_where};

/// Words by which a title tells itself, whatever figures stand in it.
pub(in super::super) fn is_title(text: &str) -> bool {
    let folded = crate::name::fold(text);
    tells_of_list(text)
        || ["dept", "department", "school", "academy"]
            .iter()
            .any(|word| folded.contains(word))
}

/// A title that speaks of the list itself, even where it names the room: "LAB 12 stocktake".
pub(in super::super) fn tells_of_list(text: &str) -> bool {
    let folded = crate::name::fold(text);
    [
        "list",
        "inventory",
        "stocktake",
        "stock take",
        "stock check",
        "stockcheck",
        "audit",
        "contents",
        "updated",
        "last checked",
    ]
    .iter()
    .any(|word| folded.contains(word))
        || is_total(text)
        || is_stock_of_a_day(&folded)
}

/// "Total lines 150", "Grand total": what all the list comes to.
fn is_total(text: &str) -> bool {
    let folded = crate::name::fold(text);
    let mut words = folded
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty());
    let begins = match words.next() {
        Some("total" | "totals" | "subtotal") => true,
        Some("grand" | "sub") => words.next() == Some("total"),
        _ => false,
    };
    let of = "lines items entries rows things pieces number no of qty quantity count amount";
    begins && words.all(|word| has(of, word) || word.bytes().all(|byte| byte.is_ascii_digit()))
}

/// The filled cells of a row that counts the list: "TOTAL" and its number.
pub(in super::super) fn is_row_of_total<'t>(mut cells: impl Iterator<Item = &'t str>) -> bool {
    cells.next().is_some_and(is_total) && cells.all(|text| !text.contains(char::is_alphabetic))
}

/// "Stock Sept 2024", "Prep room stock - checked 12/9/24"; but a stock solution that was made then is a thing.
fn is_stock_of_a_day(folded: &str) -> bool {
    let Some((whose, when)) = folded.split_once("stock") else {
        return false;
    };
    let mut words = when.split(' ');
    let is_word = (whose.is_empty() || whose.ends_with(' '))
        && words.next().is_some_and(|end| bare(end).is_empty());
    let is_day = |word: &str| {
        let word = bare(word);
        let is_year = matches!(word.parse(), Ok(1990..=2099));
        is_year || date::is_day(&word) || has("checked counted taken", &word)
    };
    is_word && words.any(is_day) && (is_section(whose) || !is_thing(whose))
}

/// A remark on the list, of no thing: "to be sorted", "NB order more", "Key: red = low".
pub(in super::super) fn is_remark(text: &str) -> bool {
    let folded = crate::name::fold(text);
    let begins = [
        "nb ",
        "nb:",
        "n.b.",
        "key:",
        "note:",
        "to be ",
        "* =",
        "return to ",
        "last audit",
    ];
    let is_elsewhere = says_where(text) && text.split(' ').any(|word| noun_rank(word).is_some());
    begins.iter().any(|begin| folded.starts_with(begin))
        || is_elsewhere
        || has("etc ditto tbc", folded.trim_end_matches('.'))
}
