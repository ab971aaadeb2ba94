//! Checking an order in: what was used, broken and lost, with its posting in the same write.

use shared::{
    account::right::CanCheckIn,
    amount::Amount,
    form::{Problem, Problems},
    id::{PostingId, RequisitionId},
    refusal::Refusal,
    requisition::{Line, Outcome, Progress, Requisition, State, Verb},
};

use super::{
    find_in,
    step::{advance, unprepare},
};
use crate::{
    Desk, Result, Tx,
    ledger::{self, Spent},
};

/// What checking in wrote.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CheckedIn {
    /// The posting; none when the stock stays as it is.
    pub posting: Option<PostingId>,
    /// Names of what was taken off no shelf, since the school holds none of it.
    pub unmet: Vec<String>,
}

/// Writes down what became of the lines; a line that is not named went as planned.
pub async fn check_in(
    desk: &Desk<CanCheckIn>,
    id: RequisitionId,
    outcomes: &[(u16, Outcome)],
) -> Result<CheckedIn> {
    let mut tx = desk.begin().await?;
    let order = find_in(&mut tx, id).await?;
    let lines = outcomes_of(&order, outcomes)?;
    advance(desk, &mut tx, &order, Verb::CheckedIn, Progress::check_in).await?;
    for (line, outcome) in &lines {
        write(&mut tx, id, line.n, outcome).await?;
    }
    let spent = spent(&lines)?;
    let checked_out = ledger::use_for_requisition(&mut tx, id, order.lesson.day, &spent).await?;
    tx.commit().await?;
    let unmet = lines
        .iter()
        .filter(|(line, _)| {
            line.kind
                .as_ref()
                .is_some_and(|kind| checked_out.unmet.contains(kind))
        })
        .map(|(line, _)| line.name.clone())
        .collect();
    Ok(CheckedIn {
        posting: checked_out.posting,
        unmet,
    })
}

/// Takes the prep room's last step back, and with it what that step did: the ticks of an order that stood ready, and what
/// one was checked in with.
pub async fn undo(desk: &Desk<CanCheckIn>, id: RequisitionId) -> Result<()> {
    let mut tx = desk.begin().await?;
    let order = find_in(&mut tx, id).await?;
    advance(desk, &mut tx, &order, Verb::Undone, Progress::undo).await?;
    match order.progress.state() {
        State::Prepared => unprepare(&mut tx, id).await?,
        State::CheckedIn => {
            forget(&mut tx, id).await?;
            ledger::turn_check_in_back(&mut tx, id).await?;
        }
        _ => {}
    }
    tx.commit().await
}

/// Every line with what became of it, as far as that can be.
fn outcomes_of<'a>(
    order: &'a Requisition,
    given: &[(u16, Outcome)],
) -> Result<Vec<(&'a Line, Outcome)>> {
    let mut problems = Problems::default();
    let mut lines = Vec::with_capacity(order.lines.len());
    for line in &order.lines {
        let outcome = given
            .iter()
            .find(|(n, _)| *n == line.n)
            .map_or_else(|| line.planned(), |(_, outcome)| *outcome);
        let named = [
            ("used", outcome.used),
            ("broken", outcome.broken),
            ("lost", outcome.lost),
        ];
        let mut left = line.amount;
        for (field, amount) in named {
            problems.take(&format!("{field}-{}", line.n), line.take(&mut left, amount));
        }
        lines.push((line, outcome));
    }
    if problems.is_empty() {
        Ok(lines)
    } else {
        Err(Refusal::Invalid(problems).into())
    }
}

/// What the stock loses, by kind and unit: a kind on two lines is taken once. What comes out of the wall is no stock.
fn spent(lines: &[(&Line, Outcome)]) -> Result<Vec<Spent>> {
    let mut all: Vec<Spent> = Vec::new();
    for (line, outcome) in lines {
        let Some(kind) = line.kind.as_ref().filter(|kind| !kind.is_on_tap()) else {
            continue;
        };
        let known = all
            .iter_mut()
            .find(|spent| spent.kind == *kind && spent.used.unit() == outcome.used.unit());
        match known {
            Some(spent) => {
                spent.used = sum(spent.used, outcome.used)?;
                spent.broken = sum(spent.broken, outcome.broken)?;
                spent.lost = sum(spent.lost, outcome.lost)?;
            }
            None => all.push(Spent {
                kind: kind.clone(),
                used: outcome.used,
                broken: outcome.broken,
                lost: outcome.lost,
            }),
        }
    }
    Ok(all)
}

fn sum(one: Amount, other: Amount) -> Result<Amount> {
    one.checked_add(other)
        .map_err(|_| Refusal::Invalid(Problems::one("used", Problem::NotAnAmount)).into())
}

async fn forget(tx: &mut Tx, id: RequisitionId) -> Result<()> {
    let school = tx.school_key();
    sqlx::query(
        "UPDATE requisition_line
         SET used = NULL, broken = NULL, lost = NULL
         WHERE school_id = $1
           AND requisition_id = $2",
    )
    .bind(school)
    .bind(id.to_string())
    .execute(tx.run())
    .await?;
    Ok(())
}

async fn write(tx: &mut Tx, id: RequisitionId, n: u16, outcome: &Outcome) -> Result<()> {
    let school = tx.school_key();
    sqlx::query(
        "UPDATE requisition_line
         SET used = $4, broken = $5, lost = $6
         WHERE school_id = $1
           AND requisition_id = $2
           AND n = $3",
    )
    .bind(school)
    .bind(id.to_string())
    .bind(i64::from(n))
    .bind(outcome.used.micro())
    .bind(outcome.broken.micro())
    .bind(outcome.lost.micro())
    .execute(tx.run())
    .await?;
    Ok(())
}
