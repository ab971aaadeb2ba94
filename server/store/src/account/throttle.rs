//! Tries are counted, so that nobody guesses passwords, floods somebody with mail or fills the database.

use crate::{Result, Store};

/// A count is forgotten after so long.
const SECONDS: i64 = 900;

/// Where an account's failures are counted.
pub(super) fn account(email: &str) -> String {
    format!("account {email}")
}

/// Counts a try, and tells how many there were lately.
pub(crate) async fn count(store: &Store, bucket: &str) -> Result<i64> {
    let now = store.clock().now().0;
    let tries = sqlx::query_scalar(
        "INSERT INTO throttle (bucket, failures, since)
         VALUES ($1, 1, $2)
         ON CONFLICT (bucket) DO UPDATE
         SET failures = CASE WHEN throttle.since > $3 THEN throttle.failures + 1 ELSE 1 END,
             since = CASE WHEN throttle.since > $3 THEN throttle.since ELSE $2 END
         RETURNING failures",
    )
    .bind(bucket)
    .bind(now)
    .bind(now - SECONDS)
    .fetch_one(store.writer())
    .await?;
    if tries == 1 {
        // Whoever comes with ever new names makes no more rows than a quarter of an hour has.
        forget_old(store).await?;
    }
    Ok(tries)
}

/// Takes one try back: it was no failure.
pub(super) async fn take_back(store: &Store, bucket: &str) -> Result<()> {
    sqlx::query(
        "UPDATE throttle
         SET failures = failures - 1
         WHERE bucket = $1",
    )
    .bind(bucket)
    .execute(store.writer())
    .await?;
    Ok(())
}

/// Forgets what was counted here.
pub(super) async fn forget(store: &Store, bucket: &str) -> Result<()> {
    sqlx::query(
        "DELETE FROM throttle
         WHERE bucket = $1",
    )
    .bind(bucket)
    .execute(store.writer())
    .await?;
    Ok(())
}

async fn forget_old(store: &Store) -> Result<()> {
    sqlx::query(
        "DELETE FROM throttle
         WHERE since <= $1",
    )
    .bind(store.clock().now().0 - SECONDS)
    .execute(store.writer())
    .await?;
    Ok(())
}
