//! Sending an order to the prep room, and what it must have for that.

use shared::{
    account::{Grant, right::CanRequest},
    form::{Problem, Problems},
    id::{PracticalId, RequisitionId},
    moment::{Day, Zone},
    refusal::Refusal,
    requisition::{Gate, Progress, Requisition, Spot, Verb},
    risk::Standing,
    school::Rules,
    timetable::{self, Period, SchoolDay},
};

use super::{Change, Then, lesson, save, step::advance};
use crate::{Desk, Result, Tx, risk, timetable::calendar};

/// What a teacher says when sending an order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Submission {
    /// They have read the approved risk note.
    pub has_read: bool,
    /// Their own short note about the risks.
    pub own_note: Option<String>,
}

/// Sends an order to the prep room. What has an approved risk note must have been read; what has no practical
/// carries its teacher's own note; the school's rule decides on what has neither.
pub async fn submit(
    desk: &Desk<CanRequest>,
    id: RequisitionId,
    submission: Submission,
) -> Result<()> {
    let change = Change {
        has_read: submission.has_read.then_some(true),
        own_risk_note: submission.own_note.map(Some),
        ..Change::default()
    };
    save(desk, id, change, Then::Send).await
}

/// The notice that the school wants, read before a write begins: inside it, nothing else of the pool is waited for.
pub(super) struct Notice {
    /// So many school days.
    wanted: u8,
    /// The next school days, as many as decide whether an order is late.
    days: Vec<SchoolDay>,
    today: Day,
}

impl Notice {
    /// Of the asking school.
    pub(super) async fn of<R: Grant>(desk: &Desk<R>, rules: &Rules) -> Result<Self> {
        let (wanted, today) = (rules.notice_days, desk.today());
        // Today may be a school day, and does not count.
        let days = calendar::next_days(desk, today, i64::from(wanted) + 1).await?;
        Ok(Self {
            wanted,
            days,
            today,
        })
    }

    /// Whether what is sent now for a day is late.
    pub(super) fn is_late(&self, day: Day) -> bool {
        timetable::is_late(&self.days, self.today, day, self.wanted)
    }
}

/// What an order of a practical must have.
pub(super) async fn gate<R: Grant>(
    desk: &Desk<R>,
    tx: &mut Tx,
    rules: &Rules,
    practical: Option<PracticalId>,
) -> Result<Gate> {
    let approved = match practical {
        Some(practical) => risk::approved_in(tx, practical).await?,
        None => None,
    };
    let approved = approved.and_then(|version| match version.standing {
        Standing::Approved(approval) => Some((version.n, approval)),
        _ => None,
    });
    Ok(Gate {
        approved,
        stops: rules.stop_without_risk_note && practical.is_some(),
        today: desk.today(),
        beyond: Vec::new(),
    })
}

/// Nothing is ordered for a lesson that has ended.
pub(super) fn ensure_to_come(tx: &Tx, zone: Zone, day: Day, period: &Period) -> Result<()> {
    if period.is_over(zone, day, tx.at) {
        return Err(Refusal::InUse("that lesson is over".to_owned()).into());
    }
    Ok(())
}

/// Two orders for one lesson are a thing to be said: mostly neither teacher knows of the other.
pub(super) async fn ensure_alone(tx: &mut Tx, order: &Requisition) -> Result<()> {
    let others = lesson::ordered_in(tx, &Spot::from(order), order.id).await?;
    if others.is_empty() {
        return Ok(());
    }
    let problems = Problems::one("as-well", Problem::NotConfirmed);
    Err(Refusal::Invalid(problems).into())
}

/// Sends what was written, inside the write.
pub(super) async fn send_in(
    desk: &Desk<CanRequest>,
    tx: &mut Tx,
    order: &Requisition,
    gate: &Gate,
    notice: &Notice,
) -> Result<()> {
    advance(desk, tx, order, Verb::Submitted, Progress::submit).await?;
    ensure_to_come(tx, desk.who().zone, order.lesson.day, &order.lesson.period)?;
    let problems = gate.problems(order);
    if !problems.is_empty() {
        return Err(Refusal::Invalid(problems).into());
    }
    gate.lets_pass()?;
    let (school, at) = (tx.school_key(), tx.at.0);
    sqlx::query(
        "UPDATE requisition
         SET submitted_at = $3, is_late = $4
         WHERE school_id = $1
           AND id = $2",
    )
    .bind(school)
    .bind(order.id.to_string())
    .bind(at)
    .bind(i64::from(notice.is_late(order.lesson.day)))
    .execute(tx.run())
    .await?;
    Ok(())
}
