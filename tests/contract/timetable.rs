//! Lessons come of slots met on school days.

use chrono::TimeDelta;
use shared::account::Role;
use shared::account::right::{CanKeepStock, CanKeepTimetable, CanLook};
use shared::form::Problem;
use shared::location::{LabFittings, Sort};
use shared::moment::{Day, Minute};
use shared::refusal::Refusal;
use shared::timetable::{Period, Week};
use store::timetable::calendar::{self, Span};
use store::timetable::lesson::{self, Wanted};
use store::timetable::{class, slot};
use store::{Desk, Error, event, location};
use tests::on_both;
use tests::support::rooms::periods;
use tests::support::scene::{Actor, Scene, today};

/// The days of a teacher's lessons in the four weeks.
async fn lesson_days(teacher: &Actor) -> Vec<Day> {
    let wanted = Wanted {
        teacher: Some(teacher.who().member),
        class: None,
    };
    let (from, to) = (today() - TimeDelta::days(14), today() + TimeDelta::days(28));
    let lessons = lesson::list(&teacher.desk::<CanLook>(), from, to, wanted)
        .await
        .expect("lessons");
    lessons.into_iter().map(|lesson| lesson.day.day).collect()
}

/// Today has no school after all.
fn day_off() -> Span {
    Span {
        from: today(),
        to: today(),
        days: Vec::new(),
    }
}

fn is_not_found<T>(given: store::Result<T>) -> bool {
    matches!(given, Err(Error::Refused(Refusal::NotFound)))
}

/// What is wrong with a field, where something was refused for it.
fn beside<T>(given: store::Result<T>, field: &str) -> Option<Problem> {
    match given.err()? {
        Error::Refused(Refusal::Invalid(problems)) => problems.of(field).cloned(),
        _ => None,
    }
}

fn is_stale<T>(given: store::Result<T>) -> bool {
    matches!(given, Err(Error::Refused(Refusal::Stale)))
}

