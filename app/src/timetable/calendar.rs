//! School days and their weeks, term by term.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike as _, Days};
use leptos::prelude::*;
use serde::Deserialize;
use shared::{
    account::{
        Grant, Right,
        right::{CanKeepTimetable, CanLook},
    },
    capacity,
    form::{self, Problem, Problems},
    moment::Day,
    timetable::{Period, SchoolDay, Term, Week},
};
use store::{
    Desk,
    timetable::calendar::{self, Span, Versions},
};

use super::{WEEKDAYS, periods::periods_form, tabs};
use crate::{
    parts::{
        Badge, Button, Card, Checkbox, Choice, DataTable, DateInput, Empty, Glyph, Mark, PageHead,
        PostForm, Select, Stop, TextArea, Tone,
    },
    path::Path,
    web::{Done, Enter, Failed, Frame, Idempotency as _, Kept, Sent, Shown, who_may},
    when,
};

/// So many days back and ahead are shown, and the rest of the first week.
const BACK: u64 = 14;
const AHEAD: u64 = 300;
/// No term that goes on began longer ago.
const LONGEST_TERM: u64 = 200;
/// The longest span that one form sets.
const LONGEST: i64 = 400;

struct Seen {
    kept: Kept,
    periods: Vec<Period>,
    days: Vec<SchoolDay>,
    versions: Versions,
    today: Day,
    may_change: bool,
}

/// The page.
pub async fn page(frame: Frame, Enter(desk): Enter<CanLook>) -> Shown {
    let today = desk.today();
    let first = monday(today - Days::new(BACK));
    let seen = Seen {
        kept: frame.kept.clone(),
        periods: calendar::periods(&desk).await?,
        days: calendar::days(&desk, first, today + Days::new(AHEAD)).await?,
        versions: calendar::versions(&desk).await?,
        today,
        may_change: desk.who().role.may(Right::KeepTimetable),
    };
    frame
        .show(Some(Stop::Timetable), "Days and periods", move || {
            whole(&seen)
        })
        .await
}

/// The Monday of a day's week.
fn monday(day: Day) -> Day {
    day - Days::new(u64::from(day.weekday().num_days_from_monday()))
}

/// The first day of the term that goes on, or else today: what was before that is over.
async fn earliest<R: Grant>(desk: &Desk<R>) -> store::Result<Day> {
    let today = desk.today();
    let past = calendar::days(desk, today - Days::new(LONGEST_TERM), today).await?;
    Ok(capacity::term_start(&past, today).unwrap_or(today))
}

fn whole(seen: &Seen) -> AnyView {
    let weeks = weeks(seen);
    let periods = periods_form(
        &seen.kept.of("/timetable/periods"),
        &seen.periods,
        seen.versions.periods,
        seen.may_change,
    );
    let forms = seen.may_change.then(|| {
        let (term, day) = (term_form(seen), day_form(seen));
        view! { {term}{day} }
    });
    view! {
        <PageHead title="Days and periods">{tabs(&Path::Calendar)}</PageHead>
        <div class="split">
            <div class="stack">{weeks}</div>
            <div class="stack">{periods}{forms}</div>
        </div>
    }
    .into_any()
}

fn weeks(seen: &Seen) -> AnyView {
    if seen.days.is_empty() {
        let words = if seen.may_change {
            "Add a term: its first and last day, the week it begins with, and the days off."
                .to_owned()
        } else {
            format!("{} adds the term.", who_may(Right::KeepTimetable))
        };
        return view! {
            <Empty glyph=Glyph::Timetable title="No school days yet" words/>
        }
        .into_any();
    }
    let mut by_week: BTreeMap<Day, Vec<SchoolDay>> = BTreeMap::new();
    for school in &seen.days {
        by_week.entry(monday(school.day)).or_default().push(*school);
    }
    let today = seen.today;
    let rows = by_week
        .into_iter()
        .map(|(monday, days)| week_row(monday, &days, today))
        .collect_view();
    let heads = WEEKDAYS
        .map(|(_, name)| view! { <th scope="col">{&name[..3]}</th> })
        .collect_view();
    view! {
        <Card title="School days" class="flush">
            <DataTable label="School days" class="calendar">
                <thead><tr><th scope="col">"Week of"</th><th scope="col">"Week"</th>{heads}</tr></thead>
                <tbody>{rows}</tbody>
            </DataTable>
        </Card>
    }
    .into_any()
}

fn week_row(monday: Day, days: &[SchoolDay], today: Day) -> AnyView {
    let week: BTreeSet<&str> = days.iter().map(|school| school.week.code()).collect();
    let week: Vec<&str> = week.into_iter().collect();
    let is_now = (monday..monday + Days::new(7)).contains(&today);
    let cells = (0..5)
        .map(|n| {
            let day = monday + Days::new(n);
            let number = day.format("%-d").to_string();
            if days.iter().any(|school| school.day == day) {
                view! { <td>{number}</td> }.into_any()
            } else {
                let words = format!("{} no school", when::near_day(day));
                view! { <td class="quiet"><span aria-hidden="true">"–"</span><span class="hidden">{words}</span></td> }
                    .into_any()
            }
        })
        .collect_view();
    view! {
        <tr>
            <th scope="row">
                <span class="nowrap">{when::short_day(monday)}</span>
                {is_now.then(|| view! { " "<Badge mark=Mark::Note>"now"</Badge> })}
            </th>
            <td>{week.join(", ")}</td>
            {cells}
        </tr>
    }
    .into_any()
}

