//! The one box that finds: a code goes to its page, words search everything.

use axum::{
    extract::Query,
    response::{IntoResponse as _, Response},
};
use chrono::Days;
use leptos::prelude::*;
use reference::substance;
use serde::Deserialize;
use shared::{
    account::{Right, right::CanLook},
    code::{Code, NotACode},
    name,
    refusal::Refusal,
    requisition::Card as Order,
};
use store::{
    Desk,
    account::member::{self, Listed},
    event::Noun,
    holding, item, location, practical, requisition,
    timetable::class,
};

use crate::{
    item::meant,
    live::LiveFilter,
    parts::{Button, Card, Empty, FIND, Glyph, Icon, LinkButton, PageHead, Stop, TextInput, Tone},
    path::Path,
    practical::words::capital,
    web::{At, Done, Enter, Failed, Frame, Route, Shown},
    when,
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

/// So many days of orders are looked through, before today and after it.
const ORDER_DAYS: (u64, u64) = (7, 21);

/// Everything that the words find, noun by noun. A noun that can be found adds its line here.
async fn everything(desk: &Desk<CanLook>, q: &str) -> store::Result<Vec<Hits>> {
    let words = name::tokens(q);
    // Signs alone are no words: nothing is called so.
    if words.is_empty() {
        return Ok(Vec::new());
    }
    let members = member::list(desk).await?;
    let mut found = vec![
        items(desk, q).await?,
        holdings(desk, q).await?,
        places(desk, q).await?,
        practicals(desk, q).await?,
        orders(desk, &words, &members).await?,
        classes(desk, &words).await?,
        teachers(&words, members),
        chemicals(q),
    ];
    found.retain(|hits| !hits.hits.is_empty());
    Ok(found)
}

/// Whether every word begins a word of some texts.
fn fits<'a>(words: &[String], texts: impl IntoIterator<Item = &'a str>) -> bool {
    let all: Vec<String> = texts.into_iter().flat_map(name::tokens).collect();
    words
        .iter()
        .all(|word| all.iter().any(|of| of.starts_with(word)))
}

/// Orders of these weeks, by practical, class and teacher. They are few enough to be read and looked through.
async fn orders(desk: &Desk<CanLook>, words: &[String], members: &[Listed]) -> store::Result<Hits> {
    let today = desk.today();
    let (before, after) = ORDER_DAYS;
    let from = today.checked_sub_days(Days::new(before)).unwrap_or(today);
    let to = today.checked_add_days(Days::new(after)).unwrap_or(today);
    let cards = requisition::board(desk, from, to).await?;
    let teacher = |order: &Order| {
        let found = members.iter().find(|member| member.id == order.teacher);
        found.map_or_else(String::new, |member| member.name.full.clone())
    };
    let found = cards.iter().filter(|order| {
        let teacher = teacher(order);
        fits(words, [&*order.title, &*order.class_name, &*teacher])
    });
    // What is still to come stands before what is over.
    let (past, coming): (Vec<&Order>, Vec<&Order>) = found.partition(|order| order.day < today);
    let hits = coming.into_iter().chain(past.into_iter().rev());
    let hits = hits.take(EACH).map(|order| Hit {
        href: Path::Order(order.id).href(),
        words: format!("{} · {}", order.title, order.class_name),
        note: format!("{} · {}", when::near_day(order.day), order.period.name),
    });
    Ok(Hits {
        title: "Orders",
        glyph: Glyph::Order,
        hits: hits.collect(),
        all: None,
    })
}

/// Classes lead to where they are kept, or for others to their lessons.
async fn classes(desk: &Desk<CanLook>, words: &[String]) -> store::Result<Hits> {
    let may_keep = desk.who().role.may(Right::KeepTimetable);
    let found = class::list(desk).await?;
    let found = found
        .into_iter()
        .filter(|class| fits(words, [&*class.name]));
    let hits = found.take(EACH).map(|class| Hit {
        href: if may_keep {
            Path::Class(class.id).href()
        } else {
            format!("{}?class={}", Path::Timetable.href(), class.id)
        },
        words: class.name,
        note: format!("year {}", class.year),
    });
    Ok(Hits {
        title: "Classes",
        glyph: Glyph::Timetable,
        hits: hits.collect(),
        all: None,
    })
}

/// People lead to the lessons that they teach.
fn teachers(words: &[String], members: Vec<Listed>) -> Hits {
    let found = members
        .into_iter()
        .filter(|member| member.deactivated_at.is_none() && fits(words, [&*member.name.full]));
    let hits = found.take(EACH).map(|member| Hit {
        href: format!("{}?teacher={}", Path::Timetable.href(), member.id),
        words: member.name.full,
        note: member.role.title().to_owned(),
    });
    Hits {
        title: "Lessons of",
        glyph: Glyph::Timetable,
        hits: hits.collect(),
        all: None,
    }
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
    let mut rows = item::list(desk, &query).await?.rows;
    if rows.is_empty() {
        let meant = meant(desk, q).await?;
        rows = meant.map(|meant| meant.rows).unwrap_or_default();
    }
    let more = rows.len() > EACH;
    let hits = rows.into_iter().take(EACH).map(|row| Hit {
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
    let all = serde_html_form::to_string([("words", q)]).unwrap_or_default();
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
            let said = said(&found);
            let results = if q.is_empty() {
                None
            } else if found.is_empty() {
                Some(none(&q, as_code))
            } else {
                Some(found.into_iter().map(group).collect_view().into_any())
            };
            view! {
                <PageHead title="Find"/>
                {question(&q)}
                <div class="stack" id="results" data-said=said>{results}</div>
                <LiveFilter form="finding".to_owned() results="results".to_owned()/>
            }
            .into_any()
        })
        .await
}

/// How much was found, for those who hear the page.
fn said(found: &[Hits]) -> String {
    match found.iter().map(|hits| hits.hits.len()).sum() {
        0 => "Nothing found".to_owned(),
        1 => "One thing found".to_owned(),
        many => format!("{many} things found"),
    }
}

fn none(q: &str, as_code: Result<Code, NotACode>) -> AnyView {
    let words = match as_code {
        Ok(_) => "This is a well-formed code, but nothing in this school bears it.",
        Err(NotACode::CheckFails) => {
            "If this is a code, one of its signs is wrong: compare it with the label."
        }
        Err(_) => "Beginnings of words are enough. A code has eight characters, such as 7K3M-9QX1.",
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
        <form class="filters" id="finding" method="get" action=FIND role="search" aria-label="Everything">
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
