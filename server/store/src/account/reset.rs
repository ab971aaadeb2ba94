//! A forgotten password is reset by a one-time link.

use shared::{id::PersonId, refusal::Refusal};

use super::session;
use crate::{Error, Result, Store, Token, row, secret};

/// A link is good for so long.
const SECONDS: i64 = 3_600;

/// Sends a link when the address is known; the answer is the same when it is not.
pub async fn ask(store: &Store, email: &str, link: impl Fn(&Token) -> String) -> Result<()> {
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
    .execute(store.pool())
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
    .execute(store.pool())
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
    let used = sqlx::query(
        "UPDATE password_reset
         SET used_at = $2
         WHERE token_hash = $1
           AND used_at IS NULL",
    )
    .bind(token.hash())
    .bind(store.clock().now().0)
    .execute(&mut *tx)
    .await?;
    if used.rows_affected() == 0 {
        return Err(Refusal::NotFound.into());
    }
    sqlx::query(
        "UPDATE person
         SET password = $2
         WHERE id = $1",
    )
    .bind(person.to_string())
    .bind(stored)
    .execute(&mut *tx)
    .await?;
    session::end_all(&mut tx, person).await?;
    tx.commit().await?;
    session::open(store, person).await
}

async fn person(store: &Store, token: &Token) -> Result<Option<PersonId>> {
    let found: Option<String> = sqlx::query_scalar(
        "SELECT person_id
         FROM password_reset
         WHERE token_hash = $1
           AND used_at IS NULL
           AND expires_at > $2",
    )
    .bind(token.hash())
    .bind(store.clock().now().0)
    .fetch_optional(store.pool())
    .await?;
    row::parse_optional("password_reset.person_id", found.as_deref())
}
