//! What is to be done, line by line.

use leptos::prelude::*;
use shared::{
    amount::Unit,
    requisition::{Card as Order, State},
};
use store::requisition::{Gathered, PrepPlan, Same};

use super::{
    super::{
        deeds::Step,
        gathered::{DOT, amount, comes_back, lessons, only_code, quoted, there},
        prospect::short,
    },
    TICKS,
    group::{Group, Tap, prep_line, tick},
    is_delivered, planned,
    tick::code,
};
use crate::{parts::CodeText, path::Path, substance::recipe_href};

pub(super) fn lines(
    head: &'static str,
    id: &'static str,
    gathered: &[&Gathered],
    cards: &[Order],
) -> Option<AnyView> {
    let group = Group {
        head,
        id,
        minutes: gathered
            .iter()
            .filter(|line| !line.is_done())
            .map(|line| line.minutes())
            .sum(),
        done: gathered.iter().map(|line| line.is_done()).collect(),
    };
    let lines = gathered.iter().enumerate();
    let lines = lines.map(|(n, line)| gathered_line(&group, n, line, cards));
    let lines = lines.collect();
    group.view(lines)
}

fn gathered_line(group: &Group, n: usize, line: &Gathered, cards: &[Order]) -> AnyView {
    let orders = line.orders();
    let can_tick = cards
        .iter()
        .any(|card| card.state == State::Accepted && orders.contains(&card.id));
    let done = line.is_done();
    let what = what(line);
    let tap = can_tick.then(|| Tap {
        value: format!("{}|{}", if done { "off" } else { "on" }, code(&line.same)),
        action: format!("{TICKS}?at={}", group.after_tap(n)),
    });
    let tick = tick(done, &what, tap);
    let missing = line.missing.map(short);
    let why = view! { {why(line, cards)}{recipe(line)}{missing} }.into_any();
    prep_line(group.line_id(n), done, tick, what, why, line.minutes())
}

/// "2.4 dm³ sodium thiosulfate" or "conical flask, 100 cm³ ×28".
fn what(line: &Gathered) -> String {
    let amounts = line.amounts();
    let is_counted = amounts.iter().all(|amount| amount.unit() == Unit::Piece);
    if is_counted {
        format!("{} ×{}", line.name, amount(&amounts))
    } else {
        format!("{} {}", amount(&amounts), line.name)
    }
}

/// The way to how it is made, where it is a solution of one volume and is not there yet.
fn recipe(line: &Gathered) -> Option<AnyView> {
    let Same::Kind(kind) = &line.same else {
        return None;
    };
    if line.is_there() {
        return None;
    }
    let href = recipe_href(kind, line.amounts().first().copied())?;
    Some(view! { " "<a class="link" href=href>"Recipe"</a> }.into_any())
}

/// For which lessons, and where it stands.
fn why(line: &Gathered, cards: &[Order]) -> AnyView {
    const LESSONS: usize = 4;
    let amounts = line.amounts();
    let code = only_code(&line.standing, &amounts);
    let before = [
        Some(lessons(line, cards, LESSONS)),
        there(&line.standing, &amounts),
    ];
    let after = [
        comes_back(line).map(str::to_owned),
        Some(line.notes().join("; ")),
    ];
    let joined = |parts: [Option<String>; 2]| {
        let parts = parts.into_iter().flatten();
        let parts: Vec<String> = parts.filter(|part| !part.is_empty()).collect();
        parts.join(DOT)
    };
    let (before, after) = (joined(before), joined(after));
    let after = (!after.is_empty()).then(|| view! { {DOT}{after} });
    let code = code.map(|code| view! { {DOT}<CodeText code/> });
    view! { {before}{code}{after} }.into_any()
}

/// Where an order goes: "P3 Lab 1, 9Y/Ch1: Rates".
fn goes(card: &Order) -> String {
    format!(
        "{} {}, {}: {}",
        card.period.name, card.room_name, card.class_name, card.title
    )
}

/// Two taps: the trolley stands ready, the trolley is in the room.
pub(super) fn deliver(plan: &PrepPlan) -> Option<AnyView> {
    let cards = plan.cards.as_slice();
    let group = Group {
        head: "Deliver",
        id: "deliver",
        minutes: planned(cards)
            .filter(|card| !is_delivered(card.state))
            .map(|card| card.minutes.deliver)
            .sum(),
        done: planned(cards)
            .map(|card| is_delivered(card.state))
            .collect(),
    };
    let lines = planned(cards)
        .enumerate()
        .map(|(n, card)| {
            let (step, why) = match card.state {
                State::Accepted => (
                    Some(Step::Preparation),
                    format!(
                        "{} of {} on the trolley · tick when all is",
                        card.ready, card.lines
                    ),
                ),
                State::Prepared => (
                    Some(Step::Delivery),
                    "ready · tick when it is in the room".to_owned(),
                ),
                _ => (None, "in the room".to_owned()),
            };
            let tap = step.map(|step| {
                let part = match step {
                    Step::Delivery => group.after_tap(n),
                    _ => group.line_id(n),
                };
                step_tap(step, card, &part)
            });
            let (done, what) = (is_delivered(card.state), goes(card));
            let tick = tick(done, &what, tap);
            let (id, minutes) = (group.line_id(n), card.minutes.deliver);
            let said = quoted(plan, card).map(|said| view! { <span class="said">{said}</span> });
            prep_line(
                id,
                done,
                tick,
                what,
                view! { {why}{said} }.into_any(),
                minutes,
            )
        })
        .collect();
    group.view(lines)
}

fn step_tap(step: Step, card: &Order, part: &str) -> Tap {
    Tap {
        value: String::new(),
        action: step.href_at(card.id, part),
    }
}

pub(super) fn collect(cards: &[Order]) -> Option<AnyView> {
    let out: Vec<&Order> = planned(cards)
        .filter(|card| is_delivered(card.state))
        .collect();
    let group = Group {
        head: "Collect and check in",
        id: "collect",
        minutes: out
            .iter()
            .filter(|card| card.state != State::CheckedIn)
            .map(|card| card.minutes.clear)
            .sum(),
        done: out
            .iter()
            .map(|card| card.state == State::CheckedIn)
            .collect(),
    };
    let lines = out
        .iter()
        .enumerate()
        .map(|(n, card)| {
            let part = group.line_id(n);
            let tap = (card.state == State::Delivered).then(|| step_tap(Step::Return, card, &part));
            let (done, what) = (group.done[n], goes(card));
            let tick = tick(done, &what, tap);
            let why = match card.state {
                State::Delivered => "tick when it is back".into_any(),
                State::Returned => {
                    view! { <a class="link" href=Path::CheckIn(card.id).href()>"Check in"</a> }
                        .into_any()
                }
                _ => "checked in".into_any(),
            };
            prep_line(part, done, tick, what, why, card.minutes.clear)
        })
        .collect();
    group.view(lines)
}
