//! The state of an order: one colour, one icon and one word, everywhere the same.

use leptos::prelude::*;

use super::icon::{Glyph, Icon};

/// How an order stands, as it is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OrderState {
    /// Not yet sent.
    Draft,
    /// Sent to the prep room.
    Submitted,
    /// The prep room asks something.
    Queried,
    /// Taken on.
    Accepted,
    /// On the trolley.
    Prepared,
    /// In the lab.
    Delivered,
    /// Back from the lab.
    Returned,
    /// Counted and put away.
    CheckedIn,
    /// The teacher no longer wants it.
    Cancelled,
    /// The prep room cannot do it.
    Declined,
}

impl OrderState {
    /// All of them, in the order they happen.
    pub const ALL: [Self; 10] = [
        Self::Draft,
        Self::Submitted,
        Self::Queried,
        Self::Accepted,
        Self::Prepared,
        Self::Delivered,
        Self::Returned,
        Self::CheckedIn,
        Self::Cancelled,
        Self::Declined,
    ];

    /// The class that gives its colour to a slip, chip, card or step.
    pub fn class(self) -> &'static str {
        match self {
            Self::Draft => "state-draft",
            Self::Submitted => "state-submitted",
            Self::Queried => "state-queried",
            Self::Accepted => "state-accepted",
            Self::Prepared => "state-prepared",
            Self::Delivered => "state-delivered",
            Self::Returned => "state-returned",
            Self::CheckedIn => "state-checked-in",
            Self::Cancelled => "state-cancelled",
            Self::Declined => "state-declined",
        }
    }

    /// Its word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Draft => "Draft",
            Self::Submitted => "Submitted",
            Self::Queried => "Queried",
            Self::Accepted => "Accepted",
            Self::Prepared => "Prepared",
            Self::Delivered => "Delivered",
            Self::Returned => "Returned",
            Self::CheckedIn => "Checked in",
            Self::Cancelled => "Cancelled",
            Self::Declined => "Declined",
        }
    }

    /// Its icon.
    pub fn glyph(self) -> Glyph {
        match self {
            Self::Draft => Glyph::Draft,
            Self::Submitted => Glyph::Submitted,
            Self::Queried => Glyph::Queried,
            Self::Accepted => Glyph::Accepted,
            Self::Prepared => Glyph::Prepared,
            Self::Delivered => Glyph::Delivered,
            Self::Returned => Glyph::Returned,
            Self::CheckedIn => Glyph::CheckedIn,
            Self::Cancelled | Self::Declined => Glyph::Stopped,
        }
    }
}

/// A state as stripe, icon and word.
#[component]
pub fn StateChip(
    /// The state.
    state: OrderState,
) -> impl IntoView {
    view! {
        <span class=format!("chip {}", state.class())>
            <Icon glyph=state.glyph()/>
            <span class="state-word">{state.word()}</span>
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
