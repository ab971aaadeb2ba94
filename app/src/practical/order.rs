//! For which lesson a practical is ordered: one's own next lessons, each with a button or what is ordered for it.

use chrono::Days;
use leptos::prelude::*;
use shared::{
    account::{Grant, right::CanRequest},
    id::PracticalId,
    moment::{Day, Moment},
    refusal::Refusal,
    requisition::Card as Order,
    timetable::{Lesson, SchoolDay, by_day, is_late},
};
use store::{
    Desk, practical, requisition, school,
    timetable::{
        calendar,
        lesson::{self, Wanted},
    },
};

use crate::{
    parts::{Badge, Button, Card, Crumb, Empty, Glyph, LinkButton, Mark, PageHead, PostForm, Stop},
    path::Path,
    requisition::{
        lessons::{Row, day_title, is_open, orders_of},
        words,
    },
    web::{At, Enter, Frame, Shown},
};

/// Lessons are offered this far ahead.
const AHEAD: u64 = 28;

/// One's own lessons of the next weeks.
pub(super) async fn own_lessons<R: Grant>(desk: &Desk<R>) -> store::Result<Vec<Lesson>> {
    let wanted = Wanted {
        teacher: Some(desk.who().member),
        class: None,
    };
    let today = desk.today();
    lesson::list(desk, today, today + Days::new(AHEAD), wanted).await
}

/// What the lessons are shown with.
struct Seen {
    practical: PracticalId,
    orders: Vec<Order>,
    calendar: Vec<SchoolDay>,
    notice: u8,
    today: Day,
}

/// The page.
pub async fn page(frame: Frame, Enter(desk): Enter<CanRequest>, At(id): At<PracticalId>) -> Shown {
    let found = practical::find(&desk, id).await?;
    if found.retired_at.is_some() {
        return Err(Refusal::NotFound.into());
    }
    let mut lessons = own_lessons(&desk).await?;
    let (zone, now): (_, Moment) = (desk.who().zone, desk.now());
    lessons.retain(|lesson| !lesson.period.is_over(zone, lesson.day.day, now));
    let today = desk.today();
    let last = today + Days::new(AHEAD);
    let seen = Seen {
        practical: id,
        orders: requisition::with_drafts(&desk, Some(desk.who().member), today, last).await?,
        calendar: calendar::days(&desk, today, last).await?,
        notice: school::own(&desk).await?.rules.notice_days,
        today,
    };
    let title = format!("Order {}", found.entry.title);
    frame
        .show(Some(Stop::Practicals), &title, move || {
            let way = vec![
                Crumb::new(Path::Practicals.href(), "Practicals"),
                Crumb::new(Path::Practical(id).href(), found.entry.title),
            ];
            let days = by_day(lessons)
                .into_iter()
                .map(|(day, lessons)| day_card(&seen, day, lessons))
                .collect::<Vec<_>>();
            let list = if days.is_empty() {
                nothing()
            } else {
                days.into_any()
            };
            view! {
                <PageHead title="For which lesson?" way/>
                {list}
            }
            .into_any()
        })
        .await
}

fn nothing() -> AnyView {
    view! {
        <Empty glyph=Glyph::Timetable title="You have no lessons in the next four weeks"
            words="The timetable says who teaches when; those who keep it can add your lessons.">
            <LinkButton href=Path::Timetable.href()>"Timetable"</LinkButton>
        </Empty>
    }
    .into_any()
}

fn day_card(seen: &Seen, day: Day, lessons: Vec<Lesson>) -> AnyView {
    let is_late = is_late(&seen.calendar, seen.today, day, seen.notice);
    let lines = lessons
        .into_iter()
        .map(|lesson| {
            let orders = orders_of(&lesson, &seen.orders);
            let act = is_open(&orders).then(|| order_button(seen.practical, &lesson, is_late));
            Row {
                teacher: None,
                orders: &orders,
                act,
            }
            .view(&lesson)
        })
        .collect_view();
    view! { <Card title=day_title(day, seen.today) class="flush"><ul>{lines}</ul></Card> }
        .into_any()
}

/// Orders the practical for a lesson; what comes later than the school wants is told beforehand.
fn order_button(practical: PracticalId, lesson: &Lesson, is_late: bool) -> AnyView {
    let day = lesson.day.day;
    let label = format!(
        "Order for {}, {}",
        lesson.class.name,
        words::lesson(day, &lesson.period)
    );
    let slot = lesson.slot.to_string();
    view! {
        <PostForm action="/orders" class="row">
            <input type="hidden" name="slot" value=slot/>
            <input type="hidden" name="day" value=day.to_string()/>
            <input type="hidden" name="practical" value=practical.to_string()/>
            {is_late.then(|| view! { <Badge mark=Mark::Warn>"late"</Badge> })}
            <Button label>"Order"</Button>
        </PostForm>
    }
    .into_any()
}
