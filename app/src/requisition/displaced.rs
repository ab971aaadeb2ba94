//! What the timetable did to the lesson of an order since: it is told, and the order is moved by its teacher.

use std::collections::HashMap;

use leptos::prelude::*;
use shared::{
    account::right::CanLook,
    id::RequisitionId,
    moment::Day,
    requisition::{Card as Order, Displaced, Requisition, Spot},
    timetable::Lesson,
};
use store::{
    Desk,
    timetable::lesson::{self, Wanted},
};

use super::words;
use crate::{
    parts::{Button, Remark},
    path::Path,
    web::Failed,
};

/// So many lessons are offered to move an order to.
const OFFERED: usize = 3;

/// Which of some orders are not where they were ordered for, while they have yet to come to their lessons.
pub(super) fn among(
    orders: &[Order],
    lessons: &[Lesson],
    today: Day,
) -> HashMap<RequisitionId, Displaced> {
    orders
        .iter()
        .filter(|order| order.state.is_to_come() && order.day >= today)
        .filter_map(|order| Some((order.id, Displaced::of(&Spot::from(order), lessons)?)))
        .collect()
}

/// Above the lessons of its teacher.
pub(super) fn remark(order: &Order, displaced: &Displaced) -> AnyView {
    let words = format!(
        "{}, {}: {} ",
        words::short_lesson(order.day, &order.period),
        order.class_name,
        sentence(displaced),
    );
    let (title, href) = (order.title.clone(), Path::Order(order.id).href());
    view! { <Remark warns=true>{words}<a class="link" href=href>{title}</a></Remark> }.into_any()
}

fn sentence(displaced: &Displaced) -> String {
    match displaced {
        Displaced::Room(name) => format!("the timetable has this lesson in {name} now."),
        Displaced::Gone => "the timetable has no such lesson any more.".to_owned(),
    }
}

/// Whether both are one lesson on one day.
fn is_one(one: &Lesson, other: &Lesson) -> bool {
    (one.slot, one.day.day) == (other.slot, other.day.day)
}

/// An order whose lesson is not where it was, and where it could go.
pub(super) struct Moved {
    displaced: Displaced,
    way: Way,
    class: String,
}

/// What can be done about it.
enum Way {
    /// By who looks: these are lessons of the class.
    Move(Vec<Lesson>),
    /// By its teacher.
    TeacherMoves,
    /// The prep room has it already.
    TeacherTells,
}

impl Moved {
    /// Of an order; `free` are lessons that it may be moved to by who writes it, and none for who only looks.
    pub(super) async fn of(
        desk: &Desk<CanLook>,
        order: &Requisition,
        free: Option<&[Lesson]>,
    ) -> Result<Option<Self>, Failed> {
        let (state, day) = (order.progress.state(), order.lesson.day);
        if !state.is_to_come() || day < desk.today() {
            return Ok(None);
        }
        let lessons = lesson::list(desk, day, day, Wanted::default()).await?;
        let spot = Spot::from(order);
        let Some(displaced) = Displaced::of(&spot, &lessons) else {
            return Ok(None);
        };
        let way = match free.filter(|_| state.may_change()) {
            Some(free) => {
                let (zone, now) = (desk.who().zone, desk.now());
                let is_same = |lesson: &&Lesson| {
                    spot.is(&Spot::from(*lesson)) && !lesson.period.is_over(zone, day, now)
                };
                let same = lessons.iter().find(is_same);
                let is_other = |lesson: &&Lesson| {
                    let is_of_class = Some(lesson.class.id) == order.lesson.class;
                    is_of_class && same.is_none_or(|same| !is_one(same, lesson))
                };
                let to = same.into_iter().chain(free.iter().filter(is_other));
                Way::Move(to.take(OFFERED).cloned().collect())
            }
            None if state.may_change() => Way::TeacherMoves,
            None => Way::TeacherTells,
        };
        let class = order.lesson.class_name.clone();
        Ok(Some(Self {
            displaced,
            way,
            class,
        }))
    }

    /// What became of the lesson, and the ways on. The buttons are of the order's own form.
    pub(super) fn view(self) -> AnyView {
        let words = match &self.displaced {
            Displaced::Room(name) => format!("{} has this lesson in {name} now.", self.class),
            Displaced::Gone => format!("{} has no such lesson any more.", self.class),
        };
        let (way, to) = match self.way {
            Way::Move(to) if to.is_empty() => {
                ("Call it off: it has no other lesson to move to.", to)
            }
            Way::Move(to) => ("Move the order, or call it off.", to),
            Way::TeacherMoves => ("Its teacher can move it, or call it off.", Vec::new()),
            Way::TeacherTells => (
                "Its teacher can tell the prep room, or call it off.",
                Vec::new(),
            ),
        };
        let moves = to
            .into_iter()
            .map(|lesson| {
                let value = format!("move.{}.{}", lesson.slot, lesson.day.day);
                let to = words::short_lesson(lesson.day.day, &lesson.period);
                let words = format!("Move to {to}, {}", lesson.room_name);
                view! { <Button name="act" value=value>{words}</Button> }
            })
            .collect_view();
        let moves = view! { <div class="row">{moves}</div> }.into_any();
        view! { <Remark warns=true after=moves>{format!("The timetable has changed: {words} {way}")}</Remark> }
            .into_any()
    }
}
