//! Publishing a practical, and taking it back.

use std::collections::BTreeSet;

use shared::{
    account::{Grant, right::CanShare},
    form::{Problem, Problems},
    id::{PracticalId, PracticeId},
    kind::KindId,
    moment::Moment,
    name,
    practice::{Audience, Body, KindCopy},
    refusal::Refusal,
};

use super::trust_key;
use crate::{Desk, Result, Tx, event::Noun, kind, practical, risk, row, word};

/// This server among those that may one day exchange practice.
const HERE: &str = "here";

/// That a practical of the school is shared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Published {
    /// As which.
    pub id: PracticeId,
    /// Who may see it.
    pub audience: Audience,
    /// Since when, as it is now.
    pub at: Moment,
}

/// Whether a practical of the school is shared now.
pub async fn published<R: Grant>(
    desk: &Desk<R>,
    practical: PracticalId,
) -> Result<Option<Published>> {
    let found: Option<(String, String, i64)> = sqlx::query_as(
        "SELECT id, audience, published_at
         FROM practice
         WHERE origin_school_id = $1
           AND origin_practical_id = $2
           AND withdrawn_at IS NULL
         ORDER BY id
         LIMIT 1",
    )
    .bind(desk.school_key())
    .bind(practical.to_string())
    .fetch_optional(desk.pool())
    .await?;
    found
        .map(|(id, audience, at)| {
            Ok(Published {
                id: row::parse("practice.id", &id)?,
                audience: row::named("practice.audience", &audience, Audience::from_code)?,
                at: Moment(at),
            })
        })
        .transpose()
}

/// Publishes a copy of a practical with its notes and its risk note's text, or renews the copy.
pub async fn publish(
    desk: &Desk<CanShare>,
    practical: PracticalId,
    audience: Audience,
) -> Result<PracticeId> {
    let trust = trust_key(desk).await?;
    if audience == Audience::Trust && trust.is_empty() {
        return Err(Refusal::Invalid(Problems::one("audience", Problem::NotAChoice)).into());
    }
    let original = practical::find(desk, practical).await?;
    if original.retired_at.is_some() {
        return Err(Refusal::NotFound.into());
    }
    let body = body_of(desk, &original).await?;
    let mut tx = desk.begin().await?;
    let before = before(&mut tx, practical).await?;
    let id = before.map_or_else(|| tx.id(), |(id, _)| id);
    let copy = Copy {
        id,
        practical,
        audience,
        trust: (!trust.is_empty()).then_some(trust),
        school_name: desk.who().school_name.clone(),
        adopted_from: original.practice,
        body: &body,
    };
    write(&mut tx, &copy).await?;
    word::clear(&mut tx, Noun::Practice, id).await?;
    word::add_all(&mut tx, Noun::Practice, vec![(id, words(&body))]).await?;
    tx.record(
        Noun::Practical,
        practical,
        "published",
        before.and_then(|(_, shared_with)| shared_with).as_ref(),
        Some(&audience),
    )
    .await?;
    tx.commit().await?;
    Ok(id)
}

/// Takes a published copy back. What other schools adopted is theirs and stays.
pub async fn withdraw(desk: &Desk<CanShare>, id: PracticeId) -> Result<()> {
    let mut tx = desk.begin().await?;
    let (school, at) = (tx.school_key(), tx.at.0);
    let withdrawn: Option<(String, String)> = sqlx::query_as(
        "UPDATE practice
         SET withdrawn_at = $3
         WHERE origin_school_id = $1
           AND id = $2
           AND withdrawn_at IS NULL
         RETURNING origin_practical_id, audience",
    )
    .bind(school)
    .bind(id.to_string())
    .bind(at)
    .fetch_optional(tx.run())
    .await?;
    let (practical, audience) = withdrawn.ok_or(Refusal::NotFound)?;
    tx.record::<_, ()>(
        Noun::Practical,
        practical,
        "withdrawn",
        Some(&audience),
        None,
    )
    .await?;
    tx.commit().await
}

struct Copy<'a> {
    id: PracticeId,
    practical: PracticalId,
    audience: Audience,
    trust: Option<String>,
    school_name: String,
    adopted_from: Option<PracticeId>,
    body: &'a Body,
}

/// The id under which a practical was published before, and with whom it is shared now.
async fn before(
    tx: &mut Tx,
    practical: PracticalId,
) -> Result<Option<(PracticeId, Option<Audience>)>> {
    let school = tx.school_key();
    let before: Option<(String, String, Option<i64>)> = sqlx::query_as(
        "SELECT id, audience, withdrawn_at
         FROM practice
         WHERE origin_school_id = $1
           AND origin_practical_id = $2
         ORDER BY id
         LIMIT 1",
    )
    .bind(school)
    .bind(practical.to_string())
    .fetch_optional(tx.run())
    .await?;
    before
        .map(|(id, audience, withdrawn_at)| {
            let audience = row::named("practice.audience", &audience, Audience::from_code)?;
            let id = row::parse("practice.id", &id)?;
            Ok((id, withdrawn_at.is_none().then_some(audience)))
        })
        .transpose()
}

async fn write(tx: &mut Tx, copy: &Copy<'_>) -> Result<()> {
    let (school, at) = (tx.school_key(), tx.at.0);
    let entry = &copy.body.entry;
    sqlx::query(
        "INSERT INTO practice (
             id, origin_server, origin_school_id, origin_school_name, origin_practical_id, trust_id, audience, title,
             title_key, subject, stage, summary, body, adopted_from, published_at, version
         )
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, 1)
         ON CONFLICT (id) DO UPDATE
         SET origin_school_name = $4, trust_id = $6, audience = $7, title = $8, title_key = $9, subject = $10,
             stage = $11, summary = $12, body = $13, adopted_from = $14, published_at = $15, withdrawn_at = NULL,
             version = practice.version + 1",
    )
    .bind(copy.id.to_string())
    .bind(HERE)
    .bind(school)
    .bind(&copy.school_name)
    .bind(copy.practical.to_string())
    .bind(&copy.trust)
    .bind(copy.audience.code())
    .bind(&entry.title)
    .bind(name::fold(&entry.title))
    .bind(entry.subject.code())
    .bind(entry.stage.code())
    .bind(&entry.summary)
    .bind(row::to_json(copy.body)?)
    .bind(copy.adopted_from.map(|id| id.to_string()))
    .bind(at)
    .execute(tx.run())
    .await?;
    Ok(())
}

async fn body_of<R: Grant>(desk: &Desk<R>, original: &practical::Found) -> Result<Body> {
    let note = match risk::approved(desk, original.id).await? {
        Some(approved) => Some(approved),
        None => risk::latest(desk, original.id).await?,
    };
    let ids: BTreeSet<KindId> = original
        .entry
        .kit
        .iter()
        .map(|line| line.kind.clone())
        .collect();
    let ids: Vec<KindId> = ids.into_iter().collect();
    let known = kind::find(desk, &ids).await?;
    let kinds = ids
        .iter()
        .filter_map(|id| known.get(id))
        .map(|kind| KindCopy {
            id: kind.id.clone(),
            name: kind.name.clone(),
            sort: kind.sort,
            unit: kind.unit,
        })
        .collect();
    Ok(Body {
        entry: original.entry.clone(),
        kinds,
        risk: note.map(|note| note.text),
    })
}

fn words(body: &Body) -> BTreeSet<String> {
    std::iter::once(body.entry.title.as_str())
        .chain(std::iter::once(body.entry.summary.as_str()))
        .chain(body.kinds.iter().map(|kind| kind.name.as_str()))
        .flat_map(name::tokens)
        .collect()
}
