//! The board of a day: rooms across, with the prep plan beside it for those who prepare.

use axum::extract::Query;
use leptos::prelude::*;
use serde::Deserialize;
use shared::{
    account::{
        Right, Role,
        right::{CanLook, CanPrepare},
    },
    code::Code,
    id::LocationId,
    location::{LabFittings, Tree},
    moment::{self, Day, Minute},
    refusal::Refusal,
    requisition::{Card as Order, State},
    timetable::{Period, SchoolDay},
};
use store::{
    Desk, location,
    requisition::{self, PrepPlan},
    timetable::{calendar, lesson},
};

use super::{
    super::{
        concern::{self, Signs},
        plan::{self, Hours},
        words,
    },
    Of, day_asked,
    grid::{grid, row},
    has_any_day, live, no_days_yet, nothing, periods,
    slip::{slip, slip_id},
    tabs,
};
use crate::{
    label::label_href,
    parts::{Button, Glyph, LinkButton, PageHead, PostForm, Stop},
    path::Path,
    web::{Done, Enter, Failed, Frame, Idempotency as _, Sent, Shown},
};

/// A column of the day's board.
struct Room {
    id: LocationId,
    name: String,
    about: String,
}

/// The day's board.
struct DayBoard {
    day: Day,
    today: Day,
    /// Nobody asked for this day: it is the next one with school.
    is_next: bool,
    now: Option<Minute>,
    school_day: Option<SchoolDay>,
    /// Whether anybody has said when there is school, and who asks.
    has_any_day: bool,
    role: Role,
    before: Option<Day>,
    after: Option<Day>,
    periods: Vec<Period>,
    rooms: Vec<Room>,
    cards: Vec<Order>,
    signs: Signs,
    /// What the prep room has to do, and the hours for it; nobody else is shown it.
    plan: Option<(PrepPlan, Hours)>,
}

/// A plan stands beside a board of so many rooms, while so many lines of it are left; else below it.
const ROOMS_BESIDE: usize = 5;
const LINES_BESIDE: usize = 24;

/// The board of a day, with the prep plan beside it for those who prepare.
pub async fn day_page(frame: Frame, Enter(desk): Enter<CanLook>, Query(of): Query<Of>) -> Shown {
    let today = desk.today();
    let day = day_asked(&desk, &of.day).await?;
    let around = Around::of(&desk, day).await?;
    let places = location::tree(&desk).await?;
    let (cards, plan) = if desk.who().role.may(Right::Prepare) {
        let plan = requisition::prep_plan(&desk, day, &places).await?;
        let hours = Hours::of(&desk, day).await?;
        (plan.cards.clone(), Some((plan, hours)))
    } else {
        (requisition::board(&desk, day, day).await?, None)
    };
    let rooms = rooms(&desk, &places, &cards).await?;
    let board = DayBoard {
        day,
        today,
        now: (day == today).then(|| desk.who().zone.minute(desk.now())),
        school_day: around.here,
        has_any_day: around.has_any() || has_any_day(&desk).await?,
        role: desk.who().role,
        before: around.before,
        after: around.after,
        periods: periods(&desk, &cards).await?,
        signs: concern::signs(&desk, &cards).await?,
        rooms,
        cards,
        plan,
        is_next: of.day.is_empty() && day != today,
    };
    frame
        .show(Some(Stop::Today), "Today", move || {
            view! { <DayPage board/> }.into_any()
        })
        .await
}

/// The school days beside a day.
struct Around {
    here: Option<SchoolDay>,
    before: Option<Day>,
    after: Option<Day>,
}

impl Around {
    fn has_any(&self) -> bool {
        self.here.is_some() || self.before.is_some() || self.after.is_some()
    }

    async fn of(desk: &Desk<CanLook>, day: Day) -> Result<Self, Failed> {
        let far = chrono::TimeDelta::days(28);
        let days = calendar::days(desk, day - far, day + far).await?;
        Ok(Self {
            here: days.iter().copied().find(|school| school.day == day),
            before: days
                .iter()
                .rev()
                .map(|school| school.day)
                .find(|other| *other < day),
            after: days
                .iter()
                .map(|school| school.day)
                .find(|other| *other > day),
        })
    }
}

/// The rooms that have orders; all labs when none has.
async fn rooms(desk: &Desk<CanLook>, places: &Tree, cards: &[Order]) -> Result<Vec<Room>, Failed> {
    let all = lesson::rooms(desk).await?;
    let mut rooms: Vec<Room> = all
        .into_iter()
        .filter(|room| cards.is_empty() || cards.iter().any(|card| card.room == room.id))
        .map(|room| Room {
            about: places
                .find(room.id)
                .map_or_else(String::new, |place| about(place.fittings)),
            id: room.id,
            name: room.name,
        })
        .collect();
    for card in cards {
        if !rooms.iter().any(|room| room.id == card.room) {
            rooms.push(Room {
                id: card.room,
                name: card.room_name.clone(),
                about: String::new(),
            });
        }
    }
    Ok(rooms)
}

fn about(fittings: LabFittings) -> String {
    let words: Vec<&str> = [
        (fittings.fume_cupboard, "fume"),
        (fittings.gas, "gas"),
        (fittings.blackout, "dark"),
    ]
    .into_iter()
    .filter_map(|(has, word)| has.then_some(word))
    .collect();
    words.join(" · ")
}

