//! What the forms about places post to.

use shared::{account::right::CanKeepStock, id::LocationId, refusal::Refusal};
use store::location;

use super::form::PlaceForm;
use crate::{
    path::Path,
    retiring::Retirement,
    web::{At, Done, Enter, Failed, Idempotency as _, Sent},
};

/// Adds a place.
pub async fn create_place(
    Enter(desk): Enter<CanKeepStock>,
    sent: Sent<PlaceForm>,
) -> Result<Done, Failed> {
    let new = sent.valid(sent.form.parse()).await?;
    let said = format!("{} is there now.", new.name);
    let id = sent
        .accepted(location::add(&desk.once(&sent), new).await)
        .await?;
    Ok(Done::to(&Path::Place(id)).saying(said))
}

/// Changes a place.
pub async fn create_change(
    Enter(desk): Enter<CanKeepStock>,
    At(id): At<LocationId>,
    sent: Sent<PlaceForm>,
) -> Result<Done, Failed> {
    let to = sent.valid(sent.form.parse()).await?;
    let version = sent.form.version.parse().map_err(|_| Refusal::Stale)?;
    sent.accepted(location::change(&desk.once(&sent), id, to, version).await)
        .await?;
    Ok(Done::to(&Path::Place(id)).saying("Changed."))
}

/// Takes a place out of use.
pub async fn create_retirement(
    Enter(desk): Enter<CanKeepStock>,
    At(id): At<LocationId>,
    sent: Sent<Retirement>,
) -> Result<Done, Failed> {
    let version = sent.form.version()?;
    let retired = location::retire(&desk.once(&sent), id, version).await;
    sent.once(retired, |_| Some(Path::Places)).await?;
    Ok(Done::to(&Path::Places).saying(Retirement::SAID))
}
