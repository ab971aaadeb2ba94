//! Taking a stock list back: what nobody has touched since goes, with the items and places that came with it.

use std::collections::BTreeSet;

use shared::{
    account::right::CanImportStock,
    amount::{Amount, Unit},
    id::{HoldingId, ImportId, ItemId, PostingId},
    moment::Day,
    refusal::Refusal,
};

use crate::{
    Desk, Result, Tx,
    event::Noun,
    item,
    ledger::{self, Held},
    requisition, row,
    statement::Statement,
};

/// What taking back has come to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Undone {
    /// How many holdings are gone again.
    pub taken_back: usize,
    /// What stays, since it has been used since.
    pub left: Vec<Left>,
}

/// A holding that stays.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Left {
    /// Which.
    pub holding: HoldingId,
    /// What the item is called.
    pub name: String,
    /// How much there is.
    pub amount: Amount,
    /// Why it stays.
    pub used: Used,
}

/// What has happened to a holding since it came with a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Used {
    /// Something was taken, added, counted or moved.
    Moved,
    /// What is known of it was changed.
    Edited,
    /// An order that was sent since, and is under way, asks for its kind. One that was sent before did not count on it.
    Promised,
}

/// Takes a list back. What has been used since stays and is told, unless that goes too.
pub async fn undo(desk: &Desk<CanImportStock>, id: ImportId, even_used: bool) -> Result<Undone> {
    let is_undone = super::find(desk, id).await?.undone_at.is_some();
    let mut tx = desk.begin().await?;
    let (mut back, mut left) = (Vec::new(), Vec::new());
    let school = tx.school_key();
    for standing in standing(tx.run(), &school, id, desk.today()).await? {
        match standing.used() {
            Some(used) if !even_used => left.push(standing.left(used)?),
            _ => back.push(row::parse("holding.id", &standing.id)?),
        }
    }
    let taken_back = back.len();
    // A list of items of which nothing is there has no holdings to take back: its items go all the same.
    if back.is_empty() && (is_undone || !left.is_empty()) {
        return Ok(Undone { taken_back, left });
    }
    if !back.is_empty() {
        take_out(&mut tx, id, &back).await?;
    }
    retire_items(&mut tx, id).await?;
    retire_places(&mut tx, id).await?;
    mark(&mut tx, id).await?;
    tx.record::<_, _>(
        Noun::Import,
        id,
        "taken back",
        Some(&(taken_back + left.len())),
        Some(&left.len()),
    )
    .await?;
    tx.commit().await?;
    Ok(Undone { taken_back, left })
}

/// Takes out of holdings all that is in them.
async fn take_out(tx: &mut Tx, id: ImportId, back: &[HoldingId]) -> Result<()> {
    let held = ledger::held(tx, back).await?;
    let items: BTreeSet<ItemId> = held.iter().map(Held::item).collect();
    let items: Vec<ItemId> = items.into_iter().collect();
    let posting = unreversed(tx, id).await?;
    ledger::close(tx, id, posting, &held).await?;
    item::sum_up_all(tx, &items).await
}

/// What came with a list and has been used since: what taking it back would leave.
pub async fn used(desk: &Desk<CanImportStock>, id: ImportId) -> Result<Vec<Left>> {
    let mut run = desk.pool().acquire().await?;
    let standing = standing(&mut run, &desk.school_key(), id, desk.today()).await?;
    let used = standing
        .into_iter()
        .filter_map(|one| one.used().map(|used| one.left(used)));
    used.collect()
}

#[derive(sqlx::FromRow)]
struct Standing {
    id: String,
    name: String,
    unit: String,
    amount: i64,
    version: i64,
    lines: i64,
    promised: i64,
}

impl Standing {
    fn used(&self) -> Option<Used> {
        if self.lines > 1 {
            Some(Used::Moved)
        } else if self.version > 1 {
            Some(Used::Edited)
        } else if self.promised > 0 {
            Some(Used::Promised)
        } else {
            None
        }
    }

    fn left(self, used: Used) -> Result<Left> {
        let unit = row::named("item.unit", &self.unit, Unit::from_code)?;
        Ok(Left {
            holding: row::parse("holding.id", &self.id)?,
            name: self.name,
            amount: Amount::new(self.amount, unit),
            used,
        })
    }
}

