//! Signing in and out, and who a request comes from.

use std::time::Duration;

use shared::{
    account::{Name, Role},
    form::{Problem, Problems},
    id::{PersonId, SchoolId},
    moment::{Moment, Zone},
    refusal::Refusal,
};
use tokio::time::timeout;

use super::throttle;
use crate::{Error, Member, Result, Store, Token, row, secret};

/// A session ends after so long without a request …
const IDLE_SECONDS: i64 = 12 * 3_600;
/// … and after so long in any case.
pub const LONGEST_SECONDS: i64 = 14 * 86_400;
/// Its last use is written down at most this often.
const TOUCH_SECONDS: i64 = 60;
/// … and only when no other write takes longer than so.
const TOUCH_PATIENCE: Duration = Duration::from_millis(100);
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
    /// The schools they may look at: id and name, by name.
    pub schools: Vec<(SchoolId, String)>,
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

/// A person who gave their password.
pub(super) struct Proven {
    pub person: PersonId,
    /// The stored form of the password that they gave.
    pub stored: String,
}

/// Signs in. Answers alike, and as slowly, for unknown people and wrong passwords.
pub async fn sign_in(store: &Store, credentials: Credentials) -> Result<Token> {
    let proven = prove(store, credentials).await?;
    open(store, proven.person).await
}

/// Holds a password against the one that was chosen, and counts the tries.
pub(super) async fn prove(store: &Store, credentials: Credentials) -> Result<Proven> {
    let held = hold(store, credentials).await?;
    held.map_err(|problem| beside("password", problem))
}

/// What is asked once more of who is signed in, before what only they may do.
#[derive(Clone, Debug)]
pub struct Again {
    /// The password that they have.
    pub password: String,
    /// Where the request comes from, for the throttle.
    pub address: String,
}

/// Asks a person who is signed in for their password once more. What is wrong with it stands beside that field.
pub(super) async fn prove_again(
    store: &Store,
    person: PersonId,
    again: Again,
    field: &'static str,
) -> Result<Proven> {
    let email: String = sqlx::query_scalar(
        "SELECT email
         FROM person
         WHERE id = $1",
    )
    .bind(person.to_string())
    .fetch_one(store.pool())
    .await?;
    let credentials = Credentials {
        email,
        password: again.password,
        address: again.address,
    };
    let held = hold(store, credentials).await?;
    held.map_err(|problem| match problem {
        Problem::NotSignedIn => beside(field, Problem::NotYourPassword),
        other => beside(field, other),
    })
}

fn beside(field: &'static str, problem: Problem) -> Error {
    Refusal::Invalid(Problems::one(field, problem)).into()
}

async fn hold(store: &Store, credentials: Credentials) -> Result<Result<Proven, Problem>> {
    let account = throttle::account(&credentials.email);
    let address = format!("address {}", credentials.address);
    // Counted before the answer is known, so that many tries at once are many. Who tries too much from one address is
    // not counted by ever new names besides.
    if throttle::count(store, &address).await? > MOST_BY_ADDRESS
        || throttle::count(store, &account).await? > MOST_BY_ACCOUNT
    {
        return Ok(Err(Problem::TooManyTries));
    }
    let known: Option<(String, Option<String>)> = sqlx::query_as(
        "SELECT id, password
         FROM person
         WHERE email = $1",
    )
    .bind(&credentials.email)
    .fetch_optional(store.pool())
    .await?;
    let known = known.and_then(|(id, stored)| Some((id, stored?)));
    let (id, stored) = known.unzip();
    let fits = secret::password_fits(credentials.password, stored.clone()).await?;
    match id.zip(stored).filter(|_| fits) {
        Some((id, stored)) => {
            throttle::forget(store, &account).await?;
            throttle::take_back(store, &address).await?;
            let person = row::parse("person.id", &id)?;
            Ok(Ok(Proven { person, stored }))
        }
        None => Ok(Err(Problem::NotSignedIn)),
    }
}

/// The person who gave their password, if it is still theirs.
pub(super) async fn still(
    run: &mut sqlx::AnyConnection,
    proven: Proven,
) -> Result<Option<PersonId>> {
    let theirs: Option<String> = sqlx::query_scalar(
        "SELECT id
         FROM person
         WHERE id = $1
           AND password = $2",
    )
    .bind(proven.person.to_string())
    .bind(proven.stored)
    .fetch_optional(run)
    .await?;
    row::parse_optional("person.id", theirs.as_deref())
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
    .execute(store.writer())
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
    .execute(store.writer())
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
    .execute(store.writer())
    .await?;
    Ok(())
}

