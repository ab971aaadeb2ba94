//! Where a list would be and there is nothing yet.

use leptos::prelude::*;

use super::given;
use super::icon::{Glyph, Icon};

/// Says what to do first; children are the buttons that do it.
#[component]
pub fn Empty(
    /// What would be here.
    glyph: Glyph,
    /// That there is nothing, in a few words.
    #[prop(into)]
    title: String,
    /// What to do first.
    #[prop(optional, into)]
    words: String,
    /// Inside a card: without a box of its own.
    #[prop(optional)]
    small: bool,
    /// The buttons.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let class = if small { "empty small-empty" } else { "empty" };
    view! {
        <div class=class>
            <Icon glyph/>
            <h2>{title}</h2>
            {given(words).map(|words| view! { <p>{words}</p> })}
            {children.map(|children| view! { <div class="row">{children()}</div> })}
        </div>
    }
    .into_any()
}
