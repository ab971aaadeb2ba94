//! The pages that somebody can see: the table of routes, and for those with parts that vary the first link to one.

use std::collections::BTreeSet;

use http::{Method, StatusCode};
use tests::support::http::{Reply, Visitor};

/// An address that nothing is at.
const NOWHERE: &str = "/no-such-page";

/// Links of one route that are tried before it is given up.
const TRIES: usize = 6;

/// A page that can be seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// Its route in words for a file's name, such as `orders-id-check-in`.
    pub name: String,
    /// Its path.
    pub path: String,
}

/// Every page that this visitor can see; `known` are addresses that no page links to.
pub async fn seen_by(visitor: &Visitor, known: &[String]) -> Vec<Page> {
    let mut walk = Walk {
        visitor,
        links: known.iter().cloned().collect(),
        pages: vec![Page {
            name: "not-found".to_owned(),
            path: NOWHERE.to_owned(),
        }],
    };
    let (plain, varying): (Vec<&str>, Vec<&str>) =
        routes().into_iter().partition(|route| !route.contains('{'));
    let mut missing = Vec::new();
    for route in plain {
        let told = known.iter().find(|link| leads_to(link, route));
        let path = told.map_or(route, String::as_str);
        if !walk.visit(route, path).await {
            missing.push(route);
        }
    }
    missing.extend(varying);
    walk.follow(missing).await;
    walk.pages
}

/// The paths of the table's pages, sorted.
fn routes() -> BTreeSet<&'static str> {
    app::routes::all()
        .into_iter()
        .filter(|route| route.method == Method::GET)
        .map(|route| route.path)
        .collect()
}

struct Walk<'a> {
    visitor: &'a Visitor,
    links: BTreeSet<String>,
    pages: Vec<Page>,
}

impl Walk<'_> {
    /// Follows links to these routes, and links of the pages that are found so.
    async fn follow(&mut self, mut missing: Vec<&str>) {
        let mut tried = BTreeSet::new();
        loop {
            let before = missing.len();
            let mut still = Vec::new();
            for route in missing {
                if !self.find(route, &mut tried).await {
                    still.push(route);
                }
            }
            if still.len() == before {
                return;
            }
            missing = still;
        }
    }

    async fn find(&mut self, route: &str, tried: &mut BTreeSet<String>) -> bool {
        let links: Vec<String> = self
            .links
            .iter()
            .filter(|link| {
                leads_to(link, route)
                    && !tried.contains(*link)
                    && (link_is(link, route) || !is_plain(link))
            })
            .take(TRIES)
            .cloned()
            .collect();
        for link in links {
            tried.insert(link.clone());
            if self.visit(route, &link).await {
                return true;
            }
        }
        false
    }

    /// Whether there is a page; what it links to is kept.
    async fn visit(&mut self, route: &str, path: &str) -> bool {
        let reply = self.visitor.get(path).await;
        if !is_page(&reply) {
            return false;
        }
        self.links.extend(links(&reply.text()));
        self.pages.push(Page {
            name: name(route),
            path: path.to_owned(),
        });
        true
    }
}

fn is_page(reply: &Reply) -> bool {
    let kind = reply.header("content-type").unwrap_or_default();
    reply.status == StatusCode::OK && kind.starts_with("text/html")
}

/// `/orders/{id}/check-in` is `orders-id-check-in`.
fn name(route: &str) -> String {
    let words: Vec<&str> = route
        .split(['/', '{', '}', '.'])
        .filter(|word| !word.is_empty())
        .collect();
    if words.is_empty() {
        "home".to_owned()
    } else {
        words.join("-")
    }
}

/// Where the links of a page lead, on this site.
fn links(page: &str) -> impl Iterator<Item = String> {
    page.split("href=\"")
        .skip(1)
        .filter_map(|rest| rest.split_once('"'))
        .map(|(link, _)| link.replace("&amp;", "&"))
        .filter(|link| link.starts_with('/'))
}

/// Whether it is the address of a route without parts that vary.
fn is_plain(link: &str) -> bool {
    routes().contains(path_of(link))
}

/// Whether it is this route's own address, with a query.
fn link_is(link: &str, route: &str) -> bool {
    path_of(link) == route
}

fn path_of(link: &str) -> &str {
    link.split(['?', '#']).next().unwrap_or_default()
}

fn leads_to(link: &str, route: &str) -> bool {
    let (link, route) = (path_of(link).split('/'), route.split('/'));
    link.clone().count() == route.clone().count()
        && link
            .zip(route)
            .all(|(link, route)| link == route || route.starts_with('{') && !link.is_empty())
}
