//! How a shared practical went elsewhere. The publishing school reads all of it; others read the counts.

use shared::{
    account::{Grant, right::CanShare},
    id::PracticeId,
    moment::Moment,
    practice::Outcome,
    refusal::Refusal,
};

use super::find;
use crate::{Desk, Result, event::Noun, row};

/// What a school says of a practical that it tried.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Trial {
    /// How it went.
    pub outcome: Outcome,
    /// What the other school should know.
    pub comment: String,
}

/// What was said, by which school, when. The person is not named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// The school.
    pub school: String,
    /// What it said.
    pub trial: Trial,
    /// When.
    pub at: Moment,
    /// Whether it was this school.
    pub is_own: bool,
}

/// Says how a shared practical went; said once more, it takes the place of what was said before.
pub async fn say(desk: &Desk<CanShare>, id: PracticeId, trial: &Trial) -> Result<()> {
    let practice = find(desk, id).await?.listed;
    if practice.is_own {
        return Err(Refusal::InUse("it is your own school’s".to_owned()).into());
    }
    let mut tx = desk.begin().await?;
    let (school, at) = (tx.school_key(), tx.at.0);
    let before: Option<(String, String)> = sqlx::query_as(
        "SELECT outcome, comment
         FROM trial
         WHERE practice_id = $1
           AND school_id = $2",
    )
    .bind(id.to_string())
    .bind(&school)
    .fetch_optional(tx.run())
    .await?;
    let before = before.map(|told| read(&told)).transpose()?;
    sqlx::query(
        "INSERT INTO trial (practice_id, school_id, outcome, comment, at)
         VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (practice_id, school_id) DO UPDATE
         SET outcome = $3, comment = $4, at = $5",
    )
    .bind(id.to_string())
    .bind(school)
    .bind(trial.outcome.code())
    .bind(&trial.comment)
    .bind(at)
    .execute(tx.run())
    .await?;
    tx.record(Noun::Practice, id, "tried", before.as_ref(), Some(trial))
        .await?;
    tx.commit().await
}

fn read((outcome, comment): &(String, String)) -> Result<Trial> {
    Ok(Trial {
        outcome: row::named("trial.outcome", outcome, Outcome::from_code)?,
        comment: comment.clone(),
    })
}

/// What was said of a practice, the latest first: all of it for the school that published it, else one's own.
pub async fn trials<R: Grant>(desk: &Desk<R>, id: PracticeId) -> Result<Vec<Told>> {
    let rows: Vec<(String, String, String, i64, i64)> = sqlx::query_as(
        "SELECT school.name, trial.outcome, trial.comment, trial.at,
                CASE WHEN trial.school_id = $1 THEN 1 ELSE 0 END
         FROM trial
         JOIN practice ON practice.id = trial.practice_id
         JOIN school ON school.id = trial.school_id
         WHERE trial.practice_id = $2
           AND (practice.origin_school_id = $1 OR trial.school_id = $1)
         ORDER BY trial.at DESC, trial.school_id",
    )
    .bind(desk.school_key())
    .bind(id.to_string())
    .fetch_all(desk.pool())
    .await?;
    rows.into_iter()
        .map(|(school, outcome, comment, at, is_own)| {
            Ok(Told {
                school,
                trial: read(&(outcome, comment))?,
                at: Moment(at),
                is_own: is_own != 0,
            })
        })
        .collect()
}
