//! An order that keeps itself, when it can't be kept: what was typed stays, and is kept once that is possible.

use sqlx::{AnyConnection, AssertSqlSafe, Connection as _};
use tests::support::browser::{Browser, Look};
use tests::support::database::{Database, Engine};
use tests::support::server::Server;

use super::{PASSWORD, begins_an_order, reads_the_risk_note};

const HANNAH: &str = "hannah.birch@northgate.example";
const MAREK: &str = "marek.dudek@northgate.example";

/// Somebody who is signed in.
async fn signed_in(server: &Server, email: &str) -> Browser {
    let browser = server.browser(Look::PLAIN).await;
    browser.sign_in(email, PASSWORD).await;
    browser
}

/// Hannah's draft, which keeps itself by now; gives its path.
async fn writes_an_order(hannah: &Browser) -> String {
    let order = begins_an_order(hannah).await;
    hannah.sees("Draft kept").await;
    hannah.comes_to_life("order").await;
    order
}

/// Does something to the database behind the server's back.
async fn does(database: &Database, what: &'static str) {
    sqlx::any::install_default_drivers();
    let connection = AnyConnection::connect(&database.store_url()).await;
    let mut run = connection.expect("the database");
    sqlx::query(AssertSqlSafe(what))
        .execute(&mut run)
        .await
        .expect("behind the server's back");
}

#[tokio::test]
async fn a_fault_of_the_server_loses_nothing() {
    let server = Server::demo(Engine::Sqlite).await;
    let hannah = signed_in(&server, HANNAH).await;
    let order = writes_an_order(&hannah).await;
    does(server.database(), "ALTER TABLE event RENAME TO event_gone").await;
    hannah.fill("For the prep room", "Two trays").await;
    hannah.sees("Not kept: a fault of ours").await;
    does(server.database(), "ALTER TABLE event_gone RENAME TO event").await;
    hannah.sees("Draft kept").await;
    hannah.go(&order).await;
    assert_eq!(hannah.shown("#note").await, "Two trays");
}

#[tokio::test]
async fn who_is_signed_out_meanwhile_signs_in_elsewhere_and_loses_nothing() {
    let server = Server::demo(Engine::Sqlite).await;
    let hannah = signed_in(&server, HANNAH).await;
    let order = writes_an_order(&hannah).await;
    let at_home = signed_in(&server, HANNAH).await;
    at_home.go("/me").await;
    at_home.press("Sign out everywhere else").await;
    at_home.sees("You are signed in here only").await;

    hannah.fill("For the prep room", "Two trays").await;
    hannah.sees("Not kept: you are signed out").await;
    let driver = hannah.client();
    let writing = driver.window().await.expect("the window");
    let other = driver.new_window(true).await.expect("another tab");
    driver
        .switch_to_window(other.handle)
        .await
        .expect("the other tab");
    hannah.sign_in(HANNAH, PASSWORD).await;
    driver.switch_to_window(writing).await.expect("the order");
    hannah.sees("Draft kept").await;
    hannah.go(&order).await;
    assert_eq!(hannah.shown("#note").await, "Two trays");
}

#[tokio::test]
async fn what_is_written_into_an_order_that_was_taken_on_is_said_to_be_not_kept() {
    let server = Server::demo(Engine::Sqlite).await;
    let hannah = signed_in(&server, HANNAH).await;
    let order = writes_an_order(&hannah).await;
    let other_window = signed_in(&server, HANNAH).await;
    other_window.go(&order).await;
    reads_the_risk_note(&other_window).await;
    other_window.press("Send to the prep room").await;
    other_window.sees("Sent to the prep room.").await;
    let marek = signed_in(&server, MAREK).await;
    marek.go(&order).await;
    marek.press("Accept").await;
    marek.sees("Accepted.").await;

    hannah.fill("For the prep room", "Two trays").await;
    hannah
        .shows("#kept", |words| words.starts_with("Not kept: "))
        .await;
    assert_eq!(
        hannah.shown("#note").await,
        "Two trays",
        "it can still be copied"
    );
    marek.go(&order).await;
    assert!(!marek.text().await.contains("Two trays"));
}
