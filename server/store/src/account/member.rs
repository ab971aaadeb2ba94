//! A person's place in a school.

use shared::{
    account::{Grant, Name, Role, right::CanKeepPeople},
    id::{MemberId, PersonId},
    moment::Moment,
    refusal::Refusal,
};

use super::session;
use crate::{Desk, Result, Tx, event::Noun, row};

/// A member as the people page shows them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Which.
    pub id: MemberId,
    /// What they are called.
    pub name: Name,
    /// Where mail reaches them.
    pub email: String,
    /// What they are here.
    pub role: Role,
    /// Since when they are no longer active.
    pub deactivated_at: Option<Moment>,
    /// Which edit this is.
    pub version: i64,
}

/// Everyone in the school, the active first, by name.
pub async fn list<R: Grant>(desk: &Desk<R>) -> Result<Vec<Listed>> {
    let rows: Vec<ListedRow> = sqlx::query_as(
        "SELECT member.id, person.name, person.initials, person.email, member.role, member.deactivated_at, member.version
         FROM member
         JOIN person ON person.id = member.person_id
         WHERE member.school_id = $1
         ORDER BY CASE WHEN member.deactivated_at IS NULL THEN 0 ELSE 1 END, person.name, member.id",
    )
    .bind(desk.school_key())
    .fetch_all(desk.pool())
    .await?;
    rows.into_iter().map(Listed::try_from).collect()
}

/// What an edit of a member changes.
#[derive(Clone, Debug)]
pub struct Change {
    /// Which member.
    pub id: MemberId,
    /// Their new role.
    pub role: Role,
    /// Whether they are active.
    pub active: bool,
    /// The version the edit started from.
    pub version: i64,
}

/// Changes a member's role or whether they are active. The last who may keep people stays.
pub async fn change(desk: &Desk<CanKeepPeople>, change: Change) -> Result<()> {
    let mut tx = desk.begin().await?;
    let before = find(&mut tx, change.id).await?;
    if before.version != change.version {
        return Err(Refusal::Stale.into());
    }
    sqlx::query(
        "UPDATE member
         SET role = $3, deactivated_at = $4, version = version + 1
         WHERE school_id = $1
           AND id = $2",
    )
    .bind(tx.school_key())
    .bind(change.id.to_string())
    .bind(change.role.code())
    .bind((!change.active).then(|| before.deactivated_at.unwrap_or(tx.at.0)))
    .execute(tx.run())
    .await?;
    if keepers(&mut tx).await? == 0 {
        return Err(Refusal::InUse("somebody must be left who can keep people".to_owned()).into());
    }
    if !change.active {
        session::end_all(tx.run(), row::parse("member.person_id", &before.person_id)?).await?;
    }
    tx.record(
        Noun::Member,
        change.id,
        "changed",
        Some(&before.role),
        Some(&change.role.code()),
    )
    .await?;
    tx.commit().await
}

/// Makes a person a member, or active again with this role.
pub(crate) async fn admit(tx: &mut Tx, person: PersonId, role: Role) -> Result<MemberId> {
    let id: MemberId = tx.id();
    let (school, at) = (tx.school_key(), tx.at.0);
    let admitted: String = sqlx::query_scalar(
        "INSERT INTO member (school_id, id, person_id, role, joined_at, version)
         VALUES ($1, $2, $3, $4, $5, 1)
         ON CONFLICT (school_id, person_id) DO UPDATE
         SET role = $4, deactivated_at = NULL, version = member.version + 1
         RETURNING id",
    )
    .bind(school)
    .bind(id.to_string())
    .bind(person.to_string())
    .bind(role.code())
    .bind(at)
    .fetch_one(tx.run())
    .await?;
    let id = row::parse("member.id", &admitted)?;
    tx.record::<(), _>(Noun::Member, id, "joined", None, Some(&role.code()))
        .await?;
    Ok(id)
}

async fn find(tx: &mut Tx, id: MemberId) -> Result<MemberRow> {
    let school = tx.school_key();
    let found = sqlx::query_as(
        "SELECT person_id, role, deactivated_at, version
         FROM member
         WHERE school_id = $1
           AND id = $2",
    )
    .bind(school)
    .bind(id.to_string())
    .fetch_one(tx.run())
    .await?;
    Ok(found)
}

async fn keepers(tx: &mut Tx) -> Result<i64> {
    let school = tx.school_key();
    let count = sqlx::query_scalar(
        "SELECT count(*)
         FROM member
         WHERE school_id = $1
           AND deactivated_at IS NULL
           AND role IN ($2, $3)",
    )
    .bind(school)
    .bind(Role::Administrator.code())
    .bind(Role::HeadOfScience.code())
    .fetch_one(tx.run())
    .await?;
    Ok(count)
}

#[derive(sqlx::FromRow)]
struct MemberRow {
    person_id: String,
    role: String,
    deactivated_at: Option<i64>,
    version: i64,
}

#[derive(sqlx::FromRow)]
struct ListedRow {
    id: String,
    name: String,
    initials: String,
    email: String,
    role: String,
    deactivated_at: Option<i64>,
    version: i64,
}

impl TryFrom<ListedRow> for Listed {
    type Error = crate::Error;

    fn try_from(found: ListedRow) -> Result<Self> {
        Ok(Self {
            id: row::parse("member.id", &found.id)?,
            name: Name {
                full: found.name,
                initials: found.initials,
            },
            email: found.email,
            role: row::named("member.role", &found.role, Role::from_code)?,
            deactivated_at: found.deactivated_at.map(Moment),
            version: found.version,
        })
    }
}
