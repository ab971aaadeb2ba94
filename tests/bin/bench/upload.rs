//! A stock list that comes in over HTTP: what it becomes is shown, and it is read in.

use std::time::Instant;

use tests::support::http::{Reply, Visitor};

use crate::Sizes;
use crate::figure::Figure;
use crate::made::name;
use crate::process::Process;

/// The preview of a list, and its import.
pub async fn of_a_list(visitor: &Visitor, server: Process, sizes: Sizes) -> Vec<Figure> {
    let list = rows(sizes.rows);
    let (cpu, begun) = (server.cpu(), Instant::now());
    let reply = visitor.post_file("/import", "list.csv", &list).await;
    let preview = followed(visitor, reply).await;
    let shown = Figure::work(
        format!("the preview of a list of {} rows", sizes.rows),
        server.cpu().saturating_sub(cpu),
        begun.elapsed(),
    );
    let (cpu, begun) = (server.cpu(), Instant::now());
    let reply = visitor.post(&format!("{preview}/import"), &[]).await;
    followed(visitor, reply).await;
    let read_in = Figure::work(
        format!("the import of a list of {} rows", sizes.rows),
        server.cpu().saturating_sub(cpu),
        begun.elapsed(),
    );
    vec![shown.wanted("2 s"), read_in.wanted("5 s")]
}

/// Asks for the page that an answer leads to, and gives its address. A long list's answer is a page that tells how far
/// the work is, and then leads on.
async fn followed(visitor: &Visitor, reply: Reply) -> String {
    let to = match reply.location() {
        Some(to) => to.to_owned(),
        None => leads_to(&reply.text()).expect("a page to go on at"),
    };
    let page = visitor.get(&to).await;
    assert!(page.status.is_success(), "{to}: {}", page.status);
    to
}

/// Where a page goes on by itself.
fn leads_to(page: &str) -> Option<String> {
    let (_, after) = page.rsplit_once(";url=")?;
    let (to, _) = after.split_once('"')?;
    Some(to.to_owned())
}

/// A list as a spreadsheet writes it.
fn rows(count: usize) -> Vec<u8> {
    let mut list = "Item,Place,Quantity\n".to_owned();
    for n in 0..count {
        let row = format!("\"{}\",Room {},{}\n", name(n), n / 400 + 1, n % 30 + 1);
        list.push_str(&row);
    }
    list.into_bytes()
}
