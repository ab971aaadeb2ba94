//! The words by which stock lists tell chemicals, equipment and consumables apart.

mod lists;

use lists::{
    BULK, BY_LENGTH, CHEMICAL, CONSUMABLE, COUNTED, ENDINGS, EQUIPMENT, FORMS, NOT_CHEMICAL, Words,
};

use super::Sort;

/// Whether a short list has a word.
pub(super) fn has(list: &str, word: &str) -> bool {
    !word.is_empty() && list.split_ascii_whitespace().any(|known| known == word)
}

/// The number that a word says: "two".
pub(super) fn number(word: &str) -> Option<usize> {
    const NUMBERS: [&str; 13] = [
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
        "eleven", "twelve",
    ];
    NUMBERS.iter().position(|number| *number == word)
}

/// The singular of the last word of a name, for matching: "beakers" finds beaker.
pub fn singular(name: &str) -> String {
    let (before, last) = name.rsplit_once(' ').map_or(("", name), |(b, l)| (b, l));
    let last = singular_word(last);
    if before.is_empty() {
        last
    } else {
        format!("{before} {last}")
    }
}

pub(super) fn singular_word(word: &str) -> String {
    let lower = word.to_lowercase();
    let cut = |count: usize| {
        let kept = word.chars().count().saturating_sub(count);
        word.chars().take(kept).collect::<String>()
    };
    let keeps = ["ss", "us", "is", "as", "ics", "'s"];
    if word.chars().count() <= 3 || keeps.iter().any(|end| lower.ends_with(end)) {
        return word.to_owned();
    }
    if has(
        "tongs forceps scissors pliers goggles spectacles specs glasses tweezers scales tissues lens series secateurs",
        &lower,
    ) {
        return word.to_owned();
    }
    if lower.ends_with("ies") {
        return format!("{}y", cut(3));
    }
    if ["ches", "shes", "xes", "sses", "lenses"]
        .iter()
        .any(|end| lower.ends_with(end))
    {
        return cut(2);
    }
    if lower.ends_with("knives") {
        return format!("{}fe", cut(3));
    }
    if lower.ends_with('s') {
        return cut(1);
    }
    word.to_owned()
}

/// The sort a name's words point to; `None` when no word is known.
///
/// The last known word decides ("copper wire", "sodium lamp"), in what stands before "for", "with"
/// and the like; in "flask, conical" what stands before the comma.
pub fn sort_of_words(name: &str) -> Option<Sort> {
    let folded = crate::name::fold(name);
    // What stands in brackets qualifies: "prisms (perspex)".
    let plain = without_brackets(&folded);
    if plain.len() < folded.len()
        && let Some(sort) = sort_of_plain(&plain)
    {
        return Some(sort);
    }
    sort_of_plain(&folded)
}

fn without_brackets(text: &str) -> String {
    let mut depth = 0usize;
    text.chars()
        .filter(|c| {
            let inside = depth > 0;
            match c {
                '(' | '[' => depth += 1,
                ')' | ']' => depth = depth.saturating_sub(1),
                _ => {}
            }
            !inside && depth == 0
        })
        .collect()
}

fn sort_of_plain(folded: &str) -> Option<Sort> {
    let head = head(folded);
    let (first, rest) = head.split_once([',', ':']).unwrap_or((head, ""));
    let by_first = last_known(first);
    // "wire, copper" is a wire, but "acid, hydrochloric 2M" and "salts, ammonium" are chemicals.
    by_first
        .or_else(|| last_known(rest))
        .or_else(|| last_known(folded))
}

fn head(name: &str) -> &str {
    let cuts = [
        " for ",
        " with ",
        " in ",
        " from ",
        " of ",
        " inc ",
        " including ",
        " on ",
    ];
    let end = cuts.iter().filter_map(|cut| name.find(cut)).min();
    end.map_or(name, |end| &name[..end])
}

