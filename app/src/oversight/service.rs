//! The service factor, and the hours that it was counted from.

use std::collections::BTreeMap;

use leptos::prelude::*;
use shared::{
    account::right::CanOversee,
    capacity::{self, Presence, ServiceFactor},
    id::{ClassId, MemberId},
    timetable::Week,
};
use store::{
    account::member,
    oversight, presence,
    timetable::{calendar, class, slot},
};

use super::page::{NO_TECHNICIANS, factor, hours};
use crate::{
    parts::{
        Card, Crumb, DataTable, Empty, Glyph,
        Head::{Figures, Words},
        LinkButton, PageHead, Stop, heads,
    },
    path::Path,
    web::{Enter, Frame, Shown},
    when::cell_minutes,
};

/// The page.
pub async fn page(frame: Frame, Enter(desk): Enter<CanOversee>) -> Shown {
    let today = desk.today();
    let week = presence::list(&desk).await?;
    let slots = slot::list(&desk, today, today).await?;
    let periods = calendar::periods(&desk).await?;
    let counted = ServiceFactor::on(today, &week, &slots, &periods);
    let names: BTreeMap<MemberId, String> = member::list(&desk)
        .await?
        .into_iter()
        .map(|member| (member.id, member.name.full))
        .collect();
    let minutes = |of: Option<ClassId>| {
        [Week::A, Week::B].map(|week| {
            let lessons = slots
                .iter()
                .filter(|slot| of.is_none_or(|class| slot.class == class));
            capacity::taught_minutes(week, today, lessons, &periods)
        })
    };
    let lessons = Lessons {
        classes: class::list(&desk)
            .await?
            .into_iter()
            .map(|class| (class.name, minutes(Some(class.id))))
            .filter(|(_, minutes)| minutes.iter().any(|week| *week > 0))
            .collect(),
        all: minutes(None),
        taught: counted.taught_minutes,
    };
    let technicians = by_technician(&week, &names);
    if oversight::technicians(&desk).await? == 0 {
        return frame
            .show(Some(Stop::Oversight), "Service factor", nobody)
            .await;
    }
    frame
        .show(Some(Stop::Oversight), "Service factor", move || {
            view! { <Service counted technicians lessons/> }.into_any()
        })
        .await
}

/// A school without technicians has no such factor.
fn nobody() -> AnyView {
    let way = vec![Crumb::new(Path::Oversight.href(), "Oversight")];
    view! {
        <PageHead title="Service factor" way/>
        <Card><p>{NO_TECHNICIANS}</p></Card>
    }
    .into_any()
}

fn by_technician(week: &[Presence], names: &BTreeMap<MemberId, String>) -> Vec<(String, u32, u32)> {
    let mut minutes: BTreeMap<MemberId, (u32, u32)> = BTreeMap::new();
    for presence in week {
        let sums = minutes.entry(presence.member).or_default();
        sums.0 += u32::from(presence.minutes);
        sums.1 += u32::from(presence.fixed_minutes);
    }
    minutes
        .into_iter()
        .map(|(member, (there, fixed))| {
            (
                names.get(&member).cloned().unwrap_or_default(),
                there,
                fixed,
            )
        })
        .collect()
}

/// Minutes of lessons in weeks A and B.
#[derive(Clone, Debug)]
struct Lessons {
    /// By class.
    classes: Vec<(String, [u32; 2])>,
    /// Of all classes.
    all: [u32; 2],
    /// What the factor is counted with: the mean of both weeks, or the only one.
    taught: u32,
}

#[component]
fn Service(
    counted: ServiceFactor,
    technicians: Vec<(String, u32, u32)>,
    lessons: Lessons,
) -> impl IntoView {
    let is_counted = counted.value().is_some();
    let title = if is_counted {
        format!("Service factor {}", factor(counted))
    } else {
        "Service factor".to_owned()
    };
    let is_without_hours = technicians.is_empty();
    let is_without_lessons = lessons.classes.is_empty();
    view! {
        <PageHead title=title sub=hours(counted) way=vec![Crumb::new(Path::Oversight.href(), "Oversight")]/>
        <Card>
            <p>
                "Technician hours per week, divided by taught science hours per week."
                {is_counted.then(|| view! { " At this factor: "<strong>{counted.meaning()}</strong>"." })}
            </p>
            <p class="quiet">
                "The bands are the Association for Science Education’s; SSERC treats 0.65 as the least that is adequate. \
                 Nothing in law fixes a level. Check current guidance before you argue with it."
            </p>
        </Card>
        <div class="split even">
            <Card title="Hours of technicians, a week" class="flush">
                {if is_without_hours {
                    nothing("No hours yet", "Say when the technicians are there.", &Path::Presence, "To their hours")
                } else {
                    hours_table(technicians)
                }}
            </Card>
            <Card title="Hours of lessons, a week" class="flush">
                {if is_without_lessons {
                    nothing("No lessons yet", "Enter classes and their lessons.", &Path::Timetable, "To the timetable")
                } else {
                    lessons_table(lessons)
                }}
            </Card>
        </div>
    }
    .into_any()
}

fn nothing(title: &'static str, words: &'static str, path: &Path, link: &'static str) -> AnyView {
    let href = path.href();
    view! {
        <Empty small=true glyph=Glyph::Timetable title words>
            <LinkButton href>{link}</LinkButton>
        </Empty>
    }
    .into_any()
}

fn hours_table(technicians: Vec<(String, u32, u32)>) -> AnyView {
    let (there, fixed) = technicians.iter().fold((0, 0), |sums, (_, there, fixed)| {
        (sums.0 + there, sums.1 + fixed)
    });
    let rows = technicians
        .into_iter()
        .map(|(name, there, fixed)| row(name, [there, fixed]))
        .collect_view();
    view! {
        <DataTable label="Hours of technicians">
            {heads([Words("Who"), Figures("Present"), Figures("Fixed duties")])}
            <tbody>{rows}</tbody>
            <tfoot>{row("All".to_owned(), [there, fixed])}</tfoot>
        </DataTable>
    }
    .into_any()
}

fn lessons_table(lessons: Lessons) -> AnyView {
    let rows = lessons
        .classes
        .into_iter()
        .map(|(name, weeks)| row(name, weeks))
        .collect_view();
    let taught = cell_minutes(lessons.taught);
    let counted = if lessons.all[1] == 0 {
        "Counted: week A"
    } else {
        "Counted: the mean"
    };
    view! {
        <DataTable label="Hours of lessons by class">
            {heads([Words("Class"), Figures("Week A"), Figures("Week B")])}
            <tbody>{rows}</tbody>
            <tfoot>
                {row("All".to_owned(), lessons.all)}
                <tr><th scope="row">{counted}</th><td class="num" colspan="2">{taught}</td></tr>
            </tfoot>
        </DataTable>
    }
    .into_any()
}

fn row(name: String, minutes: [u32; 2]) -> AnyView {
    let cells = minutes
        .map(|minutes| view! { <td class="num">{cell_minutes(minutes)}</td> })
        .collect_view();
    view! { <tr><th scope="row">{name}</th>{cells}</tr> }.into_any()
}
