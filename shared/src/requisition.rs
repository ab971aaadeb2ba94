//! The states of an order and the steps between them.

mod concern;
mod entry;
mod gate;
mod spot;
mod verb;

use serde::{Deserialize, Serialize};

use crate::{id::MemberId, moment::Moment, refusal::Refusal};

pub use concern::Concern;
pub use entry::{Card, Comment, CommentSort, Line, Outcome, Place, Requisition, RiskRead};
pub use gate::Gate;
pub use spot::{Displaced, Spot};
pub use verb::Verb;

/// Where an order stands, with what is known of its last step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Progress {
    /// Being written by its teacher.
    Draft,
    /// Sent to the prep room.
    Submitted(Step),
    /// The prep room asks its teacher something.
    Queried(Step),
    /// The prep room will do it.
    Accepted(Step),
    /// Everything stands ready on the trolley.
    Prepared(Step),
    /// It is in the room.
    Delivered(Step),
    /// It is back in the prep room.
    Returned(Step),
    /// What was used, broken and lost is written down.
    CheckedIn(Step),
    /// Called off by its teacher.
    Cancelled(Step),
    /// The prep room can't do it.
    Declined(Step),
}

/// Who took a step, and when.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// The member who took it.
    pub by: MemberId,
    /// When.
    pub at: Moment,
}

/// The name of a state without its step: for columns, colours and filters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// [`Progress::Draft`].
    Draft,
    /// [`Progress::Submitted`].
    Submitted,
    /// [`Progress::Queried`].
    Queried,
    /// [`Progress::Accepted`].
    Accepted,
    /// [`Progress::Prepared`].
    Prepared,
    /// [`Progress::Delivered`].
    Delivered,
    /// [`Progress::Returned`].
    Returned,
    /// [`Progress::CheckedIn`].
    CheckedIn,
    /// [`Progress::Cancelled`].
    Cancelled,
    /// [`Progress::Declined`].
    Declined,
}

impl State {
    /// Every state, in the order of an order's life.
    pub const ALL: [Self; 10] = [
        Self::Draft,
        Self::Submitted,
        Self::Queried,
        Self::Accepted,
        Self::Prepared,
        Self::Delivered,
        Self::Returned,
        Self::CheckedIn,
        Self::Cancelled,
        Self::Declined,
    ];

    /// The stable name in the database, in forms and in style sheets.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Submitted => "submitted",
            Self::Queried => "queried",
            Self::Accepted => "accepted",
            Self::Prepared => "prepared",
            Self::Delivered => "delivered",
            Self::Returned => "returned",
            Self::CheckedIn => "checked-in",
            Self::Cancelled => "cancelled",
            Self::Declined => "declined",
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
            Self::Submitted => "Submitted",
            Self::Queried => "Queried",
            Self::Accepted => "Accepted",
            Self::Prepared => "Prepared",
            Self::Delivered => "Delivered",
            Self::Returned => "Returned",
            Self::CheckedIn => "Checked in",
            Self::Cancelled => "Called off",
            Self::Declined => "Declined",
        }
    }

    /// Whether an order in this state promises stock: from submission to check-in.
    pub const fn promises(self) -> bool {
        matches!(
            self,
            Self::Submitted
                | Self::Queried
                | Self::Accepted
                | Self::Prepared
                | Self::Delivered
                | Self::Returned
        )
    }

    /// Whether what it asks for has left the prep room and is not counted back in.
    pub const fn is_out(self) -> bool {
        matches!(self, Self::Delivered | Self::Returned)
    }

    /// Whether its teacher may still change what it asks for: until the prep room has taken it on.
    pub const fn may_change(self) -> bool {
        matches!(self, Self::Draft | Self::Submitted | Self::Queried)
    }

    /// Whether the order waits for somebody's answer.
    pub const fn waits(self) -> bool {
        matches!(self, Self::Submitted | Self::Queried)
    }

    /// Whether its teacher has still something to say to the prep room about it, and can't change it any more.
    pub const fn may_be_told(self) -> bool {
        matches!(self, Self::Accepted | Self::Prepared)
    }

    /// Whether it has yet to come to its lesson.
    pub const fn is_to_come(self) -> bool {
        self.may_change() || self.may_be_told()
    }

    /// Whether nothing more will happen.
    pub const fn is_over(self) -> bool {
        matches!(self, Self::CheckedIn | Self::Cancelled | Self::Declined)
    }
}

