//! A forgotten password is reset by a one-time link.

use shared::{
    form::{Problem, Problems},
    id::PersonId,
    moment::Moment,
    refusal::Refusal,
};
use sqlx::AnyConnection;

use super::{mail, mail::Mail, password, session, throttle};
use crate::{Error, Result, Store, Token, dialect, row, secret};

/// A link is good for so long.
const SECONDS: i64 = 3_600;
/// So many links go to one address in a quarter of an hour, whoever asks for them.
const MOST_MAILS: i64 = 5;
/// So often one network address, behind which a whole school may sit, asks in a quarter of an hour.
const MOST_BY_ADDRESS: i64 = 50;

/// What is asked by who has no password, or has forgotten it.
#[derive(Clone, Debug)]
pub struct Ask {
    /// Their address, folded.
    pub email: String,
    /// Where the request comes from, for the throttle.
    pub address: String,
}

/// Sends a link when the address is known; the answer is the same when it is not.
pub async fn ask(store: &Store, ask: Ask, link: impl Fn(&Token) -> String) -> Result<()> {
    let Ask { email, address } = ask;
    if throttle::count(store, &format!("reset {address}")).await? > MOST_BY_ADDRESS {
        return Err(Refusal::Invalid(Problems::one("email", Problem::TooManyTries)).into());
    }
    let known: Option<String> = sqlx::query_scalar(
        "SELECT id
         FROM person
         WHERE email = $1",
    )
    .bind(&email)
    .fetch_optional(store.pool())
    .await?;
    let Some(person) = known else {
        return Ok(());
    };
    if throttle::count(store, &format!("mail {email}")).await? > MOST_MAILS {
        return Ok(());
    }
    let token = Token::new()?;
    let now = store.clock().now();
    let mut tx = dialect::begin_write(store, &person).await?;
    sqlx::query(
        "DELETE FROM password_reset
         WHERE expires_at <= $1",
    )
    .bind(now.0)
    .execute(&mut *tx)
    .await?;
    let id = row::parse("person.id", &person)?;
    // Their address has changed meanwhile: the old one gets no link.
    if !write(&mut tx, &token, id, &email, now).await? {
        return Ok(());
    }
    let body = format!(
        "Somebody asked for a new Trolley password for this address. If it was you, follow this link within \
         an hour:\n\n{}\n\nIf not, nothing has changed.\n",
        link(&token)
    );
    let letter = Mail {
        id: store.clock().id(),
        at: now,
        address: &email,
        subject: "A new Trolley password",
        body: &body,
    };
    mail::post(&mut tx, letter).await?;
    Ok(tx.commit().await?)
}

/// Writes a link down, unless the person's address is another by now; says whether it is there.
pub(super) async fn write(
    run: &mut AnyConnection,
    token: &Token,
    person: PersonId,
    email: &str,
    at: Moment,
) -> Result<bool> {
    let linked = sqlx::query(
        "INSERT INTO password_reset (token_hash, person_id, created_at, expires_at)
         SELECT $1, id, $2, $3
         FROM person
         WHERE id = $4
           AND email = $5",
    )
    .bind(token.hash())
    .bind(at.0)
    .bind(at.plus_seconds(SECONDS).0)
    .bind(person.to_string())
    .bind(email)
    .execute(run)
    .await?;
    Ok(linked.rows_affected() > 0)
}

/// Whether a link is still good.
pub async fn is_open(store: &Store, token: &Token) -> Result<bool> {
    Ok(open_link(store, token).await?.is_some())
}

/// Sets the new password, ends all open sessions of the person, and signs in.
pub async fn set(store: &Store, token: &Token, chosen: String) -> Result<Token> {
    let (person, email) = open_link(store, token)
        .await?
        .ok_or(Error::Refused(Refusal::NotFound))?;
    let stored = secret::hash_password(chosen).await?;
    let mut tx = dialect::begin_write(store, &person.to_string()).await?;
    // Looked at again now that nobody else can use it.
    if find(&mut tx, store, token).await?.is_none() {
        return Err(Refusal::NotFound.into());
    }
    // One new password is enough: the person's other links are worth nothing any more.
    close(&mut tx, person, store.clock().now()).await?;
    password::set(&mut tx, person, &stored).await?;
    session::end_all(&mut tx, person).await?;
    tx.commit().await?;
    // Whoever guessed at the old one guessed at nothing.
    throttle::forget(store, &throttle::account(&email)).await?;
    session::open(store, person).await
}

/// Makes all of a person's links worth nothing.
pub(super) async fn close(run: &mut AnyConnection, person: PersonId, at: Moment) -> Result<()> {
    sqlx::query(
        "UPDATE password_reset
         SET used_at = $2
         WHERE person_id = $1
           AND used_at IS NULL",
    )
    .bind(person.to_string())
    .bind(at.0)
    .execute(run)
    .await?;
    Ok(())
}

async fn open_link(store: &Store, token: &Token) -> Result<Option<(PersonId, String)>> {
    let mut run = store.pool().acquire().await?;
    find(&mut run, store, token).await
}

/// Whose link it is, and their address.
async fn find(
    run: &mut AnyConnection,
    store: &Store,
    token: &Token,
) -> Result<Option<(PersonId, String)>> {
    let found: Option<(String, String)> = sqlx::query_as(
        "SELECT password_reset.person_id, person.email
         FROM password_reset
         JOIN person ON person.id = password_reset.person_id
         WHERE password_reset.token_hash = $1
           AND password_reset.used_at IS NULL
           AND password_reset.expires_at > $2",
    )
    .bind(token.hash())
    .bind(store.clock().now().0)
    .fetch_optional(run)
    .await?;
    found
        .map(|(person, email)| Ok((row::parse("password_reset.person_id", &person)?, email)))
        .transpose()
}
