//! What an order must have before it is sent, and keep while it is changed afterwards.

use crate::{
    form::{Problem, Problems},
    kind::KindId,
    moment::Day,
    refusal::Refusal,
    requisition::Requisition,
    risk::Approval,
};

/// What the school asks of an order's risk note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gate {
    /// The approved version of the practical's risk note, and its approval.
    pub approved: Option<(u32, Approval)>,
    /// Whether the school stops what has no current risk note.
    pub stops: bool,
    /// The day it is.
    pub today: Day,
    /// Hazardous kinds that no note of the practical's covers.
    pub beyond: Vec<KindId>,
}

impl Gate {
    /// What is missing, by field: the approved note must have been read, in its present version; what has no practical,
    /// or asks for hazardous things beyond it, carries its teacher's own note.
    pub fn problems(&self, order: &Requisition) -> Problems {
        let mut problems = Problems::default();
        if order.lines.is_empty() {
            problems.add("line", Problem::Missing);
        }
        if self
            .approved
            .is_some_and(|(version, _)| !order.risk.has_read(version))
        {
            problems.add("read", Problem::NotConfirmed);
        }
        if self.wants_own_note(order) && order.risk.own_note.is_none() {
            problems.add("own-note", Problem::Missing);
        }
        problems
    }

    fn wants_own_note(&self, order: &Requisition) -> bool {
        let mut kinds = order.lines.iter().filter_map(|line| line.kind.as_ref());
        order.practical.is_none() || kinds.any(|kind| self.beyond.contains(kind))
    }

    /// Whether a practical may be ordered at this school as its risk note stands.
    pub fn lets_pass(&self) -> Result<(), Refusal> {
        if !self.stops {
            return Ok(());
        }
        let why = match self.approved {
            None => "this practical has no approved risk note yet, and the school wants one",
            Some((_, approval)) if approval.has_lapsed(self.today) => {
                "the review of this practical’s risk note is overdue, and the school wants a current one"
            }
            Some(_) => return Ok(()),
        };
        Err(Refusal::InUse(why.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::{id::MemberId, moment::Moment};

    fn gate(review_on: Option<&str>, stops: bool) -> Gate {
        let approval = |day: &str| Approval {
            by: MemberId(Uuid::nil()),
            at: Moment(0),
            review_on: day.parse().unwrap(),
        };
        Gate {
            approved: review_on.map(|day| (2, approval(day))),
            stops,
            today: "2026-11-24".parse().unwrap(),
            beyond: Vec::new(),
        }
    }

    #[test]
    fn a_school_that_stops_wants_a_current_note() {
        for (review_on, passes) in [
            (None, false),
            (Some("2026-11-23"), false),
            (Some("2026-11-24"), true),
        ] {
            assert_eq!(gate(review_on, true).lets_pass().is_ok(), passes);
            assert_eq!(gate(review_on, false).lets_pass(), Ok(()));
        }
    }
}
