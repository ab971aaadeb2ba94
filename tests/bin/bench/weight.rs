//! What the first page weighs on the wire.

use std::collections::BTreeSet;

use tests::support::http::Visitor;
use tests::support::server::Server;

use crate::figure::Figure;

/// The page that everybody meets first.
const FIRST: &str = "/sign-in";

/// The page with everything that it asks for, compressed as a browser accepts it.
pub async fn of_the_first_page(server: &Server) -> Vec<Figure> {
    let visitor = server.visitor();
    visitor.get(FIRST).await;
    let page = visitor.get(FIRST).await.text();
    let mut sizes: Vec<(String, usize)> = vec![(FIRST.to_owned(), size(&visitor, FIRST).await)];
    for file in files(&page) {
        let size = size(&visitor, &file).await;
        sizes.push((file, size));
    }
    let all = sizes.iter().map(|(_, size)| size).sum();
    let mut figures = vec![Figure::weight("the first page, all included", all).wanted("250 KB")];
    figures.extend(
        sizes
            .into_iter()
            .map(|(file, size)| Figure::weight(format!("  {file}"), size)),
    );
    figures
}

async fn size(visitor: &Visitor, path: &str) -> usize {
    let reply = visitor.get_with(path, "accept-encoding", "br, gzip").await;
    let heads: usize = reply
        .headers
        .iter()
        .map(|(name, value)| name.as_str().len() + value.len() + 4)
        .sum();
    heads + reply.body.len()
}

/// The site's own files that a page names, wherever it does.
fn files(page: &str) -> BTreeSet<String> {
    let named = page
        .split(['"', '\'', '`'])
        .filter(|word| word.starts_with("/pkg/") || word.starts_with("/favicon"));
    named.map(|word| word.replace("&amp;", "&")).collect()
}
