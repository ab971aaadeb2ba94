//! Writing an order: changing what it asks for, moving it to another lesson.
//!
//! An order may be changed until the prep room has taken it on. Every save takes what was sent and leaves the
//! rest as it is, so that two windows on one draft lose nothing of each other's.

use shared::{
    account::right::CanRequest,
    amount::Amount,
    form::{Problem, Problems},
    id::{RequisitionId, SlotId},
    kind::KindId,
    moment::Day,
    refusal::Refusal,
    requisition::{Line, Requisition},
    timetable::{self, Lesson},
};

use super::{
    Choice, Kit,
    begin::Start,
    kit::Size,
    line::{self, NewLine, Similar},
    step::own,
};
use crate::{
    Desk, Result, Tx,
    event::Noun,
    school,
    timetable::{calendar, lesson},
};

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
    /// Another kind in the place of a line's own.
    pub swap: Option<(u16, KindId)>,
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
    let swap = match &change.swap {
        Some((n, kind)) => Some((*n, line::in_stock(desk, kind).await?)),
        None => None,
    };
    let mut tx = desk.begin().await?;
    let before = changeable(desk, &mut tx, id).await?;
    let mut after = before.clone();
    after.groups = change.groups.unwrap_or(before.groups);
    after.lines = changed_lines(&before, kit.as_ref(), &change)?;
    if let Some((n, similar)) = swap {
        swap_line(&mut after.lines, n, similar)?;
    }
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
        let size = Size::of(before);
        kit.rescale(&mut lines, size, Size { groups, ..size })?;
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

/// Takes what is in stock in the place of what a line asked for, and says so to the prep room.
fn swap_line(lines: &mut [Line], n: u16, similar: Similar) -> Result<()> {
    let line = lines.iter_mut().find(|line| line.n == n);
    let line = line.ok_or(Refusal::NotFound)?;
    line.note = Some(format!("in place of {}", line.name));
    line.kind = Some(similar.kind);
    line.name = similar.name;
    Ok(())
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
