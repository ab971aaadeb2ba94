//! What the prep room is asked for against who is there: prep minutes, presence, the service factor.

use chrono::Datelike as _;
use serde::{Deserialize, Serialize};

use crate::{
    id::MemberId,
    moment::Day,
    timetable::{Period, SchoolDay, Slot, Week},
};

/// One technician's minutes on one weekday.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Presence {
    /// Who.
    pub member: MemberId,
    /// Monday is 1.
    pub weekday: u8,
    /// Minutes there.
    pub minutes: u16,
    /// Minutes of these that are bound by fixed duties.
    pub fixed_minutes: u16,
}

/// Minutes that technicians have for orders on a day: who is there and not away, less fixed duties.
pub fn free_minutes(week: &[Presence], away: &[MemberId], day: Day) -> u32 {
    week.iter()
        .filter(|presence| u32::from(presence.weekday) == day.weekday().number_from_monday())
        .filter(|presence| !away.contains(&presence.member))
        .map(|presence| u32::from(presence.minutes.saturating_sub(presence.fixed_minutes)))
        .sum()
}

/// A day's orders, in minutes, against who is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Load {
    /// The day.
    pub day: SchoolDay,
    /// Orders counted.
    pub orders: u32,
    /// Making solutions and the like.
    pub make: u32,
    /// Gathering and delivering.
    pub gather_and_deliver: u32,
    /// Collecting, clearing and checking in.
    pub clear: u32,
    /// Minutes that technicians have for it.
    pub free: u32,
}

impl Load {
    /// All minutes asked for.
    pub const fn asked(&self) -> u32 {
        self.make + self.gather_and_deliver + self.clear
    }

    /// Minutes asked for beyond what there is.
    pub const fn over(&self) -> u32 {
        self.asked().saturating_sub(self.free)
    }
}

/// Technician hours per week against taught science hours per week.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ServiceFactor {
    /// Minutes that technicians are there in a week, fixed duties included.
    pub technician_minutes: u32,
    /// Minutes of science lessons in a week; of two weeks, the mean.
    pub taught_minutes: u32,
}

/// The least that the Association for Science Education and SSERC call adequate. Nothing in law fixes it.
/// Source: SSERC, technician provision; seen 2026.
pub const ADVISED: f64 = 0.65;

/// Minutes of lessons in one of the weeks, as the timetable is on a day.
pub fn taught_minutes<'a>(
    week: Week,
    day: Day,
    slots: impl IntoIterator<Item = &'a Slot>,
    periods: &[Period],
) -> u32 {
    slots
        .into_iter()
        .filter(|slot| slot.week == week && slot.is_valid_on(day))
        .filter_map(|slot| periods.iter().find(|period| period.n == slot.period))
        .map(|period| u32::from(period.ends.0.saturating_sub(period.starts.0)))
        .sum()
}

impl ServiceFactor {
    /// From who is there and what is taught on a day.
    pub fn on(day: Day, week: &[Presence], slots: &[Slot], periods: &[Period]) -> Self {
        let [a, b] = [Week::A, Week::B].map(|week| taught_minutes(week, day, slots, periods));
        // A one-week timetable has no week B at all.
        let taught_minutes = if b == 0 { a } else { u32::midpoint(a, b) };
        let technician_minutes = week
            .iter()
            .map(|presence| u32::from(presence.minutes))
            .sum();
        Self {
            technician_minutes,
            taught_minutes,
        }
    }

    /// The factor; none where nothing is taught, or nobody's hours are known.
    pub fn value(self) -> Option<f64> {
        self.thousandths()?;
        Some(f64::from(self.technician_minutes) / f64::from(self.taught_minutes))
    }

    /// The factor in whole thousandths, to the nearest; but never rounded up to a level that it does not reach.
    pub fn thousandths(self) -> Option<u64> {
        let there = u64::from(self.technician_minutes);
        let taught = u64::from(self.taught_minutes);
        let below = (there * 1000).checked_div(taught)?;
        let nearest = (there * 2000 + taught).checked_div(taught * 2)?;
        // Every level that anybody speaks of, such as 0.65 and 0.70, is a multiple of 0.05.
        let is_level = nearest > below && nearest.is_multiple_of(50);
        (there > 0).then_some(if is_level { below } else { nearest })
    }

    /// What a factor of this size means, after the bands of the Association for Science Education.
    pub fn meaning(self) -> &'static str {
        match self.value() {
            None => "nothing to count it from",
            Some(factor) if factor >= 0.85 => "all functions can be carried out",
            Some(factor) if factor >= 0.70 => "some restriction: priorities are set",
            Some(factor) if factor >= 0.60 => "clear restriction: longer notice, slower response",
            Some(factor) if factor >= 0.45 => "basic preparation, little else",
            Some(_) => "functions are markedly reduced",
        }
    }
}

