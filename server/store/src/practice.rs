//! What schools share with one another. The only room whose queries look past one school, and only at
//! published copies.

mod adopt;
mod list;
mod publish;
mod trial;

use shared::{
    account::Grant,
    id::{PracticalId, PracticeId},
    moment::Moment,
    practical::{Stage, Subject},
    practice::{Audience, Body},
    refusal::Refusal,
};

use crate::{Desk, Result, row};

pub use adopt::adopt;
pub use list::{ListQuery, Page, list, own};
pub use publish::{Published, publish, published, withdraw};
pub use trial::{Told, Trial, say, trials};

/// A shared practical in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Which.
    pub id: PracticeId,
    /// What a teacher looks for.
    pub title: String,
    /// The subject.
    pub subject: Subject,
    /// Whom it is for.
    pub stage: Stage,
    /// What the class does.
    pub summary: String,
    /// The school it is from.
    pub school: String,
    /// Who may see it.
    pub audience: Audience,
    /// When it was published, or published anew.
    pub published_at: Moment,
    /// Whether it is this school's own.
    pub is_own: bool,
    /// This school's own practical: the adopted copy, or what was published.
    pub practical: Option<PracticalId>,
    /// Schools that adopted it.
    pub adopted: i64,
    /// Schools where it worked as it is.
    pub worked: i64,
    /// Schools where it worked with changes.
    pub with_changes: i64,
    /// Schools where it did not.
    pub did_not: i64,
}

/// A shared practical with its copy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// What the list shows of it.
    pub listed: Listed,
    /// The copy; none where the school adopted an earlier one and this one is not for it.
    pub body: Option<Body>,
    /// Where the publishing school had it from.
    pub lineage: Option<String>,
}

/// What is read of a practice, and the school that looks at it is `$1`, its trust `$2`.
const COLUMNS: &str = "practice.id, practice.title, practice.subject, practice.stage, practice.summary,
    practice.origin_school_name, practice.audience, practice.published_at,
    CASE WHEN practice.origin_school_id = $1 THEN 1 ELSE 0 END AS is_own,
    CASE WHEN practice.origin_school_id = $1 THEN practice.origin_practical_id ELSE (
        SELECT adoption.practical_id
        FROM adoption
        WHERE adoption.practice_id = practice.id
          AND adoption.school_id = $1
    ) END AS practical_id,
    (SELECT count(*) FROM adoption WHERE adoption.practice_id = practice.id) AS adopted,
    (SELECT count(*) FROM trial WHERE trial.practice_id = practice.id AND trial.outcome = 'worked') AS worked,
    (SELECT count(*) FROM trial WHERE trial.practice_id = practice.id AND trial.outcome = 'with-changes') AS with_changes,
    (SELECT count(*) FROM trial WHERE trial.practice_id = practice.id AND trial.outcome = 'did-not') AS did_not";

/// Whose copy a school may read: what is shared with everyone or its trust, what it published, and what it adopted as
/// it was then.
const READABLE: &str = "(
        practice.origin_school_id = $1
        OR (practice.withdrawn_at IS NULL AND (
            practice.audience = 'everyone'
            OR (practice.audience = 'trust' AND practice.trust_id = $2)
        ))
        OR adoption.practice_version = practice.version
    )";

/// A shared practical that this school may see; whatever it may not see is not found.
pub async fn find<R: Grant>(desk: &Desk<R>, id: PracticeId) -> Result<Found> {
    let found: Option<FoundRow> = sqlx::query_as(sqlx::AssertSqlSafe(format!(
        "SELECT {COLUMNS}, CASE WHEN {READABLE} THEN practice.body END AS body, source.origin_school_name AS lineage,
                own.title AS own_title, own.subject AS own_subject, own.stage AS own_stage
         FROM practice
         LEFT JOIN practice AS source ON source.id = practice.adopted_from
         LEFT JOIN adoption ON adoption.practice_id = practice.id AND adoption.school_id = $1
         LEFT JOIN practical AS own ON own.school_id = adoption.school_id AND own.id = adoption.practical_id
         WHERE practice.id = $3
           AND (adoption.practice_id IS NOT NULL OR {READABLE})"
    )))
    .bind(desk.school_key())
    .bind(trust_key(desk).await?)
    .bind(id.to_string())
    .fetch_optional(desk.pool())
    .await?;
    let mut found = found.ok_or(Refusal::NotFound)?;
    if found.body.is_none() {
        found.withhold();
    }
    let body = found.body.as_deref();
    let body: Option<Body> = body
        .map(|json| row::json("practice.body", json))
        .transpose()?;
    Ok(Found {
        listed: found.row.try_into()?,
        body,
        lineage: found.lineage,
    })
}

/// The school's trust as it stands in the tables; empty for a school that stands alone.
async fn trust_key<R: Grant>(desk: &Desk<R>) -> Result<String> {
    let trust: Option<String> = sqlx::query_scalar(
        "SELECT trust_id
         FROM school
         WHERE id = $1",
    )
    .bind(desk.school_key())
    .fetch_one(desk.pool())
    .await?;
    Ok(trust.unwrap_or_default())
}

#[derive(sqlx::FromRow)]
struct FoundRow {
    #[sqlx(flatten)]
    row: ListedRow,
    body: Option<String>,
    lineage: Option<String>,
    own_title: Option<String>,
    own_subject: Option<String>,
    own_stage: Option<String>,
}

impl FoundRow {
    /// Of a copy that is not for the school, it reads what it calls its own.
    fn withhold(&mut self) {
        let shown = &mut self.row;
        shown.summary.clear();
        for (shown, own) in [
            (&mut shown.title, self.own_title.take()),
            (&mut shown.subject, self.own_subject.take()),
            (&mut shown.stage, self.own_stage.take()),
        ] {
            if let Some(own) = own {
                *shown = own;
            }
        }
    }
}

#[derive(sqlx::FromRow)]
struct ListedRow {
    id: String,
    title: String,
    subject: String,
    stage: String,
    summary: String,
    origin_school_name: String,
    audience: String,
    published_at: i64,
    is_own: i64,
    practical_id: Option<String>,
    adopted: i64,
    worked: i64,
    with_changes: i64,
    did_not: i64,
}

impl TryFrom<ListedRow> for Listed {
    type Error = crate::Error;

    fn try_from(found: ListedRow) -> Result<Self> {
        Ok(Self {
            id: row::parse("practice.id", &found.id)?,
            title: found.title,
            subject: row::named("practice.subject", &found.subject, Subject::from_code)?,
            stage: row::named("practice.stage", &found.stage, Stage::from_code)?,
            summary: found.summary,
            school: found.origin_school_name,
            audience: row::named("practice.audience", &found.audience, Audience::from_code)?,
            published_at: Moment(found.published_at),
            is_own: found.is_own != 0,
            practical: row::parse_optional("adoption.practical_id", found.practical_id.as_deref())?,
            adopted: found.adopted,
            worked: found.worked,
            with_changes: found.with_changes,
            did_not: found.did_not,
        })
    }
}
