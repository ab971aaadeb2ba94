//! All places, as a tree with counts.

use leptos::prelude::*;
use shared::{
    account::{Right, right::CanLook},
    id::LocationId,
    location::{Location, Tree},
};
use store::location::Counts;

use crate::{
    parts::{Card, Empty, Glyph, Icon, LinkButton, PageHead, Stop, Tone},
    path::Path,
    web::{Enter, Frame, Shown},
};

/// The page.
pub async fn page(frame: Frame, Enter(desk): Enter<CanLook>) -> Shown {
    let tree = store::location::tree(&desk).await?;
    let counts = store::location::counts(&desk).await?;
    let role = desk.who().role;
    let (may_keep, may_import) = (role.may(Right::KeepStock), role.may(Right::ImportStock));
    let sub = places(tree.len());
    frame
        .show(Some(Stop::Places), "Places", move || {
            view! {
                <PageHead title="Places" sub>
                    {may_keep.then(|| view! { <LinkButton href="/places/new" glyph=Glyph::Plus tone=Tone::Primary>"Add a place"</LinkButton> })}
                </PageHead>
                {if tree.is_empty() { nothing(may_keep, may_import) } else { whole(&tree, &counts) }}
            }
            .into_any()
        })
        .await
}

fn nothing(may_keep: bool, may_import: bool) -> AnyView {
    let words = match (may_keep, may_import) {
        (true, _) => {
            "Begin with the building or the prep room; then its cupboards and shelves. A stock list that you import brings its places along."
        }
        (false, true) => "A stock list that you import brings its places along.",
        (false, false) => "The prep room has not entered this yet.",
    };
    view! {
        <Empty glyph=Glyph::Place title="No places yet" words>
            {may_keep.then(|| view! { <LinkButton href="/places/new" tone=Tone::Primary>"Add a place"</LinkButton> })}
            {may_import.then(|| view! { <LinkButton href=Path::Imports.href()>"Import a stock list"</LinkButton> })}
        </Empty>
    }
    .into_any()
}

fn whole(tree: &Tree, counts: &Counts) -> AnyView {
    let outermost = inside(tree, counts, None);
    view! { <Card class="flush tree">{outermost}</Card> }.into_any()
}

/// A page shows no more places than so: those that lie deeper are on the pages of those around them.
const MOST: usize = 400;

/// The places inside one, as deep as a page can show them.
pub(super) fn inside(tree: &Tree, counts: &Counts, around: Option<LocationId>) -> AnyView {
    let levels = tree.levels(around, MOST).max(1);
    level(tree, counts, around, levels)
}

fn level(tree: &Tree, counts: &Counts, around: Option<LocationId>, levels: usize) -> AnyView {
    let lines = tree
        .inside(around)
        .map(|place| {
            let has_inside = tree.inside(Some(place.id)).next().is_some();
            let deeper =
                (has_inside && levels > 1).then(|| level(tree, counts, Some(place.id), levels - 1));
            let hidden = if deeper.is_some() {
                0
            } else {
                tree.within(place.id).count() - 1
            };
            view! { <li>{line(tree, counts, place, hidden)}{deeper}</li> }
        })
        .collect_view();
    view! { <ul>{lines}</ul> }.into_any()
}

/// A place with what stands in it; `hidden` places in it are not shown.
fn line(tree: &Tree, counts: &Counts, place: &Location, hidden: usize) -> AnyView {
    let count: i64 = tree
        .within(place.id)
        .filter_map(|inside| counts.get(&inside.id))
        .sum();
    // "Lab 1" says itself what it is.
    let kind = place.sort.title();
    let says_itself = place.name.to_lowercase().contains(&kind.to_lowercase());
    let sort = (!says_itself).then_some(kind);
    let there = [places(hidden), holdings(count)];
    let there: Vec<String> = there
        .into_iter()
        .filter(|words| !words.is_empty())
        .collect();
    view! {
        <a href=Path::Place(place.id).href()>
            <Icon glyph=Glyph::Place/>
            <span>{place.name.clone()}</span>
            {sort.map(|sort| view! { <small class="tree-sort">{sort}</small> })}
            <span class="quiet">{there.join(" · ")}</span>
        </a>
    }
    .into_any()
}

/// A count of places in words; nothing for none.
fn places(count: usize) -> String {
    match count {
        0 => String::new(),
        1 => "1 place".to_owned(),
        many => format!("{many} places"),
    }
}

/// A count of holdings in words; nothing for none.
pub(super) fn holdings(count: i64) -> String {
    match count {
        0 => String::new(),
        1 => "1 holding".to_owned(),
        many => format!("{many} holdings"),
    }
}
