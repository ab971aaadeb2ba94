//! A chemical's page, what the school says on it, and the way to its recipe.

use http::StatusCode;
use shared::amount::Unit;
use store::item;
use tests::on_both;
use tests::support::house::House;
use tests::support::scene::Scene;

on_both! {
    async fn a_chemical_is_looked_up_spoken_of_and_made(database: Database) {
        let scene = Scene::on(&database).await;
        let northgate = scene.school("Northgate School").await;
        let house = House::on(&scene.store).await;
        let technician = house.visitor(&northgate.technician("Ben Lowe").await.token);
        let teacher = house.visitor(&northgate.teacher("Ada Lunt").await.token);

        let found = technician.get("/chemicals?q=caustic+soda").await.text();
        assert!(found.contains("/chemicals/sodium-hydroxide"), "{found}");
        let page = "/chemicals/sodium-hydroxide";
        let at = technician.get(&format!("{page}?strength=0.4+M")).await.text();
        assert!(at.contains("H315") && at.contains("GB mandatory"), "{at}");
        assert_eq!(technician.get("/chemicals/unobtainium").await.status, StatusCode::NOT_FOUND);

        let said = [("version", "0"), ("storage", "B"), ("note", "Bottom shelf only."), ("label", "Bottom shelf")];
        let change = format!("{page}/change");
        assert_eq!(teacher.post(&change, &said).await.status, StatusCode::FORBIDDEN);
        assert_eq!(technician.post(&change, &said).await.location(), Some(page));
        let told = teacher.get(page).await.text();
        assert!(told.contains("Bottom shelf only.") && told.contains("This school says"), "{told}");
        let stale = technician.post(&change, &said).await;
        assert!(stale.location().is_some_and(|to| to.contains("form=")), "{:?}", stale.location());

        let recipe = teacher.get("/chemicals/copper-ii-sulfate-pentahydrate/solution?strength=0.5+mol%2Fdm3&volume=2+L").await.text();
        assert!(recipe.contains("249.68") && recipe.contains("make up to the mark"), "{recipe}");
        let refused = teacher.get("/chemicals/copper-ii-sulfate-pentahydrate/solution?strength=9+M").await.text();
        assert!(refused.contains("Water holds"), "{refused}");
        let reagent = teacher.get("/chemicals/benedicts-solution/solution?volume=500+cm3").await.text();
        assert!(reagent.contains("8.65"), "{reagent}");
    }

    async fn an_own_chemical_is_unknown_until_its_sheet_is_read(database: Database) {
        let scene = Scene::on(&database).await;
        let northgate = scene.school("Northgate School").await;
        let house = House::on(&scene.store).await;
        let technician = house.visitor(&northgate.technician("Ben Lowe").await.token);
        let jar = northgate.item("Descaler, blue bottle", Unit::Gram).await;
        let desk = northgate.prep_room::<shared::account::right::CanLook>();
        let kind = item::find(&desk, jar).await.expect("the item").kind;
        let before = technician.get(&format!("/stock/{jar}")).await.text();
        assert!(before.contains("Not in the reference data"), "{before}");
        let form = [
            ("version", "0"),
            ("classes", "H302 H319"),
            ("source", "Supplier, March 2026"),
            ("checked", "2026-11-22"),
        ];
        let change = format!("/chemicals/{kind}/change");
        assert_eq!(technician.post(&change, &form).await.status, StatusCode::SEE_OTHER);
        let after = technician.get(&format!("/stock/{jar}")).await.text();
        assert!(after.contains("Harmful if swallowed") && after.contains("Supplier, March 2026"), "{after}");
    }
}
