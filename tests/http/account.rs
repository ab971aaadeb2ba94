//! People as their pages let them in and out, and forms that are their sender's and their school's alone.

use http::StatusCode;
use shared::account::Role;
use shared::account::right::{CanKeepPeople, CanLook};
use store::Desk;
use store::account::invitation::Invite;
use store::account::member::{self, Change, NewMember};
use store::timetable::class;
use tests::on_both;
use tests::support::house::House;
use tests::support::http::{Reply, Visitor};
use tests::support::scene::{Actor, Scene, accepts, folded, pass};
use tests::support::school::{PASSWORD, School};

/// The page that a deed leads back to, as this visitor sees it.
async fn led_back(visitor: &Visitor, reply: &Reply) -> String {
    let to = reply.location().expect("a way back");
    assert!(to.contains("form="), "{to}");
    visitor.get(to).await.text()
}

/// Somebody of a school joins another, and is signed in there.
async fn joins(other: &School, address: &str, role: Role) -> Actor {
    let invite = Invite {
        email: address.to_owned(),
        name: "Ben Okoro".to_owned(),
        role,
    };
    let link = other.invites(invite).await;
    let token = accepts(&other.store, &link, "Ben Okoro", PASSWORD).await;
    Actor::of(&other.store, token.expect("joined")).await
}

async fn classes(school: &School) -> Vec<String> {
    let desk: Desk<CanLook> = school.desk(Role::Teacher);
    let classes = class::list(&desk).await.expect("classes");
    classes.into_iter().map(|class| class.name).collect()
}

