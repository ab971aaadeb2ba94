//! What must have happened before some pages can be seen: stock lists that came in, invitations, forgotten passwords;
//! and what leads to pages that only few others lead to.

use http::StatusCode;
use tests::support::http::Visitor;
use tests::support::server::Server;

/// A list as technicians keep it, with places as columns.
const SHELVES: &[u8] = include_bytes!("../../files/shelf-list.csv");

/// A list with a row for each thing; one of them has a long name, and stands deep inside.
const ROWS: &str = "name,amount,place\n\
    \"connecting lead with shrouded 4 mm plugs at both ends and one stackable socket, black, for the sixth form, mended\",\
    38,North building > Upper floor > Prep room > Tall cupboard > Third shelf > Blue tray\n\
    zinc granuels,500 g,Prep room\n\
    something unheard of,lots,Prep room\n";

/// A list that waits to be looked at, and one that was read in; none for those who may not bring any.
pub async fn stock_lists(visitor: &Visitor) -> Vec<String> {
    let mut known = Vec::new();
    let Some(rows) = upload(visitor, "rows.csv", ROWS.as_bytes()).await else {
        return known;
    };
    let done = visitor.post(&format!("{rows}/import"), &[]).await;
    known.extend(done.location().map(str::to_owned));
    known.extend(upload(visitor, "shelves.csv", SHELVES).await);
    known
}

async fn upload(visitor: &Visitor, name: &str, bytes: &[u8]) -> Option<String> {
    let reply = visitor.post_file("/import", name, bytes).await;
    reply.location().map(str::to_owned)
}

/// Where the label of a bottle leads, as a phone's camera and as a scanner of capitals reads it.
pub async fn label(visitor: &Visitor) -> Vec<String> {
    let stock = visitor.get("/stock/export.csv").await.text();
    let first = stock.lines().nth(1).unwrap_or_default();
    let code = first.split(',').next().unwrap_or_default();
    ["c", "C"].map(|c| format!("/{c}/{code}")).to_vec()
}

/// Where somebody chooses another practical for a draft, of which they begin one.
pub async fn draft(visitor: &Visitor) -> Option<String> {
    let lessons = visitor.get("/lessons").await.text();
    let (_, link) = lessons.split_once("/orders/new?slot=")?;
    let (slot, rest) = link.split_once("&amp;day=")?;
    let day = rest.get(..10)?;
    let choice = format!("/orders/new?slot={slot}&day={day}");
    let choice = visitor.get(&choice).await.text();
    let practical = path_in(&choice, "name=\"practical\" value=\"")?;
    let (_, practical) = practical.rsplit_once('"')?;
    let fields = [("slot", slot), ("day", day), ("practical", practical)];
    let reply = visitor.post("/orders", &fields).await;
    let draft = reply.location()?.split('?').next()?;
    Some(format!("{draft}/practical"))
}

/// Where the prep room checks something in that it took to a lesson and back, at whatever hour.
pub async fn check_in(visitor: &Visitor) -> Option<String> {
    let orders = visitor.get("/orders?show=to-do").await.text();
    let next = orders
        .split("href=\"")
        .filter(|link| link.starts_with("/orders/"));
    for link in next {
        let order = path_in(link, "/orders/")?;
        for step in ["acceptance", "preparation", "delivery", "return"] {
            visitor.post(&format!("{order}/{step}"), &[]).await;
        }
        let check_in = format!("{order}/check-in");
        if visitor.get(&check_in).await.status == StatusCode::OK {
            return Some(check_in);
        }
    }
    None
}

/// The link of an invitation, from who may invite.
pub async fn invitation(visitor: &Visitor) -> Option<String> {
    let fields = [
        ("name", "Cora Finch"),
        ("email", "cora.finch@northgate.example"),
        ("role", "teacher"),
    ];
    visitor.post("/people/invitations", &fields).await;
    let page = visitor.get("/people").await.text();
    path_in(&page, "/join/")
}

/// The link of somebody who forgot their password.
pub async fn reset(server: &Server, email: &str) -> Option<String> {
    server
        .visitor()
        .post("/forgotten", &[("email", email)])
        .await;
    path_in(&server.log(), "/reset/")
}

/// The path with this beginning that a text tells.
fn path_in(text: &str, beginning: &str) -> Option<String> {
    let from = text.find(beginning)?;
    let rest = &text[from..];
    let end = rest
        .char_indices()
        .skip(beginning.len())
        .find(|(_, letter)| !letter.is_ascii_alphanumeric() && !"-_".contains(*letter));
    Some(rest[..end.map_or(rest.len(), |(at, _)| at)].to_owned())
}
