//! The periods of a day.

use std::collections::BTreeSet;

use leptos::prelude::*;
use serde::Deserialize;
use shared::{
    account::right::CanKeepTimetable,
    form::{self, Problem, Problems},
    moment::Minute,
    timetable::Period,
};
use store::timetable::calendar;

use crate::{
    parts::{Button, Card, CellInput, DataTable, Head::Words, PostForm, Tone, heads},
    path::Path,
    web::{Done, Enter, Failed, Idempotency as _, Kept, Sent},
};

/// Rows that can be filled in at the least.
const ROWS: usize = 8;

/// The periods, to be changed by those who may.
pub fn periods_form(kept: &Kept, periods: &[Period], version: i64, may_change: bool) -> AnyView {
    if !may_change && periods.is_empty() {
        return ().into_any();
    }
    if !may_change {
        let lines = periods
            .iter()
            .map(|period| {
                let words = format!("{}: {}–{}", period.name, period.starts, period.ends);
                view! { <li>{words}</li> }
            })
            .collect_view();
        return view! { <Card title="Periods"><ul>{lines}</ul></Card> }.into_any();
    }
    let names = kept.all("period_name");
    let count = ROWS.max(periods.len() + 1).max(names.len());
    let rows = (0..count)
        .map(|place| row(kept, place, periods.get(place)))
        .collect_view();
    view! {
        <Card title="Periods of a day">
            <p class="small quiet">"Empty a whole row to take its period out. One that has lessons, or had some, stays."</p>
            <PostForm action="/timetable/periods" class="form full">
                <input type="hidden" name="version" value=version.to_string()/>
                <DataTable label="Periods" class="periods">
                    {heads(["Name", "From", "To"].map(Words))}
                    <tbody>{rows}</tbody>
                </DataTable>
                <Button tone=Tone::Plain>"Save the periods"</Button>
            </PostForm>
        </Card>
    }
    .into_any()
}

fn row(kept: &Kept, place: usize, period: Option<&Period>) -> AnyView {
    let typed = |name: &str, first: String| {
        if kept.all("period_name").is_empty() {
            first
        } else {
            kept.all(name).get(place).cloned().unwrap_or_default()
        }
    };
    let name = period.map_or_else(String::new, |period| period.name.clone());
    let starts = period.map_or_else(String::new, |period| period.starts.to_string());
    let ends = period.map_or_else(String::new, |period| period.ends.to_string());
    let cell = |field: &'static str, what: &str, value: String, example: &'static str| {
        let error = kept.error(&format!("{field}-{place}"));
        let label = format!("Period {}, {what}", place + 1);
        view! {
            <td><CellInput name=field id=format!("{field}-{place}") label value error placeholder=example/></td>
        }
        .into_any()
    };
    let name = cell("period_name", "name", typed("period_name", name), "");
    let starts = cell("starts", "from", typed("starts", starts), "8:45");
    let ends = cell("ends", "to", typed("ends", ends), "9:45");
    // By its number the lessons in it stay where they are, whatever is put before it or taken out.
    let n = typed(
        "period_n",
        period.map_or_else(String::new, |period| period.n.to_string()),
    );
    view! {
        <tr>
            <td hidden><input type="hidden" name="period_n" value=n/></td>
            {name}
            {starts}
            {ends}
        </tr>
    }
    .into_any()
}

/// What the form sends: each field once for each row.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct PeriodsSent {
    version: String,
    period_n: Vec<String>,
    period_name: Vec<String>,
    starts: Vec<String>,
    ends: Vec<String>,
}

fn time(typed: &[String], place: usize) -> Option<Minute> {
    typed.get(place).and_then(|typed| Minute::parse(typed))
}

impl PeriodsSent {
    fn is_empty(&self, place: usize) -> bool {
        let mut cells = [&self.period_name, &self.starts, &self.ends].into_iter();
        cells.all(|cells| cells.get(place).is_none_or(|typed| typed.trim().is_empty()))
    }

    /// The periods in the order of their times; empty rows are left out.
    fn parse(&self) -> Result<Vec<Period>, Problems> {
        let mut problems = Problems::default();
        let mut periods: Vec<(usize, Period)> = Vec::new();
        let numbers: Vec<Option<u8>> = self.period_n.iter().map(|n| n.parse().ok()).collect();
        let mut last = numbers.iter().flatten().copied().max().unwrap_or(0);
        for place in (0..self.period_name.len()).filter(|place| !self.is_empty(*place)) {
            let n = numbers.get(place).copied().flatten().unwrap_or_else(|| {
                last = last.saturating_add(1);
                last
            });
            if let Some(period) = problems.take_all(self.period(place, n)) {
                periods.push((place, period));
            }
        }
        for place in twice(&periods) {
            problems.add(format!("period_name-{place}"), Problem::Taken);
        }
        periods.sort_by_key(|(_, period)| (period.starts, period.n));
        for ((_, before), (place, period)) in periods.iter().zip(periods.iter().skip(1)) {
            if period.starts < before.ends {
                let what = before.name.clone();
                problems.add(format!("starts-{place}"), Problem::UnderWay { what });
            }
        }
        if problems.is_empty() {
            Ok(periods.into_iter().map(|(_, period)| period).collect())
        } else {
            Err(problems)
        }
    }

