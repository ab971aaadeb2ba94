//! Adding to the stock, and looking for what is in it.

use tests::on_both;
use tests::support::house::House;
use tests::support::scene::Scene;

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
