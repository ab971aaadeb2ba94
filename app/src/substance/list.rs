//! Looking a chemical up by any of its names, and those that the school says something of.

use axum::extract::Query;
use leptos::prelude::*;
use reference::substance::{Entry, Found, beginning, find};
use serde::Deserialize;
use shared::{
    account::right::CanLook,
    substance::{Formula, SubstanceId},
};
use store::substance;

use crate::{
    parts::{Button, Card, Crumb, Empty, Glyph, PageHead, Stop, TextInput, Tone},
    path::Path,
    practical::words::capital,
    web::{Enter, Frame, Shown},
};

/// More names than these want another word.
const MOST: usize = 40;

/// What is looked for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    q: String,
}

/// The page.
pub async fn page(frame: Frame, Enter(desk): Enter<CanLook>, Query(asked): Query<Asked>) -> Shown {
    let spoken_of = substance::spoken_of(&desk).await?;
    frame
        .show(Some(Stop::Stock), "Chemicals", move || {
            let q = asked.q.trim().to_owned();
            let found = (!q.is_empty()).then(|| answer(&q, find(&q), beginning(&q)));
            let is_blank = found.is_none() && spoken_of.is_empty();
            view! {
                <PageHead title="Chemicals" sub="By any name, formula or CAS number"
                    way=vec![Crumb::new(Path::Stock.href(), "Stock")]/>
                <form class="filters" method="get" action=Path::Substances.href() role="search">
                    <TextInput name="q" label="Name, formula or CAS number" kind="search" value=q/>
                    <Button glyph=Glyph::Search tone=Tone::Primary>"Look up"</Button>
                </form>
                {found}
                {own(&spoken_of)}
                {is_blank.then(nothing_yet)}
            }
            .into_any()
        })
        .await
}

/// What to do first.
fn nothing_yet() -> AnyView {
    view! {
        <Empty glyph=Glyph::Practical title="Which chemical?"
            words="Type a name, old or new, a formula or a CAS number: its page tells its hazards and takes what this school says of it."/>
    }
    .into_any()
}

fn answer(q: &str, found: Option<Found>, mut begin: Vec<Entry>) -> AnyView {
    if let Some(found) = &found {
        begin.retain(|entry| *entry != found.entry && !found.others.contains(entry));
    }
    if found.is_none() && begin.is_empty() {
        let title = format!("Nothing is called {q}");
        return view! {
            <Empty glyph=Glyph::Search title
                words="A chemical that the reference does not know can be put in the stock under its own name; its page there takes what the supplier says."/>
        }
        .into_any();
    }
    view! { {found.map(meant)} {(!begin.is_empty()).then(|| so_called(&begin))} }.into_any()
}

/// Names with these words in them.
fn so_called(entries: &[Entry]) -> AnyView {
    let lines = entries.iter().take(MOST).copied().map(line).collect_view();
    let more = (entries.len() > MOST).then(|| {
        let words = format!("{} more: add a word.", entries.len() - MOST);
        view! { <p class="quiet">{words}</p> }
    });
    view! { <Card title="With these words in the name"><ul class="lines">{lines}</ul>{more}</Card> }
        .into_any()
}

/// What the words mean as a whole.
fn meant(found: Found) -> AnyView {
    let how = match (found.is_doubtful(), found.choice) {
        (true, _) => "It could be any of these: say which.".to_owned(),
        (false, Some(choice)) => format!("{choice}."),
        (false, None) => String::new(),
    };
    let how = capital(&how);
    let lines = std::iter::once(found.entry)
        .chain(found.others)
        .map(line)
        .collect_view();
    view! {
        <Card title="Found">
            {(!how.is_empty()).then(|| view! { <p class="quiet">{how}</p> })}
            <ul class="lines">{lines}</ul>
        </Card>
    }
    .into_any()
}

fn line(entry: Entry) -> AnyView {
    let about = match entry {
        Entry::Substance(substance) => [
            substance.formula.as_ref().map(Formula::typeset),
            substance.cas.as_ref().map(|cas| format!("CAS {cas}")),
            substance.form.clone(),
        ]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(", "),
        Entry::Mixture(_) => "a reagent of several substances".to_owned(),
    };
    named(entry.id(), entry.name(), about)
}

fn named(id: &SubstanceId, name: &str, about: String) -> AnyView {
    view! {
        <li>
            <span class="line-words">
                <a class="link" href=Path::Substance(id.clone()).href()>{capital(name)}</a>
                <small class="quiet">{about}</small>
            </span>
        </li>
    }
    .into_any()
}

fn own(spoken_of: &[(SubstanceId, String)]) -> Option<AnyView> {
    let lines = spoken_of
        .iter()
        .map(|(id, name)| named(id, name, String::new()))
        .collect_view();
    (!spoken_of.is_empty()).then(|| {
        view! { <Card title="This school says something of"><ul class="lines">{lines}</ul></Card> }
            .into_any()
    })
}
