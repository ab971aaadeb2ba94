//! Mail on its way out.

use shared::moment::Moment;
use sqlx::AnyConnection;
use uuid::Uuid;

use crate::Result;

/// A mail to be sent.
pub(super) struct Mail<'a> {
    pub id: Uuid,
    pub at: Moment,
    pub address: &'a str,
    pub subject: &'a str,
    pub body: &'a str,
}

/// Lays a mail in the outbox.
pub(super) async fn post(run: &mut AnyConnection, mail: Mail<'_>) -> Result<()> {
    let Mail {
        id,
        at,
        address,
        subject,
        body,
    } = mail;
    sqlx::query(
        "INSERT INTO outbox (id, address, subject, body, created_at)
         VALUES ($1, $2, $3, $4, $5)",
    )
    .bind(id.to_string())
    .bind(address)
    .bind(subject)
    .bind(body)
    .bind(at.0)
    .execute(run)
    .await?;
    tracing::info!(to = address, subject, body, "mail in the outbox");
    Ok(())
}