#[component]
fn DayPage(board: DayBoard) -> impl IntoView {
    let DayBoard {
        day,
        today,
        is_next,
        now,
        school_day,
        has_any_day,
        role,
        before,
        after,
        periods,
        rooms,
        cards,
        signs,
        plan,
    } = board;
    let prepares = plan.is_some();
    let mut sub = day_sub(school_day, &cards);
    if is_next {
        sub = format!("No school today: this is the next school day · {sub}");
    }
    let is_empty = cards.is_empty();
    let accept_all = prepares.then(|| accept_all(day, &cards));
    let labels = prepares.then(|| tray_labels(&cards)).flatten();
    let plan = plan.filter(|_| !is_empty);
    let stands_below = plan
        .as_ref()
        .is_some_and(|(plan, _)| rooms.len() > ROOMS_BESIDE || plan.left() > LINES_BESIDE);
    let side = plan.map(|(plan, hours)| plan::card(day, &plan, &hours));
    let layout = match side {
        Some(_) if stands_below => "split below",
        Some(_) => "split",
        None => "stack",
    };
    let table = if is_empty && !has_any_day {
        no_days_yet(role)
    } else if is_empty {
        let words = if school_day.is_some() {
            "No orders for this day. They stand here as soon as a teacher has sent one."
        } else {
            "There is no school on this day."
        };
        nothing(words, Path::Week(Some(day)), "See its week", prepares)
    } else {
        table(
            &periods,
            &rooms,
            now,
            |card| slip(card, slip_id(card), prepares, &signs),
            &cards,
        )
    };
    view! {
        <PageHead title=words::long_day(day) sub=sub>
            {before.map(|day| view! { <LinkButton href=Path::Today(Some(day)).href() label="The school day before">"‹"</LinkButton> })}
            {(day != today && !is_next).then(|| view! { <LinkButton href=Path::Today(None).href()>"Today"</LinkButton> })}
            {after.map(|day| view! { <LinkButton href=Path::Today(Some(day)).href() label="The school day after">"›"</LinkButton> })}
            {tabs(day, true)}
            {accept_all}
            {prepares.then(|| view! { <LinkButton href=Path::lessons_of_all(day)>"Order for a lesson"</LinkButton> })}
            {prepares.then(|| view! { <LinkButton href=Path::PrepList(day).href() glyph=Glyph::Print>"Print prep list"</LinkButton> })}
            {labels.map(|href| view! { <LinkButton href glyph=Glyph::Label>"Tray labels"</LinkButton> })}
        </PageHead>
        <div class=layout>
            {table}
            {side}
        </div>
    }
    .into_any()
}

/// Labels for the trays of all that was taken on and has not gone out.
fn tray_labels(cards: &[Order]) -> Option<String> {
    let packed = cards.iter().filter(|card| card.state.may_be_told());
    let codes: Vec<Code> = packed.map(|card| card.code).collect();
    (!codes.is_empty()).then(|| label_href(codes))
}

/// One tap for everything that waits, when that is more than one order.
fn accept_all(day: Day, cards: &[Order]) -> Option<AnyView> {
    let new = cards.iter().filter(|card| card.state == State::Submitted);
    let new = new.count();
    (new > 1).then(|| {
        view! {
            <PostForm action="/today/acceptance" class="inline">
                <input type="hidden" name="day" value=day.to_string()/>
                <Button glyph=Glyph::Accepted>{format!("Accept all {new}")}</Button>
            </PostForm>
        }
        .into_any()
    })
}

/// What accepting a day sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct DaySent {
    day: String,
}

/// The prep room takes on whatever was sent for a day; what it asked about waits for its answer.
pub async fn create_acceptance(
    Enter(desk): Enter<CanPrepare>,
    sent: Sent<DaySent>,
) -> Result<Done, Failed> {
    let day = moment::day(&sent.form.day).ok_or(Refusal::NotFound)?;
    let taken = sent
        .accepted(requisition::accept_all(&desk.once(&sent), day).await)
        .await?;
    Ok(Done::to(&Path::Today(Some(day))).saying(concern::taken_words(&taken)))
}

fn day_sub(school_day: Option<SchoolDay>, cards: &[Order]) -> String {
    let week = school_day.map_or_else(
        || "No school day".to_owned(),
        |day| format!("Week {}", day.week.code()),
    );
    let waiting = cards.iter().filter(|card| card.state.waits()).count();
    let orders = live(cards);
    match waiting {
        0 => format!("{week} · {orders}"),
        1 => format!("{week} · {orders} · 1 waits for an answer"),
        more => format!("{week} · {orders} · {more} wait for an answer"),
    }
}

fn table(
    periods: &[Period],
    rooms: &[Room],
    now: Option<Minute>,
    slip: impl Fn(&Order) -> AnyView,
    cards: &[Order],
) -> AnyView {
    let heads = rooms
        .iter()
        .map(|room| {
            view! { <th scope="col" class="board-room"><b>{room.name.clone()}</b><small>{room.about.clone()}</small></th> }
        })
        .collect_view();
    let rows = periods
        .iter()
        .map(|period| {
            let cells = rooms
                .iter()
                .map(|room| {
                    let here = cards
                        .iter()
                        .filter(|card| card.room == room.id && card.period.n == period.n)
                        .map(&slip)
                        .collect_view();
                    view! { <td>{here}</td> }
                })
                .collect_view();
            row(period, cells.into_any(), now)
        })
        .collect_view();
    grid(
        "The day’s board",
        "board",
        heads.into_any(),
        rows.into_any(),
    )
}
