//! The lessons behind a period's use of the labs.

use axum::extract::Query;
use leptos::prelude::*;
use serde::Deserialize;
use shared::{account::right::CanOversee, moment::Day, refusal::Refusal};
use store::{
    oversight::{self, InLabs},
    timetable::lesson::Room,
};

use crate::{
    parts::{Card, Crumb, DataTable, Empty, Glyph, PageHead, Stop},
    path::Path,
    web::{Enter, Frame, Shown},
    when,
};

/// Which period, by its number.
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
    let free = match found.free() {
        1 => "once free".to_owned(),
        times => format!("{times} times free"),
    };
    let sub = format!("ten school days, {count}, {free}");
    view! {
        <PageHead title sub way/>
        {if found.lessons.is_empty() {
            view! { <Empty glyph=Glyph::Timetable title="No lessons" words="No lab is used at this time."/> }.into_any()
        } else {
            table(&found)
        }}
    }
    .into_any()
}

fn table(found: &InLabs) -> AnyView {
    let heads = found
        .labs
        .iter()
        .map(|lab| view! { <th scope="col">{lab.name.clone()}</th> })
        .collect_view();
    let rows = found
        .days
        .iter()
        .map(|day| {
            let cells = found
                .labs
                .iter()
                .map(|lab| cell(found, day.day, lab))
                .collect_view();
            view! { <tr><th scope="row" class="nowrap">{when::near_day(day.day)}</th>{cells}</tr> }
        })
        .collect_view();
    view! {
        <Card class="flush">
            <DataTable label="Lessons in labs" class="stacked">
                <thead><tr><th scope="col">"Day"</th>{heads}</tr></thead>
                <tbody>{rows}</tbody>
            </DataTable>
        </Card>
    }
    .into_any()
}

fn cell(found: &InLabs, day: Day, lab: &Room) -> AnyView {
    let lessons: Vec<AnyView> = found
        .lessons
        .iter()
        .filter(|lesson| lesson.day.day == day && lesson.room == lab.id)
        .map(|lesson| {
            let (class, teacher) = (lesson.class.name.clone(), lesson.teacher_initials.clone());
            view! { <div><a class="link" href=Path::Slot(lesson.slot).href()>{class}</a>" "<small class="quiet">{teacher}</small></div> }
                .into_any()
        })
        .collect();
    let lab = lab.name.clone();
    if lessons.is_empty() {
        return view! { <td data-label=lab class="quiet">"free"</td> }.into_any();
    }
    view! { <td data-label=lab><span>{lessons}</span></td> }.into_any()
}
