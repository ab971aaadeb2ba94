//! The figures. Each opens the list that it was counted from.

use leptos::prelude::*;
use shared::{
    account::right::CanOversee,
    capacity::{ADVISED, Load, ServiceFactor},
    moment::Day,
};
use store::oversight::{self, ClassShare, Oversight, PeriodUse};

use super::counted;
use crate::{
    parts::{
        Axis, Card, Column, ColumnChart, DataTable, Empty, Glyph,
        Head::{Bars, Figures, Words},
        LinkButton, Meter, MeterPart, PageHead, Stat, Stop, Tone, heads,
    },
    path::Path,
    risk,
    web::{Enter, Frame, Shown},
    when::near_day,
};

/// The page.
pub async fn page(frame: Frame, Enter(desk): Enter<CanOversee>) -> Shown {
    let seen = oversight::overview(&desk).await?;
    frame
        .show(Some(Stop::Oversight), "Oversight", move || {
            view! { <Overview seen/> }.into_any()
        })
        .await
}

#[component]
fn Overview(seen: Oversight) -> impl IntoView {
    let span = seen.days.first().zip(seen.days.last());
    let sub = span
        .map(|(first, last)| format!("{} to {}", near_day(first.day.day), near_day(last.day.day)));
    view! {
        <PageHead title="The next ten school days" sub=sub.unwrap_or_default()>
            <LinkButton href=Path::OversightCsv.href()>"Export CSV"</LinkButton>
        </PageHead>
        <Stats seen=seen.clone()/>
        <Demand days=seen.days.clone()/>
        <div class="split even">
            <Shares classes=seen.classes.clone() since=seen.term_start/>
            <div class="stack">
                <Waiting seen=seen.clone()/>
                <Labs labs=seen.labs/>
            </div>
        </div>
    }
    .into_any()
}

#[component]
fn Stats(seen: Oversight) -> impl IntoView {
    let full: Vec<String> = seen
        .days
        .iter()
        .filter(|day| day.over() > 0)
        .map(|day| near_day(day.day.day))
        .collect();
    let full_words = match (full.len(), seen.days.len()) {
        (_, 0) => "no school days ahead".to_owned(),
        (0, days) => format!("none of {days}"),
        _ => full.join(", "),
    };
    let late_words = match seen.late {
        0 => "no open order came late".to_owned(),
        1 => "1 open order came late".to_owned(),
        late => format!("{late} open orders came late"),
    };
    let in_time = match seen.sent {
        0 => "–".to_owned(),
        sent => format!("{} %", seen.in_time * 100 / sent),
    };
    let sent_words = match seen.sent {
        0 => "no orders yet".to_owned(),
        sent => format!("{} of {sent} orders", seen.in_time),
    };
    view! {
        <div class="stats">
            <Stat label="Orders waiting for an answer" figure=seen.waiting.to_string()
                of=late_words
                href=counted::href(oversight::Counted::Waiting)/>
            <Stat label="Over-full days" figure=full.len().to_string() of=full_words href="#demand" warn=!full.is_empty()/>
            <Stat label="Service factor" figure=factor(seen.service_factor)
                of=format!("{}, advised {ADVISED}", hours(seen.service_factor)) href=Path::OversightService.href()/>
            <Stat label="Ordered in time, this term" figure=in_time
                of=sent_words
                href=counted::href(oversight::Counted::InTime(seen.term_start))/>
        </div>
    }
    .into_any()
}

#[component]
fn Demand(days: Vec<Load>) -> impl IntoView {
    if days.is_empty() {
        return view! {
            <Empty glyph=Glyph::Timetable title="No school days ahead"
                words="Add the term first: then each day’s prep stands here against the technicians’ hours.">
                <LinkButton href=Path::Calendar.href() tone=Tone::Primary>"Add a term"</LinkButton>
            </Empty>
        }
        .into_any();
    }
    let columns = days
        .iter()
        .map(|day| Column {
            head: near_day(day.day.day),
            parts: vec![day.make, day.gather_and_deliver, day.clear],
            line: Some(day.free),
            href: counted::href(oversight::Counted::Day(day.day.day)),
        })
        .collect();
    view! {
        <section class="card" id="demand">
            <ColumnChart title="Prep minutes against technician hours" id="prep" axis=Axis::Minutes about=about(&days)
                keys=vec!["Make".into(), "Gather and deliver".into(), "Collect and check in".into()]
                line="Minutes free for orders" table_words="As a table, with the orders of each day" columns/>
        </section>
    }
    .into_any()
}

fn about(days: &[Load]) -> String {
    let over: Vec<String> = days
        .iter()
        .filter(|day| day.over() > 0)
        .map(|day| format!("{} by {} minutes", near_day(day.day.day), day.over()))
        .collect();
    match over.len() {
        0 => "None of these days asks for more than there is.".to_owned(),
        _ => format!("Over-full: {}.", over.join(", ")),
    }
}

