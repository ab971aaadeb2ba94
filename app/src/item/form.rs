//! Adding an item with the first of it, and changing one.

use leptos::prelude::*;
use serde::Deserialize;
use shared::{
    account::right::CanKeepStock,
    amount::{Amount, Unit},
    form::{self, Problem, Problems},
    id::{ItemId, LocationId},
    kind::Sort,
    location::Tree,
};
use store::{
    holding::Particulars,
    item::{self, Item},
};

use super::kind::{Said, what_it_is};
use crate::{
    holding::amount,
    location::{PlaceField, place_field, place_sent},
    parts::{
        Card, Checkbox, Choice, Crumb, DateInput, FormEnd, PageHead, PostForm, RadioGroup, Stop,
        TextArea, TextInput,
    },
    path::Path,
    retiring::Retiring,
    web::{At, Enter, Frame, Kept, Shown},
};

/// What the forms about items send.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct ItemForm {
    name: String,
    sort: String,
    unit: String,
    minimum: String,
    note: String,
    amount: String,
    place: String,
    expires_on: String,
    version: String,
    /// Whether it is kept apart from what the school has of the same kind already.
    pub(super) apart: String,
    /// What it is; that of the item as it was when nobody says otherwise.
    is: String,
    /// Which of those that the words may mean, and the words.
    kind: String,
    kind_of: String,
    /// Whether it is a kind of the school's own.
    own: String,
}

/// The first of a new item.
pub(super) struct First {
    pub(super) amount: Amount,
    pub(super) place: LocationId,
    pub(super) particulars: Particulars,
}

impl ItemForm {
    /// A new item, and the first of it when something is said of that; or all that is wrong.
    pub(super) fn parse_new(&self, tree: &Tree) -> Result<(item::New, Option<First>), Problems> {
        let mut problems = Problems::default();
        let name = problems.take("name", form::text(&self.name, 120));
        let sort = problems.take("sort", form::choice(&self.sort, Sort::from_code));
        let unit = problems.take("unit", form::choice(&self.unit, Unit::from_code));
        let note = problems.take("note", form::optional_text(&self.note, 1_000));
        let minimum = self.minimum(&mut problems, unit);
        let first = self.first(&mut problems, tree, unit);
        match (name, sort, unit, note) {
            (Some(name), Some(sort), Some(unit), Some(note)) if problems.is_empty() => {
                let new = item::New {
                    kind: None,
                    sort,
                    name,
                    unit,
                    minimum,
                    note,
                };
                Ok((new, first))
            }
            _ => Err(problems),
        }
    }

    /// How an item is to be.
    pub(super) fn parse_change(&self, now: &Item) -> Result<item::Change, Problems> {
        let mut problems = Problems::default();
        let name = problems.take("name", form::text(&self.name, 120));
        let note = problems.take("note", form::optional_text(&self.note, 1_000));
        let minimum = self.minimum(&mut problems, Some(now.unit()));
        let said = Said {
            is: self.is.trim(),
            kind: &self.kind,
            kind_of: self.kind_of.trim(),
            is_own: !self.own.is_empty(),
        };
        let becomes = said.becomes(&mut problems, now);
        match (name, note) {
            (Some(name), Some(note)) if problems.is_empty() => Ok(item::Change {
                name,
                minimum,
                note,
                becomes,
                // What is no version is none that there ever was.
                version: self.version.parse().unwrap_or(0),
            }),
            _ => Err(problems),
        }
    }

    fn minimum(&self, problems: &mut Problems, unit: Option<Unit>) -> Option<Amount> {
        match (self.minimum.trim(), unit) {
            ("", _) | (_, None) => None,
            (given, Some(unit)) => problems.take("minimum", amount(given, unit)),
        }
    }

    fn first(&self, problems: &mut Problems, tree: &Tree, unit: Option<Unit>) -> Option<First> {
        let sent: [&str; 3] = [&self.amount, &self.place, &self.expires_on];
        if sent.iter().all(|given| given.trim().is_empty()) {
            return None;
        }
        let (first, place, expires_on) = receipt(problems, tree, unit, sent);
        Some(First {
            amount: first?,
            place: place?,
            particulars: Particulars {
                capacity: first.filter(|first| first.unit() != Unit::Piece),
                expires_on: expires_on?,
                ..Particulars::default()
            },
        })
    }
}

type Receipt = (
    Option<Amount>,
    Option<LocationId>,
    Option<Option<shared::moment::Day>>,
);

/// Reads amount, place and last day of use, which every receiving form has. Without a unit, nothing can be said of an
/// amount.
pub(super) fn receipt(
    problems: &mut Problems,
    tree: &Tree,
    unit: Option<Unit>,
    [given, place, expires_on]: [&str; 3],
) -> Receipt {
    let given = match (given.trim(), unit) {
        ("", _) => problems.take("amount", Err(Problem::Missing)),
        (given, Some(unit)) => problems.take("amount", amount(given, unit)),
        (_, None) => None,
    };
    (
        given,
        problems.take("place", place_sent(tree, place)),
        problems.take("expires_on", form::optional_day(expires_on)),
    )
}

