//! The ledger: the single door through which amounts change.
//!
//! What happened is a posting of signed lines. `post` writes it, and in the same write the holdings' amounts
//! and the items' sums. A holding is never below nothing: when more was taken than the book knew of, a
//! `counted` line corrects the book first, and the posting asks for a look.

mod deed;
mod history;
mod look;
mod opened;
mod opening;
mod requisition;
mod reversal;
mod standing;
mod total;
mod verify;

use std::collections::{BTreeSet, HashMap, HashSet};

use shared::{
    form::{Problem, Problems},
    holding::{Cause, Movement, enter},
    id::{HoldingId, ImportId, ItemId, LocationId, MovementId, PostingId, RequisitionId},
    refusal::Refusal,
};

pub use deed::{AllMoved, Counted, Moved, Taken, add, count, move_all, move_some, take};
pub use history::{Entry, of_holding, of_item};
pub use look::{Correction, looked, to_look_at};
pub use requisition::{CheckedOut, Spent};
pub use reversal::reverse;
pub(crate) use reversal::turn_check_in_back;
pub use total::{Total, totals_by_kind};
pub use verify::verify;

pub(crate) use opening::{Opened, close, open, write_holdings};
pub(crate) use requisition::use_for_requisition;

use crate::{Result, Tx, item, row, statement::Statement};

/// A holding as a write sees it. Only a write can get one, so that its amount is what the book says now.
#[derive(Clone, Debug)]
pub(crate) struct Held {
    id: HoldingId,
    item: ItemId,
    location: LocationId,
    amount: i64,
    gone_at: Option<i64>,
}

impl Held {
    /// A holding that was made in this write and holds nothing yet.
    pub(crate) fn empty(id: HoldingId, item: ItemId, location: LocationId) -> Self {
        Self {
            id,
            item,
            location,
            amount: 0,
            gone_at: None,
        }
    }

    /// Which holding.
    pub(crate) fn id(&self) -> HoldingId {
        self.id
    }

    /// Of which item.
    pub(crate) fn item(&self) -> ItemId {
        self.item
    }

    /// How much of it there is, in millionths of the item's unit.
    pub(crate) fn amount(&self) -> i64 {
        self.amount
    }
}

/// One line of a posting on its way: signed millionths of the item's unit.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Line {
    holding: HoldingId,
    sort: Movement,
    amount: i64,
    place: Option<LocationId>,
}

impl Line {
    /// A line where the holding stands.
    pub(crate) fn new(holding: HoldingId, sort: Movement, amount: i64) -> Self {
        Self {
            holding,
            sort,
            amount,
            place: None,
        }
    }

    /// The same at a place; the last line of a holding says where it stands from now on.
    pub(crate) fn at(self, place: LocationId) -> Self {
        Self {
            place: Some(place),
            ..self
        }
    }
}

/// A posting on its way.
#[derive(Clone, Debug)]
pub(crate) struct Posting {
    pub cause: Cause,
    pub requisition: Option<RequisitionId>,
    pub import: Option<ImportId>,
    pub reverses: Option<PostingId>,
    pub note: Option<String>,
    pub lines: Vec<Line>,
    /// What stands there still when nothing is left in it.
    pub stand_empty: HashSet<HoldingId>,
}

impl Posting {
    /// An empty one with a cause.
    pub(crate) fn of(cause: Cause) -> Self {
        Self {
            cause,
            requisition: None,
            import: None,
            reverses: None,
            note: None,
            lines: Vec::new(),
            stand_empty: HashSet::new(),
        }
    }
}

/// One line as it is written.
struct Written {
    line: Line,
    amount: i64,
    sort: Movement,
    place: LocationId,
}

/// The book while a posting is entered.
struct Book {
    held: HashMap<HoldingId, Held>,
    stand_empty: HashSet<HoldingId>,
    written: Vec<Written>,
    needs_look: bool,
}

/// Writes a posting: its lines, the amounts and places of the holdings, the sums of the items.
pub(crate) async fn post(tx: &mut Tx, held: Vec<Held>, mut posting: Posting) -> Result<PostingId> {
    let order: Vec<HoldingId> = held.iter().map(Held::id).collect();
    let before = standing::Before::of(&held);
    let mut book = Book {
        held: held.into_iter().map(|held| (held.id, held)).collect(),
        stand_empty: std::mem::take(&mut posting.stand_empty),
        written: Vec::with_capacity(posting.lines.len()),
        needs_look: false,
    };
    for line in &posting.lines {
        book.enter(*line, tx.at.0)?;
    }
    let id: PostingId = tx.id();
    write_posting(tx, id, &posting, book.needs_look).await?;
    write_lines(tx, id, &book.written).await?;
    let mut items = BTreeSet::new();
    for held in order.iter().filter_map(|id| book.held.get(id)) {
        write_holding(tx, held).await?;
        items.insert(held.item);
    }
    before.check(tx, book.held.values()).await?;
    let items: Vec<ItemId> = items.into_iter().collect();
    item::sum_up_all(tx, &items).await?;
    if posting.reverses.is_none() {
        opened::note(tx, &posting.lines).await?;
    }
    Ok(id)
}

