//! A small timetable: one lab, five periods, four weeks of school days, one class on Tuesdays.

use chrono::{Datelike as _, TimeDelta};
use shared::account::Role;
use shared::account::right::{CanKeepStock, CanKeepTimetable};
use shared::id::{ClassId, LocationId, SlotId};
use shared::location::{LabFittings, Sort};
use shared::moment::{Day, Minute};
use shared::practical::Subject;
use shared::timetable::{Period, SchoolDay, Week};
use store::Desk;
use store::timetable::calendar::{self, Span};
use store::timetable::{class, slot};

use super::scene::{Actor, today};
use super::school::School;

/// What the timetable holds.
#[derive(Clone, Copy, Debug)]
pub struct Timetable {
    /// Lab 1.
    pub lab: LocationId,
    /// 9X/Sc1, thirty pupils.
    pub class: ClassId,
    /// The class's lesson: the third period of Tuesday in week A, today's week.
    pub slot: SlotId,
}

impl School {
    /// Sets the timetable up, the class with this teacher.
    pub async fn timetable(&self, teacher: &Actor) -> Timetable {
        let keeper: Desk<CanKeepTimetable> = self.desk(Role::Administrator);
        calendar::set_periods(&keeper, &periods(), 0)
            .await
            .expect("periods");
        let days = school_days();
        let first = days[0].day;
        let span = Span {
            from: first,
            to: days[days.len() - 1].day,
            days,
        };
        calendar::set_days(&keeper, &span, 0)
            .await
            .expect("school days");
        let lab = self.lab("Lab 1").await;
        let draft = class::Draft {
            name: "9X/Sc1".to_owned(),
            year: 9,
            subject: Subject::Chemistry,
            pupils: 30,
        };
        let class = class::create(&keeper, draft).await.expect("a class");
        let draft = slot::Draft {
            class,
            teacher: teacher.who().member,
            room: lab,
            week: Week::A,
            weekday: 2,
            period: 3,
            valid_from: first,
        };
        let slot = slot::create(&keeper, draft).await.expect("a lesson");
        Timetable { lab, class, slot }
    }

    /// A lab of this name, for thirty-two.
    pub async fn lab(&self, name: &str) -> LocationId {
        let fittings = LabFittings {
            places: 32,
            fume_cupboard: true,
            gas: true,
            blackout: false,
        };
        let new = store::location::New {
            parent: None,
            sort: Sort::Lab,
            name: name.to_owned(),
            fittings,
        };
        store::location::add(&self.prep_room::<CanKeepStock>(), new)
            .await
            .expect("a lab")
    }
}

/// Five periods of an hour, from nine.
pub fn periods() -> Vec<Period> {
    (1..=5u8)
        .map(|n| Period {
            n,
            name: format!("P{n}"),
            starts: Minute::at(8 + u16::from(n), 0),
            ends: Minute::at(9 + u16::from(n), 0),
        })
        .collect()
}

/// The weekdays of four weeks, from the week before today's: B, A, B, A.
pub fn school_days() -> Vec<SchoolDay> {
    let monday: Day =
        today() - TimeDelta::days(7 + i64::from(today().weekday().num_days_from_monday()));
    (0..28)
        .map(|n| (n, monday + TimeDelta::days(n)))
        .filter(|(_, day)| day.weekday().number_from_monday() < 6)
        .map(|(n, day)| SchoolDay {
            day,
            week: if n / 7 % 2 == 0 { Week::B } else { Week::A },
        })
        .collect()
}
