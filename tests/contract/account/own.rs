//! What people change of their own account.

use shared::account::Role;
use shared::account::right::{CanKeepPeople, CanLook};
use shared::form::Problem;
use store::Result;
use store::account::member::{self, Details, Move};
use store::account::password::{self, Change};
use store::account::reset;
use store::account::session::{self, Again};
use tests::on_both;
use tests::support::database::Database;
use tests::support::scene::{Actor, Scene, accepts, forgets, signs_in};
use tests::support::school::PASSWORD;
use tests::support::snapshot::connection;

use super::{beside, is_in_use, is_not_found, is_stale, of};

const ADDRESS: &str = "ada-lunt@northgate-school.example.org";
const NEW: &str = "four rather small words";

fn given(password: &str) -> Again {
    Again {
        password: password.to_owned(),
        address: "198.51.100.7".to_owned(),
    }
}

async fn changes_password(who: &Actor, old: &str) -> Result<()> {
    let change = Change {
        old: given(old),
        new: NEW.to_owned(),
    };
    password::change(&who.desk(), &who.token, change).await
}

/// What was sent to an address.
async fn mailed_to(database: &Database, address: &str) -> Vec<String> {
    let mut run = connection(database).await;
    let bodies = sqlx::query_scalar("SELECT body FROM outbox WHERE address = $1 ORDER BY id");
    bodies
        .bind(address)
        .fetch_all(&mut run)
        .await
        .expect("the outbox")
}

async fn moves(who: &Actor, email: &str, password: &str, version: i64) -> Result<()> {
    let to = Move {
        email: email.to_owned(),
        password: given(password),
        version,
    };
    member::move_to(&who.desk::<CanLook>(), to).await
}

on_both! {
    async fn a_password_is_changed_by_who_has_it(database: Database) {
        let northgate = Scene::on(&database).await.school("Northgate School").await;
        let store = &northgate.store;
        let ada = northgate.teacher("Ada Lunt").await;
        let elsewhere = signs_in(store, ADDRESS, PASSWORD).await.expect("signed in");
        let mailed = forgets(store, ADDRESS).await.expect("a link");

        let wrong = changes_password(&ada, "three big words").await;
        assert_eq!(beside(wrong, "old"), Some(Problem::NotYourPassword));
        assert!(signs_in(store, ADDRESS, PASSWORD).await.is_ok(), "nothing is changed");

        changes_password(&ada, PASSWORD).await.expect("changed");
        assert!(ada.is_in().await, "who changed it stays");
        assert!(session::visit(store, &elsewhere).await.expect("an answer").is_none(), "others don't");
        assert!(signs_in(store, ADDRESS, PASSWORD).await.is_err());
        assert!(signs_in(store, ADDRESS, NEW).await.is_ok());
        assert!(is_not_found(&reset::set(store, &mailed, "another one".to_owned()).await), "nor do links");
    }

    async fn who_guesses_at_an_open_session_is_throttled(database: Database) {
        let northgate = Scene::on(&database).await.school("Northgate School").await;
        let ada = northgate.teacher("Ada Lunt").await;
        for guess in 0..10 {
            let wrong = changes_password(&ada, &format!("guess number {guess}")).await;
            assert_eq!(beside(wrong, "old"), Some(Problem::NotYourPassword));
        }
        let right = changes_password(&ada, PASSWORD).await;
        assert_eq!(beside(right, "old"), Some(Problem::TooManyTries));
    }

    async fn an_address_is_changed_by_its_person(database: Database) {
        let northgate = Scene::on(&database).await.school("Northgate School").await;
        let store = &northgate.store;
        let ada = northgate.teacher("Ada Lunt").await;
        northgate.technician("Ben Okoro").await;
        let mailed = forgets(store, ADDRESS).await.expect("a link");

        let wrong = moves(&ada, "ada@example.org", "three big words", 1).await;
        assert_eq!(beside(wrong, "password"), Some(Problem::NotYourPassword));
        let taken = moves(&ada, "ben-okoro@northgate-school.example.org", PASSWORD, 1).await;
        assert_eq!(beside(taken, "email"), Some(Problem::Somebodys));
        assert!(is_stale(&moves(&ada, "ada@example.org", PASSWORD, 7).await));

        moves(&ada, "ada@example.org", PASSWORD, 1).await.expect("changed");
        assert!(ada.is_in().await);
        assert!(signs_in(store, ADDRESS, PASSWORD).await.is_err());
        assert!(signs_in(store, "ada@example.org", PASSWORD).await.is_ok());
        let told = mailed_to(&database, ADDRESS).await;
        assert!(told.iter().any(|body| body.contains("ada@example.org")), "the old address is told: {told:?}");
        assert!(!reset::is_open(store, &mailed).await.expect("an answer"), "the old mailbox opens nothing");
    }

    async fn an_account_is_its_persons_in_all_their_schools(database: Database) {
        let scene = Scene::on(&database).await;
        let (northgate, eastfield) = (scene.school("Northgate School").await, scene.school("Eastfield School").await);
        let ada = northgate.teacher("Ada Lunt").await;
        let link = eastfield.invites(of(Role::Teacher, ADDRESS)).await;
        accepts(&scene.store, &link, "Ada Lunt", PASSWORD).await.expect("joined");

        member::rename(&ada.desk(), "Ada Lunt-Hale".to_owned(), 1).await.expect("renamed");
        moves(&ada, "ada@example.org", PASSWORD, 2).await.expect("changed");
        for school in [&northgate, &eastfield] {
            let members = member::list(&school.desk::<CanLook>(Role::Teacher)).await.expect("members");
            let ada = members.iter().find(|member| member.email == "ada@example.org").expect("she");
            assert_eq!((ada.name.full.as_str(), ada.name.initials.as_str()), ("Ada Lunt-Hale", "ALu"));
        }
    }

    async fn a_keeper_changes_their_own_address_with_a_password_too(database: Database) {
        let northgate = Scene::on(&database).await.school("Northgate School").await;
        let hannah = northgate.administrator().await;
        let me = hannah.who().member;
        let details = |name: &str, initials: &str, email: &str| Details {
            name: name.to_owned(),
            initials: initials.to_owned(),
            email: email.to_owned(),
        };
        let desk = hannah.desk::<CanKeepPeople>();
        for own in [details("Hannah Birch", "HBi", "eve@example.org"), details("Eve Birch", "HBi", &northgate.email)] {
            assert!(is_in_use(&member::describe(&desk, me, own, 1).await));
        }
        member::describe(&desk, me, details("Hannah Birch", "HB", &northgate.email), 1).await.expect("initials are the school's");
        moves(&hannah, "hannah@example.org", PASSWORD, 2).await.expect("changed");
    }

    async fn who_is_signed_in_elsewhere_signs_out_there(database: Database) {
        let northgate = Scene::on(&database).await.school("Northgate School").await;
        let store = &northgate.store;
        let (ada, ben) = (northgate.teacher("Ada Lunt").await, northgate.technician("Ben Okoro").await);
        let person = ada.who().person;
        let elsewhere = async || session::elsewhere(store, person, &ada.token).await.expect("sessions").len();
        assert_eq!(elsewhere().await, 0);
        for _ in 0..2 {
            signs_in(store, ADDRESS, PASSWORD).await.expect("signed in");
        }
        assert_eq!(elsewhere().await, 2);
        session::sign_out_elsewhere(store, person, &ada.token).await.expect("signed out");
        assert_eq!(elsewhere().await, 0);
        assert!(ada.is_in().await && ben.is_in().await);
    }
}
