//! Writing an order: making the draft, changing what it asks for, moving it to another lesson.
//!
//! An order may be changed until the prep room has taken it on. Every save takes what was sent and leaves the
//! rest as it is, so that two windows on one draft lose nothing of each other's.

use shared::{
    account::{Right, right::CanRequest},
    amount::Amount,
    form::{Problem, Problems},
    id::{PracticalId, RequisitionId, SlotId},
    moment::Day,
    practical::PrepMinutes,
    refusal::Refusal,
    requisition::{Line, Requisition},
    timetable::{self, Lesson},
};

use super::{Kit, line, line::NewLine, step::own};
use crate::{
    Desk, Result, Tx, code,
    event::Noun,
    school,
    timetable::{calendar, lesson},
};

/// What an order is made from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Choice {
    /// A practical of the library.
    Practical(PracticalId),
    /// Free lines under a title.
    Free(String),
}

/// What a choice brings with it.
struct Start {
    practical: Option<PracticalId>,
    title: String,
    groups: u16,
    minutes: PrepMinutes,
    lines: Vec<Line>,
}

/// Free lines cost at least the way to the lab and back; the prep room's own estimate.
const FREE_MINUTES: PrepMinutes = PrepMinutes {
    make: 0,
    gather: 10,
    deliver: 5,
    clear: 10,
};

impl Start {
    async fn of(desk: &Desk<CanRequest>, choice: Choice, pupils: u16) -> Result<Self> {
        Ok(match choice {
            Choice::Free(title) => Self {
                practical: None,
                title,
                groups: pupils.div_ceil(2).max(1),
                minutes: FREE_MINUTES,
                lines: Vec::new(),
            },
            Choice::Practical(id) => {
                let kit = Kit::of(desk, id).await?;
                let groups = kit.groups_of(pupils)?;
                Self {
                    practical: Some(id),
                    groups,
                    minutes: kit.minutes,
                    lines: kit.lines(groups, pupils)?,
                    title: kit.title,
                }
            }
        })
    }
}

/// Begins an order for a lesson. Who prepares orders may begin one for the lesson's own teacher.
pub async fn create(
    desk: &Desk<CanRequest>,
    slot: SlotId,
    day: Day,
    choice: Choice,
) -> Result<RequisitionId> {
    let lesson = lesson::find(desk, slot, day).await?;
    let start = Start::of(desk, choice, lesson.class.pupils).await?;
    let teacher = if desk.who().role.may(Right::Prepare) {
        lesson.teacher
    } else {
        desk.who().member
    };
    let mut tx = desk.begin().await?;
    let id: RequisitionId = tx.id();
    let code = code::give(&mut tx, Noun::Requisition, id).await?;
    let school = tx.school_key();
    sqlx::query(
        "INSERT INTO requisition (
             school_id, id, code, teacher_id, slot_id, class_id, class_name, pupils, location_id, day,
             period, period_name, starts, ends, practical_id, title, groups, make_minutes, gather_minutes,
             deliver_minutes, clear_minutes, state, is_late, version
         )
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, 'draft', 0, 1)",
    )
    .bind(school)
    .bind(id.to_string())
    .bind(code.plain())
    .bind(teacher.to_string())
    .bind(lesson.slot.to_string())
    .bind(lesson.class.id.to_string())
    .bind(&lesson.class.name)
    .bind(i64::from(lesson.class.pupils))
    .bind(lesson.room.to_string())
    .bind(lesson.day.day.to_string())
    .bind(i64::from(lesson.period.n))
    .bind(&lesson.period.name)
    .bind(i64::from(lesson.period.starts.0))
    .bind(i64::from(lesson.period.ends.0))
    .bind(start.practical.map(|id| id.to_string()))
    .bind(&start.title)
    .bind(i64::from(start.groups))
    .bind(i64::from(start.minutes.make))
    .bind(i64::from(start.minutes.gather))
    .bind(i64::from(start.minutes.deliver))
    .bind(i64::from(start.minutes.clear))
    .execute(tx.run())
    .await?;
    line::write(&mut tx, id, &start.lines).await?;
    tx.record::<(), _>(Noun::Requisition, id, "begun", None, Some(&start.title))
        .await?;
    tx.commit().await?;
    Ok(id)
}

