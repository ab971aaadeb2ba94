//! A file while it is looked at: its cells, and what the person has said about them. It is forgotten after a day.

use serde::{Serialize, de::DeserializeOwned};
use shared::{
    account::right::CanImportStock, id::UploadId, import::Grid, moment::Moment, refusal::Refusal,
};

use crate::{Desk, Result, Tx, row, secret};

/// How long an upload is kept, in seconds.
const KEPT: i64 = 24 * 60 * 60;

/// A file on its way in.
#[derive(Clone, Debug)]
pub struct Upload<Said> {
    /// Which.
    pub id: UploadId,
    /// What the file was called.
    pub file_name: String,
    /// Its cells.
    pub grid: Grid,
    /// What the person has said about it so far.
    pub said: Said,
    /// When it came.
    pub at: Moment,
}

/// Keeps a file's cells for a day; forgets what is older.
pub async fn keep<Said: Serialize>(
    desk: &Desk<CanImportStock>,
    file_name: &str,
    grid: &Grid,
    said: &Said,
) -> Result<UploadId> {
    let id: UploadId = desk.store().clock().id();
    let now = desk.now().0;
    let cells = row::to_json(grid)?;
    let mut tx = desk.begin().await?;
    sqlx::query(
        "DELETE FROM upload
         WHERE school_id = $1
           AND expires_at < $2",
    )
    .bind(desk.school_key())
    .bind(now)
    .execute(tx.run())
    .await?;
    sqlx::query(
        "INSERT INTO upload (
             school_id, id, person_id, file_name, bytes, layout, created_at, expires_at, cells
         )
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    )
    .bind(desk.school_key())
    .bind(id.to_string())
    .bind(desk.who().person.to_string())
    .bind(file_name)
    .bind(cells.clone().into_bytes())
    .bind(row::to_json(said)?)
    .bind(now)
    .bind(now + KEPT)
    .bind(secret::digest(cells.as_bytes()))
    .execute(tx.run())
    .await?;
    tx.commit().await?;
    Ok(id)
}

/// A file that waits to be looked at further.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// Which.
    pub id: UploadId,
    /// What the file was called.
    pub file_name: String,
    /// When it came.
    pub at: Moment,
}

/// The files that a person has brought and neither imported nor discarded, the latest first.
pub async fn waiting(desk: &Desk<CanImportStock>) -> Result<Vec<Waiting>> {
    let rows: Vec<(String, String, i64)> = sqlx::query_as(
        "SELECT id, file_name, created_at
         FROM upload
         WHERE school_id = $1
           AND person_id = $2
           AND expires_at >= $3
         ORDER BY created_at DESC, id DESC",
    )
    .bind(desk.school_key())
    .bind(desk.who().person.to_string())
    .bind(desk.now().0)
    .fetch_all(desk.pool())
    .await?;
    rows.into_iter()
        .map(|(id, file_name, at)| {
            Ok(Waiting {
                id: row::parse("upload.id", &id)?,
                file_name,
                at: Moment(at),
            })
        })
        .collect()
}

/// The file of that id, for the person who brought it.
pub async fn find<Said: DeserializeOwned>(
    desk: &Desk<CanImportStock>,
    id: UploadId,
) -> Result<Upload<Said>> {
    let found: Option<UploadRow> = sqlx::query_as(
        "SELECT file_name, bytes, layout, created_at
         FROM upload
         WHERE school_id = $1
           AND id = $2
           AND person_id = $3
           AND expires_at >= $4",
    )
    .bind(desk.school_key())
    .bind(id.to_string())
    .bind(desk.who().person.to_string())
    .bind(desk.now().0)
    .fetch_optional(desk.pool())
    .await?;
    let found = found.ok_or(Refusal::NotFound)?;
    let text = String::from_utf8_lossy(&found.bytes);
    Ok(Upload {
        id,
        file_name: found.file_name,
        grid: row::json("upload.bytes", &text)?,
        said: row::json("upload.layout", found.layout.as_deref().unwrap_or("null"))?,
        at: Moment(found.created_at),
    })
}

/// Notes what the person says about a file.
pub async fn say<Said: Serialize>(
    desk: &Desk<CanImportStock>,
    id: UploadId,
    said: &Said,
) -> Result<()> {
    let changed = sqlx::query(
        "UPDATE upload
         SET layout = $4
         WHERE school_id = $1
           AND id = $2
           AND person_id = $3",
    )
    .bind(desk.school_key())
    .bind(id.to_string())
    .bind(desk.who().person.to_string())
    .bind(row::to_json(said)?)
    .execute(desk.store().writer())
    .await?;
    if changed.rows_affected() == 0 {
        return Err(Refusal::NotFound.into());
    }
    Ok(())
}

/// Takes a file away inside the write that reads it in: what its cells are known by. Only one write finds it.
pub(super) async fn take(tx: &mut Tx, id: UploadId) -> Result<Option<String>> {
    let (school, person) = (tx.school_key(), tx.person_key());
    let taken: Option<(Option<String>,)> = sqlx::query_as(
        "DELETE FROM upload
         WHERE school_id = $1
           AND id = $2
           AND person_id = $3
         RETURNING cells",
    )
    .bind(school)
    .bind(id.to_string())
    .bind(person)
    .fetch_optional(tx.run())
    .await?;
    let (cells,) = taken
        .ok_or_else(|| Refusal::InUse("the list was imported or discarded meanwhile".to_owned()))?;
    Ok(cells)
}

/// Forgets a file.
pub async fn forget(desk: &Desk<CanImportStock>, id: UploadId) -> Result<()> {
    let gone = sqlx::query(
        "DELETE FROM upload
         WHERE school_id = $1
           AND id = $2
           AND person_id = $3",
    )
    .bind(desk.school_key())
    .bind(id.to_string())
    .bind(desk.who().person.to_string())
    .execute(desk.store().writer())
    .await?;
    if gone.rows_affected() == 0 {
        return Err(Refusal::NotFound.into());
    }
    Ok(())
}

#[derive(sqlx::FromRow)]
struct UploadRow {
    file_name: String,
    bytes: Vec<u8>,
    layout: Option<String>,
    created_at: i64,
}