fn term_form(seen: &Seen) -> AnyView {
    let (kept, version) = (seen.kept.of("/timetable/terms"), seen.versions.days);
    let (from, from_error) = (kept.value("from", ""), kept.error("from"));
    let (to, to_error) = (kept.value("to", ""), kept.error("to"));
    let first = vec![
        Choice::new("A", "Week A"),
        Choice::new("B", "Week B"),
        Choice::new("one", "One-week timetable"),
    ];
    let (first_now, first_error) = (kept.value("first", "A"), kept.error("first"));
    let counts = kept.ticked("holidays_count", false);
    let (off, off_error) = (kept.value("off", ""), kept.error("off"));
    view! {
        <Card title="Add a term">
            <p class="small quiet">"This replaces the school days from the first day to the last; other days stay as they are."</p>
            <PostForm action="/timetable/terms" class="form">
                <input type="hidden" name="version" value=version.to_string()/>
                <div class="fields">
                    <DateInput name="from" label="First day" value=from error=from_error/>
                    <DateInput name="to" label="Last day" value=to error=to_error/>
                </div>
                <Select name="first" label="It begins with" options=first value=first_now error=first_error/>
                <Checkbox name="holidays_count" label="The weeks go on over holidays" value="yes" checked=counts
                    hint="Otherwise the week after a holiday is the one that was due before it."/>
                <TextArea name="off" label="Days off" rows=3 optional=true
                    hint="A day or a span on each line: 26/10/2026, or 26/10/2026 to 30/10/2026." value=off error=off_error/>
                <Button tone=Tone::Primary>"Save the term"</Button>
            </PostForm>
        </Card>
    }
    .into_any()
}

fn day_form(seen: &Seen) -> AnyView {
    let (kept, version) = (seen.kept.of("/timetable/days"), seen.versions.days);
    let (day, error) = (kept.value("day", seen.today.to_string()), kept.error("day"));
    let options = vec![
        Choice::new("none", "No school"),
        Choice::new("A", "School, week A"),
        Choice::new("B", "School, week B"),
    ];
    let (now, now_error) = (kept.value("is", "none"), kept.error("is"));
    view! {
        <Card title="Change a single day">
            <PostForm action="/timetable/days" class="form">
                <input type="hidden" name="version" value=version.to_string()/>
                <div class="fields">
                    <DateInput name="day" label="Day" value=day error/>
                    <Select name="is" label="It is" options value=now error=now_error/>
                </div>
                <Button>"Change it"</Button>
            </PostForm>
        </Card>
    }
    .into_any()
}

/// What the term's form sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct TermSent {
    from: String,
    to: String,
    first: String,
    holidays_count: String,
    off: String,
    version: String,
}

impl TermSent {
    fn parse(&self) -> Result<(Term, BTreeSet<Day>), Problems> {
        let mut problems = Problems::default();
        let from = problems.take("from", form::day(&self.from));
        let to = problems.take("to", form::day(&self.to));
        let first = form::choice(&self.first, |code| match code {
            "one" => Some((Week::A, false)),
            code => Week::from_code(code).map(|week| (week, true)),
        });
        let first = problems.take("first", first);
        let off = problems.take("off", days_off(&self.off));
        if let (Some(from), Some(to)) = (from, to) {
            problems.take("to", form::span(from, to, LONGEST));
            let is_outside = |day: &&Day| **day < from || **day > to;
            if let Some(day) = off.iter().flatten().copied().find(|day| is_outside(&day)) {
                problems.add("off", Problem::Outside { day });
            }
        }
        match (from, to, first, off) {
            (Some(from), Some(to), Some((first, alternates)), Some(off)) if problems.is_empty() => {
                let term = Term {
                    from,
                    to,
                    first,
                    alternates,
                    holidays_count: !self.holidays_count.is_empty(),
                };
                Ok((term, off))
            }
            _ => Err(problems),
        }
    }
}

/// Reads days off: a day or a span on each line.
fn days_off(typed: &str) -> Result<BTreeSet<Day>, Problem> {
    let mut off = BTreeSet::new();
    let lines = typed.lines().map(str::trim);
    for line in lines.filter(|line| !line.is_empty()) {
        let (first, last) = first_and_last(line).ok_or_else(|| Problem::NotADay {
            line: line.to_owned(),
        })?;
        form::span(first, last, LONGEST).map_err(|problem| of_line(problem, line))?;
        off.extend(first.iter_days().take_while(|day| *day <= last));
    }
    Ok(off)
}

/// What stands between the days of a span.
const UNTIL: [&str; 5] = [" to ", "–", " until ", " - ", "-"];

