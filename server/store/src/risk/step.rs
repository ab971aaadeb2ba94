//! Writing risk notes, and deciding on them.

use shared::{
    account::right::{CanApproveRisk, CanWritePracticals},
    id::{MemberId, PracticalId},
    moment::Day,
    practical::RiskText,
    refusal::Refusal,
    risk::{Approval, Standing, Version},
};

use super::version::{self, set_standing};
use crate::{Desk, Result, Tx, event::Noun};

/// A new version of a note.
#[derive(Clone, Debug)]
pub struct Draft {
    /// The number of the version that it was written from, 0 for a first one.
    pub from: u32,
    /// What it says.
    pub text: RiskText,
}

/// What becomes of a version that was just written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Then {
    /// It stays a draft.
    Keep,
    /// It is handed over for approval.
    Submit,
}

/// Writes a new version, and hands it over where that is wanted: both or neither. When a later one is there by now than
/// it was written from, the two are not mixed.
pub async fn write(
    desk: &Desk<CanWritePracticals>,
    practical: PracticalId,
    draft: Draft,
    then: Then,
) -> Result<u32> {
    let mut tx = desk.begin().await?;
    let n = write_in(&mut tx, desk.who().member, practical, draft).await?;
    if then == Then::Submit {
        submit_in(&mut tx, practical, n).await?;
    }
    tx.commit().await?;
    Ok(n)
}

/// Hands the latest version over for approval.
pub async fn submit(desk: &Desk<CanWritePracticals>, practical: PracticalId, n: u32) -> Result<()> {
    let mut tx = desk.begin().await?;
    submit_in(&mut tx, practical, n).await?;
    tx.commit().await
}

async fn write_in(
    tx: &mut Tx,
    author: MemberId,
    practical: PracticalId,
    Draft { from, text }: Draft,
) -> Result<u32> {
    ensure_offered(tx, practical).await?;
    let before = version::latest_in(tx, practical).await?;
    let last = before.as_ref().map_or(0, |version| version.n);
    if last != from {
        return Err(Refusal::Stale.into());
    }
    if let Some(before) = &before {
        let standing = before.standing.clone().overtake()?;
        if standing != before.standing {
            set_standing(tx, practical, before.n, &standing).await?;
        }
    }
    let written = Version {
        n: last + 1,
        text,
        author: Some(author),
        written_at: tx.at,
        standing: Standing::Draft,
    };
    version::insert(tx, practical, &written).await?;
    let before = before.map(|version| version.text);
    tx.record(
        Noun::Risk,
        practical,
        "written",
        before.as_ref(),
        Some(&written.text),
    )
    .await?;
    Ok(written.n)
}

async fn submit_in(tx: &mut Tx, practical: PracticalId, n: u32) -> Result<()> {
    let before = latest(tx, practical, n).await?.standing;
    let submitted = before.clone().submit(tx.at)?;
    step(tx, practical, n, "submitted", (&before, &submitted)).await
}

/// Writes down how a version stands from now on, and records the step.
async fn step(
    tx: &mut Tx,
    practical: PracticalId,
    n: u32,
    verb: &str,
    (before, after): (&Standing, &Standing),
) -> Result<()> {
    set_standing(tx, practical, n, after).await?;
    let (before, after) = ((n, before), (n, after));
    tx.record(Noun::Risk, practical, verb, Some(&before), Some(&after))
        .await
}

/// Approves the latest version until a review date; the one approved before is superseded.
pub async fn approve(
    desk: &Desk<CanApproveRisk>,
    practical: PracticalId,
    n: u32,
    review_on: Day,
) -> Result<()> {
    let mut tx = desk.begin().await?;
    let before = latest(&mut tx, practical, n).await?.standing;
    let approved = before.clone().approve(Approval {
        by: desk.who().member,
        at: tx.at,
        review_on,
    })?;
    if let Some(former) = version::approved_in(&mut tx, practical).await? {
        let replaced = former.standing.replace()?;
        set_standing(&mut tx, practical, former.n, &replaced).await?;
    }
    step(&mut tx, practical, n, "approved", (&before, &approved)).await?;
    tx.commit().await
}

/// Sends the latest version back with a reason.
pub async fn send_back(
    desk: &Desk<CanApproveRisk>,
    practical: PracticalId,
    n: u32,
    reason: String,
) -> Result<()> {
    let mut tx = desk.begin().await?;
    let before = latest(&mut tx, practical, n).await?.standing;
    let (by, at) = (desk.who().member, tx.at);
    let back = before.clone().send_back(by, at, reason)?;
    step(&mut tx, practical, n, "sent back", (&before, &back)).await?;
    tx.commit().await
}

/// The latest version, when it is still the one that was looked at.
async fn latest(tx: &mut Tx, practical: PracticalId, n: u32) -> Result<Version> {
    let latest = version::latest_in(tx, practical)
        .await?
        .ok_or(Refusal::NotFound)?;
    if latest.n == n {
        Ok(latest)
    } else {
        Err(Refusal::Stale.into())
    }
}

/// Only what the library offers gets a new note.
async fn ensure_offered(tx: &mut Tx, practical: PracticalId) -> Result<()> {
    let school = tx.school_key();
    let found: Option<String> = sqlx::query_scalar(
        "SELECT id
         FROM practical
         WHERE school_id = $1
           AND id = $2
           AND retired_at IS NULL",
    )
    .bind(school)
    .bind(practical.to_string())
    .fetch_optional(tx.run())
    .await?;
    found.map(|_| ()).ok_or_else(|| Refusal::NotFound.into())
}
