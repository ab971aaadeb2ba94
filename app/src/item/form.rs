//! Adding an item with the first of it, and changing one.

use leptos::prelude::*;
use serde::Deserialize;
use shared::{
    account::right::CanKeepStock,
    amount::{Amount, Unit},
    form::{self, Problem, Problems},
    id::{ItemId, LocationId},
    kind::Sort,
};
use store::{holding::Particulars, item};

use crate::{
    holding::amount,
    location::places,
    parts::{
        Button, Card, Choice, Crumb, DateInput, FormEnd, PageHead, PostForm, RadioGroup, Select,
        Stop, TextArea, TextInput, Tone,
    },
    path::Path,
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
    pub(super) version: String,
}

/// The first of a new item.
pub(super) struct First {
    pub(super) amount: Amount,
    pub(super) place: LocationId,
    pub(super) particulars: Particulars,
}

impl ItemForm {
    /// A new item, and the first of it when an amount is given.
    pub(super) fn parse_new(&self) -> Result<(item::New, Option<First>), Problems> {
        let mut problems = Problems::default();
        let name = problems.take("name", form::text(&self.name, 120));
        let sort = problems.take("sort", form::choice(&self.sort, Sort::from_code));
        let unit = problems.take("unit", form::choice(&self.unit, Unit::from_code));
        let note = problems.take("note", form::optional_text(&self.note, 1_000));
        let (Some(name), Some(sort), Some(unit), Some(note)) = (name, sort, unit, note) else {
            return Err(problems);
        };
        let minimum = self.minimum(&mut problems, unit);
        let first = self.first(&mut problems, unit);
        let new = item::New {
            kind: None,
            sort,
            name,
            unit,
            minimum,
            note,
        };
        if problems.is_empty() {
            Ok((new, first))
        } else {
            Err(problems)
        }
    }

    /// How an item is to be.
    pub(super) fn parse_change(&self, unit: Unit) -> Result<item::Change, Problems> {
        let mut problems = Problems::default();
        let name = problems.take("name", form::text(&self.name, 120));
        let note = problems.take("note", form::optional_text(&self.note, 1_000));
        let minimum = self.minimum(&mut problems, unit);
        match (name, note) {
            (Some(name), Some(note)) if problems.is_empty() => Ok(item::Change {
                name,
                minimum,
                note,
                // What is no version is none that there ever was.
                version: self.version.parse().unwrap_or(0),
            }),
            _ => Err(problems),
        }
    }

    fn minimum(&self, problems: &mut Problems, unit: Unit) -> Option<Amount> {
        match self.minimum.trim() {
            "" => None,
            given => problems.take("minimum", amount(given, unit)),
        }
    }

    fn first(&self, problems: &mut Problems, unit: Unit) -> Option<First> {
        if self.amount.trim().is_empty() && self.place.is_empty() {
            return None;
        }
        let (first, place, expires_on) = receipt(
            problems,
            unit,
            [&self.amount, &self.place, &self.expires_on],
        );
        Some(First {
            amount: first?,
            place: place?,
            particulars: Particulars {
                capacity: first.filter(|_| unit != Unit::Piece),
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

/// Reads amount, place and last day of use, which every receiving form has.
pub(super) fn receipt(
    problems: &mut Problems,
    unit: Unit,
    [given, place, expires_on]: [&str; 3],
) -> Receipt {
    let given = if given.trim().is_empty() {
        Err(Problem::Missing)
    } else {
        amount(given, unit)
    };
    let place = match place.trim() {
        "" => Err(Problem::Missing),
        id => id.parse().map_err(|_| Problem::NotAChoice),
    };
    (
        problems.take("amount", given),
        problems.take("place", place),
        problems.take("expires_on", form::optional_day(expires_on)),
    )
}

/// The page for a new one.
pub async fn new_page(frame: Frame, Enter(desk): Enter<CanKeepStock>) -> Shown {
    let tree = store::location::tree(&desk).await?;
    let kept = frame.kept.clone();
    frame
        .show(Some(Stop::Stock), "Add an item", move || {
            let options = places(&tree);
            view! {
                <PageHead title="Add an item" way=vec![Crumb::new(Path::Stock.href(), "Stock")]/>
                <Card>
                    <PostForm action="/stock" class="form">
                        {what(&kept)}
                        <h2>"The first of it"</h2>
                        {first_of_it(&kept, options, false)}
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
    view! {
        <TextInput name="name" label="Name" value=kept.value("name", "") error=kept.error("name") required=true autofocus=true
            hint="As you say it: copper(II) sulfate, hydrochloric acid 1 mol/dm³, beaker 250 cm³. Known chemicals bring their hazards along."/>
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
            hint="With less than this it is shown as low."/>
        <TextArea name="note" label="Note" optional=true rows=2 value=kept.value("note", note) error=kept.error("note")/>
    }
    .into_any()
}

/// The fields of what comes in: how much, where, until when.
pub(super) fn first_of_it(kept: &Kept, options: Vec<Choice>, required: bool) -> AnyView {
    view! {
        <div class="fields">
            <TextInput name="amount" label="Amount" optional={!required} required value=kept.value("amount", "")
                error=kept.error("amount") placeholder="2.5 dm³, 500 g, 12"/>
            <DateInput name="expires_on" label="Use by" optional=true value=kept.value("expires_on", "") error=kept.error("expires_on")/>
        </div>
        <Select name="place" label="Place" blank="Choose a place" options value=kept.value("place", "") error=kept.error("place")/>
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
            let version = found.version.to_string();
            let same = version.clone();
            let minimum = found.minimum.map(|least| least.to_string()).unwrap_or_default();
            let note = found.note.clone().unwrap_or_default();
            view! {
                <PageHead title way/>
                <Card>
                    <PostForm action=format!("/stock/{id}/change") class="form">
                        <input type="hidden" name="version" value=version/>
                        <TextInput name="name" label="Name" value=kept.value("name", found.name.clone()) error=kept.error("name") required=true/>
                        {rest(&kept, minimum, note)}
                        <FormEnd words="Save" back/>
                    </PostForm>
                </Card>
                <Card title="No longer held?">
                    <p class="quiet">"When nothing is left of it, it can be taken out of the inventory. Its history stays."</p>
                    <PostForm action=format!("/stock/{id}/retirement") class="inline">
                        <input type="hidden" name="version" value=same/>
                        <Button tone=Tone::Danger>"Take it out of use"</Button>
                    </PostForm>
                </Card>
            }
            .into_any()
        })
        .await
}
