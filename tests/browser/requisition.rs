//! The main job, end to end, as its people do it in their browsers: a practical is requested, prepared,
//! delivered and checked back in.

use std::time::{Duration, Instant};

use fantoccini::Locator;
use tests::support::browser::{Browser, Look, PATIENCE, Script};
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

/// The value of the first field, or the words of the first part, that a selector finds.
async fn shown(browser: &Browser, selector: &str) -> String {
    let script = "const part = document.querySelector(arguments[0]);
        return part ? (part.value ?? part.textContent).trim() : '';";
    let shown = browser.run(script, vec![selector.into()]).await;
    shown.as_str().unwrap_or_default().to_owned()
}

/// Waits until something else is shown there, and gives it.
async fn changes(browser: &Browser, selector: &str, from: &str) -> String {
    let begun = Instant::now();
    loop {
        let now = shown(browser, selector).await;
        if now != from {
            return now;
        }
        assert!(
            begun.elapsed() < PATIENCE,
            "{selector} still says {from:?}:\n{}",
            browser.text().await
        );
        tokio::time::sleep(Duration::from_millis(30)).await;
    }
}

/// Totals, what is free and the draft follow what is typed, without another page.
async fn the_order_keeps_itself(teacher: &Browser, other_window: &Browser) {
    const TOTAL: &str = ".kit-amount";
    const FREE: &str = ".avail";
    let order = path(&teacher.path().await);
    teacher.sees("Draft kept").await;
    teacher
        .run("window.same = true; return null;", Vec::new())
        .await;

    let (groups, total) = (shown(teacher, "#groups").await, shown(teacher, TOTAL).await);
    teacher.press("One group more").await;
    assert_ne!(changes(teacher, "#groups", &groups).await, groups);
    let total = changes(teacher, TOTAL, &total).await;

    // Far more than any school holds.
    let free = shown(teacher, FREE).await;
    let unit = total.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    let first = teacher.client().find(Locator::Css(TOTAL)).await;
    let first = first.expect("a line of the kit");
    first.clear().await.expect("an empty field");
    first
        .send_keys(&format!("99999{unit}"))
        .await
        .expect("an amount");
    changes(teacher, FREE, &free).await;

    // Another window on the same draft changes something else: neither is lost.
    other_window.go(&order).await;
    let others = shown(other_window, "#groups").await;
    other_window.press("One group more").await;
    changes(other_window, "#groups", &others).await;
    teacher.lose_network();
    teacher.fill("For the prep room", "Two trays, please").await;
    teacher.sees("Not kept: no connection").await;
    teacher.find_network();
    teacher.sees("Draft kept").await;
    let groups = changes(teacher, "#groups", &others).await;

    let is_same = teacher
        .run("return window.same === true;", Vec::new())
        .await;
    assert_eq!(is_same, true, "no other page was loaded");
    teacher.go(&order).await;
    assert_eq!(shown(teacher, "#note").await, "Two trays, please");
    assert_eq!(shown(teacher, "#groups").await, groups);
    assert!(shown(teacher, TOTAL).await.starts_with("99"));
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
