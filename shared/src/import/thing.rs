//! One cell's text: the things it names, and how much of each.

mod quantity;
#[cfg(test)]
mod tests;

use chrono::NaiveDate;

use quantity::{count, measure};

use super::scan::{Found, Size, scan, without};
use super::unit::Measure;
use super::{Fill, Problem, Sort, token, words};
use crate::amount::Amount;
use crate::concentration::Concentration;

/// What a text says of one thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Thing {
    /// The name as written, without what was read from it; empty when nothing is named.
    pub name: String,
    /// What sort of thing it seems to be.
    pub sort: Sort,
    /// Whether a word or unit told the sort, rather than nothing.
    pub is_sort_told: bool,
    /// All there is, as far as it is said.
    pub amount: Option<Amount>,
    /// In how many bottles, boxes or sets.
    pub containers: Option<u32>,
    /// How full the container is.
    pub fill: Option<Fill>,
    /// The strength of a solution.
    pub concentration: Option<Concentration>,
    /// The last day of use, when it is written.
    pub expiry: Option<NaiveDate>,
    /// The day it came, when it is written.
    pub received: Option<NaiveDate>,
    /// A registry number within the text.
    pub cas: Option<String>,
    /// What was left over, in its words.
    pub notes: Vec<String>,
    /// What a person should look at.
    pub problem: Option<Problem>,
}

impl Thing {
    /// Read anew as another sort; the notes of the cells beside are in no text of its own.
    pub(super) fn keeping_notes_of(mut self, before: &Self) -> Self {
        self.is_sort_told = false;
        for note in &before.notes {
            if !self.notes.contains(note) {
                self.notes.push(note.clone());
            }
        }
        self
    }
}

/// Asks whether a name is known, and of what sort.
pub type Known<'k> = &'k dyn Fn(&str) -> Option<Sort>;

/// Reads one thing. `heading` is what it stands under: "Acids".
pub(super) fn thing(text: &str, heading: Option<&str>, known: Known) -> Thing {
    let text = without_list_signs(&token::tidy(text));
    let found = scan(&text);
    let spans = || found.taken.iter().cloned();
    let sizes = || found.sizes.iter().map(|size| size.span.clone());
    let strength = || found.strength.iter().map(|(_, _, span)| span.clone());
    let bare = tidy_name(&without(&text, spans().chain(sizes()).chain(strength())));
    let told = sort_of(&bare, &text, &found, known);
    // A volume alone tells little: it may be a vessel's.
    let is_guess = told.is_some()
        && known(&bare)
            .or_else(|| words::sort_of_words(&bare))
            .is_none()
        && found.strength.is_none();
    let by_heading = || heading.and_then(words::sort_of_words);
    let sort = told.or_else(by_heading).unwrap_or(Sort::Equipment);
    let mut thing = Thing {
        name: String::new(),
        sort,
        is_sort_told: told.is_some() && !is_guess,
        amount: None,
        containers: None,
        fill: found.fill,
        concentration: None,
        expiry: found.expiry,
        received: found.received,
        cas: found.cas.clone(),
        notes: found.notes.clone(),
        problem: None,
    };
    let mut kept = Vec::new();
    if is_by_amount(sort, &bare, &found) {
        if found.is_none {
            thing.fill = Some(Fill::Empty);
        }
        measure(&mut thing, &bare, &found);
        read_strength(&mut thing, &bare, &found, &mut kept);
    } else {
        kept.extend(sizes());
        kept.extend(strength());
        count(&mut thing, &bare, &found);
    }
    let cut = spans()
        .chain(sizes())
        .chain(strength())
        .filter(|span| !kept.contains(span));
    thing.name = tidy_name(&without(&text, cut));
    name_or_say_so(&mut thing, &bare, &found, &text);
    take_size_without_unit(&mut thing, &text, known);
    let unclear = || found.unclear.clone().map(Problem::AmountUnclear);
    thing.problem = thing
        .problem
        .take()
        .or_else(unclear)
        .or_else(|| doubt(&found));
    thing
}

