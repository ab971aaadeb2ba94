//! One order, whole.

use shared::{
    account::{Grant, Name, Right},
    amount::{Amount, Unit},
    code::Code,
    id::RequisitionId,
    kind::Sort,
    moment::{Minute, Moment},
    practical::PrepMinutes,
    refusal::Refusal,
    requisition::{Line, Outcome, Place, Progress, Requisition, RiskRead, State, Step},
    timetable::Period,
};
use sqlx::AnyConnection;

use crate::{Desk, Result, Tx, row};

/// An order of the school: every member may look.
pub async fn find<R: Grant>(desk: &Desk<R>, id: RequisitionId) -> Result<Requisition> {
    let mut run = desk.pool().acquire().await?;
    read(&mut run, &desk.school_key(), id).await
}

/// The order with a code, if it is an order's.
pub async fn find_by_code<R: Grant>(desk: &Desk<R>, code: Code) -> Result<Option<RequisitionId>> {
    let found = crate::code::find(desk, code).await?;
    found
        .filter(|(noun, _)| noun == crate::event::Noun::Requisition.code())
        .map(|(_, id)| row::parse("code.subject_id", &id))
        .transpose()
}

/// Whether who asks may change what an order asks for: its teacher, or the prep room for them.
pub fn changes_own<R: Grant>(desk: &Desk<R>, order: &Requisition) -> bool {
    order.teacher == desk.who().member || desk.who().role.may(Right::Prepare)
}

/// An order as a write sees it.
pub(crate) async fn find_in(tx: &mut Tx, id: RequisitionId) -> Result<Requisition> {
    let school = tx.school_key();
    read(tx.run(), &school, id).await
}

async fn read(run: &mut AnyConnection, school: &str, id: RequisitionId) -> Result<Requisition> {
    let found: Option<OrderRow> = sqlx::query_as(
        "SELECT requisition.id, requisition.code, requisition.teacher_id, person.name, member.initials,
                requisition.slot_id, requisition.class_id, requisition.class_name, requisition.pupils,
                requisition.location_id, location.name AS room_name, requisition.day, requisition.period,
                requisition.period_name, requisition.starts, requisition.ends, requisition.practical_id,
                requisition.title, requisition.groups, requisition.make_minutes, requisition.gather_minutes,
                requisition.deliver_minutes, requisition.clear_minutes, requisition.note, requisition.state,
                requisition.step_by, requisition.step_at, requisition.submitted_at, requisition.is_late,
                requisition.risk_version, requisition.risk_read_at, requisition.own_risk_note, requisition.version
         FROM requisition
         JOIN member ON member.school_id = requisition.school_id
                    AND member.id = requisition.teacher_id
         JOIN person ON person.id = member.person_id
         JOIN location ON location.school_id = requisition.school_id
                      AND location.id = requisition.location_id
         WHERE requisition.school_id = $1
           AND requisition.id = $2",
    )
    .bind(school)
    .bind(id.to_string())
    .fetch_optional(&mut *run)
    .await?;
    let lines: Vec<LineRow> = sqlx::query_as(
        "SELECT n, kind_id, name, sort, unit, amount, used_up, note, ready_at, used, broken, lost
         FROM requisition_line
         WHERE school_id = $1
           AND requisition_id = $2
         ORDER BY n",
    )
    .bind(school)
    .bind(id.to_string())
    .fetch_all(run)
    .await?;
    let lines: Result<Vec<Line>> = lines.into_iter().map(Line::try_from).collect();
    found.ok_or(Refusal::NotFound)?.with(lines?)
}

#[derive(sqlx::FromRow)]
struct OrderRow {
    id: String,
    code: String,
    teacher_id: String,
    name: String,
    initials: String,
    slot_id: Option<String>,
    class_id: Option<String>,
    class_name: String,
    pupils: i64,
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
    make_minutes: i64,
    gather_minutes: i64,
    deliver_minutes: i64,
    clear_minutes: i64,
    note: Option<String>,
    state: String,
    step_by: Option<String>,
    step_at: Option<i64>,
    submitted_at: Option<i64>,
    is_late: i64,
    risk_version: Option<i64>,
    risk_read_at: Option<i64>,
    own_risk_note: Option<String>,
    version: i64,
}

