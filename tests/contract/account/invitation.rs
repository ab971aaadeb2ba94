//! Who is invited, and by which link they come in.

use shared::account::Role;
use shared::account::right::{CanKeepPeople, CanLook};
use shared::form::Problem;
use store::account::invitation::{self, Proof};
use store::account::member::{self, Change, NewMember};
use store::account::{reset, session};
use tests::on_both;
use tests::support::scene::{Scene, accepts, forgets, pass, signs_in, visit};
use tests::support::school::PASSWORD;

use super::{HOUR, beside, beside_password, is_not_found, is_stale, of};

const DAY: i64 = 24 * HOUR;

on_both! {
    async fn an_invitation_is_accepted_once(database: Database) {
        let northgate = Scene::on(&database).await.school("Northgate School").await;
        let store = &northgate.store;
        let keeper = northgate.desk::<CanKeepPeople>(Role::Administrator);
        let link = northgate.invites(of(Role::Technician, "ada@example.org")).await;
        let seen = invitation::look(store, &link).await.expect("open");
        assert_eq!((seen.school.as_str(), seen.proof), ("Northgate School", Proof::Link));
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
        assert_eq!(invitation::look(&scene.store, &link).await.expect("open").proof, Proof::Password);
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
        assert_eq!(invitation::look(&northgate.store, &link).await.expect("open").proof, Proof::Link);
        accepts(&northgate.store, &link, "Ada Lunt", PASSWORD).await.expect("joined");
        assert!(signs_in(&northgate.store, "ada@example.org", PASSWORD).await.is_ok());
    }

    async fn a_link_gives_nobody_anothers_account(database: Database) {
        let scene = Scene::on(&database).await;
        let (northgate, eastfield) = (scene.school("Northgate School").await, scene.school("Eastfield School").await);
        let store = &scene.store;
        // Written down at Northgate, and never came by: no password yet.
        let new = NewMember {
            email: "ada@example.org".to_owned(),
            name: "Ada Lunt".to_owned(),
            role: Role::Administrator,
            password: None,
        };
        member::add(&northgate.desk(Role::Administrator), new).await.expect("a member");
        let link = eastfield.invites(of(Role::Teacher, "ada@example.org")).await;
        assert_eq!(invitation::look(store, &link).await.expect("open").proof, Proof::Mailbox);
        assert!(is_stale(&accepts(store, &link, "Eve", "a password of Eve's").await));
        assert!(signs_in(store, "ada@example.org", "a password of Eve's").await.is_err());
        assert!(invitation::look(store, &link).await.is_ok(), "the invitation stays open");

        let mailed = forgets(store, "ada@example.org").await.expect("a link to her own address");
        reset::set(store, &mailed, PASSWORD.to_owned()).await.expect("set");
        let token = accepts(store, &link, "Ada Lunt", PASSWORD).await.expect("joined");
        assert_eq!(visit(store, &token).await.expect("a visit").schools.len(), 2);
    }

    async fn an_older_invitation_is_no_way_back_in(database: Database) {
        let northgate = Scene::on(&database).await.school("Northgate School").await;
        let store = &northgate.store;
        let keeper = northgate.desk::<CanKeepPeople>(Role::Administrator);
        let first = northgate.invites(of(Role::Administrator, "ada@example.org")).await;
        let second = northgate.invites(of(Role::Teacher, "ada@example.org")).await;
        assert!(is_not_found(&invitation::look(store, &first).await), "the newer takes its place");
        assert_eq!(invitation::list(&keeper).await.expect("a list").len(), 1);
        let token = accepts(store, &second, "Ada Lunt", PASSWORD).await.expect("joined");
        let ada = visit(store, &token).await.expect("a visit").member.expect("a member");
        let again = invitation::invite(&keeper, of(Role::Administrator, "ada@example.org"), |_| String::new()).await;
        assert_eq!(beside(again, "email"), Some(Problem::Somebodys), "she is here");

        // Written down before she chose a password, and invited twice: one link is left over.
        let new = NewMember { email: "ben@example.org".to_owned(), name: "Ben".to_owned(), role: Role::Teacher, password: None };
        let ben = member::add(&keeper, new).await.expect("a member");
        let left_over = northgate.invites(of(Role::Teacher, "ben@example.org")).await;
        for id in [ada.member, ben] {
            let gone = Change { id, role: Role::Teacher, active: false, version: 1 };
            member::change(&keeper, gone).await.expect("changed");
        }
        assert!(is_not_found(&accepts(store, &left_over, "Ben", PASSWORD).await));
    }

    async fn an_invitation_is_withdrawn_and_sent_again(database: Database) {
        let scene = Scene::on(&database).await;
        let (northgate, eastfield) = (scene.school("Northgate School").await, scene.school("Eastfield School").await);
        let store = &scene.store;
        let keeper = northgate.desk::<CanKeepPeople>(Role::Administrator);
        let stranger = eastfield.desk::<CanKeepPeople>(Role::Administrator);
        let first = northgate.invites(of(Role::Technician, "ada@example.org")).await;
        pass(store, 20 * DAY);
        assert!(invitation::list(&keeper).await.expect("a list")[0].has_expired);
        assert!(is_not_found(&invitation::send_again(&stranger, "ada@example.org", |_| String::new()).await));
        let second = invitation::send_again(&keeper, "ada@example.org", |_| String::new()).await.expect("sent");
        assert!(is_not_found(&invitation::look(store, &first).await));
        let open = invitation::list(&keeper).await.expect("a list");
        assert_eq!((open.len(), open[0].role, open[0].has_expired), (1, Role::Technician, false));

        assert!(is_not_found(&invitation::withdraw(&stranger, "ada@example.org").await));
        invitation::withdraw(&keeper, "ada@example.org").await.expect("withdrawn");
        assert!(is_not_found(&accepts(store, &second, "Ada Lunt", PASSWORD).await));
        assert!(invitation::list(&keeper).await.expect("a list").is_empty());
        assert!(is_not_found(&invitation::withdraw(&keeper, "ada@example.org").await));
    }
}
