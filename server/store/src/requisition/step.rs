//! The steps of an order, from when it was sent until it is back.

use shared::{
    account::{
        Grant,
        right::{CanDeliver, CanPrepare, CanRequest},
    },
    id::RequisitionId,
    moment::Day,
    refusal::Refusal,
    requisition::{CommentSort, Progress, Requisition, State, Step, Verb},
};

use super::{Looked, changes_own, comment, concern, find_in};
use crate::{Desk, Result, Tx, event::Noun, row};

type Transition = fn(&Progress, Step) -> std::result::Result<Progress, Refusal>;

/// The prep room takes it on.
pub async fn accept(desk: &Desk<CanPrepare>, id: RequisitionId) -> Result<()> {
    take(desk, id, Verb::Accepted, Progress::accept).await
}

/// What was taken on of a day, and what was left.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Taken {
    /// How many orders were taken on.
    pub taken: usize,
    /// What waits on, since there is something to look at first.
    pub left: Vec<Looked>,
}

/// The prep room takes on everything that was sent for a day, but for what is to be looked at first.
pub async fn accept_all(desk: &Desk<CanPrepare>, day: Day) -> Result<Taken> {
    let waiting: Vec<RequisitionId> = super::board(desk, day, day)
        .await?
        .into_iter()
        .filter(|card| card.state == State::Submitted)
        .map(|card| card.id)
        .collect();
    let (left, fine): (Vec<Looked>, Vec<Looked>) = concern::concerns(desk, &waiting)
        .await?
        .into_iter()
        .partition(|looked| !looked.concerns.is_empty());
    let mut done = Taken { taken: 0, left };
    let mut tx = desk.begin().await?;
    let school = tx.school_key();
    let waiting: Vec<String> = sqlx::query_scalar(
        "SELECT id
         FROM requisition
         WHERE school_id = $1
           AND day = $2
           AND state = 'submitted'
         ORDER BY starts, id",
    )
    .bind(school)
    .bind(day.to_string())
    .fetch_all(tx.run())
    .await?;
    for id in &waiting {
        let order = find_in(&mut tx, row::parse("requisition.id", id)?).await?;
        // What was changed or sent since is not what was looked at.
        let was_looked_at =
            |looked: &Looked| looked.id == order.id && looked.version == order.version;
        if fine.iter().any(was_looked_at) {
            advance(desk, &mut tx, &order, Verb::Accepted, Progress::accept).await?;
            done.taken += 1;
        }
    }
    tx.commit().await?;
    Ok(done)
}

/// The prep room asks its teacher something.
pub async fn query(desk: &Desk<CanPrepare>, id: RequisitionId, text: &str) -> Result<()> {
    let said = Said(CommentSort::Query, text);
    take_saying(desk, id, Verb::Queried, Progress::query, said).await
}

/// The prep room can't do it, and says why.
pub async fn decline(desk: &Desk<CanPrepare>, id: RequisitionId, text: &str) -> Result<()> {
    let said = Said(CommentSort::Decline, text);
    take_saying(desk, id, Verb::Declined, Progress::decline, said).await
}

/// Everything stands ready: what was not ticked yet is now.
pub async fn prepare(desk: &Desk<CanPrepare>, id: RequisitionId) -> Result<()> {
    let mut tx = desk.begin().await?;
    let order = find_in(&mut tx, id).await?;
    advance(desk, &mut tx, &order, Verb::Prepared, Progress::prepare).await?;
    let (school, at) = (tx.school_key(), tx.at.0);
    sqlx::query(
        "UPDATE requisition_line
         SET ready_at = $3, ready_by = $4
         WHERE school_id = $1
           AND requisition_id = $2
           AND ready_at IS NULL",
    )
    .bind(school)
    .bind(id.to_string())
    .bind(at)
    .bind(desk.who().member.to_string())
    .execute(tx.run())
    .await?;
    tx.commit().await
}

/// Takes away the ticks that [`prepare`] set; what was ticked by hand before stays. When that was, its event knows: the
/// order itself knows its last step alone, and that may be the taking back of a later one.
pub(super) async fn unprepare(tx: &mut Tx, id: RequisitionId) -> Result<()> {
    let school = tx.school_key();
    sqlx::query(
        "UPDATE requisition_line
         SET ready_at = NULL, ready_by = NULL
         WHERE school_id = $1
           AND requisition_id = $2
           AND ready_at = (
               SELECT max(event.at)
               FROM event
               WHERE event.school_id = $1
                 AND event.noun = $3
                 AND event.subject_id = $2
                 AND event.verb = $4
           )",
    )
    .bind(school)
    .bind(id.to_string())
    .bind(Noun::Requisition.code())
    .bind(Verb::Prepared.word())
    .execute(tx.run())
    .await?;
    Ok(())
}

