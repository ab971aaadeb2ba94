//! Looking through the library.

use axum::extract::Query;
use leptos::prelude::*;
use serde::Deserialize;
use shared::{
    account::{Grant, Right, right::CanLook},
    practical::{Stage, Subject},
};
use store::{
    Desk,
    practical::{self, ListQuery, Listed, Page},
    timetable::class,
};

use super::words;
use crate::{
    parts::{
        Button, Card, Choice, DataTable, Empty, Glyph,
        Head::{Figures, Words},
        LinkButton, PageHead, Pager, Select, Stop, TextInput, Tone, heads,
    },
    path::Path,
    web::{Enter, Frame, Shown},
    when,
};

/// What the address says for every stage, where a school begins with some.
const ALL: &str = "all";

/// How many of the latest are offered.
const RECENT: i64 = 5;

/// What stands in the address.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    words: String,
    subject: String,
    stage: String,
    after: String,
}

impl Asked {
    fn query(&self) -> ListQuery {
        ListQuery {
            q: self.words.clone(),
            subject: Subject::from_code(&self.subject),
            stages: Stage::from_code(&self.stage).into_iter().collect(),
            after: (!self.after.is_empty()).then(|| self.after.clone()),
        }
    }

    fn is_plain(&self) -> bool {
        self.query() == ListQuery::default()
    }

    fn page_after(&self, after: &str) -> String {
        let pairs = [
            ("words", self.words.as_str()),
            ("subject", &self.subject),
            ("stage", &self.stage),
            ("after", after),
        ];
        let query = serde_html_form::to_string(pairs).unwrap_or_default();
        format!("{}?{query}", Path::Practicals.href())
    }
}

/// The page.
pub async fn page(frame: Frame, Enter(desk): Enter<CanLook>, Query(asked): Query<Asked>) -> Shown {
    let own = own_stages(&desk).await?;
    let mut query = asked.query();
    if asked.stage.is_empty() {
        query.stages.extend(own);
    }
    let found = practical::list(&desk, &query).await?;
    let recent = if asked.is_plain() {
        practical::recent(&desk, desk.who().member, RECENT).await?
    } else {
        Vec::new()
    };
    let may_write = desk.who().role.may(Right::WritePracticals);
    frame
        .show(Some(Stop::Practicals), "Practicals", move || {
            view! { <Library asked own found recent may_write/> }.into_any()
        })
        .await
}

/// What a primary school looks through at first; nothing in particular elsewhere.
async fn own_stages<R: Grant>(desk: &Desk<R>) -> store::Result<&'static [Stage]> {
    let classes = class::list(desk).await?;
    Ok(Stage::of_primary(classes.iter().map(|class| class.year)))
}

/// The address of the library, whatever the stages of the school.
fn all_stages() -> String {
    format!("{}?stage={ALL}", Path::Practicals.href())
}

#[component]
fn Library(
    asked: Asked,
    own: &'static [Stage],
    found: Page,
    recent: Vec<Listed>,
    may_write: bool,
) -> impl IntoView {
    let next = found.next.as_ref().map(|after| asked.page_after(after));
    let count = found.rows.len();
    let note = match (next.is_some(), count) {
        (true, _) => format!("The first {count} by title"),
        (false, 1) => "1 practical".to_owned(),
        (false, _) => format!("{count} practicals"),
    };
    view! {
        <PageHead title="Practicals" sub="What the school’s classes do, with kit, notes and minutes">
            {may_write
                .then(|| {
                    view! { <LinkButton href=Path::NewPractical.href() glyph=Glyph::Plus>"New practical"</LinkButton> }
                })}
        </PageHead>
        <Filters asked=asked.clone() own/>
        {(!own.is_empty() && asked.stage.is_empty())
            .then(|| {
                view! {
                    <p class="small">
                        {format!("These are for {}, the stages of your classes. ", named(own))}
                        <a class="link" href=all_stages()>"Show all stages"</a>
                    </p>
                }
            })}
        {(!recent.is_empty())
            .then(|| view! { <Card title="You ordered lately" class="flush">{table("Ordered lately", recent)}</Card> })}
        {if count == 0 {
            view! {
                <Empty glyph=Glyph::Practical title="No practical fits"
                    words="Try fewer words, another subject or all stages. Words of the kit are found too.">
                    <LinkButton href=all_stages()>"Show all"</LinkButton>
                </Empty>
            }
                .into_any()
        } else {
            view! {
                <section class="card flush">{table("Practicals", found.rows)}</section>
                <Pager note next/>
            }
                .into_any()
        }}
    }
    .into_any()
}

/// `KS1 and KS2`.
fn named(stages: &[Stage]) -> String {
    let codes: Vec<&str> = stages.iter().map(|stage| stage.code()).collect();
    codes.join(" and ")
}

#[component]
fn Filters(asked: Asked, own: &'static [Stage]) -> impl IntoView {
    let mut stages = words::stages();
    let blank = if own.is_empty() {
        "Any stage".to_owned()
    } else {
        stages.insert(0, Choice::new(ALL, "All stages"));
        named(own)
    };
    view! {
        <form class="filters" method="get" action=Path::Practicals.href()>
            <div class="field search">
                <TextInput name="words" label="Words of the title or the kit" kind="search" value=asked.words/>
            </div>
            <Select name="subject" label="Subject" options=words::subjects() value=asked.subject blank="Any subject"/>
            <Select name="stage" label="Stage" options=stages value=asked.stage blank/>
            <Button tone=Tone::Plain glyph=Glyph::Search>"Find"</Button>
        </form>
    }
    .into_any()
}

fn table(label: &'static str, rows: Vec<Listed>) -> AnyView {
    let rows = rows.into_iter().map(row).collect_view();
    view! {
        <DataTable label class="stacked practicals">
            {heads([Words("Practical"), Words("For"), Figures("Prep room"), Words("Risk note")])}
            <tbody>{rows}</tbody>
        </DataTable>
    }
    .into_any()
}

fn row(listed: Listed) -> AnyView {
    let scheme = [listed.scheme, listed.scheme_number]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" ");
    let audience = format!(
        "{}, {}",
        words::subject(listed.subject),
        listed.stage.code()
    );
    view! {
        <tr>
            <th scope="row">
                <a href=Path::Practical(listed.id).href()>{listed.title}</a>
                <br/>
                <small>{scheme}</small>
            </th>
            <td data-label="For">{audience}</td>
            <td class="num" data-label="Prep room">
                <span>
                    {listed.is_estimate.then_some("≈ ")}
                    {when::minutes(listed.minutes)}
                </span>
            </td>
            <td data-label="Risk note"><span>{words::risk_badge(listed.risk)}</span></td>
        </tr>
    }
    .into_any()
}
