//! The day's prep list for paper: A4, with squares to tick by pencil.

use axum::extract::Query;
use leptos::prelude::*;
use shared::{
    account::right::CanLook,
    moment::Day,
    requisition::{Card as Order, State},
};
use store::requisition::{self, Gathered, PrepPlan};

use super::{
    board::{Of, day_asked},
    words,
};
use crate::{
    parts::{LinkButton, state_word},
    path::Path,
    web::{Enter, Frame, Shown},
};

/// The list.
pub async fn page(frame: Frame, Enter(desk): Enter<CanLook>, Query(of): Query<Of>) -> Shown {
    let day = day_asked(&desk, &of.day).await?;
    let plan = requisition::prep_plan(&desk, day).await?;
    let school = desk.who().school_name.clone();
    let title = format!("Prep list, {}", words::long_day(day));
    frame.paper(&title, move || {
        view! { <Paper day school plan/> }.into_any()
    })
}

#[component]
fn Paper(day: Day, school: String, plan: PrepPlan) -> impl IntoView {
    let live: Vec<&Order> = plan
        .cards
        .iter()
        .filter(|card| !matches!(card.state, State::Cancelled | State::Declined))
        .collect();
    let orders = words::count(live.len(), "order", "orders");
    let is_empty = live.is_empty();
    let rows = live.into_iter().map(order).collect_view();
    view! {
        <main class="page paper" id="page">
            <header class="head">
                <div class="head-words">
                    <h1>{format!("Prep list, {}", words::long_day(day))}</h1>
                    <p class="head-sub">{format!("{school} · {orders}")}</p>
                </div>
                <div class="head-acts">
                    <LinkButton href=Path::Today(Some(day)).href()>"Back to the board"</LinkButton>
                </div>
            </header>
            <p class="only-screen quiet">"Print this page: it is made for A4."</p>
            {is_empty.then(|| view! { <p>"Nothing is ordered for this day."</p> })}
            {lines("Make", &plan.make, &plan.cards)}
            {lines("Gather", &plan.gather, &plan.cards)}
            {(!is_empty)
                .then(|| {
                    view! {
                        <section>
                            <h2>"Deliver"</h2>
                            <table class="table">
                                <thead>
                                    <tr>
                                        <th class="pick"><span class="hidden">"Done"</span></th>
                                        <th scope="col">"When"</th>
                                        <th scope="col">"Room"</th>
                                        <th scope="col">"Class"</th>
                                        <th scope="col">"What"</th>
                                        <th scope="col" class="num">"Groups"</th>
                                        <th scope="col">"State"</th>
                                    </tr>
                                </thead>
                                <tbody>{rows}</tbody>
                            </table>
                        </section>
                    }
                })}
        </main>
    }
    .into_any()
}

fn order(card: &Order) -> AnyView {
    let late = if card.is_late && !card.state.is_over() {
        ", late"
    } else {
        ""
    };
    view! {
        <tr>
            <td class="pick"><span class="tick"></span></td>
            <td class="nowrap">{format!("{} {}", card.period.name, card.period.starts)}</td>
            <td>{card.room_name.clone()}</td>
            <td class="nowrap">{format!("{} · {}", card.class_name, card.initials)}</td>
            <th scope="row">{card.title.clone()}<small class="quiet code">" "{card.code.to_string()}</small></th>
            <td class="num">{card.groups}</td>
            <td>{state_word(card.state)}{late}</td>
        </tr>
    }
    .into_any()
}

fn lines(head: &'static str, gathered: &[Gathered], cards: &[Order]) -> Option<AnyView> {
    let rows = gathered.iter().map(|line| row(line, cards)).collect_view();
    (!gathered.is_empty()).then(|| {
        view! {
            <section>
                <h2>{head}</h2>
                <table class="table">
                    <thead>
                        <tr>
                            <th class="pick"><span class="hidden">"Done"</span></th>
                            <th scope="col">"What"</th>
                            <th scope="col" class="num">"How much"</th>
                            <th scope="col">"For"</th>
                            <th scope="col">"Where it stands"</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </section>
        }
        .into_any()
    })
}

fn row(line: &Gathered, cards: &[Order]) -> AnyView {
    let amounts: Vec<String> = line.amounts.iter().map(ToString::to_string).collect();
    let of: Vec<String> = cards
        .iter()
        .filter(|card| line.orders.contains(&card.id))
        .map(|card| {
            format!(
                "{}\u{a0}{}",
                card.period.name,
                card.room_name.replace(' ', "\u{a0}")
            )
        })
        .collect();
    let places: Vec<String> = line
        .standing
        .iter()
        .take(3)
        .map(|standing| format!("{} ({})", standing.place, standing.amount))
        .collect();
    let tick = if line.is_done() {
        "tick tick-on"
    } else {
        "tick"
    };
    let notes = line.notes.join("; ");
    view! {
        <tr>
            <td class="pick"><span class=tick></span></td>
            <th scope="row">
                {line.name.clone()}
                {(!notes.is_empty()).then(|| view! { <small class="quiet">" "{notes}</small> })}
            </th>
            <td class="num">{amounts.join(" + ")}</td>
            <td>{of.join(", ")}</td>
            <td>{places.join("; ")}</td>
        </tr>
    }
    .into_any()
}
