//! What waits for a person: the figures beside the stops of the rail, on every page.

use shared::{
    account::{
        Right::{ApproveRisk, MoveStock, Prepare, Request},
        right::CanLook,
    },
    requisition::State,
};

use crate::{Desk, Result, risk::WAITING};

/// So much is counted and no more: a page is as quick on a busy day as on any other.
pub const MOST: i64 = 100;

/// What waits for a person, by what their role is here for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, sqlx::FromRow)]
pub struct Waiting {
    /// Orders that wait for the prep room's answer; for a teacher, those of their own that wait for theirs.
    pub orders: i64,
    /// Items of which there is less than there should be, or nothing.
    pub low: i64,
    /// Risk notes that wait for a decision.
    pub risk_notes: i64,
}

/// Counts what waits: one statement, which reads an index or a hundred rows.
pub async fn count(desk: &Desk<CanLook>) -> Result<Waiting> {
    let who = desk.who();
    let most = |right| if who.role.may(right) { MOST } else { 0 };
    let (state, teacher) = if who.role.may(Prepare) {
        (State::Submitted, String::new())
    } else {
        (State::Queried, who.member.to_string())
    };
    let waiting = sqlx::query_as(sqlx::AssertSqlSafe(format!(
        "SELECT (
             SELECT count(*)
             FROM (
                 SELECT 1
                 FROM requisition
                 WHERE school_id = $1
                   AND state = $2
                   AND ($3 = '' OR teacher_id = $3)
                 LIMIT $4
             ) AS counted
         ) AS orders, (
             SELECT count(*)
             FROM (
                 SELECT 1
                 FROM item
                 WHERE school_id = $1
                   AND total < COALESCE(minimum, 1)
                   AND retired_at IS NULL
                 LIMIT $5
             ) AS counted
         ) AS low, (
             SELECT count(*)
             FROM (
                 SELECT 1
                 {WAITING}
                 LIMIT $6
             ) AS counted
         ) AS risk_notes"
    )))
    .bind(desk.school_key())
    .bind(state.code())
    .bind(teacher)
    .bind(most(Request))
    .bind(most(MoveStock))
    .bind(most(ApproveRisk))
    .fetch_one(desk.pool())
    .await?;
    Ok(waiting)
}
