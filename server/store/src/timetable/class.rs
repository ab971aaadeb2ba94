//! Teaching groups.

use shared::{
    account::{Grant, right::CanKeepTimetable},
    form::{Problem, Problems},
    id::ClassId,
    practical::Subject,
    refusal::Refusal,
    timetable::Class,
};

use crate::{Desk, Result, event::Noun, row};

/// The school's classes that are taught, by name.
pub async fn list<R: Grant>(desk: &Desk<R>) -> Result<Vec<Class>> {
    let rows: Vec<ClassRow> = sqlx::query_as(
        "SELECT id AS class_id, name AS class_name, year, subject, pupils, version AS class_version
         FROM class
         WHERE school_id = $1
           AND retired_at IS NULL
         ORDER BY year, name, id",
    )
    .bind(desk.school_key())
    .fetch_all(desk.pool())
    .await?;
    rows.into_iter().map(Class::try_from).collect()
}

/// What makes a class.
#[derive(Clone, Debug, serde::Serialize)]
pub struct Draft {
    /// As on the timetable; unique among the classes that are taught.
    pub name: String,
    /// Year group.
    pub year: u8,
    /// What it is taught.
    pub subject: Subject,
    /// How many pupils.
    pub pupils: u16,
}

/// Adds a class.
pub async fn create(desk: &Desk<CanKeepTimetable>, draft: Draft) -> Result<ClassId> {
    let mut tx = desk.begin().await?;
    let school = tx.school_key();
    let taken: Option<String> = sqlx::query_scalar(
        "SELECT id
         FROM class
         WHERE school_id = $1
           AND name = $2
           AND retired_at IS NULL
         ORDER BY id
         LIMIT 1",
    )
    .bind(&school)
    .bind(&draft.name)
    .fetch_optional(tx.run())
    .await?;
    if taken.is_some() {
        return Err(Refusal::Invalid(Problems::one("name", Problem::Taken)).into());
    }
    let id: ClassId = tx.id();
    sqlx::query(
        "INSERT INTO class (school_id, id, name, year, subject, pupils, version)
         VALUES ($1, $2, $3, $4, $5, $6, 1)",
    )
    .bind(&school)
    .bind(id.to_string())
    .bind(&draft.name)
    .bind(i64::from(draft.year))
    .bind(draft.subject.code())
    .bind(i64::from(draft.pupils))
    .execute(tx.run())
    .await?;
    tx.record::<(), _>(Noun::Timetable, id, "class added", None, Some(&draft))
        .await?;
    tx.commit().await?;
    Ok(id)
}

/// Changes how many pupils a class has.
pub async fn resize(
    desk: &Desk<CanKeepTimetable>,
    id: ClassId,
    pupils: u16,
    version: i64,
) -> Result<()> {
    let mut tx = desk.begin().await?;
    let school = tx.school_key();
    let changed = sqlx::query(
        "UPDATE class
         SET pupils = $3, version = version + 1
         WHERE school_id = $1
           AND id = $2
           AND version = $4",
    )
    .bind(school)
    .bind(id.to_string())
    .bind(i64::from(pupils))
    .bind(version)
    .execute(tx.run())
    .await?;
    if changed.rows_affected() == 0 {
        return Err(Refusal::Stale.into());
    }
    tx.record::<(), _>(Noun::Timetable, id, "class resized", None, Some(&pupils))
        .await?;
    tx.commit().await
}

/// A class's columns; joined into lessons too.
#[derive(sqlx::FromRow)]
pub(super) struct ClassRow {
    class_id: String,
    class_name: String,
    year: i64,
    subject: String,
    pupils: i64,
    class_version: i64,
}

impl TryFrom<ClassRow> for Class {
    type Error = crate::Error;

    fn try_from(found: ClassRow) -> Result<Self> {
        Ok(Self {
            id: row::parse("class.id", &found.class_id)?,
            name: found.class_name,
            year: row::narrow("class.year", found.year)?,
            subject: row::named("class.subject", &found.subject, Subject::from_code)?,
            pupils: row::narrow("class.pupils", found.pupils)?,
            version: found.class_version,
        })
    }
}
