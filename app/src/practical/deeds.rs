//! What the forms of the library post to.

use serde::Deserialize;
use shared::{
    account::right::{CanShare, CanWritePracticals},
    form::{self, Problems},
    id::PracticalId,
    practical::Entry,
    practice::Audience,
};
use store::{
    Desk,
    kind::Invention,
    practical::{self, Change},
    practice,
};

use super::{
    kit::{Meant, Row},
    sent::{PracticalSent, Written},
};
use crate::{
    path::Path,
    web::{At, Done, Enter, Failed, Idempotency as _, Sent},
};

/// Adds a practical, or shows its form with one more line.
pub async fn create_practical(
    Enter(desk): Enter<CanWritePracticals>,
    sent: Sent<PracticalSent>,
) -> Result<Done, Failed> {
    let (entry, inventions) = entry_of(&desk, &sent).await?;
    let created = practical::create(&desk.once(&sent), &entry, &inventions).await;
    let id = sent.accepted(created).await?;
    Ok(Done::to(&Path::Practical(id)).saying("Saved. Next: write its risk note."))
}

/// Changes a practical, or shows its form with one more line.
pub async fn change_practical(
    Enter(desk): Enter<CanWritePracticals>,
    At(id): At<PracticalId>,
    sent: Sent<PracticalSent>,
) -> Result<Done, Failed> {
    let (entry, inventions) = entry_of(&desk, &sent).await?;
    let change = Change {
        id,
        entry,
        inventions,
        version: sent.form.version.parse().unwrap_or(0),
    };
    sent.accepted(practical::change(&desk.once(&sent), &change).await)
        .await?;
    Ok(Done::to(&Path::Practical(id)).saying("Saved. Look whether the risk note still fits."))
}

/// The practical that was sent, and the kinds that are to be made up for its kit.
async fn entry_of(
    desk: &Desk<CanWritePracticals>,
    sent: &Sent<PracticalSent>,
) -> Result<(Entry, Vec<Invention>), Failed> {
    if sent.form.act == "line" {
        return Err(sent.once_more().await);
    }
    let rows = Row::typed(|name| sent.all(name));
    let Written { mut entry, kit } = sent.valid(sent.form.parse(desk, &rows).await?).await?;
    let mut inventions = Vec::new();
    for line in kit {
        let id = match line.meant.clone() {
            Meant::Known { id, .. } => id,
            Meant::New { name, sort, unit } => {
                let made = Invention::new(desk, &name, sort, unit);
                let id = made.id().clone();
                inventions.push(made);
                id
            }
        };
        entry.kit.push(line.of_kind(id));
    }
    Ok((entry, inventions))
}

/// What a single button sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Pressed {
    version: String,
    audience: String,
}

/// Copies a practical with its risk note.
pub async fn create_copy(
    Enter(desk): Enter<CanWritePracticals>,
    At(id): At<PracticalId>,
    sent: Sent<Pressed>,
) -> Result<Done, Failed> {
    let copied = sent
        .accepted(practical::copy(&desk.once(&sent), id).await)
        .await?;
    Ok(Done::to(&Path::EditPractical(copied)).saying("Copied. Give it a title of its own."))
}

/// Takes a practical out of the library.
pub async fn create_retirement(
    Enter(desk): Enter<CanWritePracticals>,
    At(id): At<PracticalId>,
    sent: Sent<Pressed>,
) -> Result<Done, Failed> {
    let version = sent.form.version.parse().unwrap_or(0);
    sent.accepted(practical::retire(&desk.once(&sent), id, version).await)
        .await?;
    Ok(Done::to(&Path::Practicals).saying("It is no longer offered. Orders made from it stay."))
}

/// Puts a retired practical back into the library.
pub async fn create_offer(
    Enter(desk): Enter<CanWritePracticals>,
    At(id): At<PracticalId>,
    sent: Sent<Pressed>,
) -> Result<Done, Failed> {
    let version = sent.form.version.parse().unwrap_or(0);
    sent.accepted(practical::offer_again(&desk.once(&sent), id, version).await)
        .await?;
    Ok(Done::to(&Path::Practical(id)).saying("It is offered again."))
}

/// Shares a practical with other schools, or renews what they see.
pub async fn create_sharing(
    Enter(desk): Enter<CanShare>,
    At(id): At<PracticalId>,
    sent: Sent<Pressed>,
) -> Result<Done, Failed> {
    let audience = form::choice(&sent.form.audience, Audience::from_code)
        .map_err(|problem| Problems::one("audience", problem));
    let audience = sent.valid(audience).await?;
    sent.accepted(practice::publish(&desk.once(&sent), id, audience).await)
        .await?;
    Ok(Done::to(&Path::Practical(id)).saying(format!("Shared with {}.", audience.title())))
}
