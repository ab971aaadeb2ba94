//! Entries by the beginnings of words in their names: for who knows a chemical only in part.

use std::sync::LazyLock;

use shared::name::tokens;

use super::{Entry, all, mixtures};

/// Every entry with each of its names in folded words.
static NAMES: LazyLock<Vec<(Entry, Vec<Vec<String>>)>> = LazyLock::new(|| {
    let substances = all().iter().map(|substance| {
        let names = substance.names().map(tokens).collect();
        (Entry::Substance(substance), names)
    });
    let reagents = mixtures().iter().map(|mixture| {
        let names = mixture.names().map(tokens).collect();
        (Entry::Mixture(mixture), names)
    });
    substances.chain(reagents).collect()
});

/// Those with a name in which each word of the text begins a word: first those that are called so, then those whose
/// other names begin so, then by name.
pub(super) fn beginning(text: &str) -> Vec<Entry> {
    let asked = tokens(text);
    let Some(first) = asked.first() else {
        return Vec::new();
    };
    let holds = |name: &Vec<String>| {
        asked
            .iter()
            .all(|begin| name.iter().any(|word| word.starts_with(begin)))
    };
    let begins = |name: &Vec<String>| name.first().is_some_and(|word| word.starts_with(first));
    let rank = |names: &[Vec<String>]| {
        let first = names.iter().position(|name| holds(name) && begins(name));
        first.map_or(2, |at| at.min(1))
    };
    let mut found: Vec<(usize, Entry)> = NAMES
        .iter()
        .filter(|(_, names)| names.iter().any(holds))
        .map(|(entry, names)| (rank(names), *entry))
        .collect();
    found.sort_by_key(|(rank, entry)| (*rank, entry.name()));
    found.into_iter().map(|(_, entry)| entry).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str) -> Vec<&'static str> {
        beginning(text).into_iter().map(Entry::name).collect()
    }

    #[test]
    fn the_beginning_of_a_word_is_enough() {
        let sulphates = names("sulph");
        assert_eq!(sulphates, names("sulp"));
        assert!(sulphates[0].starts_with("sulf"), "{sulphates:?}");
        assert!(
            sulphates
                .iter()
                .any(|name| name.starts_with("sulfuric acid"))
        );
        assert!(sulphates.iter().any(|name| name.contains("sulfate")));
        let copper = names("copper");
        assert!(
            copper.len() > 5 && copper[0].starts_with("copper"),
            "{copper:?}"
        );
        assert!(
            names("copper sulph")
                .iter()
                .all(|name| copper.contains(name))
        );
        assert_eq!(names("no such thing"), names(" ,"));
    }
}