impl Book {
    fn enter(&mut self, line: Line, at: i64) -> Result<()> {
        let held = self.held.get_mut(&line.holding).ok_or(Refusal::NotFound)?;
        let too_large = || Refusal::Invalid(Problems::one("amount", Problem::NotAnAmount));
        let entered = enter(held.amount, line.amount).ok_or_else(too_large)?;
        let place = line.place.unwrap_or(held.location);
        if entered.correction > 0 {
            self.needs_look = true;
            self.written.push(Written {
                line,
                amount: entered.correction,
                sort: Movement::Counted,
                place: held.location,
            });
        }
        self.written.push(Written {
            line,
            amount: line.amount,
            sort: line.sort,
            place,
        });
        held.amount = entered.left;
        held.location = place;
        if entered.left > 0 || self.stand_empty.contains(&line.holding) {
            held.gone_at = None;
        } else if is_taking(line.sort, line.amount) {
            held.gone_at = held.gone_at.or(Some(at));
        }
        Ok(())
    }
}

/// Whether a holding is gone when such a line leaves nothing in it; what came in empty stands there.
const fn is_taking(sort: Movement, amount: i64) -> bool {
    amount < 0 || matches!(sort, Movement::Counted)
}

async fn write_posting(
    tx: &mut Tx,
    id: PostingId,
    posting: &Posting,
    needs_look: bool,
) -> Result<()> {
    let (school, at, person) = (tx.school_key(), tx.at.0, tx.person_key());
    sqlx::query(
        "INSERT INTO posting (
             school_id, id, at, person_id, cause, requisition_id, import_id, reverses, note, needs_look
         )
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
    )
    .bind(school)
    .bind(id.to_string())
    .bind(at)
    .bind(person)
    .bind(posting.cause.code())
    .bind(posting.requisition.map(|id| id.to_string()))
    .bind(posting.import.map(|id| id.to_string()))
    .bind(posting.reverses.map(|id| id.to_string()))
    .bind(&posting.note)
    .bind(i64::from(needs_look))
    .execute(tx.run())
    .await?;
    Ok(())
}

/// Several lines to a statement: a stock list of thousands is one posting.
async fn write_lines(tx: &mut Tx, posting: PostingId, lines: &[Written]) -> Result<()> {
    let mut n: i64 = 0;
    for some in lines.chunks(50) {
        let mut statement = Statement::new(
            "INSERT INTO movement (school_id, posting_id, id, n, holding_id, sort, amount, location_id)\nVALUES",
        );
        let school = statement.mark(tx.school_key());
        let posting = statement.mark(posting.to_string());
        let mut rows = Vec::with_capacity(some.len());
        for written in some {
            n += 1;
            let id: MovementId = tx.id();
            let values = [
                statement.mark(id.to_string()),
                statement.mark(n),
                statement.mark(written.line.holding.to_string()),
                statement.mark(written.sort.code()),
                statement.mark(written.amount),
                statement.mark(written.place.to_string()),
            ];
            rows.push(format!("({school}, {posting}, {})", values.join(", ")));
        }
        statement.push(&rows.join(",\n"));
        statement.run(tx.run()).await?;
    }
    Ok(())
}

async fn write_holding(tx: &mut Tx, held: &Held) -> Result<()> {
    let school = tx.school_key();
    sqlx::query(
        "UPDATE holding
         SET amount = $3, location_id = $4, gone_at = $5
         WHERE school_id = $1
           AND id = $2",
    )
    .bind(school)
    .bind(held.id.to_string())
    .bind(held.amount)
    .bind(held.location.to_string())
    .bind(held.gone_at)
    .execute(tx.run())
    .await?;
    Ok(())
}

/// Holdings as the book says now, in the order asked for. One that is not there is not found.
pub(crate) async fn held(tx: &mut Tx, ids: &[HoldingId]) -> Result<Vec<Held>> {
    let mut found = HashMap::new();
    for some in ids.chunks(200) {
        let mut statement = Statement::new(
            "SELECT id, item_id, location_id, amount, gone_at
             FROM holding",
        );
        let school = statement.mark(tx.school_key());
        let list = statement.list(some.iter().map(ToString::to_string));
        statement.push(&format!(
            "WHERE school_id = {school}\nAND id IN {list}\nORDER BY id"
        ));
        let rows: Vec<HeldRow> = statement.rows_in(tx.run()).await?;
        for row in rows {
            let held = Held::try_from(row)?;
            found.insert(held.id, held);
        }
    }
    let mut in_order = Vec::with_capacity(ids.len());
    for id in ids {
        match found.remove(id) {
            Some(held) => in_order.push(held),
            None if in_order.iter().any(|held: &Held| held.id == *id) => {}
            None => return Err(Refusal::NotFound.into()),
        }
    }
    Ok(in_order)
}

#[derive(sqlx::FromRow)]
struct HeldRow {
    id: String,
    item_id: String,
    location_id: String,
    amount: i64,
    gone_at: Option<i64>,
}

impl TryFrom<HeldRow> for Held {
    type Error = crate::Error;

    fn try_from(found: HeldRow) -> Result<Self> {
        Ok(Self {
            id: row::parse("holding.id", &found.id)?,
            item: row::parse("holding.item_id", &found.item_id)?,
            location: row::parse("holding.location_id", &found.location_id)?,
            amount: found.amount,
            gone_at: found.gone_at,
        })
    }
}