/// The first day of the term that a day belongs to: after the last stretch of a fortnight or more
/// without school. A half-term week does not end a term.
pub fn term_start(calendar: &[SchoolDay], day: Day) -> Option<Day> {
    let mut start = None;
    let mut last: Option<Day> = None;
    for school in calendar
        .iter()
        .map(|school| school.day)
        .filter(|school| *school <= day)
    {
        if last.is_none_or(|last| (school - last).num_days() > 14) {
            start = Some(school);
        }
        last = Some(school);
    }
    start
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        id::{ClassId, LocationId, SlotId},
        moment::Minute,
    };
    use uuid::Uuid;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn member(n: u128) -> MemberId {
        MemberId(Uuid::from_u128(n))
    }

    #[test]
    fn who_is_away_is_not_counted() {
        let week: Vec<Presence> = [(1, 300, 60), (2, 120, 0)]
            .map(|(n, minutes, fixed_minutes)| Presence {
                member: member(n),
                weekday: 2,
                minutes,
                fixed_minutes,
            })
            .into();
        let tuesday = day("2026-11-24");
        assert_eq!(free_minutes(&week, &[], tuesday), 360);
        assert_eq!(free_minutes(&week, &[member(1)], tuesday), 120);
        assert_eq!(free_minutes(&week, &[], day("2026-11-25")), 0);
    }

    #[test]
    fn the_factor_of_the_worked_example() {
        // 73 h of technicians for about 165 taught hours: 0.44.
        let factor = ServiceFactor {
            technician_minutes: 73 * 60,
            taught_minutes: 165 * 60,
        };
        assert_eq!(format!("{:.2}", factor.value().unwrap()), "0.44");
        assert_eq!(factor.meaning(), "functions are markedly reduced");
    }

    #[test]
    fn a_factor_is_not_rounded_up_to_what_is_advised() {
        // 92 h 30 for 143 taught hours: 0.647.
        let factor = ServiceFactor {
            technician_minutes: 92 * 60 + 30,
            taught_minutes: 143 * 60,
        };
        assert_eq!(factor.thousandths(), Some(647));
        let just_under = ServiceFactor {
            technician_minutes: 6_498,
            taught_minutes: 10_000,
        };
        assert_eq!(just_under.thousandths(), Some(649));
        let nobody = ServiceFactor {
            technician_minutes: 0,
            ..factor
        };
        assert_eq!((nobody.value(), nobody.thousandths()), (None, None));
        let untaught = ServiceFactor {
            taught_minutes: 0,
            ..factor
        };
        assert_eq!((untaught.value(), untaught.thousandths()), (None, None));
    }

    #[test]
    fn two_weeks_count_by_their_mean() {
        let slot = |week| Slot {
            id: SlotId(Uuid::nil()),
            class: ClassId(Uuid::nil()),
            teacher: member(9),
            room: LocationId(Uuid::nil()),
            week,
            weekday: 1,
            period: 1,
            valid_from: day("2026-09-01"),
            valid_to: None,
        };
        let periods = [Period {
            n: 1,
            name: "P1".into(),
            starts: Minute::at(9, 0),
            ends: Minute::at(10, 0),
        }];
        let slots = [slot(Week::A), slot(Week::A), slot(Week::A), slot(Week::B)];
        let factor = ServiceFactor::on(day("2026-11-24"), &[], &slots, &periods);
        assert_eq!(factor.taught_minutes, 120);
        assert_eq!(
            ServiceFactor::on(day("2026-11-24"), &[], &slots[..3], &periods).taught_minutes,
            180
        );
    }

    #[test]
    fn a_half_term_does_not_end_a_term() {
        let calendar: Vec<SchoolDay> = ["2026-07-17", "2026-09-07", "2026-10-23", "2026-11-02"]
            .map(|text| SchoolDay {
                day: day(text),
                week: Week::A,
            })
            .into();
        // From 7 September to 23 October there is a stretch in this thin calendar too, so add its weeks.
        let weeks = (0..7).map(|n| SchoolDay {
            day: day("2026-09-07") + chrono::TimeDelta::weeks(n),
            week: Week::A,
        });
        let mut calendar: Vec<SchoolDay> = calendar.into_iter().chain(weeks).collect();
        calendar.sort_by_key(|school| school.day);
        assert_eq!(
            term_start(&calendar, day("2026-11-24")),
            Some(day("2026-09-07"))
        );
        assert_eq!(term_start(&calendar, day("2026-01-01")), None);
    }
}
