//! Words that pages about practicals share.

use leptos::prelude::*;
use shared::{
    amount::Amount,
    practical::{Section, Stage, Subject},
    risk::State,
};
use store::practical::RiskMark;

use crate::{
    parts::{Badge, Choice, Mark},
    risk,
};

/// A subject's name.
pub fn subject(subject: Subject) -> &'static str {
    match subject {
        Subject::Biology => "Biology",
        Subject::Chemistry => "Chemistry",
        Subject::Physics => "Physics",
        Subject::General => "Science",
    }
}

/// The subjects to choose from.
pub fn subjects() -> Vec<Choice> {
    Subject::ALL
        .into_iter()
        .map(|one| Choice::new(one.code(), subject(one)))
        .collect()
}

/// A stage with its years.
pub fn stage(stage: Stage) -> &'static str {
    match stage {
        Stage::Ks1 => "KS1, Years 1–2",
        Stage::Ks2 => "KS2, Years 3–6",
        Stage::Ks3 => "KS3, Years 7–9",
        Stage::Ks4 => "KS4, GCSE",
        Stage::Ks5 => "KS5, A-level",
    }
}

/// The stages to choose from.
pub fn stages() -> Vec<Choice> {
    Stage::ALL
        .into_iter()
        .map(|one| Choice::new(one.code(), stage(one)))
        .collect()
}

/// The heading of a part of a kit.
pub fn section(section: Section) -> &'static str {
    match section {
        Section::Equipment => "Equipment",
        Section::Solutions => "Solutions",
        Section::Chemicals => "Chemicals",
        Section::Consumables => "Consumables",
    }
}

/// A name at the beginning of a line.
pub fn capital(name: &str) -> String {
    let mut letters = name.chars();
    match letters.next() {
        // A formula or "pH" begins as it begins.
        Some(first) if !name.chars().nth(1).is_some_and(char::is_uppercase) => {
            first.to_uppercase().chain(letters).collect()
        }
        _ => name.to_owned(),
    }
}

/// An amount of a kit's column; nothing where there is none.
pub fn share(amount: Option<Amount>) -> Option<String> {
    amount.map(|amount| amount.to_string())
}

/// How a practical's risk note stands.
pub fn risk_badge(mark: RiskMark) -> AnyView {
    match mark {
        RiskMark::Approved => risk::state_badge(State::Approved),
        RiskMark::Waiting => risk::state_badge(State::Submitted),
        RiskMark::Draft => risk::state_badge(State::Draft),
        RiskMark::Missing => view! { <Badge mark=Mark::Warn>"None"</Badge> }.into_any(),
    }
}

/// Notes as they were written: lines that begin with a hyphen are points, the others paragraphs.
pub fn notes(text: &str) -> AnyView {
    let mut parts: Vec<AnyView> = Vec::new();
    let mut points: Vec<String> = Vec::new();
    let flush = |points: &mut Vec<String>, parts: &mut Vec<AnyView>| {
        if points.is_empty() {
            return;
        }
        let items = std::mem::take(points)
            .into_iter()
            .map(|point| view! { <li>{point}</li> })
            .collect_view();
        parts.push(view! { <ul>{items}</ul> }.into_any());
    };
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        match line.strip_prefix("- ").or_else(|| line.strip_prefix("* ")) {
            Some(point) => points.push(point.to_owned()),
            None => {
                flush(&mut points, &mut parts);
                let line = line.to_owned();
                parts.push(view! { <p>{line}</p> }.into_any());
            }
        }
    }
    flush(&mut points, &mut parts);
    parts.into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_begins_with_a_capital_unless_it_is_a_sign() {
        assert_eq!(capital("beaker, 100 cm³"), "Beaker, 100 cm³");
        assert_eq!(capital("pH paper"), "pH paper");
    }
}
