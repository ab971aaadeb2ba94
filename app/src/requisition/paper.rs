//! The day's prep list for paper: A4, with squares to tick by pencil. What is to be gathered stands by place, so that
//! each cupboard is opened once.

mod places;

use axum::extract::Query;
use leptos::prelude::*;
use shared::{
    account::right::CanLook,
    location::Tree,
    moment::Day,
    requisition::{Card as Order, State},
};
use store::{
    location, practical,
    requisition::{self, Gathered, PrepPlan},
};

use super::{
    board::{Of, day_asked},
    gathered::quoted,
    plan::is_delivered,
    words,
};
use crate::{
    parts::{LinkButton, state_word},
    path::Path,
    practical::words as practical_words,
    web::{Enter, Frame, Shown},
};

/// The list.
pub async fn page(frame: Frame, Enter(desk): Enter<CanLook>, Query(of): Query<Of>) -> Shown {
    let day = day_asked(&desk, &of.day).await?;
    let tree = location::tree(&desk).await?;
    let plan = requisition::prep_plan(&desk, day, &tree).await?;
    let notes = practical::notes(&desk, live(&plan).filter_map(|card| card.practical)).await?;
    let school = desk.who().school_name.clone();
    let title = format!("Prep list, {}", words::long_day(day));
    frame.paper(&title, move || {
        view! { <Paper day school plan notes tree/> }.into_any()
    })
}

#[component]
fn Paper(
    day: Day,
    school: String,
    plan: PrepPlan,
    notes: Vec<(String, String)>,
    tree: Tree,
) -> impl IntoView {
    let live: Vec<&Order> = live(&plan).collect();
    // What is poured out is fetched from its place, as what is gathered.
    let (made, poured) = plan.made_and_poured();
    let gathered: Vec<&Gathered> = plan.gather.iter().chain(poured).collect();
    let orders = words::count(live.len(), "order", "orders");
    let is_empty = live.is_empty();
    let rows = live
        .into_iter()
        .map(|card| order(card, quoted(&plan, card)))
        .collect_view();
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
            {places::make(&made, &plan.cards)}
            {places::gather(&gathered, &plan.cards, &tree)}
            {(!is_empty)
                .then(|| {
                    view! {
                        <section>
                            <h2>"Deliver"</h2>
                            <table class="table stacked">
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
            {of_practicals(notes)}
        </main>
    }
    .into_any()
}

/// What is not called off.
fn live(plan: &PrepPlan) -> impl Iterator<Item = &Order> {
    let cards = plan.cards.iter();
    cards.filter(|card| !matches!(card.state, State::Cancelled | State::Declined))
}

/// What the day's practicals say to the technician.
fn of_practicals(notes: Vec<(String, String)>) -> Option<AnyView> {
    let is_empty = notes.is_empty();
    let notes = notes
        .into_iter()
        .map(|(title, text)| {
            view! { <div class="prose"><h3>{title}</h3>{practical_words::notes(&text)}</div> }
        })
        .collect_view();
    (!is_empty).then(|| {
        view! { <section><h2>"From the practicals"</h2><div class="prep-notes">{notes}</div></section> }
            .into_any()
    })
}

fn order(card: &Order, said: Option<String>) -> AnyView {
    let tick = if is_delivered(card.state) {
        "tick tick-on"
    } else {
        "tick"
    };
    let late = if card.is_late && !card.state.is_over() {
        ", late"
    } else {
        ""
    };
    view! {
        <tr>
            <td class="pick"><span class=tick></span></td>
            <td class="nowrap" data-label="When">{format!("{} {}", card.period.name, card.period.starts)}</td>
            <td data-label="Room">{card.room_name.clone()}</td>
            <td class="nowrap" data-label="Class">{format!("{} · {}", card.class_name, card.initials)}</td>
            <th scope="row">
                {card.title.clone()}<small class="quiet code">" "{card.code.to_string()}</small>
                {said.map(|said| view! { <small class="said">{said}</small> })}
            </th>
            <td class="num" data-label="Groups">{card.groups}</td>
            <td data-label="State">{state_word(card.state)}{late}</td>
        </tr>
    }
    .into_any()
}