/// "beakers 250": where there is such a thing of that size, the number is its size.
fn take_size_without_unit(thing: &mut Thing, text: &str, known: Known) {
    let Some(Problem::AmountUnclear(number)) = &thing.problem else {
        return;
    };
    let sized = format!("{} {number}", thing.name);
    if text.ends_with(number.as_str()) && known(&sized) == Some(Sort::Equipment) {
        thing.notes.retain(|note| note != number);
        thing.name = sized;
        thing.problem = None;
    }
}

fn doubt(found: &Found) -> Option<Problem> {
    if found.is_doubtful {
        Some(Problem::Doubtful)
    } else if found.is_about {
        Some(Problem::About)
    } else {
        None
    }
}

fn name_or_say_so(thing: &mut Thing, bare: &str, found: &Found, text: &str) {
    let folded = bare.to_lowercase();
    let is_empty_place = folded
        .strip_prefix("empty ")
        .is_some_and(|place| words::has("shelf shelves drawer cupboard tray box space", place));
    if bare.chars().any(char::is_alphanumeric) && !is_empty_place {
        return;
    }
    // "20 bottles" may be just that: bottles.
    thing.name = found.container.clone().unwrap_or_default();
    thing.problem = Some(Problem::NoName);
    if thing.name.is_empty()
        && thing.amount.is_none()
        && thing.containers.is_none()
        && thing.notes.is_empty()
    {
        thing.notes.push(text.to_owned());
    }
}

fn sort_of(bare: &str, text: &str, found: &Found, known: Known) -> Option<Sort> {
    let has_stuff = found
        .sizes
        .iter()
        .any(|size| size.measure == Measure::Stuff);
    let by_words = known(bare).or_else(|| words::sort_of_words(bare));
    match by_words {
        Some(Sort::Chemical) => {}
        Some(Sort::Equipment | Sort::Consumable | Sort::Solution) => return by_words,
        None if found.strength.is_some() && !text.contains("100%") => {}
        None if has_stuff && found.counts.iter().all(|count| !count.of.is_bare()) => {}
        None => return None,
    }
    // A strength makes it a solution, unless it is as strong as it is sold.
    let is_solution = found.strength.as_ref().is_some_and(|(number, unit, _)| {
        let number: f64 = number.replace(',', ".").parse().unwrap_or(1.0);
        match unit.to_lowercase().split(' ').next() {
            Some("%" | "percent") => number < 25.0,
            Some("vol" | "vols" | "volume" | "volumes") => number < 100.0,
            Some(unit) if unit.contains("g/") || unit == "ppm" => true,
            _ => number < 10.0,
        }
    });
    Some(if is_solution || is_molar(bare, found) {
        Sort::Solution
    } else {
        Sort::Chemical
    })
}

/// "0.1m HCl": with a chemical that comes by no length, a small `m` is molar.
fn is_molar(bare: &str, found: &Found) -> bool {
    !words::is_by_length(bare) && found.sizes.iter().any(is_small_m)
}

fn is_small_m(size: &Size) -> bool {
    let number: f64 = size.number.parse().unwrap_or(99.0);
    size.unit == "m" && number <= 18.0
}

/// Whether mass and volume say how much there is; otherwise they are the size of a thing.
fn is_by_amount(sort: Sort, bare: &str, found: &Found) -> bool {
    match sort {
        Sort::Chemical | Sort::Solution => true,
        Sort::Equipment => words::is_by_length(bare) && found.sizes.iter().any(is_long),
        Sort::Consumable => {
            let has_mass = found.sizes.iter().any(|size| {
                size.unit
                    .to_lowercase()
                    .trim_end_matches('s')
                    .ends_with('g')
            });
            let has_stuff = found
                .sizes
                .iter()
                .any(|size| size.measure == Measure::Stuff);
            let is_long = is_by_length(sort, bare, found) && found.sizes.iter().any(is_long);
            (words::is_bulk(bare) && has_stuff) || has_mass || is_long
        }
    }
}

/// Whether metres say how much there is: of wire, and of what is used up where nothing else counts it.
fn is_by_length(sort: Sort, bare: &str, found: &Found) -> bool {
    let is_counted =
        !found.counts.is_empty() || found.sizes.iter().any(|size| size.times.is_some());
    words::is_by_length(bare) || sort == Sort::Consumable && !is_counted
}

