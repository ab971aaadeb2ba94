//! What other schools share, the latest first, and what this one does.

use axum::extract::Query;
use leptos::prelude::*;
use serde::Deserialize;
use shared::{
    account::right::CanLook,
    moment::{Day, Zone},
    practical::Subject,
};
use store::practice::{self, ListQuery, Listed, Page};

use crate::{
    parts::{
        Badge, Button, Card, Empty, Glyph, LinkButton, Mark, PageHead, Pager, Select, Stop,
        TextInput,
    },
    path::Path,
    practical::words,
    web::{Enter, Frame, Shown},
    when,
};

/// What stands in the address.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    words: String,
    subject: String,
    after: String,
}

impl Asked {
    fn query(&self) -> ListQuery {
        ListQuery {
            q: self.words.clone(),
            subject: Subject::from_code(&self.subject),
            after: (!self.after.is_empty()).then(|| self.after.clone()),
        }
    }

    fn href(&self, after: &str) -> String {
        let pairs = [
            ("words", self.words.as_str()),
            ("subject", &self.subject),
            ("after", after),
        ];
        let query = serde_html_form::to_string(pairs).unwrap_or_default();
        format!("{}?{query}", Path::Network.href())
    }
}

/// The page.
pub async fn page(frame: Frame, Enter(desk): Enter<CanLook>, Query(asked): Query<Asked>) -> Shown {
    let found = practice::list(&desk, &asked.query()).await?;
    let own = practice::own(&desk).await?;
    let (zone, today) = (desk.who().zone, desk.today());
    frame
        .show(Some(Stop::Network), "Network", move || {
            whole(asked, found, own, (zone, today))
        })
        .await
}

fn whole(asked: Asked, found: Page, own: Vec<Listed>, now: (Zone, Day)) -> AnyView {
    let next = found.next.as_ref().map(|after| asked.href(after));
    let is_asked = asked.query() != ListQuery::default();
    let list = if found.rows.is_empty() {
        let (title, words) = match (is_asked, own.is_empty()) {
            (true, _) => ("Nothing fits", "Try fewer words or any subject."),
            (false, true) => (
                "Nothing is shared yet",
                "Be the first: open a practical of yours and share it. Other schools see a copy, and tell you how it went.",
            ),
            (false, false) => (
                "Nothing from other schools yet",
                "What they share stands here. What you share is below, with how it went elsewhere.",
            ),
        };
        view! {
            <Empty glyph=Glyph::Network title words>
                <LinkButton href=Path::Practicals.href()>"Our practicals"</LinkButton>
            </Empty>
        }
        .into_any()
    } else {
        let rows = found
            .rows
            .into_iter()
            .map(|listed| row(listed, now))
            .collect_view();
        view! { <Card title="From other schools" class="flush"><ul>{rows}</ul></Card><Pager next/> }
            .into_any()
    };
    let own = (!own.is_empty()).then(|| {
        let rows = own
            .into_iter()
            .map(|listed| row(listed, now))
            .collect_view();
        view! { <Card title="What we share" class="flush"><ul>{rows}</ul></Card> }
    });
    view! {
        <PageHead title="Network" sub="Practicals that schools share, with their notes"/>
        <form class="filters" method="get" action=Path::Network.href()>
            <div class="field search">
                <TextInput name="words" label="Words of the practical or its kit" kind="search" value=asked.words/>
            </div>
            <Select name="subject" label="Subject" options=words::subjects() value=asked.subject blank="Any subject"/>
            <Button glyph=Glyph::Search>"Find"</Button>
        </form>
        {list}
        {own}
    }
    .into_any()
}

fn row(listed: Listed, (zone, today): (Zone, Day)) -> AnyView {
    let told = told(&listed);
    let about = format!(
        "{}, {} · {} · {}",
        words::subject(listed.subject),
        listed.stage.code(),
        listed.school,
        when::moment(zone, listed.published_at, today)
    );
    let is_ours = !listed.is_own && listed.practical.is_some();
    view! {
        <li class="practice-row">
            <span class="line-words">
                <a href=Path::Practice(listed.id).href() class="strong">{listed.title}</a>
                <span>{listed.summary}</span>
                <small class="quiet">{about}</small>
            </span>
            <span class="practice-told">
                {is_ours.then(|| view! { <Badge mark=Mark::Note>"Adopted by us"</Badge> })}
                {told}
            </span>
        </li>
    }
    .into_any()
}

/// How it went elsewhere, in counts.
pub fn told(listed: &Listed) -> AnyView {
    let counts = [
        (listed.worked, "worked", Mark::Good),
        (listed.with_changes, "with changes", Mark::Warn),
        (listed.did_not, "did not", Mark::Bad),
    ]
    .into_iter()
    .filter(|(count, ..)| *count > 0)
    .map(|(count, word, mark)| {
        let words = format!("{count} × {word}");
        view! { <Badge mark>{words}</Badge> }
    })
    .collect_view();
    let adopted = listed.adopted;
    let adopted = (adopted > 0).then(|| {
        let words = if adopted == 1 {
            "1 school adopted it".to_owned()
        } else {
            format!("{adopted} schools adopted it")
        };
        view! { <small class="quiet">{words}</small> }
    });
    view! { {counts}{adopted} }.into_any()
}
