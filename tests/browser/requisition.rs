//! The main job, end to end, as its people do it in their browsers: a practical is requested, prepared,
//! delivered and checked back in.

use tests::support::browser::{Browser, Look, Script};
use tests::support::database::Engine;
use tests::support::server::{Server, command};

use super::{PASSWORD, begins_an_order, path, reads_the_risk_note};

/// Each group gets one; there is always one more, and no school has thousands.
const TOWELS: &str = "Total of paper towel";

/// Totals, what is free and the draft follow what is typed, without another page.
async fn the_order_keeps_itself(teacher: &Browser, other_window: &Browser) {
    let total = format!("[aria-label='{TOWELS}']");
    let free = format!(".kit tr:has({total}) .avail");
    let order = path(&teacher.path().await);
    teacher.sees("Draft kept").await;
    teacher.comes_to_life("order").await;
    teacher
        .run("window.same = true; return null;", Vec::new())
        .await;

    let before = teacher.shown(&total).await;
    teacher.press("One group more").await;
    teacher.shows(&total, |now| now != before).await;
    teacher.fill(TOWELS, "9999").await;
    teacher
        .shows(&free, |now| now.contains("avail-short"))
        .await;
    teacher.fill(TOWELS, "1").await;
    teacher.shows(&free, |now| now.contains("avail-ok")).await;

    // Another window on the same draft changes something else: neither is lost.
    other_window.go(&order).await;
    other_window.comes_to_life("order").await;
    let before = other_window.shown("#groups").await;
    other_window.press("One group more").await;
    other_window.shows("#groups", |now| now != before).await;
    teacher.lose_network();
    teacher.fill("For the prep room", "Two trays, please").await;
    teacher.sees("Not kept: no connection").await;
    teacher.find_network();
    teacher.sees("Draft kept").await;
    let groups = teacher.shows("#groups", |now| now != before).await;

    // Both write in one field: the second is told beside it what the first made of it, and sends theirs again.
    other_window.go(&order).await;
    other_window.comes_to_life("order").await;
    other_window.fill("For the prep room", "Three trays").await;
    other_window
        .shows("[name=was-note]", |kept| kept == "Three trays")
        .await;
    teacher
        .fill("For the prep room", "Two trays, please!")
        .await;
    teacher
        .sees("By now this is “Three trays”. Send yours again to keep it.")
        .await;
    teacher
        .sees("Not kept: please look at what is marked")
        .await;
    teacher.fill("For the prep room", "Two trays, please").await;
    teacher
        .shows("[name=was-note]", |kept| kept == "Two trays, please")
        .await;
    teacher.shows("#kept", is_kept_at).await;
    teacher
        .shows("#note-error", |error| !error.contains("By now"))
        .await;

    let is_same = teacher
        .run("return window.same === true;", Vec::new())
        .await;
    assert_eq!(is_same, true, "no other page was loaded");
    teacher.go(&order).await;
    assert_eq!(teacher.shown("#note").await, "Two trays, please");
    assert_eq!(teacher.shown("#groups").await, groups);
    assert_eq!(teacher.shown(&total).await, "1");
}

/// "Draft kept 10:42": when it was kept is said.
fn is_kept_at(words: &str) -> bool {
    let at = words.strip_prefix("Draft kept ").unwrap_or_default();
    at.split_once(':')
        .is_some_and(|(hour, _)| hour.parse::<u8>().is_ok())
}

/// What is in the prep room's own words the only kit that is counted here.
const FLASK: &str = "conical flask, 100 cm³";

/// How many flasks there are, by the item's own page, which is left open.
async fn flasks(technician: &Browser) -> i64 {
    technician.go("/stock?q=conical+flask+100").await;
    technician.press(FLASK).await;
    technician.sees("There is").await;
    let page = technician.text().await;
    let (_, after) = page.split_once("There is").expect("how much there is");
    let number = after.split_whitespace().next().unwrap_or_default();
    number
        .parse()
        .unwrap_or_else(|_| panic!("not a count: {page}"))
}

async fn an_order_goes_the_whole_way(engine: Engine, look: Look) {
    let server = Server::demo(engine).await;
    let hannah = server.browser(look).await;
    hannah
        .sign_in("hannah.birch@northgate.example", PASSWORD)
        .await;
    let order = begins_an_order(&hannah).await;
    if look.script == Script::On {
        let other_window = server.browser(look).await;
        other_window
            .sign_in("hannah.birch@northgate.example", PASSWORD)
            .await;
        the_order_keeps_itself(&hannah, &other_window).await;
    }
    reads_the_risk_note(&hannah).await;
    hannah.press("Send to the prep room").await;
    hannah.sees("Sent to the prep room.").await;

    let marek = server.browser(look).await;
    marek
        .sign_in("marek.dudek@northgate.example", PASSWORD)
        .await;
    let priya = server.browser(look).await;
    priya
        .sign_in("priya.nair@northgate.example", PASSWORD)
        .await;
    marek.go(&order).await;
    priya.go(&order).await;
    for (step, said) in [
        ("Accept", "Accepted."),
        ("Everything is ready", "Prepared."),
        ("Deliver", "Delivered."),
        ("Bring back", "Back in the prep room."),
    ] {
        marek.press(step).await;
        marek.sees(said).await;
    }
    // Both had the order before them: the second is told what it is by then.
    priya.press("Accept").await;
    priya
        .sees("Nothing was done: it is “Returned” by now.")
        .await;
    let before = flasks(&marek).await;
    marek.go(&format!("{order}/check-in")).await;
    // A refusal is said beside the field, and nothing is written yet.
    marek.fill(&format!("{FLASK}: broken"), "some").await;
    marek.press("Check in").await;
    marek.sees("Please give an amount").await;
    marek.fill(&format!("{FLASK}: broken"), "2").await;
    marek.press("Check in").await;
    marek.sees("Checked in").await;
    marek.sees("2 broken").await;
    // The stock follows, and its history says why.
    assert_eq!(flasks(&marek).await, before - 2);
    marek.sees("checked in 2 broken for ").await;

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
