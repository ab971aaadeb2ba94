//! What asks for a kind: kits, and orders that are not over.

use shared::{
    kind::{KindId, Sort},
    requisition::State,
};

use crate::{Result, Tx, requisition::states, statement::Statement};

/// Lets all of a school that asks for one kind ask for another. An edit that began before is stale.
pub(super) async fn follow(tx: &mut Tx, from: &KindId, to: &KindId, sort: Sort) -> Result<()> {
    kits(tx, from, to).await?;
    orders(tx, from, to, sort).await
}

async fn kits(tx: &mut Tx, from: &KindId, to: &KindId) -> Result<()> {
    let mut edited = Statement::new("UPDATE practical\nSET version = version + 1");
    let school = edited.mark(tx.school_key());
    let kind = edited.mark(from.as_str());
    edited.push(&format!(
        "WHERE school_id = {school}
AND id IN (
    SELECT practical_id
    FROM practical_line
    WHERE school_id = {school}
      AND kind_id = {kind}
)"
    ));
    edited.run(tx.run()).await?;
    let mut lines = Statement::new("UPDATE practical_line");
    let school = lines.mark(tx.school_key());
    let (from, to) = (lines.mark(from.as_str()), lines.mark(to.as_str()));
    lines.push(&format!(
        "SET kind_id = {to}\nWHERE school_id = {school}\nAND kind_id = {from}"
    ));
    lines.run(tx.run()).await?;
    Ok(())
}

/// An order that is over tells what was asked for then.
async fn orders(tx: &mut Tx, from: &KindId, to: &KindId, sort: Sort) -> Result<()> {
    let is_going_on = |state: State| !state.is_over();
    let mut edited = Statement::new("UPDATE requisition\nSET version = version + 1");
    let school = edited.mark(tx.school_key());
    let kind = edited.mark(from.as_str());
    let going_on = states(&mut edited, is_going_on);
    edited.push(&format!(
        "WHERE school_id = {school}
AND state IN {going_on}
AND id IN (
    SELECT requisition_id
    FROM requisition_line
    WHERE school_id = {school}
      AND kind_id = {kind}
)"
    ));
    edited.run(tx.run()).await?;
    let mut lines = Statement::new("UPDATE requisition_line");
    let school = lines.mark(tx.school_key());
    let (from, to) = (lines.mark(from.as_str()), lines.mark(to.as_str()));
    let sort = lines.mark(sort.code());
    let going_on = states(&mut lines, is_going_on);
    lines.push(&format!(
        "SET kind_id = {to}, sort = {sort}
WHERE school_id = {school}
AND kind_id = {from}
AND requisition_id IN (
    SELECT id
    FROM requisition
    WHERE school_id = {school}
      AND state IN {going_on}
)"
    ));
    lines.run(tx.run()).await?;
    Ok(())
}
