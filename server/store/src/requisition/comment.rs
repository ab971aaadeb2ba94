//! What the prep room and the teacher say to one another.

use shared::{
    account::Grant,
    id::{MemberId, RequisitionId},
    moment::Moment,
    requisition::{Comment, CommentSort},
};

use crate::{Desk, Result, Tx, row};

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
