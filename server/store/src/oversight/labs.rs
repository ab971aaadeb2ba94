//! How much the labs are used, by period.

use std::collections::HashSet;

use shared::{
    account::right::CanOversee,
    id::LocationId,
    refusal::Refusal,
    timetable::{Lesson, Period, SchoolDay, Slot},
};

use super::{DAYS_AHEAD, lessons};
use crate::{
    Desk, Result, row,
    timetable::{
        calendar,
        lesson::{self, Room, Wanted},
    },
};

/// How much a period's labs are used in the days ahead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PeriodUse {
    /// The period's place in the day.
    pub n: u8,
    /// Its name.
    pub name: String,
    /// Lessons in labs.
    pub lessons: u32,
    /// Places in the timetable: labs times days.
    pub places: u32,
}

/// The rooms that count as labs.
pub(super) async fn all(desk: &Desk<CanOversee>) -> Result<HashSet<LocationId>> {
    let labs: Vec<String> = sqlx::query_scalar(
        "SELECT id
         FROM location
         WHERE school_id = $1
           AND sort = 'lab'
           AND retired_at IS NULL
         ORDER BY id",
    )
    .bind(desk.school_key())
    .fetch_all(desk.pool())
    .await?;
    labs.iter()
        .map(|id| row::parse("location.id", id))
        .collect()
}

/// How much each period uses them.
pub(super) fn used(
    labs: &HashSet<LocationId>,
    slots: &[Slot],
    days: &[SchoolDay],
    periods: Vec<Period>,
) -> Vec<PeriodUse> {
    let places = u32::try_from(labs.len() * days.len()).unwrap_or(u32::MAX);
    periods
        .into_iter()
        .map(|period| {
            let there = slots
                .iter()
                .filter(|slot| slot.period == period.n && labs.contains(&slot.room));
            PeriodUse {
                n: period.n,
                lessons: lessons(there, days),
                name: period.name,
                places,
            }
        })
        .collect()
}

/// The lessons that a period's use of the labs counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InLabs {
    /// The period.
    pub period: Period,
    /// The labs, by name.
    pub labs: Vec<Room>,
    /// The days ahead.
    pub days: Vec<SchoolDay>,
    /// The period's lessons in these labs on these days, by day, then room.
    pub lessons: Vec<Lesson>,
}

impl InLabs {
    /// Places without a lesson: labs times days, less the lessons.
    pub fn free(&self) -> usize {
        (self.labs.len() * self.days.len()).saturating_sub(self.lessons.len())
    }
}

/// The lessons in labs at a period of the days ahead.
pub async fn in_labs(desk: &Desk<CanOversee>, n: u8) -> Result<InLabs> {
    let periods = calendar::periods(desk).await?;
    let period = periods.into_iter().find(|period| period.n == n);
    let period = period.ok_or(Refusal::NotFound)?;
    let days = calendar::next_days(desk, desk.today(), DAYS_AHEAD).await?;
    let labs = all(desk).await?;
    let mut rooms = lesson::rooms(desk).await?;
    rooms.retain(|room| labs.contains(&room.id));
    let mut lessons = match (days.first(), days.last()) {
        (Some(first), Some(last)) => {
            lesson::list(desk, first.day, last.day, Wanted::default()).await?
        }
        _ => Vec::new(),
    };
    lessons.retain(|lesson| lesson.period.n == n && labs.contains(&lesson.room));
    Ok(InLabs {
        period,
        labs: rooms,
        days,
        lessons,
    })
}
