//! A class's regular places in the timetable.

use shared::{
    account::{Grant, right::CanKeepTimetable},
    form::{Problem, Problems},
    id::{ClassId, LocationId, MemberId, SlotId},
    moment::Day,
    refusal::Refusal,
    timetable::{Slot, Week},
};

use crate::{Desk, Result, event::Noun, row};

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
    let school = tx.school_key();
    let taken: Option<String> = sqlx::query_scalar(
        "SELECT id
         FROM slot
         WHERE school_id = $1
           AND week = $2
           AND weekday = $3
           AND period = $4
           AND location_id = $5
           AND (valid_to IS NULL OR valid_to >= $6)
         ORDER BY id
         LIMIT 1",
    )
    .bind(&school)
    .bind(draft.week.code())
    .bind(i64::from(draft.weekday))
    .bind(i64::from(draft.period))
    .bind(draft.room.to_string())
    .bind(draft.valid_from.to_string())
    .fetch_optional(tx.run())
    .await?;
    if taken.is_some() {
        return Err(Refusal::Invalid(Problems::one("room", Problem::Taken)).into());
    }
    let id: SlotId = tx.id();
    sqlx::query(
        "INSERT INTO slot (school_id, id, class_id, teacher_id, location_id, week, weekday, period, valid_from)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    )
    .bind(&school)
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
    tx.record::<(), _>(Noun::Timetable, id, "lesson added", None, Some(&draft))
        .await?;
    tx.commit().await?;
    Ok(id)
}

/// Ends a slot after a day; orders made for later lessons keep their own copy and show that it is gone.
pub async fn end(desk: &Desk<CanKeepTimetable>, id: SlotId, last: Day) -> Result<()> {
    let mut tx = desk.begin().await?;
    let school = tx.school_key();
    let ended = sqlx::query(
        "UPDATE slot
         SET valid_to = $3
         WHERE school_id = $1
           AND id = $2
           AND valid_to IS NULL",
    )
    .bind(school)
    .bind(id.to_string())
    .bind(last.to_string())
    .execute(tx.run())
    .await?;
    if ended.rows_affected() == 0 {
        return Err(Refusal::NotFound.into());
    }
    tx.record::<(), _>(Noun::Timetable, id, "lesson ended", None, Some(&last))
        .await?;
    tx.commit().await
}

/// The slots that are valid on any of the days from one to another.
pub async fn list<R: Grant>(desk: &Desk<R>, from: Day, to: Day) -> Result<Vec<Slot>> {
    let rows: Vec<SlotRow> = sqlx::query_as(
        "SELECT id, class_id, teacher_id, location_id, week, weekday, period, valid_from, valid_to
         FROM slot
         WHERE school_id = $1
           AND valid_from <= $3
           AND (valid_to IS NULL OR valid_to >= $2)
         ORDER BY week, weekday, period, id",
    )
    .bind(desk.school_key())
    .bind(from.to_string())
    .bind(to.to_string())
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
