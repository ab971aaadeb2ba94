//! A demo trust that was cut short is known for one, and leaves nothing behind.

use store::{Connect, Store, school};
use tests::on_both;
use tests::support::furnished::Furnished;
use tests::support::scene::Scene;
use tests::support::server::command;
use trolley::demo;

on_both! {
    async fn half_a_demo_is_not_served(database: Database) {
        let Scene { store } = Scene::on(&database).await;
        assert!(!demo::is_half_made(&store).await.expect("an answer"));
        let trust = school::found_trust(&store, "A trust").await.expect("a trust");
        school::rename_trust(&store, trust, "Wharfedale Learning Trust, being made").await.expect("renamed");
        Furnished::found(store.clone(), "Northgate School").await;
        assert!(demo::is_half_made(&store).await.expect("an answer"));
        store.close().await;

        let refused = command(&database).args(["serve", "--addr", "127.0.0.1:0"]).output().expect("the program");
        let said = String::from_utf8_lossy(&refused.stderr);
        assert!(said.contains("start once with --demo"), "{said}");

        let store = Store::open(Connect::to(database.store_url())).await.expect("the store opens");
        demo::clear(&store).await.expect("cleared");
        assert!(!demo::is_half_made(&store).await.expect("an answer"));
        assert!(!school::any(&store).await.expect("an answer"));
        store.close().await;
        let Scene { store } = Scene::on(&database).await;
        Furnished::found(store, "Northgate School").await;
    }
}
