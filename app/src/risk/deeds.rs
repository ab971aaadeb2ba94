//! What the forms of risk notes post to.

use serde::Deserialize;
use shared::{
    account::right::{CanApproveRisk, CanWritePracticals},
    form::{self, Problem, Problems},
    id::PracticalId,
    moment::Day,
    practical::{EyeProtection, ResidualRisk, RiskText},
    risk::last_review,
};
use store::risk::{self, Draft, Then};

use crate::{
    path::Path,
    web::{At, Done, Enter, Failed, Idempotency as _, Sent},
};

/// What the writing form sends. Each line of a text is a sentence.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct NoteSent {
    from: String,
    hazards: String,
    controls: String,
    emergency: String,
    disposal: String,
    references: String,
    eye_protection: String,
    fume_cupboard: String,
    residual: String,
    act: String,
}

impl NoteSent {
    fn parse(&self) -> Result<RiskText, Problems> {
        let mut problems = Problems::default();
        let hazards = problems.take("hazards", some_lines(&self.hazards));
        let controls = problems.take("controls", some_lines(&self.controls));
        let emergency = problems.take("emergency", lines(&self.emergency));
        let disposal = problems.take("disposal", lines(&self.disposal));
        let references = problems.take("references", lines(&self.references));
        let eyes = form::choice(&self.eye_protection, EyeProtection::from_code);
        let eyes = problems.take("eye_protection", eyes);
        let left = form::choice(&self.residual, ResidualRisk::from_code);
        let left = problems.take("residual", left);
        let text = || {
            Some(RiskText {
                hazards: hazards?,
                controls: controls?,
                emergency: emergency?,
                disposal: disposal?,
                references: references?,
                eye_protection: eyes?,
                fume_cupboard: !self.fume_cupboard.is_empty(),
                residual: left?,
            })
        };
        text().ok_or(problems)
    }
}

/// The most a part of a note may hold, so that it stays one sheet.
const MOST: usize = 3_000;

fn lines(typed: &str) -> Result<Vec<String>, Problem> {
    if typed.chars().count() > MOST {
        return Err(Problem::TooLong { most: MOST });
    }
    let sentences = typed
        .lines()
        .map(|line| line.trim().trim_start_matches("- ").to_owned());
    Ok(sentences.filter(|line| !line.is_empty()).collect())
}

fn some_lines(typed: &str) -> Result<Vec<String>, Problem> {
    let lines = lines(typed)?;
    if lines.is_empty() {
        return Err(Problem::Missing);
    }
    Ok(lines)
}

/// Writes a new version, and submits it where that button was pressed.
pub async fn create_version(
    Enter(desk): Enter<CanWritePracticals>,
    At(id): At<PracticalId>,
    sent: Sent<NoteSent>,
) -> Result<Done, Failed> {
    let text = sent.valid(sent.form.parse()).await?;
    let from = sent.form.from.parse().unwrap_or(0);
    let desk = desk.once(&sent);
    let then = if sent.form.act == "submit" {
        Then::Submit
    } else {
        Then::Keep
    };
    let written = risk::write(&desk, id, Draft { from, text }, then).await;
    let n = sent.accepted(written).await?;
    Ok(Done::to(&Path::RiskNote(id)).saying(match then {
        Then::Submit => "Saved and submitted for approval.".to_owned(),
        Then::Keep => format!("Saved as version {n}, a draft."),
    }))
}

/// What a step sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct StepSent {
    version: String,
    review_on: String,
    reason: String,
}

impl StepSent {
    fn number(&self) -> u32 {
        self.version.parse().unwrap_or(0)
    }
}

/// Submits the latest version for approval.
pub async fn create_submission(
    Enter(desk): Enter<CanWritePracticals>,
    At(id): At<PracticalId>,
    sent: Sent<StepSent>,
) -> Result<Done, Failed> {
    let n = sent.form.number();
    sent.accepted(risk::submit(&desk.once(&sent), id, n).await)
        .await?;
    Ok(Done::to(&Path::RiskNote(id)).saying("Submitted for approval."))
}

/// A day that a note can be reviewed on: ahead, and not so far that nobody ever would.
fn review_day(day: Day, today: Day) -> Result<Day, Problem> {
    let last = last_review(today);
    match day {
        day if day <= today => Err(Problem::NotAhead),
        day if day > last => Err(Problem::TooLate { last }),
        day => Ok(day),
    }
}

/// Approves the latest version until its review.
pub async fn create_approval(
    Enter(desk): Enter<CanApproveRisk>,
    At(id): At<PracticalId>,
    sent: Sent<StepSent>,
) -> Result<Done, Failed> {
    let review = form::day(&sent.form.review_on).and_then(|day| review_day(day, desk.today()));
    let review = review.map_err(|problem| Problems::one("review_on", problem));
    let review = sent.valid(review).await?;
    let n = sent.form.number();
    sent.accepted(risk::approve(&desk.once(&sent), id, n, review).await)
        .await?;
    Ok(Done::to(&Path::RiskNote(id)).saying("Approved. Orders carry this version from now on."))
}

/// Sends the latest version back with a reason.
pub async fn create_return(
    Enter(desk): Enter<CanApproveRisk>,
    At(id): At<PracticalId>,
    sent: Sent<StepSent>,
) -> Result<Done, Failed> {
    let reason = form::text(&sent.form.reason, 500);
    let reason = reason.map_err(|problem| Problems::one("reason", problem));
    let reason = sent.valid(reason).await?;
    let n = sent.form.number();
    sent.accepted(risk::send_back(&desk.once(&sent), id, n, reason).await)
        .await?;
    Ok(Done::to(&Path::RiskNote(id)).saying("Sent back with your reason."))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_line_is_a_sentence_and_hyphens_are_not_kept() {
        assert_eq!(
            lines(" - Goggles.\n\nStand up. "),
            Ok(vec!["Goggles.".to_owned(), "Stand up.".to_owned()])
        );
        assert_eq!(some_lines(" \n"), Err(Problem::Missing));
    }

    #[test]
    fn a_review_lies_ahead_and_not_too_far() {
        let day = |typed| form::day(typed).unwrap();
        let today = day("24/11/2026");
        assert_eq!(review_day(today, today), Err(Problem::NotAhead));
        assert!(review_day(day("24/11/2031"), today).is_ok());
        let last = day("24/11/2031");
        assert_eq!(
            review_day(day("24/11/2126"), today),
            Err(Problem::TooLate { last })
        );
    }
}
