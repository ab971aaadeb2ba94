//! Instants, days and times of day.
//!
//! Instants are whole seconds in UTC. School days, periods and opening hours are in the school's
//! own zone; only [`Zone`] goes between the two.

use chrono::{DateTime, NaiveDate, NaiveTime, TimeZone as _, Timelike as _, Utc};
use serde::{Deserialize, Serialize};

/// A calendar day, without a zone.
pub type Day = NaiveDate;

/// Reads a day as addresses and date fields hold it: `2026-11-24`. Years that no school will ever see are none, so that
/// reckoning with days stays within bounds.
pub fn day(text: &str) -> Option<Day> {
    let day: Day = text.trim().parse().ok()?;
    is_near(day).then_some(day)
}

/// Whether a day is in a year that somebody may mean.
pub(crate) fn is_near(day: Day) -> bool {
    use chrono::Datelike as _;
    (1900..=2199).contains(&day.year())
}

/// An instant: whole seconds since 1970-01-01 00:00 UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Moment(pub i64);

impl Moment {
    /// The instant so many seconds later (or earlier, when negative).
    #[must_use]
    pub fn plus_seconds(self, seconds: i64) -> Self {
        Self(self.0.saturating_add(seconds))
    }

    /// The instant so many days of 24 hours later.
    #[must_use]
    pub fn plus_days(self, days: i64) -> Self {
        self.plus_seconds(days.saturating_mul(86_400))
    }

    fn utc(self) -> DateTime<Utc> {
        DateTime::from_timestamp(self.0, 0).unwrap_or_default()
    }
}

impl From<DateTime<Utc>> for Moment {
    fn from(at: DateTime<Utc>) -> Self {
        Self(at.timestamp())
    }
}

/// A time of day in whole minutes since midnight.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Minute(pub u16);

impl Minute {
    /// From hours and minutes; minutes past the end of the day stay at its last minute.
    pub const fn at(hour: u16, minute: u16) -> Self {
        let total = hour * 60 + minute;
        Self(if total < 1440 { total } else { 1439 })
    }

    /// Reads `8:45`, `08:45`, `8.45`, `0845` and `2.05 pm`.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim().to_ascii_lowercase();
        let (time, half) = match (text.strip_suffix("am"), text.strip_suffix("pm")) {
            (Some(time), _) => (time.trim(), Some(0)),
            (_, Some(time)) => (time.trim(), Some(12)),
            _ => (text.as_str(), None),
        };
        let is_figures = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        let (hour, minute) = match time.split_once([':', '.']) {
            Some(parts) => parts,
            None if matches!(time.len(), 3 | 4) && is_figures(time) => {
                time.split_at(time.len() - 2)
            }
            None => return None,
        };
        if !(is_figures(hour) && is_figures(minute)) {
            return None;
        }
        let (hour, minute) = (hour.parse::<u16>().ok()?, minute.parse::<u16>().ok()?);
        // The first hour of each half is its twelfth.
        let hour = match half {
            Some(half) if hour <= 12 => hour % 12 + half,
            _ => hour,
        };
        (hour < 24 && minute < 60).then(|| Self::at(hour, minute))
    }
}

impl std::fmt::Display for Minute {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{:02}", self.0 / 60, self.0 % 60)
    }
}

/// A school's time zone, by its IANA name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Zone(chrono_tz::Tz);

impl Zone {
    /// Where most of the schools are.
    pub const LONDON: Self = Self(chrono_tz::Europe::London);

    /// By IANA name, such as `Europe/London`.
    pub fn named(name: &str) -> Option<Self> {
        name.parse().ok().map(Self)
    }

    /// The IANA name.
    pub fn name(self) -> &'static str {
        self.0.name()
    }

    /// The day at this instant.
    pub fn day(self, at: Moment) -> Day {
        at.utc().with_timezone(&self.0).date_naive()
    }

    /// The time of day at this instant.
    pub fn minute(self, at: Moment) -> Minute {
        let local = at.utc().with_timezone(&self.0);
        Minute(u16::try_from(local.hour() * 60 + local.minute()).unwrap_or(0))
    }

    /// The instant of a time of day. In the hour that is skipped in spring it is the hour after;
    /// in the hour that comes twice in autumn it is the first.
    pub fn moment(self, day: Day, minute: Minute) -> Moment {
        let time = NaiveTime::from_hms_opt(u32::from(minute.0) / 60, u32::from(minute.0) % 60, 0)
            .unwrap_or_default();
        let local = day.and_time(time);
        self.0
            .from_local_datetime(&local)
            .earliest()
            .or_else(|| {
                self.0
                    .from_local_datetime(&(local + chrono::TimeDelta::hours(1)))
                    .earliest()
            })
            .map_or_else(
                || local.and_utc().into(),
                |at| at.with_timezone(&Utc).into(),
            )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_clock_change_moves_the_instant_not_the_lesson() {
        let zone = Zone::LONDON;
        let winter = Day::from_ymd_opt(2026, 3, 27).unwrap();
        let summer = Day::from_ymd_opt(2026, 3, 30).unwrap();
        let lesson = Minute::at(8, 45);
        assert_eq!(
            zone.moment(summer, lesson).0 - zone.moment(winter, lesson).0,
            3 * 86_400 - 3_600
        );
        assert_eq!(zone.minute(zone.moment(summer, lesson)), lesson);
        assert_eq!(zone.day(zone.moment(summer, lesson)), summer);
    }

    #[test]
    fn a_skipped_hour_is_the_hour_after() {
        let change = Day::from_ymd_opt(2026, 3, 29).unwrap();
        assert_eq!(
            Zone::LONDON.minute(Zone::LONDON.moment(change, Minute::at(1, 30))),
            Minute::at(2, 30)
        );
    }

    #[test]
    fn days_stay_within_bounds() {
        assert!(day("2026-11-24").is_some());
        for far in [
            "+262142-12-31",
            "-262143-01-01",
            "9999-12-31",
            "0001-01-01",
            "today",
            "",
        ] {
            assert_eq!(day(far), None, "{far}");
        }
    }

    #[test]
    fn times_are_read_as_people_write_them() {
        assert_eq!(Minute::parse("8:45"), Some(Minute::at(8, 45)));
        assert_eq!(Minute::parse(" 14.05 "), Some(Minute::at(14, 5)));
        assert_eq!(Minute::parse("25:00"), None);
        assert_eq!(Minute::parse("0845"), Some(Minute::at(8, 45)));
        assert_eq!(Minute::parse("9.00am"), Some(Minute::at(9, 0)));
        assert_eq!(Minute::parse("2:05 pm"), Some(Minute::at(14, 5)));
        assert_eq!(Minute::parse("12.30 am"), Some(Minute::at(0, 30)));
        assert_eq!(Minute::parse("12:05pm"), Some(Minute::at(12, 5)));
        for text in ["8", "9-30", "+8:45", "8:4x", "", "pm", "8:60"] {
            assert_eq!(Minute::parse(text), None, "{text}");
        }
    }
}