impl Progress {
    /// A state and its step, put together; a draft has no step.
    pub fn from_parts(state: State, step: Option<Step>) -> Option<Self> {
        if state == State::Draft {
            return Some(Self::Draft);
        }
        let step = step?;
        Some(match state {
            State::Draft => Self::Draft,
            State::Submitted => Self::Submitted(step),
            State::Queried => Self::Queried(step),
            State::Accepted => Self::Accepted(step),
            State::Prepared => Self::Prepared(step),
            State::Delivered => Self::Delivered(step),
            State::Returned => Self::Returned(step),
            State::CheckedIn => Self::CheckedIn(step),
            State::Cancelled => Self::Cancelled(step),
            State::Declined => Self::Declined(step),
        })
    }

    /// The state's name.
    pub const fn state(&self) -> State {
        match self {
            Self::Draft => State::Draft,
            Self::Submitted(_) => State::Submitted,
            Self::Queried(_) => State::Queried,
            Self::Accepted(_) => State::Accepted,
            Self::Prepared(_) => State::Prepared,
            Self::Delivered(_) => State::Delivered,
            Self::Returned(_) => State::Returned,
            Self::CheckedIn(_) => State::CheckedIn,
            Self::Cancelled(_) => State::Cancelled,
            Self::Declined(_) => State::Declined,
        }
    }

    /// The last step; a draft has none.
    pub const fn step(&self) -> Option<Step> {
        match self {
            Self::Draft => None,
            Self::Submitted(step)
            | Self::Queried(step)
            | Self::Accepted(step)
            | Self::Prepared(step)
            | Self::Delivered(step)
            | Self::Returned(step)
            | Self::CheckedIn(step)
            | Self::Cancelled(step)
            | Self::Declined(step) => Some(*step),
        }
    }

    /// The teacher sends it to the prep room.
    pub fn submit(&self, step: Step) -> Result<Self, Refusal> {
        self.only_from(&[State::Draft], Self::Submitted(step))
    }

    /// The teacher writes it anew: it must be sent again.
    pub fn withdraw(&self, _: Step) -> Result<Self, Refusal> {
        self.only_from(&[State::Submitted, State::Queried], Self::Draft)
    }

    /// The prep room takes it on.
    pub fn accept(&self, step: Step) -> Result<Self, Refusal> {
        self.only_from(&[State::Submitted, State::Queried], Self::Accepted(step))
    }

    /// The prep room asks its teacher something.
    pub fn query(&self, step: Step) -> Result<Self, Refusal> {
        self.only_from(&[State::Submitted, State::Accepted], Self::Queried(step))
    }

    /// The teacher answers: it waits for the prep room again.
    pub fn answer(&self, step: Step) -> Result<Self, Refusal> {
        self.only_from(&[State::Queried], Self::Submitted(step))
    }

    /// The prep room can't do it.
    pub fn decline(&self, step: Step) -> Result<Self, Refusal> {
        self.only_from(
            &[State::Submitted, State::Queried, State::Accepted],
            Self::Declined(step),
        )
    }

    /// Everything stands ready.
    pub fn prepare(&self, step: Step) -> Result<Self, Refusal> {
        self.only_from(&[State::Accepted], Self::Prepared(step))
    }

    /// It stands in the room.
    pub fn deliver(&self, step: Step) -> Result<Self, Refusal> {
        self.only_from(&[State::Prepared], Self::Delivered(step))
    }