/// What came with the list and is still there, with what has happened to it.
async fn standing(
    run: &mut sqlx::AnyConnection,
    school: &str,
    id: ImportId,
    today: Day,
) -> Result<Vec<Standing>> {
    let mut statement = Statement::default();
    let school = statement.mark(school);
    let import = statement.mark(id.to_string());
    let is_open = requisition::is_open(&mut statement, today);
    statement.push(&format!(
        "SELECT holding.id, item.name, item.unit, holding.amount, holding.version, (
           SELECT count(*)
           FROM movement line
           WHERE line.school_id = holding.school_id
             AND line.holding_id = holding.id
       ) AS lines, (
           SELECT count(*)
           FROM requisition_line asked
           JOIN requisition ON requisition.school_id = asked.school_id
                AND requisition.id = asked.requisition_id
           WHERE asked.school_id = item.school_id
             AND asked.kind_id = item.kind_id
             AND requisition.submitted_at >= posting.at
             AND {is_open}
       ) AS promised
FROM posting
JOIN movement ON movement.school_id = posting.school_id AND movement.posting_id = posting.id
JOIN holding ON holding.school_id = movement.school_id AND holding.id = movement.holding_id
JOIN item ON item.school_id = holding.school_id AND item.id = holding.item_id
WHERE posting.school_id = {school}
AND posting.import_id = {import}
AND posting.cause = 'import'
AND holding.gone_at IS NULL
ORDER BY item.name_key, holding.id"
    ));
    statement.rows_in(run).await
}

/// The posting of the list, unless it is taken back in part already: only one posting reverses another.
async fn unreversed(tx: &mut Tx, id: ImportId) -> Result<Option<PostingId>> {
    let school = tx.school_key();
    let found: Option<(String, Option<String>)> = sqlx::query_as(
        "SELECT posting.id, reversal.id AS reversed_by
         FROM posting
         LEFT JOIN posting reversal ON reversal.school_id = posting.school_id AND reversal.reverses = posting.id
         WHERE posting.school_id = $1
           AND posting.import_id = $2
           AND posting.cause = 'import'
         ORDER BY posting.id",
    )
    .bind(school)
    .bind(id.to_string())
    .fetch_optional(tx.run())
    .await?;
    let (posting, reversed) = found.ok_or(Refusal::NotFound)?;
    if reversed.is_some() {
        return Ok(None);
    }
    row::parse("posting.id", &posting).map(Some)
}

/// Items that came with the list, of which nothing is left and which nobody has changed.
async fn retire_items(tx: &mut Tx, id: ImportId) -> Result<()> {
    let (school, at) = (tx.school_key(), tx.at.0);
    sqlx::query(
        "UPDATE item
         SET retired_at = $3, version = version + 1
         WHERE school_id = $1
           AND import_id = $2
           AND retired_at IS NULL
           AND holdings = 0
           AND version = 1",
    )
    .bind(school)
    .bind(id.to_string())
    .bind(at)
    .execute(tx.run())
    .await?;
    forget_words(tx, id, Noun::Item).await
}

/// What was retired with the list is no longer found by its words. Nouns are named as their tables.
async fn forget_words(tx: &mut Tx, id: ImportId, noun: Noun) -> Result<()> {
    let table = noun.code();
    let mut statement = Statement::new("DELETE FROM word");
    let school = statement.mark(tx.school_key());
    let named = statement.mark(table);
    let import = statement.mark(id.to_string());
    statement.push(&format!(
        "WHERE school_id = {school}
AND noun = {named}
AND subject_id IN (
    SELECT {table}.id
    FROM {table}
    WHERE {table}.school_id = {school}
      AND {table}.import_id = {import}
      AND {table}.retired_at IS NOT NULL
)"
    ));
    statement.run(tx.run()).await?;
    Ok(())
}

/// Places that came with the list and are empty now, from the innermost out.
async fn retire_places(tx: &mut Tx, id: ImportId) -> Result<()> {
    let (school, at) = (tx.school_key(), tx.at.0);
    loop {
        let mut statement = Statement::new("UPDATE location");
        let at = statement.mark(at);
        let own = statement.mark(school.as_str());
        let import = statement.mark(id.to_string());
        statement.push(&format!(
            "SET retired_at = {at}, version = version + 1
WHERE school_id = {own}
AND import_id = {import}
AND retired_at IS NULL
AND version = 1
AND NOT EXISTS (
    SELECT 1
    FROM location inner_place
    WHERE inner_place.school_id = location.school_id
      AND inner_place.parent_id = location.id
      AND inner_place.retired_at IS NULL
)
AND NOT EXISTS (
    SELECT 1
    FROM holding
    WHERE holding.school_id = location.school_id
      AND holding.location_id = location.id
      AND holding.gone_at IS NULL
)
AND NOT EXISTS (
    SELECT 1
    FROM slot
    WHERE slot.school_id = location.school_id
      AND slot.location_id = location.id
)"
        ));
        if statement.run(tx.run()).await? == 0 {
            break;
        }
    }
    forget_words(tx, id, Noun::Location).await
}

async fn mark(tx: &mut Tx, id: ImportId) -> Result<()> {
    let (school, at) = (tx.school_key(), tx.at.0);
    sqlx::query(
        "UPDATE import
         SET undone_at = $3
         WHERE school_id = $1
           AND id = $2",
    )
    .bind(school)
    .bind(id.to_string())
    .bind(at)
    .execute(tx.run())
    .await?;
    Ok(())
}
