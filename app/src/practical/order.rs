//! For which lesson a practical is ordered: one's own next lessons, each with a button.

use chrono::Days;
use leptos::prelude::*;
use shared::{
    account::right::CanRequest,
    id::PracticalId,
    moment::Day,
    refusal::Refusal,
    timetable::{Lesson, by_day},
};
use store::{
    practical,
    timetable::lesson::{self, Wanted},
};

use crate::{
    parts::{Button, Card, Crumb, Empty, Glyph, LinkButton, PageHead, PostForm, Stop},
    path::Path,
    web::{At, Enter, Frame, Shown},
    when,
};

/// Lessons are offered this far ahead.
const AHEAD: u64 = 28;

/// The page.
pub async fn page(frame: Frame, Enter(desk): Enter<CanRequest>, At(id): At<PracticalId>) -> Shown {
    let found = practical::find(&desk, id).await?;
    if found.retired_at.is_some() {
        return Err(Refusal::NotFound.into());
    }
    let wanted = Wanted {
        teacher: Some(desk.who().member),
        class: None,
    };
    let today = desk.today();
    let lessons = lesson::list(&desk, today, today + Days::new(AHEAD), wanted).await?;
    let title = format!("Order {}", found.entry.title);
    frame
        .show(Some(Stop::Practicals), &title, move || {
            let way = vec![
                Crumb::new(Path::Practicals.href(), "Practicals"),
                Crumb::new(Path::Practical(id).href(), found.entry.title),
            ];
            let days = by_day(lessons)
                .into_iter()
                .map(|(day, lessons)| day_card(id, day, lessons))
                .collect::<Vec<_>>();
            let list = if days.is_empty() {
                view! {
                    <Empty glyph=Glyph::Timetable title="You have no lessons in the next four weeks"
                        words="The timetable says who teaches when; those who keep it can add your lessons.">
                        <LinkButton href=Path::Timetable.href()>"Timetable"</LinkButton>
                    </Empty>
                }
                .into_any()
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

fn day_card(id: PracticalId, day: Day, lessons: Vec<Lesson>) -> AnyView {
    let lines = lessons
        .into_iter()
        .map(|lesson| {
            let when = format!("{}, {}", lesson.period.name, lesson.period.starts);
            let label = format!("Order for {}, {}", lesson.class.name, when);
            view! {
                <li class="lesson">
                    <span class="quiet">{when}</span>
                    <span><b>{lesson.class.name}</b>" "<small class="quiet">{lesson.room_name}</small></span>
                    <PostForm action="/orders" class="inline">
                        <input type="hidden" name="slot" value=lesson.slot.to_string()/>
                        <input type="hidden" name="day" value=day.to_string()/>
                        <input type="hidden" name="practical" value=id.to_string()/>
                        <Button label>"Order"</Button>
                    </PostForm>
                </li>
            }
        })
        .collect_view();
    view! { <Card title=when::near_day(day) class="flush"><ul>{lines}</ul></Card> }.into_any()
}
