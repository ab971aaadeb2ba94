//! Orders as slips: of a day, of a week, of a teacher.

use shared::{
    account::Grant,
    code::Code,
    id::{MemberId, RequisitionId},
    moment::{Day, Moment},
    requisition::{Card, State},
};

use super::find::{minutes, period};
use crate::{Desk, Result, row, statement::Statement};

/// The slips from one day to another that were sent, in order of time, then room.
pub async fn board<R: Grant>(desk: &Desk<R>, from: Day, to: Day) -> Result<Vec<Card>> {
    let mut statement = Statement::new(CARDS);
    let school = statement.mark(desk.school_key());
    let (from, to) = (
        statement.mark(from.to_string()),
        statement.mark(to.to_string()),
    );
    statement.push(&format!(
        "WHERE requisition.school_id = {school}
AND requisition.day BETWEEN {from} AND {to}
AND requisition.submitted_at IS NOT NULL
ORDER BY requisition.day, requisition.starts, room_name, requisition.id"
    ));
    read(desk, statement).await
}

/// A teacher's slips from one day to another, or those of all, drafts among them; a draft that was dropped was never an
/// order.
pub async fn with_drafts<R: Grant>(
    desk: &Desk<R>,
    teacher: Option<MemberId>,
    from: Day,
    to: Day,
) -> Result<Vec<Card>> {
    let mut statement = Statement::new(CARDS);
    let school = statement.mark(desk.school_key());
    statement.push(&format!("WHERE requisition.school_id = {school}"));
    if let Some(teacher) = teacher {
        let teacher = statement.mark(teacher.to_string());
        statement.push(&format!("AND requisition.teacher_id = {teacher}"));
    }
    let (from, to) = (
        statement.mark(from.to_string()),
        statement.mark(to.to_string()),
    );
    statement.push(&format!(
        "AND requisition.day BETWEEN {from} AND {to}
AND (requisition.state <> 'cancelled' OR requisition.submitted_at IS NOT NULL)
ORDER BY requisition.day, requisition.starts, requisition.id"
    ));
    read(desk, statement).await
}

/// The slips of some orders, in their order of time. Those that are not there are left out.
pub async fn some<R: Grant>(desk: &Desk<R>, ids: &[RequisitionId]) -> Result<Vec<Card>> {
    let mut found = Vec::with_capacity(ids.len());
    for some in ids.chunks(500) {
        let mut statement = Statement::new(CARDS);
        let school = statement.mark(desk.school_key());
        let ids = statement.list(some.iter().map(ToString::to_string));
        statement.push(&format!(
            "WHERE requisition.school_id = {school}
AND requisition.id IN {ids}
ORDER BY requisition.day, requisition.starts, requisition.id"
        ));
        found.extend(read(desk, statement).await?);
    }
    found.sort_by_key(|card| (card.day, card.period.starts, card.id));
    Ok(found)
}

/// What a slip is read from; filters follow.
pub(super) const CARDS: &str = "SELECT requisition.id, requisition.code, requisition.teacher_id, member.initials, requisition.slot_id,
       requisition.class_id, requisition.class_name, requisition.location_id, location.name AS room_name, requisition.day,
       requisition.period, requisition.period_name, requisition.starts, requisition.ends,
       requisition.practical_id, requisition.title, requisition.groups, requisition.state,
       requisition.step_at, requisition.is_late, requisition.make_minutes, requisition.gather_minutes,
       requisition.deliver_minutes, requisition.clear_minutes,
       (SELECT count(*)
        FROM requisition_line
        WHERE requisition_line.school_id = requisition.school_id
          AND requisition_line.requisition_id = requisition.id) AS lines,
       (SELECT count(requisition_line.ready_at)
        FROM requisition_line
        WHERE requisition_line.school_id = requisition.school_id
          AND requisition_line.requisition_id = requisition.id) AS ready
FROM requisition
JOIN member ON member.school_id = requisition.school_id
           AND member.id = requisition.teacher_id
JOIN location ON location.school_id = requisition.school_id
             AND location.id = requisition.location_id";

/// Reads the slips of a statement that begins with [`CARDS`].
pub(super) async fn read<R: Grant>(desk: &Desk<R>, statement: Statement) -> Result<Vec<Card>> {
    let rows: Vec<CardRow> = statement.rows(desk.pool()).await?;
    rows.into_iter().map(Card::try_from).collect()
}

#[derive(sqlx::FromRow)]
struct CardRow {
    id: String,
    code: String,
    teacher_id: String,
    initials: String,
    slot_id: Option<String>,
    class_id: Option<String>,
    class_name: String,
    location_id: String,
    room_name: String,
    day: String,
    period: i64,
    period_name: String,
    starts: i64,
    ends: i64,
    practical_id: Option<String>,
    title: String,
    groups: i64,
    state: String,
    step_at: Option<i64>,
    is_late: i64,
    make_minutes: i64,
    gather_minutes: i64,
    deliver_minutes: i64,
    clear_minutes: i64,
    lines: i64,
    ready: i64,
}

impl TryFrom<CardRow> for Card {
    type Error = crate::Error;

    fn try_from(found: CardRow) -> Result<Self> {
        Ok(Self {
            id: row::parse("requisition.id", &found.id)?,
            code: row::parse::<Code>("requisition.code", &found.code)?,
            teacher: row::parse("requisition.teacher_id", &found.teacher_id)?,
            initials: found.initials,
            slot: row::parse_optional("requisition.slot_id", found.slot_id.as_deref())?,
            class: row::parse_optional("requisition.class_id", found.class_id.as_deref())?,
            class_name: found.class_name,
            room: row::parse("requisition.location_id", &found.location_id)?,
            room_name: found.room_name,
            day: row::parse("requisition.day", &found.day)?,
            period: period(found.period, found.period_name, found.starts, found.ends)?,
            practical: row::parse_optional(
                "requisition.practical_id",
                found.practical_id.as_deref(),
            )?,
            title: found.title,
            groups: row::narrow("requisition.groups", found.groups)?,
            state: row::named("requisition.state", &found.state, State::from_code)?,
            step_at: found.step_at.map(Moment),
            is_late: found.is_late != 0,
            minutes: minutes(
                found.make_minutes,
                found.gather_minutes,
                found.deliver_minutes,
                found.clear_minutes,
            )?,
            lines: row::narrow("lines", found.lines)?,
            ready: row::narrow("ready", found.ready)?,
        })
    }
}
