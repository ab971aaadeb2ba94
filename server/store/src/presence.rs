//! When technicians are there, what of it is bound by fixed duties, and days away.

use std::collections::HashMap;

pub use shared::capacity::Presence;
use shared::{
    account::{Grant, Role, right::CanKeepSchool},
    id::MemberId,
    moment::Day,
    refusal::Refusal,
};
use sqlx::AnyConnection;

use crate::{
    Desk, Result, Tx,
    event::{self, Noun},
    row,
};

/// Every technician's week.
pub async fn list<R: Grant>(desk: &Desk<R>) -> Result<Vec<Presence>> {
    let rows: Vec<(String, String, i64, i64, i64)> = sqlx::query_as(
        "SELECT presence.member_id, member.role, presence.weekday, presence.minutes, presence.fixed_minutes
         FROM presence
         JOIN member ON member.school_id = presence.school_id
                    AND member.id = presence.member_id
         WHERE presence.school_id = $1
           AND member.deactivated_at IS NULL
         ORDER BY presence.weekday, presence.member_id",
    )
    .bind(desk.school_key())
    .fetch_all(desk.pool())
    .await?;
    let mut week = Vec::with_capacity(rows.len());
    for (member, role, weekday, minutes, fixed) in rows {
        // Who prepares no more has no hours for it, whatever was written down before.
        if row::named("member.role", &role, Role::from_code)?.prepares() {
            week.push(Presence {
                member: row::parse("presence.member_id", &member)?,
                weekday: row::narrow("presence.weekday", weekday)?,
                minutes: row::narrow("presence.minutes", minutes)?,
                fixed_minutes: row::narrow("presence.fixed_minutes", fixed)?,
            });
        }
    }
    Ok(week)
}

/// Who is away on which days, from one day to another.
pub async fn absences<R: Grant>(
    desk: &Desk<R>,
    from: Day,
    to: Day,
) -> Result<HashMap<Day, Vec<MemberId>>> {
    let rows: Vec<(String, String)> = sqlx::query_as(
        "SELECT day, member_id
         FROM absence
         WHERE school_id = $1
           AND day BETWEEN $2 AND $3
         ORDER BY day, member_id",
    )
    .bind(desk.school_key())
    .bind(from.to_string())
    .bind(to.to_string())
    .fetch_all(desk.pool())
    .await?;
    let mut absences: HashMap<Day, Vec<MemberId>> = HashMap::new();
    for (day, member) in rows {
        absences
            .entry(row::parse("absence.day", &day)?)
            .or_default()
            .push(row::parse("absence.member_id", &member)?);
    }
    Ok(absences)
}

/// Which edit each technician's week is at; whoever is not named is at 0.
pub async fn versions<R: Grant>(
    desk: &Desk<R>,
    members: impl IntoIterator<Item = MemberId>,
) -> Result<HashMap<MemberId, i64>> {
    let members = members.into_iter().map(|member| member.to_string());
    let found = event::versions(desk, Noun::Presence, SET, members).await?;
    found
        .into_iter()
        .map(|(member, version)| Ok((row::parse("event.subject_id", &member)?, version)))
        .collect()
}

/// What the events call a change of somebody's hours.
const SET: &str = "hours set";

/// Minutes of one weekday.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Hours {
    /// Monday is 1.
    pub weekday: u8,
    /// Minutes there.
    pub minutes: u16,
    /// Minutes of these that are bound by fixed duties.
    pub fixed_minutes: u16,
}

