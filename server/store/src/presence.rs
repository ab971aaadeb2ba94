//! When technicians are there, what of it is bound by fixed duties, and days away.

use std::collections::HashMap;

pub use shared::capacity::Presence;
use shared::{
    account::{Grant, right::CanKeepSchool},
    id::MemberId,
    moment::Day,
};

use crate::{Desk, Result, event::Noun, row};

/// Everybody's week.
pub async fn list<R: Grant>(desk: &Desk<R>) -> Result<Vec<Presence>> {
    let rows: Vec<(String, i64, i64, i64)> = sqlx::query_as(
        "SELECT presence.member_id, presence.weekday, presence.minutes, presence.fixed_minutes
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
    rows.into_iter()
        .map(|(member, weekday, minutes, fixed)| {
            Ok(Presence {
                member: row::parse("presence.member_id", &member)?,
                weekday: row::narrow("presence.weekday", weekday)?,
                minutes: row::narrow("presence.minutes", minutes)?,
                fixed_minutes: row::narrow("presence.fixed_minutes", fixed)?,
            })
        })
        .collect()
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

/// Sets one technician's minutes on one weekday.
pub async fn set(desk: &Desk<CanKeepSchool>, presence: Presence) -> Result<()> {
    let mut tx = desk.begin().await?;
    let school = tx.school_key();
    sqlx::query(
        "INSERT INTO presence (school_id, member_id, weekday, minutes, fixed_minutes)
         VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (school_id, member_id, weekday) DO UPDATE
         SET minutes = $4, fixed_minutes = $5",
    )
    .bind(school)
    .bind(presence.member.to_string())
    .bind(i64::from(presence.weekday))
    .bind(i64::from(presence.minutes))
    .bind(i64::from(presence.fixed_minutes))
    .execute(tx.run())
    .await?;
    tx.record::<(), _>(
        Noun::Presence,
        presence.member,
        "hours set",
        None,
        Some(&presence),
    )
    .await?;
    tx.commit().await
}

/// Says that a technician is away on a day, or is there after all.
pub async fn set_absence(
    desk: &Desk<CanKeepSchool>,
    member: MemberId,
    day: Day,
    away: bool,
) -> Result<()> {
    let mut tx = desk.begin().await?;
    let text = if away {
        "INSERT INTO absence (school_id, member_id, day)
         VALUES ($1, $2, $3)
         ON CONFLICT (school_id, member_id, day) DO NOTHING"
    } else {
        "DELETE FROM absence
         WHERE school_id = $1
           AND member_id = $2
           AND day = $3"
    };
    let school = tx.school_key();
    sqlx::query(text)
        .bind(school)
        .bind(member.to_string())
        .bind(day.to_string())
        .execute(tx.run())
        .await?;
    let verb = if away { "away" } else { "there after all" };
    tx.record::<(), _>(Noun::Presence, member, verb, None, Some(&day))
        .await?;
    tx.commit().await
}
