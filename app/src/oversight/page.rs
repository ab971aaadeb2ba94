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
    when::{minutes, near_day},
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
        <Demand days=seen.days.clone() is_known=is_known(&seen)/>
        <div class="split even">
            <div class="stack">
                <Waiting seen=seen.clone()/>
                <Labs labs=seen.labs/>
            </div>
            <Shares classes=seen.classes.clone() since=seen.term_start/>
        </div>
    }
    .into_any()
}

#[component]
fn Stats(seen: Oversight) -> impl IntoView {
    let (full, full_words) = over_full(&seen);
    let late_words = match seen.late {
        0 => "no open order came late".to_owned(),
        1 => "1 open order came late".to_owned(),
        late => format!("{late} open orders came late"),
    };
    let in_time = match seen.sent {
        0 => "–".to_owned(),
        sent => percent(seen.in_time, sent),
    };
    let sent_words = match seen.sent {
        0 => "no orders yet".to_owned(),
        sent => format!("{} of {sent} orders", seen.in_time),
    };
    let service = (seen.technicians > 0).then(|| {
        view! {
            <Stat label="Service factor" figure=factor(seen.service_factor)
                of=format!("{}, advised {ADVISED}", hours(seen.service_factor)) href=Path::OversightService.href()/>
        }
    });
    let without = (seen.technicians == 0).then(|| view! { <p class="quiet">{NO_TECHNICIANS}</p> });
    view! {
        <div class="stats">
            <Stat label="Orders waiting for an answer" figure=seen.waiting.to_string()
                of=late_words
                href=counted::href(oversight::Counted::Waiting)/>
            <Stat label="Over-full days" figure=full.map_or_else(|| "–".to_owned(), |days| days.to_string())
                of=full_words href="#demand" warn=full.is_some_and(|days| days > 0)/>
            {service}
            <Stat label="Ordered in time, this term" figure=in_time
                of=sent_words
                href=counted::href(oversight::Counted::InTime(seen.term_start))/>
        </div>
        {without}
    }
    .into_any()
}

/// Why a school has no service factor.
pub(super) const NO_TECHNICIANS: &str = "There are no technicians here, so there is no service factor: it weighs their hours against the lessons.";

/// How many days are over-full, and which. Without anybody's hours there is nothing to hold them against.
fn over_full(seen: &Oversight) -> (Option<usize>, String) {
    if !is_known(seen) {
        let words = match seen.technicians {
            0 => "no technicians here",
            _ => "nobody’s hours are entered yet",
        };
        return (None, words.to_owned());
    }
    let days = seen.days.iter().filter(|day| day.over() > 0);
    let full: Vec<String> = days.map(|day| near_day(day.day.day)).collect();
    let words = match (full.len(), seen.days.len()) {
        (_, 0) => "no school days ahead".to_owned(),
        (0, days) => format!("none of {days}"),
        _ => full.join(", "),
    };
    (Some(full.len()), words)
}

/// Whether anybody's hours are known.
const fn is_known(seen: &Oversight) -> bool {
    seen.service_factor.technician_minutes > 0
}

/// A share in whole hundredths, to the nearest.
fn percent(part: i64, whole: i64) -> String {
    let rounded = (part * 200 + whole).checked_div(whole * 2);
    format!("{} %", rounded.unwrap_or(0))
}

#[component]
fn Demand(days: Vec<Load>, is_known: bool) -> impl IntoView {
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
            line: is_known.then_some(day.free),
            href: counted::href(oversight::Counted::Day(day.day.day)),
        })
        .collect();
    let (title, line) = if is_known {
        ("Prep time against technician hours", "Time free for orders")
    } else {
        ("Prep time", "")
    };
    view! {
        <section class="card" id="demand">
            <ColumnChart title id="prep" axis=Axis::Minutes about=about(&days, is_known)
                keys=vec!["Make".into(), "Gather and deliver".into(), "Collect and check in".into()]
                line table_words="As a table, with the orders of each day" columns/>
        </section>
    }
    .into_any()
}

fn about(days: &[Load], is_known: bool) -> String {
    if !is_known {
        return "Nobody’s hours are entered, so there is nothing to hold this against.".to_owned();
    }
    let over: Vec<String> = days
        .iter()
        .filter(|day| day.over() > 0)
        .map(|day| format!("{} by {}", near_day(day.day.day), minutes(day.over())))
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
    let percent = percent(class.practicals.into(), class.lessons.into());
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
    let queried = line(
        seen.queried,
        "order waits for its teacher",
        "orders wait for their teachers",
        counted::href(oversight::Counted::Queried),
    );
    let late = line(
        seen.late,
        "open order came late",
        "open orders came late",
        counted::href(oversight::Counted::Late),
    );
    let nothing = [&risk, &orders, &queried, &late]
        .iter()
        .all(|line| line.is_none());
    view! {
        <Card title="Waiting">
            {if nothing {
                view! { <p class="quiet">"Nothing is waiting."</p> }.into_any()
            } else {
                view! { <ul class="lines">{risk}{orders}{queried}{late}</ul> }.into_any()
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

/// A factor with three decimals, or a dash where there is none.
pub(super) fn factor(factor: ServiceFactor) -> String {
    factor.thousandths().map_or_else(
        || "–".to_owned(),
        |thousandths| format!("{}.{:03}", thousandths / 1000, thousandths % 1000),
    )
}

/// `92 h 30 min ÷ 143 h taught`, or what is missing for it.
pub(super) fn hours(factor: ServiceFactor) -> String {
    match (factor.technician_minutes, factor.taught_minutes) {
        (_, 0) => "no lessons in the timetable yet".to_owned(),
        (0, _) => "nobody’s hours are entered yet".to_owned(),
        (there, taught) => format!("{} ÷ {} taught", minutes(there), minutes(taught)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_rounded_to_the_nearest() {
        assert_eq!(percent(5, 30), "17 %");
        assert_eq!(percent(1, 3), "33 %");
        assert_eq!(percent(1, 8), "13 %");
        assert_eq!(percent(0, 0), "0 %");
    }

    #[test]
    fn a_factor_says_what_it_is_counted_from() {
        let counted = |technician_minutes| ServiceFactor {
            technician_minutes,
            taught_minutes: 143 * 60,
        };
        let seen = counted(92 * 60 + 30);
        assert_eq!(
            (factor(seen), hours(seen)),
            ("0.647".to_owned(), "92 h 30 min ÷ 143 h taught".to_owned())
        );
        assert_eq!(
            (factor(counted(0)), hours(counted(0))),
            ("–".to_owned(), "nobody’s hours are entered yet".to_owned())
        );
    }
}
