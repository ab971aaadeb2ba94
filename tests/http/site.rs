//! What every request meets, whatever its page.

use http::StatusCode;
use tests::on_both;
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
}
