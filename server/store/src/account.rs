//! People: members of schools, sign-in, invitations, forgotten passwords.

pub mod invitation;
mod mail;
pub mod member;
pub mod password;
pub mod reset;
pub mod session;
pub(crate) mod throttle;

use shared::{id::PersonId, moment::Moment};

use crate::{Result, Tx, row};

/// A person about to be written down.
pub(crate) struct NewPerson {
    pub email: String,
    pub name: String,
    /// Their password in its stored form; none until they choose one.
    pub password: Option<String>,
}

/// The person who has this address. Whoever is there already keeps their name and password: only they themselves, by a
/// mail to their own address, choose another.
pub(crate) async fn person_of_address(tx: &mut Tx, new: NewPerson) -> Result<PersonId> {
    let email = new.email.clone();
    if let Some(person) = write_down(tx, new).await? {
        return Ok(person);
    }
    let known: String = sqlx::query_scalar(
        "SELECT id
         FROM person
         WHERE email = $1",
    )
    .bind(email)
    .fetch_one(tx.run())
    .await?;
    row::parse("person.id", &known)
}

/// Writes a person down; nobody when somebody has this address already.
async fn write_down(tx: &mut Tx, new: NewPerson) -> Result<Option<PersonId>> {
    let id: PersonId = tx.id();
    let Moment(now) = tx.at;
    let written = sqlx::query(
        "INSERT INTO person (id, email, name, password, created_at)
         VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (email) DO NOTHING",
    )
    .bind(id.to_string())
    .bind(new.email)
    .bind(new.name)
    .bind(new.password)
    .bind(now)
    .execute(tx.run())
    .await?;
    Ok((written.rows_affected() == 1).then_some(id))
}
