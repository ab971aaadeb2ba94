//! What a person notes of a holding: took some, added some, counted it, moved it.

use shared::{
    account::right::CanMoveStock,
    amount::{Amount, Unit},
    form::{Problem, Problems},
    holding::{Cause, Movement},
    id::{HoldingId, LocationId, PostingId},
    refusal::Refusal,
};

use super::{Held, Line, Posting, held, post};
use crate::{
    Desk, Result, Tx,
    event::Noun,
    holding::{New, Particulars, create_in},
    item,
    location::is_place,
    row,
};

/// Something taken from a holding for good.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    /// From which.
    pub holding: HoldingId,
    /// Used, broken, lost or disposed of.
    pub sort: Movement,
    /// How much, above nothing.
    pub amount: Amount,
    /// Why, or what for.
    pub note: Option<String>,
}

/// What was found on counting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counted {
    /// Which holding.
    pub holding: HoldingId,
    /// How much is there.
    pub amount: Amount,
    /// What to know about it.
    pub note: Option<String>,
}

/// A holding that goes elsewhere, whole or in part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moved {
    /// Which.
    pub holding: HoldingId,
    /// Where to.
    pub to: LocationId,
    /// How much of it; all when none or as much as there is.
    pub amount: Option<Amount>,
}

/// Takes some: used, broken, lost or disposed of.
pub async fn take(desk: &Desk<CanMoveStock>, taken: Taken) -> Result<PostingId> {
    let is_taking = matches!(
        taken.sort,
        Movement::Used | Movement::Broken | Movement::Lost | Movement::Disposed
    );
    if !is_taking || taken.amount.micro() <= 0 {
        return Err(problem("amount", Problem::NotAnAmount));
    }
    let mut tx = desk.begin().await?;
    let held = one(&mut tx, taken.holding, taken.amount.unit()).await?;
    let line = Line::new(taken.holding, taken.sort, -taken.amount.micro());
    let posting = write(&mut tx, held, line, taken.note, taken.amount).await?;
    tx.commit().await?;
    Ok(posting)
}

/// Adds to a holding what came in.
pub async fn add(
    desk: &Desk<CanMoveStock>,
    holding: HoldingId,
    amount: Amount,
) -> Result<PostingId> {
    if amount.micro() <= 0 {
        return Err(problem("amount", Problem::NotAnAmount));
    }
    let mut tx = desk.begin().await?;
    let held = one(&mut tx, holding, amount.unit()).await?;
    let line = Line::new(holding, Movement::Received, amount.micro());
    let posting = write(&mut tx, held, line, None, amount).await?;
    tx.commit().await?;
    Ok(posting)
}

/// Corrects the book to what is there. A count that finds what the book says is written too.
pub async fn count(desk: &Desk<CanMoveStock>, counted: Counted) -> Result<PostingId> {
    if counted.amount.is_negative() {
        return Err(problem("amount", Problem::NotAnAmount));
    }
    let mut tx = desk.begin().await?;
    let held = one(&mut tx, counted.holding, counted.amount.unit()).await?;
    let difference = counted.amount.micro() - held.amount;
    let line = Line::new(counted.holding, Movement::Counted, difference);
    let posting = write(&mut tx, held, line, counted.note, counted.amount).await?;
    tx.commit().await?;
    Ok(posting)
}

/// Writes a single line.
async fn write(
    tx: &mut Tx,
    held: Held,
    line: Line,
    note: Option<String>,
    amount: Amount,
) -> Result<PostingId> {
    let (id, before) = (held.id, Amount::new(held.amount, amount.unit()));
    let posting = Posting {
        note,
        lines: vec![line],
        ..Posting::of(Cause::Deed(line.sort))
    };
    let posting = post(tx, vec![held], posting).await?;
    tx.record(
        Noun::Holding,
        id,
        line.sort.code(),
        Some(&before),
        Some(&amount),
    )
    .await?;
    Ok(posting)
}

/// Moves a holding, or splits some of it off into a new holding with a code of its own: gives the one that is
/// at the new place.
pub async fn move_some(desk: &Desk<CanMoveStock>, moved: Moved) -> Result<HoldingId> {
    let mut tx = desk.begin().await?;
    if !is_place(&mut tx, moved.to).await? {
        return Err(problem("place", Problem::NotAChoice));
    }
    let found = find(&mut tx, moved.holding).await?;
    if moved
        .amount
        .is_some_and(|amount| amount.unit() != found.unit)
    {
        return Err(problem("amount", Problem::OtherUnit));
    }
    let part = moved.amount.map_or(found.held.amount, Amount::micro);
    let from = found.held.location;
    let amount = Amount::new(part, found.unit);
    let at_new_place = match part {
        part if part < 0 || (part == 0 && found.held.amount > 0) => {
            return Err(problem("amount", Problem::NotAnAmount));
        }
        part if part > found.held.amount => {
            return Err(problem("amount", Problem::MoreThanThere));
        }
        part if part == found.held.amount => {
            move_whole(&mut tx, vec![found.held], moved.to).await?;
            moved.holding
        }
        part => split(&mut tx, found, moved.to, part).await?,
    };
    record_move(&mut tx, moved.holding, amount, [from, moved.to]).await?;
    if at_new_place != moved.holding {
        record_move(&mut tx, at_new_place, amount, [from, moved.to]).await?;
    }
    tx.commit().await?;
    Ok(at_new_place)
}