/// What a save of an order changes; what is none stays.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Change {
    /// Groups of pupils: the kit follows, but for what was changed by hand.
    pub groups: Option<u16>,
    /// Amounts of lines, by their place.
    pub amounts: Vec<(u16, Amount)>,
    /// One line more.
    pub add: Option<NewLine>,
    /// One line less, by its place.
    pub remove: Option<u16>,
    /// What the prep room should know.
    pub note: Option<Option<String>>,
    /// The teacher's own short note about the risks.
    pub own_risk_note: Option<Option<String>>,
    /// Whether the risk note has been read.
    pub has_read: Option<bool>,
}

/// Saves what was changed of an order that the prep room has not taken on yet.
pub async fn change(desk: &Desk<CanRequest>, id: RequisitionId, change: Change) -> Result<()> {
    let kit = match super::find(desk, id).await?.practical {
        Some(practical) => Some(Kit::of(desk, practical).await?),
        None => None,
    };
    let mut tx = desk.begin().await?;
    let before = changeable(desk, &mut tx, id).await?;
    let mut after = before.clone();
    after.groups = change.groups.unwrap_or(before.groups);
    after.lines = changed_lines(&before, kit.as_ref(), &change)?;
    after.note = change.note.unwrap_or(after.note);
    after.risk.own_note = change.own_risk_note.unwrap_or(after.risk.own_note);
    after.risk.read_at = match change.has_read {
        Some(true) => after.risk.read_at.or(Some(tx.at)),
        Some(false) => None,
        None => after.risk.read_at,
    };
    if after == before {
        return Ok(());
    }
    let school = tx.school_key();
    sqlx::query(
        "UPDATE requisition
         SET groups = $3, note = $4, own_risk_note = $5, risk_read_at = $6, version = version + 1
         WHERE school_id = $1
           AND id = $2",
    )
    .bind(school)
    .bind(id.to_string())
    .bind(i64::from(after.groups))
    .bind(&after.note)
    .bind(&after.risk.own_note)
    .bind(after.risk.read_at.map(|at| at.0))
    .execute(tx.run())
    .await?;
    if after.lines != before.lines {
        line::rewrite(&mut tx, id, &after.lines).await?;
    }
    record(&mut tx, "changed", &before, &after).await?;
    tx.commit().await
}

/// Takes another practical, or free lines, in the place of what the order asked for.
pub async fn choose(desk: &Desk<CanRequest>, id: RequisitionId, choice: Choice) -> Result<()> {
    let pupils = super::find(desk, id).await?.lesson.pupils;
    let start = Start::of(desk, choice, pupils).await?;
    let mut tx = desk.begin().await?;
    let before = changeable(desk, &mut tx, id).await?;
    let school = tx.school_key();
    sqlx::query(
        "UPDATE requisition
         SET practical_id = $3, title = $4, groups = $5, make_minutes = $6, gather_minutes = $7,
             deliver_minutes = $8, clear_minutes = $9, risk_version = NULL, risk_read_at = NULL,
             version = version + 1
         WHERE school_id = $1
           AND id = $2",
    )
    .bind(school)
    .bind(id.to_string())
    .bind(start.practical.map(|id| id.to_string()))
    .bind(&start.title)
    .bind(i64::from(start.groups))
    .bind(i64::from(start.minutes.make))
    .bind(i64::from(start.minutes.gather))
    .bind(i64::from(start.minutes.deliver))
    .bind(i64::from(start.minutes.clear))
    .execute(tx.run())
    .await?;
    line::rewrite(&mut tx, id, &start.lines).await?;
    tx.record(
        Noun::Requisition,
        id,
        "chosen anew",
        Some(&before.title),
        Some(&start.title),
    )
    .await?;
    tx.commit().await
}

