//! Writing an order: changing what it asks for, moving it to another lesson, and what follows in the same write.
//!
//! An order may be changed until the prep room has taken it on. Every save takes what was sent and leaves the
//! rest as it is, so that two windows on one draft lose nothing of each other's; where both changed the same thing, the
//! second is told what the first made of it.

use shared::{
    account::right::CanRequest,
    amount::Amount,
    form::{Problem, Problems},
    id::{RequisitionId, SlotId},
    kind::KindId,
    moment::{Day, Moment},
    refusal::Refusal,
    requisition::{Gate, Line, Progress, Requisition, RiskRead, State, Verb},
    school::Rules,
    timetable::Lesson,
};

use super::{
    Choice, Kit,
    begin::{self, Start},
    concern,
    kit::{self, Size},
    line::{self, NewLine, Similar},
    send::{self, Notice},
    step::{advance, answer_in, own},
};
use crate::{Desk, Result, Tx, event::Noun, school, timetable::lesson};

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
    /// Whether the risk note has been read, in its present version.
    pub has_read: Option<bool>,
    /// What was there when the change was begun.
    pub seen: Seen,
}

/// What who changes an order had before them; what is none is not looked at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Seen {
    /// Groups of pupils.
    pub groups: Option<u16>,
    /// Amounts of lines, by their place.
    pub amounts: Vec<(u16, Amount)>,
    /// What the prep room should know.
    pub note: Option<Option<String>>,
    /// The teacher's own short note about the risks.
    pub own_risk_note: Option<Option<String>>,
}

/// What follows a save, in the same write: both happen, or neither.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Then {
    /// Nothing more.
    Stay,
    /// It is sent to the prep room.
    Send,
    /// It is sent, though its lesson has an order already.
    SendAsWell,
    /// The prep room's question is answered.
    Answer(String),
    /// It is moved to another lesson.
    Move(SlotId, Day),
    /// The same is begun for another class's lesson.
    Also(SlotId, Day),
}

/// Saves what was changed of an order that the prep room has not taken on yet.
pub async fn change(desk: &Desk<CanRequest>, id: RequisitionId, change: Change) -> Result<()> {
    save(desk, id, change, Then::Stay).await
}

/// Moves an order to another lesson; where its class has another number of pupils, the kit follows.
pub async fn move_to(
    desk: &Desk<CanRequest>,
    id: RequisitionId,
    slot: SlotId,
    day: Day,
) -> Result<()> {
    save(desk, id, Change::default(), Then::Move(slot, day)).await
}

/// Saves what was changed, and does what follows.
pub async fn save(
    desk: &Desk<CanRequest>,
    id: RequisitionId,
    change: Change,
    then: Then,
) -> Result<()> {
    let read = super::find(desk, id).await?;
    let kit = Kit::of_order(desk, &read).await?;
    let swap = match &change.swap {
        Some((n, kind)) => Some((*n, stand_in(desk, &read, *n, kind).await?)),
        None => None,
    };
    let added = change.add.as_ref().map(|line| line.at(0));
    let asked: Vec<Line> = read.lines.iter().cloned().chain(added).collect();
    let beyond = concern::kinds_beyond(desk, &asked, kit.as_ref()).await?;
    let rules = school::own(desk).await?.rules;
    let next = Next::of(desk, &rules, then).await?;
    let mut tx = desk.begin().await?;
    let before = changeable(desk, &mut tx, id).await?;
    let gate = Gate {
        beyond,
        ..send::gate(desk, &mut tx, &rules, before.practical).await?
    };
    let mut after = changed(&before, kit.as_ref(), &change, swap, &gate, tx.at)?;
    next.fit(&mut after, kit.as_ref())?;
    if after != before {
        write(&mut tx, &before, &after).await?;
    }
    match next {
        Next::Nothing => {}
        Next::Send(notice) => send::send_in(desk, &mut tx, &after, &gate, &notice).await?,
        Next::SendAlone(notice) => {
            send::ensure_alone(&mut tx, &after).await?;
            send::send_in(desk, &mut tx, &after, &gate, &notice).await?;
        }
        Next::Answer(text) => answer_in(desk, &mut tx, &after, &text).await?,
        Next::Move(lesson, notice) => move_in(desk, &mut tx, &after, &lesson, &notice).await?,
        Next::Also(lesson) => {
            let start = Start::like(after, kit.as_ref(), lesson.class.pupils)?;
            begin::begin_in(desk, &mut tx, &lesson, start).await?;
        }
    }
    tx.commit().await
}