#[component]
fn Shares(classes: Vec<ClassShare>, since: Day) -> impl IntoView {
    let taught: Vec<ClassShare> = classes
        .into_iter()
        .filter(|class| class.lessons > 0)
        .collect();
    if taught.is_empty() {
        return view! {
            <Card title="Practical lessons per class, this term">
                <Empty small=true glyph=Glyph::Timetable title="No lessons this term yet"
                    words="Once the lessons are in the timetable, each class stands here with its practicals.">
                    <LinkButton href=Path::Timetable.href()>"To the timetable"</LinkButton>
                </Empty>
            </Card>
        }
        .into_any();
    }
    let rows = taught
        .into_iter()
        .map(|class| share(class, since))
        .collect_view();
    view! {
        <Card title="Practical lessons per class, this term" aside="line: half of lessons" class="flush">
            <DataTable label="Practical lessons per class">
                {heads([Words("Class"), Figures("Practical"), Figures("Lessons"), Bars, Figures("Share")])}
                <tbody>{rows}</tbody>
            </DataTable>
        </Card>
    }
    .into_any()
}

fn share(class: ClassShare, since: Day) -> AnyView {
    let (practicals, lessons) = (u64::from(class.practicals), u64::from(class.lessons));
    let percent = format!("{} %", (practicals * 100).checked_div(lessons).unwrap_or(0));
    let part = if practicals * 4 < lessons {
        MeterPart::Over(2 * practicals)
    } else {
        MeterPart::Main(2 * practicals)
    };
    view! {
        <tr>
            <th scope="row"><a href=counted::href(oversight::Counted::Class(class.id, since))>{class.name}</a></th>
            <td class="num">{practicals}</td>
            <td class="num">{lessons}</td>
            <td class="meter-cell">
                <Meter label=percent.clone() full={2 * lessons} parts=vec![part] mark=Some(lessons)/>
            </td>
            <td class="num">{percent}</td>
        </tr>
    }
    .into_any()
}

#[component]
fn Waiting(seen: Oversight) -> impl IntoView {
    let line = |count: i64, one: &str, many: &str, href: String| {
        let words = format!("{count} {}", if count == 1 { one } else { many });
        (count > 0).then(|| {
            view! {
                <li>
                    <span class="line-words"><b>{words.clone()}</b></span>
                    <LinkButton href label=format!("Look: {words}")>"Look"</LinkButton>
                </li>
            }
        })
    };
    let risk = line(
        seen.risk_waiting,
        "risk note to decide on",
        "risk notes to decide on",
        risk::waiting_href(),
    );
    let orders = line(
        seen.waiting,
        "order without an answer",
        "orders without an answer",
        counted::href(oversight::Counted::Waiting),
    );
    let late = line(
        seen.late,
        "open order came late",
        "open orders came late",
        counted::href(oversight::Counted::Late),
    );
    let nothing = risk.is_none() && orders.is_none() && late.is_none();
    view! {
        <Card title="Waiting">
            {if nothing {
                view! { <p class="quiet">"Nothing is waiting."</p> }.into_any()
            } else {
                view! { <ul class="lines">{risk}{orders}{late}</ul> }.into_any()
            }}
        </Card>
    }
    .into_any()
}

#[component]
fn Labs(labs: Vec<PeriodUse>) -> impl IntoView {
    let used: Vec<PeriodUse> = labs
        .into_iter()
        .filter(|period| period.places > 0)
        .collect();
    if used.is_empty() {
        return view! {
            <Card title="Labs in use, by period">
                <Empty small=true glyph=Glyph::Place title="No labs or no periods yet"
                    words="Labs are among the places, periods among the days of the timetable.">
                    <LinkButton href=Path::Places.href()>"To the places"</LinkButton>
                    <LinkButton href=Path::Calendar.href()>"To the periods"</LinkButton>
                </Empty>
            </Card>
        }
        .into_any();
    }
    let rows = used
        .into_iter()
        .map(|period| {
            let (used, all) = (u64::from(period.lessons), u64::from(period.places));
            let label = format!("{used} of {all}");
            let href = Path::OversightLabs(period.n).href();
            view! {
                <tr>
                    <th scope="row"><a href=href>{period.name}</a></th>
                    <td class="meter-cell"><Meter label=label.clone() full=all parts=vec![MeterPart::Main(used)]/></td>
                    <td class="num">{label}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <Card title="Labs in use, by period" aside="lessons of places, ten days" class="flush">
            <DataTable label="Labs in use by period">
                {heads([Words("Period"), Bars, Figures("Lessons")])}
                <tbody>{rows}</tbody>
            </DataTable>
        </Card>
    }
    .into_any()
}

/// A factor with two decimals, or a dash where nothing is taught.
pub(super) fn factor(factor: ServiceFactor) -> String {
    factor
        .value()
        .map_or_else(|| "–".to_owned(), |value| format!("{value:.2}"))
}

/// `96 h ÷ 165 taught hours`, or what is missing for it.
pub(super) fn hours(factor: ServiceFactor) -> String {
    if factor.value().is_none() {
        return "no lessons in the timetable yet".to_owned();
    }
    format!(
        "{} h ÷ {} taught hours",
        factor.technician_minutes / 60,
        factor.taught_minutes / 60
    )
}
