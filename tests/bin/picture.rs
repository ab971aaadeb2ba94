//! `cargo xtask picture`: the picture in the README, of the prep room's day in the demo trust.
#![expect(
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a step that fails ends the program; where the picture is, is printed"
)]

use tests::support::browser::{Look, Scheme, Width};
use tests::support::database::Engine;
use tests::support::server::Server;
use tests::support::{demo, told};

/// Whose day it is.
const ROLE: &str = "senior technician";
/// The page.
const PAGE: &str = "/today";

#[tokio::main]
async fn main() {
    let server = Server::demo(Engine::Sqlite).await;
    let people = demo::people(&server.log());
    let technician = people
        .iter()
        .find(|person| person.role == ROLE)
        .expect("a senior technician in the demo trust");
    let browser = server.browser(Look::PLAIN).await;
    browser
        .sign_in(&technician.email, &technician.password)
        .await;
    browser.turn(Width::Wide, Scheme::Light);
    browser.resize(1280, 860);
    browser.go(PAGE).await;
    // Today's work may be done.
    browser.press("The school day after").await;
    browser.sees("Pour out").await;
    let file = told("TROLLEY_PICTURE");
    browser.picture(&file).await;
    println!("{} is the picture of {PAGE}", file.display());
}