fn last_known(text: &str) -> Option<Sort> {
    let words: Vec<&str> = text
        .split(|c: char| c.is_whitespace() || "()[]{}/&+,;:\"".contains(c))
        .map(|word| word.trim_matches(|c: char| ".-'".contains(c)))
        .filter(|word| !word.is_empty() && !is_no_thing_in(text, word))
        .collect();
    // What stands in brackets at the end qualifies: look for the noun before it as well.
    words.iter().enumerate().rev().find_map(|(i, word)| {
        let before = i.checked_sub(1).and_then(|i| words.get(i)).copied();
        // "electrodes copper", "block perspex": what the thing is made of.
        let is_made_of = has(MATERIALS, word) && words[..i].iter().any(|word| is_thing_word(word));
        if is_made_of {
            return None;
        }
        sort_of_word(word, before)
    })
}

/// Words that are no things in such a phrase: "pot. permang." is no pot, "copper oxide wire form" no wire.
const NO_THING_IN: [(&str, &str); 2] = [("pot", "pot. "), ("wire", "wire form")];

fn is_no_thing_in(text: &str, word: &str) -> bool {
    // "HCl bench", "bench dilute sulphuric": the strength that stands on benches.
    let is_bench = word == "bench"
        && text
            .split(' ')
            .any(|other| is_chemical(other) || is_acid(other));
    is_bench
        || NO_THING_IN
            .iter()
            .any(|(no_thing, phrase)| word == *no_thing && text.contains(phrase))
}

/// Acids that are called by their first word.
fn is_acid(word: &str) -> bool {
    has(
        "hydrochloric sulfuric nitric phosphoric acetic ethanoic",
        word,
    )
}

/// Metals that are kept as strips.
fn is_metal(word: &str) -> bool {
    has(
        "magnesium zinc copper iron aluminium lead tin nickel brass silver",
        word,
    )
}

/// What things are made of or filled with, where it stands behind them.
const MATERIALS: &str = "mercury alcohol spirit perspex brass copper aluminium steel iron zinc nickel polythene polystyrene carbon graphite platinum lead";

/// Whether a word says what a thing is made of: "cylinders plastic 12, glass 4".
pub(super) fn is_material(word: &str) -> bool {
    has(MATERIALS, word) || has("glass plastic metal wooden wood", word)
}

/// Whether the last word of a text is a noun of equipment.
pub(super) fn ends_in_equipment(text: &str) -> bool {
    let last = text.split_whitespace().next_back().unwrap_or_default();
    is_thing_word(last.to_lowercase().trim_end_matches('.'))
}

fn is_thing_word(word: &str) -> bool {
    EQUIPMENT.contains(singular_word(word).as_str()) && !has("lead leads iron tin", word)
}

fn sort_of_word(word: &str, before: Option<&str>) -> Option<Sort> {
    let single = singular_word(word);
    let known = |list: &Words| list.contains(word) || list.contains(single.as_str());
    // "zinc strips" are zinc; "litmus strips" are paper.
    if has("strip strips", word) && before.is_some_and(is_metal) {
        return Some(Sort::Chemical);
    }
    if let Some(before) = before
        && has("paper papers strip strips book books", word)
        && (has(
            "litmus ph indicator filter chromatography universal graph test",
            before,
        ) || is_chemical(before))
    {
        return Some(Sort::Consumable);
    }
    if has("lead leads", word) {
        // Leads are wires with plugs; lead is a metal.
        let is_wire = word == "leads"
            || before.is_some_and(|w| {
                has(
                    "ext banana crocodile plug 4mm test mains jumper croc clip usb scope bnc power iec extension kettle patch",
                    w,
                )
            });
        return Some(if is_wire {
            Sort::Equipment
        } else {
            Sort::Chemical
        });
    }
    if has("solution solutions soln sol", word) {
        return Some(Sort::Solution);
    }
    if has("plates plate", word) && before.is_some_and(|w| has("agar", w)) {
        return Some(Sort::Consumable);
    }
    if has("roll rolls", word) && before.is_some_and(|w| has("blue paper kitchen tissue", w)) {
        return Some(Sort::Consumable);
    }
    if word == "foil" && before.is_some_and(|w| is_chemical(w) && !has("aluminium tin", w)) {
        return Some(Sort::Chemical);
    }
    if word == "iron" && before == Some("soldering") {
        return Some(Sort::Equipment);
    }
    if word == "chips" && before == Some("marble") {
        return Some(Sort::Chemical);
    }
    // A form qualifies what stands before it, "magnesium carbonate light" too.
    let is_grade = has("light heavy", word) && before.is_some_and(is_chemical);
    if FORMS.contains(word) || is_grade {
        return None;
    }
    if has("cell cells", word) && before.is_some_and(is_chemical) {
        return Some(Sort::Equipment);
    }
    if has("glass", word) && before.is_some_and(|w| has("soluble", w)) {
        return Some(Sort::Chemical);
    }
    if known(&CONSUMABLE) {
        return Some(Sort::Consumable);
    }
    if is_chemical(word) || is_acid(word) {
        return Some(Sort::Chemical);
    }
    if known(&EQUIPMENT) || compound(word) {
        return Some(Sort::Equipment);
    }
    None
}

