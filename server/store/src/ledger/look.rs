//! Corrections of the book that somebody should look at: more was taken than it knew of.

use shared::{
    account::{Grant, right::CanMoveStock},
    amount::Amount,
    id::{HoldingId, LocationId, PostingId},
    refusal::Refusal,
};

use super::history::{AROUND, Entry, LINE, LineRow, gather};
use crate::{Desk, Result, event::Noun, row, statement::Statement};

/// A holding whose book was corrected on the way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// What happened.
    pub entry: Entry,
    /// What the item is called.
    pub name: String,
    /// What the book says is there now.
    pub left: Amount,
    /// Where it stands.
    pub place: LocationId,
}

/// What is to be looked at, the latest first. What was taken back is settled. A cross join is taken in the order it is
/// written: from the few postings that ask for a look.
pub async fn to_look_at<R: Grant>(desk: &Desk<R>, limit: i64) -> Result<Vec<Correction>> {
    let mut statement = Statement::new(&format!(
        "SELECT {LINE},
       item.name AS item_name, holding.amount AS left_there, holding.location_id AS stands_at
FROM posting
CROSS JOIN movement
CROSS JOIN holding
CROSS JOIN item
{AROUND}"
    ));
    let school = statement.mark(desk.school_key());
    let limit = statement.mark(limit);
    statement.push(&format!(
        "WHERE posting.school_id = {school}
AND posting.needs_look = 1
AND movement.school_id = posting.school_id
AND movement.posting_id = posting.id
AND holding.school_id = movement.school_id
AND holding.id = movement.holding_id
AND item.school_id = holding.school_id
AND item.id = holding.item_id
AND reversal.id IS NULL
AND EXISTS (
    SELECT 1
    FROM movement correction
    WHERE correction.school_id = movement.school_id
      AND correction.posting_id = movement.posting_id
      AND correction.holding_id = movement.holding_id
      AND correction.sort = 'counted'
)
ORDER BY posting.at DESC, movement.id DESC
LIMIT {limit}"
    ));
    let rows: Vec<LookRow> = statement.rows(desk.pool()).await?;
    let about: Vec<(HoldingId, String, i64, LocationId)> =
        rows.iter().map(LookRow::about).collect::<Result<_>>()?;
    let entries = gather(rows.into_iter().map(|row| row.line).collect())?;
    let corrections = entries.into_iter().filter_map(|entry| {
        let (_, name, left, place) = about
            .iter()
            .find(|(holding, ..)| *holding == entry.holding)?;
        let unit = entry.change()?.unit();
        Some(Correction {
            name: name.clone(),
            left: Amount::new(*left, unit),
            place: *place,
            entry,
        })
    });
    Ok(corrections.collect())
}

/// Notes that somebody has looked.
pub async fn looked(desk: &Desk<CanMoveStock>, id: PostingId) -> Result<()> {
    let mut tx = desk.begin().await?;
    let school = tx.school_key();
    let changed = sqlx::query(
        "UPDATE posting
         SET needs_look = 0
         WHERE school_id = $1
           AND id = $2
           AND needs_look = 1",
    )
    .bind(school.as_str())
    .bind(id.to_string())
    .execute(tx.run())
    .await?;
    if changed.rows_affected() == 0 {
        return Err(Refusal::NotFound.into());
    }
    let corrected: Vec<(String,)> = sqlx::query_as(
        "SELECT DISTINCT holding_id
         FROM movement
         WHERE school_id = $1
           AND posting_id = $2
           AND sort = 'counted'
         ORDER BY holding_id",
    )
    .bind(school)
    .bind(id.to_string())
    .fetch_all(tx.run())
    .await?;
    for (holding,) in corrected {
        tx.record::<_, ()>(Noun::Holding, holding, "looked at", Some(&id), None)
            .await?;
    }
    tx.commit().await
}

#[derive(sqlx::FromRow)]
struct LookRow {
    #[sqlx(flatten)]
    line: LineRow,
    item_name: String,
    left_there: i64,
    stands_at: String,
}

impl LookRow {
    fn about(&self) -> Result<(HoldingId, String, i64, LocationId)> {
        Ok((
            row::parse("movement.holding_id", &self.line.holding_id)?,
            self.item_name.clone(),
            self.left_there,
            row::parse("holding.location_id", &self.stands_at)?,
        ))
    }
}
