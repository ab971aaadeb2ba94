//! A teacher's home: the lessons of the next two weeks, each with its order or a button.

use std::collections::HashMap;

use axum::extract::Query;
use leptos::prelude::*;
use serde::Deserialize;
use shared::{
    account::{Grant, Right, Role, right::CanLook},
    id::{MemberId, RequisitionId},
    moment::{self, Day, Moment, Zone},
    requisition::{Card as Order, Displaced, Spot, State},
    timetable::{Lesson, by_day},
};
use store::{
    Desk, requisition, school,
    timetable::{calendar, lesson},
};

use super::{displaced, words};
use crate::{
    parts::{
        Badge, Card, Crumb, Empty, Glyph, LinkButton, Mark, PageHead, Remark, StateChip, Stop, Tone,
    },
    path::Path,
    web::{Enter, Frame, Shown, who_may},
};

/// How far ahead a page looks.
const DAYS: i64 = 14;

/// The first day shown; none: today. Who prepares may see all teachers' lessons, to order for them.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct From {
    from: String,
    whose: String,
}

/// The page.
pub async fn page(
    frame: Frame,
    Enter(desk): Enter<CanLook>,
    Query(From { from, whose }): Query<From>,
) -> Shown {
    let today = desk.today();
    let from = moment::day(&from).unwrap_or(today).max(today);
    let to = from + chrono::TimeDelta::days(DAYS - 1);
    let me = desk.who().member;
    let is_all = whose == "all" && desk.who().role.may(Right::Prepare);
    let mut lessons = lesson::list(&desk, from, to, lesson::Wanted::default()).await?;
    let teacher = (!is_all).then_some(me);
    let orders = requisition::with_drafts(&desk, teacher, from, to).await?;
    let displaced = displaced::among(&orders, &lessons, today);
    lessons.retain(|lesson| is_all || lesson.teacher == me);
    let declined: Vec<RequisitionId> = declined(&orders).map(|order| order.id).collect();
    let refusals = if is_all || declined.is_empty() {
        HashMap::new()
    } else {
        requisition::refusals(&desk, &declined).await?
    };
    let whose = if is_all { Whose::All } else { Whose::Mine };
    let has_any_day = !calendar::next_days(&desk, from, 1).await?.is_empty();
    let notice = school::own(&desk).await?.rules.notice_days;
    let (zone, now, role) = (desk.who().zone, desk.now(), desk.who().role);
    let hour = Hour { zone, now };
    frame
        .show(Some(Stop::MyLessons), whose.title(), move || {
            view! { <Lessons whose role hour from lessons orders displaced refusals notice has_any_day/> }
                .into_any()
        })
        .await
}

/// Whose lessons are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Whose {
    Mine,
    All,
}

impl Whose {
    /// The list in which somebody finds a teacher's lessons.
    pub(super) fn of<R: Grant>(desk: &Desk<R>, teacher: MemberId) -> Self {
        if desk.who().member == teacher || !desk.who().role.may(Right::Prepare) {
            Self::Mine
        } else {
            Self::All
        }
    }

    /// The way back to the list from what is of a day.
    pub(super) fn crumb(self, day: Day) -> Crumb {
        Crumb::new(self.home(day), self.title())
    }

    /// Where that list is looked at: all lessons from that day on, one's own from today.
    pub(super) fn home(self, day: Day) -> String {
        match self {
            Self::Mine => Path::Lessons.href(),
            Self::All => Path::lessons_of_all(day),
        }
    }

    const fn title(self) -> &'static str {
        match self {
            Self::Mine => "My lessons",
            Self::All => "Lessons to order for",
        }
    }

    fn href(self, from: Day) -> String {
        match self {
            Self::Mine => format!("{}?from={from}", Path::Lessons.href()),
            Self::All => Path::lessons_of_all(from),
        }
    }
}

/// What the prep room can't do, where nothing else is ordered for the lesson since.
fn declined(orders: &[Order]) -> impl Iterator<Item = &Order> {
    let is_ordered_again = |order: &Order| {
        orders.iter().any(|other| {
            Spot::from(other).is(&Spot::from(order))
                && !matches!(other.state, State::Cancelled | State::Declined)
        })
    };
    let declined = orders.iter().filter(|order| order.state == State::Declined);
    declined.filter(move |order| !is_ordered_again(order))
}

