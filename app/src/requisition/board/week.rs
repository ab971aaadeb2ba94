//! The board of a week: days across.

use axum::extract::Query;
use leptos::prelude::*;
use shared::{
    account::{Right, Role, right::CanLook},
    moment::Day,
    requisition::Card as Order,
    timetable::{Period, SchoolDay},
};
use store::{requisition, timetable::calendar};

use super::{
    super::{
        concern::{self, Signs},
        words,
    },
    Of, day_asked,
    grid::{grid, row},
    has_any_day, live, no_days_yet, nothing, periods,
    slip::{slip, slip_id},
    tabs,
};
use crate::{
    parts::{LinkButton, PageHead, Stop},
    path::Path,
    web::{Enter, Frame, Shown},
    when,
};

/// The page.
pub async fn week_page(frame: Frame, Enter(desk): Enter<CanLook>, Query(of): Query<Of>) -> Shown {
    use chrono::Datelike as _;
    let today = desk.today();
    let day = day_asked(&desk, &of.day).await?;
    let monday = day - chrono::TimeDelta::days(i64::from(day.weekday().num_days_from_monday()));
    let sunday = monday + chrono::TimeDelta::days(6);
    let days = calendar::days(&desk, monday, sunday).await?;
    let cards = requisition::board(&desk, monday, sunday).await?;
    let periods = periods(&desk, &cards).await?;
    let signs = concern::signs(&desk, &cards).await?;
    let has_any_day = !days.is_empty() || has_any_day(&desk).await?;
    let role = desk.who().role;
    frame
        .show(Some(Stop::Today), "Week", move || {
            view! { <WeekPage monday today days has_any_day role cards periods signs/> }.into_any()
        })
        .await
}

#[component]
fn WeekPage(
    monday: Day,
    today: Day,
    days: Vec<SchoolDay>,
    has_any_day: bool,
    role: Role,
    cards: Vec<Order>,
    periods: Vec<Period>,
    signs: Signs,
) -> impl IntoView {
    let prepares = role.may(Right::Prepare);
    let week = days
        .first()
        .map_or(String::new(), |day| format!("Week {} · ", day.week.code()));
    let sub = format!("{week}{}", live(&cards));
    let seven = chrono::TimeDelta::days(7);
    let mut shown: Vec<Day> = days.iter().map(|day| day.day).collect();
    shown.extend(cards.iter().map(|card| card.day));
    shown.sort_unstable();
    shown.dedup();
    let table = if cards.is_empty() && !has_any_day {
        no_days_yet(role)
    } else if cards.is_empty() {
        let words = if days.is_empty() {
            "There is no school in this week."
        } else {
            "No orders for this week. They stand here as soon as a teacher has sent one."
        };
        nothing(words, Path::Today(None), "See today’s board", prepares)
    } else {
        let own = |card: &Order| slip(card, slip_id(card), prepares, &signs);
        let table = week_table(&shown, &periods, &cards, today, own);
        let listed = |card: &Order| slip(card, format!("listed-{}", card.id), prepares, &signs);
        view! { {table}{week_list(&shown, &cards, today, listed)} }.into_any()
    };
    view! {
        <PageHead title=format!("Week of {}", words::long_day(monday)) sub=sub>
            <LinkButton href=Path::Week(Some(monday - seven)).href() label="The week before">"‹"</LinkButton>
            <LinkButton href=Path::Week(Some(monday + seven)).href() label="The week after">"›"</LinkButton>
            {tabs(if shown.contains(&today) { today } else { monday }, false)}
        </PageHead>
        {table}
    }
    .into_any()
}

fn week_table(
    days: &[Day],
    periods: &[Period],
    cards: &[Order],
    today: Day,
    slip: impl Fn(&Order) -> AnyView,
) -> AnyView {
    let heads = days
        .iter()
        .map(|day| {
            let note = if *day == today { "today" } else { "" };
            view! {
                <th scope="col" class="board-room">
                    <a href=Path::Today(Some(*day)).href()><b>{day.format("%a %-d %b").to_string()}</b></a>
                    <small>{note}</small>
                </th>
            }
        })
        .collect_view();
    let rows = periods
        .iter()
        .map(|period| {
            let cells = days
                .iter()
                .map(|day| {
                    let mut here: Vec<&Order> = cards
                        .iter()
                        .filter(|card| card.day == *day && card.period.n == period.n)
                        .collect();
                    here.sort_by(|a, b| a.room_name.cmp(&b.room_name));
                    let slips = here.into_iter().map(&slip).collect_view();
                    view! { <td>{slips}</td> }
                })
                .collect_view();
            row(period, cells.into_any(), None)
        })
        .collect_view();
    grid(
        "The week’s board",
        "board week",
        heads.into_any(),
        rows.into_any(),
    )
}

/// The same for a phone, day by day: today and what is to come, then what was before. The first stands open.
fn week_list(
    days: &[Day],
    cards: &[Order],
    today: Day,
    slip: impl Fn(&Order) -> AnyView,
) -> AnyView {
    let mut days: Vec<Day> = days.to_vec();
    days.sort_by_key(|day| (*day < today, *day));
    let first = days.first().copied();
    let parts = days
        .into_iter()
        .map(|day| {
            let here: Vec<&Order> = cards.iter().filter(|card| card.day == day).collect();
            let note = if day == today { "today · " } else { "" };
            let said = format!("{note}{}", words::count(here.len(), "order", "orders"));
            view! {
                <details class="card week-day" open=first == Some(day)>
                    <summary><h2>{when::near_day(day)}</h2><span class="small quiet">{said}</span></summary>
                    {day_slips(&here, &slip)}
                </details>
            }
        })
        .collect_view();
    view! { <div class="week-list">{parts}</div> }.into_any()
}

/// A day's slips, each period's behind its name.
fn day_slips(cards: &[&Order], slip: impl Fn(&Order) -> AnyView) -> AnyView {
    let mut cards = cards.to_vec();
    cards.sort_by(|a, b| (a.period.n, &a.room_name).cmp(&(b.period.n, &b.room_name)));
    cards
        .chunk_by(|a, b| a.period.n == b.period.n)
        .map(|same| {
            let slips = same.iter().map(|card| slip(card)).collect_view();
            let period = &same[0].period;
            view! {
                <div class="week-period">
                    <p><b>{period.name.clone()}</b><small class="quiet">{period.starts.to_string()}</small></p>
                    <div>{slips}</div>
                </div>
            }
        })
        .collect_view()
        .into_any()
}
