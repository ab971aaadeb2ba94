//! Passwords: what makes a good one, and changing one's own.

use shared::{
    account::right::CanLook,
    form::{Problem, Problems},
    id::PersonId,
    refusal::Refusal,
};
use sqlx::AnyConnection;

use super::{
    reset,
    session::{self, Again},
};
use crate::{Desk, Result, Token, event::Noun, secret};

/// Checks a new password: long enough, twice the same.
pub fn new_password(password: &str, again: &str) -> Result<String, Problems> {
    const LEAST: usize = 10;
    let mut problems = Problems::default();
    if password.chars().count() < LEAST {
        problems.add("password", Problem::TooShort { least: LEAST });
    }
    if password.len() > 200 {
        problems.add("password", Problem::TooLong { most: 200 });
    }
    if password != again {
        problems.add("again", Problem::Differs);
    }
    if problems.is_empty() {
        Ok(password.to_owned())
    } else {
        Err(problems)
    }
}

/// A new password in place of the one that a person has.
#[derive(Clone, Debug)]
pub struct Change {
    /// The one that they have, given once more.
    pub old: Again,
    /// The one that they choose.
    pub new: String,
}

/// Changes the password of who has this session. Their other sessions end, and links to choose one are worth nothing.
pub async fn change(desk: &Desk<CanLook>, here: &Token, change: Change) -> Result<()> {
    // The second of two taps would find the old password wrong.
    desk.ensure_first().await?;
    let person = desk.who().person;
    let proven = session::prove_again(desk.store(), person, change.old, "old").await?;
    let stored = secret::hash_password(change.new).await?;
    let mut tx = desk.begin().await?;
    tx.wait_for(person).await?;
    let still = session::still(tx.run(), proven).await?;
    still.ok_or(Refusal::Stale)?;
    let at = tx.at;
    reset::close(tx.run(), person, at).await?;
    set(tx.run(), person, &stored).await?;
    session::end_others(tx.run(), person, here).await?;
    tx.note(Noun::Member, desk.who().member, "password-changed")
        .await?;
    tx.commit().await
}

/// Gives a person a password, in its stored form.
pub(super) async fn set(run: &mut AnyConnection, person: PersonId, stored: &str) -> Result<()> {
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
