//! Writing practicals: new ones, changes, copies, and those that are no longer offered.

use std::collections::BTreeSet;

use shared::{
    account::right::CanWritePracticals,
    id::{PracticalId, PracticeId},
    kind::KindId,
    name,
    practical::{Entry, KitLine},
    refusal::Refusal,
};

use super::{
    find, starter,
    write::{self, NewEntry},
};
use crate::{
    Desk, Result, Tx,
    event::Noun,
    kind::{self, Invention},
    risk, word,
};

/// Adds a practical to the library, with the kinds that are made up for its kit.
pub async fn create(
    desk: &Desk<CanWritePracticals>,
    entry: &Entry,
    inventions: &[Invention],
) -> Result<PracticalId> {
    let mut tx = desk.begin().await?;
    let id: PracticalId = tx.id();
    kind::ensure_ours(&mut tx, &kinds(entry), inventions).await?;
    kind::make_up(&mut tx, inventions).await?;
    add(&mut tx, id, entry, Origin::Here).await?;
    tx.record::<(), _>(Noun::Practical, id, "written", None, Some(entry))
        .await?;
    tx.commit().await?;
    Ok(id)
}

/// Copies a practical with its latest risk note, as a draft; the title says so.
pub async fn copy(desk: &Desk<CanWritePracticals>, id: PracticalId) -> Result<PracticalId> {
    let original = find(desk, id).await?;
    let note = risk::latest(desk, id).await?;
    let entry = Entry {
        title: format!("{} (copy)", original.entry.title),
        ..original.entry
    };
    let origin = original.starter.as_deref().map(Origin::Starter);
    let mut tx = desk.begin().await?;
    let copied: PracticalId = tx.id();
    add(&mut tx, copied, &entry, origin.unwrap_or(Origin::Here)).await?;
    if let Some(note) = note {
        risk::insert_first(&mut tx, &[(copied, &note.text)]).await?;
    }
    tx.record::<(), _>(Noun::Practical, copied, "copied", None, Some(&id))
        .await?;
    tx.commit().await?;
    Ok(copied)
}

/// What an edit of a practical changes: all of it.
#[derive(Clone, Debug)]
pub struct Change {
    /// Which.
    pub id: PracticalId,
    /// How it is from now on.
    pub entry: Entry,
    /// Kinds that are made up for its kit.
    pub inventions: Vec<Invention>,
    /// The version the edit started from.
    pub version: i64,
}

/// Changes a practical. Orders that were made from it keep what they copied.
pub async fn change(desk: &Desk<CanWritePracticals>, change: &Change) -> Result<()> {
    let before = find(desk, change.id).await?;
    let mut tx = desk.begin().await?;
    update(&mut tx, change).await?;
    kind::ensure_ours(&mut tx, &kinds(&change.entry), &change.inventions).await?;
    kind::make_up(&mut tx, &change.inventions).await?;
    let school = tx.school_key();
    sqlx::query(
        "DELETE FROM practical_line
         WHERE school_id = $1
           AND practical_id = $2",
    )
    .bind(school)
    .bind(change.id.to_string())
    .execute(tx.run())
    .await?;
    kind::ensure_all(&mut tx, &kinds(&change.entry)).await?;
    let lines: Vec<(PracticalId, usize, &KitLine)> = (1..)
        .zip(&change.entry.kit)
        .map(|(n, line)| (change.id, n, line))
        .collect();
    write::insert_lines(&mut tx, &lines).await?;
    word::clear(&mut tx, Noun::Practical, change.id).await?;
    add_words(&mut tx, change.id, &change.entry, before.starter.as_deref()).await?;
    tx.record(
        Noun::Practical,
        change.id,
        "changed",
        Some(&before.entry),
        Some(&change.entry),
    )
    .await?;
    tx.commit().await
}

/// Takes a practical out of the library. What was ordered stays as it is.
pub async fn retire(desk: &Desk<CanWritePracticals>, id: PracticalId, version: i64) -> Result<()> {
    let mut tx = desk.begin().await?;
    let (school, at) = (tx.school_key(), tx.at.0);
    let title: Option<String> = sqlx::query_scalar(
        "UPDATE practical
         SET retired_at = $3, version = version + 1
         WHERE school_id = $1
           AND id = $2
           AND version = $4
           AND retired_at IS NULL
         RETURNING title",
    )
    .bind(&school)
    .bind(id.to_string())
    .bind(at)
    .bind(version)
    .fetch_optional(tx.run())
    .await?;
    let Some(title) = title else {
        // Given back before another connection is asked for.
        drop(tx);
        find(desk, id).await?;
        return Err(Refusal::Stale.into());
    };
    word::clear(&mut tx, Noun::Practical, id).await?;
    tx.record::<_, ()>(Noun::Practical, id, "retired", Some(&title), None)
        .await?;
    tx.commit().await
}

