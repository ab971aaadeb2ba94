//! How a holding begins: received.

use shared::{
    account::right::{CanKeepStock, CanMoveStock},
    amount::{Amount, Unit},
    form::{Problem, Problems},
    holding::{Cause, Movement},
    id::{HoldingId, ItemId, LocationId},
    refusal::Refusal,
};

use super::{Particulars, index};
use crate::{
    Desk, Result, Tx, code,
    event::Noun,
    item,
    ledger::{self, Held, Line, Opened, Posting},
    location::is_place,
};

/// A holding to be made, with what is in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct New {
    /// Of which item.
    pub item: ItemId,
    /// Where it stands.
    pub location: LocationId,
    /// How much there is, in the item's unit.
    pub amount: Amount,
    /// What is known of it besides.
    pub particulars: Particulars,
}

/// Receives something: a new holding with what is in it, under a code of its own.
pub async fn receive(desk: &Desk<CanMoveStock>, new: New) -> Result<HoldingId> {
    let mut tx = desk.begin().await?;
    let item = item::find_in(&mut tx, new.item).await?;
    let id = came_in(&mut tx, &new, item.unit()).await?;
    tx.commit().await?;
    Ok(id)
}

/// Makes an item and receives the first of it, in one write.
pub async fn receive_new(
    desk: &Desk<CanKeepStock>,
    of: item::New,
    location: LocationId,
    amount: Amount,
    particulars: Particulars,
) -> Result<HoldingId> {
    let of = item::with_kind(desk, of).await?;
    let unit = of.unit;
    let mut tx = desk.begin().await?;
    let item = item::create_checked(&mut tx, &of).await?;
    let new = New {
        item,
        location,
        amount,
        particulars,
    };
    let id = came_in(&mut tx, &new, unit).await?;
    tx.commit().await?;
    Ok(id)
}

/// A new holding that was received.
async fn came_in(tx: &mut Tx, new: &New, unit: Unit) -> Result<HoldingId> {
    check(tx, new, unit).await?;
    let held = create_in(tx, new).await?;
    let how = Movement::Received;
    let line = Line::new(held.id(), how, new.amount.micro());
    begin(tx, new, how, vec![held], vec![line]).await
}

/// Posts how a holding began, with whatever was taken for it: its own is the first of the lines.
pub(super) async fn begin(
    tx: &mut Tx,
    new: &New,
    how: Movement,
    held: Vec<Held>,
    lines: Vec<Line>,
) -> Result<HoldingId> {
    let id = held.first().map(Held::id).ok_or(Refusal::NotFound)?;
    let posting = Posting {
        lines,
        ..Posting::of(Cause::Deed(how))
    };
    ledger::post(tx, held, posting).await?;
    tx.record::<(), _>(
        Noun::Holding,
        id,
        how.code(),
        None,
        Some(&(new.amount, &new.particulars)),
    )
    .await?;
    Ok(id)
}

pub(super) async fn check(tx: &mut Tx, new: &New, unit: Unit) -> Result<()> {
    let mut problems = Problems::default();
    if new.amount.unit() != unit {
        problems.add("amount", Problem::OtherUnit);
    } else if new.amount.micro() <= 0 {
        problems.add("amount", Problem::NotAnAmount);
    }
    if new
        .particulars
        .capacity
        .is_some_and(|capacity| capacity.unit() != unit)
    {
        problems.add("capacity", Problem::OtherUnit);
    }
    if !is_place(tx, new.location).await? {
        problems.add("place", Problem::NotAChoice);
    }
    if problems.is_empty() {
        Ok(())
    } else {
        Err(Refusal::Invalid(problems).into())
    }
}

/// Makes a holding with nothing in it yet: what it holds is posted in the same write.
pub(crate) async fn create_in(tx: &mut Tx, new: &New) -> Result<Held> {
    let id: HoldingId = tx.id();
    let code = code::give(tx, Noun::Holding, id).await?;
    let opened = Opened {
        id,
        item: new.item,
        location: new.location,
        amount: 0,
        code,
        particulars: new.particulars.clone(),
    };
    ledger::write_holdings(tx, &[opened]).await?;
    index(tx, id, &new.particulars).await?;
    Ok(Held::empty(id, new.item, new.location))
}