/// Whether all words of a text only say in what form or of what make a chemical is: "lab grade", "20 mesh", "6H2O".
pub fn only_describes(text: &str) -> bool {
    let folded = crate::name::fold(text);
    let mut words = folded
        .split(|c: char| c.is_whitespace() || "(),;".contains(c))
        .map(|word| word.trim_matches(|c: char| ".-'+".contains(c)))
        .filter(|word| !word.is_empty())
        .peekable();
    let describes = |word: &str| {
        let bare = word.trim_matches(|c: char| c.is_ascii_digit() || "./-".contains(c));
        bare.is_empty() || bare == "h2o" || FORMS.contains(bare) || has(DESCRIBING, bare)
    };
    words.peek().is_some() && words.all(describes)
}

/// What else is said of how a chemical is sold.
const DESCRIBING: &str = "mesh ampoule ampoules aerosol spray drops dropper pptd ppt precip n hydrate sachet sachets vial vials capsule capsules";

/// Whether a word says by itself which of several of one sort: "red", "small", "granules".
pub(super) fn is_variant(word: &str) -> bool {
    let folded = crate::name::fold(word);
    has(VARIANTS, &folded) || FORMS.contains(folded.as_str())
}

/// Colours and sizes.
const VARIANTS: &str =
    "red black green blue yellow white brown clear large small medium big dust foil sheet wire rod";

/// "datalogger", "stopclock", "voltmeter": ends in a noun of equipment.
fn compound(word: &str) -> bool {
    let single = singular_word(word);
    [
        "meter", "scope", "graph", "logger", "holder", "clip", "stand", "board", "rack", "box",
        "tube", "plate", "gate", "case",
    ]
    .iter()
    .any(|end| single.len() > end.len() + 2 && single.ends_with(end))
}

/// Whether a word names a chemical, by itself or by its ending.
pub(super) fn is_chemical(word: &str) -> bool {
    let word = word.trim_end_matches(|c: char| "()iv".contains(c) && word.contains('('));
    let is_plain = ["plate", "gate", "slide", "guide", "case"]
        .iter()
        .any(|end| word.trim_end_matches('s').ends_with(end));
    if is_plain || NOT_CHEMICAL.contains(word) {
        return false;
    }
    if CHEMICAL.contains(word) || CHEMICAL.contains(word.replace("sulf", "sulph").as_str()) {
        return true;
    }
    if EQUIPMENT.contains(word) || CONSUMABLE.contains(word) {
        return false;
    }
    let length = word.chars().count();
    ENDINGS
        .iter()
        .any(|end| length >= end.len() + 3 && word.ends_with(end))
        || ["-1-ol", "-2-ol", "anoic", "hydroxy"]
            .iter()
            .any(|part| word.contains(part))
}

