//! A class's regular places in the timetable.

use shared::{
    account::{Grant, right::CanKeepTimetable},
    form::{Problem, Problems},
    id::{ClassId, LocationId, MemberId, SlotId},
    moment::Day,
    refusal::Refusal,
    timetable::{Slot, Week},
};

use crate::{Desk, Result, Tx, event::Noun, row};

/// What makes a slot.
#[derive(Clone, Debug, serde::Serialize)]
pub struct Draft {
    /// The class.
    pub class: ClassId,
    /// Who teaches it.
    pub teacher: MemberId,
    /// Where.
    pub room: LocationId,
    /// In which week.
    pub week: Week,
    /// Monday is 1.
    pub weekday: u8,
    /// The period's place in the day.
    pub period: u8,
    /// From this day.
    pub valid_from: Day,
}

/// Adds a slot. A room holds one class at a time.
pub async fn create(desk: &Desk<CanKeepTimetable>, draft: Draft) -> Result<SlotId> {
    let mut tx = desk.begin().await?;
    let id = add(&mut tx, &draft).await?;
    tx.commit().await?;
    Ok(id)
}

/// Adds several slots at once, or none of them: a lesson of both weeks.
pub async fn create_all(desk: &Desk<CanKeepTimetable>, drafts: &[Draft]) -> Result<()> {
    let mut tx = desk.begin().await?;
    for draft in drafts {
        add(&mut tx, draft).await?;
    }
    tx.commit().await
}

