//! A bottle is opened on the day that something is first used from it.

use shared::{
    holding::Movement,
    id::HoldingId,
    moment::{Day, Moment, Zone},
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
    let (school, at) = (tx.school_key(), tx.at);
    let today = day_of(tx, at).await?.to_string();
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

/// The school's day at a moment.
async fn day_of(tx: &mut Tx, at: Moment) -> Result<Day> {
    let school = tx.school_key();
    let (zone,): (String,) = sqlx::query_as(
        "SELECT zone
         FROM school
         WHERE id = $1",
    )
    .bind(school)
    .fetch_one(tx.run())
    .await?;
    Ok(row::named("school.zone", &zone, Zone::named)?.day(at))
}

/// Takes the day of opening back, where no use stands any more and the one that is taken back was of that day.
pub(super) async fn take_back(tx: &mut Tx, holding: HoldingId, at: Moment) -> Result<()> {
    let (school, day) = (tx.school_key(), day_of(tx, at).await?.to_string());
    sqlx::query(
        "UPDATE holding
         SET opened_on = NULL, version = version + 1
         WHERE school_id = $1
           AND id = $2
           AND opened_on = $3
           AND NOT EXISTS (
               SELECT 1
               FROM movement
               JOIN posting ON posting.school_id = movement.school_id AND posting.id = movement.posting_id
               LEFT JOIN posting reversal ON reversal.school_id = posting.school_id
                                         AND reversal.reverses = posting.id
               WHERE movement.school_id = holding.school_id
                 AND movement.holding_id = holding.id
                 AND movement.sort = 'used'
                 AND posting.reverses IS NULL
                 AND reversal.id IS NULL
           )",
    )
    .bind(school)
    .bind(holding.to_string())
    .bind(day)
    .execute(tx.run())
    .await?;
    Ok(())
}