/// Whether a name's mass or volume says how much there is, though it is no chemical.
pub(super) fn is_bulk(name: &str) -> bool {
    any_word(name, &BULK)
}

/// Whether a name's length says how much there is.
pub(super) fn is_by_length(name: &str) -> bool {
    // A tape measure is counted.
    let is_measure = crate::name::fold(name).contains("measure");
    any_word(name, &BY_LENGTH) && !is_measure
}

/// Whether a name's strength is told by the volume of gas that it sets free.
pub(super) fn is_of_volumes(name: &str) -> bool {
    let folded = crate::name::fold(name);
    ["peroxide", "h2o2"]
        .iter()
        .any(|word| folded.contains(word))
}

/// "beakers 250": a number that is as likely a size as a count.
pub(super) fn is_vessel_size(name: &str, number: &str) -> bool {
    const SIZES: [&str; 10] = [
        "100", "150", "250", "400", "500", "600", "800", "1000", "2000", "5000",
    ];
    let vessels = [
        "beaker", "flask", "cylinder", "bottle", "jar", "funnel", "burette", "pipette", "syringe",
        "jug",
    ];
    let folded = crate::name::fold(name);
    // "pipette tips 1000" are a thousand.
    !folded.contains("tips")
        && SIZES.contains(&number)
        && vessels.iter().any(|vessel| folded.contains(vessel))
}

/// Whether a chemical is counted: tablets, ampoules.
pub(super) fn is_counted(name: &str) -> bool {
    any_word(name, &COUNTED)
}

fn any_word(name: &str, list: &Words) -> bool {
    crate::name::fold(name)
        .split(|c: char| !c.is_alphanumeric() && c != '-')
        .any(|word| list.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_known_word_decides() {
        for (name, sort) in [
            ("beakers", Sort::Equipment),
            ("flask, conical", Sort::Equipment),
            ("sodium lamp", Sort::Equipment),
            ("copper wire", Sort::Consumable),
            ("pH electrodes", Sort::Equipment),
            ("calcium acetate (dried)", Sort::Chemical),
            ("Sulphuric acid conc.", Sort::Chemical),
            ("iron filings", Sort::Chemical),
            ("magnesium ribbon", Sort::Chemical),
            ("cobalt chloride paper", Sort::Consumable),
            ("litmus paper", Sort::Consumable),
            ("4mm leads", Sort::Equipment),
            ("lead", Sort::Chemical),
            ("starch solution", Sort::Solution),
            ("bottles for acid", Sort::Equipment),
            ("microscope slides", Sort::Equipment),
            ("propan-1-ol", Sort::Chemical),
            ("evaporating basins", Sort::Equipment),
            ("nathphthalene", Sort::Chemical),
            ("magnesium carbonate light", Sort::Chemical),
            ("UV light", Sort::Equipment),
            ("Cupric oxide (wire form)", Sort::Chemical),
            ("copper (II) oxide wire form", Sort::Chemical),
            ("fire extinguisher CO2", Sort::Equipment),
            ("red ink", Sort::Consumable),
            ("copper (II) sulphate", Sort::Chemical),
            ("HCl bench", Sort::Chemical),
            ("bench dilute sulphuric", Sort::Chemical),
            ("optical bench", Sort::Equipment),
            ("lithium batteries", Sort::Consumable),
            ("battery holders", Sort::Equipment),
            ("zinc strips", Sort::Chemical),
            ("broad beans", Sort::Consumable),
        ] {
            assert_eq!(sort_of_words(name), Some(sort), "{name}");
        }
        assert_eq!(sort_of_words("thingummy"), None);
    }

    #[test]
    fn plurals_become_singular() {
        for (plural, one) in [
            ("beakers", "beaker"),
            ("conical flasks", "conical flask"),
            ("batteries", "battery"),
            ("watch glasses", "watch glasses"),
            ("boxes", "box"),
            ("tongs", "tongs"),
            ("gas", "gas"),
        ] {
            assert_eq!(singular(plural), one);
        }
    }
}
