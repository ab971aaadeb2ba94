//! What a few typed words mean: found as an import finds the names of a list.

use reference::{
    kind::kinds,
    substance::{self, OFFERED, SURE},
};
use shared::{
    kind::{Kind, KindId},
    name::tokens,
};
use store::kind;

/// So many are offered.
const FEW: usize = 6;

/// What typed words may mean, the likeliest first.
#[derive(Clone, Debug, Default)]
pub struct Meanings {
    /// The kinds: of a substance at the strength that the words say.
    pub kinds: Vec<Kind>,
    /// Whether the first is meant without a doubt.
    pub is_sure: bool,
}

/// What typed words mean.
pub fn meanings(text: &str) -> Meanings {
    let by_kind = kinds()
        .ok()
        .and_then(|all| all.recognise(text))
        .filter(|found| found.confidence >= OFFERED);
    let by_substance = substance::find(text).filter(|found| found.confidence >= OFFERED);
    let kind_sure = by_kind.map_or(0.0, |found| found.confidence);
    let substance_sure = by_substance.as_ref().map_or(0.0, |found| found.confidence);
    let has_choice = by_substance
        .as_ref()
        .is_some_and(|found| found.choice.is_some());
    let mut ids: Vec<KindId> = Vec::new();
    if let Some(found) = by_substance {
        let strength = found.strength;
        let entries = std::iter::once(found.entry).chain(found.others);
        ids.extend(entries.map(|entry| KindId::of_substance(entry.id(), strength.as_ref())));
    }
    // "Copper electrodes" are no copper, though the substance is as likely.
    let is_of_catalogue = kind_sure > 0.0 && kind_sure >= substance_sure;
    if let Some(found) = by_kind {
        let at = if is_of_catalogue { 0 } else { ids.len() };
        ids.insert(at, found.kind.id.clone());
    }
    let is_sure = if is_of_catalogue {
        kind_sure >= SURE
    } else {
        substance_sure >= SURE && !has_choice
    };
    Meanings {
        kinds: described(&ids),
        is_sure,
    }
}

/// The few that typed words may mean, those in whose names each word begins one among them.
pub fn suggestions(text: &str) -> Vec<Kind> {
    let mut kinds = meanings(text).kinds;
    let beginning = of_catalogue(text).into_iter();
    let substances = substance::beginning(text).into_iter();
    let substances = substances.map(|entry| KindId::of_substance(entry.id(), None));
    let others: Vec<KindId> = beginning.chain(substances).take(2 * FEW).collect();
    for other in described(&others) {
        if kinds.iter().all(|kind| kind.id != other.id) {
            kinds.push(other);
        }
    }
    kinds.truncate(FEW);
    kinds
}

fn described(ids: &[KindId]) -> Vec<Kind> {
    ids.iter().filter_map(kind::describe).collect()
}

/// Kinds of the catalogue with a name in which each word, of a plural the singular, begins one.
fn of_catalogue(text: &str) -> Vec<KindId> {
    let asked: Vec<String> = tokens(text)
        .into_iter()
        .map(|word| word.strip_suffix('s').map(str::to_owned).unwrap_or(word))
        .collect();
    if asked.is_empty() {
        return Vec::new();
    }
    let fits = |name: &String| {
        let words = tokens(name);
        asked
            .iter()
            .all(|begin| words.iter().any(|word| word.starts_with(begin)))
    };
    let all = kinds().map_or(&[][..], |kinds| kinds.all()).iter();
    let fitting = all.filter(|kind| {
        std::iter::once(&kind.name)
            .chain(&kind.other_names)
            .any(fits)
    });
    fitting.map(|kind| kind.id.clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn loose_words_are_found() {
        for (text, id) in [
            ("conc sulphuric", "sulfuric-acid@conc"),
            ("1M sulphuric", "sulfuric-acid@1mol/dm3"),
            ("dilute hcl", "hydrochloric-acid"),
            ("2M hcl", "hydrochloric-acid@2mol/dm3"),
            ("7664-93-9", "sulfuric-acid"),
            ("sodum hydroxide", "sodium-hydroxide"),
            ("hydrocloric", "hydrochloric-acid"),
            ("bunsen burnr", "bunsen-burner"),
            ("multimetre", "multimeter"),
            ("washing soda", "sodium-carbonate-decahydrate"),
            ("filter funnel", "filter-funnel"),
        ] {
            let found = meanings(text);
            let first = found.kinds.first().map(|kind| kind.id.as_str());
            assert_eq!(first, Some(id), "{text}");
        }
        assert!(meanings("nothing of that name").kinds.is_empty());
    }

    #[test]
    fn what_is_not_clear_is_offered() {
        let offered = suggestions("Funnels");
        let ids: Vec<&str> = offered.iter().map(|kind| kind.id.as_str()).collect();
        assert!(ids.contains(&"filter-funnel"), "{ids:?}");
    }
}
