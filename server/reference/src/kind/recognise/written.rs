//! A written name, taken apart.

use shared::import::{Sort, sort_of_words};
use shared::name::fold;

/// What technicians write for the words of the catalogue.
const SHORT: [(&str, &str); 10] = [
    ("meas", "measuring"),
    ("gen", "generator"),
    ("sig", "signal"),
    ("cyl", "cylinder"),
    ("evap", "evaporating"),
    ("croc", "crocodile"),
    ("con", "conical"),
    ("therm", "thermometer"),
    ("volum", "volumetric"),
    ("alum", "aluminium"),
];

/// A name as what it says: its words in alphabetical order, and its figures with their units.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct Key {
    pub words: Vec<String>,
    pub figures: Vec<String>,
}

impl Key {
    pub(super) fn of(name: &str) -> Self {
        let mut words = Vec::new();
        let mut figures = Vec::new();
        let mut tokens = tokens(name).into_iter().peekable();
        while let Some(token) = tokens.next() {
            if !token.starts_with(|c: char| c.is_ascii_digit()) {
                if !is_idle(&token) {
                    words.push(singular(&written_out(&token)));
                }
                continue;
            }
            let unit = tokens.next_if(|next| is_unit(next));
            figures.push(figure(&token, unit.as_deref()));
        }
        words.sort();
        words.dedup();
        figures.sort();
        Self { words, figures }
    }
}

/// Words and numbers of a folded name: "100ml" is two, "0.01" is one.
fn tokens(name: &str) -> Vec<String> {
    let folded = fold(name)
        .replace("cm3", "ml")
        .replace("dm3", "l")
        .replace('ω', "ohm")
        .replace(['µ', 'μ'], "u")
        .replace('\'', "");
    let mut tokens: Vec<String> = Vec::new();
    let mut last = ' ';
    let mut signs = folded.chars().peekable();
    while let Some(sign) = signs.next() {
        let next_is_digit = signs.peek().is_some_and(char::is_ascii_digit);
        let is_point = sign == '.' && last.is_ascii_digit() && next_is_digit;
        if !sign.is_alphanumeric() && !is_point {
            last = ' ';
            continue;
        }
        let is_figure = |sign: char| sign.is_ascii_digit() || sign == '.';
        match tokens.last_mut() {
            Some(token) if last != ' ' && is_figure(last) == is_figure(sign) => token.push(sign),
            _ => tokens.push(sign.to_string()),
        }
        last = sign;
    }
    tokens
}

/// The whole word of an abbreviation, of a plural one too: "cyls".
fn written_out(word: &str) -> String {
    let long = |word: &str| SHORT.iter().find(|(short, _)| *short == word);
    let found = long(word).or_else(|| long(word.strip_suffix('s')?));
    found.map_or(word, |(_, long)| long).to_owned()
}

/// What a thing has, holds or takes: a name that ends with it is no name of the thing.
const PARTS: [&str; 7] = ["lead", "bulb", "holder", "gas", "fluid", "fuel", "refill"];

pub(super) fn part(name: &str) -> Option<String> {
    last_word(name).filter(|last| PARTS.contains(&last.as_str()))
}

/// The last word before a bracket or a comma that is no size: "bulbs" of "ray box bulbs 12 V", "holders" of "cell
/// holders D size".
pub(super) fn last_word(name: &str) -> Option<String> {
    let head = name.split([',', '(', '&', '+']).next().unwrap_or(name);
    let mut words = tokens(head);
    if let Some(end) = words
        .iter()
        .position(|word| joins(word))
        .filter(|end| *end > 0)
    {
        words.truncate(end);
    }
    let is_size = |word: &String| {
        let is_figure = word.starts_with(|c: char| c.is_ascii_digit());
        is_figure || is_unit(word) || is_idle(word) || word.len() == 1
    };
    while words.len() > 1 && words.last().is_some_and(is_size) {
        words.pop();
    }
    words.last().map(|word| singular(&written_out(word)))
}

fn joins(word: &str) -> bool {
    word == "with" || word == "and"
}

/// The words behind the one that joins them to the thing: of "gas jar with lid" the lid.
pub(super) fn beside(name: &str) -> Vec<String> {
    let name = name.replace(['&', '+'], " and ");
    let words = tokens(&name).into_iter();
    let behind = words.skip_while(|word| !joins(word)).skip(1);
    behind.map(|word| singular(&written_out(&word))).collect()
}

