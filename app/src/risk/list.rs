//! All risk notes: what waits for a decision, what is due for review, what has no approved version.

use axum::extract::Query;
use leptos::prelude::*;
use serde::Deserialize;
use shared::{
    account::{Right, right::CanLook},
    moment::Day,
    risk::State,
};
use store::risk::{self, Filter, ListQuery, Listed, Page};

use crate::{
    parts::{
        Badge, Button, DataTable, Empty, Glyph, Head::Words, Mark, PageHead, Pager, Stop, Tab,
        Tabs, TextInput, heads,
    },
    path::Path,
    practical::words,
    web::{Enter, Frame, Shown},
    when,
};

/// What stands in the address.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Asked {
    show: String,
    words: String,
    after: String,
}

impl Asked {
    fn filter(&self) -> Filter {
        Filter::from_code(&self.show).unwrap_or_default()
    }

    fn query(&self) -> ListQuery {
        ListQuery {
            filter: self.filter(),
            q: self.words.clone(),
            after: (!self.after.is_empty()).then(|| self.after.clone()),
        }
    }

    fn href(&self, filter: Filter, after: &str) -> String {
        let pairs = [
            ("show", filter.code()),
            ("words", self.words.as_str()),
            ("after", after),
        ];
        let pairs = pairs.into_iter().filter(|(_, value)| !value.is_empty());
        let query = serde_html_form::to_string(pairs.collect::<Vec<_>>()).unwrap_or_default();
        format!("{}?{query}", Path::RiskNotes.href())
    }
}

/// The address of the notes that wait for a decision.
pub fn waiting_href() -> String {
    Asked::default().href(Filter::Waiting, "")
}

/// The page.
pub async fn page(
    frame: Frame,
    Enter(desk): Enter<CanLook>,
    Query(mut asked): Query<Asked>,
) -> Shown {
    let waiting = risk::waiting(&desk).await?;
    // Who decides begins with what waits for them.
    if asked == Asked::default() && waiting > 0 && desk.who().role.may(Right::ApproveRisk) {
        Filter::Waiting.code().clone_into(&mut asked.show);
    }
    let found = risk::list(&desk, &asked.query()).await?;
    let today = desk.today();
    frame
        .show(Some(Stop::RiskNotes), "Risk notes", move || {
            view! { <Notes asked found waiting today/> }.into_any()
        })
        .await
}

#[component]
fn Notes(asked: Asked, found: Page, waiting: i64, today: Day) -> impl IntoView {
    let here = asked.filter();
    let tabs = Filter::ALL
        .into_iter()
        .map(|filter| {
            let tab = Tab::new(asked.href(filter, ""), word(filter), filter == here);
            if filter == Filter::Waiting && waiting > 0 {
                tab.count(waiting)
            } else {
                tab
            }
        })
        .collect();
    let next = found.next.as_ref().map(|after| asked.href(here, after));
    let count = found.rows.len();
    let note = if next.is_some() {
        format!("The first {count} by title")
    } else {
        format!("{count} shown")
    };
    let list = if count == 0 {
        let (title, words) = nothing(here, &asked.words);
        view! { <Empty glyph=Glyph::Risk title words/> }.into_any()
    } else {
        let rows = table(found.rows, today);
        view! { <section class="card flush">{rows}</section><Pager note next/> }.into_any()
    };
    view! {
        <PageHead title="Risk notes" sub="One for each practical, approved by the head of science">
            <Tabs label="Which notes" tabs/>
        </PageHead>
        <form class="filters" method="get" action=Path::RiskNotes.href()>
            <input type="hidden" name="show" value=here.code()/>
            <div class="field search">
                <TextInput name="words" label="Words of the practical or its kit" kind="search" value=asked.words/>
            </div>
            <Button glyph=Glyph::Search>"Find"</Button>
        </form>
        {list}
    }
    .into_any()
}

fn word(filter: Filter) -> &'static str {
    match filter {
        Filter::All => "All",
        Filter::Waiting => "Waiting",
        Filter::Due => "Review due",
        Filter::NotApproved => "Not approved",
    }
}

fn nothing(filter: Filter, typed: &str) -> (&'static str, &'static str) {
    match filter {
        _ if !typed.trim().is_empty() => ("No practical fits", "Try fewer words."),
        Filter::All => (
            "No practicals yet",
            "Each practical of the school has its note here.",
        ),
        Filter::Waiting => (
            "Nothing is waiting",
            "Notes that are submitted for approval stand here.",
        ),
        Filter::Due => (
            "No review is due",
            "Notes stand here from a month before their review date.",
        ),
        Filter::NotApproved => ("All are approved", "Every practical has an approved note."),
    }
}

fn table(rows: Vec<Listed>, today: Day) -> AnyView {
    let rows = rows
        .into_iter()
        .map(|listed| row(listed, today))
        .collect_view();
    view! {
        <DataTable label="Risk notes" class="stacked risk-notes">
            {heads(["Practical", "Version", "Review"].map(Words))}
            <tbody>{rows}</tbody>
        </DataTable>
    }
    .into_any()
}

fn row(listed: Listed, today: Day) -> AnyView {
    let latest = listed.latest.map_or_else(
        || view! { <Badge mark=Mark::Warn>"None"</Badge> }.into_any(),
        |(n, state)| view! { {format!("{n} ")}{state_badge(state)} }.into_any(),
    );
    // Of a newer one that is not approved, which one counts until it is.
    let in_use = listed.approved.map(|(n, _)| n);
    let in_use = in_use.filter(|n| listed.latest.is_some_and(|(latest, _)| latest != *n));
    let in_use = in_use.map(|n| view! { <small class="quiet">{format!(" {n} in use")}</small> });
    let review = listed.approved.map(|(_, day)| {
        let due = shared::risk::is_due(day, today)
            .then(|| view! { " "<Badge mark=Mark::Warn>{due_words(day, today)}</Badge> });
        view! { <span>{when::day(day)}{due}</span> }
    });
    view! {
        <tr>
            <th scope="row">
                <a href=Path::RiskNote(listed.practical).href()>{listed.title}</a>
                <br/>
                <small>{words::subject(listed.subject)}</small>
            </th>
            <td data-label="Version"><span>{latest}{in_use}</span></td>
            <td data-label="Review">{review}</td>
        </tr>
    }
    .into_any()
}

/// How soon a review is due: "due in 3 weeks", "overdue".
fn due_words(day: Day, today: Day) -> String {
    match (day - today).num_days() {
        0 => "due today".to_owned(),
        1 => "due tomorrow".to_owned(),
        days if days < 0 => "overdue".to_owned(),
        days if days < 14 => format!("due in {days} days"),
        days => format!("due in {} weeks", days / 7),
    }
}

/// A version's state as a small word.
pub fn state_badge(state: State) -> AnyView {
    let mark = match state {
        State::Submitted => Mark::Note,
        State::Approved => Mark::Good,
        State::SentBack => Mark::Warn,
        State::Draft | State::Superseded => Mark::Plain,
    };
    view! { <Badge mark>{state.title()}</Badge> }.into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_review_is_due_in_so_many_weeks() {
        let day = |typed| shared::form::day(typed).unwrap();
        let today = day("27/11/2026");
        for (review, words) in [
            ("18/12/2026", "due in 3 weeks"),
            ("10/12/2026", "due in 13 days"),
            ("28/11/2026", "due tomorrow"),
            ("27/11/2026", "due today"),
            ("26/11/2026", "overdue"),
        ] {
            assert_eq!(due_words(day(review), today), words);
        }
    }
}
