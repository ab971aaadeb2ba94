//! A risk note that was approved after an order was sent.

use shared::{
    account::right::CanRequest, id::RequisitionId, refusal::Refusal, requisition::Verb,
    risk::Standing,
};

use super::find_in;
use crate::{Desk, Result, event::Noun, risk};

/// Its teacher has read the version `n`, which is approved still: the order carries it from then on, as long as it is
/// not over. Of one that another has taken the place of meanwhile, the edit is stale.
pub async fn read_note(desk: &Desk<CanRequest>, id: RequisitionId, n: u32) -> Result<()> {
    let mut tx = desk.begin().await?;
    let order = find_in(&mut tx, id).await?;
    if order.teacher != desk.who().member {
        return Err(Refusal::NotAllowed.into());
    }
    let state = order.progress.state();
    if state.is_over() {
        let is = state.title().to_owned();
        return Err(Refusal::WrongStep { is }.into());
    }
    let practical = order.practical.ok_or(Refusal::NotFound)?;
    let approved = risk::approved_in(&mut tx, practical).await?;
    let approved = approved.filter(|version| matches!(version.standing, Standing::Approved(_)));
    if approved.ok_or(Refusal::NotFound)?.n != n {
        return Err(Refusal::Stale.into());
    }
    let (school, at) = (tx.school_key(), tx.at.0);
    sqlx::query(
        "UPDATE requisition
         SET risk_version = $3, risk_read_at = $4, version = version + 1
         WHERE school_id = $1
           AND id = $2",
    )
    .bind(school)
    .bind(id.to_string())
    .bind(i64::from(n))
    .bind(at)
    .execute(tx.run())
    .await?;
    let verb = Verb::NoteRead.word();
    tx.record(
        Noun::Requisition,
        id,
        verb,
        order.risk.version.as_ref(),
        Some(&n),
    )
    .await?;
    tx.commit().await
}
