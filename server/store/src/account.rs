//! People: members of schools, sign-in, invitations, forgotten passwords.

pub mod invitation;
pub mod member;
pub mod reset;
pub mod session;
mod throttle;

use shared::{id::PersonId, moment::Moment};
use sqlx::AnyConnection;

use crate::{Result, Tx, secret};

/// A person about to be written down.
pub(crate) struct NewPerson {
    pub email: String,
    pub name: String,
    /// None until they choose one.
    pub password: Option<String>,
}

/// Writes a person down, or finds the one who has this address already. A password that was chosen before stays.
pub(crate) async fn person_of_address(tx: &mut Tx, new: NewPerson) -> Result<PersonId> {
    let known: Option<(String, Option<String>)> = sqlx::query_as(
        "SELECT id, password
         FROM person
         WHERE email = $1",
    )
    .bind(&new.email)
    .fetch_optional(tx.run())
    .await?;
    if let Some((id, chosen)) = known {
        let id = crate::row::parse("person.id", &id)?;
        if let (None, Some(password)) = (chosen, new.password) {
            let stored = secret::hash_password(password).await?;
            set_password(tx.run(), id, &stored).await?;
        }
        return Ok(id);
    }
    let id: PersonId = tx.id();
    let password = match new.password {
        Some(password) => Some(secret::hash_password(password).await?),
        None => None,
    };
    let Moment(now) = tx.at;
    sqlx::query(
        "INSERT INTO person (id, email, name, password, created_at)
         VALUES ($1, $2, $3, $4, $5)",
    )
    .bind(id.to_string())
    .bind(new.email)
    .bind(new.name)
    .bind(password)
    .bind(now)
    .execute(tx.run())
    .await?;
    Ok(id)
}

/// Gives a person a password, in its stored form.
async fn set_password(run: &mut AnyConnection, person: PersonId, stored: &str) -> Result<()> {
    sqlx::query(
        "UPDATE person
         SET password = $2
         WHERE id = $1",
    )
    .bind(person.to_string())
    .bind(stored)
    .execute(run)
    .await?;
    Ok(())
}
