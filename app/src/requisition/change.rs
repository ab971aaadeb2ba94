//! What the writing page posts to: saving what its teacher changes, and what its buttons do.

use shared::{
    account::right::CanRequest,
    amount::Amount,
    form::{self, Problem, Problems},
    id::{RequisitionId, SlotId},
    kind::KindId,
    moment::{self, Day},
    requisition::{Requisition, State},
};
use store::{
    Desk,
    requisition::{self, Change, Seen, Then},
};

use super::{
    deeds::NOTE,
    lessons::Whose,
    was::{WAS, was},
};
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
    SendAsWell,
    Answer,
    Cancel,
    Move(SlotId, Day),
    Also(SlotId, Day),
    Swap(u16, KindId),
}

impl Act {
    fn of(fields: &Fields) -> Self {
        match Self::parse(value(fields, "act").unwrap_or_default()) {
            Self::Send if value(fields, "as-well") == Some("yes") => Self::SendAsWell,
            act => act,
        }
    }

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
        let (slot, day) = (slot.parse().ok()?, moment::day(day)?);
        match what {
            "move" => Some(Self::Move(slot, day)),
            "also" => Some(Self::Also(slot, day)),
            _ => None,
        }
    }

    /// What the store does after what was typed is kept.
    fn then(&self, answer: String) -> Then {
        match self {
            Self::Send => Then::Send,
            Self::SendAsWell => Then::SendAsWell,
            Self::Answer => Then::Answer(answer),
            Self::Move(slot, day) => Then::Move(*slot, *day),
            Self::Also(slot, day) => Then::Also(*slot, *day),
            _ => Then::Stay,
        }
    }

    /// Where it goes on, and what is said there.
    fn done(&self, id: RequisitionId) -> Done {
        let here = Done::to(&Path::Order(id));
        match self {
            Self::Answer => here.saying("Answered: it waits for the prep room again."),
            Self::Move(..) => here.saying("Moved to the other lesson."),
            Self::Also(..) => here.saying(
                "The same is drafted for that lesson: look it over and send it from the list of lessons.",
            ),
            // The next line is typed in the same place.
            Self::Line => here.at("new-name"),
            Self::Save => here.saying("Kept."),
            Self::Swap(..) => here.saying("Changed: the prep room sees what it is in place of."),
            _ => here,
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
        let act = Act::of(fields);
        let new_line = problems_of_line(fields, &act, &mut problems);
        let change = Change {
            groups: match act.step() {
                0 => changed(fields, "groups"),
                _ => value(fields, "groups"),
            }
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
            has_read: changed(fields, "read").map(|read| read == "yes"),
            seen: seen(fields),
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

/// The value of a field, where it is another than when the page was made.
fn changed<'a>(fields: &'a Fields, name: &str) -> Option<&'a str> {
    let now = value(fields, name)?;
    let before = value(fields, &was(name));
    before
        .is_none_or(|before| one_line_end(before).trim() != one_line_end(now).trim())
        .then_some(now)
}

/// Browsers end the lines of what they send in one way, and those of what they show in another.
fn one_line_end(text: &str) -> String {
    text.replace("\r\n", "\n")
}

/// What the page showed before anything was typed.
fn seen(fields: &Fields) -> Seen {
    let note = |name: &str| {
        let shown = value(fields, &was(name))?;
        form::optional_text(&one_line_end(shown), NOTE).ok()
    };
    let amounts = fields.iter().filter_map(|(name, shown)| {
        let n = name.strip_prefix(WAS)?.strip_prefix("amount-")?;
        Some((n.parse().ok()?, Amount::parse(shown).ok()?))
    });
    Seen {
        groups: value(fields, &was("groups")).and_then(|shown| shown.parse().ok()),
        amounts: amounts.collect(),
        note: note("note"),
        own_risk_note: note("own-note"),
    }
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
            if changed(fields, name).is_none() {
                continue;
            }
            let read = Amount::parse(typed).map_err(Problem::from);
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
    let typed = one_line_end(changed(fields, name)?);
    problems.take(name, form::optional_text(&typed, NOTE))
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
    let how_much = value(fields, "new-amount").unwrap_or_default();
    let amount = Amount::parse(how_much).map_err(Problem::from);
    name.zip(problems.take("new-amount", amount))
}

/// Where the lesson of an order stands among others.
fn lessons_of(desk: &Desk<CanRequest>, order: &Requisition) -> String {
    Whose::of(desk, order.teacher).home(order.lesson.day)
}

/// Saves the writing page and does what its button says.
pub async fn change_order(
    Enter(desk): Enter<CanRequest>,
    At(id): At<RequisitionId>,
    sent: Sent<Fields>,
) -> Result<Done, Failed> {
    if Act::of(&sent.form) == Act::Cancel {
        let order = requisition::find(&desk, id).await?;
        let lessons = lessons_of(&desk, &order);
        sent.accepted(requisition::cancel(&desk.once(&sent), id, None).await)
            .await?;
        let said = match order.progress.state() {
            State::Draft => "Dropped.",
            _ => "Called off.",
        };
        return Ok(Done::to_href(lessons).saying(said));
    }
    let mut written = sent.valid(Written::parse(&sent.form)).await?;
    if let Some((name, amount)) = written.new_line.take() {
        written.change.add = Some(requisition::name_line(&desk, &name, amount).await?);
    }
    let is_answered = written.answer.is_some();
    let then = written.act.then(written.answer.unwrap_or_default());
    let desk = desk.once(&sent);
    sent.accepted(requisition::save(&desk, id, written.change, then).await)
        .await?;
    let done = if matches!(written.act, Act::Send | Act::SendAsWell) {
        let order = requisition::find(&desk, id).await?;
        Done::to_href(lessons_of(&desk, &order)).saying("Sent to the prep room.")
    } else {
        written.act.done(id)
    };
    if is_answered {
        return Ok(done);
    }
    // An answer goes by its own button, and is not lost by another.
    sent.keeping("answer", done, "Your answer is not sent yet.")
        .await
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
    fn only_what_was_changed_here_is_saved() {
        let sent = fields(&[
            ("groups", "9"),
            ("was-groups", "9"),
            ("amount-1", "15"),
            ("was-amount-1", "15"),
            ("amount-2", "4"),
            ("was-amount-2", "3"),
            ("note", "One\r\ntwo"),
            ("was-note", "One\ntwo"),
        ]);
        let change = Written::parse(&sent).map_err(|_| ()).unwrap().change;
        assert_eq!((change.groups, change.note), (None, None));
        assert_eq!(change.amounts, [(2, Amount::pieces(4))]);
        assert_eq!(change.seen.groups, Some(9));
        assert!(change.seen.amounts.contains(&(2, Amount::pieces(3))));
        assert_eq!(change.seen.note, Some(Some("One\ntwo".to_owned())));
    }

    #[test]
    fn a_button_that_names_an_amount_wins_over_the_field() {
        let sent = fields(&[("amount-3", "15"), ("set-3", "11")]);
        let mut problems = Problems::default();
        assert_eq!(amounts(&sent, &mut problems), [(3, Amount::pieces(11))]);
    }
}
