//! Adopting what another school shares: a copy of one's own that knows where it is from.

use std::collections::HashMap;

use shared::{
    account::right::CanShare,
    id::{PracticalId, PracticeId},
    kind::KindId,
    practical::Entry,
    practice::Body,
    refusal::Refusal,
};

use super::find;
use crate::{Desk, Result, Tx, event::Noun, kind, practical, risk};

/// Makes a shared practical the school's own. Its risk note begins as a draft; the lineage is kept.
pub async fn adopt(desk: &Desk<CanShare>, id: PracticeId) -> Result<PracticalId> {
    let shared = find(desk, id).await?;
    let body = shared.body.ok_or(Refusal::NotFound)?;
    if shared.listed.is_own {
        return Err(Refusal::InUse("it is your own school’s".to_owned()).into());
    }
    let mut tx = desk.begin().await?;
    if is_adopted(&mut tx, id).await? {
        return Err(Refusal::InUse("your school has adopted it already".to_owned()).into());
    }
    let adopted: PracticalId = tx.id();
    let entry = own_entry(&mut tx, &body, &shared.listed.school).await?;
    let origin = practical::Origin::Practice(id);
    practical::add(&mut tx, adopted, &entry, origin).await?;
    if let Some(text) = &body.risk {
        risk::insert_first(&mut tx, &[(adopted, text)]).await?;
    }
    record(&mut tx, id, adopted).await?;
    tx.record::<(), _>(
        Noun::Practical,
        adopted,
        "adopted",
        None,
        Some(&shared.listed.school),
    )
    .await?;
    tx.commit().await?;
    Ok(adopted)
}

/// Whether the school has a copy that is still offered.
async fn is_adopted(tx: &mut Tx, id: PracticeId) -> Result<bool> {
    let school = tx.school_key();
    let found: Option<String> = sqlx::query_scalar(
        "SELECT practical.id
         FROM adoption
         JOIN practical ON practical.school_id = adoption.school_id
                       AND practical.id = adoption.practical_id
         WHERE adoption.school_id = $1
           AND adoption.practice_id = $2
           AND practical.retired_at IS NULL
         ORDER BY practical.id
         LIMIT 1",
    )
    .bind(school)
    .bind(id.to_string())
    .fetch_optional(tx.run())
    .await?;
    Ok(found.is_some())
}

/// The entry as this school's own: kinds that only the first school had are made up anew.
async fn own_entry(tx: &mut Tx, body: &Body, school: &str) -> Result<Entry> {
    let mut made: HashMap<KindId, KindId> = HashMap::new();
    for copy in &body.kinds {
        if copy.id.is_own() {
            let own = kind::make_own(tx, &copy.name, copy.sort, copy.unit).await?;
            made.insert(copy.id.clone(), own);
        }
    }
    let mut entry = body.entry.clone();
    for line in &mut entry.kit {
        if let Some(own) = made.get(&line.kind) {
            line.kind = own.clone();
        }
    }
    entry.source = Some(format!("adopted from {school}"));
    if is_title(tx, &entry.title).await? {
        // Beside the school's own of this name, each must be known by its title.
        entry.title = format!("{} ({school})", entry.title);
    }
    Ok(entry)
}

/// Whether a practical that is offered has this title.
async fn is_title(tx: &mut Tx, title: &str) -> Result<bool> {
    let school = tx.school_key();
    let found: Option<String> = sqlx::query_scalar(
        "SELECT id
         FROM practical
         WHERE school_id = $1
           AND title = $2
           AND retired_at IS NULL
         ORDER BY id
         LIMIT 1",
    )
    .bind(school)
    .bind(title)
    .fetch_optional(tx.run())
    .await?;
    Ok(found.is_some())
}

async fn record(tx: &mut Tx, id: PracticeId, adopted: PracticalId) -> Result<()> {
    let (school, at) = (tx.school_key(), tx.at.0);
    sqlx::query(
        "INSERT INTO adoption (practice_id, school_id, practical_id, practice_version, adopted_at)
         SELECT practice.id, $2, $3, practice.version, $4
         FROM practice
         WHERE practice.id = $1
         ON CONFLICT (practice_id, school_id) DO UPDATE
         SET practical_id = excluded.practical_id, practice_version = excluded.practice_version,
             adopted_at = excluded.adopted_at",
    )
    .bind(id.to_string())
    .bind(school)
    .bind(adopted.to_string())
    .bind(at)
    .execute(tx.run())
    .await?;
    Ok(())
}
