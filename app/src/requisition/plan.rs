//! The prep plan beside the board: make, gather, deliver, collect and check in, ticked line by line.

use leptos::prelude::*;
use serde::Deserialize;
use shared::{
    account::right::{CanLook, CanPrepare},
    capacity,
    kind::KindId,
    moment::{self, Day},
    refusal::Refusal,
    requisition::{Card as Order, State},
};
use store::{
    Desk,
    account::member,
    presence,
    requisition::{self, Gathered, PrepPlan, Same},
};

use super::words;
use crate::{
    parts::{Card, Meter, MeterPart, PostForm},
    path::Path,
    substance::recipe_href,
    web::{Done, Enter, Failed, Idempotency as _, Sent},
};

/// The hours of those who are there on a day.
pub(super) struct Hours {
    /// All of them, in minutes, less fixed duties.
    pub free: u32,
    /// Who is there, and for how long.
    pub people: Vec<(String, u32)>,
}

impl Hours {
    /// Of a day.
    pub(super) async fn of(desk: &Desk<CanLook>, day: Day) -> Result<Self, Failed> {
        let week = presence::list(desk).await?;
        let away = presence::absences(desk, day, day).await?;
        let away = away.get(&day).cloned().unwrap_or_default();
        let members = member::list(desk).await?;
        let mut people: Vec<(String, u32)> = members
            .into_iter()
            .filter_map(|member| {
                let own: Vec<_> = week
                    .iter()
                    .filter(|presence| presence.member == member.id)
                    .copied()
                    .collect();
                let minutes = capacity::free_minutes(&own, &away, day);
                let first = member.name.full.split_whitespace().next()?.to_owned();
                (minutes > 0).then_some((first, minutes))
            })
            .collect();
        people.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        Ok(Self {
            free: capacity::free_minutes(&week, &away, day),
            people,
        })
    }
}

/// Minutes done and to be done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Load {
    done: u32,
    to_do: u32,
}

impl Load {
    fn add(&mut self, minutes: u32, is_done: bool) {
        if is_done {
            self.done += minutes;
        } else {
            self.to_do += minutes;
        }
    }

    fn all(self) -> u32 {
        self.done + self.to_do
    }

    fn of(plan: &PrepPlan) -> Self {
        let mut load = Self::default();
        for line in plan.make.iter().chain(&plan.gather) {
            load.add(line.minutes, line.is_done());
        }
        for card in planned(&plan.cards) {
            load.add(card.minutes.deliver, is_delivered(card.state));
            load.add(card.minutes.clear, card.state == State::CheckedIn);
        }
        load
    }
}

/// Orders that the prep room has taken on.
fn planned(cards: &[Order]) -> impl Iterator<Item = &Order> {
    cards.iter().filter(|card| {
        matches!(
            card.state,
            State::Accepted
                | State::Prepared
                | State::Delivered
                | State::Returned
                | State::CheckedIn
        )
    })
}

const fn is_delivered(state: State) -> bool {
    matches!(state, State::Delivered | State::Returned | State::CheckedIn)
}

/// The card.
pub(super) fn card(day: Day, plan: &PrepPlan, hours: &Hours) -> AnyView {
    let load = Load::of(plan);
    let (done, to_do) = (words::minutes(load.done), words::minutes(load.to_do));
    let aside = if hours.free == 0 {
        words::minutes(load.all())
    } else {
        format!(
            "{} of {}",
            words::minutes(load.all()),
            words::minutes(hours.free)
        )
    };
    let people: Vec<String> = hours
        .people
        .iter()
        .map(|(name, minutes)| format!("{name} {}", words::minutes(*minutes)))
        .collect();
    let people = if people.is_empty() {
        "nobody’s hours are entered".to_owned()
    } else {
        people.join(", ")
    };
    let over = load.all().saturating_sub(hours.free);
    let last = if hours.free > 0 && over > 0 {
        MeterPart::Over(u64::from(load.to_do))
    } else {
        MeterPart::Second(u64::from(load.to_do))
    };
    let parts = vec![MeterPart::Main(u64::from(load.done)), last];
    let is_empty = planned(&plan.cards).next().is_none();
    let groups = [
        lines("Make", &plan.make, &plan.cards),
        lines("Gather", &plan.gather, &plan.cards),
        deliver(&plan.cards),
        collect(&plan.cards),
    ];
    let full = u64::from(hours.free.max(1));
    view! {
        <Card title="Prep plan" aside=aside class="prep">
            <Meter label=format!("{done} done, {to_do} to do") full=full parts=parts/>
            <p class="small quiet">{format!("{done} done · {to_do} to do · {people}")}</p>
            {is_empty.then(|| view! { <p class="quiet">"Accept an order, and what it needs stands here."</p> })}
            <PostForm action="/today/ticks">
                <input type="hidden" name="day" value=day.to_string()/>
                {groups}
            </PostForm>
        </Card>
    }
    .into_any()
}

