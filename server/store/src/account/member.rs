//! A person's place in a school.

mod details;
mod own;
mod relink;

use std::collections::HashSet;

use serde::{Deserialize, Serialize};
use shared::{
    account::{Grant, Name, Right, Role, right::CanKeepPeople},
    id::{MemberId, PersonId, SchoolId},
    moment::{Moment, Zone},
    refusal::Refusal,
};
use sqlx::AnyConnection;

pub use details::{Described, Details, describe};
pub use own::{Move, move_to, rename};
pub use relink::relink;

use super::{invitation, reset, session};
use crate::{Desk, Member, Result, Store, Tx, event::Noun, row, secret, statement::Statement};

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

/// A member as the page about them shows them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// As in the list.
    pub listed: Listed,
    /// Whether another school knows them too: then their name and address are not this school's to change.
    pub is_elsewhere: bool,
}

/// One member of the school, whether they are active or not.
pub async fn find<R: Grant>(desk: &Desk<R>, id: MemberId) -> Result<Found> {
    let mut run = desk.pool().acquire().await?;
    row_of(&mut run, desk.school(), id).await?.try_into()
}

/// What a member is in the school, as their events tell it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standing {
    /// Their role.
    pub role: Role,
    /// Whether they are there.
    pub active: bool,
}

/// What an edit changes of what a member is.
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

/// Changes a member's role or whether they are active. The last who may keep people stays, and nobody takes that from
/// themselves: it would be gone at a slip.
pub async fn change(desk: &Desk<CanKeepPeople>, change: Change) -> Result<()> {
    let mut tx = desk.begin().await?;
    let before = edited(&mut tx, desk.school(), change.id, change.version).await?;
    let was = before.standing()?;
    let is = Standing {
        role: change.role,
        active: change.active,
    };
    sqlx::query(
        "UPDATE member
         SET role = $3, deactivated_at = $4, version = version + 1
         WHERE school_id = $1
           AND id = $2",
    )
    .bind(tx.school_key())
    .bind(change.id.to_string())
    .bind(change.role.code())
    .bind((!change.active).then(|| before.listed.deactivated_at.unwrap_or(tx.at.0)))
    .execute(tx.run())
    .await?;
    ensure_a_keeper_stays(&mut tx).await?;
    let keeps_people = is.active && is.role.may(Right::KeepPeople);
    if change.id == desk.who().member && !keeps_people {
        let why = "you can’t take this from yourself; another administrator or head of science must do it";
        return Err(Refusal::InUse(why.to_owned()).into());
    }
    if !is.active {
        session::end_all(tx.run(), row::parse("member.person_id", &before.person_id)?).await?;
        // An earlier invitation is no way back in.
        invitation::close(&mut tx, &before.listed.email).await?;
    }
    let verb = match (was.active, is.active) {
        (true, false) => "deactivated",
        (false, true) => "activated",
        _ => "changed",
    };
    tx.record(Noun::Member, change.id, verb, Some(&was), Some(&is))
        .await?;
    tx.commit().await
}

/// Who to write down as a member, without an invitation.
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
    let person = super::NewPerson {
        email: new.email,
        name: new.name,
        password: secret::hash_if_any(new.password).await?,
    };
    let mut tx = desk.begin().await?;
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

/// Makes a person a member, or active again with this role. Initials are theirs alone in the school, and stay; so does
/// the last who may keep people. Their open links to choose a password are worth nothing from then on.
pub(crate) async fn admit(tx: &mut Tx, person: PersonId, role: Role) -> Result<Admitted> {
    // A school that knew them alone may have made a link to their account, and may not any more. Links that were mailed
    // are not told from those that were handed over: both are closed, and another is mailed to who asks.
    tx.wait_for(person).await?;
    let at = tx.at;
    reset::close(tx.run(), person, at).await?;
    let id: MemberId = tx.id();
    let school = tx.school_key();
    let full: String = sqlx::query_scalar(
        "SELECT name
         FROM person
         WHERE id = $1",
    )
    .bind(person.to_string())
    .fetch_one(tx.run())
    .await?;
    let name = Name::beside(&full, &initials(tx).await?);
    let was = standing(tx, person).await?;
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
    .bind(at.0)
    .fetch_one(tx.run())
    .await?;
    let id = row::parse("member.id", &id)?;
    ensure_a_keeper_stays(tx).await?;
    let is = Standing { role, active: true };
    tx.record(Noun::Member, id, "joined", was.as_ref(), Some(&is))
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

/// What a person is in this school by now; nothing when they never were.
async fn standing(tx: &mut Tx, person: PersonId) -> Result<Option<Standing>> {
    let school = tx.school_key();
    let found: Option<(String, Option<i64>)> = sqlx::query_as(
        "SELECT role, deactivated_at
         FROM member
         WHERE school_id = $1
           AND person_id = $2",
    )
    .bind(school)
    .bind(person.to_string())
    .fetch_optional(tx.run())
    .await?;
    found
        .map(|(role, deactivated_at)| {
            Ok(Standing {
                role: row::named("member.role", &role, Role::from_code)?,
                active: deactivated_at.is_none(),
            })
        })
        .transpose()
}

async fn row_of(run: &mut AnyConnection, school: SchoolId, id: MemberId) -> Result<MemberRow> {
    let found = sqlx::query_as(
        "SELECT member.id, member.person_id, person.name, member.initials, person.email, member.role,
                member.deactivated_at, member.version, (
                    SELECT count(*)
                    FROM member AS other
                    WHERE other.person_id = member.person_id
                      AND other.school_id <> member.school_id
                ) AS elsewhere
         FROM member
         JOIN person ON person.id = member.person_id
         WHERE member.school_id = $1
           AND member.id = $2",
    )
    .bind(school.to_string())
    .bind(id.to_string())
    .fetch_one(run)
    .await?;
    Ok(found)
}

/// A member as they are before an edit, when that is what the edit started from.
async fn edited(tx: &mut Tx, school: SchoolId, id: MemberId, version: i64) -> Result<MemberRow> {
    let before = row_of(tx.run(), school, id).await?;
    if before.listed.version == version {
        Ok(before)
    } else {
        Err(Refusal::Stale.into())
    }
}

/// Refuses what would leave nobody who can let people in again.
async fn ensure_a_keeper_stays(tx: &mut Tx) -> Result<()> {
    let mut keepers = Statement::new(
        "SELECT count(*)
         FROM member
         WHERE deactivated_at IS NULL",
    );
    let school = keepers.mark(tx.school_key());
    keepers.push(&format!("AND school_id = {school}"));
    let roles = Right::KeepPeople.roles().iter().map(|role| role.code());
    let roles = keepers.list(roles);
    keepers.push(&format!("AND role IN {roles}"));
    let count: Vec<(i64,)> = keepers.rows_in(tx.run()).await?;
    if count.iter().all(|(count,)| *count == 0) {
        return Err(Refusal::InUse("somebody must be left who can keep people".to_owned()).into());
    }
    Ok(())
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
    #[sqlx(flatten)]
    listed: ListedRow,
    person_id: String,
    elsewhere: i64,
}

impl MemberRow {
    fn standing(&self) -> Result<Standing> {
        Ok(Standing {
            role: row::named("member.role", &self.listed.role, Role::from_code)?,
            active: self.listed.deactivated_at.is_none(),
        })
    }
}

impl TryFrom<MemberRow> for Found {
    type Error = crate::Error;

    fn try_from(found: MemberRow) -> Result<Self> {
        Ok(Self {
            is_elsewhere: found.elsewhere > 0,
            listed: found.listed.try_into()?,
        })
    }
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
