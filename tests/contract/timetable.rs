//! Lessons come of slots met on school days.

use chrono::TimeDelta;
use shared::account::Role;
use shared::account::right::{CanKeepTimetable, CanLook};
use shared::form::Problem;
use shared::moment::Day;
use shared::refusal::Refusal;
use shared::timetable::Week;
use store::timetable::lesson::{self, Wanted};
use store::timetable::{calendar, class, slot};
use store::{Desk, Error};
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
        assert!(matches!(again, Err(Error::Refused(Refusal::NotFound))));
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
                assert_eq!(problems.of("room"), Some(&Problem::Taken));
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
        calendar::set_days(&keeper, today(), today(), &[]).await.expect("a day off");
        assert_eq!(lesson_days(&ada).await, [today() + TimeDelta::days(14)]);
        let next = calendar::next_days(&keeper, today(), 2).await.expect("days");
        assert_eq!(next[0].day, today() + TimeDelta::days(1));
    }

    async fn a_period_with_lessons_stays(database: Database) {
        let northgate = Scene::on(&database).await.school("Northgate School").await;
        let ada = northgate.teacher("Ada Lunt").await;
        northgate.timetable(&ada).await;
        let keeper: Desk<CanKeepTimetable> = northgate.desk(Role::Administrator);
        calendar::set_periods(&keeper, &periods()[..1]).await.expect("fewer");
        let left: Vec<u8> = calendar::periods(&keeper).await.expect("periods").iter().map(|period| period.n).collect();
        assert_eq!(left, [1, 3]);
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
}
