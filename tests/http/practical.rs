//! The library as its pages show it.

use chrono::TimeDelta;
use shared::account::Role;
use shared::account::right::{CanApproveRisk, CanKeepTimetable, CanWritePracticals};
use shared::id::PracticalId;
use shared::practical::{EyeProtection, RiskText, Subject};
use store::risk;
use store::timetable::class;
use tests::on_both;
use tests::support::furnished::Furnished;
use tests::support::house::House;
use tests::support::scene::{Scene, today};

on_both! {
    async fn a_primary_school_begins_with_its_own_stages(database: Database) {
        let scene = Scene::on(&database).await;
        let house = House::on(&scene.store).await;
        let northgate = scene.school("Northgate Primary").await;
        let ada = northgate.teacher("Ada Lunt").await;
        let visitor = house.visitor(&ada.token);
        let whole = visitor.get("/practicals").await.text();
        assert!(whole.contains("KS4") && !whole.contains("Show all stages"), "{whole}");

        let draft = class::Draft { name: "5B".to_owned(), year: 5, subject: Subject::General, pupils: 28 };
        class::create(&northgate.desk::<CanKeepTimetable>(Role::Administrator), draft).await.expect("a class");
        let own = visitor.get("/practicals").await.text();
        assert!(own.contains("KS2") && own.contains("Show all stages"), "{own}");
        assert!(!own.contains(", KS4</td>") && !own.contains(", KS3</td>"), "{own}");
        let all = visitor.get("/practicals?stage=all").await.text();
        assert!(all.contains(", KS4</td>") && !all.contains("Show all stages"), "{all}");
    }

    async fn a_retired_practical_can_be_offered_again(database: Database) {
        let Scene { store } = Scene::on(&database).await;
        let house = House::on(&store).await;
        let northgate = Furnished::found(store, "Northgate School").await;
        let ada = house.visitor(&northgate.people[0].token);
        let path = format!("/practicals/{}", northgate.ids.practical);
        ada.post(&format!("{path}/retirement"), &[("version", "1")]).await;
        let retired = ada.get(&path).await.text();
        assert!(retired.contains("Offer it again") && retired.contains("Stop sharing"), "{retired}");
        assert!(!retired.contains("Share it as it is now"), "{retired}");
        ada.post(&format!("{path}/offer"), &[("version", "2")]).await;
        let offered = ada.get(&path).await.text();
        assert!(offered.contains("Order it") && !offered.contains("Offer it again"), "{offered}");
    }

    async fn a_note_that_is_not_approved_says_so_beside_its_title(database: Database) {
        let Scene { store } = Scene::on(&database).await;
        let house = House::on(&store).await;
        let northgate = Furnished::found(store, "Northgate School").await;
        let (ada, mary) = (&northgate.people[0], &northgate.people[3]);
        let id = northgate.ids.practical;
        let paper = format!("/risk-notes/{id}/paper");
        let visitor = house.visitor(&ada.token);
        let head = |text: &str| text.split("</header>").next().unwrap_or_default().to_owned();
        assert!(head(&visitor.get(&paper).await.text()).contains("Draft: not approved"));
        risk::submit(&ada.desk::<CanWritePracticals>(), id, 1).await.expect("submitted");
        assert!(head(&visitor.get(&paper).await.text()).contains("Waiting: not approved yet"));
        let review_on = today() + TimeDelta::days(21);
        risk::approve(&mary.desk::<CanApproveRisk>(), id, 1, review_on).await.expect("approved");
        assert!(!head(&visitor.get(&paper).await.text()).contains("not approved"));
        let list = visitor.get("/risk-notes").await.text();
        assert!(list.contains("due in 3 weeks"), "{list}");
        let page = visitor.get(&format!("/risk-notes/{id}")).await.text();
        assert!(page.contains("<dt>Eyes</dt>") && page.contains("<dt>Fume cupboard</dt>"), "{page}");
    }

    async fn a_practical_shows_the_note_to_work_by(database: Database) {
        let Scene { store } = Scene::on(&database).await;
        let house = House::on(&store).await;
        let northgate = Furnished::found(store, "Northgate School").await;
        let (ada, mary) = (&northgate.people[0], &northgate.people[3]);
        let id = northgate.ids.practical;
        let desk = ada.desk::<CanWritePracticals>();
        risk::submit(&desk, id, 1).await.expect("submitted");
        risk::approve(&mary.desk::<CanApproveRisk>(), id, 1, today()).await.expect("approved");
        let first = risk::latest(&desk, id).await.expect("a note").expect("a first one");
        let hazard = first.text.hazards.first().cloned().expect("a hazard");
        let text = RiskText { hazards: vec!["Something new.".to_owned()], ..first.text };
        risk::write(&desk, id, risk::Draft { from: 1, text }, risk::Then::Keep).await.expect("written");

        let page = house.visitor(&ada.token).get(&format!("/practicals/{id}")).await.text();
        assert!(page.contains("Approved") && page.contains(&hazard), "{page}");
        assert!(!page.contains("Something new."), "{page}");
        risk::submit(&desk, id, 2).await.expect("submitted");
        risk::approve(&mary.desk::<CanApproveRisk>(), id, 2, today()).await.expect("approved");
        let old = house.visitor(&ada.token).get(&format!("/risk-notes/{id}/paper?version=1")).await.text();
        assert!(old.contains("Superseded: no longer in use") && old.contains("and superseded since"), "{old}");
        assert!(!old.contains("review on"), "{old}");
        for version in ["/paper?version=1\"", "?version=1\"", "?version=2\""] {
            assert!(page.contains(&format!("href=\"/risk-notes/{id}{version}")), "{version}: {page}");
        }
    }

    async fn a_note_and_its_substances_agree_about_the_eyes(database: Database) {
        let Scene { store } = Scene::on(&database).await;
        let house = House::on(&store).await;
        let northgate = Furnished::found(store, "Northgate School").await;
        let desk = northgate.people[0].desk::<CanWritePracticals>();
        let ada = house.visitor(&northgate.people[0].token);
        let list = ada.get("/practicals?words=cheek+cells").await.text();
        let (_, rest) = list.split_once("<th scope=\"row\"><a href=\"/practicals/").expect("a practical");
        let id: PracticalId = rest.split('"').next().unwrap_or_default().parse().expect("an id");
        let first = risk::latest(&desk, id).await.expect("a note").expect("a first one");
        let text = RiskText { eye_protection: EyeProtection::None, ..first.text };
        let draft = risk::Draft { from: first.n, text };
        risk::write(&desk, id, draft, risk::Then::Keep).await.expect("written");
        let unmet = "The note asks for no eye protection; ";
        let (note, paper) = (format!("/risk-notes/{id}"), format!("/risk-notes/{id}/paper"));
        for page in [&note, &paper] {
            let text = ada.get(page).await.text();
            assert!(text.contains(unmet) && !text.contains("Eye protection not needed"), "{text}");
        }
        let form = ada.get(&format!("{note}/edit")).await.text();
        assert!(form.contains(" for eye protection."), "{form}");
    }

    async fn a_lesson_that_has_its_order_shows_it(database: Database) {
        let Scene { store } = Scene::on(&database).await;
        let house = House::on(&store).await;
        let northgate = Furnished::found(store, "Northgate School").await;
        let (id, order) = (northgate.ids.practical, northgate.ids.order);
        let ada = house.visitor(&northgate.people[0].token);
        let page = ada.get(&format!("/practicals/{id}/order")).await.text();
        assert!(page.contains(&format!("href=\"/orders/{order}\"")), "{page}");
        let primary = |text: &str| text.contains(&format!("href=\"/practicals/{id}/order\" class=\"button primary\""));
        let path = format!("/practicals/{id}");
        assert!(primary(&ada.get(&path).await.text()));
        let ben = house.visitor(&northgate.people[1].token);
        assert!(!primary(&ben.get(&path).await.text()), "he has no lessons");
    }

    async fn a_practical_is_offered_once(database: Database) {
        let Scene { store } = Scene::on(&database).await;
        let house = House::on(&store).await;
        let northgate = Furnished::found(store, "Northgate School").await;
        let ada = house.visitor(&northgate.people[0].token);
        let (slot, day) = (northgate.ids.timetable.slot, today() + TimeDelta::days(14));
        let page = ada.get(&format!("/orders/new?slot={slot}&day={day}&all=yes")).await.text();
        assert!(page.contains("You ordered lately"), "{page}");
        let button = format!("value=\"{}\"", northgate.ids.practical);
        assert_eq!(page.matches(&button).count(), 1, "{page}");
    }
}
