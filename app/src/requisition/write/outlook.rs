//! How an order's lines stand, and the ways out where one is short.

use shared::{
    account::right::CanLook,
    amount::Amount,
    availability::{Feasibility, Wanted},
    kind::KindId,
    moment::Day,
    requisition::{Line, Requisition, Spot},
    timetable::Lesson,
};
use store::{
    Desk,
    requisition::{self, Similar},
    timetable::lesson,
};

use super::super::prospect::{Prospect, wanted};
use crate::web::Failed;

/// How far ahead another lesson is looked for.
const DAYS_AHEAD: i64 = 14;

/// How the lines stand, and where else they would.
pub(super) struct Outlook {
    /// How each line stands, in the order's own order.
    pub standing: Vec<Feasibility>,
    /// The nearest other lesson of the class at which nothing is short, when something is.
    pub nearest: Option<Lesson>,
    /// What is free and could stand in for the first line in trouble, and how much of it there is.
    pub stand_in: Option<(Similar, Amount)>,
}

impl Outlook {
    /// Of an order; `free` are lessons for which nothing is ordered yet.
    pub(super) async fn of(
        desk: &Desk<CanLook>,
        order: &Requisition,
        free: &[Lesson],
    ) -> Result<Self, Failed> {
        let Prospect {
            outlook,
            wanted,
            lines: standing,
        } = Prospect::of(desk, order).await?;
        let window = outlook.window_of(order);
        let Some((line, _)) = in_trouble(order, &standing) else {
            return Ok(Self {
                standing,
                nearest: None,
                stand_in: None,
            });
        };
        let lessons: Vec<&Lesson> = free
            .iter()
            .filter(|lesson| Some(lesson.class.id) == order.lesson.class)
            .collect();
        let windows: Vec<_> = lessons
            .iter()
            .map(|lesson| outlook.window(lesson.day.day, &lesson.period))
            .collect();
        let nearest = outlook.book.nearest(&wanted, window, &windows);
        Ok(Self {
            nearest: nearest.map(|at| lessons[at].clone()),
            stand_in: stand_in(desk, order, line).await?,
            standing,
        })
    }
}

/// The first thing like a line's that is free for the lesson, and how much of it there is.
async fn stand_in(
    desk: &Desk<CanLook>,
    order: &Requisition,
    line: &Line,
) -> Result<Option<(Similar, Amount)>, Failed> {
    let similar = requisition::similar(desk, line).await?;
    let kinds: Vec<&KindId> = similar.iter().map(|similar| &similar.kind).collect();
    let outlook = requisition::outlook(desk, &kinds, Some(order.id)).await?;
    let window = outlook.window_of(order);
    let is_enough = |similar: Similar| {
        let instead = Wanted {
            kind: Some(similar.kind.clone()),
            ..wanted(line)
        };
        match outlook.book.line(&instead, window) {
            Feasibility::Enough { free } => Some((similar, free)),
            _ => None,
        }
    };
    Ok(similar.into_iter().find_map(is_enough))
}

/// The first line that is short, or else the first that is out of date by then, or that the school does not keep.
pub(super) fn in_trouble<'a>(
    order: &'a Requisition,
    standing: &'a [Feasibility],
) -> Option<(&'a Line, &'a Feasibility)> {
    let lines = || order.lines.iter().zip(standing);
    lines()
        .find(|(_, standing)| standing.is_short())
        .or_else(|| lines().find(|(_, standing)| standing.needs_look()))
}

fn last_day(desk: &Desk<CanLook>, order: &Requisition) -> Day {
    order.lesson.day.max(desk.today()) + chrono::TimeDelta::days(DAYS_AHEAD)
}

/// Lessons of the teacher's, or of the class, that are still to come and for which nothing is ordered.
pub(super) async fn free_lessons(
    desk: &Desk<CanLook>,
    order: &Requisition,
) -> Result<Vec<Lesson>, Failed> {
    let tomorrow = desk.today() + chrono::TimeDelta::days(1);
    let until = last_day(desk, order);
    let lessons = lesson::list(desk, tomorrow, until, lesson::Wanted::default()).await?;
    let ordered = requisition::board(desk, tomorrow, until).await?;
    let drafts = requisition::with_drafts(desk, Some(order.teacher), tomorrow, until).await?;
    let own = Spot::from(order);
    let others = || ordered.iter().chain(&drafts);
    let is_taken = |lesson: &Spot| {
        let is_own = own.slot == lesson.slot && own.day == lesson.day;
        // The order itself is there, too: what became of its lesson is free for it.
        let others = others().filter(|card| !card.state.is_over() && card.id != order.id);
        is_own || others.map(Spot::from).any(|card| card.is(lesson))
    };
    Ok(lessons
        .into_iter()
        .filter(|lesson| {
            lesson.teacher == order.teacher || Some(lesson.class.id) == order.lesson.class
        })
        .filter(|lesson| !is_taken(&Spot::from(lesson)))
        .collect())
}