/// What time it is at the school.
#[derive(Clone, Copy, Debug)]
struct Hour {
    zone: Zone,
    now: Moment,
}

impl Hour {
    fn today(self) -> Day {
        self.zone.day(self.now)
    }
}

#[component]
fn Lessons(
    whose: Whose,
    role: Role,
    hour: Hour,
    from: Day,
    lessons: Vec<Lesson>,
    orders: Vec<Order>,
    displaced: HashMap<RequisitionId, Displaced>,
    refusals: HashMap<RequisitionId, String>,
    notice: u8,
    has_any_day: bool,
) -> impl IntoView {
    let week = lessons.first().map_or(String::new(), |lesson| {
        format!("Week {} · ", lesson.day.week.code())
    });
    let notice = words::count(notice.into(), "school day’s", "school days’");
    let waiting = orders
        .iter()
        .filter(|order| order.state == State::Queried)
        .filter(|_| whose == Whose::Mine)
        .map(question)
        .collect_view();
    let refused = declined(&orders)
        .filter_map(|order| Some(refusal(order, refusals.get(&order.id)?)))
        .collect_view();
    let is_empty = lessons.is_empty();
    let elsewhere = elsewhere(&orders, &lessons, &displaced);
    let displaced = orders
        .iter()
        .filter_map(|order| Some(displaced::remark(order, displaced.get(&order.id)?)))
        .collect_view();
    let days = by_day(lessons)
        .into_iter()
        .map(|(day, lessons)| day_view(whose, hour, day, lessons, &orders))
        .collect_view();
    let later = whose.href(from + chrono::TimeDelta::days(DAYS));
    let now = whose.href(hour.today());
    view! {
        <PageHead title=whose.title() sub=format!("{week}orders want {notice} notice")>
            {(from > hour.today()).then(|| view! { <LinkButton href=now>"Today"</LinkButton> })}
            <LinkButton href=later>"Next two weeks"</LinkButton>
        </PageHead>
        {refused}
        {waiting}
        {displaced}
        {is_empty.then(|| nothing(whose, has_any_day, role))}
        {days}
        {elsewhere}
    }
    .into_any()
}

/// What is ordered for none of the lessons shown, though the timetable has its lesson: it is another teacher's.
fn elsewhere(
    orders: &[Order],
    lessons: &[Lesson],
    displaced: &HashMap<RequisitionId, Displaced>,
) -> Option<AnyView> {
    let lessons: Vec<Spot> = lessons.iter().map(Spot::from).collect();
    let is_shown = |order: &Order| {
        let spot = Spot::from(order);
        displaced.contains_key(&order.id) || lessons.iter().any(|lesson| spot.is(lesson))
    };
    let rows: Vec<_> = orders
        .iter()
        .filter(|order| !order.state.is_over() && !is_shown(order))
        .map(|order| {
            let when = words::short_lesson(order.day, &order.period);
            let place = format!("{when} · {} · {}", order.class_name, order.room_name);
            view! {
                <li><span class="line-words">{order_view(order)}<small class="quiet">{place}</small></span></li>
            }
        })
        .collect();
    (!rows.is_empty()).then(|| {
        view! { <Card title="For lessons of others"><ul class="lines">{rows}</ul></Card> }
            .into_any()
    })
}

fn nothing(whose: Whose, has_any_day: bool, role: Role) -> AnyView {
    let may_add = !has_any_day && role.may(Right::KeepTimetable);
    let add = may_add.then(|| {
        view! { <LinkButton href=Path::Calendar.href() tone=Tone::Primary>"Add a term"</LinkButton> }
    });
    let words = if has_any_day && whose == Whose::Mine {
        "The timetable has no lessons of yours in these two weeks.".to_owned()
    } else if has_any_day {
        "The timetable has no lessons in these two weeks.".to_owned()
    } else if may_add {
        "The school’s calendar has no school days from here on: add the term.".to_owned()
    } else {
        let who = who_may(Right::KeepTimetable);
        format!("The school’s calendar has no school days from here on. {who} adds the term.")
    };
    view! {
        <Empty glyph=Glyph::Today title="No lessons" words>
            {add}
            <LinkButton href=Path::Timetable.href()>"See the timetable"</LinkButton>
        </Empty>
    }
    .into_any()
}

