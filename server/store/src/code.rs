//! What is printed on labels: short codes, unique on the server.

use shared::{account::Grant, code::Code};

use crate::{Desk, Error, Fault, Result, Tx, event::Noun, secret};

/// Gives a subject its code. Collisions are one in 2³⁵ per code already given; a few tries end them.
pub(crate) async fn give(tx: &mut Tx, noun: Noun, subject: impl std::fmt::Display) -> Result<Code> {
    let subject = subject.to_string();
    for _ in 0..8 {
        let code = Code::from_random(u64::from_le_bytes(secret::random::<8>()?));
        let school = tx.school_key();
        let given = sqlx::query(
            "INSERT INTO code (code, school_id, noun, subject_id)
             VALUES ($1, $2, $3, $4)
             ON CONFLICT (code) DO NOTHING",
        )
        .bind(code.plain())
        .bind(school)
        .bind(noun.code())
        .bind(&subject)
        .execute(tx.run())
        .await?;
        if given.rows_affected() == 1 {
            return Ok(code);
        }
    }
    Err(Error::Fault(Fault::Other(
        "no free code in eight tries".to_owned(),
    )))
}

/// What a code stands for in this school: the noun's stable name and the subject's id.
pub async fn find<R: Grant>(desk: &Desk<R>, code: Code) -> Result<Option<(String, String)>> {
    let found = sqlx::query_as(
        "SELECT noun, subject_id
         FROM code
         WHERE school_id = $1
           AND code = $2",
    )
    .bind(desk.school_key())
    .bind(code.plain())
    .fetch_optional(desk.pool())
    .await?;
    Ok(found)
}
