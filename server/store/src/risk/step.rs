//! Writing risk notes, and deciding on them.

use shared::{
    account::right::{CanApproveRisk, CanWritePracticals},
    id::PracticalId,
    moment::Day,
    practical::RiskText,
    refusal::Refusal,
    risk::{Approval, Standing, Version},
};

use super::version::{self, set_standing};
use crate::{Desk, Result, Tx, event::Noun};

/// Writes a new version as a draft. `from` is the number of the version it was written from, 0 for a first one:
/// when a later one is there by now, the two are not mixed.
pub async fn write(
    desk: &Desk<CanWritePracticals>,
    practical: PracticalId,
    from: u32,
    text: RiskText,
) -> Result<u32> {
    let mut tx = desk.begin().await?;
    exists(&mut tx, practical).await?;
    let before = version::latest_in(&mut tx, practical).await?;
    let last = before.as_ref().map_or(0, |version| version.n);
    if last != from {
        return Err(Refusal::Stale.into());
    }
    if let Some(before) = &before {
        let standing = before.standing.clone().overtake()?;
        if standing != before.standing {
            set_standing(&mut tx, practical, before.n, &standing).await?;
        }
    }
    let written = Version {
        n: last + 1,
        text,
        author: Some(desk.who().member),
        written_at: tx.at,
        standing: Standing::Draft,
    };
    version::insert(&mut tx, practical, &written).await?;
    let before = before.map(|version| version.text);
    tx.record(
        Noun::Risk,
        practical,
        "written",
        before.as_ref(),
        Some(&written.text),
    )
    .await?;
    tx.commit().await?;
    Ok(written.n)
}

/// Hands the latest version over for approval.
pub async fn submit(desk: &Desk<CanWritePracticals>, practical: PracticalId, n: u32) -> Result<()> {
    let mut tx = desk.begin().await?;
    let standing = latest(&mut tx, practical, n).await?.standing;
    let submitted = standing.submit(tx.at)?;
    set_standing(&mut tx, practical, n, &submitted).await?;
    tx.record::<(), _>(Noun::Risk, practical, "submitted", None, Some(&n))
        .await?;
    tx.commit().await
}

/// Approves the latest version until a review date; the one approved before is superseded.
pub async fn approve(
    desk: &Desk<CanApproveRisk>,
    practical: PracticalId,
    n: u32,
    review_on: Day,
) -> Result<()> {
    let mut tx = desk.begin().await?;
    let standing = latest(&mut tx, practical, n).await?.standing;
    let approved = standing.approve(Approval {
        by: desk.who().member,
        at: tx.at,
        review_on,
    })?;
    if let Some(before) = version::approved_in(&mut tx, practical).await? {
        let replaced = before.standing.replace()?;
        set_standing(&mut tx, practical, before.n, &replaced).await?;
    }
    set_standing(&mut tx, practical, n, &approved).await?;
    tx.record::<(), _>(
        Noun::Risk,
        practical,
        "approved",
        None,
        Some(&(n, review_on)),
    )
    .await?;
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
    let standing = latest(&mut tx, practical, n).await?.standing;
    let (by, at) = (desk.who().member, tx.at);
    let back = standing.send_back(by, at, reason.clone())?;
    set_standing(&mut tx, practical, n, &back).await?;
    tx.record::<(), _>(Noun::Risk, practical, "sent back", None, Some(&(n, reason)))
        .await?;
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

async fn exists(tx: &mut Tx, practical: PracticalId) -> Result<()> {
    let school = tx.school_key();
    let found: Option<String> = sqlx::query_scalar(
        "SELECT id
         FROM practical
         WHERE school_id = $1
           AND id = $2",
    )
    .bind(school)
    .bind(practical.to_string())
    .fetch_optional(tx.run())
    .await?;
    found.map(|_| ()).ok_or_else(|| Refusal::NotFound.into())
}
