//! Schools stand apart: whatever another school has, no page of one's own says a word of it.

use http::Method;
use tests::on_both;
use tests::support::furnished::Furnished;
use tests::support::house::House;
use tests::support::scene::{Scene, today};

/// What is asked of a page besides its address: what both schools have would be found by it.
const ASKED: [&str; 5] = [
    "",
    "q=s",
    "q=salt+sodium&words=sodium",
    "state=submitted&class=9X&order=expiry",
    "day=2026-11-24&from=2026-11-16&to=2026-12-11",
];

/// What differs each time that a page is made, and the sign that it ends with.
const PASSING: [(&str, char); 3] = [
    ("nonce=\"", '"'),
    ("crossorigin=\"", '"'),
    ("name=\"form-key\" value=\"", '"'),
];

/// A page without what differs each time.
fn still(page: &str) -> String {
    let mut still = page.to_owned();
    for (mark, end) in PASSING {
        let mut parts = still.split(mark);
        let mut text = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            text.push_str(mark);
            text.push_str(part.find(end).map_or("", |at| &part[at..]));
        }
        still = text;
    }
    still
}

/// Every page as everybody of a school sees it.
async fn pages(house: &House, school: &Furnished) -> Vec<(String, String)> {
    let routes = trolley::http::routes().into_iter();
    let paths: Vec<&str> = routes
        .filter(|route| route.method == Method::GET)
        .map(|route| route.path)
        .collect();
    let mut pages = Vec::new();
    for person in &school.people {
        let visitor = house.visitor(&person.token);
        for path in &paths {
            for asked in ASKED {
                let address = format!("{}?{asked}", school.ids.fill(path));
                let reply = visitor.get(&address).await;
                // Workbooks and paper say when they were made; their words stand in pages too.
                let kind = reply.header("content-type").unwrap_or_default();
                let text = if kind.starts_with("text/") {
                    reply.text()
                } else {
                    String::new()
                };
                let said = format!("{} {}", reply.status, still(&text));
                pages.push((format!("{address} as {}", person.who().role.title()), said));
            }
        }
    }
    pages
}

/// The first line that differs, for whoever looks for the reason.
fn first_difference(one: &str, other: &str) -> String {
    let lines = one.split('>').zip(other.split('>'));
    let found = lines.into_iter().find(|(one, other)| one != other);
    found.map_or_else(String::new, |(one, other)| format!("{one}\n{other}"))
}

on_both! {
    async fn another_school_changes_no_page(database: Database) {
        let Scene { store } = Scene::on(&database).await;
        let house = House::on(&store).await;
        let northgate = Furnished::found(store.clone(), "Northgate School").await;
        let before = pages(&house, &northgate).await;
        let seen = before.iter().filter(|(_, page)| page.contains("sodium chloride")).count();
        assert!(seen > 20, "what both schools have is seen: on {seen} pages");
        Furnished::found(store.clone(), "Eastfield School").await;
        for ((address, one), (_, other)) in before.iter().zip(pages(&house, &northgate).await) {
            let differs = first_difference(one, &other);
            assert!(*one == other, "{address} on {}:\n{differs}", today());
        }
    }
}
