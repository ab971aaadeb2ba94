//! What files that go out say of items beside their holdings.

use std::collections::HashMap;

use shared::{
    account::Grant,
    amount::{Amount, Unit},
    id::ItemId,
};

use super::{COLUMNS, Item, ItemRow};
use crate::{Desk, Result, row, statement::Statement};

/// What is wanted of an item, and known of it as such.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// Less than this is low.
    pub minimum: Option<Amount>,
    /// What to know about it.
    pub note: Option<String>,
}

/// What is wanted of each item of which something is said, for files that go out.
pub async fn wanted<R: Grant>(desk: &Desk<R>) -> Result<HashMap<ItemId, Wanted>> {
    let rows: Vec<(String, String, Option<i64>, Option<String>)> = sqlx::query_as(
        "SELECT id, unit, minimum, note
         FROM item
         WHERE school_id = $1
           AND retired_at IS NULL
           AND (minimum IS NOT NULL OR note IS NOT NULL)
         ORDER BY id",
    )
    .bind(desk.school_key())
    .fetch_all(desk.pool())
    .await?;
    let mut wanted = HashMap::with_capacity(rows.len());
    for (id, unit, minimum, note) in rows {
        let unit = row::named("item.unit", &unit, Unit::from_code)?;
        let minimum = minimum.map(|minimum| Amount::new(minimum, unit));
        wanted.insert(row::parse("item.id", &id)?, Wanted { minimum, note });
    }
    Ok(wanted)
}

/// Items in use of which nothing is there, by name.
pub async fn without_holdings<R: Grant>(desk: &Desk<R>) -> Result<Vec<Item>> {
    let mut statement = Statement::new(&format!("SELECT {COLUMNS}\nFROM item"));
    let school = statement.mark(desk.school_key());
    statement.push(&format!(
        "JOIN kind ON kind.id = item.kind_id
WHERE item.school_id = {school}
AND item.retired_at IS NULL
AND item.holdings = 0
ORDER BY item.name_key, item.id"
    ));
    let rows: Vec<ItemRow> = statement.rows(desk.pool()).await?;
    rows.into_iter().map(Item::try_from).collect()
}