/// Offers a retired practical again: it is found, and can be ordered, as before.
pub async fn offer_again(
    desk: &Desk<CanWritePracticals>,
    id: PracticalId,
    version: i64,
) -> Result<()> {
    let found = find(desk, id).await?;
    let mut tx = desk.begin().await?;
    let school = tx.school_key();
    let offered: Option<i64> = sqlx::query_scalar(
        "UPDATE practical
         SET retired_at = NULL, version = version + 1
         WHERE school_id = $1
           AND id = $2
           AND version = $3
           AND retired_at IS NOT NULL
         RETURNING version",
    )
    .bind(school)
    .bind(id.to_string())
    .bind(version)
    .fetch_optional(tx.run())
    .await?;
    offered.ok_or(Refusal::Stale)?;
    // Its words went when it was retired.
    add_words(&mut tx, id, &found.entry, found.starter.as_deref()).await?;
    tx.record::<(), _>(
        Noun::Practical,
        id,
        "offered again",
        None,
        Some(&found.entry.title),
    )
    .await?;
    tx.commit().await
}

/// Where a practical comes from.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Origin<'a> {
    /// It was written here.
    Here,
    /// The starter library, where it has this name.
    Starter(&'a str),
    /// Another school, which shared it as this.
    Practice(PracticeId),
}

/// Writes a practical with its kinds and words, and where it comes from.
pub(crate) async fn add(
    tx: &mut Tx,
    id: PracticalId,
    entry: &Entry,
    origin: Origin<'_>,
) -> Result<()> {
    kind::ensure_all(tx, &kinds(entry)).await?;
    let (starter, practice) = match origin {
        Origin::Here => (None, None),
        Origin::Starter(starter) => (Some(starter), None),
        Origin::Practice(practice) => (None, Some(practice)),
    };
    let new = NewEntry {
        id,
        entry,
        starter,
        practice,
    };
    write::insert_all(tx, &[new]).await?;
    add_words(tx, id, entry, starter).await
}

/// Writes the words by which a practical is found; one of the starter library's also goes by its other schemes.
async fn add_words(
    tx: &mut Tx,
    id: PracticalId,
    entry: &Entry,
    starter: Option<&str>,
) -> Result<()> {
    let ids: Vec<KindId> = kinds(entry).into_iter().collect();
    let names = kind::names(tx, &ids).await?;
    let schemes = starter.map_or(&[][..], starter::other_schemes);
    let others = names.values().chain(schemes).map(String::as_str);
    let words = write::words(entry, others);
    word::add_all(tx, Noun::Practical, vec![(id, words)]).await
}

fn kinds(entry: &Entry) -> BTreeSet<KindId> {
    entry.kit.iter().map(|line| line.kind.clone()).collect()
}

async fn update(tx: &mut Tx, change: &Change) -> Result<()> {
    let entry = &change.entry;
    let school = tx.school_key();
    let version: Option<i64> = sqlx::query_scalar(
        "UPDATE practical
         SET title = $3, title_key = $4, subject = $5, stage = $6, scheme = $7, scheme_number = $8, summary = $9,
             group_size = $10, make_minutes = $11, gather_minutes = $12, deliver_minutes = $13, clear_minutes = $14,
             technician_notes = $15, is_estimate = $16, source = $17, version = version + 1
         WHERE school_id = $1
           AND id = $2
           AND version = $18
           AND retired_at IS NULL
         RETURNING version",
    )
    .bind(school)
    .bind(change.id.to_string())
    .bind(&entry.title)
    .bind(name::fold(&entry.title))
    .bind(entry.subject.code())
    .bind(entry.stage.code())
    .bind(&entry.scheme)
    .bind(&entry.scheme_number)
    .bind(&entry.summary)
    .bind(i64::from(entry.group_size))
    .bind(i64::from(entry.prep_minutes.make))
    .bind(i64::from(entry.prep_minutes.gather))
    .bind(i64::from(entry.prep_minutes.deliver))
    .bind(i64::from(entry.prep_minutes.clear))
    .bind(&entry.technician_notes)
    .bind(i64::from(entry.is_estimate))
    .bind(&entry.source)
    .bind(change.version)
    .fetch_optional(tx.run())
    .await?;
    version.map(|_| ()).ok_or_else(|| Refusal::Stale.into())
}