impl OrderRow {
    fn with(self, lines: Vec<Line>) -> Result<Requisition> {
        let progress = self.progress()?;
        let risk_version = self.risk_version;
        Ok(Requisition {
            id: row::parse("requisition.id", &self.id)?,
            code: row::parse("requisition.code", &self.code)?,
            teacher: row::parse("requisition.teacher_id", &self.teacher_id)?,
            teacher_name: Name {
                full: self.name,
                initials: self.initials,
            },
            lesson: Place {
                slot: row::parse_optional("requisition.slot_id", self.slot_id.as_deref())?,
                class: row::parse_optional("requisition.class_id", self.class_id.as_deref())?,
                class_name: self.class_name,
                pupils: row::narrow("requisition.pupils", self.pupils)?,
                room: row::parse("requisition.location_id", &self.location_id)?,
                room_name: self.room_name,
                day: row::parse("requisition.day", &self.day)?,
                period: period(self.period, self.period_name, self.starts, self.ends)?,
            },
            practical: row::parse_optional(
                "requisition.practical_id",
                self.practical_id.as_deref(),
            )?,
            title: self.title,
            groups: row::narrow("requisition.groups", self.groups)?,
            minutes: minutes(
                self.make_minutes,
                self.gather_minutes,
                self.deliver_minutes,
                self.clear_minutes,
            )?,
            note: self.note,
            progress,
            submitted_at: self.submitted_at.map(Moment),
            is_late: self.is_late != 0,
            risk: RiskRead {
                version: risk_version
                    .map(|n| row::narrow("requisition.risk_version", n))
                    .transpose()?,
                read_at: self.risk_read_at.map(Moment),
                own_note: self.own_risk_note,
            },
            lines,
            version: self.version,
        })
    }

    fn progress(&self) -> Result<Progress> {
        let by = row::parse_optional("requisition.step_by", self.step_by.as_deref())?;
        let step = by
            .zip(self.step_at)
            .map(|(by, at)| Step { by, at: Moment(at) });
        row::named("requisition.state", &self.state, |code| {
            Progress::from_parts(State::from_code(code)?, step)
        })
    }
}

/// Puts an order's period from its columns together.
pub(super) fn period(n: i64, name: String, starts: i64, ends: i64) -> Result<Period> {
    Ok(Period {
        n: row::narrow("requisition.period", n)?,
        name,
        starts: Minute(row::narrow("requisition.starts", starts)?),
        ends: Minute(row::narrow("requisition.ends", ends)?),
    })
}

/// Puts an order's minutes from their columns together.
pub(super) fn minutes(make: i64, gather: i64, deliver: i64, clear: i64) -> Result<PrepMinutes> {
    Ok(PrepMinutes {
        make: row::narrow("requisition.make_minutes", make)?,
        gather: row::narrow("requisition.gather_minutes", gather)?,
        deliver: row::narrow("requisition.deliver_minutes", deliver)?,
        clear: row::narrow("requisition.clear_minutes", clear)?,
    })
}

#[derive(sqlx::FromRow)]
struct LineRow {
    n: i64,
    kind_id: Option<String>,
    name: String,
    sort: String,
    unit: String,
    amount: i64,
    used_up: i64,
    note: Option<String>,
    ready_at: Option<i64>,
    used: Option<i64>,
    broken: Option<i64>,
    lost: Option<i64>,
}

impl TryFrom<LineRow> for Line {
    type Error = crate::Error;

    fn try_from(found: LineRow) -> Result<Self> {
        let unit = row::named("requisition_line.unit", &found.unit, Unit::from_code)?;
        let of = |micro: i64| Amount::new(micro, unit);
        let outcome = match (found.used, found.broken, found.lost) {
            (Some(used), Some(broken), Some(lost)) => Some(Outcome {
                used: of(used),
                broken: of(broken),
                lost: of(lost),
            }),
            _ => None,
        };
        Ok(Self {
            n: row::narrow("requisition_line.n", found.n)?,
            kind: row::parse_optional("requisition_line.kind_id", found.kind_id.as_deref())?,
            name: found.name,
            sort: row::named("requisition_line.sort", &found.sort, Sort::from_code)?,
            amount: of(found.amount),
            used_up: found.used_up != 0,
            note: found.note,
            ready_at: found.ready_at.map(Moment),
            outcome,
        })
    }
}