/// Who carries this token, if the session is still open.
pub async fn visit(store: &Store, token: &Token) -> Result<Option<Visit>> {
    let Moment(now) = store.clock().now();
    let rows: Vec<VisitRow> = sqlx::query_as(
        "SELECT session.seen_at, session.person_id, session.school_id AS looks_at, person.name, member.initials,
                member.id AS member_id, member.school_id, member.role,
                school.name AS school_name, school.zone
         FROM session
         JOIN person ON person.id = session.person_id
         LEFT JOIN member ON member.person_id = session.person_id
                         AND member.deactivated_at IS NULL
         LEFT JOIN school ON school.id = member.school_id
         WHERE session.token_hash = $1
           AND session.seen_at >= $2
           AND session.created_at >= $3
         ORDER BY school.name, school.id",
    )
    .bind(token.hash())
    .bind(now - IDLE_SECONDS)
    .bind(now - LONGEST_SECONDS)
    .fetch_all(store.pool())
    .await?;
    let is_seen = |row: &VisitRow| row.seen_at >= now - TOUCH_SECONDS;
    if !rows.iter().all(is_seen) {
        touch(store, token, now).await?;
    }
    visit_of(rows)
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
    .execute(store.writer())
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

/// Ends the sessions of a person but for one: after they chose a new password there, or asked for it.
pub(super) async fn end_others(
    run: &mut sqlx::AnyConnection,
    person: PersonId,
    here: &Token,
) -> Result<()> {
    sqlx::query(
        "DELETE FROM session
         WHERE person_id = $1
           AND token_hash <> $2",
    )
    .bind(person.to_string())
    .bind(here.hash())
    .execute(run)
    .await?;
    Ok(())
}

/// Signs a person out everywhere but here.
pub async fn sign_out_elsewhere(store: &Store, person: PersonId, here: &Token) -> Result<()> {
    let mut run = store.writer().acquire().await?;
    end_others(&mut run, person, here).await
}

/// An open session as its person is told of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Open {
    /// When they signed in.
    pub since: Moment,
    /// When it was last used, give or take a minute.
    pub seen: Moment,
}

/// Where else a person is signed in, the latest use first.
pub async fn elsewhere(store: &Store, person: PersonId, here: &Token) -> Result<Vec<Open>> {
    let Moment(now) = store.clock().now();
    let rows: Vec<(i64, i64)> = sqlx::query_as(
        "SELECT created_at, seen_at
         FROM session
         WHERE person_id = $1
           AND token_hash <> $2
           AND seen_at >= $3
           AND created_at >= $4
         ORDER BY seen_at DESC, token_hash",
    )
    .bind(person.to_string())
    .bind(here.hash())
    .bind(now - IDLE_SECONDS)
    .bind(now - LONGEST_SECONDS)
    .fetch_all(store.pool())
    .await?;
    let open = |(since, seen)| Open {
        since: Moment(since),
        seen: Moment(seen),
    };
    Ok(rows.into_iter().map(open).collect())
}

/// One for each school of the person; one without a school when there is none.
#[derive(sqlx::FromRow)]
struct VisitRow {
    seen_at: i64,
    person_id: String,
    looks_at: Option<String>,
    name: String,
    initials: Option<String>,
    member_id: Option<String>,
    school_id: Option<String>,
    role: Option<String>,
    school_name: Option<String>,
    zone: Option<String>,
}

fn visit_of(rows: Vec<VisitRow>) -> Result<Option<Visit>> {
    let Some(first) = rows.first() else {
        return Ok(None);
    };
    let mut visit = Visit {
        person: row::parse("session.person_id", &first.person_id)?,
        name: Name {
            full: first.name.clone(),
            // Nobody has initials outside a school.
            initials: String::new(),
        },
        member: None,
        schools: Vec::with_capacity(rows.len()),
    };
    for found in rows {
        let is_looked_at = found.looks_at == found.school_id;
        let Some(member) = found.member(visit.person)? else {
            continue;
        };
        visit
            .schools
            .push((member.school, member.school_name.clone()));
        // Who has left the school that they looked at looks at the first of the others.
        if is_looked_at || visit.member.is_none() {
            visit.name = member.name.clone();
            visit.member = Some(member);
        }
    }
    Ok(Some(visit))
}

impl VisitRow {
    /// The place in this row's school.
    fn member(self, person: PersonId) -> Result<Option<Member>> {
        let (Some(member), Some(school), Some(role), Some(school_name), Some(zone)) = (
            self.member_id,
            self.school_id,
            self.role,
            self.school_name,
            self.zone,
        ) else {
            return Ok(None);
        };
        Ok(Some(Member {
            person,
            member: row::parse("member.id", &member)?,
            school: row::parse("member.school_id", &school)?,
            role: row::named("member.role", &role, Role::from_code)?,
            name: Name {
                full: self.name,
                initials: self.initials.unwrap_or_default(),
            },
            school_name,
            zone: row::named("school.zone", &zone, Zone::named)?,
        }))
    }
}

/// Writes down that the session is in use, now or at a later use: no page waits behind a long write for this.
async fn touch(store: &Store, token: &Token, now: i64) -> Result<()> {
    let Ok(writer) = timeout(TOUCH_PATIENCE, store.writer().acquire()).await else {
        return Ok(());
    };
    sqlx::query(
        "UPDATE session
         SET seen_at = $2
         WHERE token_hash = $1",
    )
    .bind(token.hash())
    .bind(now)
    .execute(&mut *writer?)
    .await?;
    Ok(())
}
