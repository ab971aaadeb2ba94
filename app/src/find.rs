//! The one box that finds: a code goes to its page, words search everything.

use axum::{
    extract::Query,
    response::{IntoResponse as _, Response},
};
use leptos::prelude::*;
use reference::substance;
use serde::Deserialize;
use shared::{account::right::CanLook, code::Code, refusal::Refusal};
use store::{Desk, event::Noun, holding, item, location, practical};

use crate::{
    parts::{Button, Card, Empty, FIND, Glyph, Icon, LinkButton, PageHead, Stop, TextInput, Tone},
    path::Path,
    practical::words::capital,
    web::{At, Done, Enter, Failed, Frame, Route, Shown},
};

/// Of each noun, so many are shown.
const EACH: usize = 8;

/// The routes of this room.
pub fn routes() -> Vec<Route> {
    vec![
        Route::get(FIND, page),
        Route::get("/scan", scan),
        Route::get("/C/{code}", code),
        Route::get("/c/{code}", code),
    ]
}

/// What is looked for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    q: String,
}

/// Something that was found.
struct Hit {
    href: String,
    words: String,
    /// What stands quietly behind the words.
    note: String,
}

/// What was found of one noun.
struct Hits {
    title: &'static str,
    glyph: Glyph,
    hits: Vec<Hit>,
    /// Where all of them are, when there are more.
    all: Option<String>,
}

/// Everything that the words find, noun by noun. A noun that can be found adds its line here.
async fn everything(desk: &Desk<CanLook>, q: &str) -> store::Result<Vec<Hits>> {
    let mut found = vec![
        items(desk, q).await?,
        holdings(desk, q).await?,
        places(desk, q).await?,
        practicals(desk, q).await?,
        chemicals(q),
    ];
    found.retain(|hits| !hits.hits.is_empty());
    Ok(found)
}

/// The chemicals of the reference data that the words may mean.
fn chemicals(q: &str) -> Hits {
    let found = substance::find(q);
    let entries = found
        .into_iter()
        .flat_map(|found| std::iter::once(found.entry).chain(found.others));
    let hits = entries.take(EACH).map(|entry| Hit {
        href: Path::Substance(entry.id().clone()).href(),
        words: capital(entry.name()),
        note: String::new(),
    });
    Hits {
        title: "What is known of chemicals",
        glyph: Glyph::Practical,
        hits: hits.collect(),
        all: None,
    }
}

async fn items(desk: &Desk<CanLook>, q: &str) -> store::Result<Hits> {
    let query = item::ListQuery {
        q: q.to_owned(),
        order: item::Order::Fit,
        ..item::ListQuery::default()
    };
    let page = item::list(desk, &query).await?;
    let more = page.rows.len() > EACH;
    let hits = page.rows.into_iter().take(EACH).map(|row| Hit {
        href: Path::Item(row.item.id).href(),
        words: row.item.name.clone(),
        note: row.item.total.to_string(),
    });
    let all = serde_html_form::to_string([("q", q)]).unwrap_or_default();
    Ok(Hits {
        title: "Stock",
        glyph: Glyph::Stock,
        hits: hits.collect(),
        all: more.then(|| format!("{}?{all}", Path::Stock.href())),
    })
}

async fn holdings(desk: &Desk<CanLook>, q: &str) -> store::Result<Hits> {
    let found = holding::search(desk, q, 8).await?;
    let hits = found.into_iter().map(|holding| Hit {
        href: Path::Holding(holding.id).href(),
        words: holding.name.clone(),
        note: holding.code.to_string(),
    });
    Ok(Hits {
        title: "By serial number or lot",
        glyph: Glyph::Label,
        hits: hits.collect(),
        all: None,
    })
}

async fn places(desk: &Desk<CanLook>, q: &str) -> store::Result<Hits> {
    let found = location::search(desk, q, 8).await?;
    let tree = if found.is_empty() {
        shared::location::Tree::default()
    } else {
        location::tree(desk).await?
    };
    let hits = found.into_iter().map(|id| Hit {
        href: Path::Place(id).href(),
        words: tree.place(id).to_string(),
        note: String::new(),
    });
    Ok(Hits {
        title: "Places",
        glyph: Glyph::Place,
        hits: hits.collect(),
        all: None,
    })
}