    /// One row.
    fn period(&self, place: usize, n: u8) -> Result<Period, Problems> {
        let mut problems = Problems::default();
        let name = self.period_name.get(place).map_or("", String::as_str);
        let name = problems.take(&format!("period_name-{place}"), form::text(name, 20));
        let mut time = |field: &str, typed: &[String]| {
            let time = time(typed, place).ok_or(Problem::NotATime);
            problems.take(&format!("{field}-{place}"), time)
        };
        let starts = time("starts", &self.starts);
        let ends = time("ends", &self.ends);
        if starts
            .zip(ends)
            .is_some_and(|(starts, ends)| ends <= starts)
        {
            problems.add(format!("ends-{place}"), Problem::EndsTooSoon);
        }
        let period = || {
            Some(Period {
                n,
                name: name?,
                starts: starts?,
                ends: ends?,
            })
        };
        match period() {
            Some(period) if problems.is_empty() => Ok(period),
            _ => Err(problems),
        }
    }
}

/// The rows whose name stands in a row before them.
fn twice(periods: &[(usize, Period)]) -> Vec<usize> {
    let mut names = BTreeSet::new();
    let named = periods.iter();
    named
        .filter(|(_, period)| !names.insert(period.name.to_lowercase()))
        .map(|(place, _)| *place)
        .collect()
}

/// Writes the periods of a day down anew.
pub async fn change_periods(
    Enter(desk): Enter<CanKeepTimetable>,
    sent: Sent<PeriodsSent>,
) -> Result<Done, Failed> {
    let periods = sent.valid(sent.form.parse()).await?;
    let version = sent.form.version.parse().unwrap_or(0);
    sent.accepted(calendar::set_periods(&desk.once(&sent), &periods, version).await)
        .await?;
    Ok(Done::to(&Path::Calendar).saying("The periods are saved."))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sent(rows: &[(&str, &str, &str)]) -> PeriodsSent {
        PeriodsSent {
            version: String::new(),
            period_n: Vec::new(),
            period_name: rows.iter().map(|row| row.0.to_owned()).collect(),
            starts: rows.iter().map(|row| row.1.to_owned()).collect(),
            ends: rows.iter().map(|row| row.2.to_owned()).collect(),
        }
    }

    #[test]
    fn periods_follow_one_another() {
        let good = sent(&[
            ("P1", "8:45", "9:45"),
            ("", "", ""),
            ("P2", "9:45", "10:45"),
        ]);
        let periods = good.parse().unwrap();
        assert_eq!(periods.len(), 2);
        assert_eq!(periods[1].n, 2);
        let crossed = sent(&[("P1", "8:45", "9:45"), ("P2", "9:30", "10:45")]);
        assert!(crossed.parse().unwrap_err().of("starts-1").is_some());
        let backwards = sent(&[("P1", "9:45", "8:45")]);
        assert!(backwards.parse().unwrap_err().of("ends-0").is_some());
    }

    #[test]
    fn one_mistake_stands_in_one_place() {
        let backwards = sent(&[("P1", "10:45", "9:45"), ("P2", "9:45", "11:00")]);
        let problems = backwards.parse().unwrap_err();
        let fields: Vec<&str> = problems.iter().map(|(field, _)| field).collect();
        assert_eq!(fields, ["ends-0"]);
        let crossed = sent(&[("P1", "8:45", "18:45"), ("P2", "9:45", "11:00")]);
        let problems = crossed.parse().unwrap_err();
        let fields: Vec<&str> = problems.iter().map(|(field, _)| field).collect();
        assert_eq!(fields, ["starts-1"]);
        let what = "P1".to_owned();
        assert_eq!(problems.of("starts-1"), Some(&Problem::UnderWay { what }));
    }

    #[test]
    fn a_period_has_a_name_of_its_own() {
        let twice = sent(&[("P1", "8:45", "9:45"), (" p1 ", "9:45", "10:45")]);
        let problems = twice.parse().unwrap_err();
        assert_eq!(problems.of("period_name-1"), Some(&Problem::Taken));
        let blanked = sent(&[("", "8:45", "9:45"), ("", " ", "")]);
        let problems = blanked.parse().unwrap_err();
        assert_eq!(problems.of("period_name-0"), Some(&Problem::Missing));
        assert_eq!(problems.iter().count(), 1);
    }

    #[test]
    fn a_period_keeps_its_number_whatever_is_put_before_it() {
        let sent = PeriodsSent {
            period_n: ["1", "2", "3", ""].map(str::to_owned).to_vec(),
            ..sent(&[
                ("P1", "8:45", "9:45"),
                ("", "", ""),
                ("P3", "11:05", "12:05"),
                ("Tutor", "8:25", "8:45"),
            ])
        };
        let periods = sent.parse().unwrap();
        let told: Vec<(u8, &str)> = periods
            .iter()
            .map(|period| (period.n, period.name.as_str()))
            .collect();
        assert_eq!(told, [(4, "Tutor"), (1, "P1"), (3, "P3")]);
    }
}
