//! The first school of an empty server, and coming back to it.

use tests::support::browser::{Browser, Look};
use tests::support::database::Engine;
use tests::support::server::Server;

const PASSWORD: &str = "three words here";

/// The last fields, which no page keeps, and the button.
async fn chooses_a_password(ada: &Browser) {
    ada.fill("A password", PASSWORD).await;
    ada.fill("The password again", PASSWORD).await;
    ada.press("Set up the school").await;
}

/// Makes the school that the console invites to make.
async fn found_a_school(server: &Server, ada: &Browser) {
    let log = server.log();
    let invitation = log
        .split("/welcome")
        .nth(1)
        .expect("an invitation on the console");
    let words = invitation.split_whitespace().next().unwrap_or_default();
    let token = words.split('=').nth(1).expect("a token");
    ada.go("/welcome").await;
    ada.fill("One-time token", "anything else").await;
    ada.fill("School", "Northgate").await;
    ada.fill("Your name", "Ada Byron").await;
    ada.fill("Your e-mail address", "ada@northgate.example")
        .await;
    chooses_a_password(ada).await;
    ada.sees("This is not the one on the console").await;
    ada.fill("One-time token", token).await;
    chooses_a_password(ada).await;
    ada.comes_to("/start").await;
}

async fn a_school_is_founded_and_found_again(engine: Engine, look: Look) {
    let server = Server::empty(engine).await;
    let ada = server.browser(look).await;
    found_a_school(&server, &ada).await;

    let elsewhere = server.browser(look.on_a_phone()).await;
    elsewhere.go("/").await;
    elsewhere
        .fill("E-mail address", "ada@northgate.example")
        .await;
    elsewhere.fill("Password", "not this one").await;
    elsewhere.press("Sign in").await;
    elsewhere.sees("E-mail address").await;
    elsewhere.fill("Password", PASSWORD).await;
    elsewhere.press("Sign in").await;
    elsewhere.comes_to("/start").await;
}

#[tokio::test]
async fn with_script_on_sqlite() {
    a_school_is_founded_and_found_again(Engine::Sqlite, Look::PLAIN).await;
}

#[tokio::test]
async fn without_script_on_postgres() {
    a_school_is_founded_and_found_again(Engine::Postgres, Look::WITHOUT_SCRIPT).await;
}
