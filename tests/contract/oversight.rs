//! Demand against capacity.

use chrono::TimeDelta;
use shared::account::Role;
use shared::account::right::{
    CanKeepPeople, CanKeepSchool, CanLook, CanOversee, CanRequest, CanWritePracticals,
};
use shared::id::SlotId;
use shared::moment::Day;
use shared::refusal::Refusal;
use store::account::member;
use store::oversight::{self, Counted};
use store::presence::{self, Hours, Stay};
use store::requisition::{self, Change, Choice, Then};
use store::{Desk, Error, practical, risk, waiting};
use tests::on_both;
use tests::support::rooms::school_days;
use tests::support::scene::{Actor, Scene, today};

/// A long Tuesday.
const TUESDAYS: Hours = Hours {
    weekday: 2,
    minutes: 400,
    fixed_minutes: 60,
};

fn is_not_found<T>(given: store::Result<T>) -> bool {
    matches!(given, Err(Error::Refused(Refusal::NotFound)))
}

/// An order for a lesson is sent.
async fn sends(teacher: &Actor, slot: SlotId, day: Day) {
    let desk = teacher.desk::<CanRequest>();
    let query = practical::ListQuery {
        q: "making copper".to_owned(),
        ..practical::ListQuery::default()
    };
    let practical = practical::list(&desk, &query).await.expect("a page").rows[0].id;
    let choice = Choice::Practical(practical);
    let order = requisition::create(&desk, slot, day, choice)
        .await
        .expect("an order");
    let read = Change {
        has_read: Some(true),
        ..Change::default()
    };
    requisition::save(&desk, order, read, Then::SendAsWell)
        .await
        .expect("sent");
}

/// What a figure's list says it counts, and how many rows its pages have.
async fn listed(desk: &Desk<CanOversee>, counted: Counted) -> (i64, i64) {
    let mut rows = 0;
    let mut after = None;
    loop {
        let page = oversight::list(desk, counted, after.as_deref())
            .await
            .expect("a page");
        rows += i64::try_from(page.rows.len()).expect("a count");
        after = page.next;
        if after.is_none() {
            return (page.count, rows);
        }
    }
}

