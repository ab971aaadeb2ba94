//! A school's own rules.

use shared::account::Role;
use shared::account::right::{CanKeepSchool, CanLook};
use shared::refusal::Refusal;
use shared::school::Rules;
use store::school::{self, Change, Founding};
use store::{Desk, Error};
use tests::on_both;
use tests::support::scene::Scene;

fn change(name: &str, version: i64) -> Change {
    Change {
        name: name.to_owned(),
        urn: Some("100001".to_owned()),
        rules: Rules {
            notice_days: 3,
            ..Rules::default()
        },
        version,
    }
}

fn founding(school: &str) -> Founding {
    Founding {
        school: school.to_owned(),
        trust: None,
        urn: None,
        email: "ada@northgate.example".to_owned(),
        name: "Ada Lunt".to_owned(),
        password: Some("three words here".to_owned()),
    }
}

on_both! {
    /// Two taps, or two people at the same moment.
    async fn the_first_school_is_founded_once(database: Database) {
        let store = Scene::on(&database).await.store;
        let two = tokio::join!(
            school::found_first(&store, founding("Northgate School")),
            school::found_first(&store, founding("Northgate High")),
        );
        let refused = [two.0.err(), two.1.err()].into_iter().flatten().collect::<Vec<_>>();
        assert!(matches!(refused[..], [Error::Refused(Refusal::NotFound)]), "{refused:?}");
        assert_eq!(school::every_desk(&store).await.expect("the schools").len(), 1);
    }

    async fn the_second_of_two_edits_is_told(database: Database) {
        let scene = Scene::on(&database).await;
        let (northgate, eastfield) = (scene.school("Northgate School").await, scene.school("Eastfield School").await);
        let keeper: Desk<CanKeepSchool> = northgate.desk(Role::Administrator);
        let before = school::own(&keeper).await.expect("the school");
        school::change(&keeper, change("Northgate Academy", before.version)).await.expect("changed");
        let stale = school::change(&keeper, change("Northgate High", before.version)).await;
        assert!(matches!(stale, Err(Error::Refused(Refusal::Stale))));
        let after = school::own(&keeper).await.expect("the school");
        assert_eq!((after.name.as_str(), after.rules.notice_days), ("Northgate Academy", 3));
        let other = school::own(&eastfield.desk::<CanLook>(Role::Teacher)).await.expect("the other");
        assert_eq!(other.name, "Eastfield School");
    }

    /// Each step counts for the school that took it alone.
    async fn a_new_school_is_told_its_first_steps(database: Database) {
        let scene = Scene::on(&database).await;
        let (northgate, eastfield) = (scene.school("Northgate School").await, scene.school("Eastfield School").await);
        let before = school::steps(&northgate.desk::<CanLook>(Role::Administrator)).await.expect("the steps");
        assert!(!before.people && !before.stock && !before.labs && !before.lessons, "{before:?}");
        let ada = northgate.teacher("Ada Lunt").await;
        northgate.timetable(&ada).await;
        let after = school::steps(&northgate.desk::<CanLook>(Role::Administrator)).await.expect("the steps");
        assert!(after.people && after.labs && after.days && after.classes && after.lessons, "{after:?}");
        assert!(!after.stock && !after.lead_to_an_order());
        let other = school::steps(&eastfield.desk::<CanLook>(Role::Administrator)).await.expect("the steps");
        assert_eq!(other, before);
    }

    /// More at once than there are connections: nobody waits for somebody who waits for them.
    async fn many_edits_at_once_all_end(database: Database) {
        let northgate = Scene::crowded(&database).await.school("Northgate School").await;
        let keeper: Desk<CanKeepSchool> = northgate.desk(Role::Administrator);
        let edits: Vec<_> = (0..24)
            .map(|n| {
                let keeper = keeper.clone();
                tokio::spawn(async move { school::change(&keeper, change(&format!("Name {n}"), 1)).await })
            })
            .collect();
        let mut done = 0;
        for edit in edits {
            match edit.await.expect("an end") {
                Ok(()) => done += 1,
                Err(error) => assert!(matches!(error, Error::Refused(Refusal::Stale)), "{error}"),
            }
        }
        assert_eq!(done, 1);
    }
}
