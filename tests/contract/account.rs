//! Who gets in, for how long, and who is kept out.

use shared::account::Role;
use shared::account::right::{CanKeepPeople, CanLook};
use shared::form::Problem;
use shared::refusal::Refusal;
use store::account::invitation::{self, Invite};
use store::account::member::{self, Change, NewMember};
use store::account::{reset, session};
use store::{Error, Result, Token};
use tests::on_both;
use tests::support::scene::{Scene, accepts, forgets, pass, signs_in, visit};
use tests::support::school::PASSWORD;

const MINUTE: i64 = 60;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

/// What stands beside the password, where a sign-in was refused.
fn beside_password<T>(result: Result<T>) -> Option<Problem> {
    match result.err()? {
        Error::Refused(Refusal::Invalid(problems)) => problems.of("password").cloned(),
        _ => None,
    }
}

fn is_not_found<T>(result: &Result<T>) -> bool {
    matches!(result, Err(Error::Refused(Refusal::NotFound)))
}

fn of(role: Role, email: &str) -> Invite {
    Invite {
        email: email.to_owned(),
        name: "Ada Lunt".to_owned(),
        role,
    }
}

on_both! {
    async fn a_member_signs_in_and_out(database: Database) {
        let northgate = Scene::on(&database).await.school("Northgate School").await;
        let store = &northgate.store;
        let token = signs_in(store, &northgate.email, PASSWORD).await.expect("signed in");
        let seen = visit(store, &token).await.expect("a visit");
        assert_eq!(seen.member.expect("a member").school_name, "Northgate School");
        session::sign_out(store, &token).await.expect("signed out");
        assert!(visit(store, &token).await.is_none());
        assert!(visit(store, &Token::presented("made up")).await.is_none());
    }

    async fn the_unknown_and_the_mistaken_are_answered_alike(database: Database) {
        let northgate = Scene::on(&database).await.school("Northgate School").await;
        let store = &northgate.store;
        let mistaken = beside_password(signs_in(store, &northgate.email, "three big words").await);
        let unknown = beside_password(signs_in(store, "nobody@example.org", PASSWORD).await);
        assert_eq!(mistaken, Some(Problem::NotSignedIn));
        assert_eq!(mistaken, unknown);
        assert!(forgets(store, "nobody@example.org").await.is_none(), "no mail, and no word of it");
    }

    async fn guessing_is_throttled_and_forgiven(database: Database) {
        let northgate = Scene::on(&database).await.school("Northgate School").await;
        let store = &northgate.store;
        for guess in 0..10 {
            let wrong = signs_in(store, &northgate.email, &format!("guess number {guess}")).await;
            assert_eq!(beside_password(wrong), Some(Problem::NotSignedIn));
        }
        let right = signs_in(store, &northgate.email, PASSWORD).await;
        assert_eq!(beside_password(right), Some(Problem::TooManyTries));
        let unknown = signs_in(store, "nobody@example.org", PASSWORD).await;
        assert_eq!(beside_password(unknown), Some(Problem::NotSignedIn), "others are not kept out");
        pass(store, 15 * MINUTE);
        assert!(signs_in(store, &northgate.email, PASSWORD).await.is_ok());
    }

    async fn guessing_at_many_people_is_throttled_too(database: Database) {
        let northgate = Scene::on(&database).await.school("Northgate School").await;
        let store = &northgate.store;
        for guess in 0..50 {
            let wrong = signs_in(store, &format!("nobody-{guess}@example.org"), PASSWORD).await;
            assert_eq!(beside_password(wrong), Some(Problem::NotSignedIn));
        }
        let right = signs_in(store, &northgate.email, PASSWORD).await;
        assert_eq!(beside_password(right), Some(Problem::TooManyTries), "from the same address");
    }

    async fn many_guesses_at_once_are_many(database: Database) {
        let northgate = Scene::crowded(&database).await.school("Northgate School").await;
        let mut guesses = Vec::new();
        for guess in 0..20 {
            let (store, email) = (northgate.store.clone(), northgate.email.clone());
            guesses.push(tokio::spawn(async move {
                beside_password(signs_in(&store, &email, &format!("guess number {guess}")).await)
            }));
        }
        let mut looked_at = 0;
        for guess in guesses {
            looked_at += usize::from(guess.await.expect("an answer") == Some(Problem::NotSignedIn));
        }
        assert_eq!(looked_at, 10);
    }

    async fn who_signs_in_rightly_is_not_counted(database: Database) {
        let northgate = Scene::on(&database).await.school("Northgate School").await;
        for _ in 0..60 {
            signs_in(&northgate.store, &northgate.email, PASSWORD).await.expect("signed in");
        }
    }

    async fn a_session_ends_when_idle(database: Database) {
        let northgate = Scene::on(&database).await.school("Northgate School").await;
        let ada = northgate.teacher("Ada Lunt").await;
        for _ in 0..3 {
            pass(&northgate.store, 11 * HOUR);
            assert!(ada.is_in().await, "each use puts the end off");
        }
        pass(&northgate.store, 12 * HOUR + 1);
        assert!(!ada.is_in().await);
    }

    async fn a_session_ends_after_a_fortnight_in_any_case(database: Database) {
        let northgate = Scene::on(&database).await.school("Northgate School").await;
        let ada = northgate.teacher("Ada Lunt").await;
        for _ in 0..28 {
            pass(&northgate.store, 12 * HOUR);
            assert!(ada.is_in().await);
        }
        pass(&northgate.store, 1);
        assert!(!ada.is_in().await);
    }

    async fn an_invitation_is_accepted_once(database: Database) {
        let northgate = Scene::on(&database).await.school("Northgate School").await;
        let store = &northgate.store;
        let keeper = northgate.desk::<CanKeepPeople>(Role::Administrator);
        let link = northgate.invites(of(Role::Technician, "ada@example.org")).await;
        let seen = invitation::look(store, &link).await.expect("open");
        assert_eq!((seen.school.as_str(), seen.is_known), ("Northgate School", false));
        assert_eq!(invitation::list(&keeper).await.expect("a list").len(), 1);

        let token = accepts(store, &link, "Ada Lunt", PASSWORD).await.expect("joined");
        let ada = visit(store, &token).await.expect("a visit").member.expect("a member");
        assert_eq!((ada.role, ada.name.initials.as_str()), (Role::Technician, "ALu"));
        assert!(is_not_found(&accepts(store, &link, "Eve", PASSWORD).await));
        assert!(is_not_found(&invitation::look(store, &link).await));
        assert!(invitation::list(&keeper).await.expect("a list").is_empty());
        assert!(signs_in(store, "ada@example.org", PASSWORD).await.is_ok());
    }

    async fn an_invitation_used_twice_at_once_admits_once(database: Database) {
        let northgate = Scene::crowded(&database).await.school("Northgate School").await;
        let link = northgate.invites(of(Role::Teacher, "ada@example.org")).await;
        let joins = || accepts(&northgate.store, &link, "Ada Lunt", PASSWORD);
        let (one, other) = tokio::join!(joins(), joins());
        assert!(one.is_ok() != other.is_ok());
        let members = member::list(&northgate.desk::<CanLook>(Role::Teacher)).await.expect("a list");
        assert_eq!(members.len(), 2);
    }

    async fn an_invitation_expires(database: Database) {
        let northgate = Scene::on(&database).await.school("Northgate School").await;
        let store = &northgate.store;
        let link = northgate.invites(of(Role::Teacher, "ada@example.org")).await;
        pass(store, 14 * DAY - 1);
        assert!(invitation::look(store, &link).await.is_ok());
        pass(store, 1);
        assert!(is_not_found(&invitation::look(store, &link).await));
        assert!(is_not_found(&accepts(store, &link, "Ada Lunt", PASSWORD).await));
    }

    async fn one_person_is_a_member_of_two_schools(database: Database) {
        let scene = Scene::on(&database).await;
        let (northgate, eastfield) = (scene.school("Northgate School").await, scene.school("Eastfield School").await);
        northgate.technician("Ben Okoro").await;
        let address = "ben-okoro@northgate-school.example.org";
        let link = eastfield.invites(of(Role::Technician, address)).await;
        assert!(invitation::look(&scene.store, &link).await.expect("open").is_known);
        let stolen = accepts(&scene.store, &link, "Ben Okoro", "a password of Eve's").await;
        assert_eq!(beside_password(stolen), Some(Problem::NotSignedIn), "the link alone is not enough");
        let token = accepts(&scene.store, &link, "Ben Okoro", PASSWORD).await.expect("joined");
        let ben = visit(&scene.store, &token).await.expect("a visit");
        assert_eq!(ben.member.expect("a member").school_name, "Eastfield School");
        assert_eq!(ben.schools.len(), 2);
        let northgate = ben.schools[1].0;
        session::switch(&scene.store, &token, northgate).await.expect("switched");
        let ben = visit(&scene.store, &token).await.expect("a visit").member.expect("a member");
        assert_eq!(ben.school_name, "Northgate School");
        let elsewhere = scene.school("Westfield School").await;
        let westfield = elsewhere.administrator().await.who().school;
        assert!(is_not_found(&session::switch(&scene.store, &token, westfield).await));
    }

    async fn a_new_password_ends_the_open_sessions(database: Database) {
        let northgate = Scene::on(&database).await.school("Northgate School").await;
        let store = &northgate.store;
        let ada = northgate.teacher("Ada Lunt").await;
        let address = "ada-lunt@northgate-school.example.org";
        let link = forgets(store, address).await.expect("a link");
        assert!(ada.is_in().await, "asking changes nothing");
        let token = reset::set(store, &link, "four rather small words".to_owned()).await.expect("set");
        assert!(visit(store, &token).await.is_some());
        assert!(!ada.is_in().await);
        assert!(signs_in(store, address, PASSWORD).await.is_err());
        assert!(signs_in(store, address, "four rather small words").await.is_ok());
        assert!(is_not_found(&reset::set(store, &link, "another one".to_owned()).await));

        let [one, other] = [forgets(store, address).await, forgets(store, address).await].map(|link| link.expect("a link"));
        reset::set(store, &other, "five words are better still".to_owned()).await.expect("set");
        assert!(is_not_found(&reset::set(store, &one, "another one".to_owned()).await), "one new password is enough");

        let late = forgets(store, address).await.expect("a link");
        pass(store, HOUR);
        assert!(!reset::is_open(store, &late).await.expect("an answer"));
        assert!(is_not_found(&reset::set(store, &late, "another one".to_owned()).await));
    }

    async fn nobody_is_flooded_with_mail(database: Database) {
        let northgate = Scene::on(&database).await.school("Northgate School").await;
        let store = &northgate.store;
        for _ in 0..5 {
            assert!(forgets(store, &northgate.email).await.is_some());
        }
        assert!(forgets(store, &northgate.email).await.is_none());
        pass(store, 15 * MINUTE);
        assert!(forgets(store, &northgate.email).await.is_some());
    }

    async fn who_was_written_down_without_a_password_chooses_one(database: Database) {
        let northgate = Scene::on(&database).await.school("Northgate School").await;
        let keeper = northgate.desk::<CanKeepPeople>(Role::Administrator);
        let new = NewMember {
            email: "ada@example.org".to_owned(),
            name: "Ada Lunt".to_owned(),
            role: Role::Teacher,
            password: None,
        };
        member::add(&keeper, new).await.expect("a member");
        let link = northgate.invites(of(Role::Technician, "ada@example.org")).await;
        assert!(!invitation::look(&northgate.store, &link).await.expect("open").is_known);
        accepts(&northgate.store, &link, "Ada Lunt", PASSWORD).await.expect("joined");
        assert!(signs_in(&northgate.store, "ada@example.org", PASSWORD).await.is_ok());
    }

    async fn the_last_who_keeps_people_stays(database: Database) {
        let northgate = Scene::on(&database).await.school("Northgate School").await;
        let hannah = northgate.administrator().await;
        let keeper = hannah.desk::<CanKeepPeople>();
        let demoted = Change { id: hannah.who().member, role: Role::Teacher, active: true, version: 1 };
        let gone = Change { role: Role::Administrator, active: false, ..demoted.clone() };
        for change in [demoted.clone(), gone] {
            let refused = member::change(&keeper, change).await;
            assert!(matches!(refused, Err(Error::Refused(Refusal::InUse(_)))));
        }
        assert!(hannah.is_in().await);
        northgate.head_of_science("Mary Adeyemi").await;
        member::change(&keeper, demoted).await.expect("another keeps people");
    }

    async fn two_keepers_do_not_dismiss_each_other(database: Database) {
        let northgate = Scene::crowded(&database).await.school("Northgate School").await;
        let (hannah, mary) = (northgate.administrator().await, northgate.head_of_science("Mary Adeyemi").await);
        let (first, second) = (hannah.desk::<CanKeepPeople>(), mary.desk::<CanKeepPeople>());
        let gone = |id, role| Change { id, role, active: false, version: 1 };
        let (one, other) = tokio::join!(
            member::change(&first, gone(mary.who().member, Role::HeadOfScience)),
            member::change(&second, gone(hannah.who().member, Role::Administrator)),
        );
        assert!(one.is_ok() != other.is_ok());
    }

    async fn who_has_left_is_out(database: Database) {
        let northgate = Scene::on(&database).await.school("Northgate School").await;
        let ada = northgate.teacher("Ada Lunt").await;
        let keeper = northgate.desk::<CanKeepPeople>(Role::Administrator);
        let gone = Change { id: ada.who().member, role: Role::Teacher, active: false, version: 1 };
        member::change(&keeper, gone.clone()).await.expect("changed");
        assert!(!ada.is_in().await);
        let token = signs_in(&northgate.store, "ada-lunt@northgate-school.example.org", PASSWORD).await;
        let token = token.expect("still a person");
        assert!(visit(&northgate.store, &token).await.expect("a visit").member.is_none());
        let stale = member::change(&keeper, gone).await;
        assert!(matches!(stale, Err(Error::Refused(Refusal::Stale))));

        let back = northgate.invites(of(Role::Technician, "ada-lunt@northgate-school.example.org")).await;
        accepts(&northgate.store, &back, "Ada Lunt", PASSWORD).await.expect("joined again");
        let members = member::list(&keeper).await.expect("a list");
        let ada: Vec<_> = members.iter().filter(|listed| listed.id == ada.who().member).collect();
        assert_eq!((ada.len(), ada[0].role, ada[0].deactivated_at), (1, Role::Technician, None));
    }

    async fn another_schools_member_is_not_found(database: Database) {
        let scene = Scene::on(&database).await;
        let (northgate, eastfield) = (scene.school("Northgate School").await, scene.school("Eastfield School").await);
        let ada = northgate.teacher("Ada Lunt").await;
        let stranger = eastfield.desk::<CanKeepPeople>(Role::Administrator);
        let gone = Change { id: ada.who().member, role: Role::Teacher, active: false, version: 1 };
        assert!(is_not_found(&member::change(&stranger, gone).await));
        assert!(ada.is_in().await);
    }
}
