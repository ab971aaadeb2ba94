//! A link to choose a new password, for a member who can't get at their mail.

use shared::{
    account::right::CanKeepPeople,
    id::{MemberId, PersonId},
    refusal::Refusal,
};

use super::{super::reset, details::ensure_of_school, edited};
use crate::{Desk, Result, Token, event::Noun, row};

/// Makes the link, for handing over in person. An account is its person's: nobody gets one for somebody whom another
/// school knows, nor for themselves, who can change their password with the one they have.
pub async fn relink(desk: &Desk<CanKeepPeople>, id: MemberId, version: i64) -> Result<Token> {
    let token = Token::new()?;
    let mut tx = desk.begin().await?;
    let person = edited(&mut tx, desk.school(), id, version).await?.person_id;
    let person: PersonId = row::parse("member.person_id", &person)?;
    // No other school may come to know them, and their address may not change, while the link is made.
    tx.wait_for(person).await?;
    let found = edited(&mut tx, desk.school(), id, version).await?;
    ensure_of_school(desk, id, &found)?;
    let at = tx.at;
    reset::close(tx.run(), person, at).await?;
    if !reset::write(tx.run(), &token, person, &found.listed.email, at).await? {
        return Err(Refusal::Stale.into());
    }
    tx.note(Noun::Member, id, "relinked").await?;
    tx.commit().await?;
    Ok(token)
}