on_both! {
    async fn capacity_is_presence_minus_duties_and_days_away(database: Database) {
        let northgate = Scene::on(&database).await.school("Northgate School").await;
        let (ada, ben) = (northgate.teacher("Ada Lunt").await, northgate.technician("Ben Okoro").await);
        northgate.timetable(&ada).await;
        let mary = northgate.head_of_science("Mary Adeyemi").await;
        let keeper = mary.desk::<CanKeepSchool>();
        presence::set(&keeper, ben.who().member, &[TUESDAYS], 0).await.expect("hours");
        presence::set_absence(&keeper, ben.who().member, &[today()], Stay::Away).await.expect("away");

        let overview = oversight::overview(&mary.desk::<CanOversee>()).await.expect("figures");
        assert_eq!(overview.term_start, school_days()[0].day);
        assert_eq!(overview.days.len(), 10);
        let free: Vec<u32> = overview.days.iter().map(|day| day.free).collect();
        assert_eq!(free, [0, 0, 0, 0, 0, 340, 0, 0, 0, 0]);
        assert_eq!((overview.waiting, overview.late, overview.sent), (0, 0, 0));
        assert_eq!((overview.labs[2].lessons, overview.labs[2].places), (1, 10));
        assert_eq!((overview.classes[0].lessons, overview.classes[0].practicals), (1, 0));

        presence::set_absence(&keeper, ben.who().member, &[today()], Stay::There).await.expect("there after all");
        let overview = oversight::overview(&mary.desk::<CanOversee>()).await.expect("figures");
        assert_eq!(overview.days[0].free, 340);
    }

    async fn another_schools_hours_are_not_counted(database: Database) {
        let scene = Scene::on(&database).await;
        let (northgate, eastfield) = (scene.school("Northgate School").await, scene.school("Eastfield School").await);
        let (ada, ben) = (northgate.teacher("Ada Lunt").await, northgate.technician("Ben Okoro").await);
        northgate.timetable(&ada).await;
        let theirs = eastfield.head_of_science("Mary Adeyemi").await;
        let keeper = theirs.desk::<CanKeepSchool>();
        assert!(is_not_found(presence::set(&keeper, ben.who().member, &[TUESDAYS], 0).await));
        assert!(is_not_found(presence::set_absence(&keeper, ben.who().member, &[today()], Stay::Away).await));
        let overview = oversight::overview(&theirs.desk::<CanOversee>()).await.expect("figures");
        assert!(overview.days.is_empty() && overview.classes.is_empty());
    }

    async fn each_figure_is_the_list_that_it_opens(database: Database) {
        let northgate = Scene::on(&database).await.school("Northgate School").await;
        let ada = northgate.teacher("Ada Lunt").await;
        let timetable = northgate.timetable(&ada).await;
        let mary = northgate.head_of_science("Mary Adeyemi").await;
        let desk = mary.desk::<CanOversee>();
        sends(&ada, timetable.slot, today()).await;
        sends(&ada, timetable.slot, today() + TimeDelta::days(14)).await;
        let writer = ada.desk::<CanWritePracticals>();
        let notes = practical::list(&writer, &practical::ListQuery::default()).await.expect("a page").rows;
        for note in &notes[..2] {
            risk::submit(&writer, note.id, 1).await.expect("submitted");
        }
        practical::retire(&writer, notes[0].id, 1).await.expect("retired");

        let seen = oversight::overview(&desk).await.expect("figures");
        let class = &seen.classes[0];
        assert_eq!((class.practicals, class.lessons), (1, 1), "up to today");
        assert_eq!(listed(&desk, Counted::Class(class.id, seen.term_start)).await, (1, 1));
        assert_eq!(seen.risk_waiting, 1);
        assert_eq!(risk::waiting(&desk).await.expect("a count"), 1);
        for (figure, counted) in [
            (seen.waiting, Counted::Waiting),
            (seen.queried, Counted::Queried),
            (seen.late, Counted::Late),
            (seen.sent, Counted::Sent(seen.term_start)),
            (seen.in_time, Counted::InTime(seen.term_start)),
            (i64::from(seen.days[0].orders), Counted::Day(today())),
        ] {
            assert_eq!(listed(&desk, counted).await, (figure, figure), "{counted:?}");
        }
        assert_eq!((seen.waiting, seen.late, seen.sent, seen.in_time), (2, 1, 2, 1));
        for period in &seen.labs {
            let there = oversight::in_labs(&desk, period.n).await.expect("lessons");
            assert_eq!(there.lessons.len(), period.lessons as usize);
            assert_eq!(there.free() + there.lessons.len(), period.places as usize);
        }
        assert!(is_not_found(oversight::in_labs(&desk, 9).await));
    }

    async fn what_waits_for_an_answer_is_what_the_rail_counts(database: Database) {
        let northgate = Scene::on(&database).await.school("Northgate School").await;
        let (ada, ben) = (northgate.teacher("Ada Lunt").await, northgate.technician("Ben Okoro").await);
        let timetable = northgate.timetable(&ada).await;
        let mary = northgate.head_of_science("Mary Adeyemi").await;
        sends(&ada, timetable.slot, today()).await;
        sends(&ada, timetable.slot, today() + TimeDelta::days(14)).await;
        let listed = oversight::list(&mary.desk(), Counted::Waiting, None).await.expect("a page").rows;
        requisition::query(&ben.desk(), listed[0].id, "How many groups?").await.expect("queried");

        let seen = oversight::overview(&mary.desk()).await.expect("figures");
        assert_eq!((seen.waiting, seen.queried), (1, 1));
        assert_eq!(seen.technicians, 1, "who prepares");
        let rail = waiting::count(&mary.desk::<CanLook>()).await.expect("a count");
        assert_eq!(rail.orders, seen.waiting);
    }

    async fn a_long_list_goes_on(database: Database) {
        let northgate = Scene::on(&database).await.school("Northgate School").await;
        let ada = northgate.teacher("Ada Lunt").await;
        let timetable = northgate.timetable(&ada).await;
        let mary = northgate.head_of_science("Mary Adeyemi").await;
        for _ in 0..103 {
            sends(&ada, timetable.slot, today()).await;
        }
        assert_eq!(listed(&mary.desk(), Counted::Day(today())).await, (103, 103));
    }

    async fn a_week_is_set_whole_and_by_one_at_a_time(database: Database) {
        let northgate = Scene::on(&database).await.school("Northgate School").await;
        let (ben, mary) = (northgate.technician("Ben Okoro").await, northgate.head_of_science("Mary Adeyemi").await);
        let (keeper, who) = (mary.desk::<CanKeepSchool>(), ben.who().member);
        let broken = [TUESDAYS, Hours { weekday: 9, ..TUESDAYS }];
        assert!(presence::set(&keeper, who, &broken, 0).await.is_err());
        assert!(presence::list(&keeper).await.expect("hours").is_empty(), "no half a deed");
        presence::set(&keeper, who, &[TUESDAYS], 0).await.expect("hours");
        let seen = presence::versions(&keeper, [who]).await.expect("versions")[&who];
        // Days away are another matter.
        presence::set_absence(&keeper, who, &[today()], Stay::Away).await.expect("away");
        presence::set(&keeper, who, &[Hours { minutes: 300, ..TUESDAYS }], seen).await.expect("hours");
        let late = presence::set(&keeper, who, &[TUESDAYS], seen).await;
        assert!(matches!(late, Err(Error::Refused(Refusal::Stale))));
        assert!(is_not_found(presence::set(&keeper, mary.who().member, &[TUESDAYS], 0).await), "no technician");

        // Who no longer prepares has no hours for it.
        let people = northgate.desk::<CanKeepPeople>(Role::Administrator);
        let teaches = member::Change { id: who, role: Role::Teacher, active: true, version: 1 };
        member::change(&people, teaches).await.expect("changed");
        assert!(presence::list(&keeper).await.expect("hours").is_empty());
    }
}
