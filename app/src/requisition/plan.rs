//! The prep plan beside the board: make, gather, deliver, collect and check in, ticked line by line.

mod group;
mod line;
mod tick;

pub use tick::create_tick;

use leptos::prelude::*;
use shared::{
    account::right::CanLook,
    capacity,
    moment::Day,
    requisition::{Card as Order, State},
};
use store::{
    Desk,
    account::member,
    presence,
    requisition::{Gathered, PrepPlan},
};

use super::words;
use crate::{
    parts::{Card, Meter, MeterPart, PostForm},
    web::Failed,
};

use line::{collect, deliver, lines};

/// Where the ticks of the plan are posted.
pub(super) const TICKS: &str = "/today/ticks";

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
        let lines = plan.make.iter().chain(&plan.gather);
        for want in lines.flat_map(|line| &line.wants) {
            load.add(want.minutes, want.is_ready);
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

pub(super) const fn is_delivered(state: State) -> bool {
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
    let (made, poured) = plan.made_and_poured();
    let gathered: Vec<&Gathered> = plan.gather.iter().collect();
    let groups = [
        lines("Make", "make", &made, &plan.cards),
        lines("Pour out", "pour", &poured, &plan.cards),
        lines("Gather", "gather", &gathered, &plan.cards),
        deliver(plan),
        collect(&plan.cards),
    ];
    let full = u64::from(hours.free.max(1));
    view! {
        <Card title="Prep plan" aside=aside class="prep">
            <Meter label=format!("{done} done, {to_do} to do") full=full parts=parts/>
            <p class="small quiet">{format!("{done} done · {to_do} to do · {people}")}</p>
            {is_empty.then(|| view! { <p class="quiet">"Accept an order, and what it needs stands here."</p> })}
            <PostForm action=TICKS>
                <input type="hidden" name="day" value=day.to_string()/>
                {groups}
            </PostForm>
        </Card>
    }
    .into_any()
}
