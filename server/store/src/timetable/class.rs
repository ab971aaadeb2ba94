//! Teaching groups.

use shared::{
    account::{Grant, right::CanKeepTimetable},
    form::{Problem, Problems},
    id::ClassId,
    practical::Subject,
    refusal::Refusal,
    timetable::Class,
};

use super::slot;
use crate::{Desk, Result, Tx, event::Noun, row};

/// The school's classes that are taught, by name.
pub async fn list<R: Grant>(desk: &Desk<R>) -> Result<Vec<Class>> {
    let rows: Vec<ClassRow> = sqlx::query_as(sqlx::AssertSqlSafe(format!(
        "SELECT {COLUMNS}
         FROM class
         WHERE school_id = $1
           AND retired_at IS NULL
         ORDER BY year, name, id"
    )))
    .bind(desk.school_key())
    .fetch_all(desk.pool())
    .await?;
    rows.into_iter().map(Class::try_from).collect()
}

/// A class that is taught.
pub async fn find<R: Grant>(desk: &Desk<R>, id: ClassId) -> Result<Class> {
    let mut run = desk.pool().acquire().await?;
    read(&mut run, &desk.school_key(), id).await
}

async fn read(run: &mut sqlx::AnyConnection, school: &str, id: ClassId) -> Result<Class> {
    let found: Option<ClassRow> = sqlx::query_as(sqlx::AssertSqlSafe(format!(
        "SELECT {COLUMNS}
         FROM class
         WHERE school_id = $1
           AND id = $2
           AND retired_at IS NULL"
    )))
    .bind(school)
    .bind(id.to_string())
    .fetch_optional(run)
    .await?;
    found.ok_or(Refusal::NotFound)?.try_into()
}

/// What makes a class.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
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

impl From<&Class> for Draft {
    fn from(class: &Class) -> Self {
        Self {
            name: class.name.clone(),
            year: class.year,
            subject: class.subject,
            pupils: class.pupils,
        }
    }
}

/// Adds a class.
pub async fn create(desk: &Desk<CanKeepTimetable>, draft: Draft) -> Result<ClassId> {
    let mut tx = desk.begin().await?;
    let id: ClassId = tx.id();
    ensure_free(&mut tx, &draft.name, id).await?;
    let school = tx.school_key();
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

/// Refuses a name that another class has that is taught.
async fn ensure_free(tx: &mut Tx, name: &str, id: ClassId) -> Result<()> {
    let school = tx.school_key();
    let taken: Option<String> = sqlx::query_scalar(
        "SELECT id
         FROM class
         WHERE school_id = $1
           AND name = $2
           AND id <> $3
           AND retired_at IS NULL
         ORDER BY id
         LIMIT 1",
    )
    .bind(school)
    .bind(name)
    .bind(id.to_string())
    .fetch_optional(tx.run())
    .await?;
    if taken.is_some() {
        return Err(Refusal::Invalid(Problems::one("name", Problem::Taken)).into());
    }
    Ok(())
}

/// Changes a class: its name, year, subject and size. Orders that were made for it keep what they copied.
pub async fn change(
    desk: &Desk<CanKeepTimetable>,
    id: ClassId,
    draft: &Draft,
    version: i64,
) -> Result<()> {
    let mut tx = desk.begin().await?;
    let before = unchanged(&mut tx, id, version).await?;
    ensure_free(&mut tx, &draft.name, id).await?;
    write(&mut tx, &before, draft).await?;
    tx.commit().await
}

/// Changes how many pupils a class has.
pub async fn resize(
    desk: &Desk<CanKeepTimetable>,
    id: ClassId,
    pupils: u16,
    version: i64,
) -> Result<()> {
    let mut tx = desk.begin().await?;
    let before = unchanged(&mut tx, id, version).await?;
    let draft = Draft {
        pupils,
        ..Draft::from(&before)
    };
    write(&mut tx, &before, &draft).await?;
    tx.commit().await
}

/// Takes a class out of the timetable: from today on it has no lessons. What was ordered for it stays.
pub async fn retire(desk: &Desk<CanKeepTimetable>, id: ClassId, version: i64) -> Result<()> {
    let mut tx = desk.begin().await?;
    let before = unchanged(&mut tx, id, version).await?;
    let (school, at) = (tx.school_key(), tx.at.0);
    sqlx::query(
        "UPDATE class
         SET retired_at = $3, version = version + 1
         WHERE school_id = $1
           AND id = $2",
    )
    .bind(school)
    .bind(id.to_string())
    .bind(at)
    .execute(tx.run())
    .await?;
    let ended = slot::end_class(&mut tx, id, desk.today()).await?;
    let before = Draft::from(&before);
    tx.record(
        Noun::Timetable,
        id,
        "class retired",
        Some(&before),
        Some(&ended),
    )
    .await?;
    tx.commit().await
}

/// The class as it is, when it is still the one that the edit started from.
async fn unchanged(tx: &mut Tx, id: ClassId, version: i64) -> Result<Class> {
    let school = tx.school_key();
    let before = read(tx.run(), &school, id).await?;
    if before.version == version {
        Ok(before)
    } else {
        Err(Refusal::Stale.into())
    }
}

async fn write(tx: &mut Tx, before: &Class, draft: &Draft) -> Result<()> {
    let school = tx.school_key();
    sqlx::query(
        "UPDATE class
         SET name = $3, year = $4, subject = $5, pupils = $6, version = version + 1
         WHERE school_id = $1
           AND id = $2",
    )
    .bind(school)
    .bind(before.id.to_string())
    .bind(&draft.name)
    .bind(i64::from(draft.year))
    .bind(draft.subject.code())
    .bind(i64::from(draft.pupils))
    .execute(tx.run())
    .await?;
    tx.record(
        Noun::Timetable,
        before.id,
        "class changed",
        Some(&Draft::from(before)),
        Some(draft),
    )
    .await
}

const COLUMNS: &str = "id, name, year, subject, pupils, version";

#[derive(sqlx::FromRow)]
struct ClassRow {
    id: String,
    name: String,
    year: i64,
    subject: String,
    pupils: i64,
    version: i64,
}

impl TryFrom<ClassRow> for Class {
    type Error = crate::Error;

    fn try_from(found: ClassRow) -> Result<Self> {
        Ok(Self {
            id: row::parse("class.id", &found.id)?,
            name: found.name,
            year: row::narrow("class.year", found.year)?,
            subject: row::named("class.subject", &found.subject, Subject::from_code)?,
            pupils: row::narrow("class.pupils", found.pupils)?,
            version: found.version,
        })
    }
}