/// A question of the prep room's that waits for an answer.
fn question(order: &Order) -> AnyView {
    let href = format!("{}#answer", Path::Order(order.id).href());
    let words = format!(
        "{}, {}: the prep room asks something. ",
        words::short_lesson(order.day, &order.period),
        order.class_name
    );
    view! {
        <Remark warns=true>{words}<a class="link" href=href>"Answer"</a></Remark>
    }
    .into_any()
}

/// What the prep room can't do, and why.
fn refusal(order: &Order, why: &str) -> AnyView {
    let href = Path::Order(order.id).href();
    let words = format!(
        "{}, {}: the prep room can’t do {}: {why} ",
        words::short_lesson(order.day, &order.period),
        order.class_name,
        order.title
    );
    view! {
        <Remark warns=true>{words}<a class="link" href=href>"Look at it"</a></Remark>
    }
    .into_any()
}

fn day_view(whose: Whose, hour: Hour, day: Day, lessons: Vec<Lesson>, orders: &[Order]) -> AnyView {
    let title = day_title(day, hour.today());
    let lessons = lessons
        .into_iter()
        .map(|lesson| {
            let of_lesson = orders_of(&lesson, orders);
            let is_over = lesson.period.is_over(hour.zone, day, hour.now);
            lesson_view(whose, &lesson, is_over, &of_lesson)
        })
        .collect_view();
    view! { <Card title=title class="flush"><ul>{lessons}</ul></Card> }.into_any()
}

/// The heading of a day's lessons.
pub(crate) fn day_title(day: Day, today: Day) -> String {
    if day == today {
        format!("Today, {}", words::long_day(day))
    } else {
        words::long_day(day)
    }
}

/// What is ordered for a lesson.
pub(crate) fn orders_of<'a>(lesson: &Lesson, orders: &'a [Order]) -> Vec<&'a Order> {
    let lesson = Spot::from(lesson);
    let is_of_lesson = |order: &&Order| Spot::from(*order).is(&lesson);
    orders.iter().filter(is_of_lesson).collect()
}

/// Whether a lesson with these orders can have another.
pub(crate) fn is_open(orders: &[&Order]) -> bool {
    orders
        .iter()
        .all(|order| matches!(order.state, State::Cancelled | State::Declined))
}

fn lesson_view(whose: Whose, lesson: &Lesson, is_over: bool, orders: &[&Order]) -> AnyView {
    let (day, period) = (lesson.day.day, &lesson.period);
    let label = format!(
        "Order for {}, {}",
        lesson.class.name,
        words::lesson(day, period)
    );
    let teacher = (whose == Whose::All).then(|| format!("{} · ", lesson.teacher_initials));
    let act = (!is_over && is_open(orders)).then(|| {
        let href = Path::NewOrder(lesson.slot, day).href();
        view! { <LinkButton href tone=Tone::Plain label>"Order"</LinkButton> }.into_any()
    });
    Row {
        teacher,
        orders,
        act,
    }
    .view(lesson)
}

/// What stands in a lesson's row beside when, whom and where.
pub(crate) struct Row<'a> {
    /// Whose lesson it is, where that is to be told.
    pub(crate) teacher: Option<String>,
    /// What is ordered for it.
    pub(crate) orders: &'a [&'a Order],
    /// What can be done with it.
    pub(crate) act: Option<AnyView>,
}

impl Row<'_> {
    /// The row.
    pub(crate) fn view(self, lesson: &Lesson) -> AnyView {
        let Self {
            teacher,
            orders,
            act,
        } = self;
        let period = &lesson.period;
        let ordered = orders.iter().map(|order| order_view(order)).collect_view();
        view! {
            <li class="lesson">
                <span class="lesson-when"><b>{period.name.clone()}</b><small class="quiet">{period.starts.to_string()}</small></span>
                <span class="line-words">
                    <span><b>{lesson.class.name.clone()}</b>" "<small class="quiet">{teacher}{lesson.room_name.clone()}</small></span>
                    {ordered}
                    {orders.is_empty().then(|| view! { <span class="quiet">"Nothing ordered"</span> })}
                </span>
                {act}
            </li>
        }
        .into_any()
    }
}

fn order_view(order: &Order) -> AnyView {
    let late = order.is_late && order.state.waits();
    view! {
        <span class="row">
            <a class="link" href=Path::Order(order.id).href()>{order.title.clone()}</a>
            <StateChip state=order.state/>
            {late.then(|| view! { <Badge mark=Mark::Warn>"late"</Badge> })}
        </span>
    }
    .into_any()
}
