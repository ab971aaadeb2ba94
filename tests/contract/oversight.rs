//! Demand against capacity.

use shared::account::right::{CanKeepSchool, CanOversee};
use shared::capacity::Presence;
use store::{oversight, presence};
use tests::on_both;
use tests::support::rooms::school_days;
use tests::support::scene::{Scene, today};

on_both! {
    async fn capacity_is_presence_minus_duties_and_days_away(database: Database) {
        let northgate = Scene::on(&database).await.school("Northgate School").await;
        let (ada, ben) = (northgate.teacher("Ada Lunt").await, northgate.technician("Ben Okoro").await);
        northgate.timetable(&ada).await;
        let mary = northgate.head_of_science("Mary Adeyemi").await;
        let keeper = mary.desk::<CanKeepSchool>();
        let tuesdays = Presence { member: ben.who().member, weekday: 2, minutes: 400, fixed_minutes: 60 };
        presence::set(&keeper, tuesdays).await.expect("hours");
        presence::set_absence(&keeper, ben.who().member, today(), true).await.expect("away");

        let overview = oversight::overview(&mary.desk::<CanOversee>()).await.expect("figures");
        assert_eq!(overview.term_start, school_days()[0].day);
        assert_eq!(overview.days.len(), 10);
        let free: Vec<u32> = overview.days.iter().map(|day| day.free).collect();
        assert_eq!(free, [0, 0, 0, 0, 0, 340, 0, 0, 0, 0]);
        assert_eq!((overview.waiting, overview.late, overview.sent), (0, 0, 0));
        assert_eq!((overview.labs[2].lessons, overview.labs[2].places), (1, 10));
        assert_eq!((overview.classes[0].lessons, overview.classes[0].practicals), (1, 0));

        presence::set_absence(&keeper, ben.who().member, today(), false).await.expect("there after all");
        let overview = oversight::overview(&mary.desk::<CanOversee>()).await.expect("figures");
        assert_eq!(overview.days[0].free, 340);
    }

    async fn another_schools_hours_are_not_counted(database: Database) {
        let scene = Scene::on(&database).await;
        let (northgate, eastfield) = (scene.school("Northgate School").await, scene.school("Eastfield School").await);
        let (ada, ben) = (northgate.teacher("Ada Lunt").await, northgate.technician("Ben Okoro").await);
        northgate.timetable(&ada).await;
        let theirs = eastfield.head_of_science("Mary Adeyemi").await;
        let tuesdays = Presence { member: ben.who().member, weekday: 2, minutes: 400, fixed_minutes: 60 };
        assert!(presence::set(&theirs.desk::<CanKeepSchool>(), tuesdays).await.is_err());
        let overview = oversight::overview(&theirs.desk::<CanOversee>()).await.expect("figures");
        assert!(overview.days.is_empty() && overview.classes.is_empty());
    }
}