on_both! {
    async fn a_slot_meets_every_other_week(database: Database) {
        let northgate = Scene::on(&database).await.school("Northgate School").await;
        let (ada, cora) = (northgate.teacher("Ada Lunt").await, northgate.teacher("Cora Finch").await);
        let timetable = northgate.timetable(&ada).await;
        assert_eq!(lesson_days(&ada).await, [today(), today() + TimeDelta::days(14)]);
        assert!(lesson_days(&cora).await.is_empty());

        let lesson = lesson::find(&ada.desk::<CanLook>(), timetable.slot, today()).await.expect("a lesson");
        assert_eq!((lesson.class.name.as_str(), lesson.class.pupils), ("9X/Sc1", 30));
        assert_eq!((lesson.period.name.as_str(), lesson.room_name.as_str()), ("P3", "Lab 1"));
        assert_eq!((lesson.teacher_initials.as_str(), lesson.day.week), ("ALu", Week::A));
        let tomorrow = lesson::find(&ada.desk::<CanLook>(), timetable.slot, today() + TimeDelta::days(1)).await;
        assert!(matches!(tomorrow, Err(Error::Refused(Refusal::NotFound))));
    }

    async fn a_slot_ends_with_its_last_day(database: Database) {
        let northgate = Scene::on(&database).await.school("Northgate School").await;
        let ada = northgate.teacher("Ada Lunt").await;
        let timetable = northgate.timetable(&ada).await;
        let keeper: Desk<CanKeepTimetable> = northgate.desk(Role::Administrator);
        slot::end(&keeper, timetable.slot, today()).await.expect("ended");
        assert_eq!(lesson_days(&ada).await, [today()]);
        let again = slot::end(&keeper, timetable.slot, today()).await;
        assert!(matches!(again, Err(Error::Refused(Refusal::WrongStep { .. }))));
    }

    async fn a_place_that_is_no_room_any_more_has_its_lessons(database: Database) {
        let northgate = Scene::on(&database).await.school("Northgate School").await;
        let ada = northgate.teacher("Ada Lunt").await;
        let timetable = northgate.timetable(&ada).await;
        let (keeper, desk): (Desk<CanKeepTimetable>, Desk<CanKeepStock>) = (northgate.desk(Role::Administrator), northgate.prep_room());
        let lab = location::tree(&desk).await.expect("places").find(timetable.lab).expect("the lab").clone();
        let name = lab.name.clone();
        let cupboard = location::New { parent: None, sort: Sort::Cupboard, name: name.clone(), fittings: LabFittings::default() };
        location::change(&desk, timetable.lab, cupboard, lab.version).await.expect("a cupboard now");
        let taught = lesson::find(&keeper, timetable.slot, today()).await.expect("a lesson");
        assert_eq!(taught.room_name, name);
    }

    async fn a_room_is_left_by_lessons_that_never_meet(database: Database) {
        let northgate = Scene::on(&database).await.school("Northgate School").await;
        let ada = northgate.teacher("Ada Lunt").await;
        let timetable = northgate.timetable(&ada).await;
        let keeper: Desk<CanKeepTimetable> = northgate.desk(Role::Administrator);
        let room = northgate.place("Lab 9", None).await;
        let never = slot::Draft {
            class: timetable.class,
            teacher: ada.who().member,
            room,
            week: Week::B,
            weekday: 4,
            period: 1,
            valid_from: today() + TimeDelta::days(30),
        };
        let never = slot::create(&keeper, never).await.expect("planned");
        slot::end(&keeper, never, today() + TimeDelta::days(20)).await.expect("never begun");
        location::retire(&northgate.prep_room(), room, 1).await.expect("nothing is taught there");
    }

    async fn a_room_holds_one_class_at_a_time(database: Database) {
        let northgate = Scene::on(&database).await.school("Northgate School").await;
        let (ada, cora) = (northgate.teacher("Ada Lunt").await, northgate.teacher("Cora Finch").await);
        let timetable = northgate.timetable(&ada).await;
        let keeper: Desk<CanKeepTimetable> = northgate.desk(Role::Administrator);
        let draft = slot::Draft {
            class: timetable.class,
            teacher: cora.who().member,
            room: timetable.lab,
            week: Week::A,
            weekday: 2,
            period: 3,
            valid_from: today(),
        };
        match slot::create(&keeper, draft.clone()).await {
            Err(Error::Refused(Refusal::Invalid(problems))) => {
                assert_eq!(problems.of("room"), Some(&Problem::Occupied));
            }
            other => panic!("{other:?}"),
        }
        slot::create(&keeper, slot::Draft { week: Week::B, ..draft.clone() }).await.expect("the other week");
        slot::end(&keeper, timetable.slot, today()).await.expect("ended");
        let after = slot::Draft { valid_from: today() + TimeDelta::days(1), ..draft };
        slot::create(&keeper, after).await.expect("the room is free");
    }

    async fn a_day_off_has_no_lessons(database: Database) {
        let northgate = Scene::on(&database).await.school("Northgate School").await;
        let ada = northgate.teacher("Ada Lunt").await;
        northgate.timetable(&ada).await;
        let keeper: Desk<CanKeepTimetable> = northgate.desk(Role::Administrator);
        let version = calendar::versions(&keeper).await.expect("versions").days;
        calendar::set_days(&keeper, &day_off(), version).await.expect("a day off");
        assert_eq!(lesson_days(&ada).await, [today() + TimeDelta::days(14)]);
        let next = calendar::next_days(&keeper, today(), 2).await.expect("days");
        assert_eq!(next[0].day, today() + TimeDelta::days(1));
    }

    async fn a_period_with_lessons_stays(database: Database) {
        let northgate = Scene::on(&database).await.school("Northgate School").await;
        let ada = northgate.teacher("Ada Lunt").await;
        northgate.timetable(&ada).await;
        let keeper: Desk<CanKeepTimetable> = northgate.desk(Role::Administrator);
        let version = calendar::versions(&keeper).await.expect("versions").periods;
        match calendar::set_periods(&keeper, &periods()[..1], version).await {
            Err(Error::Refused(Refusal::InUse(why))) => assert!(why.contains("“P3” has lessons"), "{why}"),
            other => panic!("{other:?}"),
        }
        assert_eq!(calendar::periods(&keeper).await.expect("periods"), periods(), "no half a deed");
        calendar::set_periods(&keeper, &periods()[..3], version).await.expect("fewer");
        assert_eq!(calendar::periods(&keeper).await.expect("periods"), periods()[..3]);
    }

    async fn a_lesson_stays_in_its_period_when_one_is_put_before_it(database: Database) {
        let northgate = Scene::on(&database).await.school("Northgate School").await;
        let ada = northgate.teacher("Ada Lunt").await;
        let timetable = northgate.timetable(&ada).await;
        let keeper: Desk<CanKeepTimetable> = northgate.desk(Role::Administrator);
        let tutor = Period { n: 6, name: "Tutor".to_owned(), starts: Minute::at(8, 25), ends: Minute::at(8, 45) };
        let all: Vec<Period> = periods().into_iter().chain([tutor]).collect();
        let version = calendar::versions(&keeper).await.expect("versions").periods;
        calendar::set_periods(&keeper, &all, version).await.expect("one more");
        let found = calendar::periods(&keeper).await.expect("periods");
        assert_eq!((found[0].name.as_str(), found[1].name.as_str()), ("Tutor", "P1"));
        let lesson = lesson::find(&keeper, timetable.slot, today()).await.expect("a lesson");
        assert_eq!(lesson.period.name, "P3");
    }

    async fn a_class_is_changed_by_one_at_a_time(database: Database) {
        let northgate = Scene::on(&database).await.school("Northgate School").await;
        let ada = northgate.teacher("Ada Lunt").await;
        let timetable = northgate.timetable(&ada).await;
        let keeper: Desk<CanKeepTimetable> = northgate.desk(Role::Administrator);
        class::resize(&keeper, timetable.class, 28, 1).await.expect("resized");
        let stale = class::resize(&keeper, timetable.class, 27, 1).await;
        assert!(matches!(stale, Err(Error::Refused(Refusal::Stale))));
    }

    async fn a_lesson_of_both_weeks_is_added_whole_or_not_at_all(database: Database) {
        let northgate = Scene::on(&database).await.school("Northgate School").await;
        let ada = northgate.teacher("Ada Lunt").await;
        let timetable = northgate.timetable(&ada).await;
        let keeper: Desk<CanKeepTimetable> = northgate.desk(Role::Administrator);
        // Week B is free, week A is not.
        let drafts = [Week::B, Week::A].map(|week| slot::Draft {
            class: timetable.class,
            teacher: ada.who().member,
            room: timetable.lab,
            week,
            weekday: 2,
            period: 3,
            valid_from: today(),
        });
        assert!(slot::create_all(&keeper, &drafts).await.is_err());
        assert_eq!(slot::planned(&keeper, today()).await.expect("slots").len(), 1, "no half a deed");
        let free = drafts.map(|draft| slot::Draft { period: 4, ..draft });
        slot::create_all(&keeper, &free).await.expect("both");
        assert_eq!(slot::planned(&keeper, today()).await.expect("slots").len(), 3);
    }

    async fn what_begins_later_is_planned_and_found(database: Database) {
        let northgate = Scene::on(&database).await.school("Northgate School").await;
        let ada = northgate.teacher("Ada Lunt").await;
        let timetable = northgate.timetable(&ada).await;
        let keeper: Desk<CanKeepTimetable> = northgate.desk(Role::Administrator);
        let in_spring = today() + TimeDelta::days(60);
        let draft = slot::Draft {
            class: timetable.class,
            teacher: ada.who().member,
            room: timetable.lab,
            week: Week::B,
            weekday: 4,
            period: 1,
            valid_from: in_spring,
        };
        let later = slot::create(&keeper, draft).await.expect("later");
        let planned = slot::planned(&keeper, today()).await.expect("slots");
        assert_eq!(planned.iter().map(|slot| slot.id).collect::<Vec<_>>(), [timetable.slot, later]);
        assert_eq!(slot::find(&keeper, later).await.expect("found").valid_from, in_spring);
        slot::end(&keeper, later, today()).await.expect("taken back before it began");
        assert_eq!(slot::planned(&keeper, today()).await.expect("slots").len(), 1);
        assert!(slot::find(&keeper, later).await.expect("still found").valid_to.is_some());
    }

    async fn a_lesson_gets_another_teacher(database: Database) {
        let northgate = Scene::on(&database).await.school("Northgate School").await;
        let (ada, cora) = (northgate.teacher("Ada Lunt").await, northgate.teacher("Cora Finch").await);
        let timetable = northgate.timetable(&ada).await;
        let keeper: Desk<CanKeepTimetable> = northgate.desk(Role::Administrator);
        let from = today() + TimeDelta::days(1);
        let change = slot::Change { id: timetable.slot, teacher: cora.who().member, room: timetable.lab, from };
        let goes_on = slot::change(&keeper, change).await.expect("changed");
        assert_eq!(lesson_days(&ada).await, [today()]);
        assert_eq!(lesson_days(&cora).await, [today() + TimeDelta::days(14)]);
        let again = slot::change(&keeper, change).await;
        assert!(matches!(again, Err(Error::Refused(Refusal::WrongStep { .. }))));
        let nowhere = slot::Change { id: goes_on, room: keeper.store().clock().id(), ..change };
        assert!(is_not_found(slot::change(&keeper, nowhere).await));
        assert!(slot::find(&keeper, goes_on).await.expect("as it was").valid_to.is_none(), "no half a deed");
    }

    async fn what_was_taught_stays_as_it_was(database: Database) {
        let northgate = Scene::on(&database).await.school("Northgate School").await;
        let (ada, cora) = (northgate.teacher("Ada Lunt").await, northgate.teacher("Cora Finch").await);
        let timetable = northgate.timetable(&ada).await;
        let keeper: Desk<CanKeepTimetable> = northgate.desk(Role::Administrator);
        let yesterday = today() - TimeDelta::days(1);
        let early = slot::Change { id: timetable.slot, teacher: cora.who().member, room: timetable.lab, from: yesterday };
        assert_eq!(beside(slot::change(&keeper, early).await, "from"), Some(Problem::TooEarly { first: today() }));
        let begun = slot::find(&keeper, timetable.slot).await.expect("a slot").valid_from < today();
        assert!(begun, "it was taught before today");
        assert_eq!(beside(slot::end(&keeper, timetable.slot, yesterday).await, "last"), Some(Problem::TooEarly { first: today() }));
        let same = slot::Change { teacher: ada.who().member, from: today(), ..early };
        assert_eq!(slot::change(&keeper, same).await.expect("nothing to do"), timetable.slot);
        let history = event::history(&keeper, event::Noun::Timetable, timetable.slot, 10).await.expect("a history");
        assert_eq!(history.len(), 1, "nothing was changed");

        let change = slot::Change { from: today(), ..early };
        let goes_on = slot::change(&keeper, change).await.expect("from today on");
        let before_that = yesterday - TimeDelta::days(1);
        assert!(slot::end(&keeper, goes_on, before_that).await.is_err());
        slot::end(&keeper, goes_on, yesterday).await.expect("taken back: it begins today");
    }

    async fn a_class_is_renamed_and_retired(database: Database) {
        let northgate = Scene::on(&database).await.school("Northgate School").await;
        let ada = northgate.teacher("Ada Lunt").await;
        let timetable = northgate.timetable(&ada).await;
        let keeper: Desk<CanKeepTimetable> = northgate.desk(Role::Administrator);
        let draft = class::Draft::from(&class::find(&keeper, timetable.class).await.expect("the class"));
        let other = class::Draft { name: "9Y/Sc1".to_owned(), ..draft.clone() };
        class::create(&keeper, other.clone()).await.expect("another");
        match class::change(&keeper, timetable.class, &other, 1).await {
            Err(Error::Refused(Refusal::Invalid(problems))) => {
                assert_eq!(problems.of("name"), Some(&Problem::Taken));
            }
            other => panic!("{other:?}"),
        }
        let renamed = class::Draft { name: "9Z/Ch1".to_owned(), ..draft.clone() };
        class::change(&keeper, timetable.class, &renamed, 1).await.expect("renamed");
        let lesson = lesson::find(&keeper, timetable.slot, today()).await.expect("a lesson");
        assert_eq!(lesson.class.name, "9Z/Ch1");
        assert!(is_stale(class::change(&keeper, timetable.class, &draft, 1).await));
        assert!(is_stale(class::retire(&keeper, timetable.class, 1).await));

        class::retire(&keeper, timetable.class, 2).await.expect("retired");
        assert!(is_not_found(class::find(&keeper, timetable.class).await));
        assert!(lesson_days(&ada).await.is_empty());
        assert!(slot::planned(&keeper, today()).await.expect("slots").is_empty(), "its room is free");
        let history = event::history(&keeper, event::Noun::Timetable, timetable.class, 10).await.expect("a history");
        let told: Vec<(&str, bool)> = history.iter().map(|event| (event.verb.as_str(), event.before.is_some())).collect();
        assert_eq!(told, [("class retired", true), ("class changed", true), ("class added", false)]);
    }

    async fn the_calendar_is_changed_by_one_at_a_time(database: Database) {
        let northgate = Scene::on(&database).await.school("Northgate School").await;
        let ada = northgate.teacher("Ada Lunt").await;
        northgate.timetable(&ada).await;
        let keeper: Desk<CanKeepTimetable> = northgate.desk(Role::Administrator);
        let seen = calendar::versions(&keeper).await.expect("versions");
        calendar::set_days(&keeper, &day_off(), seen.days).await.expect("a day off");
        assert!(is_stale(calendar::set_days(&keeper, &day_off(), seen.days).await));
        calendar::set_periods(&keeper, &periods()[..4], seen.periods).await.expect("fewer");
        assert!(is_stale(calendar::set_periods(&keeper, &periods(), seen.periods).await));
        let history = event::history(&keeper, event::Noun::Timetable, "days", 1).await.expect("a history");
        let before: Option<serde_json::Value> = event::read(history[0].before.as_deref()).expect("a span");
        assert_eq!(before.expect("what was")["days"][0]["week"], "A");
    }

    async fn another_schools_timetable_is_not_found(database: Database) {
        let scene = Scene::on(&database).await;
        let (northgate, eastfield) = (scene.school("Northgate School").await, scene.school("Eastfield School").await);
        let (ada, cora) = (northgate.teacher("Ada Lunt").await, eastfield.teacher("Cora Finch").await);
        let (ours, theirs) = (northgate.timetable(&ada).await, eastfield.timetable(&cora).await);
        let keeper: Desk<CanKeepTimetable> = northgate.desk(Role::Administrator);
        let draft = slot::Draft {
            class: ours.class,
            teacher: ada.who().member,
            room: ours.lab,
            week: Week::A,
            weekday: 1,
            period: 1,
            valid_from: today(),
        };
        for strange in [
            slot::Draft { class: theirs.class, ..draft.clone() },
            slot::Draft { teacher: cora.who().member, ..draft.clone() },
            slot::Draft { room: theirs.lab, ..draft.clone() },
            slot::Draft { period: 9, ..draft.clone() },
        ] {
            assert!(is_not_found(slot::create(&keeper, strange.clone()).await), "{strange:?}");
        }
        assert!(is_not_found(slot::find(&keeper, theirs.slot).await));
        assert!(is_not_found(slot::end(&keeper, theirs.slot, today()).await));
        let change = slot::Change { id: theirs.slot, teacher: draft.teacher, room: draft.room, from: today() };
        assert!(is_not_found(slot::change(&keeper, change).await));
        assert!(is_not_found(class::find(&keeper, theirs.class).await));
        assert!(is_not_found(class::resize(&keeper, theirs.class, 20, 1).await));
        assert!(is_not_found(class::retire(&keeper, theirs.class, 1).await));
        assert_eq!(lesson_days(&cora).await.len(), 2);
    }
}
