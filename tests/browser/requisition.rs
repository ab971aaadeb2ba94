//! The main job, end to end, as its people do it in their browsers: a practical is requested, prepared,
//! delivered and checked back in.

use fantoccini::Locator;
use tests::support::browser::{Browser, Look};
use tests::support::database::Engine;
use tests::support::server::{Server, command};

/// Every demo person's password.
const PASSWORD: &str = "bunsen burner";

/// Ticks that the risk note was read, where the practical has an approved one.
async fn reads_the_risk_note(teacher: &Browser) {
    let read = Locator::Css("input[name=read]:not(:checked)");
    if let Ok(tick) = teacher.client().find(read).await {
        tick.send_keys(" ").await.expect("a tick");
    }
}

/// What follows the host in an address, without its query.
fn path(whole: &str) -> String {
    whole.split('?').next().unwrap_or_default().to_owned()
}

async fn an_order_goes_the_whole_way(engine: Engine, look: Look) {
    let server = Server::demo(engine).await;
    let hannah = server.browser(look).await;
    hannah
        .sign_in("hannah.birch@northgate.example", PASSWORD)
        .await;
    hannah.go("/lessons").await;
    hannah.press("Order").await;
    hannah.sees("Choose").await;
    hannah.press("Choose").await;
    hannah.sees("Send to the prep room").await;
    let order = path(&hannah.path().await);
    reads_the_risk_note(&hannah).await;
    hannah.press("Send to the prep room").await;
    hannah.sees("Sent to the prep room.").await;

    let marek = server.browser(look).await;
    marek
        .sign_in("marek.dudek@northgate.example", PASSWORD)
        .await;
    marek.go(&order).await;
    for (step, said) in [
        ("Accept", "Accepted."),
        ("Everything is ready", "Prepared."),
        ("Deliver", "Delivered."),
        ("Bring back", "Back in the prep room."),
    ] {
        marek.press(step).await;
        marek.sees(said).await;
    }
    marek.press("Check in").await;
    marek.comes_to(&format!("{order}/check-in")).await;
    marek.press("Check in").await;
    marek.sees("Checked in").await;

    hannah.go(&order).await;
    hannah.sees("Checked in").await;
    hannah.sees("Marek Dudek").await;

    // The book is right after all that, and after everything the demo did.
    let database = server.kill();
    let verified = command(&database)
        .arg("verify")
        .output()
        .expect("the program runs");
    assert!(
        verified.status.success(),
        "{}",
        String::from_utf8_lossy(&verified.stdout)
    );
}

#[tokio::test]
async fn with_script_on_postgres() {
    an_order_goes_the_whole_way(Engine::Postgres, Look::PLAIN).await;
}

#[tokio::test]
async fn without_script_on_sqlite() {
    an_order_goes_the_whole_way(Engine::Sqlite, Look::WITHOUT_SCRIPT).await;
}
