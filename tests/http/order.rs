//! Orders as their pages show them: to their teachers, and to the prep room.

use chrono::TimeDelta;
use shared::account::right::{
    CanApproveRisk, CanKeepSchool, CanKeepTimetable, CanLook, CanPrepare, CanRequest,
    CanWritePracticals,
};
use shared::id::RequisitionId;
use shared::moment::Day;
use shared::timetable::Week;
use store::Desk;
use store::presence::{self, Hours, Stay};
use store::requisition::{self, Choice};
use store::risk;
use store::timetable::slot;
use tests::on_both;
use tests::support::furnished::Furnished;
use tests::support::house::House;
use tests::support::http::{Reply, Visitor};
use tests::support::scene::{Actor, Scene, today};

/// What a form on an order's page sends.
async fn sends(visitor: &Visitor, order: RequisitionId, fields: &[(&str, &str)]) -> Reply {
    let page = format!("/orders/{order}");
    let from = [("form-from", page.as_str())];
    let fields: Vec<(&str, &str)> = from.iter().chain(fields).copied().collect();
    visitor.post(&page, &fields).await
}

/// The other day on which the class has its lesson.
fn later() -> Day {
    today() + TimeDelta::days(14)
}

async fn drafts(furnished: &Furnished, by: &Actor) -> RequisitionId {
    let choice = Choice::Free("Burning things".to_owned());
    let slot = furnished.ids.timetable.slot;
    requisition::create(&by.desk::<CanRequest>(), slot, later(), choice)
        .await
        .expect("a draft")
}

/// The practical's risk note is approved.
async fn approves(furnished: &Furnished) {
    let (ada, mary) = (&furnished.people[0], &furnished.people[3]);
    let practical = furnished.ids.practical;
    risk::submit(&ada.desk::<CanWritePracticals>(), practical, 1)
        .await
        .expect("submitted");
    let review_on = today() + TimeDelta::days(365);
    risk::approve(&mary.desk::<CanApproveRisk>(), practical, 1, review_on)
        .await
        .expect("approved");
}