/// How much of a holding stood, or stands, in a place.
#[derive(serde::Serialize)]
struct Standing {
    place: LocationId,
    amount: Amount,
}

/// Records from where to where so much of a holding went.
async fn record_move(
    tx: &mut Tx,
    holding: HoldingId,
    amount: Amount,
    [from, to]: [LocationId; 2],
) -> Result<()> {
    let [before, after] = [from, to].map(|place| Standing { place, amount });
    tx.record(Noun::Holding, holding, "moved", Some(&before), Some(&after))
        .await
}

/// What moving several did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AllMoved {
    /// How many were moved; those that stood there already are not counted.
    pub count: usize,
    /// The posting; none when all stood there already.
    pub posting: Option<PostingId>,
}

/// Moves several holdings whole, in one posting.
pub async fn move_all(
    desk: &Desk<CanMoveStock>,
    holdings: &[HoldingId],
    to: LocationId,
) -> Result<AllMoved> {
    let mut tx = desk.begin().await?;
    if !is_place(&mut tx, to).await? {
        return Err(problem("place", Problem::NotAChoice));
    }
    let mut all = held(&mut tx, holdings).await?;
    all.retain(|held| held.location != to);
    let units = item::units_in(&mut tx, all.iter().map(Held::item)).await?;
    let posting = if all.is_empty() {
        None
    } else {
        Some(move_whole(&mut tx, all.clone(), to).await?)
    };
    for held in &all {
        let unit = units.get(&held.item).ok_or(Refusal::NotFound)?;
        let amount = Amount::new(held.amount, *unit);
        record_move(&mut tx, held.id, amount, [held.location, to]).await?;
    }
    tx.commit().await?;
    Ok(AllMoved {
        count: all.len(),
        posting,
    })
}

async fn move_whole(tx: &mut Tx, all: Vec<Held>, to: LocationId) -> Result<PostingId> {
    let lines = all.iter().flat_map(|held| {
        [
            Line::new(held.id, Movement::Moved, -held.amount).at(held.location),
            Line::new(held.id, Movement::Moved, held.amount).at(to),
        ]
    });
    let posting = Posting {
        lines: lines.collect(),
        ..Posting::of(Cause::Deed(Movement::Moved))
    };
    post(tx, all, posting).await
}

async fn split(tx: &mut Tx, from: Found, to: LocationId, part: i64) -> Result<HoldingId> {
    let new = New {
        item: from.held.item,
        location: to,
        amount: Amount::new(part, from.unit),
        particulars: from.particulars,
    };
    let apart = create_in(tx, &new).await?;
    let id = apart.id();
    let posting = Posting {
        lines: vec![
            Line::new(from.held.id, Movement::Moved, -part),
            Line::new(id, Movement::Moved, part),
        ],
        ..Posting::of(Cause::Deed(Movement::Moved))
    };
    post(tx, vec![from.held, apart], posting).await?;
    Ok(id)
}

/// A holding with what a part of it takes along.
struct Found {
    held: Held,
    unit: Unit,
    particulars: Particulars,
}

async fn find(tx: &mut Tx, id: HoldingId) -> Result<Found> {
    let held = held(tx, &[id]).await?.pop().ok_or(Refusal::NotFound)?;
    let unit = item::find_in(tx, held.item).await?.unit();
    let school = tx.school_key();
    let row: ParticularsRow = sqlx::query_as(
        "SELECT lot, supplier, received_on, opened_on, made_on, made_by, expires_on, note
         FROM holding
         WHERE school_id = $1
           AND id = $2",
    )
    .bind(school)
    .bind(id.to_string())
    .fetch_one(tx.run())
    .await?;
    let day = |column, text: Option<String>| row::day(column, text.as_deref());
    let particulars = Particulars {
        // Neither the bottle nor its serial number comes along with a part.
        capacity: None,
        serial: None,
        lot: row.lot,
        supplier: row.supplier,
        received_on: day("holding.received_on", row.received_on)?,
        opened_on: day("holding.opened_on", row.opened_on)?,
        made_on: day("holding.made_on", row.made_on)?,
        made_by: row.made_by,
        expires_on: day("holding.expires_on", row.expires_on)?,
        note: row.note,
    };
    Ok(Found {
        held,
        unit,
        particulars,
    })
}

/// One holding, of which so much is meant in the item's own unit.
async fn one(tx: &mut Tx, id: HoldingId, unit: Unit) -> Result<Held> {
    let held = held(tx, &[id]).await?.pop().ok_or(Refusal::NotFound)?;
    if item::find_in(tx, held.item).await?.unit() != unit {
        return Err(problem("amount", Problem::OtherUnit));
    }
    Ok(held)
}

fn problem(field: &str, problem: Problem) -> crate::Error {
    Refusal::Invalid(Problems::one(field, problem)).into()
}

#[derive(sqlx::FromRow)]
struct ParticularsRow {
    lot: Option<String>,
    supplier: Option<String>,
    received_on: Option<String>,
    opened_on: Option<String>,
    made_on: Option<String>,
    made_by: Option<String>,
    expires_on: Option<String>,
    note: Option<String>,
}
