//! Misspelt names. A slip of the fingers is forgiven; another chemical's name is not one.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use shared::name;

/// Keys, by what a misspelling has in common with them: few slip on the first letter, and then on no other; and no slip
/// makes a name much longer.
pub(super) struct Spelling {
    by_begin: HashMap<(Option<char>, usize), Vec<String>>,
    /// Keys by what follows their first letter.
    by_rest: HashMap<String, Vec<String>>,
    words: HashSet<String>,
}

/// A key that the asked one may be a misspelling of.
pub(super) struct Near<'a> {
    pub(super) key: &'a str,
    /// How many letters are wrong.
    pub(super) slips: usize,
}

impl Spelling {
    pub(super) fn new(keys: impl Iterator<Item = String>) -> Self {
        let mut spelling = Self {
            by_begin: HashMap::new(),
            by_rest: HashMap::new(),
            words: HashSet::new(),
        };
        for key in keys {
            spelling.words.extend(key.split(' ').map(ToOwned::to_owned));
            let begin = (key.chars().next(), key.chars().count());
            let rest = spelling.by_rest.entry(without_first(&key).to_owned());
            rest.or_default().push(key.clone());
            spelling.by_begin.entry(begin).or_default().push(key);
        }
        spelling
    }

    /// The keys that differ from the asked one by a few letters, those with the fewest slips first. However long they
    /// are: "cyclohexanne" is cyclohexane as well as cyclohexanone.
    pub(super) fn near(&self, asked: &str) -> Vec<Near<'_>> {
        let length = asked.chars().count();
        let slips = slips_allowed(length);
        if slips == 0 {
            return Vec::new();
        }
        let first = asked.chars().next();
        let asked_words: Vec<Word<'_>> = asked.split(' ').map(|word| self.word(word)).collect();
        let mut near: Vec<Near<'_>> = (length - slips..=length + slips)
            .filter_map(|length| self.by_begin.get(&(first, length)))
            .flatten()
            .chain(self.beginning_otherwise(asked))
            .filter(|key| may_be_meant(&asked_words, key))
            .map(|key| Near {
                key,
                slips: name::slips(asked, key),
            })
            .filter(|near| (1..=slips).contains(&near.slips))
            .collect();
        near.sort_by_key(|near| (near.slips, near.key));
        near
    }

    /// The keys of which the first letter alone is missing or another: "odium carbonate", "dodium carbonate".
    fn beginning_otherwise<'s>(
        &'s self,
        asked: &str,
    ) -> impl Iterator<Item = &'s String> + use<'s> {
        let first = asked.chars().next();
        let rests = [asked, without_first(asked)];
        let keys = rests.map(|rest| self.by_rest.get(rest));
        let keys = keys.into_iter().flatten().flatten();
        keys.filter(move |key| key.chars().next() != first)
    }

    fn word<'a>(&self, text: &'a str) -> Word<'a> {
        let is_systematic = is_built_of_syllables(text);
        Word {
            text,
            is_systematic,
            is_right: is_systematic || self.words.contains(text),
        }
    }
}

/// What follows the first letter.
fn without_first(text: &str) -> &str {
    let mut chars = text.chars();
    chars.next();
    chars.as_str()
}

/// A word that was asked for.
struct Word<'a> {
    text: &'a str,
    is_systematic: bool,
    /// Right as it stands: no slip of another word.
    is_right: bool,
}