/// Metres or feet, not the millimetres of a bore.
fn is_long(size: &Size) -> bool {
    let metres = "m mtr mtrs metre metres meter meters ft foot feet yd yds yard yards";
    size.measure == Measure::Length && words::has(metres, &size.unit.to_lowercase())
}

fn read_strength(
    thing: &mut Thing,
    bare: &str,
    found: &Found,
    kept: &mut Vec<std::ops::Range<usize>>,
) {
    let is_by_length = is_by_length(thing.sort, bare, found);
    let small_m = found
        .sizes
        .iter()
        .find(|size| !is_by_length && is_molar(bare, found) && is_small_m(size));
    if let Some(size) = small_m {
        thing.concentration = Concentration::parse(&format!("{} M", size.number)).ok();
        return;
    }
    for size in &found.sizes {
        // A length is no amount of a chemical: it stays in the name.
        if size.measure == Measure::Length && !(is_by_length && is_long(size)) {
            kept.push(size.span.clone());
        }
    }
    let Some((number, unit, span)) = &found.strength else {
        return;
    };
    let written = match number.strip_prefix("1/") {
        Some(part) => format!("M/{part}"),
        None => format!("{} {unit}", number.replacen(',', ".", 1)),
    };
    let read =
        Concentration::parse(&written).or_else(|_| Concentration::parse(&spelt_out(number, unit)));
    match read {
        Ok(concentration) => thing.concentration = Some(concentration),
        Err(_) => kept.push(span.clone()),
    }
}

fn spelt_out(number: &str, unit: &str) -> String {
    let unit = match unit.to_lowercase().as_str() {
        "mol" | "mols" | "molar" | "mol.dm-3" | "mol/dm³" => "mol/dm3",
        other => return format!("{number} {other}"),
    };
    format!("{number} {unit}")
}

/// A text without its number in a list, its bullet and its tick: "1. Beakers", "b) tripods", "✓ gauzes".
fn without_list_signs(text: &str) -> String {
    let text = text
        .trim_matches(|c: char| c.is_whitespace() || "✓✔√☑☐□•▪".contains(c))
        .to_owned();
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let is_letter = text.starts_with(|c: char| c.is_ascii_lowercase());
    let (end, signs): (usize, &[&str]) = match digits {
        1..=3 => (digits, &[". ", ") "]),
        0 if is_letter => (1, &[") "]),
        _ => return text,
    };
    let behind = signs.iter().find_map(|sign| text[end..].strip_prefix(sign));
    match behind.map(str::trim_start) {
        Some(name) if name.starts_with(char::is_alphabetic) => name.to_owned(),
        _ => text,
    }
}

/// "sulphate 7 H2O" is "sulphate 7H2O".
fn join_water(name: &str) -> String {
    let mut joined = name.to_owned();
    for digit in '0'..='9' {
        joined = joined.replace(&format!("{digit} H2O"), &format!("{digit}H2O"));
    }
    joined
}

/// A name without idle blanks, empty brackets and signs at its ends.
fn tidy_name(text: &str) -> String {
    let mut name = text.split_whitespace().collect::<Vec<_>>().join(" ");
    for (from, to) in [
        ("( ", "("),
        (" )", ")"),
        ("()", ""),
        ("[]", ""),
        (" ,", ","),
        (",,", ","),
        ("- -", "-"),
        (" ;", ";"),
        (" :", ":"),
    ] {
        while name.contains(from) {
            name = name.replace(from, to);
        }
    }
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    let name = join_water(&name);
    let idle = |c: char| c.is_whitespace() || "-,;:=*~+&/@|>_!".contains(c);
    let name = name
        .trim_start_matches(|c| idle(c) || c == '.')
        .trim_end_matches(idle);
    let name = match name.strip_suffix('.') {
        Some(bare)
            if ![
                "conc", "dil", "soln", "sol", "approx", "anhyd", "hyd", "ind", "sat",
            ]
            .iter()
            .any(|short| bare.to_lowercase().ends_with(short)) =>
        {
            bare.trim_end_matches('.')
        }
        _ => name,
    };
    let name = name.trim_end_matches(idle);
    // A preposition that led to a quantity: "box of", "packed in"; a sign that led to none: "x lots".
    [" of", " of a", " x"]
        .iter()
        .find_map(|led| name.strip_suffix(led))
        .unwrap_or(name)
        .to_owned()
}
