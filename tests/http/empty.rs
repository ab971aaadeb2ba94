//! Pages of a school that has only begun: they say what comes first, and who does it.

use shared::account::Role;
use tests::on_both;
use tests::support::house::House;
use tests::support::scene::Scene;

/// Who keeps the timetable.
const KEEPERS: &str = "A senior technician, the head of science or an administrator";

on_both! {
    async fn who_may_not_fill_a_page_is_told_who_does(database: Database) {
        let scene = Scene::on(&database).await;
        let house = House::on(&scene.store).await;
        let northgate = scene.school("Northgate School").await;
        let ada = house.visitor(&northgate.teacher("Ada Lunt").await.token);
        for page in ["/stock", "/places"] {
            let text = ada.get(page).await.text();
            assert!(text.contains("The prep room has not entered this yet."), "{page}: {text}");
            assert!(!text.contains("Bring the list") && !text.contains("Begin with"), "{page}: {text}");
            assert!(!text.contains("Export CSV"), "{page}: {text}");
        }
        for page in ["/timetable", "/timetable/classes", "/timetable/calendar", "/today", "/week", "/lessons"] {
            let text = ada.get(page).await.text();
            assert!(text.contains(KEEPERS), "{page}: {text}");
            assert!(!text.contains("Add each") && !text.contains(">Periods<"), "{page}: {text}");
        }
    }

    async fn who_may_fill_a_page_is_told_how(database: Database) {
        let scene = Scene::on(&database).await;
        let house = House::on(&scene.store).await;
        let northgate = scene.school("Northgate School").await;
        let priya = house.visitor(&northgate.senior_technician("Priya Nair").await.token);
        for page in ["/today", "/week", "/lessons"] {
            let text = priya.get(page).await.text();
            assert!(text.contains("Add a term") && !text.contains(KEEPERS), "{page}: {text}");
        }
        assert!(priya.get("/today").await.text().contains("href=\"/start\""));
        // There is no term, so no day from which it is counted.
        let overview = priya.get("/oversight").await.text();
        let (_, rest) = overview.split_once("/oversight/orders?of=in-time").expect("a figure");
        let rest = rest.split('"').next().unwrap_or_default().replace("&amp;", "&");
        let list = priya.get(&format!("/oversight/orders?of=in-time{rest}")).await.text();
        assert!(list.contains("No orders") && !list.contains("since "), "{list}");
    }

    async fn a_step_names_those_who_take_it(database: Database) {
        let scene = Scene::on(&database).await;
        let house = House::on(&scene.store).await;
        let northgate = scene.school("Northgate School").await;
        let ada = house.visitor(&northgate.teacher("Ada Lunt").await.token);
        let text = ada.get("/start").await.text();
        let importers = "A technician, a senior technician, the head of science or an administrator does this.";
        assert!(text.contains(importers), "{text}");
        // What is done is a line.
        assert!(text.contains(">done<") && !text.contains("Each gets a link"), "{text}");
        let ben = northgate.joined_by(Role::Technician, "Ben Lowe").await;
        let text = house.visitor(&ben.token).get("/start").await.text();
        assert!(text.contains("Import a list") && !text.contains(importers), "{text}");
    }
}
