//! Lessons: slots met on school days.

use std::collections::HashMap;

use shared::{
    account::Grant,
    id::{ClassId, LocationId, MemberId, SlotId},
    moment::Day,
    refusal::Refusal,
    timetable::{Class, Lesson, Slot},
};

use super::{calendar, class, slot};
use crate::{Desk, Result, row};

/// Which lessons are wanted.
#[derive(Clone, Copy, Debug, Default)]
pub struct Wanted {
    /// Only this teacher's.
    pub teacher: Option<MemberId>,
    /// Only this class's.
    pub class: Option<ClassId>,
}

/// The lessons from one day to another, in order of time, then room.
pub async fn list<R: Grant>(
    desk: &Desk<R>,
    from: Day,
    to: Day,
    wanted: Wanted,
) -> Result<Vec<Lesson>> {
    let days = calendar::days(desk, from, to).await?;
    let periods = calendar::periods(desk).await?;
    let slots = slot::list(desk, from, to).await?;
    let classes: HashMap<ClassId, Class> = class::list(desk)
        .await?
        .into_iter()
        .map(|class| (class.id, class))
        .collect();
    let rooms = names(desk, ROOMS).await?;
    let teachers = names(desk, TEACHERS).await?;
    let is_wanted = |slot: &&Slot| {
        wanted.teacher.is_none_or(|teacher| slot.teacher == teacher)
            && wanted.class.is_none_or(|class| slot.class == class)
    };
    let wanted: Vec<&Slot> = slots.iter().filter(is_wanted).collect();
    let mut lessons: Vec<Lesson> = days
        .iter()
        .flat_map(|day| {
            wanted
                .iter()
                .filter(|slot| slot.meets_on(*day))
                .map(|slot| (*day, *slot))
        })
        .filter_map(|(day, slot)| {
            Some(Lesson {
                slot: slot.id,
                class: classes.get(&slot.class)?.clone(),
                teacher: slot.teacher,
                teacher_initials: teachers
                    .get(&slot.teacher.to_string())
                    .cloned()
                    .unwrap_or_default(),
                room: slot.room,
                room_name: rooms
                    .get(&slot.room.to_string())
                    .cloned()
                    .unwrap_or_default(),
                day,
                period: periods
                    .iter()
                    .find(|period| period.n == slot.period)?
                    .clone(),
            })
        })
        .collect();
    lessons.sort_by(|a, b| {
        (a.day.day, a.period.starts, &a.room_name, a.slot).cmp(&(
            b.day.day,
            b.period.starts,
            &b.room_name,
            b.slot,
        ))
    });
    Ok(lessons)
}

/// The lesson of a slot on a day.
pub async fn find<R: Grant>(desk: &Desk<R>, slot: SlotId, day: Day) -> Result<Lesson> {
    let lessons = list(desk, day, day, Wanted::default()).await?;
    lessons
        .into_iter()
        .find(|lesson| lesson.slot == slot)
        .ok_or_else(|| Refusal::NotFound.into())
}

/// A room that lessons may be taught in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Room {
    /// Which.
    pub id: LocationId,
    /// What it is called.
    pub name: String,
}

/// The labs, and other rooms that have lessons, by name.
pub async fn rooms<R: Grant>(desk: &Desk<R>) -> Result<Vec<Room>> {
    let rows: Vec<(String, String)> = sqlx::query_as(
        "SELECT id, name
         FROM location
         WHERE school_id = $1
           AND retired_at IS NULL
           AND (sort = 'lab' OR id IN (
               SELECT location_id
               FROM slot
               WHERE school_id = $1
           ))
         ORDER BY name, id",
    )
    .bind(desk.school_key())
    .fetch_all(desk.pool())
    .await?;
    rows.into_iter()
        .map(|(id, name)| {
            Ok(Room {
                id: row::parse("location.id", &id)?,
                name,
            })
        })
        .collect()
}

/// A place has its lessons still when it is no room any more.
const ROOMS: &str = "SELECT id, name
     FROM location
     WHERE school_id = $1
       AND id IN (
           SELECT location_id
           FROM slot
           WHERE school_id = $1
       )";

const TEACHERS: &str = "SELECT id, initials
     FROM member
     WHERE school_id = $1";

async fn names<R: Grant>(desk: &Desk<R>, text: &'static str) -> Result<HashMap<String, String>> {
    let rows: Vec<(String, String)> = sqlx::query_as(text)
        .bind(desk.school_key())
        .fetch_all(desk.pool())
        .await?;
    Ok(rows.into_iter().collect())
}
