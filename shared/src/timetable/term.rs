//! A term: its school days, and how weeks A and B run through it.

use std::collections::BTreeSet;

use chrono::{Datelike as _, Days};
use serde::{Deserialize, Serialize};

use super::{SchoolDay, Week};
use crate::moment::Day;

/// From when to when school is, Mondays to Fridays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Term {
    /// Its first day.
    pub from: Day,
    /// Its last day, counted.
    pub to: Day,
    /// The week that its first day is in.
    pub first: Week,
    /// Whether the weeks take turns; a one-week timetable does not.
    pub alternates: bool,
    /// Whether a week without a school day takes its turn all the same.
    pub holidays_count: bool,
}

impl Term {
    /// The term's school days, without the days off.
    pub fn days(&self, off: &BTreeSet<Day>) -> Vec<SchoolDay> {
        let mut days = Vec::new();
        let mut week = self.first;
        let mut monday =
            self.from - Days::new(u64::from(self.from.weekday().num_days_from_monday()));
        while monday <= self.to {
            let before = days.len();
            let of_week = (0..5).map(|n| monday + Days::new(n));
            let taught =
                of_week.filter(|day| (self.from..=self.to).contains(day) && !off.contains(day));
            days.extend(taught.map(|day| SchoolDay { day, week }));
            let has_school = days.len() > before;
            if self.alternates && (has_school || self.holidays_count) {
                week = week.other();
            }
            monday = monday + Days::new(7);
        }
        days
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    /// From a Thursday, over a half-term of one week, to a Tuesday.
    fn autumn(holidays_count: bool) -> Vec<SchoolDay> {
        let off: BTreeSet<Day> = (26..=30).map(|n| day(&format!("2026-10-{n}"))).collect();
        let term = Term {
            from: day("2026-10-15"),
            to: day("2026-11-03"),
            first: Week::A,
            alternates: true,
            holidays_count,
        };
        term.days(&off)
    }

    fn week_of(days: &[SchoolDay], on: &str) -> Option<Week> {
        days.iter()
            .find(|school| school.day == day(on))
            .map(|school| school.week)
    }

    #[test]
    fn schools_differ_over_holidays() {
        let paused = autumn(false);
        assert_eq!(paused.len(), 2 + 5 + 2);
        assert_eq!(week_of(&paused, "2026-10-15"), Some(Week::A));
        assert_eq!(week_of(&paused, "2026-10-19"), Some(Week::B));
        assert_eq!(week_of(&paused, "2026-10-28"), None);
        assert_eq!(week_of(&paused, "2026-11-02"), Some(Week::A));
        assert_eq!(week_of(&autumn(true), "2026-11-02"), Some(Week::B));
    }

    proptest! {
        #[test]
        fn every_school_day_is_a_weekday_of_the_term(start in 0..3_000u64, length in 0..300u64, alternates: bool) {
            let from = day("2026-01-01") + Days::new(start);
            let to = from + Days::new(length);
            let term = Term { from, to, first: Week::A, alternates, holidays_count: true };
            let days = term.days(&BTreeSet::new());
            for school in &days {
                prop_assert!((from..=to).contains(&school.day));
                prop_assert!(school.day.weekday().number_from_monday() <= 5);
                prop_assert!(alternates || school.week == Week::A);
            }
            let all: BTreeSet<Day> = days.iter().map(|school| school.day).collect();
            prop_assert_eq!(all.len(), days.len());
        }
    }
}