/// Sets a technician's week, all of it: a weekday that is not named is free.
pub async fn set(
    desk: &Desk<CanKeepSchool>,
    member: MemberId,
    week: &[Hours],
    version: i64,
) -> Result<()> {
    let mut tx = desk.begin().await?;
    let school = tx.school_key();
    ensure_has_hours(tx.run(), &school, member).await?;
    tx.starts_from(Noun::Presence, member, SET, version).await?;
    let before = hours(&mut tx, member).await?;
    sqlx::query(
        "DELETE FROM presence
         WHERE school_id = $1
           AND member_id = $2",
    )
    .bind(&school)
    .bind(member.to_string())
    .execute(tx.run())
    .await?;
    for day in week {
        sqlx::query(
            "INSERT INTO presence (school_id, member_id, weekday, minutes, fixed_minutes)
             VALUES ($1, $2, $3, $4, $5)",
        )
        .bind(&school)
        .bind(member.to_string())
        .bind(i64::from(day.weekday))
        .bind(i64::from(day.minutes))
        .bind(i64::from(day.fixed_minutes))
        .execute(tx.run())
        .await?;
    }
    tx.record(Noun::Presence, member, SET, Some(&before), Some(&week))
        .await?;
    tx.commit().await
}

async fn hours(tx: &mut Tx, member: MemberId) -> Result<Vec<Hours>> {
    let school = tx.school_key();
    let rows: Vec<(i64, i64, i64)> = sqlx::query_as(
        "SELECT weekday, minutes, fixed_minutes
         FROM presence
         WHERE school_id = $1
           AND member_id = $2
         ORDER BY weekday",
    )
    .bind(school)
    .bind(member.to_string())
    .fetch_all(tx.run())
    .await?;
    rows.into_iter()
        .map(|(weekday, minutes, fixed)| {
            Ok(Hours {
                weekday: row::narrow("presence.weekday", weekday)?,
                minutes: row::narrow("presence.minutes", minutes)?,
                fixed_minutes: row::narrow("presence.fixed_minutes", fixed)?,
            })
        })
        .collect()
}

/// Only active technicians of this school have hours: anybody else is not found.
pub async fn ensure_technician<R: Grant>(desk: &Desk<R>, member: MemberId) -> Result<()> {
    let mut run = desk.pool().acquire().await?;
    ensure_has_hours(&mut run, &desk.school_key(), member).await
}

async fn ensure_has_hours(run: &mut AnyConnection, school: &str, member: MemberId) -> Result<()> {
    let role: Option<String> = sqlx::query_scalar(
        "SELECT role
         FROM member
         WHERE school_id = $1
           AND id = $2
           AND deactivated_at IS NULL",
    )
    .bind(school)
    .bind(member.to_string())
    .fetch_optional(run)
    .await?;
    let role = role.ok_or(Refusal::NotFound)?;
    if row::named("member.role", &role, Role::from_code)?.prepares() {
        Ok(())
    } else {
        Err(Refusal::NotFound.into())
    }
}

/// Whether somebody is away or there after all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stay {
    /// Away.
    Away,
    /// There after all.
    There,
}

/// Says that a technician is away on some days, or is there after all.
pub async fn set_absence(
    desk: &Desk<CanKeepSchool>,
    member: MemberId,
    days: &[Day],
    stay: Stay,
) -> Result<()> {
    let (text, verb) = match stay {
        Stay::Away => (
            "INSERT INTO absence (school_id, member_id, day)
             VALUES ($1, $2, $3)
             ON CONFLICT (school_id, member_id, day) DO NOTHING",
            "away",
        ),
        Stay::There => (
            "DELETE FROM absence
             WHERE school_id = $1
               AND member_id = $2
               AND day = $3",
            "there after all",
        ),
    };
    let mut tx = desk.begin().await?;
    let school = tx.school_key();
    ensure_has_hours(tx.run(), &school, member).await?;
    let mut changed = Vec::new();
    for day in days {
        let done = sqlx::query(text)
            .bind(&school)
            .bind(member.to_string())
            .bind(day.to_string())
            .execute(tx.run())
            .await?;
        if done.rows_affected() > 0 {
            changed.push(*day);
        }
    }
    if changed.is_empty() {
        return Ok(());
    }
    // What was so before is what is not named here: only days that changed are.
    tx.record::<(), _>(Noun::Presence, member, verb, None, Some(&changed))
        .await?;
    tx.commit().await
}