/// Whether a word that is left over makes another thing of it: a half metre rule is no metre rule, an EHT supply no low
/// voltage one.
pub(super) fn changes(word: &str) -> bool {
    const CHANGING: [&str; 16] = [
        "half", "high", "ht", "eht", "hv", "mini", "micro", "eye", "ice", "cube", "dome", "base",
        "lid", "spare", "model", "toy",
    ];
    CHANGING.contains(&word)
}

/// The number in front of a name that is no size and no count, but what the thing is called.
pub(super) fn model(name: &str) -> Option<String> {
    let mut tokens = tokens(name).into_iter();
    let (number, next) = (tokens.next()?, tokens.next()?);
    let is_number = number.len() > 2 && number.bytes().all(|byte| byte.is_ascii_digit());
    (is_number && !is_unit(&next)).then_some(number)
}

/// The last word before a bracket or a comma, where it is the noun of a thing and not of what holds or makes it.
pub(super) fn noun(name: &str) -> Option<String> {
    const NONE: [&str; 8] = [
        "box", "glass", "kit", "light", "pack", "set", "stand", "tray",
    ];
    // "L.S. onion root tip" is a section under the microscope.
    let begins = fold(name);
    let sections = [
        "l.s.", "t.s.", "v.s.", "c.s.", "w.m.", "l.s ", "t.s ", "w.m ",
    ];
    if sections.iter().any(|section| begins.starts_with(section)) {
        return Some("slide".to_owned());
    }
    let noun = last_word(name)?;
    let is_thing = sort_of_words(&noun) == Some(Sort::Equipment)
        || sort_of_words(&noun) == Some(Sort::Consumable);
    (is_thing && !NONE.contains(&noun.as_str())).then_some(noun)
}

fn is_idle(word: &str) -> bool {
    matches!(
        word,
        "of" | "with"
            | "and"
            | "the"
            | "for"
            | "a"
            | "x"
            | "size"
            | "assorted"
            | "asst"
            | "mixed"
            | "various"
    )
}

fn is_unit(word: &str) -> bool {
    matches!(
        word,
        "ml" | "l"
            | "litre"
            | "litres"
            | "liter"
            | "ltr"
            | "cc"
            | "g"
            | "kg"
            | "gram"
            | "mm"
            | "cm"
            | "m"
            | "v"
            | "volt"
            | "volts"
            | "w"
            | "watt"
            | "a"
            | "amp"
            | "amps"
            | "n"
            | "ohm"
            | "ohms"
            | "k"
            | "kohm"
            | "c"
            | "kv"
            | "uf"
            | "newton"
            | "newtons"
    )
}

/// A number with its unit in one form: a litre is 1000 ml, a kilogram 1000 g.
fn figure(number: &str, unit: Option<&str>) -> String {
    let number = if number.contains('.') {
        number.trim_end_matches('0').trim_end_matches('.')
    } else {
        number
    };
    let thousand = || match number.parse::<f64>() {
        Ok(value) => format!("{}", value * 1000.0),
        Err(_) => number.to_owned(),
    };
    match unit {
        None => number.to_owned(),
        Some("ml" | "cc") => format!("{number} ml"),
        Some("l" | "litre" | "litres" | "liter" | "ltr") => format!("{} ml", thousand()),
        Some("g" | "gram") => format!("{number} g"),
        Some("kg") => format!("{} g", thousand()),
        Some("v" | "volt" | "volts") => format!("{number} v"),
        Some("w" | "watt") => format!("{number} w"),
        Some("a" | "amp" | "amps") => format!("{number} a"),
        Some("n" | "newton" | "newtons") => format!("{number} n"),
        Some("ohm" | "ohms") => format!("{number} ohm"),
        Some("k" | "kohm") => format!("{} ohm", thousand()),
        Some(unit) => format!("{number} {unit}"),
    }
}

/// Without the plural's ending. It need not be English, only alike for both spellings.
fn singular(word: &str) -> String {
    if word == "lenses" {
        return "lens".to_owned();
    }
    for (ending, left) in [("sses", "ss"), ("xes", "x"), ("ches", "ch"), ("shes", "sh")] {
        if let Some(stem) = word.strip_suffix(ending) {
            return format!("{stem}{left}");
        }
    }
    match word.strip_suffix('s') {
        Some(stem) if stem.len() > 2 && !stem.ends_with('s') && word != "lens" => stem.to_owned(),
        _ => word.to_owned(),
    }
}
