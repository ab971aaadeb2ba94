//! What a name leaves open, though an entry goes by it.

use shared::name::{fold, key};
use shared::substance::Substance;

use super::entry::Entry;
use super::lookup::{Choice, Match};
use super::wording;

/// Why the entry is only one of those that the name may mean, and the others; `None` where it is meant.
pub(super) fn choice(text: &str, entry: Entry, matched: Match) -> Option<(Choice, Vec<Entry>)> {
    if let Some(forms) = other_forms(text, entry) {
        return Some((Choice::Form, forms));
    }
    if matched == Match::Formula && !wording::says_dry(text) {
        let hydrates = hydrates(entry);
        return (!hydrates.is_empty()).then_some((Choice::NoWater, hydrates));
    }
    is_part(text, entry).then_some((Choice::Part, Vec::new()))
}

/// The forms of a metal, where the text tells another than the entry's, or none: "zinc", "magnesium turnings".
fn other_forms(text: &str, entry: Entry) -> Option<Vec<Entry>> {
    let substance = entry.substance()?;
    let element = |substance: &Substance| {
        let formula = substance.formula.as_ref()?;
        Some(formula.only_element()?.0.to_owned())
    };
    let own = element(substance)?;
    let (text, name) = (key(text), key(&substance.name));
    let is_form = |other: &&'static Substance| {
        other.id != substance.id
            && other.cas == substance.cas
            && element(other).as_ref() == Some(&own)
    };
    let forms: Vec<Entry> = super::all()
        .iter()
        .filter(is_form)
        .map(Entry::Substance)
        .collect();
    let is_meant = match (wording::form(&text), wording::form(&name)) {
        (Some(told), Some(form)) => told == form,
        // "Aluminium metal" is any form but powder.
        (Some(told), None) => told != "powder",
        (None, _) => text == name || substance.id.as_str() == text,
    };
    let is_number = text.starts_with(|c: char| c.is_ascii_digit());
    (!forms.is_empty() && !is_meant && !is_number).then_some(forms)
}

/// The hydrates of a salt without water.
fn hydrates(entry: Entry) -> Vec<Entry> {
    let formula = |substance: &'static Substance| substance.formula.as_ref();
    let Some(dry) = entry.substance().and_then(formula) else {
        return Vec::new();
    };
    let is_hydrate = |other: &&'static Substance| {
        formula(other).is_some_and(|wet| {
            let salt = wet.as_str().split_once('.').map(|(salt, _)| salt);
            wet.waters() > 0.0 && salt == Some(dry.as_str())
        })
    };
    super::all()
        .iter()
        .filter(is_hydrate)
        .map(Entry::Substance)
        .collect()
}

/// Whether a reagent's own name says more than the text does: "lactophenol" of lactophenol cotton blue.
fn is_part(text: &str, entry: Entry) -> bool {
    let Entry::Mixture(mixture) = entry else {
        return false;
    };
    let (text, name) = (fold(text), fold(&mixture.name));
    let rest = name.strip_prefix(text.as_str()).unwrap_or_default();
    rest.starts_with(' ') && wording::bare(&format!("x{rest}")).is_none_or(|bare| bare != "x")
}

#[cfg(test)]
mod tests {
    use crate::substance::{Choice, find};

    #[test]
    fn a_name_may_leave_open_what_is_meant() {
        for (name, choice, other) in [
            ("zinc", Some(Choice::Form), Some("zinc foil")),
            (
                "magnesium turnings",
                Some(Choice::Form),
                Some("magnesium ribbon"),
            ),
            ("copper foil", Some(Choice::Form), Some("copper powder")),
            ("zinc dust", None, None),
            ("granulated zinc", None, None),
            ("calcium turnings", None, None),
            ("lead foil", None, None),
            (
                "CuSO4",
                Some(Choice::NoWater),
                Some("copper(II) sulfate pentahydrate"),
            ),
            ("CuSO4 anhydrous", None, None),
            ("NaCl", None, None),
            ("lactophenol", Some(Choice::Part), None),
            ("biuret", None, None),
            ("methyl orange", None, None),
            ("dil. H2SO4", Some(Choice::Dilute), None),
            ("dilute hydrochloric", Some(Choice::Dilute), None),
            ("Bench HCl", Some(Choice::Dilute), None),
            ("bench ammonia", Some(Choice::Dilute), None),
            ("dilute nitric acid 0.5M", None, None),
            ("bench sulphuric acid 1M", None, None),
        ] {
            let found = find(name).unwrap();
            let others: Vec<&str> = found.others.iter().map(|other| other.name()).collect();
            assert_eq!(found.choice, choice, "{name}");
            assert!(
                other.is_none_or(|other| others.contains(&other)),
                "{name}: {others:?}"
            );
        }
    }
}