/// What follows, with what it needs: read before the write begins.
enum Next {
    Nothing,
    Send(Notice),
    SendAlone(Notice),
    Answer(String),
    Move(Box<Lesson>, Notice),
    Also(Box<Lesson>),
}

impl Next {
    /// An order that is moved to a class of another size asks for what that wants.
    fn fit(&self, order: &mut Requisition, kit: Option<&Kit>) -> Result<()> {
        match self {
            Self::Move(lesson, _) if lesson.class.pupils != order.lesson.pupils => {
                kit::fit(order, kit, lesson.class.pupils)
            }
            _ => Ok(()),
        }
    }

    async fn of(desk: &Desk<CanRequest>, rules: &Rules, then: Then) -> Result<Self> {
        Ok(match then {
            Then::Stay => Self::Nothing,
            Then::Answer(text) => Self::Answer(text),
            Then::Send => Self::SendAlone(Notice::of(desk, rules).await?),
            Then::SendAsWell => Self::Send(Notice::of(desk, rules).await?),
            Then::Move(slot, day) => {
                let lesson = lesson::find(desk, slot, day).await?;
                Self::Move(Box::new(lesson), Notice::of(desk, rules).await?)
            }
            Then::Also(slot, day) => Self::Also(Box::new(lesson::find(desk, slot, day).await?)),
        })
    }
}

/// What the order is after a change. What is sent already keeps what it had to have for that.
fn changed(
    before: &Requisition,
    kit: Option<&Kit>,
    change: &Change,
    swap: Option<(u16, Similar)>,
    gate: &Gate,
    at: Moment,
) -> Result<Requisition> {
    ensure_unchanged(before, change)?;
    let mut after = before.clone();
    after.groups = change.groups.unwrap_or(before.groups);
    after.lines = changed_lines(before, kit, change)?;
    if let Some((n, similar)) = swap {
        swap_line(&mut after.lines, n, similar)?;
    }
    for line in &mut after.lines {
        if !before.lines.contains(line) {
            line.ready_at = None;
        }
    }
    after.note = change.note.clone().unwrap_or(after.note);
    after.risk.own_note = change.own_risk_note.clone().unwrap_or(after.risk.own_note);
    let version = gate.approved.map(|(version, _)| version);
    let (read_at, version) = match change.has_read {
        None => (after.risk.read_at, after.risk.version),
        Some(true) if version.is_some_and(|version| before.risk.has_read(version)) => {
            (after.risk.read_at, version)
        }
        Some(true) => (version.map(|_| at), version),
        Some(false) => (None, None),
    };
    after.risk = RiskRead {
        version,
        read_at,
        ..after.risk
    };
    if before.progress.state() != State::Draft {
        let (had, has) = (gate.problems(before), gate.problems(&after));
        let is_new = |(field, _): &(&str, &Problem)| had.of(field).is_none();
        if has.iter().any(|problem| is_new(&problem)) {
            return Err(Refusal::Invalid(has).into());
        }
    }
    Ok(after)
}

/// Nobody changed the same things since they were looked at, unless to the same.
fn ensure_unchanged(now: &Requisition, change: &Change) -> Result<()> {
    let mut problems = Problems::default();
    let seen = &change.seen;
    if let (Some(seen), Some(new)) = (seen.groups, change.groups)
        && now.groups != seen
        && now.groups != new
    {
        problems.add("groups", changed_to(now.groups));
    }
    for (n, seen) in &seen.amounts {
        let Some((_, new)) = change.amounts.iter().find(|(other, _)| other == n) else {
            continue;
        };
        match now.lines.iter().find(|line| line.n == *n) {
            None => return Err(Refusal::Stale.into()),
            Some(line) if line.amount != *seen && line.amount != *new => {
                problems.add(format!("amount-{n}"), changed_to(line.amount));
            }
            Some(_) => {}
        }
    }
    let notes = [
        ("note", &seen.note, &change.note, &now.note),
        (
            "own-note",
            &seen.own_risk_note,
            &change.own_risk_note,
            &now.risk.own_note,
        ),
    ];
    for (field, seen, new, now) in notes {
        if let (Some(seen), Some(new)) = (seen, new)
            && now != seen
            && now != new
        {
            problems.add(field, changed_to(now.as_deref().unwrap_or_default()));
        }
    }
    if problems.is_empty() {
        Ok(())
    } else {
        Err(Refusal::Invalid(problems).into())
    }
}

fn changed_to(now: impl ToString) -> Problem {
    Problem::ChangedMeanwhile {
        now: now.to_string(),
    }
}

