//! A forgotten password is reset by a one-time link.

use shared::{id::PersonId, refusal::Refusal};

use sqlx::AnyConnection;

use super::{session, set_password, throttle};
use crate::{Error, Result, Store, Token, row, secret};

/// A link is good for so long.
const SECONDS: i64 = 3_600;
/// So many links go to one address in a quarter of an hour, whoever asks for them.
const MOST_MAILS: i64 = 5;

/// Sends a link when the address is known; the answer is the same when it is not.
pub async fn ask(store: &Store, email: &str, link: impl Fn(&Token) -> String) -> Result<()> {
    if throttle::count(store, &format!("mail {email}")).await? > MOST_MAILS {
        return Ok(());
    }
    let token = Token::new()?;
    let now = store.clock().now();
    let asked = sqlx::query(
        "INSERT INTO password_reset (token_hash, person_id, created_at, expires_at)
         SELECT $1, id, $3, $4
         FROM person
         WHERE email = $2",
    )
    .bind(token.hash())
    .bind(email)
    .bind(now.0)
    .bind(now.plus_seconds(SECONDS).0)
    .execute(store.writer())
    .await?;
    if asked.rows_affected() == 0 {
        return Ok(());
    }
    let body = format!(
        "Somebody asked for a new Trolley password for this address. If it was you, follow this link within \
         an hour:\n\n{}\n\nIf not, nothing has changed.\n",
        link(&token)
    );
    let id: uuid::Uuid = store.clock().id();
    sqlx::query(
        "INSERT INTO outbox (id, address, subject, body, created_at)
         VALUES ($1, $2, $3, $4, $5)",
    )
    .bind(id.to_string())
    .bind(email)
    .bind("A new Trolley password")
    .bind(&body)
    .bind(now.0)
    .execute(store.writer())
    .await?;
    tracing::info!(to = email, body, "mail in the outbox");
    Ok(())
}

/// Whether a link is still good.
pub async fn is_open(store: &Store, token: &Token) -> Result<bool> {
    Ok(person(store, token).await?.is_some())
}

/// Sets the new password, ends all open sessions of the person, and signs in.
pub async fn set(store: &Store, token: &Token, password: String) -> Result<Token> {
    let person = person(store, token)
        .await?
        .ok_or(Error::Refused(Refusal::NotFound))?;
    let stored = secret::hash_password(password).await?;
    let mut tx = crate::dialect::begin_write(store, &person.to_string()).await?;
    // Looked at again now that nobody else can use it.
    if find(&mut tx, store, token).await?.is_none() {
        return Err(Refusal::NotFound.into());
    }
    // One new password is enough: the person's other links are worth nothing any more.
    sqlx::query(
        "UPDATE password_reset
         SET used_at = $2
         WHERE person_id = $1
           AND used_at IS NULL",
    )
    .bind(person.to_string())
    .bind(store.clock().now().0)
    .execute(&mut *tx)
    .await?;
    set_password(&mut tx, person, &stored).await?;
    session::end_all(&mut tx, person).await?;
    tx.commit().await?;
    session::open(store, person).await
}

async fn person(store: &Store, token: &Token) -> Result<Option<PersonId>> {
    let mut run = store.pool().acquire().await?;
    find(&mut run, store, token).await
}

async fn find(run: &mut AnyConnection, store: &Store, token: &Token) -> Result<Option<PersonId>> {
    let found: Option<String> = sqlx::query_scalar(
        "SELECT person_id
         FROM password_reset
         WHERE token_hash = $1
           AND used_at IS NULL
           AND expires_at > $2",
    )
    .bind(token.hash())
    .bind(store.clock().now().0)
    .fetch_optional(run)
    .await?;
    row::parse_optional("password_reset.person_id", found.as_deref())
}
