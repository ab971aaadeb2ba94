//! What the prep room and the teacher say to one another.

use std::collections::HashMap;

use shared::{
    account::{Grant, right::CanRequest},
    id::{MemberId, RequisitionId},
    moment::Moment,
    refusal::Refusal,
    requisition::{Comment, CommentSort, Verb},
};

use super::step::own;
use crate::{Desk, Result, Tx, event::Noun, row, statement::Statement};

/// What was said about an order, the oldest first.
pub async fn comments<R: Grant>(desk: &Desk<R>, id: RequisitionId) -> Result<Vec<Comment>> {
    let rows: Vec<(String, String, i64, String, String)> = sqlx::query_as(
        "SELECT requisition_comment.member_id, person.name, requisition_comment.at, requisition_comment.sort,
                requisition_comment.text
         FROM requisition_comment
         JOIN member ON member.school_id = requisition_comment.school_id
                    AND member.id = requisition_comment.member_id
         JOIN person ON person.id = member.person_id
         WHERE requisition_comment.school_id = $1
           AND requisition_comment.requisition_id = $2
         ORDER BY requisition_comment.n",
    )
    .bind(desk.school_key())
    .bind(id.to_string())
    .fetch_all(desk.pool())
    .await?;
    rows.into_iter()
        .map(|(by, name, at, sort, text)| {
            Ok(Comment {
                by: row::parse("requisition_comment.member_id", &by)?,
                name,
                at: Moment(at),
                sort: row::named("requisition_comment.sort", &sort, CommentSort::from_code)?,
                text,
            })
        })
        .collect()
}

/// Its teacher says something to the prep room about an order that can't be changed any more.
pub async fn tell(desk: &Desk<CanRequest>, id: RequisitionId, text: &str) -> Result<()> {
    let mut tx = desk.begin().await?;
    let order = own(desk, &mut tx, id).await?;
    let state = order.progress.state();
    if !state.may_be_told() {
        let is = state.title().to_owned();
        return Err(Refusal::WrongStep { is }.into());
    }
    write(&mut tx, id, desk.who().member, CommentSort::Message, text).await?;
    let verb = Verb::Told.word();
    tx.record::<(), ()>(Noun::Requisition, id, verb, None, None)
        .await?;
    tx.commit().await
}

/// How many messages of their teachers' some orders have; those without are not named.
pub async fn messages<R: Grant>(
    desk: &Desk<R>,
    ids: &[RequisitionId],
) -> Result<Vec<(RequisitionId, usize)>> {
    let mut statement = Statement::new("SELECT requisition_id, count(*)\nFROM requisition_comment");
    let school = statement.mark(desk.school_key());
    let ids = statement.list(ids.iter().map(ToString::to_string));
    let message = statement.mark(CommentSort::Message.code());
    statement.push(&format!(
        "WHERE school_id = {school}
AND requisition_id IN {ids}
AND sort = {message}
GROUP BY requisition_id
ORDER BY requisition_id"
    ));
    let rows: Vec<(String, i64)> = statement.rows(desk.pool()).await?;
    rows.into_iter()
        .map(|(order, count)| {
            Ok((
                row::parse("requisition_comment.requisition_id", &order)?,
                row::narrow("count", count)?,
            ))
        })
        .collect()
}

/// Why orders were declined, by order: the last word of each.
pub async fn refusals<R: Grant>(
    desk: &Desk<R>,
    ids: &[RequisitionId],
) -> Result<HashMap<RequisitionId, String>> {
    let mut statement = Statement::new("SELECT requisition_id, text\nFROM requisition_comment");
    let school = statement.mark(desk.school_key());
    let ids = statement.list(ids.iter().map(ToString::to_string));
    let decline = statement.mark(CommentSort::Decline.code());
    statement.push(&format!(
        "WHERE school_id = {school}
AND requisition_id IN {ids}
AND sort = {decline}
ORDER BY requisition_id, n"
    ));
    let rows: Vec<(String, String)> = statement.rows(desk.pool()).await?;
    rows.into_iter()
        .map(|(order, text)| {
            let order = row::parse("requisition_comment.requisition_id", &order)?;
            Ok((order, text))
        })
        .collect()
}

/// What the teachers of some orders said to the prep room: the note of each, then its messages. Those who said nothing
/// are not named.
pub async fn said<R: Grant>(
    desk: &Desk<R>,
    ids: &[RequisitionId],
) -> Result<HashMap<RequisitionId, Vec<String>>> {
    let mut statement = Statement::new(
        "SELECT requisition.id, 0 AS n, requisition.note AS text
FROM requisition",
    );
    let school = statement.mark(desk.school_key());
    let ids = statement.list(ids.iter().map(ToString::to_string));
    let message = statement.mark(CommentSort::Message.code());
    statement.push(&format!(
        "WHERE requisition.school_id = {school}
AND requisition.id IN {ids}
AND requisition.note IS NOT NULL
UNION ALL
SELECT requisition_comment.requisition_id, requisition_comment.n, requisition_comment.text
FROM requisition_comment
WHERE requisition_comment.school_id = {school}
AND requisition_comment.requisition_id IN {ids}
AND requisition_comment.sort = {message}
ORDER BY 1, 2"
    ));
    let rows: Vec<(String, i64, String)> = statement.rows(desk.pool()).await?;
    let mut said: HashMap<RequisitionId, Vec<String>> = HashMap::new();
    for (order, _, text) in rows {
        let order = row::parse("requisition.id", &order)?;
        said.entry(order).or_default().push(text);
    }
    Ok(said)
}

/// Writes down what was said.
pub(super) async fn write(
    tx: &mut Tx,
    id: RequisitionId,
    by: MemberId,
    sort: CommentSort,
    text: &str,
) -> Result<()> {
    let (school, at) = (tx.school_key(), tx.at.0);
    sqlx::query(
        "INSERT INTO requisition_comment (school_id, requisition_id, n, member_id, at, sort, text)
         SELECT $1, $2, COALESCE(max(n), 0) + 1, $3, $4, $5, $6
         FROM requisition_comment
         WHERE school_id = $1
           AND requisition_id = $2",
    )
    .bind(school)
    .bind(id.to_string())
    .bind(by.to_string())
    .bind(at)
    .bind(sort.code())
    .bind(text)
    .execute(tx.run())
    .await?;
    Ok(())
}
