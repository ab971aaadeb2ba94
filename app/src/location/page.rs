//! A place: what stands there, and what lies in it.

use axum::extract::Query;
use leptos::prelude::*;
use serde::Deserialize;
use shared::{
    account::{Right, right::CanLook},
    id::{LocationId, PostingId},
    location::{Location, Sort},
    refusal::Refusal,
};

use super::tree::{self, holdings};
use crate::{
    holding::{Shelf, shelf},
    label::{label_href, labels_of_place_href},
    parts::{
        Badge, Button, Card, Crumb, Empty, Fact, Facts, Glyph, LinkButton, Message, Notice,
        NoticeTone, PageHead, PostForm, Stop,
    },
    path::Path,
    web::{At, Enter, Frame, Shown},
};

/// As many holdings as one place shows; a shelf with more is a room.
const MOST: i64 = 400;

/// What was just moved here, if anything.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Just {
    moved: String,
}

/// The page.
pub async fn page(
    frame: Frame,
    Enter(desk): Enter<CanLook>,
    At(id): At<LocationId>,
    Query(just): Query<Just>,
) -> Shown {
    let tree = store::location::tree(&desk).await?;
    let place = tree.find(id).ok_or(Refusal::NotFound)?.clone();
    let counts = store::location::counts(&desk).await?;
    let there = store::holding::in_places(&desk, &[id], MOST).await?;
    let (soon, today) = (store::holding::soon(&desk), desk.today());
    let may_keep = desk.who().role.may(Right::KeepStock);
    let may_move = desk.who().role.may(Right::MoveStock);
    let undo: Option<PostingId> = just.moved.parse().ok().filter(|_| may_move);
    let way: Vec<Crumb> = tree
        .way(id)
        .iter()
        .filter(|around| around.id != id)
        .map(|around| Crumb::new(Path::Place(around.id).href(), around.name.clone()))
        .collect();
    let way = [vec![Crumb::new("/places", "Places")], way].concat();
    let count = holdings(counts.get(&id).copied().unwrap_or_default());
    let about = [place.sort.title(), &count].map(str::to_owned);
    let about: Vec<String> = about
        .into_iter()
        .filter(|words| !words.is_empty())
        .chain([place.code.to_string()])
        .collect();
    let sub = about.join(" · ");
    let has_stock = tree
        .within(id)
        .any(|place| counts.get(&place.id).is_some_and(|count| *count > 0));
    let title = place.name.clone();
    let kept = frame.kept.clone();
    frame
        .show(Some(Stop::Places), &title, move || {
            let has_inside = tree.inside(Some(id)).next().is_some();
            let inside = has_inside.then(|| {
                let inside = tree::inside(&tree, &counts, Some(id));
                view! { <Card title="Contents" class="flush tree">{inside}</Card> }.into_any()
            });
            // What stands in the place itself comes first; without that, the places inside it do.
            let (what, aside) = match (there.is_empty(), inside) {
                (true, None) => (nothing(may_move), None),
                (true, Some(inside)) => (inside, None),
                (false, inside) => {
                    let shows = crate::holding::Shows::Names;
                    let shelf = shelf(Shelf { holdings: there, tree: &tree, soon, today, may_move, shows, kept });
                    (shelf, inside)
                }
            };
            let lab = (place.sort == Sort::Lab).then(|| fittings(&place));
            let layout = if aside.is_some() || lab.is_some() { "split" } else { "stack" };
            view! {
                <PageHead title=place.name.clone() sub way>
                    {may_keep.then(|| view! { <LinkButton href=format!("/places/new?in={id}") glyph=Glyph::Plus>"Add a place in it"</LinkButton> })}
                    <LinkButton href=label_href([place.code]) glyph=Glyph::Label>"Print its label"</LinkButton>
                    {has_stock.then(|| view! { <LinkButton href=labels_of_place_href(id) glyph=Glyph::Label>"Print labels of all in it"</LinkButton> })}
                    {may_keep.then(|| view! { <LinkButton href=format!("/places/{id}/edit") glyph=Glyph::Edit>"Change"</LinkButton> })}
                </PageHead>
                {undo.map(undo_message)}
                <div class=layout>
                    <div class="stack">{what}</div>
                    <div class="stack">{aside}{lab}</div>
                </div>
            }
            .into_any()
        })
        .await
}

fn undo_message(posting: PostingId) -> AnyView {
    view! {
        <Message notice=Notice::new(NoticeTone::Note, "They stand here now.")>
            <PostForm action=format!("/postings/{posting}/reversal") class="inline">
                <Button glyph=Glyph::Undo>"Undo the move"</Button>
            </PostForm>
        </Message>
    }
    .into_any()
}

fn nothing(may_move: bool) -> AnyView {
    let words = if may_move {
        "Receive something and choose this place, or tick things elsewhere and move them here."
    } else {
        ""
    };
    view! { <Card><Empty glyph=Glyph::Stock title="Nothing stands here" words small=true/></Card> }
        .into_any()
}

/// What a lab has.
fn fittings(place: &Location) -> AnyView {
    let fittings = place.fittings;
    let has = [
        (fittings.fume_cupboard, "fume cupboard"),
        (fittings.gas, "gas"),
        (fittings.blackout, "blackout"),
    ]
    .into_iter()
    .filter(|(has, _)| *has)
    .map(|(_, word)| view! { <Badge>{word}</Badge> })
    .collect_view();
    view! {
        <Card>
            <Facts>
                <Fact term="Places">{fittings.places.to_string()}</Fact>
                <Fact term="Has"><span class="row">{has}</span></Fact>
            </Facts>
        </Card>
    }
    .into_any()
}