    /// It is back.
    pub fn take_back(&self, step: Step) -> Result<Self, Refusal> {
        self.only_from(&[State::Delivered], Self::Returned(step))
    }

    /// What was used, broken and lost is written down. A delivered order may skip the return.
    pub fn check_in(&self, step: Step) -> Result<Self, Refusal> {
        self.only_from(&[State::Delivered, State::Returned], Self::CheckedIn(step))
    }

    /// The teacher calls it off, until it has been delivered.
    pub fn cancel(&self, step: Step) -> Result<Self, Refusal> {
        let open = [
            State::Draft,
            State::Submitted,
            State::Queried,
            State::Accepted,
            State::Prepared,
        ];
        self.only_from(&open, Self::Cancelled(step))
    }

    /// The prep room's last step was taken by mistake: it is as before.
    pub fn undo(&self, step: Step) -> Result<Self, Refusal> {
        match self {
            Self::Accepted(_) => Ok(Self::Submitted(step)),
            Self::Prepared(_) => Ok(Self::Accepted(step)),
            Self::Delivered(_) => Ok(Self::Prepared(step)),
            Self::Returned(_) => Ok(Self::Delivered(step)),
            Self::CheckedIn(_) => Ok(Self::Returned(step)),
            _ => self.only_from(&[], Self::Draft),
        }
    }

    fn only_from(&self, from: &[State], to: Self) -> Result<Self, Refusal> {
        if from.contains(&self.state()) {
            Ok(to)
        } else {
            Err(Refusal::WrongStep {
                is: self.state().title().to_owned(),
            })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn step() -> Step {
        Step {
            by: MemberId(Uuid::nil()),
            at: Moment(0),
        }
    }

    #[test]
    fn a_step_of_the_prep_room_is_taken_back() {
        let mut order = Progress::CheckedIn(step());
        let mut back = Vec::new();
        while let Ok(before) = order.undo(step()) {
            back.push(before.state());
            order = before;
        }
        let way = [
            State::Returned,
            State::Delivered,
            State::Prepared,
            State::Accepted,
            State::Submitted,
        ];
        assert_eq!(back, way);
    }

    #[test]
    fn the_main_way_goes_from_draft_to_checked_in() {
        let way = Progress::Draft
            .submit(step())
            .and_then(|order| order.accept(step()))
            .and_then(|order| order.prepare(step()))
            .and_then(|order| order.deliver(step()))
            .and_then(|order| order.take_back(step()))
            .and_then(|order| order.check_in(step()));
        assert_eq!(way.map(|order| order.state()), Ok(State::CheckedIn));
    }

    #[test]
    fn what_is_written_anew_is_sent_again() {
        let sent = Progress::Submitted(step());
        assert_eq!(sent.withdraw(step()), Ok(Progress::Draft));
        assert!(Progress::Accepted(step()).withdraw(step()).is_err());
    }

    #[test]
    fn the_second_of_two_is_told_what_it_is() {
        let delivered = Progress::Delivered(step());
        assert_eq!(
            delivered.deliver(step()),
            Err(Refusal::WrongStep {
                is: "Delivered".to_owned()
            })
        );
    }

    #[test]
    fn what_is_over_stays_over() {
        for over in State::ALL.into_iter().filter(|state| state.is_over()) {
            let order = Progress::from_parts(over, Some(step())).unwrap();
            for next in [
                order.submit(step()),
                order.accept(step()),
                order.cancel(step()),
                order.check_in(step()),
            ] {
                assert!(next.is_err(), "{over:?}");
            }
        }
    }

    #[test]
    fn parts_and_codes_go_there_and_back() {
        for state in State::ALL {
            assert_eq!(State::from_code(state.code()), Some(state));
            assert_eq!(
                Progress::from_parts(state, Some(step())).map(|order| order.state()),
                Some(state)
            );
        }
    }
}
