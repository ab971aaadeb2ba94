//! What the writing page posts to: saving what its teacher changes, and what its buttons do.

use shared::{
    account::right::CanRequest,
    amount::Amount,
    form::{self, Problem, Problems},
    id::{RequisitionId, SlotId},
    kind::KindId,
    moment::Day,
};
use store::{
    Desk,
    requisition::{self, Change, Submission},
};

use super::deeds::NOTE;
use crate::{
    path::Path,
    web::{At, Done, Enter, Failed, Idempotency as _, Sent},
};

/// A form whose fields vary with the order's lines.
pub type Fields = Vec<(String, String)>;

/// The most groups that a class is parted into.
const MOST_GROUPS: i64 = 60;

/// What a button of the writing page asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Act {
    Save,
    Fewer,
    More,
    Line,
    Remove(u16),
    Send,
    Answer,
    Cancel,
    Move(SlotId, Day),
    Also(SlotId, Day),
    Swap(u16, KindId),
}

impl Act {
    fn parse(text: &str) -> Self {
        match text {
            "fewer" => Self::Fewer,
            "more" => Self::More,
            "line" => Self::Line,
            "send" => Self::Send,
            "answer" => Self::Answer,
            "cancel" => Self::Cancel,
            other => Self::of_parts(other).unwrap_or(Self::Save),
        }
    }

    fn of_parts(text: &str) -> Option<Self> {
        if let Some(n) = text.strip_prefix("remove-") {
            return n.parse().ok().map(Self::Remove);
        }
        if let Some(swap) = text.strip_prefix("swap-") {
            let (n, kind) = swap.split_once('.')?;
            return Some(Self::Swap(n.parse().ok()?, kind.parse().ok()?));
        }
        let (what, lesson) = text.split_once('.')?;
        let (slot, day) = lesson.split_once('.')?;
        let (slot, day) = (slot.parse().ok()?, day.parse().ok()?);
        match what {
            "move" => Some(Self::Move(slot, day)),
            "also" => Some(Self::Also(slot, day)),
            _ => None,
        }
    }

    fn step(&self) -> i64 {
        match self {
            Self::Fewer => -1,
            Self::More => 1,
            _ => 0,
        }
    }
}

/// What the writing page sent.
struct Written {
    act: Act,
    change: Change,
    new_line: Option<(String, Amount)>,
    answer: Option<String>,
}

impl Written {
    fn parse(fields: &Fields) -> Result<Self, Problems> {
        let mut problems = Problems::default();
        let act = Act::parse(value(fields, "act").unwrap_or_default());
        let new_line = problems_of_line(fields, &act, &mut problems);
        let change = Change {
            groups: value(fields, "groups")
                .and_then(|typed| problems.take("groups", groups(typed, act.step()))),
            amounts: amounts(fields, &mut problems),
            add: None,
            remove: match act {
                Act::Remove(n) => Some(n),
                _ => None,
            },
            swap: match &act {
                Act::Swap(n, kind) => Some((*n, kind.clone())),
                _ => None,
            },
            note: note(fields, "note", &mut problems),
            own_risk_note: note(fields, "own-note", &mut problems),
            has_read: value(fields, "read").map(|read| read == "yes"),
        };
        let answer = match act {
            Act::Answer => problems.take(
                "answer",
                form::text(value(fields, "answer").unwrap_or_default(), NOTE),
            ),
            _ => None,
        };
        if problems.is_empty() {
            Ok(Self {
                act,
                change,
                new_line,
                answer,
            })
        } else {
            Err(problems)
        }
    }
}

/// The last value of a field; none when it was not sent.
pub fn value<'a>(fields: &'a Fields, name: &str) -> Option<&'a str> {
    fields
        .iter()
        .rfind(|(found, _)| found == name)
        .map(|(_, value)| value.as_str())
}

fn groups(typed: &str, step: i64) -> Result<u16, Problem> {
    let groups = form::number(typed, 1, MOST_GROUPS)? + step;
    u16::try_from(groups.clamp(1, MOST_GROUPS)).map_err(|_| Problem::NotANumber)
}

/// Amounts by hand; `set-…` is a button that says how much.
fn amounts(fields: &Fields, problems: &mut Problems) -> Vec<(u16, Amount)> {
    let mut amounts: Vec<(u16, Amount)> = Vec::new();
    for prefix in ["amount-", "set-"] {
        for (name, typed) in fields {
            let Some(n) = name.strip_prefix(prefix).and_then(|n| n.parse().ok()) else {
                continue;
            };
            let read = Amount::parse(typed).map_err(|_| Problem::NotAnAmount);
            if let Some(amount) = problems.take(name, read) {
                amounts.retain(|(known, _)| *known != n);
                amounts.push((n, amount));
            }
        }
    }
    amounts
}

