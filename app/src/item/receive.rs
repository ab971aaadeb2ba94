//! Receiving more of an item: a new holding with a code of its own.

use leptos::prelude::*;
use serde::Deserialize;
use shared::{
    account::right::CanMoveStock,
    amount::Unit,
    form::{self, Problems},
    id::ItemId,
    location::Tree,
};
use store::{
    holding::{self, New, Particulars},
    item,
};

use super::form::{first_of_it, receipt};
use crate::{
    parts::{Card, Crumb, FormEnd, PageHead, PostForm, Stop, TextInput},
    path::Path,
    web::{At, Done, Enter, Failed, Frame, Idempotency as _, Sent, Shown},
};

/// What the form sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Receipt {
    amount: String,
    place: String,
    expires_on: String,
    serial: String,
    lot: String,
    supplier: String,
}

impl Receipt {
    fn parse(&self, tree: &Tree, item: ItemId, unit: Unit) -> Result<New, Problems> {
        let mut problems = Problems::default();
        let (amount, location, expires_on) = receipt(
            &mut problems,
            tree,
            Some(unit),
            [&self.amount, &self.place, &self.expires_on],
        );
        let mut text = |field: &str, given: &str| {
            problems
                .take(field, form::optional_text(given, 120))
                .flatten()
        };
        let serial = text("serial", &self.serial);
        let lot = text("lot", &self.lot);
        let supplier = text("supplier", &self.supplier);
        match (amount, location, expires_on) {
            (Some(amount), Some(location), Some(expires_on)) if problems.is_empty() => Ok(New {
                item,
                location,
                amount,
                particulars: Particulars {
                    // What comes in is full, but a tray can take more.
                    capacity: Some(amount).filter(|_| unit != Unit::Piece),
                    serial,
                    lot,
                    supplier,
                    expires_on,
                    ..Particulars::default()
                },
            }),
            _ => Err(problems),
        }
    }
}

/// The page.
pub async fn page(frame: Frame, Enter(desk): Enter<CanMoveStock>, At(id): At<ItemId>) -> Shown {
    let found = item::find(&desk, id).await?;
    let tree = store::location::tree(&desk).await?;
    let kept = frame.kept.clone();
    let title = format!("Receive {}", found.name);
    frame
        .show(Some(Stop::Stock), &title.clone(), move || {
            let back = Path::Item(id).href();
            let way = vec![
                Crumb::new(Path::Stock.href(), "Stock"),
                Crumb::new(back.clone(), found.name.clone()),
            ];
            view! {
                <PageHead title way/>
                <Card>
                    <PostForm action=format!("/stock/{id}/holdings") class="form">
                        {first_of_it(&kept, &tree, true)}
                        <div class="fields">
                            <TextInput name="supplier" label="Supplier" optional=true value=kept.value("supplier", "") error=kept.error("supplier")/>
                            <TextInput name="lot" label="Lot" optional=true value=kept.value("lot", "") error=kept.error("lot")/>
                            <TextInput name="serial" label="Serial number" optional=true value=kept.value("serial", "") error=kept.error("serial")/>
                        </div>
                        <FormEnd words="Receive it" back/>
                    </PostForm>
                </Card>
            }
            .into_any()
        })
        .await
}

/// Receives it.
pub async fn create_holding(
    Enter(desk): Enter<CanMoveStock>,
    At(id): At<ItemId>,
    sent: Sent<Receipt>,
) -> Result<Done, Failed> {
    let unit = item::find(&desk, id).await?.unit();
    let tree = store::location::tree(&desk).await?;
    let mut new = sent.valid(sent.form.parse(&tree, id, unit)).await?;
    new.particulars.received_on = Some(desk.today());
    let said = format!("Received {}. Print its label next.", new.amount);
    let holding = sent
        .accepted(holding::receive(&desk.once(&sent), new).await)
        .await?;
    Ok(Done::to(&Path::Holding(holding)).saying(said))
}
