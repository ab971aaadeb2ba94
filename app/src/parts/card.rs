//! Cards, the facts in them, and single figures.

use leptos::prelude::*;

use super::{classes, given};

/// A white box with a hairline. Its heading is the page's second level.
#[component]
pub fn Card(
    /// Its heading.
    #[prop(optional, into)]
    title: String,
    /// What stands quietly at the heading's end.
    #[prop(optional, into)]
    aside: String,
    /// Further classes: `flush` for a table to its edges, `prep`, `risk`, `striped state-…`.
    #[prop(optional, into)]
    class: String,
    /// Its id, to jump to.
    #[prop(optional, into)]
    id: String,
    /// What it holds.
    children: Children,
) -> impl IntoView {
    let head = given(title).map(|title| {
        view! {
            <header class="card-head">
                <h2>{title}</h2>
                {given(aside).map(|aside| view! { <span class="card-aside">{aside}</span> })}
            </header>
        }
    });
    view! { <section class=classes("card", &class) id=given(id)>{head}{children()}</section> }
        .into_any()
}

/// A list of terms and values.
#[component]
pub fn Facts(
    /// On one line instead of one under the other.
    #[prop(optional)]
    across: bool,
    /// `Fact`s.
    children: Children,
) -> impl IntoView {
    let class = if across { "facts across" } else { "facts" };
    view! { <dl class=class>{children()}</dl> }.into_any()
}

/// One term and its value.
#[component]
pub fn Fact(
    /// The term.
    #[prop(into)]
    term: String,
    /// The value.
    children: Children,
) -> impl IntoView {
    view! { <div class="fact"><dt>{term}</dt><dd>{children()}</dd></div> }.into_any()
}

/// One figure, what it is out of, and the list it was counted from.
#[component]
pub fn Stat(
    /// What was counted.
    #[prop(into)]
    label: String,
    /// The figure.
    #[prop(into)]
    figure: String,
    /// Its denominator, in words: "121 of 146 orders".
    #[prop(optional, into)]
    of: String,
    /// The list it was counted from.
    #[prop(optional, into)]
    href: String,
    /// The figure asks for something to be done.
    #[prop(optional)]
    warn: bool,
) -> impl IntoView {
    let figure_class = if warn {
        "stat-figure warn"
    } else {
        "stat-figure"
    };
    let inside = view! {
        <span class="stat-label">{label}</span>
        <span class=figure_class>{figure}</span>
        {given(of).map(|of| view! { <span class="stat-of">{of}</span> })}
    };
    match given(href) {
        Some(href) => view! { <a class="card stat" href=href>{inside}</a> }.into_any(),
        None => view! { <div class="card stat">{inside}</div> }.into_any(),
    }
}
