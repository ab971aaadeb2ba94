//! Who gets in, for how long, and who is kept out.

mod invitation;
mod own;

use shared::account::Role;
use shared::account::right::CanKeepPeople;
use shared::form::Problem;
use shared::refusal::Refusal;
use sqlx::{AnyConnection, Connection as _};
use store::account::invitation::Invite;
use store::account::member::{self, Change, Details, NewMember};
use store::account::{reset, session};
use store::{Error, Result, Token};
use tests::on_both;
use tests::support::scene::{Scene, accepts, forgets, pass, signs_in, visit};
use tests::support::school::PASSWORD;

const MINUTE: i64 = 60;
const HOUR: i64 = 60 * MINUTE;

/// What stands beside the password, where a sign-in was refused.
fn beside_password<T>(result: Result<T>) -> Option<Problem> {
    beside(result, "password")
}

fn is_not_found<T>(result: &Result<T>) -> bool {
    matches!(result, Err(Error::Refused(Refusal::NotFound)))
}

fn is_in_use<T>(result: &Result<T>) -> bool {
    matches!(result, Err(Error::Refused(Refusal::InUse(_))))
}

fn is_stale<T>(result: &Result<T>) -> bool {
    matches!(result, Err(Error::Refused(Refusal::Stale)))
}

/// What is wrong with a field, where something was refused for it.
fn beside<T>(result: Result<T>, field: &str) -> Option<Problem> {
    match result.err()? {
        Error::Refused(Refusal::Invalid(problems)) => problems.of(field).cloned(),
        _ => None,
    }
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

    async fn whoever_is_known_keeps_their_password(database: Database) {
        let scene = Scene::on(&database).await;
        let (northgate, eastfield) = (scene.school("Northgate School").await, scene.school("Eastfield School").await);
        northgate.teacher("Ada Lunt").await;
        let email = "ada-lunt@northgate-school.example.org";
        let new = NewMember {
            email: email.to_owned(),
            name: "Eve".to_owned(),
            role: Role::Teacher,
            password: Some("a password of Eve's".to_owned()),
        };
        member::add(&eastfield.desk(Role::Administrator), new).await.expect("a member");
        assert!(signs_in(&scene.store, email, "a password of Eve's").await.is_err());
        assert!(signs_in(&scene.store, email, PASSWORD).await.is_ok());
    }

    async fn a_members_details_are_changed(database: Database) {
        let northgate = Scene::on(&database).await.school("Northgate School").await;
        let store = &northgate.store;
        let (ada, ben) = (northgate.teacher("Ada Lunt").await, northgate.technician("Ben Okoro").await);
        let keeper = northgate.desk::<CanKeepPeople>(Role::Administrator);
        let old = "ada-lunt@northgate-school.example.org";
        let mailed = forgets(store, old).await.expect("a link");
        let details = |initials: &str, email: &str| Details {
            name: "Ada Lunt-Hale".to_owned(),
            initials: initials.to_owned(),
            email: email.to_owned(),
        };
        let id = ada.who().member;
        let describe = async |details, version| member::describe(&keeper, id, details, version).await;
        let taken = describe(details(&ben.who().name.initials, "ada@example.org"), 1).await;
        assert_eq!(beside(taken, "initials"), Some(Problem::Somebodys));
        let taken = describe(details("ALH", "ben-okoro@northgate-school.example.org"), 1).await;
        assert_eq!(beside(taken, "email"), Some(Problem::Somebodys));
        describe(details("ALH", "ada@example.org"), 1).await.expect("changed");
        assert!(is_stale(&describe(details("AL", "ada@example.org"), 1).await));

        let found = member::find(&keeper, id).await.expect("a member").listed;
        assert_eq!((found.name.full.as_str(), found.name.initials.as_str()), ("Ada Lunt-Hale", "ALH"));
        assert!(signs_in(store, old, PASSWORD).await.is_err());
        assert!(signs_in(store, "ada@example.org", PASSWORD).await.is_ok());
        assert!(!reset::is_open(store, &mailed).await.expect("an answer"), "what went to the old address is worth nothing");
    }

    async fn an_address_waits_for_a_link_that_is_being_sent_to_it(database: Database) {
        // SQLite has one writer in any case.
        if database.url().is_none() {
            return;
        }
        let northgate = Scene::crowded(&database).await.school("Northgate School").await;
        let ada = northgate.teacher("Ada Lunt").await;
        let keeper = northgate.desk::<CanKeepPeople>(Role::Administrator);
        let mut run = AnyConnection::connect(&database.store_url()).await.expect("a connection");
        let mut link = run.begin().await.expect("a write");
        sqlx::query("SELECT CAST(pg_advisory_xact_lock(hashtext($1)) AS TEXT)")
            .bind(ada.who().person.to_string())
            .execute(&mut *link)
            .await
            .expect("the person's turn");
        let describe = || {
            let details = Details { name: "Ada Lunt".to_owned(), initials: "ALu".to_owned(), email: "ada@example.org".to_owned() };
            member::describe(&keeper, ada.who().member, details, 1)
        };
        let waited = tokio::time::timeout(std::time::Duration::from_millis(500), describe()).await;
        assert!(waited.is_err(), "{waited:?}");
        link.rollback().await.expect("sent");
        describe().await.expect("changed");
    }

    async fn whom_another_school_knows_too_is_not_renamed(database: Database) {
        let scene = Scene::on(&database).await;
        let (northgate, eastfield) = (scene.school("Northgate School").await, scene.school("Eastfield School").await);
        northgate.technician("Ben Okoro").await;
        let address = "ben-okoro@northgate-school.example.org";
        let link = eastfield.invites(of(Role::Technician, address)).await;
        let token = accepts(&scene.store, &link, "Ben Okoro", PASSWORD).await.expect("joined");
        let ben = visit(&scene.store, &token).await.expect("a visit").member.expect("a member");
        let keeper = eastfield.desk::<CanKeepPeople>(Role::Administrator);
        assert!(member::find(&keeper, ben.member).await.expect("a member").is_elsewhere);
        let details = |email: &str| Details {
            name: "Ben Okoro".to_owned(),
            initials: "BO".to_owned(),
            email: email.to_owned(),
        };
        // Who could change the address could have a new password sent to it.
        let moved = member::describe(&keeper, ben.member, details("eve@example.org"), 1).await;
        assert!(is_in_use(&moved));
        member::describe(&keeper, ben.member, details(address), 1).await.expect("the initials are Eastfield's");
        let stranger = scene.school("Westfield School").await.desk::<CanKeepPeople>(Role::Administrator);
        assert!(is_not_found(&member::describe(&stranger, ben.member, details(address), 2).await));
        assert!(is_not_found(&member::find(&stranger, ben.member).await));
    }

    async fn the_only_keeper_is_not_admitted_as_less(database: Database) {
        let northgate = Scene::on(&database).await.school("Northgate School").await;
        let hannah = northgate.administrator().await;
        let keeper = northgate.desk::<CanKeepPeople>(Role::Administrator);
        let new = || NewMember {
            email: northgate.email.clone(),
            name: "Hannah Birch".to_owned(),
            role: Role::Teacher,
            password: None,
        };
        assert!(is_in_use(&member::add(&keeper, new()).await));
        assert_eq!(member::find(&keeper, hannah.who().member).await.expect("she").listed.role, Role::Administrator);
        northgate.head_of_science("Mary Adeyemi").await;
        member::add(&keeper, new()).await.expect("another keeps people");
    }

    async fn who_asks_too_often_for_links_waits(database: Database) {
        let northgate = Scene::on(&database).await.school("Northgate School").await;
        let store = &northgate.store;
        let asks = async |n: u32, address: &str| {
            let ask = reset::Ask { email: format!("nobody-{n}@example.org"), address: address.to_owned() };
            reset::ask(store, ask, |_| String::new()).await
        };
        for n in 0..50 {
            asks(n, "198.51.100.7").await.expect("answered alike");
        }
        assert_eq!(beside(asks(50, "198.51.100.7").await, "email"), Some(Problem::TooManyTries));
        asks(51, "203.0.113.9").await.expect("others are not kept out");
    }

    async fn a_new_password_ends_the_wait(database: Database) {
        let northgate = Scene::on(&database).await.school("Northgate School").await;
        let store = &northgate.store;
        for _ in 0..11 {
            signs_in(store, &northgate.email, "what was it").await.expect_err("wrong");
        }
        let link = forgets(store, &northgate.email).await.expect("a link");
        reset::set(store, &link, "four rather small words".to_owned()).await.expect("set");
        assert!(signs_in(store, &northgate.email, "four rather small words").await.is_ok());
    }

    async fn who_left_the_school_they_looked_at_looks_at_another(database: Database) {
        let scene = Scene::on(&database).await;
        let (northgate, eastfield) = (scene.school("Northgate School").await, scene.school("Eastfield School").await);
        let ben = northgate.technician("Ben Okoro").await;
        let address = "ben-okoro@northgate-school.example.org";
        let link = eastfield.invites(of(Role::Technician, address)).await;
        accepts(&scene.store, &link, "Ben Okoro", PASSWORD).await.expect("joined");
        let gone = Change { id: ben.who().member, role: Role::Technician, active: false, version: 1 };
        member::change(&northgate.desk(Role::Administrator), gone).await.expect("changed");
        let token = signs_in(&scene.store, address, PASSWORD).await.expect("signed in");
        let seen = visit(&scene.store, &token).await.expect("a visit").member.expect("a member");
        assert_eq!(seen.school_name, "Eastfield School");
    }

    async fn the_last_who_keeps_people_stays(database: Database) {
        let northgate = Scene::on(&database).await.school("Northgate School").await;
        let hannah = northgate.administrator().await;
        let keeper = hannah.desk::<CanKeepPeople>();
        let demoted = Change { id: hannah.who().member, role: Role::Teacher, active: true, version: 1 };
        let gone = Change { role: Role::Administrator, active: false, ..demoted.clone() };
        for change in [demoted.clone(), gone] {
            assert!(is_in_use(&member::change(&northgate.desk(Role::Administrator), change).await));
        }
        assert!(hannah.is_in().await);
        let mary = northgate.head_of_science("Mary Adeyemi").await;
        assert!(is_in_use(&member::change(&keeper, demoted.clone()).await), "not by herself");
        let still_keeps = Change { role: Role::HeadOfScience, ..demoted.clone() };
        member::change(&keeper, still_keeps).await.expect("she still keeps people");
        let demoted = Change { version: 2, ..demoted };
        member::change(&mary.desk::<CanKeepPeople>(), demoted).await.expect("another keeps people");
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

    async fn who_reaches_no_mail_is_handed_a_link(database: Database) {
        let scene = Scene::on(&database).await;
        let northgate = scene.school("Northgate School").await;
        let store = &northgate.store;
        let (ada, keeper) = (northgate.teacher("Ada Lunt").await, northgate.administrator().await);
        let (desk, id) = (keeper.desk::<CanKeepPeople>(), ada.who().member);
        let listed = member::find(&desk, id).await.expect("Ada").listed;
        let mailed = forgets(store, &listed.email).await.expect("a link");
        let link = member::relink(&desk, id, listed.version).await.expect("a link");
        assert!(is_not_found(&reset::set(store, &mailed, "four other words".to_owned()).await), "one link is enough");
        let own = member::relink(&desk, keeper.who().member, 1).await;
        assert!(is_in_use(&own), "one’s own password is changed with the one that one has");
        reset::set(store, &link, "four rather small words".to_owned()).await.expect("chosen");
        assert!(signs_in(store, &listed.email, "four rather small words").await.is_ok());

        let eastfield = scene.school("Eastfield School").await;
        let invited = eastfield.invites(of(Role::Teacher, &listed.email)).await;
        accepts(store, &invited, "Ada Lunt", "four rather small words").await.expect("joined");
        let shared = member::relink(&desk, id, listed.version).await;
        assert!(is_in_use(&shared), "no school gives a password to whom another knows");
    }

    async fn a_handed_link_is_worth_nothing_once_another_school_knows_them(database: Database) {
        let scene = Scene::on(&database).await;
        let (northgate, eastfield) = (scene.school("Northgate School").await, scene.school("Eastfield School").await);
        let store = &scene.store;
        let (ben, keeper) = (northgate.technician("Ben Okoro").await, northgate.administrator().await);
        let email = northgate.address_of("Ben Okoro");
        let link = member::relink(&keeper.desk(), ben.who().member, 1).await.expect("a link");
        let invited = eastfield.invites(of(Role::Technician, &email)).await;
        accepts(store, &invited, "Ben Okoro", PASSWORD).await.expect("joined");
        assert!(!reset::is_open(store, &link).await.expect("an answer"));
        assert!(is_not_found(&reset::set(store, &link, "four other words".to_owned()).await));
        assert!(signs_in(store, &email, PASSWORD).await.is_ok());
        let mailed = forgets(store, &email).await.expect("a link");
        reset::set(store, &mailed, "four rather small words".to_owned()).await.expect("his own");
    }
}