/// What of the stock stands in for a line, counted as the line is.
async fn stand_in(
    desk: &Desk<CanRequest>,
    order: &Requisition,
    n: u16,
    kind: &KindId,
) -> Result<Similar> {
    let line = order.lines.iter().find(|line| line.n == n);
    let unit = line.ok_or(Refusal::NotFound)?.amount.unit();
    line::in_stock(desk, kind, unit).await
}

async fn write(tx: &mut Tx, before: &Requisition, after: &Requisition) -> Result<()> {
    let school = tx.school_key();
    sqlx::query(
        "UPDATE requisition
         SET groups = $3, note = $4, own_risk_note = $5, risk_read_at = $6, risk_version = $7, version = version + 1
         WHERE school_id = $1
           AND id = $2",
    )
    .bind(school)
    .bind(after.id.to_string())
    .bind(i64::from(after.groups))
    .bind(&after.note)
    .bind(&after.risk.own_note)
    .bind(after.risk.read_at.map(|at| at.0))
    .bind(after.risk.version.map(i64::from))
    .execute(tx.run())
    .await?;
    if after.lines != before.lines {
        line::rewrite(tx, after.id, &before.lines, &after.lines).await?;
    }
    tx.record(
        Noun::Requisition,
        after.id,
        Verb::Changed.word(),
        Some(&told(before)),
        Some(&told(after)),
    )
    .await
}

/// What an event tells of an order: all that a change may change.
fn told(order: &Requisition) -> impl serde::Serialize + '_ {
    let risk = &order.risk;
    (
        order.groups,
        &order.lines,
        &order.note,
        &risk.own_note,
        (risk.version, risk.read_at),
    )
}

/// Takes another practical, or free lines, in the place of what the order asked for, and says whether it must be sent
/// again: what was sent already is a draft from then on, since nobody has read the other risk note. The teacher's own note
/// goes: it was about what is not asked for any more.
pub async fn choose(desk: &Desk<CanRequest>, id: RequisitionId, choice: Choice) -> Result<bool> {
    let read = super::find(desk, id).await?;
    let set = begin::groups_set(desk, &read).await?;
    let start = Start::of(desk, choice, read.lesson.pupils, set).await?;
    let rules = school::own(desk).await?.rules;
    let mut tx = desk.begin().await?;
    let before = changeable(desk, &mut tx, id).await?;
    let was_sent = before.progress.state() != State::Draft;
    if was_sent {
        let gate = send::gate(desk, &mut tx, &rules, start.practical).await?;
        gate.lets_pass()?;
        advance(desk, &mut tx, &before, Verb::Withdrawn, Progress::withdraw).await?;
    }
    let school = tx.school_key();
    sqlx::query(
        "UPDATE requisition
         SET practical_id = $3, title = $4, groups = $5, make_minutes = $6, gather_minutes = $7,
             deliver_minutes = $8, clear_minutes = $9, risk_version = NULL, risk_read_at = NULL,
             own_risk_note = NULL, submitted_at = NULL, is_late = 0, version = version + 1
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
    line::rewrite(&mut tx, id, &before.lines, &start.lines).await?;
    tx.record(
        Noun::Requisition,
        id,
        Verb::ChosenAnew.word(),
        Some(&before.title),
        Some(&start.title),
    )
    .await?;
    tx.commit().await?;
    Ok(was_sent)
}

async fn move_in(
    desk: &Desk<CanRequest>,
    tx: &mut Tx,
    order: &Requisition,
    lesson: &Lesson,
    notice: &Notice,
) -> Result<()> {
    let day = lesson.day.day;
    send::ensure_to_come(tx, desk.who().zone, day, &lesson.period)?;
    write_lesson(tx, order.id, lesson).await?;
    let school = tx.school_key();
    sqlx::query(
        "UPDATE requisition
         SET is_late = $3
         WHERE school_id = $1
           AND id = $2
           AND submitted_at IS NOT NULL",
    )
    .bind(school)
    .bind(order.id.to_string())
    .bind(i64::from(notice.is_late(day)))
    .execute(tx.run())
    .await?;
    tx.record(
        Noun::Requisition,
        order.id,
        Verb::Moved.word(),
        Some(&(order.lesson.day, &order.lesson.period.name)),
        Some(&(day, &lesson.period.name)),
    )
    .await
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
    let instead = format!("in place of {}", line.name);
    line.note = Some(match line.note.take() {
        Some(note) => format!("{instead}; {note}"),
        None => instead,
    });
    line.kind = Some(similar.kind);
    line.name = similar.name;
    Ok(())
}
