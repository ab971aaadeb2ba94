//! What every request meets, whatever its page.

use http::StatusCode;
use tests::on_both;
use tests::support::furnished::Furnished;
use tests::support::house::House;
use tests::support::scene::Scene;
use tests::support::server::Server;

on_both! {
    async fn a_server_tells_that_it_is_ready(database: Database) {
        let server = Server::on(database).await;
        let stranger = server.visitor();
        assert_eq!(stranger.get("/healthz").await.status, StatusCode::OK);
        assert_eq!(stranger.get("/readyz").await.status, StatusCode::OK);
        assert_eq!(stranger.get("/no-such-page").await.status, StatusCode::NOT_FOUND);
    }

    async fn the_stylesheet_is_sent_once(database: Database) {
        let server = Server::on(database).await;
        let stranger = server.visitor();
        let sheet = stranger.get("/pkg/trolley.css").await;
        assert!(sheet.text().starts_with("/* The order of the layers"));
        let tag = sheet.header("etag").expect("a tag").to_owned();
        let again = stranger.get_with("/pkg/trolley.css", "if-none-match", &tag).await;
        assert_eq!(again.status, StatusCode::NOT_MODIFIED);
    }

    async fn the_rail_says_what_waits(database: Database) {
        let Scene { store } = Scene::on(&database).await;
        let house = House::on(&store).await;
        let northgate = Furnished::found(store, "Northgate School").await;
        let (ada, ben) = (&northgate.people[0], &northgate.people[1]);
        let waits = "<small class=\"rail-waits\">1 new</small>";
        for page in ["/today", "/people", "/me"] {
            assert!(house.visitor(&ben.token).get(page).await.text().contains(waits), "{page}");
        }
        assert!(!house.visitor(&ada.token).get("/lessons").await.text().contains("rail-waits"));
    }
}
