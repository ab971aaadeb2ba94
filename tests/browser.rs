//! Through a real browser, with script and again without.

mod school;
mod requisition;
mod keeping;
mod import;
mod stock;

use fantoccini::Locator;
use tests::support::browser::Browser;

/// Every demo person's password.
const PASSWORD: &str = "bunsen burner";

/// A teacher chooses a practical for their next lesson without an order; gives the draft's path.
async fn begins_an_order(teacher: &Browser) -> String {
    teacher.go("/lessons").await;
    teacher.press("Order").await;
    teacher.sees("Choose").await;
    let chosen_for = teacher.path().await;
    teacher
        .go(&format!("{chosen_for}&all=yes&words=thiosulfate"))
        .await;
    teacher
        .press("Choose Rates of reaction: thiosulfate and acid")
        .await;
    teacher.sees("Send to the prep room").await;
    path(&teacher.path().await)
}

/// Ticks that the risk note was read, where the practical has an approved one.
async fn reads_the_risk_note(teacher: &Browser) {
    let read = Locator::Css("input[type=checkbox][name=read]:not(:checked)");
    if let Ok(tick) = teacher.client().find(read).await {
        tick.send_keys(" ").await.expect("a tick");
    }
}

/// What follows the host in an address, without its query.
fn path(whole: &str) -> String {
    whole.split('?').next().unwrap_or_default().to_owned()
}
