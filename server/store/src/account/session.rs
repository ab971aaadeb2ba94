//! Signing in and out, and who a request comes from.

use shared::{
    account::{Name, Role},
    form::{Problem, Problems},
    id::{PersonId, SchoolId},
    moment::{Moment, Zone},
    refusal::Refusal,
};

use super::throttle;
use crate::{Member, Result, Store, Token, row, secret};

/// A session ends after so long without a request …
const IDLE_SECONDS: i64 = 12 * 3_600;
/// … and after so long in any case.
const LONGEST_SECONDS: i64 = 14 * 86_400;
/// Its last use is written down at most this often.
const TOUCH_SECONDS: i64 = 60;
/// So many failures by one account …
const MOST_BY_ACCOUNT: i64 = 10;
/// … or from one network address, behind which a whole school may sit, and no more tries are looked at for a while.
const MOST_BY_ADDRESS: i64 = 50;

/// Who a request comes from: a person, and their place in the school they look at.
#[derive(Clone, Debug)]
pub struct Visit {
    /// The person.
    pub person: PersonId,
    /// What they are called.
    pub name: Name,
    /// Their place in the school they look at; none when they are no longer a member anywhere.
    pub member: Option<Member>,
}

/// What is asked when signing in.
#[derive(Clone, Debug)]
pub struct Credentials {
    /// The address, folded.
    pub email: String,
    /// The password.
    pub password: String,
    /// Where the request comes from, for the throttle.
    pub address: String,
}

/// Signs in. Answers alike, and as slowly, for unknown people and wrong passwords.
pub async fn sign_in(store: &Store, credentials: Credentials) -> Result<Token> {
    let account = format!("account {}", credentials.email);
    let address = format!("address {}", credentials.address);
    // Counted before the answer is known, so that many tries at once are many.
    let by_account = throttle::count(store, &account).await?;
    let by_address = throttle::count(store, &address).await?;
    if by_account > MOST_BY_ACCOUNT || by_address > MOST_BY_ADDRESS {
        return Err(Refusal::Invalid(Problems::one("password", Problem::TooManyTries)).into());
    }
    let known: Option<(String, Option<String>)> = sqlx::query_as(
        "SELECT id, password
         FROM person
         WHERE email = $1",
    )
    .bind(&credentials.email)
    .fetch_optional(store.pool())
    .await?;
    let (id, stored) = known.unzip();
    let fits = secret::password_fits(credentials.password, stored.flatten()).await?;
    match id.filter(|_| fits) {
        Some(id) => {
            throttle::forget(store, &account).await?;
            throttle::take_back(store, &address).await?;
            open(store, row::parse("person.id", &id)?).await
        }
        None => Err(Refusal::Invalid(Problems::one("password", Problem::NotSignedIn)).into()),
    }
}

/// Opens a session for a person who has proven who they are, at the school they joined first.
pub(crate) async fn open(store: &Store, person: PersonId) -> Result<Token> {
    let token = Token::new()?;
    let Moment(now) = store.clock().now();
    sqlx::query(
        "DELETE FROM session
         WHERE seen_at < $1
            OR created_at < $2",
    )
    .bind(now - IDLE_SECONDS)
    .bind(now - LONGEST_SECONDS)
    .execute(store.pool())
    .await?;
    sqlx::query(
        "INSERT INTO session (token_hash, person_id, school_id, created_at, seen_at)
         SELECT $1, $2, (
             SELECT school_id
             FROM member
             WHERE person_id = $2
               AND deactivated_at IS NULL
             ORDER BY joined_at, id
             LIMIT 1
         ), $3, $3",
    )
    .bind(token.hash())
    .bind(person.to_string())
    .bind(now)
    .execute(store.pool())
    .await?;
    Ok(token)
}

/// Signs out: the token is worth nothing from now on.
pub async fn sign_out(store: &Store, token: &Token) -> Result<()> {
    sqlx::query(
        "DELETE FROM session
         WHERE token_hash = $1",
    )
    .bind(token.hash())
    .execute(store.pool())
    .await?;
    Ok(())
}

