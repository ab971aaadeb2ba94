//! Every change leaves its line, and a form that comes twice is applied once.

use shared::account::Role;
use shared::account::right::{CanKeepPeople, CanKeepSchool, CanLook};
use shared::school::Rules;
use store::account::member::{self, Change, Standing};
use store::event::{self, Noun};
use store::school::{self, Decided};
use store::{Desk, Error};
use tests::on_both;
use tests::support::scene::{Scene, now, pass};

fn rules(notice_days: u8, version: i64) -> school::Change {
    school::Change {
        name: "Northgate School".to_owned(),
        urn: None,
        rules: Rules {
            notice_days,
            ..Rules::default()
        },
        version,
    }
}

on_both! {
    async fn the_history_tells_who_when_and_what(database: Database) {
        let scene = Scene::on(&database).await;
        let (northgate, eastfield) = (scene.school("Northgate School").await, scene.school("Eastfield School").await);
        let hannah = northgate.administrator().await;
        let ada = northgate.teacher("Ada Lunt").await;
        pass(&scene.store, 60);
        let change = Change { id: ada.who().member, role: Role::Technician, active: true, version: 1 };
        member::change(&hannah.desk::<CanKeepPeople>(), change).await.expect("changed");

        let history = event::history(&ada.desk::<CanLook>(), Noun::Member, ada.who().member, 10).await;
        let history = history.expect("a history");
        let verbs: Vec<&str> = history.iter().map(|event| event.verb.as_str()).collect();
        assert_eq!(verbs, ["changed", "joined"], "the newest first");
        assert_eq!(history[0].at, now().plus_seconds(60));
        assert_eq!(history[0].by.as_deref(), Some("Hannah Birch"));
        let standing = |role, active| Some(Standing { role, active });
        let before: Option<Standing> = event::read(history[0].before.as_deref()).expect("a standing");
        assert_eq!(before, standing(Role::Teacher, true));
        let after: Option<Standing> = event::read(history[0].after.as_deref()).expect("a standing");
        assert_eq!(after, standing(Role::Technician, true));

        let latest = event::history(&ada.desk::<CanLook>(), Noun::Member, ada.who().member, 1).await;
        assert_eq!(latest.expect("a history").len(), 1);
        let theirs = eastfield.desk::<CanLook>(Role::Administrator);
        let elsewhere = event::history(&theirs, Noun::Member, ada.who().member, 10).await;
        assert!(elsewhere.expect("nothing").is_empty());
    }

    async fn an_event_carries_what_was_changed(database: Database) {
        let northgate = Scene::on(&database).await.school("Northgate School").await;
        let (hannah, ada) = (northgate.administrator().await, northgate.teacher("Ada Lunt").await);
        let keeper = hannah.desk::<CanKeepPeople>();
        let gone = Change { id: ada.who().member, role: Role::Teacher, active: false, version: 1 };
        let back = Change { active: true, version: 2, ..gone.clone() };
        member::change(&keeper, gone).await.expect("deactivated");
        member::change(&keeper, back).await.expect("active again");
        let history = event::history(&keeper, Noun::Member, ada.who().member, 2).await.expect("a history");
        assert_eq!([&history[0].verb, &history[1].verb], ["activated", "deactivated"]);
        let standings = [&history[1].before, &history[1].after].map(|text| {
            event::read::<Standing>(text.as_deref()).expect("a standing").expect("told").active
        });
        assert_eq!(standings, [true, false]);

        let change = school::Change { name: "Northgate Academy".to_owned(), urn: Some("123456".to_owned()), ..rules(3, 1) };
        school::change(&hannah.desk(), change).await.expect("changed");
        let history = event::history(&keeper, Noun::School, keeper.school(), 1).await.expect("a history");
        let read = |text: &Option<String>| event::read::<Decided>(text.as_deref()).expect("rules").expect("told");
        let (was, is) = (read(&history[0].before), read(&history[0].after));
        assert_eq!((was.name.as_str(), was.urn, was.rules.notice_days), ("Northgate School", None, 2));
        assert_eq!((is.name.as_str(), is.urn.as_deref(), is.rules.notice_days), ("Northgate Academy", Some("123456"), 3));
    }

    async fn a_form_that_comes_twice_is_applied_once(database: Database) {
        let scene = Scene::on(&database).await;
        let (northgate, eastfield) = (scene.school("Northgate School").await, scene.school("Eastfield School").await);
        let keeper: Desk<CanKeepSchool> = northgate.desk(Role::Administrator);
        let once = || keeper.clone().keyed(Some("one tap".to_owned()));
        school::change(&once(), rules(3, 1)).await.expect("changed");
        match school::change(&once(), rules(4, 2)).await {
            Err(Error::Repeated { subject }) => assert_eq!(subject, keeper.school().to_string()),
            other => panic!("{other:?}"),
        }
        let own = school::own(&keeper).await.expect("the school");
        assert_eq!((own.rules.notice_days, own.version), (3, 2));
        school::change(&keeper.clone().keyed(Some(String::new())), rules(4, 2)).await.expect("no key, no repeat");

        let theirs: Desk<CanKeepSchool> = eastfield.desk(Role::Administrator);
        let same = theirs.keyed(Some("one tap".to_owned()));
        school::change(&same, rules(5, 1)).await.expect("another school's key is another key");
    }

    async fn what_was_refused_uses_no_key_up(database: Database) {
        let northgate = Scene::on(&database).await.school("Northgate School").await;
        let keeper: Desk<CanKeepSchool> = northgate.desk(Role::Administrator);
        let once = || keeper.clone().keyed(Some("one tap".to_owned()));
        assert!(school::change(&once(), rules(3, 9)).await.is_err());
        school::change(&once(), rules(3, 1)).await.expect("changed after all");
        let history = event::history(&keeper, Noun::School, keeper.school(), 10).await.expect("a history");
        assert_eq!(history.len(), 2, "founded and changed: a refusal leaves no line");
    }

    async fn the_same_tap_at_once_is_applied_once(database: Database) {
        let northgate = Scene::crowded(&database).await.school("Northgate School").await;
        let keeper = northgate.desk::<CanKeepPeople>(Role::Administrator);
        let once = keeper.clone().keyed(Some("one tap".to_owned()));
        let invites = || {
            let invite = store::account::invitation::Invite {
                email: "ada@example.org".to_owned(),
                name: "Ada Lunt".to_owned(),
                role: Role::Teacher,
            };
            store::account::invitation::invite(&once, invite, |_| String::new())
        };
        let (one, other) = tokio::join!(invites(), invites());
        assert!(one.is_ok() != other.is_ok());
        let open = store::account::invitation::list(&keeper).await.expect("a list");
        assert_eq!(open.len(), 1);
    }
}
