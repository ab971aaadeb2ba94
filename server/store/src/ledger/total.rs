//! How much there is of each kind: what availability starts from.

use std::collections::HashMap;

use shared::{
    account::Grant,
    amount::{Amount, Unit},
    kind::KindId,
};

use crate::{Desk, Result, row};

/// All that a school holds of a kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Total {
    /// All of it.
    pub amount: Amount,
    /// Of that, what is not out of date.
    pub in_date: Amount,
}

/// What the school holds of every kind it holds any of. Where items of one kind are counted in several units,
/// it is the unit of which there are most items; bottles of which nobody said how much is in them count last.
pub async fn totals_by_kind<R: Grant>(desk: &Desk<R>) -> Result<HashMap<KindId, Total>> {
    let rows: Vec<TotalRow> = sqlx::query_as(
        "SELECT item.kind_id, item.unit, count(*) AS items, CAST(sum(item.total) AS BIGINT) AS amount,
                COALESCE(CAST(sum(old.amount) AS BIGINT), 0) AS out_of_date
         FROM item
         LEFT JOIN (
             SELECT holding.item_id, CAST(sum(holding.amount) AS BIGINT) AS amount
             FROM holding
             WHERE holding.school_id = $1
               AND holding.expires_on < $2
               AND holding.gone_at IS NULL
             GROUP BY holding.item_id
         ) AS old ON old.item_id = item.id
         WHERE item.school_id = $1
           AND item.retired_at IS NULL
         GROUP BY item.kind_id, item.unit
         ORDER BY CASE item.unit WHEN 'piece' THEN 0 ELSE 1 END, count(*), item.kind_id, item.unit",
    )
    .bind(desk.school_key())
    .bind(desk.today().to_string())
    .fetch_all(desk.pool())
    .await?;
    let mut totals = HashMap::with_capacity(rows.len());
    for row in rows {
        let unit = row::named("item.unit", &row.unit, Unit::from_code)?;
        let total = Total {
            amount: Amount::new(row.amount, unit),
            in_date: Amount::new(row.amount - row.out_of_date, unit),
        };
        totals.insert(row::parse("item.kind_id", &row.kind_id)?, total);
    }
    Ok(totals)
}

#[derive(sqlx::FromRow)]
struct TotalRow {
    kind_id: String,
    unit: String,
    amount: i64,
    out_of_date: i64,
}