async fn practicals(desk: &Desk<CanLook>, q: &str) -> store::Result<Hits> {
    let query = practical::ListQuery {
        q: q.to_owned(),
        ..practical::ListQuery::default()
    };
    let page = practical::list(desk, &query).await?;
    let more = page.rows.len() > EACH;
    let hits = page.rows.into_iter().take(EACH).map(|row| Hit {
        href: Path::Practical(row.id).href(),
        words: row.title,
        note: row.scheme_number.unwrap_or_default(),
    });
    let all = serde_html_form::to_string([("q", q)]).unwrap_or_default();
    Ok(Hits {
        title: "Practicals",
        glyph: Glyph::Practical,
        hits: hits.collect(),
        all: more.then(|| format!("{}?{all}", Path::Practicals.href())),
    })
}

/// Where a code leads, when it is one of this school's.
async fn behind(desk: &Desk<CanLook>, code: Code) -> store::Result<Option<Path>> {
    let Some((noun, id)) = store::code::find(desk, code).await? else {
        return Ok(None);
    };
    let path = if noun == Noun::Holding.code() {
        id.parse().ok().map(Path::Holding)
    } else if noun == Noun::Location.code() {
        id.parse().ok().map(Path::Place)
    } else if noun == Noun::Requisition.code() {
        id.parse().ok().map(Path::Order)
    } else {
        None
    };
    Ok(path)
}

/// The page of a label's address; signed in or after signing in.
async fn code(Enter(desk): Enter<CanLook>, At(code): At<String>) -> Result<Done, Failed> {
    let code = Code::parse(&code).map_err(|_| Refusal::NotFound)?;
    let path = behind(&desk, code).await?.ok_or(Refusal::NotFound)?;
    Ok(Done::to(&path))
}

/// What was found; a code goes straight to its page.
async fn page(
    frame: Frame,
    Enter(desk): Enter<CanLook>,
    Query(Asked { q }): Query<Asked>,
) -> Result<Response, Failed> {
    let q = q.trim().to_owned();
    let as_code = Code::parse(&q);
    if let Ok(code) = as_code
        && let Some(path) = behind(&desk, code).await?
    {
        return Ok(Done::to(&path).into_response());
    }
    let found = everything(&desk, &q).await?;
    frame
        .show(None, "Find", move || {
            let results = if q.is_empty() {
                None
            } else if found.is_empty() {
                Some(none(&q, as_code.is_ok()))
            } else {
                Some(found.into_iter().map(group).collect_view().into_any())
            };
            view! {
                <PageHead title="Find"/>
                {question(&q)}
                {results}
            }
            .into_any()
        })
        .await
}

fn none(q: &str, is_code: bool) -> AnyView {
    let words = if is_code {
        "This is a well-formed code, but nothing in this school bears it."
    } else {
        "Beginnings of words are enough. A code has eight characters, such as 7K3M-9QX1."
    };
    view! { <Empty glyph=Glyph::Search title=format!("Nothing found for “{q}”") words/> }.into_any()
}

fn group(group: Hits) -> AnyView {
    let glyph = group.glyph;
    let lines = group
        .hits
        .into_iter()
        .map(|hit| {
            view! {
                <li>
                    <a href=hit.href>
                        <Icon glyph/>
                        <span>{hit.words}</span>
                        <span class="quiet">{hit.note}</span>
                    </a>
                </li>
            }
        })
        .collect_view();
    view! {
        <Card title=group.title class="flush tree">
            <ul>{lines}</ul>
            {group.all.map(|href| view! { <p class="card-foot"><LinkButton href tone=Tone::Quiet>"Show all"</LinkButton></p> })}
        </Card>
    }
    .into_any()
}

fn question(q: &str) -> AnyView {
    view! {
        <form class="filters" method="get" action=FIND role="search" aria-label="Everything">
            <div class="field search">
                <TextInput name="q" id="find-q" kind="search" label="A code or words" value=q autofocus=true autocomplete="off"/>
            </div>
            <Button tone=Tone::Primary>"Find"</Button>
        </form>
    }
    .into_any()
}

/// Typing a code, for when a camera is not at hand.
async fn scan(frame: Frame, Enter(_): Enter<CanLook>) -> Shown {
    frame
        .show(Some(Stop::Scan), "Scan", || {
            view! {
                <PageHead title="Scan a label"/>
                <div class="hold">
                    <Card>
                        <form class="form" method="get" action=FIND>
                            <TextInput name="q" id="scan-q" label="The code on the label" autofocus=true autocomplete="off"
                                placeholder="7K3M-9QX1" hint="Hyphen and capitals do not matter; O and 0, I and 1 are taken for one another."/>
                            <Button tone=Tone::Primary class="large">"Go to it"</Button>
                        </form>
                    </Card>
                    <p class="quiet">"Or point your phone’s own camera at the label: it opens the thing’s page."</p>
                </div>
            }
            .into_any()
        })
        .await
}
