//! The demo schools' periods, school days, classes and lessons.

use std::collections::HashSet;

use chrono::{Datelike as _, TimeDelta};
use shared::{
    account::right::CanKeepTimetable,
    id::{ClassId, LocationId, MemberId},
    moment::{Day, Minute, Moment},
    practical::Subject,
    timetable::{Period, SchoolDay, Week},
};
use store::{
    Desk,
    account::member,
    timetable::{calendar, class, slot},
};

use super::{School, places::Rooms};

/// Begin and end of the five periods.
const PERIODS: [(Minute, Minute); 5] = [
    (Minute::at(8, 45), Minute::at(9, 45)),
    (Minute::at(9, 45), Minute::at(10, 45)),
    (Minute::at(11, 5), Minute::at(12, 5)),
    (Minute::at(12, 5), Minute::at(13, 5)),
    (Minute::at(14, 0), Minute::at(15, 0)),
];

/// Writes the timetable of a school.
pub(super) async fn write(school: &School<'_>, rooms: &Rooms, now: Moment) -> store::Result<()> {
    let desk: Desk<CanKeepTimetable> = school.keeper().await?;
    let today = desk.who().zone.day(now);
    let periods: Vec<Period> = (1..)
        .zip(PERIODS)
        .map(|(n, (starts, ends))| Period {
            n,
            name: format!("P{n}"),
            starts,
            ends,
        })
        .collect();
    calendar::set_periods(&desk, &periods, 0).await?;
    let days = school_days(today);
    let first = days.first().map_or(today, |day| day.day);
    let span = calendar::Span {
        from: first,
        to: days.last().map_or(first, |day| day.day),
        days,
    };
    calendar::set_days(&desk, &span, 0).await?;
    let mut grid = Grid::new(school, rooms).await?;
    for &(year, count) in school.plan.years {
        for n in 0..count {
            let draft = draft(year, n);
            let (subject, lessons) = (draft.subject, lessons_a_week(year));
            let id = class::create(&desk, draft).await?;
            grid.place(&desk, id, subject, lessons, first).await?;
        }
    }
    Ok(())
}

/// Weekdays from about ten weeks ago to twelve ahead, but for Christmas, New Year and a half-term four weeks ago.
fn school_days(today: Day) -> Vec<SchoolDay> {
    let monday = today - TimeDelta::days(i64::from(today.weekday().num_days_from_monday()));
    (-10..=12)
        .filter(|week| *week != -4)
        .flat_map(|week: i64| {
            (0..5).map(move |day| (week, monday + TimeDelta::days(week * 7 + day)))
        })
        .filter(|(_, day)| !matches!((day.month(), day.day()), (12, 24..=31) | (1, 1)))
        .map(|(week, day)| SchoolDay {
            day,
            week: if week.rem_euclid(2) == 0 {
                Week::B
            } else {
                Week::A
            },
        })
        .collect()
}

fn draft(year: u8, n: u8) -> class::Draft {
    const SETS: [&str; 7] = ["W", "X", "Y", "Z", "U", "V", "T"];
    let set = SETS[usize::from(n) % SETS.len()];
    let (name, subject) = match year {
        ..=8 => (format!("{year}{set}/Sc"), Subject::General),
        12.. => {
            let (letter, subject) = [
                ("Bi", Subject::Biology),
                ("Ch", Subject::Chemistry),
                ("Ph", Subject::Physics),
            ][usize::from(n) % 3];
            (format!("{year}/{letter}"), subject)
        }
        _ => {
            let (letter, subject) = [
                ("Ch", Subject::Chemistry),
                ("Bi", Subject::Biology),
                ("Ph", Subject::Physics),
            ][usize::from(n) % 3];
            (format!("{year}{set}/{letter}{}", n / 3 + 1), subject)
        }
    };
    let pupils = if year >= 12 {
        9 + u16::from(n) * 3
    } else {
        25 + u16::from((year * 5 + n * 3) % 7)
    };
    class::Draft {
        name,
        year,
        subject,
        pupils,
    }
}

const fn lessons_a_week(year: u8) -> usize {
    match year {
        ..=6 => 2,
        7..=9 => 3,
        _ => 4,
    }
}

/// Who and what is taken when, while lessons are placed.
struct Grid {
    teachers: Vec<MemberId>,
    rooms: Vec<LocationId>,
    taken: HashSet<(Week, u8, u8, String)>,
    next: usize,
    chance: fastrand::Rng,
}

impl Grid {
    async fn new(school: &School<'_>, rooms: &Rooms) -> store::Result<Self> {
        let mut teachers = Vec::new();
        for name in school.plan.teachers() {
            teachers.push(
                member::of_address(school.store, school.id, &school.plan.address(name))
                    .await?
                    .member,
            );
        }
        Ok(Self {
            teachers,
            rooms: rooms.labs.clone(),
            taken: HashSet::new(),
            next: 0,
            chance: school.chance(),
        })
    }

    /// Places a class's lessons of both weeks with one teacher, wherever there is a room; what finds none
    /// is taught elsewhere.
    async fn place(
        &mut self,
        desk: &Desk<CanKeepTimetable>,
        class: ClassId,
        subject: Subject,
        lessons: usize,
        valid_from: Day,
    ) -> store::Result<()> {
        let teacher = self.teachers[self.next % self.teachers.len()];
        self.next += 1;
        // Chemistry near the fume cupboards, physics where it gets dark.
        let home = match subject {
            Subject::Chemistry => 0,
            Subject::Biology => 3,
            Subject::Physics => 6,
            Subject::General => self.next,
        };
        for week in [Week::A, Week::B] {
            let mut weekdays: Vec<u8> = (1..=5).collect();
            self.chance.shuffle(&mut weekdays);
            for weekday in weekdays.into_iter().take(lessons) {
                if let Some((period, room)) = self.take(week, weekday, teacher, class, home) {
                    let draft = slot::Draft {
                        class,
                        teacher,
                        room,
                        week,
                        weekday,
                        period,
                        valid_from,
                    };
                    slot::create(desk, draft).await?;
                }
            }
        }
        Ok(())
    }

    fn take(
        &mut self,
        week: Week,
        weekday: u8,
        teacher: MemberId,
        class: ClassId,
        home: usize,
    ) -> Option<(u8, LocationId)> {
        let mut periods: Vec<u8> = (1..=5).collect();
        self.chance.shuffle(&mut periods);
        for period in periods {
            if self
                .taken
                .contains(&(week, weekday, period, teacher.to_string()))
            {
                continue;
            }
            let rooms = (0..self.rooms.len()).map(|n| self.rooms[(home + n) % self.rooms.len()]);
            let free = rooms.clone().find(|room| {
                !self
                    .taken
                    .contains(&(week, weekday, period, room.to_string()))
            });
            if let Some(room) = free {
                self.taken.extend(
                    [teacher.to_string(), room.to_string(), class.to_string()]
                        .map(|who| (week, weekday, period, who)),
                );
                return Some((period, room));
            }
        }
        None
    }
}
