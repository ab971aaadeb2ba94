//! The state of an order: one colour, one icon and one word, everywhere the same.

use leptos::prelude::*;
use shared::requisition::State;

use super::icon::{Glyph, Icon};

/// The class that gives a state's colour to a slip, chip, card or step.
pub fn state_class(state: State) -> String {
    format!("state-{}", state.code())
}

/// A state's word.
pub fn state_word(state: State) -> &'static str {
    match state {
        State::Draft => "Draft",
        State::Submitted => "Submitted",
        State::Queried => "Queried",
        State::Accepted => "Accepted",
        State::Prepared => "Prepared",
        State::Delivered => "Delivered",
        State::Returned => "Returned",
        State::CheckedIn => "Checked in",
        State::Cancelled => "Called off",
        State::Declined => "Declined",
    }
}

/// A state's icon.
pub fn state_glyph(state: State) -> Glyph {
    match state {
        State::Draft => Glyph::Draft,
        State::Submitted => Glyph::Submitted,
        State::Queried => Glyph::Queried,
        State::Accepted => Glyph::Accepted,
        State::Prepared => Glyph::Prepared,
        State::Delivered => Glyph::Delivered,
        State::Returned => Glyph::Returned,
        State::CheckedIn => Glyph::CheckedIn,
        State::Cancelled | State::Declined => Glyph::Stopped,
    }
}

/// A state as stripe, icon and word.
#[component]
pub fn StateChip(
    /// The state.
    state: State,
) -> impl IntoView {
    view! {
        <span class=format!("chip {}", state_class(state))>
            <Icon glyph=state_glyph(state)/>
            <span class="state-word">{state_word(state)}</span>
        </span>
    }
    .into_any()
}

/// How a small word beside something is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Mark {
    /// Just so.
    #[default]
    Plain,
    /// New, or yours.
    Note,
    /// In order.
    Good,
    /// Late, low, expiring.
    Warn,
    /// Hazardous, or gone.
    Bad,
}

/// A small word beside something: "late", "low", "2 pending".
#[component]
pub fn Badge(
    /// How it is meant.
    #[prop(optional)]
    mark: Mark,
    /// The word.
    children: Children,
) -> impl IntoView {
    let class = match mark {
        Mark::Plain => "mark",
        Mark::Note => "mark mark-note",
        Mark::Good => "mark mark-good",
        Mark::Warn => "mark mark-warn",
        Mark::Bad => "mark mark-bad",
    };
    view! { <span class=class>{children()}</span> }.into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_state_has_its_colour() {
        let rules = include_str!("../../style/state.css");
        for state in State::ALL {
            assert!(
                rules.contains(&format!(".{}", state_class(state))),
                "{state:?}"
            );
        }
    }
}
