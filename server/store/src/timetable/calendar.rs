//! School days with their week, and the periods of a day.

use shared::{
    account::{Grant, right::CanKeepTimetable},
    moment::{Day, Minute},
    refusal::Refusal,
    timetable::{Period, SchoolDay, Week},
};

use crate::{
    Desk, Result, Tx,
    event::{self, Noun},
    row,
};

/// The school days from one day to another, both counted.
pub async fn days<R: Grant>(desk: &Desk<R>, from: Day, to: Day) -> Result<Vec<SchoolDay>> {
    let mut run = desk.pool().acquire().await?;
    read_days(&mut run, &desk.school_key(), from, to).await
}

async fn read_days(
    run: &mut sqlx::AnyConnection,
    school: &str,
    from: Day,
    to: Day,
) -> Result<Vec<SchoolDay>> {
    let rows: Vec<(String, String)> = sqlx::query_as(
        "SELECT day, week
         FROM school_day
         WHERE school_id = $1
           AND day BETWEEN $2 AND $3
         ORDER BY day",
    )
    .bind(school)
    .bind(from.to_string())
    .bind(to.to_string())
    .fetch_all(run)
    .await?;
    rows.iter().map(school_day).collect()
}

/// The next school days from a day on, that day counted.
pub async fn next_days<R: Grant>(desk: &Desk<R>, from: Day, count: i64) -> Result<Vec<SchoolDay>> {
    let rows: Vec<(String, String)> = sqlx::query_as(
        "SELECT day, week
         FROM school_day
         WHERE school_id = $1
           AND day >= $2
         ORDER BY day
         LIMIT $3",
    )
    .bind(desk.school_key())
    .bind(from.to_string())
    .bind(count)
    .fetch_all(desk.pool())
    .await?;
    rows.iter().map(school_day).collect()
}

fn school_day((day, week): &(String, String)) -> Result<SchoolDay> {
    Ok(SchoolDay {
        day: row::parse("school_day.day", day)?,
        week: row::named("school_day.week", week, Week::from_code)?,
    })
}

/// Which edits the school days and the periods are at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Versions {
    /// The school days.
    pub days: i64,
    /// The periods of a day.
    pub periods: i64,
}

/// What the events call the school days, the periods, and a change of either.
const DAYS: &str = "days";
const PERIODS: &str = "periods";
const CHANGED: &str = "changed";

/// The versions that an edit of the calendar starts from.
pub async fn versions<R: Grant>(desk: &Desk<R>) -> Result<Versions> {
    let subjects = [DAYS, PERIODS].map(str::to_owned);
    let found = event::versions(desk, Noun::Timetable, CHANGED, subjects).await?;
    let of = |subject: &str| found.get(subject).copied().unwrap_or(0);
    Ok(Versions {
        days: of(DAYS),
        periods: of(PERIODS),
    })
}

/// A span of days, and the school days in it: days not named are none.
#[derive(Clone, Debug, serde::Serialize)]
pub struct Span {
    /// Its first day.
    pub from: Day,
    /// Its last day.
    pub to: Day,
    /// The school days.
    pub days: Vec<SchoolDay>,
}

/// Says for a span of days which are school days, and in which week.
pub async fn set_days(desk: &Desk<CanKeepTimetable>, span: &Span, version: i64) -> Result<()> {
    let mut tx = desk.begin().await?;
    tx.starts_from(Noun::Timetable, DAYS, CHANGED, version)
        .await?;
    let school = tx.school_key();
    let before = Span {
        days: read_days(tx.run(), &school, span.from, span.to).await?,
        ..*span
    };
    sqlx::query(
        "DELETE FROM school_day
         WHERE school_id = $1
           AND day BETWEEN $2 AND $3",
    )
    .bind(school)
    .bind(span.from.to_string())
    .bind(span.to.to_string())
    .execute(tx.run())
    .await?;
    let within = span.days.iter();
    for day in within.filter(|day| (span.from..=span.to).contains(&day.day)) {
        insert_day(&mut tx, *day).await?;
    }
    tx.record(Noun::Timetable, DAYS, CHANGED, Some(&before), Some(span))
        .await?;
    tx.commit().await
}