fn group(head: &'static str, minutes: u32, lines: Vec<AnyView>) -> Option<AnyView> {
    (!lines.is_empty()).then(|| {
        view! {
            <div class="prep-group">
                <div class="prep-head"><h3>{head}</h3><span>{words::minutes(minutes)}</span></div>
                <ul>{lines}</ul>
            </div>
        }
        .into_any()
    })
}

fn lines(head: &'static str, gathered: &[Gathered], cards: &[Order]) -> Option<AnyView> {
    let minutes = gathered.iter().map(|line| line.minutes).sum();
    let lines = gathered
        .iter()
        .map(|line| {
            let can_tick = cards
                .iter()
                .any(|card| card.state == State::Accepted && line.orders.contains(&card.id));
            let done = line.is_done();
            let what = what(line);
            let value = format!("{}|{}", if done { "off" } else { "on" }, code(&line.same));
            let tick = tick(done, can_tick, &what, "tick", value, None);
            let why = view! { {why(line, cards)}{recipe(line)} }.into_any();
            prep_line(done, tick, what, why, line.minutes)
        })
        .collect();
    group(head, minutes, lines)
}

/// "2.4 dm³ sodium thiosulfate" or "conical flask, 100 cm³ ×28".
fn what(line: &Gathered) -> String {
    let amounts: Vec<String> = line.amounts.iter().map(ToString::to_string).collect();
    let is_counted = line
        .amounts
        .iter()
        .all(|amount| amount.unit() == shared::amount::Unit::Piece);
    if is_counted {
        format!("{} ×{}", line.name, amounts.join(" + "))
    } else {
        format!("{} {}", amounts.join(" + "), line.name)
    }
}

/// The way to how it is made, where it is a solution of one volume.
fn recipe(line: &Gathered) -> Option<AnyView> {
    let Same::Kind(kind) = &line.same else {
        return None;
    };
    let href = recipe_href(kind, line.amounts.first().copied())?;
    Some(view! { " "<a class="link" href=href>"Recipe"</a> }.into_any())
}

/// For which lessons, and where it stands.
fn why(line: &Gathered, cards: &[Order]) -> String {
    let mut of: Vec<&Order> = cards
        .iter()
        .filter(|card| line.orders.contains(&card.id))
        .collect();
    of.sort_by_key(|card| (card.period.starts, card.period.n));
    let lessons = match of.as_slice() {
        [] => String::new(),
        [one] => format!("{} {}", one.period.name, one.room_name),
        [first, ..] => format!("{} lessons, first {}", of.len(), first.period.name),
    };
    let place = line
        .standing
        .first()
        .map(|standing| format!("{} · {}", standing.place, standing.code));
    let notes = (!line.notes.is_empty()).then(|| line.notes.join("; "));
    let parts: Vec<String> = [Some(lessons), place, notes]
        .into_iter()
        .flatten()
        .filter(|part| !part.is_empty())
        .collect();
    parts.join(" · ")
}

fn tick(
    done: bool,
    can_tick: bool,
    what: &str,
    name: &'static str,
    value: String,
    action: Option<String>,
) -> AnyView {
    let class = if done { "tick tick-on" } else { "tick" };
    if !can_tick {
        return view! { <span class=class><span class="hidden">{if done { "Done" } else { "Not done" }}</span></span> }
            .into_any();
    }
    view! {
        <button type="submit" name=name value=value class=class formaction=action aria-pressed=done.to_string()
            aria-label=format!("Done: {what}")></button>
    }
    .into_any()
}

fn prep_line(done: bool, tick: AnyView, what: String, why: AnyView, minutes: u32) -> AnyView {
    view! {
        <li class=if done { "prep-line done" } else { "prep-line" }>
            {tick}
            <div>
                <span class="prep-what">{what}</span>
                <span class="prep-why">{why}</span>
            </div>
            <span class="prep-mins">{minutes}<span class="hidden">" min"</span></span>
        </li>
    }
    .into_any()
}