/// Who carries this token, if the session is still open.
pub async fn visit(store: &Store, token: &Token) -> Result<Option<Visit>> {
    let Moment(now) = store.clock().now();
    let found: Option<VisitRow> = sqlx::query_as(
        "SELECT session.seen_at, session.person_id, person.name, member.initials,
                member.id AS member_id, member.school_id, member.role,
                school.name AS school_name, school.zone
         FROM session
         JOIN person ON person.id = session.person_id
         LEFT JOIN member ON member.school_id = session.school_id
                         AND member.person_id = session.person_id
                         AND member.deactivated_at IS NULL
         LEFT JOIN school ON school.id = member.school_id
         WHERE session.token_hash = $1
           AND session.seen_at >= $2
           AND session.created_at >= $3",
    )
    .bind(token.hash())
    .bind(now - IDLE_SECONDS)
    .bind(now - LONGEST_SECONDS)
    .fetch_optional(store.pool())
    .await?;
    let Some(found) = found else { return Ok(None) };
    if found.seen_at < now - TOUCH_SECONDS {
        touch(store, token, now).await?;
    }
    Visit::try_from(found).map(Some)
}

/// The schools a person may switch to: id and name, by name.
pub async fn schools(store: &Store, person: PersonId) -> Result<Vec<(SchoolId, String)>> {
    let rows: Vec<(String, String)> = sqlx::query_as(
        "SELECT school.id, school.name
         FROM member
         JOIN school ON school.id = member.school_id
         WHERE member.person_id = $1
           AND member.deactivated_at IS NULL
         ORDER BY school.name, school.id",
    )
    .bind(person.to_string())
    .fetch_all(store.pool())
    .await?;
    rows.into_iter()
        .map(|(id, name)| Ok((row::parse("school.id", &id)?, name)))
        .collect()
}

/// Looks at another of the person's schools from now on.
pub async fn switch(store: &Store, token: &Token, school: SchoolId) -> Result<()> {
    let switched = sqlx::query(
        "UPDATE session
         SET school_id = $2
         WHERE token_hash = $1
           AND EXISTS (
               SELECT 1
               FROM member
               WHERE member.school_id = $2
                 AND member.person_id = session.person_id
                 AND member.deactivated_at IS NULL
           )",
    )
    .bind(token.hash())
    .bind(school.to_string())
    .execute(store.pool())
    .await?;
    if switched.rows_affected() == 1 {
        Ok(())
    } else {
        Err(Refusal::NotFound.into())
    }
}

/// Ends all sessions of a person: after a new password, or when they leave.
pub(crate) async fn end_all(run: &mut sqlx::AnyConnection, person: PersonId) -> Result<()> {
    sqlx::query(
        "DELETE FROM session
         WHERE person_id = $1",
    )
    .bind(person.to_string())
    .execute(run)
    .await?;
    Ok(())
}

#[derive(sqlx::FromRow)]
struct VisitRow {
    seen_at: i64,
    person_id: String,
    name: String,
    initials: Option<String>,
    member_id: Option<String>,
    school_id: Option<String>,
    role: Option<String>,
    school_name: Option<String>,
    zone: Option<String>,
}

impl TryFrom<VisitRow> for Visit {
    type Error = crate::Error;

    fn try_from(found: VisitRow) -> Result<Self> {
        let person = row::parse("session.person_id", &found.person_id)?;
        let name = Name {
            full: found.name,
            // Nobody has initials outside a school.
            initials: found.initials.unwrap_or_default(),
        };
        let member = match (
            found.member_id,
            found.school_id,
            found.role,
            found.school_name,
            found.zone,
        ) {
            (Some(member), Some(school), Some(role), Some(school_name), Some(zone)) => {
                Some(Member {
                    person,
                    member: row::parse("member.id", &member)?,
                    school: row::parse("member.school_id", &school)?,
                    role: row::named("member.role", &role, Role::from_code)?,
                    name: name.clone(),
                    school_name,
                    zone: row::named("school.zone", &zone, Zone::named)?,
                })
            }
            _ => None,
        };
        Ok(Self {
            person,
            name,
            member,
        })
    }
}

async fn touch(store: &Store, token: &Token, now: i64) -> Result<()> {
    sqlx::query(
        "UPDATE session
         SET seen_at = $2
         WHERE token_hash = $1",
    )
    .bind(token.hash())
    .bind(now)
    .execute(store.pool())
    .await?;
    Ok(())
}
