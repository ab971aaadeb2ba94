//! Tables that scroll by themselves, headings that sort, and the way to the next page of a list.

use leptos::prelude::*;

use super::icon::{Glyph, Icon};
use super::{classes, given};

/// A table in a frame that scrolls sideways where the screen is narrow.
#[component]
pub fn DataTable(
    /// What it lists, read aloud.
    #[prop(into)]
    label: String,
    /// Further classes: `stacked` for a block per row on a phone, `kit`, `import`.
    #[prop(optional, into)]
    class: String,
    /// `thead` and `tbody`.
    children: Children,
) -> impl IntoView {
    view! {
        <div class="table-wrap" role="region" aria-label=label tabindex="0">
            <table class=classes("table", &class)>{children()}</table>
        </div>
    }
    .into_any()
}

/// The heading of the column of ticks.
#[component]
pub fn PickHead() -> impl IntoView {
    view! { <th class="pick"><span class="hidden">"Choose"</span></th> }.into_any()
}

/// A row's tick.
#[component]
pub fn Pick(
    /// The field's name.
    name: &'static str,
    /// What is sent when ticked.
    #[prop(into)]
    value: String,
    /// What is chosen, read aloud.
    #[prop(into)]
    what: String,
    /// Ticked at first.
    #[prop(optional)]
    checked: bool,
    /// The id of its form, where that is not around it.
    #[prop(optional, into)]
    form: String,
) -> impl IntoView {
    view! {
        <td class="pick">
            <input type="checkbox" name=name value=value checked=checked form=given(form) aria-label=format!("Choose {what}")/>
        </td>
    }
    .into_any()
}

/// The heading of a column that does not sort.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Head {
    /// Over words.
    Words(&'static str),
    /// Over figures, which stand to the right.
    Figures(&'static str),
    /// Over bars that draw the figures beside them.
    Bars,
}

/// The headings of a table, in their order.
pub fn heads(heads: impl IntoIterator<Item = Head>) -> AnyView {
    let heads = heads
        .into_iter()
        .map(|head| match head {
            Head::Words(word) => view! { <th scope="col">{word}</th> }.into_any(),
            Head::Figures(word) => view! { <th scope="col" class="num">{word}</th> }.into_any(),
            Head::Bars => {
                view! { <th scope="col" class="meter-cell"><span class="hidden">"As a bar"</span></th> }
                    .into_any()
            }
        })
        .collect_view();
    view! { <thead><tr>{heads}</tr></thead> }.into_any()
}

/// Which way a column is sorted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sorted {
    /// The smallest first.
    Up,
    /// The largest first.
    Down,
}

/// A heading that sorts the list by its column.
#[component]
pub fn SortHead(
    /// The column's word.
    #[prop(into)]
    word: String,
    /// The same list, sorted by this column.
    #[prop(into)]
    href: String,
    /// How the list is sorted by it now.
    #[prop(optional_no_strip)]
    sorted: Option<Sorted>,
) -> impl IntoView {
    let (order, glyph) = match sorted {
        None => (None, None),
        Some(Sorted::Up) => (Some("ascending"), Some(Glyph::Up)),
        Some(Sorted::Down) => (Some("descending"), Some(Glyph::Down)),
    };
    view! {
        <th scope="col" aria-sort=order>
            <a class="sort" href=href>{word}{glyph.map(|glyph| view! { <Icon glyph/> })}</a>
        </th>
    }
    .into_any()
}

/// The way to the page before and after. Lists page by key, so there are no page numbers.
#[component]
pub fn Pager(
    /// What is shown: "50 of 412".
    #[prop(optional, into)]
    note: String,
    /// The page before.
    #[prop(optional_no_strip, into)]
    back: Option<String>,
    /// The page after.
    #[prop(optional_no_strip, into)]
    next: Option<String>,
) -> impl IntoView {
    view! {
        <nav class="pager" aria-label="Pages of this list">
            <span>{given(note)}</span>
            <span class="pager-links">
                {back.map(|href| view! { <a class="button" href=href rel="prev">"Back"</a> })}
                {next.map(|href| view! { <a class="button" href=href rel="next">"Next"</a> })}
            </span>
        </nav>
    }
    .into_any()
}
