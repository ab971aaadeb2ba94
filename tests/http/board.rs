//! The prep room's day as its pages show it, and what an order's page says of its risk note.

use chrono::TimeDelta;
use shared::account::right::{
    CanApproveRisk, CanKeepStock, CanLook, CanPrepare, CanRequest, CanWritePracticals,
};
use shared::amount::Amount;
use shared::kind::Sort;
use shared::substance::{Said, Supplied, supplied};
use store::requisition::{self, Change, Choice, NewLine};
use store::{practical, risk, substance};
use tests::on_both;
use tests::support::furnished::Furnished;
use tests::support::house::House;
use tests::support::http::{Reply, Visitor};
use tests::support::scene::{Scene, pass, signs_in, today};
use tests::support::school::PASSWORD;

const DAY: i64 = 86_400;

/// The box of a delivery that is done, in the prep list's own table.
const DELIVERED: &str = "<td class=\"pick\"><span class=\"tick tick-on\">";

/// A part of the plan.
fn part<'a>(page: &'a str, id: &str) -> &'a str {
    let id = format!("id=\"{id}\"");
    let mut parts = page.split("<section");
    let part = parts.find(|part| part.split('>').next().is_some_and(|tag| tag.contains(&id)));
    let part = part.unwrap_or_else(|| panic!("no part with {id}: {page}"));
    part.split("</section>").next().unwrap_or_default()
}

/// How many lines of a part are left, and how many are folded away as done.
fn lines(part: &str) -> (usize, usize) {
    let (left, done) = part
        .split_once("<details class=\"prep-done\"")
        .unwrap_or((part, ""));
    let count = |lines: &str| lines.matches("<li").count();
    (count(left), count(done))
}

/// The values and addresses of the ticks that a page offers.
fn ticks(page: &str) -> Vec<(String, String)> {
    let of = |tag: &str, name: &str| {
        let (_, rest) = tag.split_once(&format!("{name}=\""))?;
        let value = rest.split('"').next()?;
        Some(value.replace("&amp;", "&"))
    };
    page.split("<button")
        .map(|tag| tag.split('>').next().unwrap_or_default())
        .filter(|tag| tag.contains("name=\"tick\""))
        .filter_map(|tag| Some((of(tag, "value")?, of(tag, "formaction")?)))
        .collect()
}

async fn tap(visitor: &Visitor, (value, to): &(String, String), n: usize) -> Reply {
    let (day, key) = (today().to_string(), format!("tap-{n}"));
    let fields = [
        ("day", day.as_str()),
        ("tick", value),
        ("form-key", &key),
        ("form-from", "/today"),
    ];
    visitor.post(to, &fields).await
}

