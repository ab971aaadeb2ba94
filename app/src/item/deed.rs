//! What the forms about items post to.

use shared::{
    account::right::CanKeepStock,
    form::{Problem, Problems},
    id::ItemId,
};
use store::{holding, item};

use super::form::ItemForm;
use crate::{
    path::Path,
    retiring::Retirement,
    web::{At, Done, Enter, Failed, Idempotency as _, Sent},
};

/// Adds an item, and the first of it.
pub async fn create_item(
    Enter(desk): Enter<CanKeepStock>,
    sent: Sent<ItemForm>,
) -> Result<Done, Failed> {
    let tree = store::location::tree(&desk).await?;
    let (new, first) = sent.valid(sent.form.parse_new(&tree)).await?;
    let said = format!("{} is in the stock now.", new.name);
    let desk = desk.once(&sent);
    sent.accepted(desk.ensure_first().await).await?;
    if sent.form.apart.is_empty()
        && let Some(there) = item::alike(&desk, &new).await?
    {
        let kept = Problem::Kept { name: there.name };
        sent.valid(Err(Problems::one("name", kept))).await?;
    }
    let page = match first {
        None => Path::Item(sent.accepted(item::create(&desk, new).await).await?),
        Some(mut first) => {
            first.particulars.received_on = Some(desk.today());
            let received =
                holding::receive_new(&desk, new, first.place, first.amount, first.particulars);
            Path::Holding(sent.accepted(received.await).await?)
        }
    };
    Ok(Done::to(&page).saying(said))
}

/// Changes an item.
pub async fn create_change(
    Enter(desk): Enter<CanKeepStock>,
    At(id): At<ItemId>,
    sent: Sent<ItemForm>,
) -> Result<Done, Failed> {
    let now = item::find(&desk, id).await?;
    let change = sent.valid(sent.form.parse_change(&now)).await?;
    sent.accepted(item::change(&desk.once(&sent), id, change).await)
        .await?;
    Ok(Done::to(&Path::Item(id)).saying("Changed."))
}

/// Takes an item out of use.
pub async fn create_retirement(
    Enter(desk): Enter<CanKeepStock>,
    At(id): At<ItemId>,
    sent: Sent<Retirement>,
) -> Result<Done, Failed> {
    let version = sent.form.version()?;
    sent.accepted(item::retire(&desk.once(&sent), id, version).await)
        .await?;
    Ok(Done::to(&Path::Stock).saying(Retirement::SAID))
}
