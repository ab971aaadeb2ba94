//! What is known of a holding besides amount and place, and its change.

use leptos::prelude::*;
use serde::Deserialize;
use shared::{
    account::right::CanKeepStock,
    amount::Unit,
    form::{self, Problems},
    id::HoldingId,
    moment::Day,
    refusal::Refusal,
};
use store::holding::{self, Particulars};

use super::{acts::example, deed::amount};
use crate::{
    parts::{Card, Crumb, DateInput, FormEnd, PageHead, PostForm, Stop, TextArea, TextInput},
    path::Path,
    web::{At, Done, Enter, Failed, Frame, Idempotency as _, Kept, Sent, Shown},
};

/// The fields about a holding, as forms send them.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct About {
    capacity: String,
    serial: String,
    lot: String,
    supplier: String,
    received_on: String,
    opened_on: String,
    made_on: String,
    made_by: String,
    expires_on: String,
    note: String,
    version: String,
}

impl About {
    fn parse(&self, unit: Unit) -> Result<Particulars, Problems> {
        let mut problems = Problems::default();
        let capacity = match self.capacity.trim() {
            "" => None,
            given => problems.take("capacity", amount(given, unit)),
        };
        let mut text = |field: &str, given: &str, most| {
            problems
                .take(field, form::optional_text(given, most))
                .flatten()
        };
        let serial = text("serial", &self.serial, 80);
        let lot = text("lot", &self.lot, 80);
        let supplier = text("supplier", &self.supplier, 120);
        let made_by = text("made_by", &self.made_by, 20);
        let note = text("note", &self.note, 1_000);
        let mut day =
            |field: &str, given: &str| problems.take(field, form::optional_day(given)).flatten();
        let about = Particulars {
            capacity,
            serial,
            lot,
            supplier,
            received_on: day("received_on", &self.received_on),
            opened_on: day("opened_on", &self.opened_on),
            made_on: day("made_on", &self.made_on),
            made_by,
            expires_on: day("expires_on", &self.expires_on),
            note,
        };
        if problems.is_empty() {
            Ok(about)
        } else {
            Err(problems)
        }
    }
}

/// The page.
pub async fn page(frame: Frame, Enter(desk): Enter<CanKeepStock>, At(id): At<HoldingId>) -> Shown {
    let found = holding::find(&desk, id).await?;
    let kept = frame.kept.clone();
    let title = format!("Change {}", found.name);
    frame
        .show(Some(Stop::Stock), &title.clone(), move || {
            let back = Path::Holding(id).href();
            let way = vec![
                Crumb::new(Path::Stock.href(), "Stock"),
                Crumb::new(Path::Item(found.item).href(), found.name.clone()),
                Crumb::new(back.clone(), found.code.to_string()),
            ];
            view! {
                <PageHead title way/>
                <Card>
                    <PostForm action=format!("/holdings/{id}/change") class="form">
                        <input type="hidden" name="version" value=found.version.to_string()/>
                        {fields(&kept, &found.particulars, found.amount.unit())}
                        <FormEnd words="Save" back/>
                    </PostForm>
                </Card>
            }
            .into_any()
        })
        .await
}

/// The fields, with what is known or was typed.
fn fields(kept: &Kept, about: &Particulars, unit: Unit) -> AnyView {
    let text = |name: &str, now: &Option<String>| kept.value(name, now.clone().unwrap_or_default());
    let day = |name: &str, now: Option<Day>| {
        kept.value(name, now.map(|day| day.to_string()).unwrap_or_default())
    };
    let full = about
        .capacity
        .map(|amount| amount.to_string())
        .unwrap_or_default();
    view! {
        <div class="fields">
            <TextInput name="capacity" label="Holds when full" optional=true value=kept.value("capacity", full)
                error=kept.error("capacity") placeholder=example(unit)/>
            <DateInput name="expires_on" label="Use by" optional=true value=day("expires_on", about.expires_on)
                error=kept.error("expires_on")/>
        </div>
        <div class="fields">
            <TextInput name="serial" label="Serial number" optional=true value=text("serial", &about.serial) error=kept.error("serial")/>
            <TextInput name="lot" label="Lot" optional=true value=text("lot", &about.lot) error=kept.error("lot")/>
        </div>
        <div class="fields">
            <TextInput name="supplier" label="Supplier" optional=true value=text("supplier", &about.supplier) error=kept.error("supplier")/>
            <DateInput name="received_on" label="Received" optional=true value=day("received_on", about.received_on) error=kept.error("received_on")/>
        </div>
        <div class="fields">
            <DateInput name="opened_on" label="Opened" optional=true value=day("opened_on", about.opened_on) error=kept.error("opened_on")/>
            <DateInput name="made_on" label="Made" optional=true value=day("made_on", about.made_on) error=kept.error("made_on")/>
            <TextInput name="made_by" label="Made by" optional=true hint="Initials." value=text("made_by", &about.made_by) error=kept.error("made_by")/>
        </div>
        <TextArea name="note" label="Note" optional=true rows=2 value=text("note", &about.note) error=kept.error("note")/>
    }
    .into_any()
}

/// Changes what is known of a holding.
pub async fn create_change(
    Enter(desk): Enter<CanKeepStock>,
    At(id): At<HoldingId>,
    sent: Sent<About>,
) -> Result<Done, Failed> {
    let found = holding::find(&desk, id).await?;
    let particulars = sent.valid(sent.form.parse(found.amount.unit())).await?;
    let version = sent.form.version.parse().map_err(|_| Refusal::Stale)?;
    let change = holding::Change {
        particulars,
        version,
    };
    sent.accepted(holding::change(&desk.once(&sent), id, change).await)
        .await?;
    Ok(Done::to(&Path::Holding(id)).saying("Changed."))
}
