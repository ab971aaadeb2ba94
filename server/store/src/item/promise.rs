//! What of a kind is promised to coming lessons.

use shared::{
    account::Grant,
    amount::{Amount, Unit},
    id::{LocationId, RequisitionId},
    kind::KindId,
    moment::Day,
    requisition::State,
};

use crate::{Desk, Result, requisition, row, statement::Statement};

/// A line of an order that is under way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Promise {
    /// The order.
    pub requisition: RequisitionId,
    /// For which class.
    pub class: String,
    /// On which day.
    pub day: Day,
    /// In which period, as the timetable calls it.
    pub period: String,
    /// In which room.
    pub room: LocationId,
    /// How much.
    pub amount: Amount,
    /// Where the order stands.
    pub state: State,
}

impl Promise {
    /// Whether it has left its shelf: it is in a room, or back and not checked in.
    pub fn is_out(&self) -> bool {
        matches!(self.state, State::Delivered | State::Returned)
    }
}

/// The open orders that ask for a kind, the next first: those to come, and what is out until it is checked in. A cross
/// join is taken in the order it is written: there are few orders to come, and years of lines that asked for the kind.
/// The order is by an expression, so that SQLite finds orders by their state and does not walk all in their days' order.
pub async fn promises<R: Grant>(desk: &Desk<R>, kind: &KindId, limit: i64) -> Result<Vec<Promise>> {
    let mut statement = Statement::new(
        "SELECT requisition.id, requisition.class_name, requisition.day, requisition.period_name,
       requisition.location_id, requisition.state, requisition_line.unit, requisition_line.amount
FROM requisition
CROSS JOIN requisition_line",
    );
    let school = statement.mark(desk.school_key());
    let kind = statement.mark(kind.as_str());
    let is_open = requisition::is_open(&mut statement, desk.today());
    let limit = statement.mark(limit);
    statement.push(&format!(
        "WHERE requisition.school_id = {school}
AND {is_open}
AND requisition_line.school_id = requisition.school_id
AND requisition_line.requisition_id = requisition.id
AND requisition_line.kind_id = {kind}
ORDER BY COALESCE(requisition.day, ''), requisition.starts, requisition.id, requisition_line.n
LIMIT {limit}"
    ));
    let rows: Vec<PromiseRow> = statement.rows(desk.pool()).await?;
    rows.into_iter().map(Promise::try_from).collect()
}

/// How much more of a kind its promises want for lessons to come than there is for them, or can be made: at most all that
/// they want. What is out is asked of nobody any more.
pub async fn short<R: Grant>(
    desk: &Desk<R>,
    kind: &KindId,
    promises: &[Promise],
) -> Result<Option<Amount>> {
    let to_come = promises.iter().filter(|promise| !promise.is_out());
    let to_come = to_come.map(|promise| Some(promise.amount));
    let sum = to_come.reduce(|sum, amount| sum?.checked_add(amount?).ok());
    let Some(wanted) = sum.flatten() else {
        return Ok(None);
    };
    let outlook = requisition::outlook(desk, &[kind], None).await?;
    // What was missing in a lesson whose things are out was found somewhere, or went without.
    let is_to_come = |order| {
        let mut of_order = promises.iter().filter(|one| one.requisition == order);
        !of_order.any(Promise::is_out)
    };
    let book = &outlook.book;
    let missing = book.most_missing(kind, wanted.unit(), is_to_come);
    Ok(missing.map(|missing| if missing < wanted { missing } else { wanted }))
}

#[derive(sqlx::FromRow)]
struct PromiseRow {
    id: String,
    class_name: String,
    day: String,
    period_name: String,
    location_id: String,
    state: String,
    unit: String,
    amount: i64,
}

impl TryFrom<PromiseRow> for Promise {
    type Error = crate::Error;

    fn try_from(found: PromiseRow) -> Result<Self> {
        let unit = row::named("requisition_line.unit", &found.unit, Unit::from_code)?;
        Ok(Self {
            requisition: row::parse("requisition.id", &found.id)?,
            class: found.class_name,
            day: row::parse("requisition.day", &found.day)?,
            period: found.period_name,
            room: row::parse("requisition.location_id", &found.location_id)?,
            amount: Amount::new(found.amount, unit),
            state: row::named("requisition.state", &found.state, State::from_code)?,
        })
    }
}
