//! Risk notes: their versions, and the steps from a draft to an approved one.

use serde::{Deserialize, Serialize};

use crate::{
    id::MemberId,
    moment::{Day, Moment},
    practical::RiskText,
    refusal::Refusal,
};

/// Approval is asked for again this long before the review date.
pub const DUE_DAYS: u64 = 30;
/// A note is looked at again within so many years.
pub const REVIEW_YEARS: u32 = 5;

/// One version of a practical's risk note.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Version {
    /// Its number, from 1.
    pub n: u32,
    /// What it says.
    pub text: RiskText,
    /// Who wrote it; nobody of this school for what came with the starter library or from another school.
    pub author: Option<MemberId>,
    /// When.
    pub written_at: Moment,
    /// How it stands.
    pub standing: Standing,
}

/// How a version stands, with what is known of its last step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Standing {
    /// Being written.
    Draft,
    /// Waits for the head of science.
    Submitted {
        /// Since when.
        at: Moment,
    },
    /// Good for use until its review.
    Approved(Approval),
    /// The head of science wants it otherwise.
    SentBack {
        /// Who sent it back.
        by: MemberId,
        /// When.
        at: Moment,
        /// What is to be mended.
        reason: String,
    },
    /// A later version stands in its place; whoever approved it once is still known.
    Superseded(Option<Approval>),
}

/// Who approved a version, when, and until when it is good.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Approval {
    /// Who.
    pub by: MemberId,
    /// When.
    pub at: Moment,
    /// The day it is looked at anew.
    pub review_on: Day,
}

impl Approval {
    /// Whether its review is overdue on a day.
    pub fn has_lapsed(self, day: Day) -> bool {
        self.review_on < day
    }
}

/// The name of a standing without its step: for columns and filters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// [`Standing::Draft`].
    Draft,
    /// [`Standing::Submitted`].
    Submitted,
    /// [`Standing::Approved`].
    Approved,
    /// [`Standing::SentBack`].
    SentBack,
    /// [`Standing::Superseded`].
    Superseded,
}

impl State {
    /// Every state, in the order of a version's life.
    pub const ALL: [Self; 5] = [
        Self::Draft,
        Self::Submitted,
        Self::Approved,
        Self::SentBack,
        Self::Superseded,
    ];

    /// The stable name in the database.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Submitted => "submitted",
            Self::Approved => "approved",
            Self::SentBack => "sent-back",
            Self::Superseded => "superseded",
        }
    }

    /// The state of that stable name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }

    /// As pages say it.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Draft => "Draft",
            Self::Submitted => "Waiting for approval",
            Self::Approved => "Approved",
            Self::SentBack => "Sent back",
            Self::Superseded => "Superseded",
        }
    }
}

impl Standing {
    /// Which state this is.
    pub const fn state(&self) -> State {
        match self {
            Self::Draft => State::Draft,
            Self::Submitted { .. } => State::Submitted,
            Self::Approved(_) => State::Approved,
            Self::SentBack { .. } => State::SentBack,
            Self::Superseded(_) => State::Superseded,
        }
    }

    /// Hands a draft over for approval.
    pub fn submit(self, at: Moment) -> Result<Self, Refusal> {
        match self {
            Self::Draft => Ok(Self::Submitted { at }),
            other => Err(other.wrong_step()),
        }
    }

    /// Approves what was submitted.
    pub fn approve(self, approval: Approval) -> Result<Self, Refusal> {
        match self {
            Self::Submitted { .. } => Ok(Self::Approved(approval)),
            other => Err(other.wrong_step()),
        }
    }

    /// Sends what was submitted back with a reason.
    pub fn send_back(self, by: MemberId, at: Moment, reason: String) -> Result<Self, Refusal> {
        match self {
            Self::Submitted { .. } => Ok(Self::SentBack { by, at, reason }),
            other => Err(other.wrong_step()),
        }
    }

    /// How the latest version stands once a newer one is written: an approved one stays good until the newer
    /// is approved, one that waits for its decision is not overtaken.
    pub fn overtake(self) -> Result<Self, Refusal> {
        match self {
            Self::Draft | Self::SentBack { .. } => Ok(Self::Superseded(None)),
            Self::Approved(approval) => Ok(Self::Approved(approval)),
            Self::Superseded(approval) => Ok(Self::Superseded(approval)),
            Self::Submitted { .. } => Err(self.wrong_step()),
        }
    }

    /// Takes an approved version's place.
    pub fn replace(self) -> Result<Self, Refusal> {
        match self {
            Self::Approved(approval) => Ok(Self::Superseded(Some(approval))),
            other => Err(other.wrong_step()),
        }
    }

    fn wrong_step(&self) -> Refusal {
        Refusal::WrongStep {
            is: self.state().title().to_lowercase(),
        }
    }
}

/// Whether a review is due: within [`DUE_DAYS`] days, or past.
pub fn is_due(review_on: Day, today: Day) -> bool {
    last_due(today) >= review_on
}

/// The last review date that counts as due today.
pub fn last_due(today: Day) -> Day {
    today
        .checked_add_days(chrono::Days::new(DUE_DAYS))
        .unwrap_or(today)
}

/// The furthest day that a review can be put off to.
pub fn last_review(today: Day) -> Day {
    let last = today.checked_add_months(chrono::Months::new(REVIEW_YEARS * 12));
    last.unwrap_or(today)
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    const AT: Moment = Moment(1_795_000_000);

    fn approval() -> Approval {
        Approval {
            by: MemberId(Uuid::nil()),
            at: AT,
            review_on: "2027-11-24".parse().unwrap(),
        }
    }

    fn submitted() -> Standing {
        Standing::Draft.submit(AT).unwrap()
    }

    #[test]
    fn a_note_is_approved_only_after_it_was_submitted() {
        assert!(Standing::Draft.approve(approval()).is_err());
        let approved = submitted().approve(approval()).unwrap();
        assert_eq!(approved.state(), State::Approved);
        assert!(approved.clone().submit(AT).is_err());
        assert_eq!(
            approved.replace(),
            Ok(Standing::Superseded(Some(approval())))
        );
    }

    #[test]
    fn what_was_sent_back_says_why_and_is_written_anew() {
        let back = submitted()
            .send_back(approval().by, AT, "goggles".to_owned())
            .unwrap();
        assert_eq!(back.state(), State::SentBack);
        assert!(back.clone().approve(approval()).is_err());
        assert_eq!(back.overtake(), Ok(Standing::Superseded(None)));
    }

    #[test]
    fn what_waits_is_not_overtaken_and_what_is_approved_stays() {
        assert!(submitted().overtake().is_err());
        let approved = Standing::Approved(approval());
        assert_eq!(approved.clone().overtake(), Ok(approved));
    }

    #[test]
    fn a_review_is_put_off_by_five_years_at_most() {
        let of = |day: &str| last_review(day.parse().unwrap()).to_string();
        assert_eq!(of("2026-11-24"), "2031-11-24");
        assert_eq!(of("2028-02-29"), "2033-02-28");
    }

    #[test]
    fn a_review_is_due_a_month_ahead() {
        let review: Day = "2027-01-30".parse().unwrap();
        assert!(!is_due(review, "2026-12-30".parse().unwrap()));
        assert!(is_due(review, "2026-12-31".parse().unwrap()));
        assert!(is_due(review, "2027-03-01".parse().unwrap()));
    }

    #[test]
    fn codes_go_there_and_back() {
        for state in State::ALL {
            assert_eq!(State::from_code(state.code()), Some(state));
        }
    }
}
