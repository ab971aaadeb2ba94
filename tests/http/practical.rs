//! The library as its pages show it.

use shared::account::Role;
use shared::account::right::CanKeepTimetable;
use shared::practical::Subject;
use store::timetable::class;
use tests::on_both;
use tests::support::furnished::Furnished;
use tests::support::house::House;
use tests::support::scene::Scene;

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
}