/// A day, twice, or the ends of a span: "26/10/2026 to 30/10/2026".
fn first_and_last(line: &str) -> Option<(Day, Day)> {
    let span = |(first, last)| Some((form::day(first).ok()?, form::day(last).ok()?));
    let one = span((line, line));
    one.or_else(|| UNTIL.iter().find_map(|until| span(line.split_once(until)?)))
}

/// What is wrong with a span, told so that it is found among the other lines.
fn of_line(problem: Problem, line: &str) -> Problem {
    match problem {
        Problem::TooEarly { .. } => Problem::EndsBeforeItBegins {
            span: line.to_owned(),
        },
        other => other,
    }
}

/// Writes a term's school days down.
pub async fn create_term(
    Enter(desk): Enter<CanKeepTimetable>,
    sent: Sent<TermSent>,
) -> Result<Done, Failed> {
    let (term, off) = sent.valid(sent.form.parse()).await?;
    let span = Span {
        from: term.from,
        to: term.to,
        days: term.days(&off),
    };
    let version = sent.form.version.parse().unwrap_or(0);
    sent.accepted(calendar::set_days(&desk.once(&sent), &span, version).await)
        .await?;
    let words = format!("{} school days are written down.", span.days.len());
    Ok(Done::to(&Path::Calendar).saying(words))
}

/// What the single day's form sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct DaySent {
    day: String,
    is: String,
    version: String,
}

impl DaySent {
    fn parse(&self, earliest: Day) -> Result<(Day, Option<Week>), Problems> {
        let mut problems = Problems::default();
        let day = form::day(&self.day).and_then(|day| {
            let late_enough = (day >= earliest).then_some(day);
            late_enough.ok_or(Problem::TooEarly { first: earliest })
        });
        let day = problems.take("day", day);
        let week = form::choice(&self.is, |code| match code {
            "none" => Some(None),
            code => Week::from_code(code).map(Some),
        });
        let week = problems.take("is", week);
        day.zip(week).ok_or(problems)
    }
}

/// Makes one day a school day, or a day off.
pub async fn change_day(
    Enter(desk): Enter<CanKeepTimetable>,
    sent: Sent<DaySent>,
) -> Result<Done, Failed> {
    let earliest = earliest(&desk).await?;
    let (day, week) = sent.valid(sent.form.parse(earliest)).await?;
    let span = Span {
        from: day,
        to: day,
        days: week
            .map(|week| SchoolDay { day, week })
            .into_iter()
            .collect(),
    };
    let version = sent.form.version.parse().unwrap_or(0);
    sent.accepted(calendar::set_days(&desk.once(&sent), &span, version).await)
        .await?;
    Ok(Done::to(&Path::Calendar).saying(format!("{} is changed.", when::day(day))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_single_day_is_of_this_term_or_ahead() {
        let earliest = form::day("01/09/2026").unwrap();
        let of = |day: &str| {
            let sent = DaySent {
                day: day.to_owned(),
                is: "none".to_owned(),
                version: String::new(),
            };
            sent.parse(earliest).map(|(day, _)| day)
        };
        assert_eq!(of("01/09/2026"), Ok(earliest));
        let long_ago = Problems::one("day", Problem::TooEarly { first: earliest });
        assert_eq!(of("01/01/1999"), Err(long_ago));
    }

    #[test]
    fn the_days_shown_begin_with_a_whole_week() {
        let wednesday = form::day("11/11/2026").unwrap();
        assert_eq!(Ok(monday(wednesday)), form::day("09/11/2026"));
        assert_eq!(monday(monday(wednesday)), monday(wednesday));
    }

    #[test]
    fn a_day_off_is_of_the_term() {
        let sent = |off: &str| TermSent {
            from: "01/09/2026".to_owned(),
            to: "18/12/2026".to_owned(),
            first: "A".to_owned(),
            off: off.to_owned(),
            ..TermSent::default()
        };
        assert!(sent("26/10/2026").parse().is_ok());
        let day = form::day("26/10/2025").unwrap();
        let outside = Problems::one("off", Problem::Outside { day });
        assert_eq!(sent("26/10/2025\n2/11/2026").parse(), Err(outside));
    }

    #[test]
    fn days_off_are_days_and_spans() {
        let off =
            days_off("26/10/2026 to 30/10/2026\n\n2026-11-27\n 2 Nov 2026 – 3 Nov 26").unwrap();
        assert_eq!(off.len(), 8);
        assert_eq!(days_off("26/10/26-30/10/26").map(|off| off.len()), Ok(5));
        assert_eq!(
            days_off("2026-10-26 - 2026-10-30").map(|off| off.len()),
            Ok(5)
        );
        let line = "half-term".to_owned();
        assert_eq!(
            days_off("2/11/2026\nhalf-term"),
            Err(Problem::NotADay { line })
        );
        let backwards = Problem::EndsBeforeItBegins {
            span: "30/10/2026 to 26/10/2026".to_owned(),
        };
        let typed = "2/11/2026\n 30/10/2026 to 26/10/2026 ";
        assert_eq!(days_off(typed), Err(backwards));
        let long = Problem::TooManyDays { most: LONGEST };
        assert_eq!(days_off("1/9/2026 to 1/9/2028"), Err(long));
    }
}
