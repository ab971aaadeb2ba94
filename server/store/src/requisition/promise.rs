//! What orders promise, and what is left for others.

use std::collections::HashMap;

use shared::{
    account::Grant,
    amount::{Amount, Unit},
    availability::{Book, Holder, Promise, Stock, Window},
    id::RequisitionId,
    kind::KindId,
    moment::{Day, Minute, Zone},
    requisition::{Requisition, State},
    timetable::Period,
};

use crate::{Desk, Result, kind, ledger, row, school, statement::Statement};

/// The stock and the promises of some kinds.
#[derive(Clone, Debug)]
pub struct Outlook {
    /// What is there, and what is promised.
    pub book: Book,
    zone: Zone,
    turnaround: u16,
}

impl Outlook {
    /// The window of a period on a day, with the school's turnaround.
    pub fn window(&self, day: Day, period: &Period) -> Window {
        Window::of_lesson(self.zone, day, period.starts, period.ends, self.turnaround)
    }

    /// The window of an order's lesson.
    pub fn window_of(&self, order: &Requisition) -> Window {
        self.window(order.lesson.day, &order.lesson.period)
    }
}

/// The orders that promise something from a day on: sent, not over, and with a lesson to come. What was never taken on
/// and whose lesson is over promises nothing any more; what is out does until it is checked in.
pub(crate) fn is_open(statement: &mut Statement, today: Day) -> String {
    let promising = states(statement, State::promises);
    let out = states(statement, State::is_out);
    let today = statement.mark(today.to_string());
    format!(
        "requisition.state IN {promising}
AND (requisition.state IN {out} OR requisition.day >= {today})"
    )
}

/// The states of which something is true, as a list in a statement.
pub(crate) fn states(statement: &mut Statement, is: impl Fn(State) -> bool) -> String {
    let fitting = State::ALL.into_iter().filter(|state| is(*state));
    statement.list(fitting.map(State::code))
}

/// What is there of some kinds, what they can be made from, and what every other order promises of all that. A cross
/// join is taken in the order it is written: there are few orders to come, and years of lines that asked for a kind.
/// The order is by an expression, so that SQLite finds orders by their state and does not walk all in their days' order.
pub async fn outlook<R: Grant>(
    desk: &Desk<R>,
    kinds: &[&KindId],
    without: Option<RequisitionId>,
) -> Result<Outlook> {
    let turnaround = school::own(desk).await?.rules.turnaround_minutes;
    let zone = desk.who().zone;
    let stock = ledger::totals_by_kind(desk, kinds).await?;
    let makings = kind::makings(kinds, stock.keys());
    let mut promised: Vec<&KindId> = stock.keys().chain(kinds.iter().copied()).collect();
    promised.sort_unstable();
    promised.dedup();
    let mut statement = Statement::new(
        "SELECT requisition.id, requisition.class_name, member.initials, location.name AS room_name,
       requisition.day, requisition.period_name, requisition.starts, requisition.ends,
       requisition_line.kind_id, requisition_line.unit, requisition_line.amount, requisition_line.used_up
FROM requisition
CROSS JOIN requisition_line
JOIN member ON member.school_id = requisition.school_id
           AND member.id = requisition.teacher_id
JOIN location ON location.school_id = requisition.school_id
             AND location.id = requisition.location_id",
    );
    let school = statement.mark(desk.school_key());
    let is_open = is_open(&mut statement, desk.today());
    let without = statement.mark(without.map(|id| id.to_string()).unwrap_or_default());
    let listed = statement.list(promised.iter().map(|kind| kind.as_str()));
    statement.push(&format!(
        "WHERE requisition.school_id = {school}
AND {is_open}
AND requisition.id <> {without}
AND requisition_line.school_id = requisition.school_id
AND requisition_line.requisition_id = requisition.id
AND requisition_line.kind_id IN {listed}
ORDER BY COALESCE(requisition.day, ''), requisition.starts, requisition.id, requisition_line.n"
    ));
    let rows: Vec<PromiseRow> = statement.rows(desk.pool()).await?;
    let promises: Result<Vec<Promise>> = rows
        .into_iter()
        .map(|row| row.promise(zone, turnaround))
        .collect();
    let stock: HashMap<KindId, Stock> = stock
        .into_iter()
        .map(|(kind, total)| (kind, in_stock(total, zone)))
        .collect();
    Ok(Outlook {
        book: Book::new(stock, promises?).making(makings),
        zone,
        turnaround,
    })
}

/// A total by the instants from which some of it is out of date: the midnights after its last days.
fn in_stock(total: ledger::Total, zone: Zone) -> Stock {
    let expiring = total.expiring.into_iter().filter_map(|(last, amount)| {
        let from = zone.moment(last.succ_opt()?, Minute(0));
        Some((from, amount))
    });
    Stock {
        amount: total.amount,
        expiring: expiring.collect(),
    }
}

#[derive(sqlx::FromRow)]
struct PromiseRow {
    id: String,
    class_name: String,
    initials: String,
    room_name: String,
    day: String,
    period_name: String,
    starts: i64,
    ends: i64,
    kind_id: String,
    unit: String,
    amount: i64,
    used_up: i64,
}

impl PromiseRow {
    fn promise(self, zone: Zone, turnaround: u16) -> Result<Promise> {
        let day = row::parse("requisition.day", &self.day)?;
        let starts = Minute(row::narrow("requisition.starts", self.starts)?);
        let ends = Minute(row::narrow("requisition.ends", self.ends)?);
        let unit = row::named("requisition_line.unit", &self.unit, Unit::from_code)?;
        Ok(Promise {
            requisition: row::parse("requisition.id", &self.id)?,
            kind: row::parse("requisition_line.kind_id", &self.kind_id)?,
            amount: Amount::new(self.amount, unit),
            used_up: self.used_up != 0,
            window: Window::of_lesson(zone, day, starts, ends, turnaround),
            holder: Holder {
                class: self.class_name,
                teacher: self.initials,
                room: self.room_name,
                day,
                period: self.period_name,
            },
        })
    }
}
