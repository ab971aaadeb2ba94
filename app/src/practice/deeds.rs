//! What the forms of the network post to.

use serde::Deserialize;
use shared::{
    account::right::CanShare,
    form::{self, Problems},
    id::PracticeId,
    practice::Outcome,
};
use store::practice::{self, Trial};

use crate::{
    path::Path,
    web::{At, Done, Enter, Failed, Idempotency as _, Sent},
};

/// What the forms send.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct TrialSent {
    outcome: String,
    comment: String,
}

impl TrialSent {
    fn parse(&self) -> Result<Trial, Problems> {
        let mut problems = Problems::default();
        let outcome = problems.take("outcome", form::choice(&self.outcome, Outcome::from_code));
        let comment = problems.take("comment", form::optional_text(&self.comment, 1_000));
        match (outcome, comment) {
            (Some(outcome), Some(comment)) => Ok(Trial {
                outcome,
                comment: comment.unwrap_or_default(),
            }),
            _ => Err(problems),
        }
    }
}

/// Adopts a shared practical as the school's own.
pub async fn create_adoption(
    Enter(desk): Enter<CanShare>,
    At(id): At<PracticeId>,
    sent: Sent<TrialSent>,
) -> Result<Done, Failed> {
    let adopted = sent
        .accepted(practice::adopt(&desk.once(&sent), id).await)
        .await?;
    Ok(Done::to(&Path::Practical(adopted))
        .saying("It is yours now. Its risk note is a draft: read it, then submit it for approval."))
}

/// Says how a shared practical went.
pub async fn create_trial(
    Enter(desk): Enter<CanShare>,
    At(id): At<PracticeId>,
    sent: Sent<TrialSent>,
) -> Result<Done, Failed> {
    let trial = sent.valid(sent.form.parse()).await?;
    sent.accepted(practice::say(&desk.once(&sent), id, &trial).await)
        .await?;
    Ok(Done::to(&Path::Practice(id)).saying("Thank you: they read it."))
}

/// Stops sharing a practical of the school.
pub async fn create_withdrawal(
    Enter(desk): Enter<CanShare>,
    At(id): At<PracticeId>,
    sent: Sent<TrialSent>,
) -> Result<Done, Failed> {
    sent.accepted(practice::withdraw(&desk.once(&sent), id).await)
        .await?;
    Ok(Done::to(&Path::Network).saying("It is no longer shared. What others adopted is theirs."))
}
