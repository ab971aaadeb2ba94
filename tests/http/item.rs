//! Adding to the stock, and looking for what is in it.

use shared::account::right::CanLook;
use shared::id::ItemId;
use store::item::{self, ListQuery};
use tests::on_both;
use tests::support::furnished::Furnished;
use tests::support::house::House;
use tests::support::scene::{Actor, Scene};

/// The item of a name.
async fn named(ben: &Actor, name: &str) -> ItemId {
    let query = ListQuery {
        q: name.to_owned(),
        ..ListQuery::default()
    };
    let page = item::list(&ben.desk::<CanLook>(), &query).await;
    page.expect("a page").rows[0].item.id
}

on_both! {
    async fn all_that_is_wrong_with_a_new_item_is_told_at_once(database: Database) {
        let scene = Scene::on(&database).await;
        let house = House::on(&scene.store).await;
        let ben = house.visitor(&scene.school("Northgate School").await.technician("Ben Okoro").await.token);
        let form = [
            ("form-from", "/stock/new"), ("name", ""), ("sort", "chemical"), ("unit", "gram"), ("minimum", "few"),
            ("amount", "lots"), ("place", "Nowhere"), ("expires_on", "soon"),
        ];
        let reply = ben.post("/stock", &form).await;
        let page = ben.get(reply.location().expect("back to the form")).await.text();
        for field in ["name", "minimum", "amount", "place", "expires_on"] {
            assert!(page.contains(&format!("id=\"{field}-error\"")), "{field}: {page}");
        }
        assert!(page.contains("value=\"lots\"") && page.contains("No place here has that code"), "{page}");
    }

    async fn ticks_stay_when_a_move_is_refused_and_when_one_searches_on(database: Database) {
        let scene = Scene::on(&database).await;
        let house = House::on(&scene.store).await;
        let furnished = Furnished::found(scene.store.clone(), "Northgate School").await;
        let ben = house.visitor(&furnished.people[1].token);
        let salt = furnished.ids.item.to_string();
        let ticked = |page: &str| page.contains(&format!("value=\"{salt}\" checked"));

        let form = [("form-from", "/stock"), ("item", &*salt), ("to", "")];
        let reply = ben.post("/holdings/move", &form).await;
        let page = ben.get(reply.location().expect("back to the list")).await.text();
        assert!(ticked(&page) && page.contains("id=\"to-error\"") && page.contains("Please choose one of these."), "{page}");
        let form = [("form-from", "/stock"), ("to", &*furnished.ids.place.to_string())];
        let reply = ben.post("/holdings/move", &form).await;
        let page = ben.get(reply.location().expect("back to the list")).await.text();
        assert!(page.contains("Tick what is to be moved first."), "{page}");
        assert!(page.contains(&format!("value=\"{}\" selected", furnished.ids.place)), "{page}");

        let jar = furnished.ids.holding.to_string();
        let place = format!("/places/{}", furnished.ids.place);
        let form = [("form-from", &*place), ("holding", &*jar), ("to", "Nowhere")];
        let reply = ben.post("/holdings/move", &form).await;
        let page = ben.get(reply.location().expect("back to the place")).await.text();
        assert!(page.contains(&format!("value=\"{jar}\" checked")) && page.contains("No place here has that code"), "{page}");

        assert!(!ticked(&ben.get("/stock").await.text()));
        for q in ["salt", "descaler", "nothing-of-that-name"] {
            let page = ben.get(&format!("/stock?q={q}&item={salt}")).await.text();
            assert!(ticked(&page), "{q}: {page}");
            assert_eq!(page.matches(&format!("value=\"{salt}\" checked")).count(), 1, "{q}");
        }
    }

    async fn labels_say_what_was_not_ticked_and_what_is_not_there(database: Database) {
        let scene = Scene::on(&database).await;
        let house = House::on(&scene.store).await;
        let furnished = Furnished::found(scene.store.clone(), "Northgate School").await;
        let ben = house.visitor(&furnished.people[1].token);
        let descaler = named(&furnished.people[1], "descaler").await;
        let page = ben.get("/labels?form-from=/stock%3Fq%3Dx&to=").await.text();
        assert!(page.contains("Tick what you want labels for") && page.contains("href=\"/stock?q=x\""), "{page}");
        let none = "There is none here to put a label on: Descaler, blue bottle.";
        let page = ben.get(&format!("/labels?item={descaler}")).await.text();
        assert!(page.contains(none), "{page}");
        let page = ben.get(&format!("/labels?item={descaler}&item={}", furnished.ids.item)).await.text();
        assert!(page.contains(none) && page.contains("one to print"), "{page}");
        let page = ben.get("/stock?q=descaler").await.text();
        assert!(page.contains("none left"), "{page}");
    }

    async fn loose_words_find_what_they_mean(database: Database) {
        let scene = Scene::on(&database).await;
        let house = House::on(&scene.store).await;
        let furnished = Furnished::found(scene.store.clone(), "Northgate School").await;
        let ben = house.visitor(&furnished.people[1].token);
        let jar = format!("href=\"/stock/{}\"", furnished.ids.item);
        for q in ["7647-14-5", "sodum+cloride"] {
            for room in ["stock", "find"] {
                let page = ben.get(&format!("/{room}?q={q}")).await.text();
                assert!(page.contains(&jar), "{room} {q}: {page}");
            }
        }
        let page = ben.get("/stock?q=sodum+cloride").await.text();
        assert!(page.contains("Nothing is called “sodum cloride”: this may be sodium chloride."), "{page}");
        let page = ben.get("/stock?q=washing+soda").await.text();
        assert!(page.contains("There is none of it here."), "{page}");
    }

    async fn what_an_item_is_is_said_in_words_and_kept_once(database: Database) {
        let scene = Scene::on(&database).await;
        let house = House::on(&scene.store).await;
        let ada = scene.school("Northgate School").await.technician("Ben Okoro").await;
        let ben = house.visitor(&ada.token);
        let add = [("form-from", "/stock/new"), ("name", "Funnels"), ("sort", "equipment"), ("unit", "piece")];
        let page = ben.post("/stock", &add).await.location().expect("its page").to_owned();
        let edit = format!("{page}/edit");
        let say = async |is: &str, more: &[(&str, &str)]| {
            let mut form = vec![("form-from", &*edit), ("name", "Funnels"), ("version", "1"), ("is", is)];
            form.extend(more);
            let reply = ben.post(&format!("{page}/change"), &form).await;
            ben.get(reply.location().expect("a page")).await.text()
        };
        assert!(say("water bucket of yore", &[]).await.contains("Nothing known goes by this name"));
        assert!(say("copper(II) sulfate", &[]).await.contains("measured in another unit"));
        let asked = say("funnels", &[]).await;
        assert!(asked.contains("value=\"filter-funnel\"") && asked.contains("Which of these is it?"), "{asked}");
        say("funnels", &[("kind", "filter-funnel"), ("kind_of", "funnels")]).await;
        assert!(ben.get(&edit).await.text().contains("value=\"filter funnel"), "taken for");

        let acid = |name: &'static str| [("form-from", "/stock/new"), ("name", name), ("sort", "solution"), ("unit", "litre")];
        ben.post("/stock", &acid("Hydrochloric acid, 0.5 mol/dm3")).await;
        let reply = ben.post("/stock", &acid("hydrochloric acid 0.5M")).await;
        let back = ben.get(reply.location().expect("back")).await.text();
        assert!(back.contains("You have this: Hydrochloric acid, 0.5 mol/dm3.") && back.contains("name=\"apart\""), "{back}");
        let apart: Vec<_> = acid("hydrochloric acid 0.5M").into_iter().chain([("apart", "on")]).collect();
        let reply = ben.post("/stock", &apart).await;
        assert!(reply.location().is_some_and(|to| to.starts_with("/stock/") && !to.contains("new")));
    }

    async fn the_finder_finds_classes_teachers_and_orders(database: Database) {
        let scene = Scene::on(&database).await;
        let house = House::on(&scene.store).await;
        let furnished = Furnished::found(scene.store.clone(), "Northgate School").await;
        let ids = &furnished.ids;
        let (ben, mary) = (house.visitor(&furnished.people[1].token), house.visitor(&furnished.people[3].token));
        let class = ids.timetable.class;
        let teacher = furnished.people[0].who().member;
        let order = format!("href=\"/orders/{}\"", ids.order);
        for q in ["9X/Sc1", "9x"] {
            let page = ben.get(&format!("/find?q={q}")).await.text();
            assert!(page.contains(&order) && page.contains(&format!("{class}\"")), "{q}: {page}");
        }
        let page = mary.get("/find?q=9x").await.text();
        assert!(page.contains(&format!("href=\"/timetable/classes/{class}\"")), "{page}");
        let name = furnished.people[0].who().name.full.replace(' ', "+");
        let page = ben.get(&format!("/find?q={name}")).await.text();
        assert!(page.contains(&order) && page.contains(&format!("/timetable?teacher={teacher}")), "{page}");

        let page = ben.get("/find?q=%F0%9F%A7%AA").await.text();
        assert!(page.contains("Nothing found for"), "{page}");
        assert!(ben.get("/stock?q=%F0%9F%A7%AA").await.text().contains("Nothing is called"));
        let right = ids.code.plain();
        let wrong: String = right[..7].chars().chain([if right.ends_with('0') { '1' } else { '0' }]).collect();
        let page = ben.get(&format!("/find?q={wrong}")).await.text();
        assert!(page.contains("one of its signs is wrong"), "{page}");
    }

    async fn the_finder_leaves_a_lists_own_words_to_the_list(database: Database) {
        let scene = Scene::on(&database).await;
        let house = House::on(&scene.store).await;
        let ben = house.visitor(&scene.school("Northgate School").await.technician("Ben Okoro").await.token);
        let says = |page: &str, id: &str| page.contains(&format!("name=\"q\" id=\"{id}\" value=\"zinc\""))
            || page.contains(&format!("id=\"{id}\" name=\"q\" value=\"zinc\""));
        let list = ben.get("/stock?q=zinc").await.text();
        assert!(says(&list, "stock-q") && !says(&list, "find"), "{list}");
        assert!(says(&ben.get("/find?q=zinc").await.text(), "find"));
        let chemicals = ben.get("/chemicals").await.text();
        assert!(chemicals.contains("Which chemical?"), "{chemicals}");
    }
}
