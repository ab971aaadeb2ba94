//! Who did what to what, when: append-only, in a sequence per school.

use std::collections::HashMap;

use shared::{
    account::Grant,
    id::{PersonId, SchoolId},
    moment::Moment,
};
use sqlx::AnyConnection;

use crate::{Desk, Error, Result, row, statement::Statement};

/// What an event is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Noun {
    /// A person's place in the school.
    Member,
    /// An invitation to the school.
    Invitation,
    /// The school itself.
    School,
    /// A place.
    Location,
    /// What the school says of a substance.
    Substance,
    /// An item.
    Item,
    /// A holding.
    Holding,
    /// A stock list that was read in.
    Import,
    /// A practical.
    Practical,
    /// The timetable: periods, classes, lessons, days.
    Timetable,
    /// An order.
    Requisition,
    /// A risk note.
    Risk,
    /// What is shared with other schools.
    Practice,
    /// Technicians' hours.
    Presence,
}

impl Noun {
    /// The stable name in the database.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Member => "member",
            Self::Invitation => "invitation",
            Self::School => "school",
            Self::Location => "location",
            Self::Substance => "substance",
            Self::Item => "item",
            Self::Holding => "holding",
            Self::Import => "import",
            Self::Practical => "practical",
            Self::Timetable => "timetable",
            Self::Requisition => "requisition",
            Self::Risk => "risk",
            Self::Practice => "practice",
            Self::Presence => "presence",
        }
    }
}

/// One event as it is written.
pub(crate) struct Line {
    pub school: SchoolId,
    pub seq: i64,
    pub at: Moment,
    pub person: Option<PersonId>,
    pub noun: Noun,
    pub subject: String,
    pub verb: String,
    pub before: Option<String>,
    pub after: Option<String>,
    pub key: Option<String>,
}

/// One event as a page's history shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// When.
    pub at: Moment,
    /// Who, by name; nobody for the system's own doings or a person who was erased.
    pub by: Option<String>,
    /// What was done, as a verb in the past: `delivered`.
    pub verb: String,
    /// How it was before, as JSON.
    pub before: Option<String>,
    /// How it was after, as JSON.
    pub after: Option<String>,
}

/// The history of one thing, the newest first, at most `limit` lines.
pub async fn history<R: Grant>(
    desk: &Desk<R>,
    noun: Noun,
    subject: impl std::fmt::Display,
    limit: i64,
) -> Result<Vec<Event>> {
    let rows: Vec<EventRow> = sqlx::query_as(
        "SELECT event.at, person.name, event.verb, event.before, event.after
         FROM event
         LEFT JOIN person ON person.id = event.person_id
         WHERE event.school_id = $1
           AND event.noun = $2
           AND event.subject_id = $3
         ORDER BY event.seq DESC
         LIMIT $4",
    )
    .bind(desk.school_key())
    .bind(noun.code())
    .bind(subject.to_string())
    .bind(limit)
    .fetch_all(desk.pool())
    .await?;
    Ok(rows.into_iter().map(Event::from).collect())
}

#[derive(sqlx::FromRow)]
struct EventRow {
    at: i64,
    name: Option<String>,
    verb: String,
    before: Option<String>,
    after: Option<String>,
}

impl From<EventRow> for Event {
    fn from(row: EventRow) -> Self {
        Self {
            at: Moment(row.at),
            by: row.name,
            verb: row.verb,
            before: row.before,
            after: row.after,
        }
    }
}

/// The versions of things that have no row of their own to carry one, such as a technician's week: by subject, the
/// place in the sequence of the event that changed it last. Whoever has none was never changed, and is at 0.
pub async fn versions<R: Grant>(
    desk: &Desk<R>,
    noun: Noun,
    verb: &str,
    subjects: impl IntoIterator<Item = String>,
) -> Result<HashMap<String, i64>> {
    let mut statement = Statement::new("SELECT subject_id, max(seq)\nFROM event");
    let (school, noun) = (
        statement.mark(desk.school_key()),
        statement.mark(noun.code()),
    );
    let (verb, subjects) = (statement.mark(verb), statement.list(subjects));
    statement.push(&format!(
        "WHERE school_id = {school}
           AND noun = {noun}
           AND subject_id IN {subjects}
           AND verb = {verb}
         GROUP BY subject_id
         ORDER BY subject_id"
    ));
    let rows: Vec<(String, i64)> = statement.rows(desk.pool()).await?;
    Ok(rows.into_iter().collect())
}

/// The version of one such thing, inside a write.
pub(crate) async fn version(
    run: &mut AnyConnection,
    school: SchoolId,
    noun: Noun,
    subject: &str,
    verb: &str,
) -> Result<i64> {
    let last: Option<i64> = sqlx::query_scalar(
        "SELECT max(seq)
         FROM event
         WHERE school_id = $1
           AND noun = $2
           AND subject_id = $3
           AND verb = $4",
    )
    .bind(school.to_string())
    .bind(noun.code())
    .bind(subject)
    .bind(verb)
    .fetch_one(run)
    .await?;
    Ok(last.unwrap_or(0))
}

/// Refuses a form's key that was used before.
pub(crate) async fn ensure_first(
    run: &mut AnyConnection,
    school: SchoolId,
    key: Option<&str>,
) -> Result<()> {
    let used = match key {
        Some(key) => subject_of_key(run, school, key).await?,
        None => None,
    };
    used.map_or(Ok(()), |subject| Err(Error::Repeated { subject }))
}

async fn subject_of_key(
    run: &mut AnyConnection,
    school: SchoolId,
    key: &str,
) -> Result<Option<String>> {
    let subject = sqlx::query_scalar(
        "SELECT subject_id
         FROM event
         WHERE school_id = $1
           AND key = $2",
    )
    .bind(school.to_string())
    .bind(key)
    .fetch_optional(run)
    .await?;
    Ok(subject)
}

/// The number of a school's next event.
pub(crate) async fn next_seq(run: &mut AnyConnection, school: SchoolId) -> Result<i64> {
    Ok(last_seq(run, school).await? + 1)
}

/// The number of a school's last event: it grows with every change of anything.
pub(crate) async fn last_seq(run: &mut AnyConnection, school: SchoolId) -> Result<i64> {
    let last: Option<i64> = sqlx::query_scalar(
        "SELECT max(seq)
         FROM event
         WHERE school_id = $1",
    )
    .bind(school.to_string())
    .fetch_one(run)
    .await?;
    Ok(last.unwrap_or(0))
}

pub(crate) async fn write(run: &mut AnyConnection, line: Line) -> Result<()> {
    sqlx::query(
        "INSERT INTO event (school_id, seq, at, person_id, noun, subject_id, verb, before, after, key)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
    )
    .bind(line.school.to_string())
    .bind(line.seq)
    .bind(line.at.0)
    .bind(line.person.map(|person| person.to_string()))
    .bind(line.noun.code())
    .bind(line.subject)
    .bind(line.verb)
    .bind(line.before)
    .bind(line.after)
    .bind(line.key)
    .execute(run)
    .await?;
    Ok(())
}

/// Reads an event's before or after.
pub fn read<T: serde::de::DeserializeOwned>(text: Option<&str>) -> Result<Option<T>> {
    text.map(|text| row::json("event.after", text)).transpose()
}
