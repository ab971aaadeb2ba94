//! The lessons behind a period's use of the labs.

use axum::extract::Query;
use leptos::prelude::*;
use serde::Deserialize;
use shared::{
    account::right::CanOversee,
    moment::Day,
    refusal::Refusal,
    timetable::{Lesson, by_day},
};
use store::oversight::{self, InLabs};

use crate::{
    parts::{Card, Crumb, Empty, Glyph, PageHead, Stop},
    path::Path,
    web::{Enter, Frame, Shown},
    when,
};

/// Which period, by its place in the day.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    period: String,
}

/// The page.
pub async fn page(
    frame: Frame,
    Enter(desk): Enter<CanOversee>,
    Query(asked): Query<Asked>,
) -> Shown {
    let n = asked.period.parse().map_err(|_| Refusal::NotFound)?;
    let found = oversight::in_labs(&desk, n).await?;
    let title = format!("Labs in use, {}", found.period.name);
    let heading = title.clone();
    frame
        .show(Some(Stop::Oversight), &title, move || whole(heading, found))
        .await
}

fn whole(title: String, found: InLabs) -> AnyView {
    let way = vec![Crumb::new(Path::Oversight.href(), "Oversight")];
    let count = match found.lessons.len() {
        1 => "1 lesson".to_owned(),
        count => format!("{count} lessons"),
    };
    let sub = format!("ten school days, {count}, {} times free", found.free);
    let body = if found.lessons.is_empty() {
        view! { <Empty glyph=Glyph::Timetable title="No lessons" words="No lab is used at this time."/> }
            .into_any()
    } else {
        by_day(found.lessons)
            .into_iter()
            .map(|(day, lessons)| of_day(day, lessons))
            .collect_view()
            .into_any()
    };
    view! { <PageHead title sub way/> {body} }.into_any()
}

fn of_day(day: Day, lessons: Vec<Lesson>) -> AnyView {
    let lines = lessons
        .into_iter()
        .map(|lesson| {
            let rest = format!("{}, {}", lesson.class.name, lesson.teacher_initials);
            view! {
                <li>
                    <span class="line-words">
                        <a class="link" href=Path::Slot(lesson.slot).href()>{lesson.room_name}</a>
                        " "
                        <span class="quiet">{rest}</span>
                    </span>
                </li>
            }
        })
        .collect_view();
    view! { <Card title=when::long_day(day)><ul class="lines">{lines}</ul></Card> }.into_any()
}
