//! What the ledger tells of a holding or an item, the newest first.

use shared::{
    account::Grant,
    amount::{Amount, Unit},
    holding::{Cause, Movement},
    id::{HoldingId, ItemId, LocationId, PostingId, RequisitionId},
    moment::Moment,
};

use crate::{Desk, Result, row, statement::Statement};

/// What one posting did to one holding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Which posting.
    pub posting: PostingId,
    /// To which holding.
    pub holding: HoldingId,
    /// When.
    pub at: Moment,
    /// Who, by name; nobody for the system's own doings or a person who was erased.
    pub by: Option<String>,
    /// Why.
    pub cause: Cause,
    /// Its lines on the holding, in the order they were written.
    pub lines: Vec<(Movement, Amount, LocationId)>,
    /// Where a part of it went to, or came from as one.
    pub other_place: Option<LocationId>,
    /// The order it was for, with its class.
    pub requisition: Option<(RequisitionId, String)>,
    /// Whether it was taken back.
    pub is_reversed: bool,
    /// Whether the book had to be corrected, so that somebody should look.
    pub needs_look: bool,
    /// What was noted with it.
    pub note: Option<String>,
}

impl Entry {
    /// What it changed altogether; nothing for a move.
    pub fn change(&self) -> Option<Amount> {
        let mut lines = self.lines.iter().map(|(_, amount, _)| *amount);
        let first = lines.next()?;
        lines.try_fold(first, |sum, amount| sum.checked_add(amount).ok())
    }

    /// Whether it can be taken back from here.
    pub fn can_be_reversed(&self) -> bool {
        let is_own = matches!(self.cause, Cause::Deed(_));
        is_own && !self.is_reversed
    }
}

/// The columns that [`LineRow`] reads. A part that is moved becomes another holding: its posting's first line takes it
/// from the one, and the second brings it to the other; each tells the other's place.
pub(super) const LINE: &str = "movement.posting_id, movement.holding_id, movement.sort, movement.amount, movement.location_id, \
     CASE WHEN movement.sort = 'moved' THEN ( \
         SELECT part.location_id \
         FROM movement part \
         WHERE part.school_id = movement.school_id \
           AND part.posting_id = movement.posting_id \
           AND part.n = 3 - movement.n \
           AND part.holding_id <> movement.holding_id \
           AND part.amount = -movement.amount \
     ) END AS other_place, item.unit, posting.at, person.name, posting.cause, posting.note, posting.needs_look, reversal.id AS reversed_by, \
     requisition.id AS requisition_id, requisition.class_name";

/// What stands around a movement that is joined with its posting.
pub(super) const AROUND: &str = "LEFT JOIN person ON person.id = posting.person_id
LEFT JOIN posting reversal ON reversal.school_id = posting.school_id AND reversal.reverses = posting.id
LEFT JOIN requisition ON requisition.school_id = posting.school_id AND requisition.id = posting.requisition_id";

/// What happened to a holding: the last so many lines.
pub async fn of_holding<R: Grant>(desk: &Desk<R>, id: HoldingId, limit: i64) -> Result<Vec<Entry>> {
    let mut statement = Statement::new(&format!(
        "SELECT {LINE}
FROM movement
JOIN posting ON posting.school_id = movement.school_id AND posting.id = movement.posting_id
JOIN holding ON holding.school_id = movement.school_id AND holding.id = movement.holding_id
JOIN item ON item.school_id = holding.school_id AND item.id = holding.item_id
{AROUND}"
    ));
    let school = statement.mark(desk.school_key());
    let holding = statement.mark(id.to_string());
    let limit = statement.mark(limit);
    statement.push(&format!(
        "WHERE movement.school_id = {school}
AND movement.holding_id = {holding}
ORDER BY movement.id DESC
LIMIT {limit}"
    ));
    gather(statement.rows(desk.pool()).await?)
}

/// What happened to an item's holdings: the last so many lines. A cross join is taken in the order it is written: from
/// the item to its own movements, and not from all of the school's.
pub async fn of_item<R: Grant>(desk: &Desk<R>, id: ItemId, limit: i64) -> Result<Vec<Entry>> {
    let mut statement = Statement::new(&format!(
        "SELECT {LINE}
FROM item
CROSS JOIN holding
CROSS JOIN movement
JOIN posting ON posting.school_id = movement.school_id AND posting.id = movement.posting_id
{AROUND}"
    ));
    let school = statement.mark(desk.school_key());
    let item = statement.mark(id.to_string());
    let limit = statement.mark(limit);
    statement.push(&format!(
        "WHERE item.school_id = {school}
AND item.id = {item}
AND holding.school_id = item.school_id
AND holding.item_id = item.id
AND movement.school_id = holding.school_id
AND movement.holding_id = holding.id
ORDER BY posting.at DESC, movement.id DESC
LIMIT {limit}"
    ));
    gather(statement.rows(desk.pool()).await?)
}

/// Lines, the newest first, become entries with their lines in order.
pub(super) fn gather(rows: Vec<LineRow>) -> Result<Vec<Entry>> {
    let mut entries: Vec<Entry> = Vec::new();
    for row in rows {
        let (entry, line) = row.read()?;
        let same = entries
            .iter_mut()
            .find(|seen| seen.posting == entry.posting && seen.holding == entry.holding);
        match same {
            Some(seen) => seen.lines.insert(0, line),
            None => entries.push(Entry {
                lines: vec![line],
                ..entry
            }),
        }
    }
    Ok(entries)
}

#[derive(sqlx::FromRow)]
pub(super) struct LineRow {
    posting_id: String,
    pub(super) holding_id: String,
    sort: String,
    amount: i64,
    location_id: String,
    other_place: Option<String>,
    unit: String,
    at: i64,
    name: Option<String>,
    cause: String,
    note: Option<String>,
    needs_look: i64,
    reversed_by: Option<String>,
    requisition_id: Option<String>,
    class_name: Option<String>,
}

impl LineRow {
    fn read(self) -> Result<(Entry, (Movement, Amount, LocationId))> {
        let unit = row::named("item.unit", &self.unit, Unit::from_code)?;
        let sort = row::named("movement.sort", &self.sort, Movement::from_code)?;
        let place = row::parse("movement.location_id", &self.location_id)?;
        let requisition: Option<RequisitionId> =
            row::parse_optional("posting.requisition_id", self.requisition_id.as_deref())?;
        let entry = Entry {
            posting: row::parse("movement.posting_id", &self.posting_id)?,
            holding: row::parse("movement.holding_id", &self.holding_id)?,
            at: Moment(self.at),
            by: self.name,
            cause: row::named("posting.cause", &self.cause, Cause::from_code)?,
            lines: Vec::new(),
            other_place: row::parse_optional("movement.location_id", self.other_place.as_deref())?,
            requisition: requisition.zip(self.class_name),
            is_reversed: self.reversed_by.is_some(),
            needs_look: self.needs_look != 0,
            note: self.note,
        };
        Ok((entry, (sort, Amount::new(self.amount, unit), place)))
    }
}
