//! What was typed into a form that had mistakes, kept for its next showing. Never secrets.

use shared::{form::Problems, id::FormStateId};
use std::collections::BTreeMap;

use crate::{Result, Store, row};

/// Kept this long: enough to read the page and mend the form.
const SECONDS: i64 = 3_600;

/// A form as it was sent, and what was wrong with it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FormState {
    /// What was typed, by field name; a field may come several times.
    pub fields: BTreeMap<String, Vec<String>>,
    /// What was wrong.
    pub problems: Problems,
}

/// Keeps a form for its next showing.
pub async fn keep(store: &Store, form: &FormState) -> Result<FormStateId> {
    let id: FormStateId = store.clock().id();
    let now = store.clock().now();
    sqlx::query(
        "DELETE FROM form_state
         WHERE expires_at < $1",
    )
    .bind(now.0)
    .execute(store.writer())
    .await?;
    sqlx::query(
        "INSERT INTO form_state (id, fields, problems, expires_at)
         VALUES ($1, $2, $3, $4)",
    )
    .bind(id.to_string())
    .bind(row::to_json(&form.fields)?)
    .bind(row::to_json(&form.problems)?)
    .bind(now.plus_seconds(SECONDS).0)
    .execute(store.writer())
    .await?;
    Ok(id)
}

/// Finds a kept form; one that has expired is gone.
pub async fn find(store: &Store, id: FormStateId) -> Result<Option<FormState>> {
    let found: Option<(String, String)> = sqlx::query_as(
        "SELECT fields, problems
         FROM form_state
         WHERE id = $1
           AND expires_at >= $2",
    )
    .bind(id.to_string())
    .bind(store.clock().now().0)
    .fetch_optional(store.pool())
    .await?;
    found
        .map(|(fields, problems)| {
            Ok(FormState {
                fields: row::json("form_state.fields", &fields)?,
                problems: row::json("form_state.problems", &problems)?,
            })
        })
        .transpose()
}