on_both! {
    async fn a_keep_keeps_an_answer_that_is_not_sent(database: Database) {
        let scene = Scene::on(&database).await;
        let furnished = Furnished::found(scene.store.clone(), "Northgate School").await;
        let (house, id) = (House::on(&scene.store).await, furnished.ids.order);
        let (ada, ben) = (&furnished.people[0], &furnished.people[1]);
        requisition::query(&ben.desk::<CanPrepare>(), id, "How many?").await.expect("asked");
        let visitor = house.visitor(&ada.token);
        let reply = sends(&visitor, id, &[("act", "save"), ("note", "Soon."), ("answer", "Thirty of them.")]).await;
        let page = visitor.get(reply.location().expect("a page")).await.text();
        assert!(page.contains("Thirty of them.</textarea>") && page.contains("Your answer is not sent yet"), "{page}");
        let said = requisition::comments(&ben.desk::<CanLook>(), id).await.expect("comments");
        assert_eq!(said.len(), 1, "it is not sent");
    }

    async fn what_is_to_be_looked_at_is_not_accepted_with_the_rest(database: Database) {
        let scene = Scene::on(&database).await;
        let furnished = Furnished::found(scene.store.clone(), "Northgate School").await;
        let (house, id) = (House::on(&scene.store).await, furnished.ids.order);
        let (ada, ben) = (house.visitor(&furnished.people[0].token), house.visitor(&furnished.people[1].token));
        let desk = furnished.people[1].desk::<CanPrepare>();
        let title = requisition::find(&desk, id).await.expect("an order").title;
        assert!(ben.get("/today").await.text().contains("no approved risk note</span>"));
        let page = format!("/orders/{id}");
        assert!(ben.get(&page).await.text().contains("Look first: no approved risk note"));
        ben.post("/today/acceptance", &[("day", &today().to_string())]).await;
        let said = ben.get("/today").await.text();
        assert!(said.contains(&format!("0 orders accepted; 1 left: no approved risk note for {title}")), "{said}");

        requisition::accept(&desk, id).await.expect("accepted");
        let before = ada.get(&page).await.text();
        assert!(!before.contains("approved since"), "{before}");
        approves(&furnished).await;
        assert!(ben.get(&page).await.text().contains("A risk note has been approved since"), "until it is read");
        assert!(!ben.get(&page).await.text().contains("I have read it"));
        assert!(ada.get(&page).await.text().contains("I have read it"));
        ada.post(&format!("{page}/note-reading"), &[("form-from", &page), ("version", "7")]).await;
        assert!(ben.get(&page).await.text().contains("approved since"), "it is not the one that was read");
        ada.post(&format!("{page}/note-reading"), &[("form-from", &page), ("version", "1")]).await;
        assert!(!ben.get(&page).await.text().contains("approved since"));
    }

    async fn a_lesson_that_has_an_order_says_so(database: Database) {
        let scene = Scene::on(&database).await;
        let furnished = Furnished::found(scene.store.clone(), "Northgate School").await;
        let house = House::on(&scene.store).await;
        let cora = furnished.school.teacher("Cora Finch").await;
        let visitor = house.visitor(&cora.token);
        let first = drafts(&furnished, &furnished.people[0]).await;
        let second = drafts(&furnished, &cora).await;
        let wanted = [("new-name", "candle"), ("new-amount", "15"), ("own-note", "Goggles on."), ("act", "send")];
        sends(&house.visitor(&furnished.people[0].token), first, &wanted).await;

        let choosing = format!("/orders/new?slot={}&day={}", furnished.ids.timetable.slot, later());
        for page in [choosing.clone(), format!("/orders/{second}")] {
            let text = visitor.get(&page).await.text();
            assert!(text.contains("Ada Lunt has ordered Burning things for this lesson"), "{text}");
        }
        let refused = sends(&visitor, second, &wanted).await;
        let text = visitor.get(refused.location().expect("a page")).await.text();
        assert!(text.contains("send this one as well"), "{text}");
        let wanted: Vec<(&str, &str)> = wanted.into_iter().chain([("as-well", "yes")]).collect();
        assert_eq!(sends(&visitor, second, &wanted).await.location(), Some("/lessons"));

        let found = visitor.get(&format!("{choosing}&words=pondweed")).await.text();
        assert!(found.contains("Other stages") && found.contains("light and pondweed"), "{found}");
    }

    async fn a_lesson_that_moves_is_told_by_its_order(database: Database) {
        let scene = Scene::on(&database).await;
        let furnished = Furnished::found(scene.store.clone(), "Northgate School").await;
        let house = House::on(&scene.store).await;
        let (ada, ben) = (house.visitor(&furnished.people[0].token), house.visitor(&furnished.people[1].token));
        let (keeper, slot): (Desk<CanKeepTimetable>, _) = (furnished.people[4].desk(), furnished.ids.timetable.slot);
        // Lessons between today and its own don't take the place of the one that it went to.
        let before = slot::find(&keeper, slot).await.expect("a slot");
        for weekday in 3..=5 {
            let draft = slot::Draft {
                class: before.class,
                teacher: before.teacher,
                room: before.room,
                week: Week::A,
                weekday,
                period: 3,
                valid_from: today(),
            };
            slot::create(&keeper, draft).await.expect("a lesson");
        }
        let id = drafts(&furnished, &furnished.people[0]).await;
        let wanted = [("new-name", "candle"), ("new-amount", "15"), ("own-note", "Goggles on."), ("act", "send")];
        sends(&ada, id, &wanted).await;
        let (page, day) = (format!("/orders/{id}"), format!("/today?day={}", later()));
        assert!(!ada.get(&page).await.text().contains("The timetable has changed"));

        let room = furnished.school.place("Lab 9", None).await;
        let change = slot::Change { id: slot, teacher: before.teacher, room, from: later() };
        let slot = slot::change(&keeper, change).await.expect("moved");
        assert!(ada.get(&page).await.text().contains("has this lesson in Lab 9 now"));
        assert!(ben.get(&day).await.text().contains("now in Lab 9"));
        assert!(ben.get(&page).await.text().contains("Its teacher can move it, or call it off."));
        let own = format!("/lessons?from={}", later());
        let lessons = ada.get(&own).await.text();
        assert!(lessons.contains("the timetable has this lesson in Lab 9 now"), "{lessons}");
        assert_eq!(lessons.matches(&format!("href=\"{page}\"")).count(), 2, "and beside its lesson: {lessons}");
        let value = format!("move.{slot}.{}", later());
        assert!(ada.get(&page).await.text().contains(&value));
        sends(&ada, id, &[("act", &value)]).await;
        assert!(!ada.get(&page).await.text().contains("The timetable has changed"));

        slot::end(&keeper, slot, later() - TimeDelta::days(1)).await.expect("ended");
        assert!(ada.get(&page).await.text().contains("has no such lesson any more"));
        assert!(ada.get(&own).await.text().contains("the timetable has no such lesson any more"));
        assert!(ben.get(&day).await.text().contains("not in the timetable any more"));
    }

    async fn what_the_prep_room_begins_for_a_teacher_is_found_again(database: Database) {
        let scene = Scene::on(&database).await;
        let furnished = Furnished::found(scene.store.clone(), "Northgate School").await;
        let house = House::on(&scene.store).await;
        let ben = house.visitor(&furnished.people[1].token);
        let id = drafts(&furnished, &furnished.people[1]).await;
        let (slot, day) = (furnished.ids.timetable.slot, later());
        let (choosing, all) = (format!("/orders/new?slot={slot}&day={day}"), format!("/lessons?whose=all&from={day}"));
        let page = format!("/orders/{id}");
        for listed in [choosing.as_str(), &all, "/orders?show=drafts"] {
            let text = ben.get(listed).await.text();
            assert!(text.contains(&format!("href=\"{page}\"")), "{listed}: {text}");
        }
        let back = format!("href=\"{}\"", all.replace('&', "&amp;"));
        for from in [&choosing, &page] {
            let text = ben.get(from).await.text();
            assert!(text.contains(&back), "{from}: {text}");
        }
        let wanted = [("new-name", "candle"), ("new-amount", "15"), ("own-note", "Goggles on."), ("act", "send")];
        assert_eq!(sends(&ben, id, &wanted).await.location(), Some(all.as_str()));
    }

    async fn a_teacher_hears_what_is_dropped_declined_and_away(database: Database) {
        let scene = Scene::on(&database).await;
        let furnished = Furnished::found(scene.store.clone(), "Northgate School").await;
        let house = House::on(&scene.store).await;
        let (ada, ben, mary) = (&furnished.people[0], &furnished.people[1], &furnished.people[3]);
        let visitor = house.visitor(&ada.token);
        let tuesdays = Hours { weekday: 2, minutes: 300, fixed_minutes: 0 };
        let keeper = mary.desk::<CanKeepSchool>();
        presence::set(&keeper, ben.who().member, &[tuesdays], 0).await.expect("hours");
        presence::set_absence(&keeper, ben.who().member, &[later()], Stay::Away).await.expect("away");
        let id = drafts(&furnished, ada).await;
        let page = visitor.get(&format!("/orders/{id}")).await.text();
        assert!(page.contains("No technician is in on Tuesday (away: Ben Okoro)."), "{page}");

        sends(&visitor, id, &[("act", "cancel")]).await;
        let lessons = visitor.get("/lessons").await.text();
        assert!(lessons.contains("Dropped.") && !lessons.contains("Burning things"), "{lessons}");
        requisition::decline(&ben.desk::<CanPrepare>(), furnished.ids.order, "There is no gas.").await.expect("declined");
        let orders = visitor.get("/orders").await.text();
        assert!(orders.contains("Nothing waits for an answer"), "{orders}");
        let other = drafts(&furnished, ada).await;
        let orders = visitor.get("/orders").await.text();
        assert!(orders.contains(&format!("/orders/{other}")), "{orders}");
        let lessons = visitor.get("/lessons").await.text();
        assert!(lessons.contains("the prep room can’t do") && lessons.contains("There is no gas."), "{lessons}");

        let technician = house.visitor(&ben.token);
        let all = technician.get("/lessons?whose=all").await.text();
        assert!(all.contains("Order for 9X/Sc1") && all.contains("Lessons to order for"), "{all}");
        assert!(technician.get("/today").await.text().contains("/lessons?whose=all"));
        let own = visitor.get("/lessons?whose=all").await.text();
        assert!(own.contains("<h1>My lessons"), "{own}");

        // It is ordered again for the same lesson, though that is in another room by now.
        let (keeper, slot): (Desk<CanKeepTimetable>, _) = (furnished.people[4].desk(), furnished.ids.timetable.slot);
        let room = furnished.school.place("Lab 9", None).await;
        let change = slot::Change { id: slot, teacher: ada.who().member, room, from: today() };
        let slot = slot::change(&keeper, change).await.expect("moved");
        let repetition = format!("/orders/{}/repetition", furnished.ids.order);
        let again = visitor.post(&repetition, &[]).await.location().expect("an order").to_owned();
        let page = visitor.get(&again).await.text();
        assert!(page.contains("Lab 9") && page.contains("Drafted again"), "{again}: {page}");
        slot::end(&keeper, slot, today() - TimeDelta::days(1)).await.expect("ended");
        let back = visitor.post(&repetition, &[]).await.location().expect("the order").to_owned();
        assert_eq!(back, format!("/orders/{}", furnished.ids.order));
        assert!(visitor.get(&back).await.text().contains("no such lesson any more"));
    }
}
