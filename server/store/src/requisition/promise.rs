//! What orders promise, and what is left for others.

use shared::{
    account::Grant,
    amount::{Amount, Unit},
    availability::{Book, Holder, Promise, Stock, Window},
    id::RequisitionId,
    moment::{Day, Minute, Zone},
    requisition::Requisition,
    timetable::Period,
};

use crate::{Desk, Result, ledger, row, school};

/// The stock and the promises of a school up to a day.
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

/// What is there and what every other order promises of it, up to and with a day. What was never taken on, and
/// whose lesson is over, promises nothing any more.
pub async fn outlook<R: Grant>(
    desk: &Desk<R>,
    without: Option<RequisitionId>,
    until: Day,
) -> Result<Outlook> {
    let turnaround = school::own(desk).await?.rules.turnaround_minutes;
    let zone = desk.who().zone;
    let stock = ledger::totals_by_kind(desk).await?;
    let rows: Vec<PromiseRow> = sqlx::query_as(
        "SELECT requisition.id, requisition.class_name, member.initials, location.name AS room_name,
                requisition.day, requisition.period_name, requisition.starts, requisition.ends,
                requisition_line.kind_id, requisition_line.unit, requisition_line.amount, requisition_line.used_up
         FROM requisition
         JOIN requisition_line ON requisition_line.school_id = requisition.school_id
                              AND requisition_line.requisition_id = requisition.id
         JOIN member ON member.school_id = requisition.school_id
                    AND member.id = requisition.teacher_id
         JOIN person ON person.id = member.person_id
         JOIN location ON location.school_id = requisition.school_id
                      AND location.id = requisition.location_id
         WHERE requisition.school_id = $1
           AND requisition.state IN ('submitted', 'queried', 'accepted', 'prepared', 'delivered', 'returned')
           AND (requisition.state IN ('delivered', 'returned') OR requisition.day >= $2)
           AND requisition.day <= $3
           AND requisition.id <> $4
           AND requisition_line.kind_id IS NOT NULL
         ORDER BY requisition.day, requisition.period, requisition.id, requisition_line.n",
    )
    .bind(desk.school_key())
    .bind(desk.today().to_string())
    .bind(until.to_string())
    .bind(without.map(|id| id.to_string()).unwrap_or_default())
    .fetch_all(desk.pool())
    .await?;
    let promises: Result<Vec<Promise>> = rows
        .into_iter()
        .map(|row| row.promise(zone, turnaround))
        .collect();
    let stock = stock.into_iter().map(|(kind, total)| {
        let stock = Stock {
            amount: total.amount,
            in_date: total.in_date,
        };
        (kind, stock)
    });
    Ok(Outlook {
        book: Book::new(stock, promises?),
        zone,
        turnaround,
    })
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
