//! An order as it is kept: its lesson, its lines, and what was said about it.

use serde::{Deserialize, Serialize};

use super::{Progress, State};
use crate::{
    account::Name,
    amount::Amount,
    code::Code,
    form::Problem,
    id::{ClassId, LocationId, MemberId, PracticalId, RequisitionId, SlotId},
    kind::{KindId, Sort},
    moment::{Day, Moment},
    practical::PrepMinutes,
    timetable::Period,
};

/// A teacher's request for a lesson.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Requisition {
    /// Which.
    pub id: RequisitionId,
    /// What its trays' labels say.
    pub code: Code,
    /// Whose it is.
    pub teacher: MemberId,
    /// What they are called.
    pub teacher_name: Name,
    /// For which lesson.
    pub lesson: Place,
    /// Which practical; free lines have none.
    pub practical: Option<PracticalId>,
    /// What it is called on slips.
    pub title: String,
    /// Groups of pupils.
    pub groups: u16,
    /// What it costs the prep room.
    pub minutes: PrepMinutes,
    /// What the prep room should know.
    pub note: Option<String>,
    /// Where it stands.
    pub progress: Progress,
    /// When it was sent.
    pub submitted_at: Option<Moment>,
    /// Whether it was sent later than the school's notice.
    pub is_late: bool,
    /// The risk note that travels with it.
    pub risk: RiskRead,
    /// What it asks for, in order.
    pub lines: Vec<Line>,
    /// Which edit this is.
    pub version: i64,
}

/// A lesson as the order copied it: a later change of the timetable is noticed, not followed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// The slot that it came from.
    pub slot: Option<SlotId>,
    /// The class.
    pub class: Option<ClassId>,
    /// What the class is called.
    pub class_name: String,
    /// How many pupils.
    pub pupils: u16,
    /// Where.
    pub room: LocationId,
    /// What the room is called.
    pub room_name: String,
    /// On which day.
    pub day: Day,
    /// When in the day.
    pub period: Period,
}

/// What its teacher read, or wrote, about the risks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RiskRead {
    /// The approved version that travels with the order.
    pub version: Option<u32>,
    /// When its teacher said they had read it.
    pub read_at: Option<Moment>,
    /// The teacher's own short note.
    pub own_note: Option<String>,
}

impl RiskRead {
    /// Whether that version was read: another is another note.
    pub fn has_read(&self, version: u32) -> bool {
        self.version == Some(version) && self.read_at.is_some()
    }
}

/// One thing an order asks for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// Its place in the order.
    pub n: u16,
    /// Of which kind; a free line has none.
    pub kind: Option<KindId>,
    /// As the tray list says it.
    pub name: String,
    /// How it is kept.
    pub sort: Sort,
    /// How much.
    pub amount: Amount,
    /// Whether the lesson uses it up.
    pub used_up: bool,
    /// What the technician should know.
    pub note: Option<String>,
    /// Since when it stands on the trolley.
    pub ready_at: Option<Moment>,
    /// What became of it, once checked in.
    pub outcome: Option<Outcome>,
}

/// What became of a line, in its own unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    /// Used up.
    pub used: Amount,
    /// Broken.
    pub broken: Amount,
    /// Not come back.
    pub lost: Amount,
}

impl Line {
    /// What check-in fills in beforehand: all of what is used up, nothing of what comes back.
    pub fn planned(&self) -> Outcome {
        let none = Amount::zero(self.amount.unit());
        Outcome {
            used: if self.used_up { self.amount } else { none },
            broken: none,
            lost: none,
        }
    }

    /// Takes the amount of an outcome off what is left of the line. Of what comes back no more is gone than went out, and
    /// equipment goes whole.
    pub fn take(&self, left: &mut Amount, amount: Amount) -> Result<(), Problem> {
        if amount.unit() != self.amount.unit() {
            return Err(Problem::OtherUnit);
        }
        if amount.is_negative() {
            return Err(Problem::NotAnAmount);
        }
        if self.sort == Sort::Equipment && !amount.is_whole() {
            return Err(Problem::NotANumber);
        }
        *left = left.checked_sub(amount).map_err(|_| Problem::NotAnAmount)?;
        if left.is_negative() && !self.used_up {
            return Err(Problem::MoreThanWentOut);
        }
        Ok(())
    }
}

/// What a comment is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum CommentSort {
    /// The prep room asks.
    Query,
    /// The teacher answers.
    Answer,
    /// Why it can't be done.
    Decline,
    /// Why it was called off.
    Cancel,
    /// What its teacher says to the prep room meanwhile.
    Message,
}

impl CommentSort {
    /// Every sort.
    pub const ALL: [Self; 5] = [
        Self::Query,
        Self::Answer,
        Self::Decline,
        Self::Cancel,
        Self::Message,
    ];

    /// The stable name in the database.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Query => "query",
            Self::Answer => "answer",
            Self::Decline => "decline",
            Self::Cancel => "cancel",
            Self::Message => "message",
        }
    }

    /// The sort of that [`CommentSort::code`].
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|sort| sort.code() == code)
    }
}

/// What was said about an order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comment {
    /// Who said it.
    pub by: MemberId,
    /// What they are called.
    pub name: String,
    /// When.
    pub at: Moment,
    /// What it is about.
    pub sort: CommentSort,
    /// What was said.
    pub text: String,
}

/// An order as boards and lists show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card {
    /// Which.
    pub id: RequisitionId,
    /// What its trays' labels say.
    pub code: Code,
    /// Whose it is.
    pub teacher: MemberId,
    /// Their initials.
    pub initials: String,
    /// The slot of its lesson.
    pub slot: Option<SlotId>,
    /// The class.
    pub class: Option<ClassId>,
    /// The class's name.
    pub class_name: String,
    /// Where.
    pub room: LocationId,
    /// What the room is called.
    pub room_name: String,
    /// On which day.
    pub day: Day,
    /// When in the day.
    pub period: Period,
    /// Which practical.
    pub practical: Option<PracticalId>,
    /// What it is called.
    pub title: String,
    /// Groups of pupils.
    pub groups: u16,
    /// Where it stands.
    pub state: State,
    /// Since when; a draft has no step.
    pub step_at: Option<Moment>,
    /// Whether it was sent late.
    pub is_late: bool,
    /// What it costs the prep room.
    pub minutes: PrepMinutes,
    /// How many lines it has.
    pub lines: u16,
    /// How many stand on the trolley.
    pub ready: u16,
}