on_both! {
    async fn an_empty_board_says_where_to_look(database: Database) {
        let scene = Scene::on(&database).await;
        let northgate = scene.school("Northgate School").await;
        let house = House::on(&scene.store).await;
        let ben = house.visitor(&northgate.technician("Ben Lowe").await.token);
        let ada = northgate.teacher("Ada Lunt").await;
        northgate.timetable(&ada).await;
        let long_ago = ["/today?day=2020-01-01", "/week?day=2020-01-01"];
        for page in long_ago {
            let text = ben.get(page).await.text();
            assert!(text.contains("Nothing to prepare") && text.contains("There is no school"), "{text}");
            assert!(text.contains("href=\"/orders\""), "{text}");
        }
        for page in ["/today", "/week"] {
            let text = ben.get(page).await.text();
            assert!(text.contains("as soon as a teacher has sent one"), "{text}");
            assert!(!text.contains("<table class=\"board"), "{text}");
        }
        let paper = ben.get("/today/prep-list").await.text();
        assert!(paper.contains("Nothing is ordered for this day."), "{paper}");
        assert!(!paper.contains("Gather"), "{paper}");
    }

    async fn what_is_done_is_folded_away(database: Database) {
        let scene = Scene::on(&database).await;
        let furnished = Furnished::found(scene.store.clone(), "Northgate School").await;
        let (house, ben) = (House::on(&scene.store).await, &furnished.people[1]);
        requisition::accept(&ben.desk::<CanPrepare>(), furnished.ids.order).await.expect("accepted");
        let visitor = house.visitor(&ben.token);
        let page = visitor.get("/today").await.text();
        let gathered: Vec<_> = ticks(&page).into_iter().filter(|(_, to)| to.contains("at=gather")).collect();
        assert!(gathered.len() > 1, "{gathered:?}");
        assert_eq!(lines(part(&page, "gather")), (gathered.len(), 0));
        // Whoever ticks comes back to the next line; whoever ticks the last one, to the head.
        let first = tap(&visitor, &gathered[0], 0).await;
        assert_eq!(first.location(), Some(format!("/today?day={}#gather-1", today()).as_str()));
        for n in 1..gathered.len() {
            let page = visitor.get("/today").await.text();
            assert_eq!(lines(part(&page, "gather")), (gathered.len() - n, n));
            let next = ticks(&page).into_iter().find(|(value, to)| value.starts_with("on") && to.contains("at=gather"));
            let reply = tap(&visitor, &next.expect("one more"), n).await;
            let is_last = n + 1 == gathered.len();
            let to = reply.location().unwrap_or_default();
            assert_eq!(to.ends_with("#gather"), is_last, "{to}");
        }
        let page = visitor.get("/today").await.text();
        assert_eq!(lines(part(&page, "gather")), (0, gathered.len()));
        assert!(page.contains(&format!("all {} done", gathered.len())), "{page}");
        assert_eq!(lines(part(&page, "deliver")), (1, 0));

        // The list on paper is ticked as the plan is, and the week tells its days one by one, too.
        let id = furnished.ids.order;
        assert!(!visitor.get("/today/prep-list").await.text().contains(DELIVERED));
        requisition::prepare(&ben.desk::<CanPrepare>(), id).await.expect("prepared");
        requisition::deliver(&ben.desk(), id).await.expect("delivered");
        let paper = visitor.get("/today/prep-list").await.text();
        assert!(paper.contains(DELIVERED), "{paper}");
        let week = visitor.get("/week").await.text();
        let mut days = week.split("<details").filter(|day| day.contains("week-day"));
        let first = days.next().unwrap_or_default();
        assert!(first.split('>').next().is_some_and(|tag| tag.contains("open")), "{week}");
        assert!(first.contains("today · ") && first.contains(&format!("listed-{id}")), "{week}");
    }

    async fn the_plan_says_what_is_said_about_its_orders(database: Database) {
        let scene = Scene::on(&database).await;
        let furnished = Furnished::found(scene.store.clone(), "Northgate School").await;
        let (house, ids) = (House::on(&scene.store).await, &furnished.ids);
        let (ada, ben) = (&furnished.people[0], &furnished.people[1]);
        let note = Change { note: Some(Some("Left-handed scissors, please.".to_owned())), ..Change::default() };
        requisition::change(&ada.desk::<CanRequest>(), ids.order, note).await.expect("changed");
        requisition::accept(&ben.desk::<CanPrepare>(), ids.order).await.expect("accepted");
        requisition::tell(&ada.desk::<CanRequest>(), ids.order, "Two more pupils.").await.expect("told");
        let found = practical::find(&ben.desk::<CanLook>(), ids.practical).await.expect("a practical");
        let visitor = house.visitor(&ben.token);
        for page in ["/today", "/today/prep-list"] {
            let text = visitor.get(page).await.text();
            assert!(text.contains("“Left-handed scissors, please.” “Two more pupils.”"), "{page}: {text}");
        }
        let paper = visitor.get("/today/prep-list").await.text();
        assert!(paper.contains("From the practicals") && paper.contains(&format!("<h3>{}</h3>", found.entry.title)), "{paper}");
        let code = requisition::find(&ben.desk::<CanLook>(), ids.order).await.expect("an order").code;
        let labels = format!("href=\"/labels?code={}\"", code.plain());
        assert!(visitor.get("/today").await.text().contains(&labels));
        requisition::prepare(&ben.desk::<CanPrepare>(), ids.order).await.expect("prepared");
        requisition::deliver(&ben.desk(), ids.order).await.expect("delivered");
        assert!(!visitor.get("/today").await.text().contains(&labels), "it is in the room");
    }

    async fn a_step_from_the_board_comes_back_to_its_slip(database: Database) {
        let scene = Scene::on(&database).await;
        let furnished = Furnished::found(scene.store.clone(), "Northgate School").await;
        let (house, id) = (House::on(&scene.store).await, furnished.ids.order);
        let ben = house.visitor(&furnished.people[1].token);
        let page = ben.get("/today").await.text();
        let accept = format!("/orders/{id}/acceptance?at=slip-{id}");
        assert!(page.contains(&accept) && page.contains(&format!("id=\"slip-{id}\"")), "{page}");
        let reply = ben.post(&accept, &[("form-from", "/today")]).await;
        assert_eq!(reply.location(), Some(format!("/today#slip-{id}").as_str()));
        let wry = ben.post(&format!("/orders/{id}/preparation?at=%22x"), &[("form-from", "/today")]).await;
        assert_eq!(wry.location(), Some("/today"), "what is no part of a page is left out");
    }

    async fn a_note_that_has_lapsed_says_so_on_the_order(database: Database) {
        let scene = Scene::on(&database).await;
        let furnished = Furnished::found(scene.store.clone(), "Northgate School").await;
        let (house, ids) = (House::on(&scene.store).await, &furnished.ids);
        let (ada, mary) = (&furnished.people[0], &furnished.people[3]);
        let written = risk::latest(&ada.desk::<CanLook>(), ids.practical).await.expect("an answer").expect("a draft").n;
        risk::submit(&ada.desk::<CanWritePracticals>(), ids.practical, written).await.expect("submitted");
        let review_on = today() + TimeDelta::days(3);
        risk::approve(&mary.desk::<CanApproveRisk>(), ids.practical, written, review_on).await.expect("approved");
        let choice = Choice::Practical(ids.practical);
        let lesson = today() + TimeDelta::days(14);
        let order = requisition::create(&ada.desk::<CanRequest>(), ids.timetable.slot, lesson, choice).await.expect("an order");
        let page = format!("/orders/{order}");
        let descaler = NewLine {
            kind: Some(ids.own.clone()),
            name: "Descaler, blue bottle".to_owned(),
            sort: Sort::Chemical,
            amount: Amount::parse("20 g").expect("an amount"),
            note: None,
        };
        let more = Change { add: Some(descaler), ..Change::default() };
        requisition::change(&ada.desk::<CanRequest>(), order, more).await.expect("one line more");
        let (classes, euh) = supplied::read("Eye Irrit. 2 H319").expect("a sheet");
        let sheet = Supplied { classes, euh, source: "the supplier’s sheet".to_owned(), checked: today() };
        let said = Said { supplied: Some(sheet), ..Said::default() };
        substance::say(&furnished.people[1].desk::<CanKeepStock>(), &ids.own.substance(), &said, 0).await.expect("said");

        let early = house.visitor(&ada.token).get(&page).await.text();
        assert!(early.contains("The review is due on 27 Nov 2026, before this lesson."), "{early}");
        assert!(early.contains("You added Descaler, blue bottle: this note does not cover it."), "by its supplier’s word: {early}");
        pass(&scene.store, 4 * DAY);
        let token = signs_in(&scene.store, "ada-lunt@northgate-school.example.org", PASSWORD).await.expect("signed in");
        let late = house.visitor(&token).get(&page).await.text();
        let said = "The review was due on 27 Nov 2026: ask the head of science whether the note still holds.";
        assert!(late.contains(said), "{late}");
    }
}
