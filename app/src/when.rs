//! Days and moments as pages say them, in the school's own zone.

use chrono::Datelike as _;
use shared::moment::{Day, Moment, Zone};

/// A day with its year: "12 Nov 2026".
pub fn day(day: Day) -> String {
    day.format("%-d %b %Y").to_string()
}

/// A day near today: "Thu 26 Nov".
pub fn near_day(day: Day) -> String {
    day.format("%a %-d %b").to_string()
}

/// A day in words: "Tuesday 24 November".
pub fn long_day(day: Day) -> String {
    day.format("%A %-d %B").to_string()
}

/// A day of a column that says the rest: "4 Jan".
pub fn short_day(day: Day) -> String {
    day.format("%-d %b").to_string()
}

/// A moment: "today 15:20", "Mon 23 Nov, 15:20", with the year when it is another.
pub fn moment(zone: Zone, at: Moment, today: Day) -> String {
    let (then, minute) = (zone.day(at), zone.minute(at));
    if then == today {
        return format!("today {minute}");
    }
    let named = if then.year() == today.year() {
        near_day(then)
    } else {
        day(then)
    };
    format!("{named}, {minute}")
}

/// Minutes as a prep room says them: "25 min", "1 h 40 min", "3 h".
pub fn minutes(minutes: u32) -> String {
    match (minutes / 60, minutes % 60) {
        (0, rest) => format!("{rest} min"),
        (hours, 0) => format!("{hours} h"),
        (hours, rest) => format!("{hours} h {rest:02} min"),
    }
}

/// The same in a cell of a table, where none is a dash.
pub fn cell_minutes(count: u32) -> String {
    match count {
        0 => "–".to_owned(),
        count => minutes(count),
    }
}

/// A moment for machines: 2026-11-24T09:48:00Z.
pub fn machine(at: Moment) -> String {
    chrono::DateTime::from_timestamp(at.0, 0)
        .unwrap_or_default()
        .format("%Y-%m-%dT%H:%M:%SZ")
        .to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn minutes_are_said_in_hours() {
        assert_eq!(minutes(25), "25 min");
        assert_eq!(minutes(65), "1 h 05 min");
        assert_eq!(minutes(100), "1 h 40 min");
        assert_eq!(minutes(180), "3 h");
        assert_eq!(
            (minutes(0).as_str(), cell_minutes(0).as_str()),
            ("0 min", "–")
        );
    }

    #[test]
    fn a_moment_is_told_from_today() {
        let at = Moment(1_795_679_280);
        let zone = Zone::LONDON;
        let today = zone.day(at);
        assert_eq!(moment(zone, at, today), "today 7:48");
        let later = today.succ_opt().unwrap();
        assert_eq!(moment(zone, at, later), "Thu 26 Nov, 7:48");
        assert_eq!(machine(at), "2026-11-26T07:48:00Z");
    }
}
