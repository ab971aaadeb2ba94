//! The versions of a risk note as they stand in the table.

use shared::{
    account::Grant,
    id::PracticalId,
    moment::{Day, Moment},
    practical::RiskText,
    refusal::Refusal,
    risk::{Approval, Standing, State, Version},
};

use crate::{Desk, Fault, Result, Tx, row, statement::Statement};

const COLUMNS: &str = "risk_version.n, risk_version.state, risk_version.body, risk_version.author_id,
    risk_version.written_at, risk_version.submitted_at, risk_version.decided_by, risk_version.decided_at,
    risk_version.reason, risk_version.review_on";

/// A version, and what the people who wrote and decided on it are called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// The version.
    pub version: Version,
    /// Its author.
    pub author: Option<String>,
    /// Who decided on it.
    pub decided_by: Option<String>,
}

/// Every version of a practical's risk note, the latest first.
pub async fn versions<R: Grant>(desk: &Desk<R>, practical: PracticalId) -> Result<Vec<Named>> {
    let rows: Vec<NamedRow> = sqlx::query_as(sqlx::AssertSqlSafe(format!(
        "SELECT {COLUMNS}, author_person.name AS author_name, decider_person.name AS decider_name
         FROM risk_version
         LEFT JOIN member AS author ON author.school_id = risk_version.school_id
                                   AND author.id = risk_version.author_id
         LEFT JOIN person AS author_person ON author_person.id = author.person_id
         LEFT JOIN member AS decider ON decider.school_id = risk_version.school_id
                                    AND decider.id = risk_version.decided_by
         LEFT JOIN person AS decider_person ON decider_person.id = decider.person_id
         WHERE risk_version.school_id = $1
           AND risk_version.practical_id = $2
         ORDER BY risk_version.n DESC"
    )))
    .bind(desk.school_key())
    .bind(practical.to_string())
    .fetch_all(desk.pool())
    .await?;
    rows.into_iter()
        .map(|found| {
            Ok(Named {
                version: found.row.try_into()?,
                author: found.author_name,
                decided_by: found.decider_name,
            })
        })
        .collect()
}

/// The latest version, in whatever state.
pub async fn latest<R: Grant>(desk: &Desk<R>, practical: PracticalId) -> Result<Option<Version>> {
    let mut run = desk.pool().acquire().await?;
    first(&mut run, &desk.school_key(), practical, ANY).await
}

/// The approved version: what an order carries.
pub async fn approved<R: Grant>(desk: &Desk<R>, practical: PracticalId) -> Result<Option<Version>> {
    let mut run = desk.pool().acquire().await?;
    first(&mut run, &desk.school_key(), practical, APPROVED).await
}

/// One version, superseded ones too: what an order carried when it was made.
pub async fn find<R: Grant>(desk: &Desk<R>, practical: PracticalId, n: u32) -> Result<Version> {
    let row: Option<VersionRow> = sqlx::query_as(sqlx::AssertSqlSafe(format!(
        "SELECT {COLUMNS}
         FROM risk_version
         WHERE risk_version.school_id = $1
           AND risk_version.practical_id = $2
           AND risk_version.n = $3"
    )))
    .bind(desk.school_key())
    .bind(practical.to_string())
    .bind(i64::from(n))
    .fetch_optional(desk.pool())
    .await?;
    row.ok_or(Refusal::NotFound)?.try_into()
}

/// The latest version, inside a write.
pub(super) async fn latest_in(tx: &mut Tx, practical: PracticalId) -> Result<Option<Version>> {
    let school = tx.school_key();
    first(tx.run(), &school, practical, ANY).await
}

/// The approved version, inside a write.
pub(crate) async fn approved_in(tx: &mut Tx, practical: PracticalId) -> Result<Option<Version>> {
    let school = tx.school_key();
    first(tx.run(), &school, practical, APPROVED).await
}

const ANY: &str = "";
const APPROVED: &str = "AND risk_version.state = 'approved'";

/// The latest of some versions.
async fn first(
    run: &mut sqlx::AnyConnection,
    school: &str,
    practical: PracticalId,
    of: &'static str,
) -> Result<Option<Version>> {
    let row: Option<VersionRow> = sqlx::query_as(sqlx::AssertSqlSafe(format!(
        "SELECT {COLUMNS}
         FROM risk_version
         WHERE risk_version.school_id = $1
           AND risk_version.practical_id = $2
           {of}
         ORDER BY risk_version.n DESC
         LIMIT 1"
    )))
    .bind(school)
    .bind(practical.to_string())
    .fetch_optional(run)
    .await?;
    row.map(Version::try_from).transpose()
}

