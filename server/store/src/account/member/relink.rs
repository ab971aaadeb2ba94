//! A link to choose a new password, for a member who can't get at their mail.

use shared::{account::right::CanKeepPeople, id::MemberId};

use super::{super::reset, details::ensure_of_school, edited};
use crate::{Desk, Result, Token, event::Noun, row};

/// Makes the link, for handing over in person. An account is its person's: nobody gets one for somebody whom another
/// school knows, nor for themselves, who can change their password with the one they have.
pub async fn relink(desk: &Desk<CanKeepPeople>, id: MemberId, version: i64) -> Result<Token> {
    let token = Token::new()?;
    let mut tx = desk.begin().await?;
    let found = edited(&mut tx, desk.school(), id, version).await?;
    ensure_of_school(desk, id, &found)?;
    let at = tx.at;
    let person = row::parse("member.person_id", &found.person_id)?;
    reset::close(tx.run(), person, at).await?;
    reset::write(tx.run(), &token, person, &found.listed.email, at).await?;
    tx.note(Noun::Member, id, "relinked").await?;
    tx.commit().await?;
    Ok(token)
}