#[expect(
    clippy::option_option,
    reason = "not sent, or sent and empty, are two things"
)]
fn note(fields: &Fields, name: &str, problems: &mut Problems) -> Option<Option<String>> {
    let typed = value(fields, name)?;
    problems.take(name, form::optional_text(typed, NOTE))
}

/// The line to be added: what was typed is never dropped, whichever button was pressed.
fn problems_of_line(
    fields: &Fields,
    act: &Act,
    problems: &mut Problems,
) -> Option<(String, Amount)> {
    let typed = value(fields, "new-name").unwrap_or_default();
    if typed.trim().is_empty() && *act != Act::Line {
        return None;
    }
    let name = problems.take("new-name", form::text(typed, 120));
    let how_much = value(fields, "new-amount").unwrap_or_default().trim();
    let amount = if how_much.is_empty() {
        Err(Problem::Missing)
    } else {
        Amount::parse(how_much).map_err(|_| Problem::NotAnAmount)
    };
    name.zip(problems.take("new-amount", amount))
}

/// Saves the writing page and does what its button says.
pub async fn change_order(
    Enter(desk): Enter<CanRequest>,
    At(id): At<RequisitionId>,
    sent: Sent<Fields>,
) -> Result<Done, Failed> {
    let here = Path::Order(id);
    if Act::parse(value(&sent.form, "act").unwrap_or_default()) == Act::Cancel {
        sent.accepted(requisition::cancel(&desk.once(&sent), id, None).await)
            .await?;
        return Ok(Done::to(&Path::Lessons).saying("Called off."));
    }
    let mut written = sent.valid(Written::parse(&sent.form)).await?;
    if let Some((name, amount)) = written.new_line.take() {
        written.change.add = Some(requisition::name_line(&desk, &name, amount).await?);
    }
    let act = written.act;
    let saves = matches!(
        act,
        Act::Save | Act::Fewer | Act::More | Act::Line | Act::Remove(_) | Act::Swap(..)
    );
    // The form's key goes with the last thing that it does.
    let saving = if saves {
        desk.clone().once(&sent)
    } else {
        desk.clone().keyed(None)
    };
    sent.accepted(requisition::change(&saving, id, written.change).await)
        .await?;
    let desk = desk.once(&sent);
    match act {
        Act::Send => send(&desk, id, &sent).await,
        Act::Move(slot, day) => {
            sent.accepted(requisition::move_to(&desk, id, slot, day).await)
                .await?;
            Ok(Done::to(&here).saying("Moved to the other lesson."))
        }
        Act::Also(slot, day) => {
            sent.accepted(requisition::repeat(&desk, id, slot, day).await)
                .await?;
            let said =
                "The same is drafted for that lesson: look it over and send it from My lessons.";
            Ok(Done::to(&here).saying(said))
        }
        Act::Answer => {
            let answer = written.answer.unwrap_or_default();
            sent.accepted(requisition::answer(&desk, id, &answer).await)
                .await?;
            Ok(Done::to(&here).saying("Answered: it waits for the prep room again."))
        }
        Act::Save => Ok(Done::to(&here).saying("Kept.")),
        Act::Swap(..) => {
            Ok(Done::to(&here).saying("Changed: the prep room sees what it is in place of."))
        }
        _ => Ok(Done::to(&here)),
    }
}

async fn send(
    desk: &Desk<CanRequest>,
    id: RequisitionId,
    sent: &Sent<Fields>,
) -> Result<Done, Failed> {
    // Both were saved with the rest of the page just now.
    sent.accepted(requisition::submit(desk, id, Submission::default()).await)
        .await?;
    Ok(Done::to(&Path::Lessons).saying("Sent to the prep room."))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(pairs: &[(&str, &str)]) -> Fields {
        pairs
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect()
    }

    #[test]
    fn a_step_of_groups_stays_within_reason() {
        assert_eq!(groups("1", -1), Ok(1));
        assert_eq!(groups("15", 1), Ok(16));
        assert_eq!(
            groups("0", 0),
            Err(Problem::OutOfRange {
                least: 1,
                most: MOST_GROUPS
            })
        );
    }

    #[test]
    fn what_was_typed_for_a_line_is_not_dropped_by_another_button() {
        let sent = fields(&[
            ("act", "more"),
            ("groups", "9"),
            ("new-name", "Stop clock"),
            ("new-amount", "15"),
        ]);
        let written = Written::parse(&sent).map_err(|_| ()).unwrap();
        assert_eq!(
            written.new_line,
            Some(("Stop clock".to_owned(), Amount::pieces(15)))
        );
        assert_eq!(written.change.groups, Some(10));
    }

    #[test]
    fn a_button_that_names_an_amount_wins_over_the_field() {
        let sent = fields(&[("amount-3", "15"), ("set-3", "11")]);
        let mut problems = Problems::default();
        assert_eq!(amounts(&sent, &mut problems), [(3, Amount::pieces(11))]);
    }
}
