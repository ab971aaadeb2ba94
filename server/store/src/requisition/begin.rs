//! Beginning an order: from a practical, from free lines, or like another order.

use shared::{
    account::{Right, right::CanRequest},
    id::{PracticalId, RequisitionId, SlotId},
    moment::Day,
    practical::PrepMinutes,
    refusal::Refusal,
    requisition::{Line, Requisition, Verb},
    timetable::Lesson,
};

use super::{Kit, changes_own, kit, line, send};
use crate::{Desk, Result, Tx, code, event::Noun, timetable::lesson};

/// What an order is made from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Choice {
    /// A practical of the library.
    Practical(PracticalId),
    /// Free lines under a title.
    Free(String),
}

/// What a draft begins with.
pub(super) struct Start {
    pub practical: Option<PracticalId>,
    pub title: String,
    pub groups: u16,
    pub minutes: PrepMinutes,
    pub lines: Vec<Line>,
    note: Option<String>,
    own_risk_note: Option<String>,
}

/// Free lines cost at least the way to the lab and back; the prep room's own estimate.
const FREE_MINUTES: PrepMinutes = PrepMinutes {
    make: 0,
    gather: 10,
    deliver: 5,
    clear: 10,
};

impl Start {
    /// What a choice brings with it, for so many groups where somebody has set how many.
    pub(super) async fn of(
        desk: &Desk<CanRequest>,
        choice: Choice,
        pupils: u16,
        set: Option<u16>,
    ) -> Result<Self> {
        Ok(match choice {
            Choice::Free(title) => Self {
                practical: None,
                title,
                groups: groups(set, None, pupils)?,
                minutes: FREE_MINUTES,
                lines: Vec::new(),
                note: None,
                own_risk_note: None,
            },
            Choice::Practical(id) => {
                let kit = Kit::to_order(desk, id).await?;
                let groups = groups(set, Some(&kit), pupils)?;
                Self {
                    practical: Some(id),
                    groups,
                    minutes: kit.minutes,
                    lines: kit.lines(groups, pupils)?,
                    title: kit.title,
                    note: None,
                    own_risk_note: None,
                }
            }
        })
    }

    /// What another class of so many pupils wants of the same order: what was changed by hand stays as it is.
    pub(super) fn like(mut order: Requisition, kit: Option<&Kit>, pupils: u16) -> Result<Self> {
        for line in &mut order.lines {
            line.ready_at = None;
            line.outcome = None;
        }
        kit::fit(&mut order, kit, pupils)?;
        Ok(Self {
            practical: order.practical,
            title: order.title,
            groups: order.groups,
            minutes: order.minutes,
            lines: order.lines,
            note: order.note,
            own_risk_note: order.risk.own_note,
        })
    }
}

/// In how many groups a class works: as somebody has set it, or else as usual.
fn groups(set: Option<u16>, kit: Option<&Kit>, pupils: u16) -> Result<u16> {
    match (set, kit) {
        (Some(set), _) => Ok(set),
        (None, Some(kit)) => kit.groups_of(pupils),
        (None, None) => Ok(kit::pairs(pupils)),
    }
}

/// The groups of an order, where they are not the usual ones.
pub(super) async fn groups_set(
    desk: &Desk<CanRequest>,
    order: &Requisition,
) -> Result<Option<u16>> {
    let kit = Kit::of_order(desk, order).await?;
    let usual = groups(None, kit.as_ref(), order.lesson.pupils)?;
    Ok((order.groups != usual).then_some(order.groups))
}

/// Begins an order for a lesson. Who prepares orders may begin one for the lesson's own teacher.
pub async fn create(
    desk: &Desk<CanRequest>,
    slot: SlotId,
    day: Day,
    choice: Choice,
) -> Result<RequisitionId> {
    let lesson = lesson::find(desk, slot, day).await?;
    let start = Start::of(desk, choice, lesson.class.pupils, None).await?;
    begin(desk, &lesson, start).await
}

/// Begins the same order for another class's lesson.
pub async fn repeat(
    desk: &Desk<CanRequest>,
    id: RequisitionId,
    slot: SlotId,
    day: Day,
) -> Result<RequisitionId> {
    let order = super::find(desk, id).await?;
    if !changes_own(desk, &order) {
        return Err(Refusal::NotAllowed.into());
    }
    let kit = Kit::of_order(desk, &order).await?;
    let lesson = lesson::find(desk, slot, day).await?;
    let start = Start::like(order, kit.as_ref(), lesson.class.pupils)?;
    begin(desk, &lesson, start).await
}

async fn begin(desk: &Desk<CanRequest>, lesson: &Lesson, start: Start) -> Result<RequisitionId> {
    let mut tx = desk.begin().await?;
    let id = begin_in(desk, &mut tx, lesson, start).await?;
    tx.commit().await?;
    Ok(id)
}

/// Begins an order inside a write.
pub(super) async fn begin_in(
    desk: &Desk<CanRequest>,
    tx: &mut Tx,
    lesson: &Lesson,
    start: Start,
) -> Result<RequisitionId> {
    send::ensure_to_come(tx, desk.who().zone, lesson.day.day, &lesson.period)?;
    let teacher = if desk.who().role.may(Right::Prepare) {
        lesson.teacher
    } else {
        desk.who().member
    };
    let id: RequisitionId = tx.id();
    let code = code::give(tx, Noun::Requisition, id).await?;
    let school = tx.school_key();
    sqlx::query(
        "INSERT INTO requisition (
             school_id, id, code, teacher_id, slot_id, class_id, class_name, pupils, location_id, day,
             period, period_name, starts, ends, practical_id, title, groups, make_minutes, gather_minutes,
             deliver_minutes, clear_minutes, note, own_risk_note, state, is_late, version
         )
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23,
                 'draft', 0, 1)",
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
    .bind(&start.note)
    .bind(&start.own_risk_note)
    .execute(tx.run())
    .await?;
    line::write(tx, id, &start.lines).await?;
    tx.record::<(), _>(
        Noun::Requisition,
        id,
        Verb::Begun.word(),
        None,
        Some(&start.title),
    )
    .await?;
    Ok(id)
}