async fn insert_day(tx: &mut Tx, day: SchoolDay) -> Result<()> {
    let school = tx.school_key();
    sqlx::query(
        "INSERT INTO school_day (school_id, day, week)
         VALUES ($1, $2, $3)",
    )
    .bind(school)
    .bind(day.day.to_string())
    .bind(day.week.code())
    .execute(tx.run())
    .await?;
    Ok(())
}

/// The periods of a day, in order.
pub async fn periods<R: Grant>(desk: &Desk<R>) -> Result<Vec<Period>> {
    let mut run = desk.pool().acquire().await?;
    read_periods(&mut run, &desk.school_key()).await
}

async fn read_periods(run: &mut sqlx::AnyConnection, school: &str) -> Result<Vec<Period>> {
    let rows: Vec<(i64, String, i64, i64)> = sqlx::query_as(
        "SELECT n, name, starts, ends
         FROM period
         WHERE school_id = $1
         ORDER BY starts, n",
    )
    .bind(school)
    .fetch_all(run)
    .await?;
    rows.into_iter()
        .map(|(n, name, starts, ends)| period(n, name, starts, ends))
        .collect()
}

/// Puts a period from its columns together.
pub(super) fn period(n: i64, name: String, starts: i64, ends: i64) -> Result<Period> {
    Ok(Period {
        n: row::narrow("period.n", n)?,
        name,
        starts: Minute(row::narrow("period.starts", starts)?),
        ends: Minute(row::narrow("period.ends", ends)?),
    })
}

/// Writes the periods of a day down anew. A period that lessons stand in, or stood in, is never taken out: it can have
/// another name and other times.
pub async fn set_periods(
    desk: &Desk<CanKeepTimetable>,
    periods: &[Period],
    version: i64,
) -> Result<()> {
    let mut tx = desk.begin().await?;
    tx.starts_from(Noun::Timetable, PERIODS, CHANGED, version)
        .await?;
    let school = tx.school_key();
    let before = read_periods(tx.run(), &school).await?;
    let gone = before
        .iter()
        .filter(|period| periods.iter().all(|kept| kept.n != period.n));
    for period in gone {
        take_out(&mut tx, period).await?;
    }
    for period in periods {
        sqlx::query(
            "INSERT INTO period (school_id, n, name, starts, ends)
             VALUES ($1, $2, $3, $4, $5)
             ON CONFLICT (school_id, n) DO UPDATE
             SET name = $3, starts = $4, ends = $5",
        )
        .bind(&school)
        .bind(i64::from(period.n))
        .bind(&period.name)
        .bind(i64::from(period.starts.0))
        .bind(i64::from(period.ends.0))
        .execute(tx.run())
        .await?;
    }
    tx.record(
        Noun::Timetable,
        PERIODS,
        CHANGED,
        Some(&before),
        Some(&periods),
    )
    .await?;
    tx.commit().await
}

async fn take_out(tx: &mut Tx, period: &Period) -> Result<()> {
    let school = tx.school_key();
    let gone = sqlx::query(
        "DELETE FROM period
         WHERE school_id = $1
           AND n = $2
           AND NOT EXISTS (
               SELECT 1
               FROM slot
               WHERE slot.school_id = period.school_id
                 AND slot.period = period.n
           )",
    )
    .bind(school)
    .bind(i64::from(period.n))
    .execute(tx.run())
    .await?;
    if gone.rows_affected() == 0 {
        let why = format!(
            "“{}” has lessons, or had some, so it can’t be taken out; it can have another name and other times",
            period.name
        );
        return Err(Refusal::InUse(why).into());
    }
    Ok(())
}
