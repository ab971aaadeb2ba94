//! What else is ordered for a lesson, by whomever.

use shared::{account::Grant, id::RequisitionId, requisition::Spot};

use crate::{Desk, Result, Tx, row, statement::Statement};

/// An order that was sent for a lesson.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ordered {
    /// Which.
    pub id: RequisitionId,
    /// What it is called.
    pub title: String,
    /// Who ordered it.
    pub teacher: String,
}

/// The orders of a lesson that were sent and neither called off nor declined, but for one.
pub async fn ordered<R: Grant>(
    desk: &Desk<R>,
    lesson: &Spot,
    without: Option<RequisitionId>,
) -> Result<Vec<Ordered>> {
    let statement = statement(&desk.school_key(), lesson, without);
    read(statement.rows(desk.pool()).await?)
}

/// The same, inside a write.
pub(super) async fn ordered_in(
    tx: &mut Tx,
    lesson: &Spot,
    without: RequisitionId,
) -> Result<Vec<Ordered>> {
    let statement = statement(&tx.school_key(), lesson, Some(without));
    read(statement.rows_in(tx.run()).await?)
}

/// Which orders these are is said as [`Spot::is`] says it.
fn statement(school: &str, lesson: &Spot, without: Option<RequisitionId>) -> Statement {
    let mut statement = Statement::new(
        "SELECT requisition.id, requisition.title, person.name
FROM requisition
JOIN member ON member.school_id = requisition.school_id
           AND member.id = requisition.teacher_id
JOIN person ON person.id = member.person_id",
    );
    let school = statement.mark(school);
    let day = statement.mark(lesson.day.to_string());
    let slot = statement.mark(lesson.slot.map(|id| id.to_string()).unwrap_or_default());
    let class = statement.mark(lesson.class.map(|id| id.to_string()).unwrap_or_default());
    let period = statement.mark(i64::from(lesson.period));
    let teacher = statement.mark(lesson.teacher.to_string());
    let room = statement.mark(lesson.room.to_string());
    let without = statement.mark(without.map(|id| id.to_string()).unwrap_or_default());
    statement.push(&format!(
        "WHERE requisition.school_id = {school}
AND requisition.day = {day}
AND (requisition.slot_id = {slot}
     OR requisition.class_id = {class}
        AND requisition.period = {period}
        AND (requisition.teacher_id = {teacher} OR requisition.location_id = {room}))
AND requisition.id <> {without}
AND requisition.submitted_at IS NOT NULL
AND requisition.state NOT IN ('draft', 'cancelled', 'declined')
ORDER BY requisition.submitted_at, requisition.id"
    ));
    statement
}

fn read(rows: Vec<(String, String, String)>) -> Result<Vec<Ordered>> {
    rows.into_iter()
        .map(|(id, title, teacher)| {
            Ok(Ordered {
                id: row::parse("requisition.id", &id)?,
                title,
                teacher,
            })
        })
        .collect()
}