/// The page for a new one.
pub async fn new_page(frame: Frame, Enter(desk): Enter<CanKeepStock>) -> Shown {
    let tree = store::location::tree(&desk).await?;
    let kept = frame.kept.clone();
    frame
        .show(Some(Stop::Stock), "Add an item", move || {
            view! {
                <PageHead title="Add an item" way=vec![Crumb::new(Path::Stock.href(), "Stock")]/>
                <Card>
                    <PostForm action="/stock" class="form">
                        {what(&kept)}
                        <h2>"First delivery"</h2>
                        {first_of_it(&kept, &tree, false)}
                        <FormEnd words="Add it" back="/stock"/>
                    </PostForm>
                </Card>
            }
            .into_any()
        })
        .await
}

fn what(kept: &Kept) -> AnyView {
    let sorts = [
        (Sort::Chemical, "Chemical"),
        (Sort::Solution, "Solution"),
        (Sort::Equipment, "Equipment"),
        (Sort::Consumable, "Consumable"),
    ]
    .map(|(sort, word)| Choice::new(sort.code(), word))
    .to_vec();
    let units = [
        (Unit::Litre, "cm³ and dm³"),
        (Unit::Gram, "g and kg"),
        (Unit::Piece, "pieces"),
        (Unit::Metre, "cm and m"),
    ]
    .map(|(unit, word)| Choice::new(unit.code(), word))
    .to_vec();
    let apart = (kept.error("name").is_some() || kept.ticked("apart", false)).then(|| {
        let checked = kept.ticked("apart", false);
        view! { <Checkbox name="apart" label="Keep it apart from what is of the same kind" checked/> }
    });
    view! {
        <TextInput name="name" label="Name" value=kept.value("name", "") error=kept.error("name") required=true autofocus=!kept.is_kept()
            hint="As you say it: copper(II) sulfate, hydrochloric acid 1 mol/dm³, beaker 250 cm³. Known chemicals bring their hazards along."/>
        {apart}
        <RadioGroup name="sort" label="What it is" across=true options=sorts value=kept.value("sort", Sort::Chemical.code())
            error=kept.error("sort")/>
        <RadioGroup name="unit" label="Counted in" across=true options=units value=kept.value("unit", Unit::Gram.code())
            error=kept.error("unit")/>
        {rest(kept, String::new(), String::new())}
    }
    .into_any()
}

fn rest(kept: &Kept, minimum: String, note: String) -> AnyView {
    view! {
        <TextInput name="minimum" label="Low below" optional=true value=kept.value("minimum", minimum) error=kept.error("minimum")
            hint="With less than this it is shown as low. Left empty: when there is none left."/>
        <TextArea name="note" label="Note" optional=true rows=2 value=kept.value("note", note) error=kept.error("note")/>
    }
    .into_any()
}

/// The fields of what comes in: how much, where, until when.
pub(super) fn first_of_it(kept: &Kept, tree: &Tree, required: bool) -> AnyView {
    let place = PlaceField {
        name: "place",
        label: "Place",
        but: None,
        value: kept.value("place", ""),
        error: kept.error("place"),
    };
    view! {
        <div class="fields">
            <TextInput name="amount" label="Amount" optional={!required} required value=kept.value("amount", "")
                error=kept.error("amount") placeholder="2.5 dm³, 500 g, 12"/>
            <DateInput name="expires_on" label="Use by" optional=true value=kept.value("expires_on", "") error=kept.error("expires_on")/>
        </div>
        {place_field(tree, place)}
    }
    .into_any()
}

/// The page for changing one.
pub async fn edit_page(
    frame: Frame,
    Enter(desk): Enter<CanKeepStock>,
    At(id): At<ItemId>,
) -> Shown {
    let found = item::find(&desk, id).await?;
    let kept = frame.kept.of(&format!("/stock/{id}/change"));
    let title = format!("Change {}", found.name);
    frame
        .show(Some(Stop::Stock), &title.clone(), move || {
            let back = Path::Item(id).href();
            let way = vec![
                Crumb::new(Path::Stock.href(), "Stock"),
                Crumb::new(back.clone(), found.name.clone()),
            ];
            let minimum = found.minimum.map(|least| least.to_string()).unwrap_or_default();
            let note = found.note.clone().unwrap_or_default();
            let retiring = (!found.is_retired).then(|| {
                view! {
                    <Retiring title="No longer held?" action=format!("/stock/{id}/retirement") version=found.version
                        words="When nothing is left of it, it can be taken out of the stock list. Its history stays."/>
                }
            });
            view! {
                <PageHead title way/>
                <Card>
                    <PostForm action=format!("/stock/{id}/change") class="form">
                        <input type="hidden" name="version" value=found.version.to_string()/>
                        <TextInput name="name" label="Name" value=kept.value("name", found.name.clone()) error=kept.error("name") required=true/>
                        {what_it_is(&kept, &found)}
                        {rest(&kept, minimum, note)}
                        <FormEnd words="Save" back/>
                    </PostForm>
                </Card>
                {retiring}
            }
            .into_any()
        })
        .await
}