async fn add(tx: &mut Tx, draft: &Draft) -> Result<SlotId> {
    ensure_known(tx, draft).await?;
    if is_occupied(tx, draft).await? {
        return Err(Refusal::Invalid(Problems::one("room", Problem::Occupied)).into());
    }
    let id: SlotId = tx.id();
    let school = tx.school_key();
    sqlx::query(
        "INSERT INTO slot (school_id, id, class_id, teacher_id, location_id, week, weekday, period, valid_from)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    )
    .bind(school)
    .bind(id.to_string())
    .bind(draft.class.to_string())
    .bind(draft.teacher.to_string())
    .bind(draft.room.to_string())
    .bind(draft.week.code())
    .bind(i64::from(draft.weekday))
    .bind(i64::from(draft.period))
    .bind(draft.valid_from.to_string())
    .execute(tx.run())
    .await?;
    tx.record::<(), _>(Noun::Timetable, id, "lesson added", None, Some(draft))
        .await?;
    Ok(id)
}

/// Class, teacher, room and period are this school's and in use, or nothing is found.
async fn ensure_known(tx: &mut Tx, draft: &Draft) -> Result<()> {
    let school = tx.school_key();
    let (class, teacher, room, period): (i64, i64, i64, i64) = sqlx::query_as(
        "SELECT
             (SELECT count(*) FROM class WHERE school_id = $1 AND id = $2 AND retired_at IS NULL),
             (SELECT count(*) FROM member WHERE school_id = $1 AND id = $3 AND deactivated_at IS NULL),
             (SELECT count(*) FROM location WHERE school_id = $1 AND id = $4 AND retired_at IS NULL),
             (SELECT count(*) FROM period WHERE school_id = $1 AND n = $5)",
    )
    .bind(school)
    .bind(draft.class.to_string())
    .bind(draft.teacher.to_string())
    .bind(draft.room.to_string())
    .bind(i64::from(draft.period))
    .fetch_one(tx.run())
    .await?;
    if class * teacher * room * period == 0 {
        return Err(Refusal::NotFound.into());
    }
    Ok(())
}

/// Slots that meet on the day `$2` or later; what ends before it begins never does.
pub(crate) const STILL_MEETS: &str =
    "(valid_to IS NULL OR (valid_to >= $2 AND valid_to >= valid_from))";

/// Whether another class has the room at that time, on the first day or later.
async fn is_occupied(tx: &mut Tx, draft: &Draft) -> Result<bool> {
    let school = tx.school_key();
    let other: Option<String> = sqlx::query_scalar(sqlx::AssertSqlSafe(format!(
        "SELECT id
             FROM slot
             WHERE school_id = $1
               AND {STILL_MEETS}
               AND week = $3
               AND weekday = $4
               AND period = $5
               AND location_id = $6
             ORDER BY id
             LIMIT 1"
    )))
    .bind(school)
    .bind(draft.valid_from.to_string())
    .bind(draft.week.code())
    .bind(i64::from(draft.weekday))
    .bind(i64::from(draft.period))
    .bind(draft.room.to_string())
    .fetch_optional(tx.run())
    .await?;
    Ok(other.is_some())
}

/// Ends a slot after a day; orders made for later lessons keep their own copy and show that it is gone. What was taught
/// before today stays as it was.
pub async fn end(desk: &Desk<CanKeepTimetable>, id: SlotId, last: Day) -> Result<()> {
    let mut tx = desk.begin().await?;
    let before = open(&mut tx, id).await?;
    let first = before.earliest_end(desk.today());
    if last < first {
        return Err(Refusal::Invalid(Problems::one("last", Problem::TooEarly { first })).into());
    }
    end_in(&mut tx, &before, last).await?;
    tx.commit().await
}

/// Who teaches a slot and where, from a day on.
#[derive(Clone, Copy, Debug)]
pub struct Change {
    /// Which slot.
    pub id: SlotId,
    /// Who teaches it from then on.
    pub teacher: MemberId,
    /// Where.
    pub room: LocationId,
    /// The first day on which that is so.
    pub from: Day,
}

/// Gives a slot another teacher or room from a day on: it ends the day before, and goes on as a new one. What was taught
/// before today stays as it was, and so does everything when teacher and room are the same.
pub async fn change(desk: &Desk<CanKeepTimetable>, change: Change) -> Result<SlotId> {
    let mut tx = desk.begin().await?;
    let before = open(&mut tx, change.id).await?;
    let first = desk.today();
    if change.from < first {
        return Err(Refusal::Invalid(Problems::one("from", Problem::TooEarly { first })).into());
    }
    if (before.teacher, before.room) == (change.teacher, change.room) {
        return Ok(change.id);
    }
    let last = change.from.pred_opt().unwrap_or(change.from);
    end_in(&mut tx, &before, last).await?;
    let draft = Draft {
        class: before.class,
        teacher: change.teacher,
        room: change.room,
        week: before.week,
        weekday: before.weekday,
        period: before.period,
        valid_from: change.from.max(before.valid_from),
    };
    let id = add(&mut tx, &draft).await?;
    tx.commit().await?;
    Ok(id)
}

/// A slot that has no last day yet.
async fn open(tx: &mut Tx, id: SlotId) -> Result<Slot> {
    let school = tx.school_key();
    let slot = read(tx.run(), &school, id).await?;
    match slot.valid_to {
        None => Ok(slot),
        Some(_) => Err(Refusal::WrongStep {
            is: "ended".to_owned(),
        }
        .into()),
    }
}

async fn end_in(tx: &mut Tx, before: &Slot, last: Day) -> Result<()> {
    let school = tx.school_key();
    sqlx::query(
        "UPDATE slot
         SET valid_to = $3
         WHERE school_id = $1
           AND id = $2",
    )
    .bind(school)
    .bind(before.id.to_string())
    .bind(last.to_string())
    .execute(tx.run())
    .await?;
    tx.record(
        Noun::Timetable,
        before.id,
        "lesson ended",
        Some(before),
        Some(&last),
    )
    .await
}

/// Ends everything that a class has from a day on, the day counted.
pub(super) async fn end_class(tx: &mut Tx, class: ClassId, from: Day) -> Result<u64> {
    let school = tx.school_key();
    let last = from.pred_opt().unwrap_or(from);
    let ended = sqlx::query(
        "UPDATE slot
         SET valid_to = $3
         WHERE school_id = $1
           AND class_id = $2
           AND (valid_to IS NULL OR valid_to > $3)",
    )
    .bind(school)
    .bind(class.to_string())
    .bind(last.to_string())
    .execute(tx.run())
    .await?;
    Ok(ended.rows_affected())
}

const COLUMNS: &str = "id, class_id, teacher_id, location_id, week, weekday, period, valid_from,
    valid_to";

/// A slot, whether it has begun, goes on or is over.
pub async fn find<R: Grant>(desk: &Desk<R>, id: SlotId) -> Result<Slot> {
    let mut run = desk.pool().acquire().await?;
    read(&mut run, &desk.school_key(), id).await
}

async fn read(run: &mut sqlx::AnyConnection, school: &str, id: SlotId) -> Result<Slot> {
    let found: Option<SlotRow> = sqlx::query_as(sqlx::AssertSqlSafe(format!(
        "SELECT {COLUMNS}
         FROM slot
         WHERE school_id = $1
           AND id = $2"
    )))
    .bind(school)
    .bind(id.to_string())
    .fetch_optional(run)
    .await?;
    found.ok_or(Refusal::NotFound)?.try_into()
}

/// The slots that are valid on any of the days from one to another.
pub async fn list<R: Grant>(desk: &Desk<R>, from: Day, to: Day) -> Result<Vec<Slot>> {
    let rows: Vec<SlotRow> = sqlx::query_as(sqlx::AssertSqlSafe(format!(
        "SELECT {COLUMNS}
         FROM slot
         WHERE school_id = $1
           AND valid_from <= $3
           AND {STILL_MEETS}
         ORDER BY week, weekday, period, id"
    )))
    .bind(desk.school_key())
    .bind(from.to_string())
    .bind(to.to_string())
    .fetch_all(desk.pool())
    .await?;
    rows.into_iter().map(Slot::try_from).collect()
}

/// The slots that have lessons on a day or will have some later: what is planned, also what begins next term.
pub async fn planned<R: Grant>(desk: &Desk<R>, from: Day) -> Result<Vec<Slot>> {
    let rows: Vec<SlotRow> = sqlx::query_as(sqlx::AssertSqlSafe(format!(
        "SELECT {COLUMNS}
         FROM slot
         WHERE school_id = $1
           AND {STILL_MEETS}
         ORDER BY week, weekday, period, valid_from, id"
    )))
    .bind(desk.school_key())
    .bind(from.to_string())
    .fetch_all(desk.pool())
    .await?;
    rows.into_iter().map(Slot::try_from).collect()
}

#[derive(sqlx::FromRow)]
struct SlotRow {
    id: String,
    class_id: String,
    teacher_id: String,
    location_id: String,
    week: String,
    weekday: i64,
    period: i64,
    valid_from: String,
    valid_to: Option<String>,
}

impl TryFrom<SlotRow> for Slot {
    type Error = crate::Error;

    fn try_from(found: SlotRow) -> Result<Self> {
        Ok(Self {
            id: row::parse("slot.id", &found.id)?,
            class: row::parse("slot.class_id", &found.class_id)?,
            teacher: row::parse("slot.teacher_id", &found.teacher_id)?,
            room: row::parse("slot.location_id", &found.location_id)?,
            week: row::named("slot.week", &found.week, Week::from_code)?,
            weekday: row::narrow("slot.weekday", found.weekday)?,
            period: row::narrow("slot.period", found.period)?,
            valid_from: row::parse("slot.valid_from", &found.valid_from)?,
            valid_to: row::day("slot.valid_to", found.valid_to.as_deref())?,
        })
    }
}
