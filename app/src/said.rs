//! What is wrong with a field, where only the rule of its own page knows the words.

use shared::{form, moment::Day};

use crate::{web::Kept, when};

/// The sentence beside a field. The rule is given what was typed, and says what it is that breaks it; of what it has
/// nothing to say the general sentence stands.
pub fn beside(
    kept: &Kept,
    name: &str,
    rule: impl FnOnce(&str) -> Option<String>,
) -> Option<String> {
    let general = kept.error(name)?;
    rule(&kept.value(name, "")).or(Some(general))
}

/// Of a day that must not lie before another.
pub fn no_earlier(typed: &str, first: Day) -> Option<String> {
    let day = form::day(typed).ok()?;
    (day < first).then(|| format!("Please give {} or a later day.", when::day(first)))
}
