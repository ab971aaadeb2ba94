//! A person's place in a school.

use std::collections::HashSet;

use shared::{
    account::{Grant, Name, Role, right::CanKeepPeople},
    id::{MemberId, PersonId, SchoolId},
    moment::{Moment, Zone},
    refusal::Refusal,
};

use super::session;
use crate::{Desk, Member, Result, Store, Tx, event::Noun, row};

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
        "SELECT member.id, person.name, member.initials, person.email, member.role, member.deactivated_at, member.version
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

/// Who to write down as a member, without an invitation: by the command line.
#[derive(Clone, Debug)]
pub struct NewMember {
    /// Where mail reaches them.
    pub email: String,
    /// What they are called.
    pub name: String,
    /// What they will be.
    pub role: Role,
    /// Their password; none for one who is known already, or will ask for a link.
    pub password: Option<String>,
}

/// Makes a person a member at once.
pub async fn add(desk: &Desk<CanKeepPeople>, new: NewMember) -> Result<MemberId> {
    let mut tx = desk.begin().await?;
    let person = super::NewPerson {
        email: new.email,
        name: new.name,
        password: new.password,
    };
    let person = super::person_of_address(&mut tx, person).await?;
    let admitted = admit(&mut tx, person, new.role).await?;
    tx.commit().await?;
    Ok(admitted.id)
}

/// A person's active place in a school, by address: whom the command line acts for.
pub async fn of_address(store: &Store, school: SchoolId, email: &str) -> Result<Member> {
    let found: PlaceRow = sqlx::query_as(
        "SELECT member.id, member.person_id, member.role, person.name, member.initials,
                school.name AS school_name, school.zone
         FROM member
         JOIN person ON person.id = member.person_id
         JOIN school ON school.id = member.school_id
         WHERE member.school_id = $1
           AND person.email = $2
           AND member.deactivated_at IS NULL",
    )
    .bind(school.to_string())
    .bind(email)
    .fetch_one(store.pool())
    .await?;
    Ok(Member {
        person: row::parse("member.person_id", &found.person_id)?,
        member: row::parse("member.id", &found.id)?,
        school,
        role: row::named("member.role", &found.role, Role::from_code)?,
        name: Name {
            full: found.name,
            initials: found.initials,
        },
        school_name: found.school_name,
        zone: row::named("school.zone", &found.zone, Zone::named)?,
    })
}

/// A place in a school that was just given.
pub(crate) struct Admitted {
    pub id: MemberId,
    pub name: Name,
}

/// Makes a person a member, or active again with this role. Initials are theirs alone in the school, and stay.
pub(crate) async fn admit(tx: &mut Tx, person: PersonId, role: Role) -> Result<Admitted> {
    let id: MemberId = tx.id();
    let (school, at) = (tx.school_key(), tx.at.0);
    let full: String = sqlx::query_scalar(
        "SELECT name
         FROM person
         WHERE id = $1",
    )
    .bind(person.to_string())
    .fetch_one(tx.run())
    .await?;
    let name = Name::beside(&full, &initials(tx).await?);
    let (id, initials): (String, String) = sqlx::query_as(
        "INSERT INTO member (school_id, id, person_id, initials, role, joined_at, version)
         VALUES ($1, $2, $3, $4, $5, $6, 1)
         ON CONFLICT (school_id, person_id) DO UPDATE
         SET role = $5, deactivated_at = NULL, version = member.version + 1
         RETURNING id, initials",
    )
    .bind(school)
    .bind(id.to_string())
    .bind(person.to_string())
    .bind(name.initials)
    .bind(role.code())
    .bind(at)
    .fetch_one(tx.run())
    .await?;
    let id = row::parse("member.id", &id)?;
    tx.record::<(), _>(Noun::Member, id, "joined", None, Some(&role.code()))
        .await?;
    let name = Name {
        full: name.full,
        initials,
    };
    Ok(Admitted { id, name })
}

/// The initials that are somebody's in this school, whether they are active or not.
async fn initials(tx: &mut Tx) -> Result<HashSet<String>> {
    let school = tx.school_key();
    let taken: Vec<String> = sqlx::query_scalar(
        "SELECT initials
         FROM member
         WHERE school_id = $1
         ORDER BY id",
    )
    .bind(school)
    .fetch_all(tx.run())
    .await?;
    Ok(taken.into_iter().collect())
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
struct PlaceRow {
    id: String,
    person_id: String,
    role: String,
    name: String,
    initials: String,
    school_name: String,
    zone: String,
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
