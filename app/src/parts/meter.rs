//! A bar that shows how much of something is taken.

use leptos::prelude::*;

/// One stretch of a bar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MeterPart {
    /// Done, or there: the accent.
    Main(u64),
    /// To do: half of the accent.
    Second(u64),
    /// The rest: a quarter of the accent.
    Third(u64),
    /// Somebody else's: grey.
    Other(u64),
    /// Too much, or too little: amber.
    Over(u64),
}

impl MeterPart {
    fn size(self) -> u64 {
        match self {
            Self::Main(size)
            | Self::Second(size)
            | Self::Third(size)
            | Self::Other(size)
            | Self::Over(size) => size,
        }
    }

    fn class(self) -> &'static str {
        match self {
            Self::Main(_) => "meter-a",
            Self::Second(_) => "meter-b",
            Self::Third(_) => "meter-c",
            Self::Other(_) => "meter-other",
            Self::Over(_) => "meter-over",
        }
    }
}

/// How far along a bar of `whole` something lies, as an SVG percentage.
fn percent(size: u64, whole: u64) -> String {
    let tenths = size.saturating_mul(1000) / whole.max(1);
    format!("{}.{}%", tenths / 10, tenths % 10)
}

/// A bar of several stretches, read aloud as its label. What goes beyond `full` makes the bar longer than its ground.
#[component]
pub fn Meter(
    /// The same in words: "2 h 15 min done of 5 h 30 min".
    #[prop(into)]
    label: String,
    /// What a full bar stands for.
    full: u64,
    /// The stretches, from the left.
    parts: Vec<MeterPart>,
    /// Where a line crosses it.
    #[prop(optional_no_strip)]
    mark: Option<u64>,
) -> impl IntoView {
    let taken: u64 = parts.iter().map(|part| part.size()).sum();
    let whole = full.max(taken).max(mark.unwrap_or(0));
    let mut from = 0;
    let stretches = parts
        .into_iter()
        .filter(|part| part.size() > 0)
        .map(|part| {
            let x = percent(from, whole);
            from += part.size();
            view! { <rect class=part.class() x=x y="0" width=percent(part.size(), whole) height="10"></rect> }
        })
        .collect_view();
    let mark = mark.map(|mark| {
        let x = percent(mark, whole);
        view! { <line class="meter-mark" x1=x.clone() x2=x y1="-2" y2="12"></line> }
    });
    view! {
        <svg class="meter" height="10" role="img" aria-label=label>
            <rect class="meter-full" x="0" y="0.5" width=percent(full, whole) height="9" rx="4.5"></rect>
            <g class="meter-parts">{stretches}</g>
            {mark}
        </svg>
    }
    .into_any()
}