/// Moves an order to another lesson; the same class brings the same number of pupils.
pub async fn move_to(
    desk: &Desk<CanRequest>,
    id: RequisitionId,
    slot: SlotId,
    day: Day,
) -> Result<()> {
    let lesson = lesson::find(desk, slot, day).await?;
    let rules = school::own(desk).await?.rules;
    let days = calendar::days(desk, desk.today(), day).await?;
    let is_late = timetable::is_late(&days, desk.today(), day, rules.notice_days);
    let mut tx = desk.begin().await?;
    let before = changeable(desk, &mut tx, id).await?;
    write_lesson(&mut tx, id, &lesson).await?;
    let school = tx.school_key();
    sqlx::query(
        "UPDATE requisition
         SET is_late = $3
         WHERE school_id = $1
           AND id = $2
           AND submitted_at IS NOT NULL",
    )
    .bind(school)
    .bind(id.to_string())
    .bind(i64::from(is_late))
    .execute(tx.run())
    .await?;
    tx.record(
        Noun::Requisition,
        id,
        "moved",
        Some(&(before.lesson.day, &before.lesson.period.name)),
        Some(&(day, &lesson.period.name)),
    )
    .await?;
    tx.commit().await
}

async fn write_lesson(tx: &mut Tx, id: RequisitionId, lesson: &Lesson) -> Result<()> {
    let school = tx.school_key();
    sqlx::query(
        "UPDATE requisition
         SET slot_id = $3, class_id = $4, class_name = $5, pupils = $6, location_id = $7, day = $8, period = $9,
             period_name = $10, starts = $11, ends = $12, version = version + 1
         WHERE school_id = $1
           AND id = $2",
    )
    .bind(school)
    .bind(id.to_string())
    .bind(lesson.slot.to_string())
    .bind(lesson.class.id.to_string())
    .bind(&lesson.class.name)
    .bind(i64::from(lesson.class.pupils))
    .bind(lesson.room.to_string())
    .bind(lesson.day.day.to_string())
    .bind(i64::from(lesson.period.n))
    .bind(&lesson.period.name)
    .bind(i64::from(lesson.period.starts.0))
    .bind(i64::from(lesson.period.ends.0))
    .execute(tx.run())
    .await?;
    Ok(())
}

/// An order that who asks may change, and that the prep room has not taken on.
async fn changeable(
    desk: &Desk<CanRequest>,
    tx: &mut Tx,
    id: RequisitionId,
) -> Result<Requisition> {
    let order = own(desk, tx, id).await?;
    let state = order.progress.state();
    if state.may_change() {
        return Ok(order);
    }
    Err(Refusal::WrongStep {
        is: state.title().to_owned(),
    }
    .into())
}

fn changed_lines(before: &Requisition, kit: Option<&Kit>, change: &Change) -> Result<Vec<Line>> {
    let mut lines = before.lines.clone();
    if let (Some(groups), Some(kit)) = (change.groups, kit) {
        kit.rescale(&mut lines, before.lesson.pupils, before.groups, groups)?;
    }
    for (n, amount) in &change.amounts {
        let Some(line) = lines.iter_mut().find(|line| line.n == *n) else {
            continue;
        };
        if line.amount.unit() != amount.unit() {
            let field = format!("amount-{n}");
            return Err(Refusal::Invalid(Problems::one(field, Problem::OtherUnit)).into());
        }
        // What the form held before the groups changed is no change by hand.
        let was = before.lines.iter().find(|line| line.n == *n);
        if was.is_none_or(|was| was.amount != *amount) {
            line.amount = *amount;
        }
    }
    lines.retain(|line| change.remove != Some(line.n));
    if let Some(new) = &change.add {
        let last = before.lines.iter().map(|line| line.n).max().unwrap_or(0);
        let kit_lines = kit.map_or(0, |kit| u16::try_from(kit.lines.len()).unwrap_or(u16::MAX));
        lines.push(new.at(last.max(kit_lines).saturating_add(1)));
    }
    Ok(lines)
}

async fn record(tx: &mut Tx, verb: &str, before: &Requisition, after: &Requisition) -> Result<()> {
    tx.record(
        Noun::Requisition,
        before.id,
        verb,
        Some(&(before.groups, &before.lines, &before.note)),
        Some(&(after.groups, &after.lines, &after.note)),
    )
    .await
}