/// Not where a word that is right as it stands, or a chemical ending, stem or figure, differs.
fn may_be_meant(asked: &[Word<'_>], key: &str) -> bool {
    let key_words: Vec<&str> = key.split(' ').collect();
    if asked.len() != key_words.len() {
        let has_same_figures = asked
            .iter()
            .map(|word| figures(word.text))
            .collect::<String>()
            == figures(key);
        return has_same_figures
            && asked
                .iter()
                .all(|word| !word.is_systematic || key_words.contains(&word.text));
    }
    asked.iter().zip(key_words).all(|(asked, key)| {
        asked.text == key
            || (!asked.is_right
                && is_slip(asked.text, key)
                && !asked.text.bytes().any(|b| b.is_ascii_digit())
                && same_of(asked.text, key, &ENDINGS, |word, affix| {
                    word.ends_with(affix)
                })
                && same_of(asked.text, key, &STEMS, |word, affix| {
                    word.starts_with(affix)
                }))
    })
}

/// Whether one word differs from another by no more letters than its length allows.
fn is_slip(asked: &str, key: &str) -> bool {
    let (length, other) = (asked.chars().count(), key.chars().count());
    let longest = length.max(other);
    // "Hydrochloric acd", "zink sulphate": a short word may slip once beside words that are right.
    let allowed = match (length, longest) {
        (3.., 4) => 1,
        _ => slips_allowed(longest),
    };
    name::slips(asked, key) <= allowed
}

fn figures(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

/// Endings that make another chemical of the same stem.
const ENDINGS: [&str; 15] = [
    "ate", "ite", "ide", "ane", "ene", "yne", "ol", "al", "one", "oic", "amine", "amide", "ic",
    "ous", "ium",
];
/// Beginnings that make another chemical of the same ending.
const STEMS: [&str; 15] = [
    "meth", "eth", "prop", "but", "pent", "hex", "hept", "oct", "mono", "bi", "di", "tri", "tetra",
    "per", "hypo",
];

/// Whether both have the same one of these affixes, as far as the asked one has any.
fn same_of(asked: &str, key: &str, affixes: &[&str], has: fn(&str, &str) -> bool) -> bool {
    let longest = |word: &str| {
        affixes
            .iter()
            .copied()
            .filter(|affix| has(word, affix))
            .max_by_key(|affix| affix.len())
    };
    let asked = longest(asked);
    asked.is_none() || asked == longest(key)
}

/// What systematic names are built of.
static SYLLABLES: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    "\
    acet al aldehyde alkyl allyl amide amido amine amino amyl an ane anilide aniline anoic anol anone anoyl ate \
    benz benzo benzyl bis bromide bromo but butoxy butyl carb carbon chlor chloride chloro cycl cyclo dec di \
    dodec en ene enoic enol enone eth ethoxy ethyl fluor fluoride fluoro form hept hex hexa hexadec hexyl hydr \
    hydro hydroxy ic ide in ine iod iodide iodo iso ite keto meth methoxy methyl mono naphth neo nitr nitrile \
    nitro nitroso non oate oct octa octadec octyl oic ol on one onic orous oxide oxo oxy oyl pent penta pentyl \
    per phen phenol phenyl phosph poly prop propyl sulf tetra tetradec thi thio thiol tri vinyl yl yne"
    .split_whitespace()
    .collect()
});
/// The longest of them has so many letters.
const LONGEST_SYLLABLE: usize = 8;

/// Whether a word is made of syllables of systematic names alone: then it is spelt as it was meant, and is no slip of
/// another substance's name. "Propenoic" is not propanoic, nor iodomethane iodoethane.
fn is_built_of_syllables(word: &str) -> bool {
    if !word.is_ascii() {
        return false;
    }
    let mut ends = vec![false; word.len() + 1];
    ends[0] = true;
    for end in 1..=word.len() {
        let first = end.saturating_sub(LONGEST_SYLLABLE);
        ends[end] = (first..end).any(|begin| ends[begin] && SYLLABLES.contains(&word[begin..end]));
    }
    ends[word.len()]
}

/// How many letters may be wrong in a name of that length.
const fn slips_allowed(length: usize) -> usize {
    match length {
        0..=4 => 0,
        5..=7 => 1,
        8..=13 => 2,
        _ => 3,
    }
}

#[cfg(test)]
mod tests {
    use super::is_built_of_syllables;

    #[test]
    fn a_systematic_name_is_no_slip() {
        for name in [
            "propenoic",
            "iodomethane",
            "phosphonic",
            "cyclopentanone",
            "benzylamine",
        ] {
            assert!(is_built_of_syllables(name), "{name}");
        }
        for slip in [
            "etahnol",
            "nathphthalene",
            "phenolpthalein",
            "hydroxyde",
            "ammonum",
            "",
        ] {
            assert_eq!(is_built_of_syllables(slip), slip.is_empty(), "{slip}");
        }
    }
}
