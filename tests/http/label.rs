//! Choosing what to print labels for, and the paper.

use http::StatusCode;
use shared::account::right::CanImportStock;
use shared::amount::Amount;
use shared::kind::Sort;
use store::holding::Particulars;
use store::import::{self, Line, MOST_CONTAINERS, Plan};
use tests::on_both;
use tests::support::furnished::Furnished;
use tests::support::house::House;
use tests::support::scene::Scene;

/// Eleven hundred bottles in one place.
fn many() -> Plan {
    let bottles = |n: i32| Line {
        place: vec!["Cellar".to_owned()],
        kind: None,
        is_matched: false,
        sort: Sort::Equipment,
        name: format!("bottle {n}"),
        amount: Amount::pieces(i64::from(MOST_CONTAINERS)),
        containers: MOST_CONTAINERS,
        code: None,
        minimum: None,
        item_note: None,
        particulars: Particulars::default(),
    };
    Plan {
        file_name: "bottles.csv".to_owned(),
        lines: (0..42).map(bottles).collect(),
    }
}

on_both! {
    async fn labels_are_made_of_places_and_of_trays(database: Database) {
        let scene = Scene::on(&database).await;
        let house = House::on(&scene.store).await;
        let furnished = Furnished::found(scene.store.clone(), "Northgate School").await;
        let ben = house.visitor(&furnished.people[1].token);
        let ids = &furnished.ids;
        let place = format!("/labels?place={}", ids.place);
        let page = ben.get(&format!("/places/{}", ids.place)).await.text();
        assert!(page.contains(&place), "{page}");
        let page = ben.get(&place).await.text();
        assert!(page.contains(&format!("value=\"{}\" checked", ids.code.plain())), "{page}");

        // What bears one name is told apart by how much it is and where it stands.
        assert!(page.contains("g · Store</small>"), "{page}");

        let order = format!("order={}", ids.order);
        let page = ben.get(&format!("/labels?{order}")).await.text();
        assert!(page.contains("one tray") && page.contains("name=\"trays\""), "{page}");
        let page = ben.get(&format!("/labels?{order}&trays=3")).await.text();
        assert!(page.contains("3 trays") && page.contains("3 to print"), "{page}");
        let pdf = ben.get(&format!("/labels.pdf?{order}&trays=3")).await;
        assert!(pdf.status == StatusCode::OK && pdf.body.starts_with(b"%PDF-"), "{}", pdf.status);
        let page = ben.get(&format!("/labels?{order}&sheet=L7657")).await.text();
        assert!(page.contains("L7657 is too small for: "), "{page}");
        let page = ben.get(&format!("/labels?{order}&sheet=L7167")).await.text();
        assert!(!page.contains("is too small for") && page.contains("L7167: one label"), "{page}");
        for wrong in ["0", "-1", "61", "many"] {
            let query = format!("{order}&trays={wrong}");
            let pdf = ben.get(&format!("/labels.pdf?{query}")).await;
            assert_eq!(pdf.location(), Some(format!("/labels?{query}").as_str()));
            let page = ben.get(&format!("/labels?{query}")).await.text();
            assert!(page.contains("id=\"trays-error\"") && page.contains(&format!("value=\"{wrong}\"")), "{page}");
        }
    }

    async fn a_thousand_labels_are_made_at_once(database: Database) {
        let scene = Scene::on(&database).await;
        let house = House::on(&scene.store).await;
        let northgate = scene.school("Northgate School").await;
        let ben = northgate.technician("Ben Okoro").await;
        import::read_in(&ben.desk::<CanImportStock>(), many()).await.expect("read in");
        let tree = store::location::tree(&ben.desk::<CanImportStock>()).await.expect("places");
        let cellar = tree.walk().next().expect("the cellar").1.id;
        let visitor = house.visitor(&ben.token);
        let pdf = visitor.get(&format!("/labels.pdf?place={cellar}")).await;
        assert_eq!(pdf.location(), Some(format!("/labels?place={cellar}").as_str()));
        let page = visitor.get(&format!("/labels?place={cellar}")).await.text();
        assert!(page.contains("At most 1,000 labels") && page.contains("1,000 to print"));
        assert_eq!(page.matches("name=\"code\"").count(), 1_000);
    }
}
