//! Places to choose from, in the order of the tree.

use leptos::prelude::*;
use shared::{
    form::Problem,
    id::LocationId,
    location::{Location, Tree},
};

use crate::parts::{Choice, FieldError, Select, TextInput};

/// Among so many places a person still finds one in a list that opens.
const MOST: usize = 250;

/// Every place as a choice, each set in as deep as it lies.
fn places(tree: &Tree) -> Vec<Choice> {
    places_but(tree, None)
}

/// The places to look in: the outer ones, where a list can't hold all, and the one that is looked in already.
pub(crate) fn places_to_look_in(tree: &Tree, chosen: &str) -> Vec<Choice> {
    let mut choices: Vec<Choice> = tree.outer(MOST).map(choice).collect();
    if !choices.iter().any(|choice| choice.value == chosen)
        && let Some(place) = chosen.parse().ok().and_then(|id| tree.find(id))
    {
        choices.push(Choice::new(chosen, tree.near(place.id)));
    }
    choices
}

/// Every place but one and what lies in it.
pub(super) fn places_but(tree: &Tree, not: Option<LocationId>) -> Vec<Choice> {
    let left_out: Vec<LocationId> = not
        .map(|id| tree.within(id).map(|place| place.id).collect())
        .unwrap_or_default();
    tree.walk()
        .filter(|(_, place)| !left_out.contains(&place.id))
        .map(choice)
        .collect()
}

fn choice((depth, place): (usize, &Location)) -> Choice {
    // A browser shows no other indentation inside a list that opens.
    let words = format!("{}{}", "\u{2003}".repeat(depth), place.name);
    Choice::new(place.id.to_string(), words)
}

/// A field for a place.
pub(crate) struct PlaceField {
    /// Under which name it is sent.
    pub(crate) name: &'static str,
    /// What is asked for.
    pub(crate) label: &'static str,
    /// A place that is not among the choices.
    pub(crate) but: Option<LocationId>,
    /// What was typed or chosen.
    pub(crate) value: String,
    /// What is wrong with it.
    pub(crate) error: Option<String>,
}

/// The field: a list that opens, or with more places than it can hold, a box for the code of one or its name.
/// [`place_sent`] reads either.
pub(crate) fn place_field(tree: &Tree, field: PlaceField) -> AnyView {
    let error = FieldError::from(field.error);
    let (name, label, value) = (field.name, field.label, field.value);
    if tree.len() > MOST {
        return view! {
            <TextInput name label hint="The code on its label, or its name." value error autocomplete="off"/>
        }
        .into_any();
    }
    let but = field.but.map(|but| but.to_string());
    let options: Vec<Choice> = places(tree)
        .into_iter()
        .filter(|choice| Some(&choice.value) != but.as_ref())
        .collect();
    view! { <Select name label blank="Choose a place" options value error/> }.into_any()
}

/// The same without a label in sight, for the foot of a list: `value` was chosen before. Where it is wrong, what is
/// wrong stands under the id `to-error`.
pub(crate) fn small_place_field(tree: &Tree, value: &str, is_wrong: bool) -> AnyView {
    let (about, wrong) = (is_wrong.then_some("to-error"), is_wrong.then_some("true"));
    if tree.len() > MOST {
        return view! {
            <input class="input" type="text" name="to" placeholder="Move to: a code or name" autocomplete="off"
                value=value.to_owned() aria-describedby=about aria-invalid=wrong/>
        }
        .into_any();
    }
    let options = places(tree)
        .into_iter()
        .map(|choice| {
            let chosen = choice.value == value;
            view! { <option value=choice.value selected=chosen>{choice.words}</option> }
        })
        .collect_view();
    view! {
        <select class="input" name="to" aria-describedby=about aria-invalid=wrong>
            <option value="">"Move to …"</option>
            {options}
        </select>
    }
    .into_any()
}

/// The place that such a field sent.
pub(crate) fn place_sent(tree: &Tree, given: &str) -> Result<LocationId, Problem> {
    if given.trim().is_empty() {
        return Err(Problem::Missing);
    }
    let chosen = given.parse().ok().and_then(|id| tree.find(id));
    let meant = chosen.or_else(|| tree.meant(given));
    meant.map(|place| place.id).ok_or(Problem::NotAPlace)
}
