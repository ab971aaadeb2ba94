//! What a member changes of their own account, in whichever of their schools they are.

use shared::{account::right::CanLook, refusal::Refusal};

use super::{
    super::session::{self, Again},
    Details, details, edited,
};
use crate::{Desk, Result};

/// Changes what a person is called, everywhere.
pub async fn rename(desk: &Desk<CanLook>, name: String, version: i64) -> Result<()> {
    let mut tx = desk.begin().await?;
    tx.wait_for(desk.who().person).await?;
    let before = edited(&mut tx, desk.school(), desk.who().member, version).await?;
    let details = Details {
        name,
        initials: before.listed.initials.clone(),
        email: before.listed.email.clone(),
    };
    details::save(desk, &mut tx, &before, details).await?;
    tx.commit().await
}

/// Another address for one's account.
#[derive(Clone, Debug)]
pub struct Move {
    /// Where mail reaches the person from now on, and what they sign in as.
    pub email: String,
    /// Their password: whoever could change the address alone could have a new one sent to it.
    pub password: Again,
    /// The version that the edit started from.
    pub version: i64,
}

/// Moves a person's account to another address.
pub async fn move_to(desk: &Desk<CanLook>, to: Move) -> Result<()> {
    let person = desk.who().person;
    let proven = session::prove_again(desk.store(), person, to.password, "password").await?;
    let mut tx = desk.begin().await?;
    tx.wait_for(person).await?;
    let before = edited(&mut tx, desk.school(), desk.who().member, to.version).await?;
    let still = session::still(tx.run(), proven).await?;
    still.ok_or(Refusal::Stale)?;
    let details = Details {
        name: before.listed.name.clone(),
        initials: before.listed.initials.clone(),
        email: to.email,
    };
    details::save(desk, &mut tx, &before, details).await?;
    tx.commit().await
}
