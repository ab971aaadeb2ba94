//! Periods, weeks A and B, classes and their lessons.

mod term;

use serde::{Deserialize, Serialize};

pub use term::Term;

use crate::{
    id::{ClassId, LocationId, MemberId, SlotId},
    moment::{Day, Minute, Moment, Zone},
    practical::Subject,
};

/// Week A or B of a two-week timetable; a one-week timetable is always A.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Week {
    /// The first.
    A,
    /// The second.
    B,
}

impl Week {
    /// The stable name in the database, and as pages say it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::A => "A",
            Self::B => "B",
        }
    }

    /// The week of that name.
    pub fn from_code(code: &str) -> Option<Self> {
        match code {
            "A" => Some(Self::A),
            "B" => Some(Self::B),
            _ => None,
        }
    }

    /// The other one.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::A => Self::B,
            Self::B => Self::A,
        }
    }
}

/// A day on which the school teaches, and which week it belongs to. The map is explicit, since schools
/// differ over whether a holiday moves the weeks on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SchoolDay {
    /// The day.
    pub day: Day,
    /// Its week.
    pub week: Week,
}

/// A part of the school's day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Period {
    /// Its number, from 1: lessons know it by that. The order of a day is that of the times.
    pub n: u8,
    /// What it is called: `P3`.
    pub name: String,
    /// When it begins.
    pub starts: Minute,
    /// When it ends.
    pub ends: Minute,
}

impl Period {
    /// Whether it has ended on that day.
    pub fn is_over(&self, zone: Zone, day: Day, now: Moment) -> bool {
        zone.moment(day, self.ends) <= now
    }
}

/// A teaching group. Its size is a number; no pupil is ever named.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Class {
    /// Which.
    pub id: ClassId,
    /// As on the timetable: `9X/Ch1`.
    pub name: String,
    /// Year group.
    pub year: u8,
    /// What it is taught.
    pub subject: Subject,
    /// How many pupils.
    pub pupils: u16,
    /// Which edit this is.
    pub version: i64,
}

/// A class's regular place in the timetable, from one day until another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Slot {
    /// Which.
    pub id: SlotId,
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
    /// Up to and with this day; none: still.
    pub valid_to: Option<Day>,
}

impl Slot {
    /// Whether the slot stands in the timetable on a day, whatever weekday it is.
    pub fn is_valid_on(&self, day: Day) -> bool {
        self.valid_from <= day && self.valid_to.is_none_or(|last| day <= last)
    }

    /// Whether the slot has a lesson on a school day.
    pub fn meets_on(&self, day: SchoolDay) -> bool {
        use chrono::Datelike as _;
        self.week == day.week
            && u32::from(self.weekday) == day.day.weekday().number_from_monday()
            && self.is_valid_on(day.day)
    }

    /// The earliest last day that it may be given: what was taught stays as it was. What begins today at the earliest is
    /// taken back by a day before that.
    pub fn earliest_end(&self, today: Day) -> Day {
        if self.valid_from < today {
            today
        } else {
            today.pred_opt().unwrap_or(today)
        }
    }
}

/// A lesson: a class at a period in a room on a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lesson {
    /// The slot that it comes from.
    pub slot: SlotId,
    /// The class.
    pub class: Class,
    /// Who teaches it.
    pub teacher: MemberId,
    /// Their initials.
    pub teacher_initials: String,
    /// Where.
    pub room: LocationId,
    /// What the room is called.
    pub room_name: String,
    /// The day and its week.
    pub day: SchoolDay,
    /// When in the day.
    pub period: Period,
}

/// Lessons that are in order of time, day by day.
pub fn by_day(lessons: Vec<Lesson>) -> Vec<(Day, Vec<Lesson>)> {
    let mut days: Vec<(Day, Vec<Lesson>)> = Vec::new();
    for lesson in lessons {
        match days.last_mut() {
            Some((day, of_day)) if *day == lesson.day.day => of_day.push(lesson),
            _ => days.push((lesson.day.day, vec![lesson])),
        }
    }
    days
}

/// The school days from `first` to `day`, `first` not counted: how many school days ahead `day` is.
/// A day that is not a school day is as far ahead as the school day before it.
pub fn school_days_ahead(calendar: &[SchoolDay], first: Day, day: Day) -> usize {
    calendar
        .iter()
        .filter(|school| first < school.day && school.day <= day)
        .count()
}

/// Whether an order for `day`, sent on `today`, comes later than the school's notice.
pub fn is_late(calendar: &[SchoolDay], today: Day, day: Day, notice_days: u8) -> bool {
    school_days_ahead(calendar, today, day) < usize::from(notice_days)
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn calendar() -> Vec<SchoolDay> {
        // A Thursday and Friday of week A, then, after half-term, Monday to Wednesday of week B.
        [
            "2026-10-22",
            "2026-10-23",
            "2026-11-02",
            "2026-11-03",
            "2026-11-04",
        ]
        .into_iter()
        .map(|text| SchoolDay {
            day: day(text),
            week: if text < "2026-11" { Week::A } else { Week::B },
        })
        .collect()
    }

    #[test]
    fn notice_counts_school_days_only() {
        let calendar = calendar();
        assert_eq!(
            school_days_ahead(&calendar, day("2026-10-23"), day("2026-11-03")),
            2
        );
        assert!(!is_late(&calendar, day("2026-10-23"), day("2026-11-03"), 2));
        assert!(is_late(&calendar, day("2026-10-23"), day("2026-11-02"), 2));
    }

    #[test]
    fn a_slot_meets_in_its_week_on_its_weekday_while_it_is_valid() {
        let slot = Slot {
            id: SlotId(Uuid::nil()),
            class: ClassId(Uuid::nil()),
            teacher: MemberId(Uuid::nil()),
            room: LocationId(Uuid::nil()),
            week: Week::B,
            weekday: 2,
            period: 1,
            valid_from: day("2026-09-01"),
            valid_to: Some(day("2026-11-03")),
        };
        let met: Vec<Day> = calendar()
            .into_iter()
            .filter(|day| slot.meets_on(*day))
            .map(|day| day.day)
            .collect();
        assert_eq!(met, [day("2026-11-03")]);
        let ended = Slot {
            valid_to: Some(day("2026-11-02")),
            ..slot
        };
        assert!(!calendar().into_iter().any(|day| ended.meets_on(day)));
    }
}
