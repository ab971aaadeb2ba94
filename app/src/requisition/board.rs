//! The prep room's home: the board of a day, periods down and rooms across, and the board of a week.

mod day;
mod grid;
mod slip;
mod week;

pub use day::{create_acceptance, day_page};
pub use week::week_page;

use leptos::prelude::*;
use serde::Deserialize;
use shared::{
    account::{Right, Role, right::CanLook},
    moment::{self, Day},
    requisition::{Card as Order, State},
    timetable::Period,
};
use store::{Desk, timetable::calendar};

use super::words;
use crate::{
    parts::{Empty, Glyph, LinkButton, Tab, Tabs, Tone},
    path::Path,
    web::{Failed, who_may},
};

/// Which day; none: today.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Of {
    pub(super) day: String,
}

/// The day that was asked for; when none was, today, or the next day with school.
pub(super) async fn day_asked(desk: &Desk<CanLook>, asked: &str) -> Result<Day, Failed> {
    if let Some(day) = moment::day(asked) {
        return Ok(day);
    }
    let next = calendar::next_days(desk, desk.today(), 1).await?;
    Ok(next.first().map_or(desk.today(), |next| next.day))
}

/// The school's periods, and those that orders still name.
async fn periods(desk: &Desk<CanLook>, cards: &[Order]) -> Result<Vec<Period>, Failed> {
    let mut periods = calendar::periods(desk).await?;
    for card in cards {
        if !periods.iter().any(|period| period.n == card.period.n) {
            periods.push(card.period.clone());
        }
    }
    periods.sort_by_key(|period| (period.starts, period.n));
    Ok(periods)
}

/// How many orders there are, less those that were called off or declined.
fn live(cards: &[Order]) -> String {
    let is_live = |card: &&Order| !matches!(card.state, State::Cancelled | State::Declined);
    words::count(cards.iter().filter(is_live).count(), "order", "orders")
}

fn tabs(day: Day, is_day: bool) -> AnyView {
    let tabs = vec![
        Tab::new(Path::Today(Some(day)).href(), "Day", is_day),
        Tab::new(Path::Week(Some(day)).href(), "Week", !is_day),
    ];
    view! { <Tabs label="Board" tabs=tabs/> }.into_any()
}

/// Before this day no school had any days here.
const LONG_AGO: &str = "2000-01-01";

/// Whether anybody has said when there is school.
async fn has_any_day(desk: &Desk<CanLook>) -> Result<bool, Failed> {
    let long_ago = moment::day(LONG_AGO).unwrap_or(desk.today());
    Ok(!calendar::next_days(desk, long_ago, 1).await?.is_empty())
}

/// A board before anybody has said when there is school.
pub(super) fn no_days_yet(role: Role) -> AnyView {
    let may_add = role.may(Right::KeepTimetable);
    let words = if may_add {
        "Add the term first: then the orders of each day stand here.".to_owned()
    } else {
        format!("{} adds the term.", who_may(Right::KeepTimetable))
    };
    let add = may_add.then(|| {
        view! { <LinkButton href=Path::Calendar.href() tone=Tone::Primary>"Add a term"</LinkButton> }
    });
    view! {
        <Empty glyph=Glyph::Timetable title="No school days entered yet" words>
            {add}
            <LinkButton href=Path::Start.href()>"First steps"</LinkButton>
        </Empty>
    }
    .into_any()
}

/// An empty board, and where to look instead.
fn nothing(words: &'static str, elsewhere: Path, see: &'static str, prepares: bool) -> AnyView {
    view! {
        <Empty glyph=Glyph::Today title="Nothing to prepare" words=words>
            {prepares.then(|| view! { <LinkButton href=Path::Orders.href()>"See what waits"</LinkButton> })}
            <LinkButton href=elsewhere.href()>{see}</LinkButton>
        </Empty>
    }
    .into_any()
}
