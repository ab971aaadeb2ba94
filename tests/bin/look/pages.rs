//! The pages that somebody can see: the table of routes, and for those with parts that vary the first link to one.

use std::collections::BTreeSet;

use http::{Method, StatusCode};
use tests::support::http::{Reply, Visitor};

use crate::studio::MISTAKES;

/// An address that nothing is at.
const NOWHERE: &str = "/no-such-page";

/// Pages that show something only to those who bring something along.
const CHOSEN: [&str; 2] = ["/find", "/labels"];

/// Forms, by their page, and the deeds that they post to.
const FORMS: [(&str, &str); 10] = [
    ("/forgotten", "/forgotten"),
    ("/people", "/people/invitations"),
    ("/places/new", "/places"),
    ("/practicals/new", "/practicals"),
    ("/school", "/school"),
    ("/sign-in", "/sign-in"),
    ("/stock/new", "/stock"),
    ("/timetable", "/timetable/lessons"),
    ("/timetable/calendar", "/timetable/terms"),
    ("/timetable/classes", "/timetable/classes"),
];

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

/// What somebody saw.
pub struct Seen {
    /// The pages.
    pub pages: Vec<Page>,
    /// The routes that answered, with a page or otherwise.
    pub reached: BTreeSet<&'static str>,
}

/// Every page that this visitor can see; `known` are addresses that no page links to.
pub async fn seen_by(visitor: &Visitor, known: &[String]) -> Seen {
    let mut walk = Walk {
        visitor,
        reached: BTreeSet::new(),
        links: known.iter().cloned().collect(),
        pages: vec![Page {
            name: "not-found".to_owned(),
            path: NOWHERE.to_owned(),
        }],
    };
    let (plain, varying): (Vec<&'static str>, Vec<&'static str>) =
        routes().into_iter().partition(|route| !route.contains('{'));
    let mut missing = Vec::new();
    for route in plain {
        let told = known.iter().find(|link| leads_to(link, route));
        let path = told.map_or(route, String::as_str);
        if !walk.visit(route, name(route), path).await {
            missing.push(route);
        }
    }
    missing.extend(varying);
    walk.follow(missing).await;
    for route in CHOSEN {
        walk.chosen(route).await;
    }
    for (form, deed) in FORMS {
        walk.mistakes(form, deed).await;
    }
    Seen {
        pages: walk.pages,
        reached: walk.reached,
    }
}

/// The paths of the table's pages, sorted.
pub fn routes() -> BTreeSet<&'static str> {
    app::routes::all()
        .into_iter()
        .filter(|route| route.method == Method::GET)
        .map(|route| route.path)
        .collect()
}

struct Walk<'a> {
    visitor: &'a Visitor,
    reached: BTreeSet<&'static str>,
    links: BTreeSet<String>,
    pages: Vec<Page>,
}

impl Walk<'_> {
    /// Follows links to these routes, and links of the pages that are found so.
    async fn follow(&mut self, mut missing: Vec<&'static str>) {
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

    async fn find(&mut self, route: &'static str, tried: &mut BTreeSet<String>) -> bool {
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
            if self.visit(route, name(route), &link).await {
                return true;
            }
        }
        false
    }

    /// Whether there is a page; what it links to is kept.
    async fn visit(&mut self, route: &'static str, name: String, path: &str) -> bool {
        let reply = self.visitor.get(path).await;
        let leads_on = reply
            .location()
            .is_some_and(|to| !to.starts_with("/sign-in"));
        if reply.status == StatusCode::OK || leads_on {
            self.reached.insert(route);
        }
        if !is_page(&reply) {
            return false;
        }
        self.links.extend(links(&reply.text()));
        let path = path.to_owned();
        self.pages.push(Page { name, path });
        true
    }

    /// A page once more, by a link that brings something along.
    async fn chosen(&mut self, route: &'static str) {
        let with_query = |link: &&String| link_is(link, route) && link.contains('?');
        if let Some(link) = self.links.iter().find(with_query).cloned() {
            self.visit(route, format!("{}-chosen", name(route)), &link)
                .await;
        }
    }

    /// A form that was sent with nothing in it, as it comes back; none where the page shows no such form.
    async fn mistakes(&mut self, form: &'static str, deed: &str) {
        let page = self.visitor.get(form).await.text();
        if !page.contains(&format!("action=\"{deed}\"")) {
            return;
        }
        let reply = self.visitor.post(deed, &[("form-from", form)]).await;
        let kept = reply.location().filter(|to| to.contains("form="));
        if let Some(kept) = kept.map(str::to_owned) {
            self.visit(form, format!("{}{MISTAKES}", name(deed)), &kept)
                .await;
        }
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
