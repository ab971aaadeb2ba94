//! A stock list that comes in over HTTP: what it becomes is shown, and it is read in.

use std::time::Instant;

use tests::support::http::{Reply, Visitor};

use crate::Sizes;
use crate::figure::Figure;
use crate::made::name;
use crate::process::Process;

/// The preview of a list, and its import.
pub async fn of_a_list(visitor: &Visitor, server: Process, sizes: Sizes) -> Vec<Figure> {
    let rows = sizes.rows;
    let of = format!("a list of {rows} rows");
    let [shown, read_in] = brought(visitor, server, &list(rows), &of).await;
    vec![shown.wanted("2 s"), read_in.wanted("5 s")]
}

/// All that a school has as a file, and the same file at another school, which has nothing of it.
pub async fn of_everything(visitor: &Visitor, other: &Visitor, server: Process) -> Vec<Figure> {
    let export = visitor.get("/stock/export.csv");
    let (exported, all) = measured(server, "the export of everything", export).await;
    let file = &exported.body;
    let [shown, read_in] = brought(other, server, file, "that file elsewhere").await;
    vec![all, shown, read_in]
}

/// What the preview and the import of a file take.
async fn brought(visitor: &Visitor, server: Process, file: &[u8], of: &str) -> [Figure; 2] {
    let preview = async {
        let reply = visitor.post_file("/import", "list.csv", file).await;
        followed(visitor, reply).await
    };
    let (preview, shown) = measured(server, &format!("the preview of {of}"), preview).await;
    let import = async {
        let reply = visitor.post(&format!("{preview}/import"), &[]).await;
        followed(visitor, reply).await
    };
    let (_, read_in) = measured(server, &format!("the import of {of}"), import).await;
    [shown, read_in]
}

/// What a piece of work comes to, and what it takes.
async fn measured<T>(server: Process, what: &str, work: impl Future<Output = T>) -> (T, Figure) {
    let (cpu, begun) = (server.cpu(), Instant::now());
    let done = work.await;
    let cpu = server.cpu().saturating_sub(cpu);
    (done, Figure::work(what, cpu, begun.elapsed()))
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
fn list(count: usize) -> Vec<u8> {
    let mut list = "Item,Place,Quantity\n".to_owned();
    for n in 0..count {
        let row = format!("\"{}\",Room {},{}\n", name(n), n / 400 + 1, n % 30 + 1);
        list.push_str(&row);
    }
    list.into_bytes()
}