/// Where an order goes: "P3 Lab 1, 9Y/Ch1: Rates".
fn goes(card: &Order) -> String {
    format!(
        "{} {}, {}: {}",
        card.period.name, card.room_name, card.class_name, card.title
    )
}

/// Two taps: the trolley stands ready, the trolley is in the room.
fn deliver(cards: &[Order]) -> Option<AnyView> {
    let minutes = planned(cards).map(|card| card.minutes.deliver).sum();
    let lines = planned(cards)
        .map(|card| {
            let (noun, why) = match card.state {
                State::Accepted => (
                    Some("preparation"),
                    format!(
                        "{} of {} on the trolley · tick when all is",
                        card.ready, card.lines
                    ),
                ),
                State::Prepared => (
                    Some("delivery"),
                    "ready · tick when it is in the room".to_owned(),
                ),
                _ => (None, "in the room".to_owned()),
            };
            let done = is_delivered(card.state);
            let action = noun.map(|noun| format!("/orders/{}/{noun}", card.id));
            let what = goes(card);
            let tick = tick(done, action.is_some(), &what, "tick", String::new(), action);
            prep_line(done, tick, what, why.into_any(), card.minutes.deliver)
        })
        .collect();
    group("Deliver", minutes, lines)
}

fn collect(cards: &[Order]) -> Option<AnyView> {
    let out: Vec<&Order> = planned(cards)
        .filter(|card| is_delivered(card.state))
        .collect();
    let minutes = out.iter().map(|card| card.minutes.clear).sum();
    let lines = out
        .into_iter()
        .map(|card| {
            let done = card.state == State::CheckedIn;
            let is_out = card.state == State::Delivered;
            let what = goes(card);
            let action = is_out.then(|| format!("/orders/{}/return", card.id));
            let tick = tick(done, is_out, &what, "tick", String::new(), action);
            let why = match card.state {
                State::Delivered => "tick when it is back".to_owned(),
                State::Returned => String::new(),
                _ => "checked in".to_owned(),
            };
            let link = (card.state == State::Returned).then(|| {
                view! { <a class="link" href=Path::CheckIn(card.id).href()>"Check in"</a> }
            });
            view! {
                <li class=if done { "prep-line done" } else { "prep-line" }>
                    {tick}
                    <div>
                        <span class="prep-what">{what}</span>
                        <span class="prep-why">{why}{link}</span>
                    </div>
                    <span class="prep-mins">{card.minutes.clear}<span class="hidden">" min"</span></span>
                </li>
            }
            .into_any()
        })
        .collect();
    group("Collect and check in", minutes, lines)
}

/// What a tick of the plan sends: `on|kind:…`, `off|name:…`.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Ticked {
    day: String,
    tick: String,
}

fn code(same: &Same) -> String {
    match same {
        Same::Kind(kind) => format!("kind:{}", kind.as_str()),
        Same::Name(name) => format!("name:{name}"),
    }
}

impl Ticked {
    fn parse(&self) -> Option<(Day, Same, bool)> {
        let (to, same) = self.tick.split_once('|')?;
        let same = match same.split_once(':')? {
            ("kind", id) => Same::Kind(KindId::parse(id).ok()?),
            ("name", name) => Same::Name(name.to_owned()),
            _ => return None,
        };
        Some((moment::day(&self.day)?, same, to == "on"))
    }
}

/// Ticks a thing for all lessons of a day.
pub async fn create_tick(
    Enter(desk): Enter<CanPrepare>,
    sent: Sent<Ticked>,
) -> Result<Done, Failed> {
    let (day, same, is_ready) = sent.form.parse().ok_or(Refusal::NotFound)?;
    sent.accepted(requisition::tick_all(&desk.once(&sent), day, &same, is_ready).await)
        .await?;
    Ok(Done::to(&Path::Today(Some(day))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tick_is_read_back() {
        for same in [
            Same::Kind(KindId::parse("hydrochloric-acid@1mol/dm3").unwrap()),
            Same::Name("a kind: of name | with signs".to_owned()),
        ] {
            let sent = Ticked {
                day: "2026-11-24".to_owned(),
                tick: format!("on|{}", code(&same)),
            };
            let (_, read, is_ready) = sent.parse().unwrap();
            assert_eq!((read, is_ready), (same, true));
        }
    }
}