/// Writes the first versions of risk notes, as drafts of nobody in this school.
pub(crate) async fn insert_first(tx: &mut Tx, notes: &[(PracticalId, &RiskText)]) -> Result<()> {
    for some in notes.chunks(500) {
        let mut statement = Statement::new(
            "INSERT INTO risk_version (school_id, practical_id, n, state, body, written_at)\nVALUES",
        );
        let school = statement.mark(tx.school_key());
        let state = statement.mark(State::Draft.code());
        let at = statement.mark(tx.at.0);
        let mut rows = Vec::with_capacity(some.len());
        for (id, text) in some {
            let (id, body) = (
                statement.mark(id.to_string()),
                statement.mark(row::to_json(text)?),
            );
            rows.push(format!("({school}, {id}, 1, {state}, {body}, {at})"));
        }
        statement.push(&rows.join(",\n"));
        statement.run(tx.run()).await?;
    }
    Ok(())
}

/// Writes a new version down.
pub(super) async fn insert(tx: &mut Tx, practical: PracticalId, version: &Version) -> Result<()> {
    let school = tx.school_key();
    sqlx::query(
        "INSERT INTO risk_version (school_id, practical_id, n, state, body, author_id, written_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(school)
    .bind(practical.to_string())
    .bind(i64::from(version.n))
    .bind(version.standing.state().code())
    .bind(row::to_json(&version.text)?)
    .bind(version.author.map(|id| id.to_string()))
    .bind(version.written_at.0)
    .execute(tx.run())
    .await?;
    Ok(())
}

/// Writes down how a version stands from now on.
pub(super) async fn set_standing(
    tx: &mut Tx,
    practical: PracticalId,
    n: u32,
    standing: &Standing,
) -> Result<()> {
    let (decided_by, decided_at, reason, review_on) = match standing {
        Standing::Approved(approval) | Standing::Superseded(Some(approval)) => (
            Some(approval.by.to_string()),
            Some(approval.at.0),
            None,
            Some(approval.review_on.to_string()),
        ),
        Standing::SentBack { by, at, reason } => {
            (Some(by.to_string()), Some(at.0), Some(reason.clone()), None)
        }
        Standing::Draft | Standing::Submitted { .. } | Standing::Superseded(None) => {
            (None, None, None, None)
        }
    };
    let submitted_at = match standing {
        Standing::Submitted { at } => Some(at.0),
        _ => None,
    };
    let school = tx.school_key();
    sqlx::query(
        "UPDATE risk_version
         SET state = $4, submitted_at = COALESCE($5, submitted_at), decided_by = $6, decided_at = $7, reason = $8,
             review_on = $9
         WHERE school_id = $1
           AND practical_id = $2
           AND n = $3",
    )
    .bind(school)
    .bind(practical.to_string())
    .bind(i64::from(n))
    .bind(standing.state().code())
    .bind(submitted_at)
    .bind(decided_by)
    .bind(decided_at)
    .bind(reason)
    .bind(review_on)
    .execute(tx.run())
    .await?;
    Ok(())
}

#[derive(sqlx::FromRow)]
struct NamedRow {
    #[sqlx(flatten)]
    row: VersionRow,
    author_name: Option<String>,
    decider_name: Option<String>,
}

#[derive(sqlx::FromRow)]
struct VersionRow {
    n: i64,
    state: String,
    body: String,
    author_id: Option<String>,
    written_at: i64,
    submitted_at: Option<i64>,
    decided_by: Option<String>,
    decided_at: Option<i64>,
    reason: Option<String>,
    review_on: Option<String>,
}

impl VersionRow {
    fn approval(&self) -> Result<Option<Approval>> {
        let review_on: Option<Day> = row::day("risk_version.review_on", self.review_on.as_deref())?;
        let by = row::parse_optional("risk_version.decided_by", self.decided_by.as_deref())?;
        Ok(match (by, self.decided_at, review_on) {
            (Some(by), Some(at), Some(review_on)) => Some(Approval {
                by,
                at: Moment(at),
                review_on,
            }),
            _ => None,
        })
    }

    fn standing(&self) -> Result<Standing> {
        let state = row::named("risk_version.state", &self.state, State::from_code)?;
        let missing = || Fault::Inconsistent {
            column: "risk_version.decided_by",
            value: format!("nothing for {}", self.state),
        };
        Ok(match state {
            State::Draft => Standing::Draft,
            State::Submitted => Standing::Submitted {
                at: Moment(self.submitted_at.unwrap_or(self.written_at)),
            },
            State::Approved => Standing::Approved(self.approval()?.ok_or_else(missing)?),
            State::SentBack => Standing::SentBack {
                by: row::parse_optional("risk_version.decided_by", self.decided_by.as_deref())?
                    .ok_or_else(missing)?,
                at: Moment(self.decided_at.unwrap_or(self.written_at)),
                reason: self.reason.clone().unwrap_or_default(),
            },
            State::Superseded => Standing::Superseded(self.approval()?),
        })
    }
}

impl TryFrom<VersionRow> for Version {
    type Error = crate::Error;

    fn try_from(found: VersionRow) -> Result<Self> {
        Ok(Self {
            n: row::narrow("risk_version.n", found.n)?,
            text: row::json("risk_version.body", &found.body)?,
            author: row::parse_optional("risk_version.author_id", found.author_id.as_deref())?,
            written_at: Moment(found.written_at),
            standing: found.standing()?,
        })
    }
}
