//! What a lesson used, broke and lost: taken from the fitting holdings in one posting.

use std::collections::{BTreeSet, HashMap};

use shared::{
    amount::{Amount, Unit},
    holding::{Cause, Movement},
    id::{PostingId, RequisitionId},
    kind::KindId,
    moment::Day,
};

use super::{Held, HeldRow, Line, Posting, post};
use crate::{Result, Tx, row, statement::Statement};

/// What a lesson did to the stock of one kind; all three in one unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spent {
    /// Of which kind.
    pub kind: KindId,
    /// Used up.
    pub used: Amount,
    /// Broken.
    pub broken: Amount,
    /// Not come back.
    pub lost: Amount,
}

/// What was written, and what could not be since the school holds none of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CheckedOut {
    /// The posting; none when there was nothing to write.
    pub posting: Option<PostingId>,
    /// Kinds of which the school has no holding in that unit.
    pub unmet: Vec<KindId>,
}

/// Takes what an order's lesson used, broke and lost from the fitting holdings: of those that were in date on its day
/// the ones that expire first, then what was out of date. What is short of the book is corrected on the last one.
pub(crate) async fn use_for_requisition(
    tx: &mut Tx,
    requisition: RequisitionId,
    day: Day,
    spent: &[Spent],
) -> Result<CheckedOut> {
    let mut stock = stock(tx, day, spent).await?;
    let mut done = CheckedOut::default();
    let mut lines = Vec::new();
    for spent in spent {
        for (sort, amount) in [
            (Movement::Used, spent.used),
            (Movement::Broken, spent.broken),
            (Movement::Lost, spent.lost),
        ] {
            if amount.micro() <= 0 {
                continue;
            }
            let fitting = stock
                .entry((spent.kind.clone(), amount.unit()))
                .or_default();
            if fitting.is_empty() {
                done.unmet.push(spent.kind.clone());
                continue;
            }
            lines.extend(take_from(fitting, sort, amount.micro()));
        }
    }
    done.unmet.dedup();
    if lines.is_empty() {
        return Ok(done);
    }
    let touched: BTreeSet<_> = lines.iter().map(|line: &Line| line.holding).collect();
    let held = stock
        .into_values()
        .flatten()
        .map(|shelf| shelf.held)
        .filter(|held| touched.contains(&held.id))
        .collect();
    let posting = Posting {
        requisition: Some(requisition),
        lines,
        ..Posting::of(Cause::CheckIn)
    };
    done.posting = Some(post(tx, held, posting).await?);
    Ok(done)
}

/// A holding and what is left of it after the lines so far.
struct Shelf {
    held: Held,
    left: i64,
}

/// Lines that take an amount from holdings in their order; the last gives what none has.
fn take_from(fitting: &mut [Shelf], sort: Movement, mut amount: i64) -> Vec<Line> {
    let mut lines = Vec::new();
    let last = fitting.len().saturating_sub(1);
    for (at, shelf) in fitting.iter_mut().enumerate() {
        let share = if at == last {
            amount
        } else {
            amount.min(shelf.left)
        };
        if share > 0 {
            lines.push(Line::new(shelf.held.id, sort, -share));
            shelf.left = (shelf.left - share).max(0);
            amount -= share;
        }
    }
    lines
}

type Stock = HashMap<(KindId, Unit), Vec<Shelf>>;

/// What there is of the kinds asked for, in the order in which it is taken. A cross join is taken in the order it is
/// written: from the few kinds to their bottles.
async fn stock(tx: &mut Tx, day: Day, spent: &[Spent]) -> Result<Stock> {
    let kinds: BTreeSet<&str> = spent.iter().map(|spent| spent.kind.as_str()).collect();
    let mut statement = Statement::new(
        "SELECT kind.id AS kind_id, item.unit, holding.id, holding.item_id, holding.location_id, holding.amount,
       holding.gone_at
FROM kind
CROSS JOIN item
CROSS JOIN holding",
    );
    let school = statement.mark(tx.school_key());
    let kinds = statement.list(kinds);
    let day = statement.mark(day.to_string());
    statement.push(&format!(
        "WHERE item.school_id = {school}
AND kind.id IN {kinds}
AND item.kind_id = kind.id
AND holding.school_id = item.school_id
AND holding.item_id = item.id
AND holding.gone_at IS NULL
ORDER BY kind.id, CASE WHEN holding.expires_on < {day} THEN 1 ELSE 0 END, COALESCE(holding.expires_on, '9'),
         COALESCE(holding.opened_on, '9'), holding.id"
    ));
    let rows: Vec<StockRow> = statement.rows_in(tx.run()).await?;
    let mut stock = Stock::new();
    for row in rows {
        let kind: KindId = row::parse("item.kind_id", &row.kind_id)?;
        let unit = row::named("item.unit", &row.unit, Unit::from_code)?;
        let held = Held::try_from(HeldRow {
            id: row.id,
            item_id: row.item_id,
            location_id: row.location_id,
            amount: row.amount,
            gone_at: row.gone_at,
        })?;
        let left = held.amount;
        stock
            .entry((kind, unit))
            .or_default()
            .push(Shelf { held, left });
    }
    Ok(stock)
}

#[derive(sqlx::FromRow)]
struct StockRow {
    kind_id: String,
    unit: String,
    id: String,
    item_id: String,
    location_id: String,
    amount: i64,
    gone_at: Option<i64>,
}

#[cfg(test)]
mod tests {
    use shared::id::{HoldingId, ItemId, LocationId};
    use uuid::Uuid;

    use super::*;

    fn shelf(id: u128, left: i64) -> Shelf {
        let held = Held::empty(
            HoldingId(Uuid::from_u128(id)),
            ItemId(Uuid::nil()),
            LocationId(Uuid::nil()),
        );
        Shelf { held, left }
    }

    #[test]
    fn the_first_is_emptied_first_and_the_last_gives_what_none_has() {
        let mut fitting = [shelf(1, 30), shelf(2, 0), shelf(3, 50)];
        let mut amounts = |amount| -> Vec<i64> {
            take_from(&mut fitting, Movement::Used, amount)
                .iter()
                .map(|line| line.amount)
                .collect()
        };
        assert_eq!(amounts(20), [-20]);
        assert_eq!(amounts(20), [-10, -10]);
        assert_eq!(amounts(60), [-60]);
    }
}
