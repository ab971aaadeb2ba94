//! The stock as one looks through it.

use fantoccini::Locator;
use tests::support::browser::{Browser, Look};
use tests::support::database::Engine;
use tests::support::server::Server;

use super::PASSWORD;

/// Ticks the list's first thing that is not ticked yet.
async fn ticks_one(marek: &Browser) {
    let free = Locator::Css("tbody .pick > input:not(:checked)");
    let tick = marek.client().find(free).await.expect("a thing");
    tick.send_keys(" ").await.expect("a tick");
}

/// How many things are ticked, by the page's address alone.
async fn ticked(marek: &Browser) -> usize {
    let page = marek.path().await;
    marek.go(&page).await;
    let ticks = Locator::Css("tbody .pick > input:checked");
    let found = marek.client().find_all(ticks).await;
    let count = found.expect("the list").len();
    marek.comes_to_life("filters").await;
    count
}

/// Whether the list follows the search; what was ticked before stays in sight.
fn all_are_beakers(rows: &str) -> bool {
    rows.contains("eaker") && !rows.contains("ammonia")
}

#[tokio::test]
async fn ticks_stay_through_a_search_a_tab_and_the_next_page() {
    let server = Server::demo(Engine::Sqlite).await;
    let marek = server.browser(Look::PLAIN).await;
    marek
        .sign_in("marek.dudek@northgate.example", PASSWORD)
        .await;
    marek.go("/stock").await;
    marek.comes_to_life("filters").await;
    ticks_one(&marek).await;
    marek.press("Next").await;
    marek.sees("Back").await;
    assert_eq!(ticked(&marek).await, 1);
    marek.fill("Search", "beaker").await;
    marek.shows("#results", all_are_beakers).await;
    ticks_one(&marek).await;
    marek.press("Expiring").await;
    marek.sees("Use by").await;
    assert_eq!(ticked(&marek).await, 2);
    // What is ticked no longer is not taken along.
    let tick = Locator::Css("tbody .pick > input:checked");
    let tick = marek.client().find(tick).await.expect("a tick");
    tick.send_keys(" ").await.expect("no tick");
    marek.press("Everything").await;
    marek.sees("Use by").await;
    assert_eq!(ticked(&marek).await, 1);
}