/// It stands in the room.
pub async fn deliver(desk: &Desk<CanDeliver>, id: RequisitionId) -> Result<()> {
    take(desk, id, Verb::Delivered, Progress::deliver).await
}

/// It is back in the prep room.
pub async fn take_back(desk: &Desk<CanDeliver>, id: RequisitionId) -> Result<()> {
    take(desk, id, Verb::Returned, Progress::take_back).await
}

/// Its teacher answers the prep room's question.
pub async fn answer(desk: &Desk<CanRequest>, id: RequisitionId, text: &str) -> Result<()> {
    let mut tx = desk.begin().await?;
    let order = own(desk, &mut tx, id).await?;
    answer_in(desk, &mut tx, &order, text).await?;
    tx.commit().await
}

/// The answer inside a write.
pub(super) async fn answer_in(
    desk: &Desk<CanRequest>,
    tx: &mut Tx,
    order: &Requisition,
    text: &str,
) -> Result<()> {
    advance(desk, tx, order, Verb::Answered, Progress::answer).await?;
    comment::write(tx, order.id, desk.who().member, CommentSort::Answer, text).await
}

/// Its teacher calls it off; a draft goes silently, anything else with a word why where there is one.
pub async fn cancel(desk: &Desk<CanRequest>, id: RequisitionId, why: Option<&str>) -> Result<()> {
    let mut tx = desk.begin().await?;
    let order = own(desk, &mut tx, id).await?;
    advance(desk, &mut tx, &order, Verb::Cancelled, Progress::cancel).await?;
    if let Some(text) = why {
        comment::write(&mut tx, id, desk.who().member, CommentSort::Cancel, text).await?;
    }
    tx.commit().await
}

/// An order that who asks may change; another's is not.
pub(super) async fn own<R: Grant>(
    desk: &Desk<R>,
    tx: &mut Tx,
    id: RequisitionId,
) -> Result<Requisition> {
    let order = find_in(tx, id).await?;
    if changes_own(desk, &order) {
        Ok(order)
    } else {
        Err(Refusal::NotAllowed.into())
    }
}

struct Said<'a>(CommentSort, &'a str);

async fn take<R: Grant>(
    desk: &Desk<R>,
    id: RequisitionId,
    verb: Verb,
    transition: Transition,
) -> Result<()> {
    let mut tx = desk.begin().await?;
    let order = find_in(&mut tx, id).await?;
    advance(desk, &mut tx, &order, verb, transition).await?;
    tx.commit().await
}

async fn take_saying<R: Grant>(
    desk: &Desk<R>,
    id: RequisitionId,
    verb: Verb,
    transition: Transition,
    Said(sort, text): Said<'_>,
) -> Result<()> {
    let mut tx = desk.begin().await?;
    let order = find_in(&mut tx, id).await?;
    advance(desk, &mut tx, &order, verb, transition).await?;
    comment::write(&mut tx, id, desk.who().member, sort, text).await?;
    tx.commit().await
}

/// Applies the transition, saves where the order stands, and records it.
pub(super) async fn advance<R: Grant>(
    desk: &Desk<R>,
    tx: &mut Tx,
    order: &Requisition,
    verb: Verb,
    transition: Transition,
) -> Result<()> {
    let step = Step {
        by: desk.who().member,
        at: tx.at,
    };
    let next = transition(&order.progress, step)?;
    let school = tx.school_key();
    sqlx::query(
        "UPDATE requisition
         SET state = $3, step_by = $4, step_at = $5, version = version + 1
         WHERE school_id = $1
           AND id = $2",
    )
    .bind(school)
    .bind(order.id.to_string())
    .bind(next.state().code())
    .bind(step.by.to_string())
    .bind(step.at.0)
    .execute(tx.run())
    .await?;
    tx.record(
        Noun::Requisition,
        order.id,
        verb.word(),
        Some(&order.progress.state().code()),
        Some(&next.state().code()),
    )
    .await
}
