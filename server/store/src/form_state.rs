//! What was typed into a form that had mistakes, kept for its next showing. Never secrets.

use shared::{form::Problems, id::FormStateId};
use sqlx::AnyConnection;
use std::collections::BTreeMap;

use crate::{Result, Store, Token, account::throttle, dialect, row};

/// Kept this long: enough to read the page and mend the form.
const SECONDS: i64 = 3_600;
/// So much of a member's form is kept …
const MOST_BYTES: usize = 64 * 1024;
/// … and of a guest's: a name and an address.
const MOST_GUEST_BYTES: usize = 4 * 1024;
/// So many forms of one sender are kept.
const MOST_FORMS: i64 = 20;
/// So many guests' forms are kept from one network address in a quarter of an hour.
const MOST_BY_ADDRESS: i64 = 200;

/// A form as it was sent, and what was wrong with it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FormState {
    /// Which form of its page it is: where it posts to.
    pub action: String,
    /// What was typed, by field name; a field may come several times.
    pub fields: BTreeMap<String, Vec<String>>,
    /// What was wrong.
    pub problems: Problems,
}

/// Who sent a form: nobody else sees what was typed.
#[derive(Clone, Debug)]
pub enum Sender {
    /// Who has this session.
    Signed(Token),
    /// Whose browser was given this token.
    Guest {
        /// The token.
        token: Token,
        /// Where the request comes from, for the throttle.
        address: String,
    },
}

impl Sender {
    fn token(&self) -> &Token {
        match self {
            Self::Signed(token) | Self::Guest { token, .. } => token,
        }
    }

    const fn most_bytes(&self) -> usize {
        match self {
            Self::Signed(_) => MOST_BYTES,
            Self::Guest { .. } => MOST_GUEST_BYTES,
        }
    }
}

/// Keeps a form for its next showing; nothing where it is too large, or strangers have sent too many.
pub async fn keep(store: &Store, sender: &Sender, form: &FormState) -> Result<Option<FormStateId>> {
    let (fields, problems) = (row::to_json(&form.fields)?, row::to_json(&form.problems)?);
    if form.action.len() + fields.len() + problems.len() > sender.most_bytes() {
        return Ok(None);
    }
    if let Sender::Guest { address, .. } = sender
        && throttle::count(store, &format!("form {address}")).await? > MOST_BY_ADDRESS
    {
        return Ok(None);
    }
    let id: FormStateId = store.clock().id();
    let now = store.clock().now();
    let owner = sender.token().hash();
    let mut tx = dialect::begin_write(store, &owner).await?;
    sqlx::query(
        "INSERT INTO form_state (id, owner, action, fields, problems, expires_at)
         VALUES ($1, $2, $3, $4, $5, $6)",
    )
    .bind(id.to_string())
    .bind(&owner)
    .bind(&form.action)
    .bind(fields)
    .bind(problems)
    .bind(now.plus_seconds(SECONDS).0)
    .execute(&mut *tx)
    .await?;
    forget(&mut tx, &owner, now.0).await?;
    tx.commit().await?;
    Ok(Some(id))
}

/// Forgets whatever has expired, and of the owner's forms all but the latest.
async fn forget(run: &mut AnyConnection, owner: &str, now: i64) -> Result<()> {
    sqlx::query(
        "DELETE FROM form_state
         WHERE expires_at < $1
            OR owner = $2
               AND id NOT IN (
                   SELECT id
                   FROM form_state
                   WHERE owner = $2
                   ORDER BY id DESC
                   LIMIT $3
               )",
    )
    .bind(now)
    .bind(owner)
    .bind(MOST_FORMS)
    .execute(run)
    .await?;
    Ok(())
}

/// Finds a form that was kept for this session's or guest's token; one that has expired is gone.
pub async fn find(store: &Store, token: &Token, id: FormStateId) -> Result<Option<FormState>> {
    let found: Option<(String, String, String)> = sqlx::query_as(
        "SELECT action, fields, problems
         FROM form_state
         WHERE id = $1
           AND owner = $2
           AND expires_at >= $3",
    )
    .bind(id.to_string())
    .bind(token.hash())
    .bind(store.clock().now().0)
    .fetch_optional(store.pool())
    .await?;
    found
        .map(|(action, fields, problems)| {
            Ok(FormState {
                action,
                fields: row::json("form_state.fields", &fields)?,
                problems: row::json("form_state.problems", &problems)?,
            })
        })
        .transpose()
}