on_both! {
    async fn what_somebody_typed_is_shown_to_them_alone(database: Database) {
        let scene = Scene::on(&database).await;
        let house = House::on(&scene.store).await;
        let northgate = scene.school("Northgate School").await;
        let mary = northgate.head_of_science("Mary Adeyemi").await;
        let (mary, hannah) = (house.visitor(&mary.token), house.visitor(&northgate.administrator().await.token));
        let form = [("name", "Cora Finch"), ("email", "no address"), ("role", "teacher"), ("form-from", "/people")];
        let reply = mary.post("/people/invitations", &form).await;
        assert!(led_back(&mary, &reply).await.contains("Cora Finch"));
        assert!(!led_back(&hannah, &reply).await.contains("Cora Finch"));

        let form = [("email", "ada at example.org"), ("password", "x"), ("form-from", "/sign-in")];
        let (ada, eve) = (house.stranger(), house.stranger());
        let reply = ada.post("/sign-in", &form).await;
        let page = led_back(&ada, &reply).await;
        assert!(page.contains("ada at example.org") && page.contains("does not look like"), "{page}");
        assert!(!led_back(&eve, &reply).await.contains("ada at example.org"));
    }

    async fn mistakes_stand_at_their_own_form(database: Database) {
        let scene = Scene::on(&database).await;
        let house = House::on(&scene.store).await;
        let northgate = scene.school("Northgate School").await;
        let mary = house.visitor(&northgate.head_of_science("Mary Adeyemi").await.token);
        for name in ["9X/Ch1", "9X/Ch2"] {
            let form = [("name", name), ("year", "9"), ("subject", "chemistry"), ("pupils", "28")];
            mary.post("/timetable/classes", &form).await;
        }
        let desk: Desk<CanLook> = northgate.desk(Role::Teacher);
        let second = class::list(&desk).await.expect("classes")[1].id;
        let form = [("pupils", "700"), ("version", "1"), ("form-from", "/timetable/classes")];
        let reply = mary.post(&format!("/timetable/classes/{second}/size"), &form).await;
        let page = led_back(&mary, &reply).await;
        let (first, rest) = page.split_once("Save 9X/Ch1").expect("the first class");
        let (second, add) = rest.split_once("Add a class").expect("the form to add one");
        assert!(second.contains("value=\"700\"") && second.contains("a number from 0 to 60"), "{second}");
        assert!(!first.contains("a number from 0 to 60") && !add.contains("a number from 0 to 60"));
        assert!(!add.contains("value=\"700\""), "{add}");

        // A button may send a form elsewhere: the mistakes still stand at the form.
        let form = [("pupils", "700"), ("form-action", "/timetable/classes"), ("form-from", "/timetable/classes?form=old")];
        let reply = mary.post(&format!("/timetable/classes/{}/size", class::list(&desk).await.expect("classes")[0].id), &form).await;
        assert_eq!(reply.location().expect("a way back").matches("form=").count(), 1);
        let page = led_back(&mary, &reply).await;
        let (rows, add) = page.split_once("Add a class").expect("the form to add one");
        assert!(add.contains("value=\"700\"") && !rows.contains("value=\"700\""));
    }

    async fn what_is_meant_for_one_school_is_done_in_no_other(database: Database) {
        let scene = Scene::on(&database).await;
        let house = House::on(&scene.store).await;
        let (northgate, eastfield) = (scene.school("Northgate School").await, scene.school("Eastfield School").await);
        northgate.joined_by(Role::SeniorTechnician, "Ben Okoro").await;
        let address = format!("ben-okoro@{}.example.org", folded("Northgate School"));
        let ben = joins(&eastfield, &address, Role::SeniorTechnician).await;
        let at_northgate = northgate.administrator().await.who().school.to_string();
        let visitor = house.visitor(&ben.token);

        // The page was Northgate's; in another window he has come to Eastfield meanwhile.
        let form = [
            ("name", "9X/Ch1"), ("year", "9"), ("subject", "chemistry"), ("pupils", "28"),
            ("form-from", "/timetable/classes"), ("form-school", at_northgate.as_str()),
        ];
        let reply = visitor.post("/timetable/classes", &form).await;
        assert_eq!(reply.status, StatusCode::CONFLICT);
        let page = reply.text();
        assert!(page.contains("this page is of Northgate School"), "{page}");
        assert!(classes(&eastfield).await.is_empty() && classes(&northgate).await.is_empty());

        let next = page.split_once("name=\"next\" value=\"").expect("a way on").1;
        let next = next.split_once('"').expect("an address").0;
        let switch = [("school", at_northgate.as_str()), ("next", next)];
        let reply = visitor.post("/school/switch", &switch).await;
        assert!(led_back(&visitor, &reply).await.contains("9X/Ch1"), "nothing typed is lost");
        assert_eq!(visitor.post("/timetable/classes", &form).await.status, StatusCode::SEE_OTHER);
        assert_eq!(classes(&northgate).await, ["9X/Ch1"]);

        let elsewhere = scene.school("Westfield School").await.administrator().await.who().school.to_string();
        let form = [("name", "9X/Ch2"), ("form-school", elsewhere.as_str())];
        assert_eq!(visitor.post("/timetable/classes", &form).await.status, StatusCode::NOT_FOUND);
    }

    async fn a_page_says_which_school_its_forms_are_of(database: Database) {
        let scene = Scene::on(&database).await;
        let house = House::on(&scene.store).await;
        let northgate = scene.school("Northgate School").await;
        let hannah = northgate.administrator().await;
        let named = format!("name=\"form-school\" value=\"{}\"", hannah.who().school);
        let visitor = house.visitor(&hannah.token);
        for page in ["/people", "/school", "/import", "/timetable/classes"] {
            assert!(visitor.get(page).await.text().contains(&named), "{page}");
        }
        assert!(!house.stranger().get("/sign-in").await.text().contains("form-school"));
    }

    async fn a_link_is_mailed_to_whom_another_school_knows(database: Database) {
        let scene = Scene::on(&database).await;
        let house = House::on(&scene.store).await;
        let (northgate, eastfield) = (scene.school("Northgate School").await, scene.school("Eastfield School").await);
        let new = NewMember {
            email: "ada@example.org".to_owned(),
            name: "Ada Lunt".to_owned(),
            role: Role::HeadOfScience,
            password: None,
        };
        member::add(&northgate.desk(Role::Administrator), new).await.expect("a member");
        let invite = Invite { email: "ada@example.org".to_owned(), name: "Ada".to_owned(), role: Role::Teacher };
        let link = eastfield.invites(invite).await;
        let page = format!("/join/{}", link.reveal());
        let eve = house.stranger();
        for nowhere in ["/join/made-up", "/reset/made-up"] {
            let told = eve.get(nowhere).await.text();
            assert!(told.contains("this link was used, withdrawn or is too old"), "{told}");
        }
        for nowhere in ["/join/made-up", "/reset/made-up"] {
            let form = [("password", PASSWORD), ("again", PASSWORD), ("form-from", nowhere)];
            let told = eve.post(nowhere, &form).await.text();
            assert!(told.contains("this link was used, withdrawn or is too old"), "{told}");
        }
        let asked = eve.get(&page).await.text();
        assert!(asked.contains("Send the link") && !asked.contains("name=\"password\""), "{asked}");
        let form = [("name", "Eve"), ("password", PASSWORD), ("again", PASSWORD), ("form-from", page.as_str())];
        let reply = eve.post(&page, &form).await;
        assert_eq!(reply.location(), Some(page.as_str()), "no way in");
        assert!(eve.get(&page).await.text().contains("on its way to ada@example.org"));
        assert_eq!(eve.get("/people").await.location(), Some("/sign-in?next=%2Fpeople"));
    }

    async fn people_are_kept_by_their_pages(database: Database) {
        let scene = Scene::on(&database).await;
        let house = House::on(&scene.store).await;
        let northgate = scene.school("Northgate School").await;
        let (ben, hannah) = (northgate.technician("Ben Okoro").await, northgate.administrator().await);
        let visitor = house.visitor(&hannah.token);
        let page = format!("/people/{}", ben.who().member);
        assert!(visitor.get("/people").await.text().contains(&page));
        assert!(visitor.get(&page).await.text().contains("joined as technician"));

        let details = format!("{page}/details");
        let form = [("name", "Ben Okoro"), ("initials", "HBi"), ("email", "ben@example.org"), ("version", "1"), ("form-from", page.as_str())];
        let reply = visitor.post(&details, &form).await;
        let back = led_back(&visitor, &reply).await;
        assert!(back.contains("Somebody has this already.") && back.contains("ben@example.org"), "{back}");
        let form = [("name", "Ben Okoro"), ("initials", "BO"), ("email", "ben@example.org"), ("version", "1")];
        assert_eq!(visitor.post(&details, &form).await.location(), Some("/people"));
        let told = visitor.get(&page).await.text();
        assert!(told.contains("changed the address and the initials from"), "{told}");

        let last = format!("/people/{}", hannah.who().member);
        let form = [("role", "teacher"), ("active", "yes"), ("version", "1"), ("form-from", last.as_str())];
        let reply = visitor.post(&last, &form).await;
        let back = led_back(&visitor, &reply).await;
        assert!(back.contains("somebody must be left who can keep people"), "{back}");
        northgate.head_of_science("Mary Adeyemi").await;
        let reply = visitor.post(&last, &form).await;
        let back = led_back(&visitor, &reply).await;
        assert!(back.contains("take this from yourself"), "{back}");

        let invite = [("name", "Cora Finch"), ("email", "cora@example.org"), ("role", "teacher")];
        visitor.post("/people/invitations", &invite).await;
        pass(&scene.store, 15 * 86_400);
        let hannah = northgate.administrator().await;
        let visitor = house.visitor(&hannah.token);
        assert!(visitor.get("/people").await.text().contains("The link has run out"));
        let cora = [("email", "cora@example.org")];
        assert_eq!(visitor.post("/people/invitations/sending", &cora).await.location(), Some("/people"));
        let page = visitor.get("/people").await.text();
        assert!(page.contains("readonly") && page.contains("/join/") && !page.contains("The link has run out"), "{page}");
        assert_eq!(visitor.post("/people/invitations/withdrawal", &cora).await.location(), Some("/people"));
        assert!(!visitor.get("/people").await.text().contains("cora@example.org"));
    }

    async fn people_keep_their_own_account(database: Database) {
        let scene = Scene::on(&database).await;
        let house = House::on(&scene.store).await;
        let northgate = scene.school("Northgate School").await;
        let (ada, hannah) = (northgate.teacher("Ada Lunt").await, northgate.administrator().await);
        let visitor = house.visitor(&ada.token);
        assert!(visitor.get("/lessons").await.text().contains("href=\"/me\""), "it is found behind the name");

        // What is wrong stands at its own form; passwords are never kept.
        let form = [("old", "three big words"), ("password", "short"), ("again", "shorter"), ("form-from", "/me")];
        let reply = visitor.post("/me/password", &form).await;
        let page = led_back(&visitor, &reply).await;
        assert!(page.contains("at least 10 characters") && page.contains("The two are not the same."), "{page}");
        assert!(!page.contains("three big words") && !page.contains("shorter"), "{page}");
        let form = [("old", "three big words"), ("password", "four small words"), ("again", "four small words"), ("form-from", "/me")];
        let reply = visitor.post("/me/password", &form).await;
        let page = led_back(&visitor, &reply).await;
        assert!(page.contains("id=\"old-error\"") && page.contains("This is not your password."), "{page}");
        let form = [("email", "ada at example.org"), ("password", ""), ("version", "1"), ("form-from", "/me")];
        let reply = visitor.post("/me/address", &form).await;
        let page = led_back(&visitor, &reply).await;
        assert!(page.contains("ada at example.org") && page.contains("id=\"address-password-error\""), "{page}");
        assert!(!page.contains("id=\"password-error\""), "{page}");

        visitor.post("/me/name", &[("name", "Ada Lunt-Hale"), ("version", "1")]).await;
        assert!(visitor.get("/me").await.text().contains("value=\"Ada Lunt-Hale\""));
        let form = [("email", "ada@example.org"), ("password", PASSWORD), ("version", "2")];
        visitor.post("/me/address", &form).await;
        let form = [("old", PASSWORD), ("password", "four small words"), ("again", "four small words")];
        assert_eq!(visitor.post("/me/password", &form).await.location(), Some("/me"));
        let other = house.stranger();
        other.sign_in("ada@example.org", "four small words").await;
        assert!(visitor.get("/me").await.text().contains("Sign out everywhere else"));
        visitor.post("/me/elsewhere", &[]).await;
        assert!(visitor.get("/me").await.text().contains("You are signed in here only."));
        assert_eq!(other.get("/me").await.location(), Some("/sign-in?next=%2Fme"));

        let own = house.visitor(&hannah.token).get(&format!("/people/{}", hannah.who().member)).await.text();
        assert!(own.contains("href=\"/me\"") && !own.contains("id=\"email\""), "{own}");
    }

    async fn whom_no_school_knows_any_more_finds_the_way_out(database: Database) {
        let scene = Scene::on(&database).await;
        let house = House::on(&scene.store).await;
        let northgate = scene.school("Northgate School").await;
        let ada = northgate.teacher("Ada Lunt").await;
        let gone = Change { id: ada.who().member, role: Role::Teacher, active: false, version: 1 };
        member::change(&northgate.desk::<CanKeepPeople>(Role::Administrator), gone).await.expect("changed");
        let visitor = house.stranger();
        visitor.sign_in("ada-lunt@northgate-school.example.org", PASSWORD).await;
        let reply = visitor.get("/").await;
        assert_eq!(reply.status, StatusCode::FORBIDDEN);
        let page = reply.text();
        assert!(page.contains("a member of no school") && page.contains("Sign out"), "{page}");
        assert!(!page.contains("/lessons"), "no stops that lead nowhere");
        assert_eq!(visitor.post("/sign-out", &[]).await.location(), Some("/sign-in"));
    }

    async fn plain_http_is_said_on_every_page(database: Database) {
        let scene = Scene::on(&database).await;
        let northgate = scene.school("Northgate School").await;
        let hannah = northgate.administrator().await;
        let open = House::by_plain_http(&scene.store).await;
        let (here, safe) = (House::on(&scene.store).await, House::behind_https(&scene.store).await);
        let notice = "comes by plain http";
        assert!(open.stranger().get("/sign-in").await.text().contains(notice));
        assert!(open.visitor(&hannah.token).get("/people").await.text().contains(notice));
        assert!(!here.visitor(&hannah.token).get("/people").await.text().contains(notice));
        assert!(!safe.stranger().get("/sign-in").await.text().contains(notice));
    }
}
