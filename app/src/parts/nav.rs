//! Where a person can go: the rail on wide screens, the bar of five on a phone.

use shared::account::{Right, Role};

use super::icon::Glyph;
use crate::path::Path;

/// A stop of the rail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stop {
    /// The technician's day.
    Today,
    /// The teacher's own lessons, in the place of the day.
    MyLessons,
    /// Orders.
    Orders,
    /// The library of practicals.
    Practicals,
    /// What the school holds.
    Stock,
    /// Reading a label.
    Scan,
    /// Risk notes.
    RiskNotes,
    /// Other schools' practice.
    Network,
    /// Demand against capacity.
    Oversight,
    /// The tree of locations.
    Places,
    /// Periods, classes, lessons.
    Timetable,
    /// Members.
    People,
    /// A stock list coming in.
    Import,
    /// The school's own rules.
    School,
}

impl Stop {
    /// Its word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Today => "Today",
            Self::MyLessons => "My lessons",
            Self::Orders => "Orders",
            Self::Practicals => "Practicals",
            Self::Stock => "Stock",
            Self::Scan => "Scan",
            Self::RiskNotes => "Risk notes",
            Self::Network => "Network",
            Self::Oversight => "Oversight",
            Self::Places => "Places",
            Self::Timetable => "Timetable",
            Self::People => "People",
            Self::Import => "Import",
            Self::School => "School",
        }
    }

    /// Its drawing.
    pub fn glyph(self) -> Glyph {
        match self {
            Self::Today | Self::MyLessons => Glyph::Today,
            Self::Orders => Glyph::Order,
            Self::Practicals => Glyph::Practical,
            Self::Stock => Glyph::Stock,
            Self::Scan => Glyph::Scan,
            Self::RiskNotes => Glyph::Risk,
            Self::Network => Glyph::Network,
            Self::Oversight => Glyph::Oversight,
            Self::Places => Glyph::Place,
            Self::Timetable => Glyph::Timetable,
            Self::People => Glyph::People,
            Self::Import => Glyph::Import,
            Self::School => Glyph::School,
        }
    }

    /// The right without which it is not shown.
    fn right(self) -> Right {
        match self {
            Self::Oversight => Right::Oversee,
            Self::People => Right::KeepPeople,
            Self::Import => Right::ImportStock,
            Self::School => Right::KeepSchool,
            _ => Right::Look,
        }
    }

    /// Its address.
    pub fn href(self) -> String {
        let path = match self {
            Self::Today => Path::Today(None),
            Self::MyLessons => Path::Lessons,
            Self::Orders => Path::Orders,
            Self::Practicals => Path::Practicals,
            Self::Stock => Path::Stock,
            Self::Scan => Path::Scan,
            Self::RiskNotes => Path::RiskNotes,
            Self::Network => Path::Network,
            Self::Oversight => Path::Oversight,
            Self::Places => Path::Places,
            Self::Timetable => Path::Timetable,
            Self::People => Path::People,
            Self::Import => Path::Imports,
            Self::School => Path::School,
        };
        path.href()
    }
}

/// Those who run the prep room.
const PREP_ROOM: [Stop; 6] = [
    Stop::Today,
    Stop::Orders,
    Stop::Practicals,
    Stop::Stock,
    Stop::Scan,
    Stop::RiskNotes,
];
const PREP_ROOM_SELDOM: [Stop; 6] = [
    Stop::Network,
    Stop::Oversight,
    Stop::Places,
    Stop::Timetable,
    Stop::Import,
    Stop::School,
];
/// Those who order.
const TEACHER: [Stop; 4] = [
    Stop::MyLessons,
    Stop::Orders,
    Stop::Practicals,
    Stop::RiskNotes,
];
const TEACHER_SELDOM: [Stop; 4] = [Stop::Network, Stop::Stock, Stop::Scan, Stop::Timetable];
/// Those who answer for it all.
const HEAD: [Stop; 5] = [
    Stop::Oversight,
    Stop::Orders,
    Stop::RiskNotes,
    Stop::Practicals,
    Stop::Stock,
];
const HEAD_SELDOM: [Stop; 9] = [
    Stop::MyLessons,
    Stop::Today,
    Stop::Network,
    Stop::Scan,
    Stop::Places,
    Stop::Timetable,
    Stop::People,
    Stop::Import,
    Stop::School,
];
/// Those who keep the school's account.
const OFFICE: [Stop; 5] = [
    Stop::People,
    Stop::Places,
    Stop::Timetable,
    Stop::Import,
    Stop::School,
];
const OFFICE_SELDOM: [Stop; 7] = [
    Stop::Today,
    Stop::Orders,
    Stop::Practicals,
    Stop::Stock,
    Stop::RiskNotes,
    Stop::Oversight,
    Stop::Scan,
];

/// The stops of one person: what they came for, then the rest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Nav {
    /// Above the line of the rail. The first four, Scan among them, are the phone's bar.
    pub daily: Vec<Stop>,
    /// Below the line.
    pub seldom: Vec<Stop>,
    /// Where the person is.
    pub here: Option<Stop>,
    /// What waits at a stop, in two words: "3 new".
    pub waits: Vec<(Stop, String)>,
}

impl Nav {
    /// The stops of a role, without those it has no right to.
    pub fn of_role(role: Role) -> Self {
        let (daily, seldom): (&[Stop], &[Stop]) = match role {
            Role::Technician | Role::SeniorTechnician => (&PREP_ROOM, &PREP_ROOM_SELDOM),
            Role::Teacher => (&TEACHER, &TEACHER_SELDOM),
            Role::HeadOfScience => (&HEAD, &HEAD_SELDOM),
            Role::Administrator => (&OFFICE, &OFFICE_SELDOM),
        };
        let may = |stops: &[Stop]| {
            stops
                .iter()
                .copied()
                .filter(|stop| role.may(stop.right()))
                .collect()
        };
        Self {
            daily: may(daily),
            seldom: may(seldom),
            here: None,
            waits: Vec::new(),
        }
    }

    /// The same with the person at a stop.
    #[must_use]
    pub fn at(self, here: Stop) -> Self {
        Self {
            here: Some(here),
            ..self
        }
    }

    /// The same with what waits at its stops.
    #[must_use]
    pub fn waiting(self, waits: Vec<(Stop, String)>) -> Self {
        Self { waits, ..self }
    }

    /// What waits at a stop.
    pub fn waits_at(&self, stop: Stop) -> Option<String> {
        let (_, words) = self.waits.iter().find(|(at, _)| *at == stop)?;
        Some(words.clone())
    }

    /// The phone's bar: home, what comes next, Scan in the middle, one more. The rest is under More.
    pub fn bar(&self) -> [Stop; 4] {
        let home = self.daily.first().copied().unwrap_or(Stop::Today);
        let last = if self.daily.contains(&Stop::Stock) {
            Stop::Stock
        } else {
            Stop::Practicals
        };
        [home, Stop::Orders, Stop::Scan, last]
    }

    /// What the bar has no room for.
    pub fn more(&self) -> Vec<Stop> {
        let bar = self.bar();
        self.daily
            .iter()
            .chain(&self.seldom)
            .copied()
            .filter(|stop| !bar.contains(stop))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phone_reaches_every_stop_once() {
        for nav in Role::ALL.map(Nav::of_role) {
            let mut reached = nav.more();
            reached.extend(nav.bar());
            for stop in nav.daily.iter().chain(&nav.seldom) {
                assert_eq!(
                    reached.iter().filter(|at| *at == stop).count(),
                    1,
                    "{stop:?} of {nav:?}"
                );
            }
        }
    }
}
