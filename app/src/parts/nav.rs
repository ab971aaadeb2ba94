//! Where a person can go: the rail on wide screens, the bar of five on a phone.

use super::icon::Glyph;

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
        }
    }

    /// Its address.
    pub fn href(self) -> &'static str {
        match self {
            Self::Today => "/today",
            Self::MyLessons => "/lessons",
            Self::Orders => "/orders",
            Self::Practicals => "/practicals",
            Self::Stock => "/stock",
            Self::Scan => "/scan",
            Self::RiskNotes => "/risk-notes",
            Self::Network => "/network",
            Self::Oversight => "/oversight",
            Self::Places => "/places",
            Self::Timetable => "/timetable",
            Self::People => "/people",
            Self::Import => "/import",
        }
    }
}

/// The stops of one person: what they came for, then the rest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Nav {
    /// Above the line of the rail. The first four, Scan among them, are the phone's bar.
    pub daily: Vec<Stop>,
    /// Below the line.
    pub seldom: Vec<Stop>,
    /// What stands behind a stop: "23", "4 low".
    pub counts: Vec<(Stop, String)>,
    /// Where the person is.
    pub here: Option<Stop>,
}

impl Nav {
    /// For those who run the prep room.
    pub fn technician() -> Self {
        Self::of(
            &[
                Stop::Today,
                Stop::Orders,
                Stop::Practicals,
                Stop::Stock,
                Stop::Scan,
                Stop::RiskNotes,
            ],
            &[
                Stop::Network,
                Stop::Oversight,
                Stop::Places,
                Stop::Timetable,
                Stop::Import,
            ],
        )
    }

    /// For those who order.
    pub fn teacher() -> Self {
        Self::of(
            &[
                Stop::MyLessons,
                Stop::Orders,
                Stop::Practicals,
                Stop::RiskNotes,
            ],
            &[Stop::Network, Stop::Stock, Stop::Scan],
        )
    }

    /// For those who answer for it all.
    pub fn head_of_science() -> Self {
        Self::of(
            &[
                Stop::Oversight,
                Stop::Orders,
                Stop::RiskNotes,
                Stop::Practicals,
                Stop::Stock,
            ],
            &[
                Stop::MyLessons,
                Stop::Today,
                Stop::Network,
                Stop::Scan,
                Stop::Timetable,
                Stop::People,
            ],
        )
    }

    /// For those who keep the school's account.
    pub fn administrator() -> Self {
        Self::of(
            &[Stop::People, Stop::Places, Stop::Timetable, Stop::Import],
            &[
                Stop::Today,
                Stop::Orders,
                Stop::Practicals,
                Stop::Stock,
                Stop::RiskNotes,
                Stop::Oversight,
                Stop::Scan,
            ],
        )
    }

    fn of(daily: &[Stop], seldom: &[Stop]) -> Self {
        Self {
            daily: daily.to_vec(),
            seldom: seldom.to_vec(),
            counts: Vec::new(),
            here: None,
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

    /// The same with something behind a stop.
    #[must_use]
    pub fn count(mut self, stop: Stop, count: impl Into<String>) -> Self {
        self.counts.push((stop, count.into()));
        self
    }

    /// What stands behind a stop.
    pub fn count_of(&self, stop: Stop) -> Option<&str> {
        self.counts
            .iter()
            .find(|(at, _)| *at == stop)
            .map(|(_, count)| count.as_str())
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
        for nav in [
            Nav::technician(),
            Nav::teacher(),
            Nav::head_of_science(),
            Nav::administrator(),
        ] {
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
