//! A bottle is opened on the day that something is first used from it.

use shared::{
    holding::Movement,
    id::HoldingId,
    moment::{Moment, Zone},
};

use super::Line;
use crate::{Result, Tx, row};

/// Notes today as the day of opening, for bottles of which something is used for the first time.
pub(super) async fn note(tx: &mut Tx, lines: &[Line]) -> Result<()> {
    let used: Vec<HoldingId> = lines
        .iter()
        .filter(|line| line.sort == Movement::Used)
        .map(|line| line.holding)
        .collect();
    if used.is_empty() {
        return Ok(());
    }
    let today = zone(tx).await?.day(tx.at).to_string();
    let school = tx.school_key();
    for holding in used {
        sqlx::query(
            "UPDATE holding
             SET opened_on = $3, version = version + 1
             WHERE school_id = $1
               AND id = $2
               AND opened_on IS NULL
               AND item_id IN (
                   SELECT item.id
                   FROM item
                   WHERE item.school_id = $1
                     AND item.sort IN ('chemical', 'solution')
               )",
        )
        .bind(school.as_str())
        .bind(holding.to_string())
        .bind(today.as_str())
        .execute(tx.run())
        .await?;
    }
    Ok(())
}

async fn zone(tx: &mut Tx) -> Result<Zone> {
    let school = tx.school_key();
    let (zone,): (String,) = sqlx::query_as(
        "SELECT zone
         FROM school
         WHERE id = $1",
    )
    .bind(school)
    .fetch_one(tx.run())
    .await?;
    row::named("school.zone", &zone, Zone::named)
}

/// Takes the day of opening back, where it was that of a use at `at` that is taken back: the first use that still stands
/// opened the bottle, if any does.
pub(super) async fn take_back(tx: &mut Tx, holding: HoldingId, at: Moment) -> Result<()> {
    let zone = zone(tx).await?;
    let was = zone.day(at);
    let first = first_use(tx, holding).await?.map(|at| zone.day(at));
    if first == Some(was) {
        return Ok(());
    }
    let school = tx.school_key();
    sqlx::query(
        "UPDATE holding
         SET opened_on = $4, version = version + 1
         WHERE school_id = $1
           AND id = $2
           AND opened_on = $3",
    )
    .bind(school)
    .bind(holding.to_string())
    .bind(was.to_string())
    .bind(first.map(|day| day.to_string()))
    .execute(tx.run())
    .await?;
    Ok(())
}

/// When something was first used of a holding, of what was not taken back.
async fn first_use(tx: &mut Tx, holding: HoldingId) -> Result<Option<Moment>> {
    let school = tx.school_key();
    let (first,): (Option<i64>,) = sqlx::query_as(
        "SELECT min(posting.at)
         FROM movement
         JOIN posting ON posting.school_id = movement.school_id AND posting.id = movement.posting_id
         LEFT JOIN posting reversal ON reversal.school_id = posting.school_id
                                   AND reversal.reverses = posting.id
         WHERE movement.school_id = $1
           AND movement.holding_id = $2
           AND movement.sort = 'used'
           AND posting.reverses IS NULL
           AND reversal.id IS NULL",
    )
    .bind(school)
    .bind(holding.to_string())
    .fetch_one(tx.run())
    .await?;
    Ok(first.map(Moment))
}
