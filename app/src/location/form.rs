//! Adding and changing a place.

use axum::extract::Query;
use leptos::prelude::*;
use serde::Deserialize;
use shared::{
    account::right::CanKeepStock,
    form::{self, Problem, Problems},
    id::LocationId,
    location::{LabFittings, Location, Sort, Tree},
    refusal::Refusal,
};
use store::location::New;

use super::choices::places_but;
use crate::{
    parts::{
        Card, Checkbox, Choice, Crumb, FormEnd, NumberInput, PageHead, PostForm, Select, Stop,
        TextInput,
    },
    path::Path,
    retiring::Retiring,
    web::{At, Enter, Frame, Kept, Shown},
};

/// The place around a new one.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Around {
    #[serde(rename = "in")]
    around: String,
}

/// What the form sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct PlaceForm {
    name: String,
    sort: String,
    parent: String,
    places: String,
    fume_cupboard: String,
    gas: String,
    blackout: String,
    pub(super) version: String,
}

impl PlaceForm {
    /// The place it describes, or all that is wrong with it.
    pub(super) fn parse(&self) -> Result<New, Problems> {
        let mut problems = Problems::default();
        let name = problems.take("name", form::text(&self.name, 80));
        let sort = problems.take("sort", form::choice(&self.sort, Sort::from_code));
        let parent = match self.parent.trim() {
            "" => Some(None),
            id => problems
                .take("parent", id.parse().map_err(|_| Problem::NotAChoice))
                .map(Some),
        };
        let places = match self.places.trim() {
            "" => Some(0),
            given => problems.take("places", form::number(given, 0, 100)),
        };
        match (name, sort, parent, places) {
            (Some(name), Some(sort), Some(parent), Some(places)) => Ok(New {
                parent,
                sort,
                name,
                fittings: LabFittings {
                    places: u16::try_from(places).unwrap_or_default(),
                    fume_cupboard: !self.fume_cupboard.is_empty(),
                    gas: !self.gas.is_empty(),
                    blackout: !self.blackout.is_empty(),
                },
            }),
            _ => Err(problems),
        }
    }
}

/// The page for a new one.
pub async fn new_page(
    frame: Frame,
    Enter(desk): Enter<CanKeepStock>,
    Query(Around { around }): Query<Around>,
) -> Shown {
    let tree = store::location::tree(&desk).await?;
    let kept = frame.kept.clone();
    frame
        .show(Some(Stop::Places), "Add a place", move || {
            let parent = around.parse().ok().and_then(|id| tree.find(id));
            let back = parent.map_or_else(
                || "/places".to_owned(),
                |place| Path::Place(place.id).href(),
            );
            let first = New {
                parent: parent.map(|place| place.id),
                sort: next_sort(parent),
                name: String::new(),
                fittings: LabFittings::default(),
            };
            view! {
                <PageHead title="Add a place" way=vec![Crumb::new("/places", "Places")]/>
                <Card>
                    <PostForm action="/places" class="form">
                        {fields(&kept, &tree, &first, None)}
                        <FormEnd words="Add it" back/>
                    </PostForm>
                </Card>
            }
            .into_any()
        })
        .await
}

/// What is likely inside a place.
fn next_sort(around: Option<&Location>) -> Sort {
    match around.map(|place| place.sort) {
        None => Sort::Room,
        Some(Sort::Building) => Sort::Lab,
        Some(sort) if sort.is_room() => Sort::Cupboard,
        Some(Sort::Cupboard) => Sort::Shelf,
        Some(_) => Sort::Tray,
    }
}

/// The page for changing one.
pub async fn edit_page(
    frame: Frame,
    Enter(desk): Enter<CanKeepStock>,
    At(id): At<LocationId>,
) -> Shown {
    let tree = store::location::tree(&desk).await?;
    let place = tree.find(id).ok_or(Refusal::NotFound)?.clone();
    // The page's other form, which takes the place out of use, has fields of its own.
    let kept = frame.kept.of(&format!("/places/{id}/change"));
    let title = format!("Change {}", place.name);
    frame
        .show(Some(Stop::Places), &title.clone(), move || {
            let back = Path::Place(id).href();
            let now = New::from(&place);
            view! {
                <PageHead title way=vec![Crumb::new("/places", "Places"), Crumb::new(back.clone(), place.name.clone())]/>
                <Card>
                    <PostForm action=format!("/places/{id}/change") class="form">
                        // As it is now: who sends the form again after a clash has seen the other's change.
                        <input type="hidden" name="version" value=place.version.to_string()/>
                        {fields(&kept, &tree, &now, Some(id))}
                        <FormEnd words="Save" back/>
                    </PostForm>
                </Card>
                <Retiring title="No longer in use?" action=format!("/places/{id}/retirement") version=place.version
                    words="A place in which nothing stands and no lesson is taught can be taken out of use."/>
            }
            .into_any()
        })
        .await
}

fn fields(kept: &Kept, tree: &Tree, place: &New, own: Option<LocationId>) -> AnyView {
    let sorts = Sort::ALL
        .map(|sort| Choice::new(sort.code(), sort.title()))
        .to_vec();
    let parent = place.parent.map(|id| id.to_string()).unwrap_or_default();
    let fittings = place.fittings;
    let pupils = match fittings.places {
        0 => String::new(),
        places => places.to_string(),
    };
    view! {
        <TextInput name="name" label="Name" value=kept.value("name", place.name.clone()) error=kept.error("name")
            hint="As on its door or shelf: Lab 2, Cupboard C, Shelf 3." required=true autofocus=!kept.is_kept()/>
        <div class="fields">
            <Select name="sort" label="What it is" options=sorts value=kept.value("sort", place.sort.code()) error=kept.error("sort")/>
            <Select name="parent" label="Where it is" blank="Not inside another place" options=places_but(tree, own)
                value=kept.value("parent", parent) error=kept.error("parent")/>
        </div>
        <fieldset class="form only-labs">
            <legend class="field-label">"Only for labs"</legend>
            <NumberInput name="places" label="Places for pupils" min="0" max="100" value=kept.value("places", pupils)
                error=kept.error("places") optional=true/>
            <div class="choices across">
                <Checkbox name="fume_cupboard" label="Fume cupboard" checked=kept.ticked("fume_cupboard", fittings.fume_cupboard)/>
                <Checkbox name="gas" label="Gas" checked=kept.ticked("gas", fittings.gas)/>
                <Checkbox name="blackout" label="Blackout" checked=kept.ticked("blackout", fittings.blackout)/>
            </div>
        </fieldset>
    }
    .into_any()
}
