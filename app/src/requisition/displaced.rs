//! What the timetable did to the lesson of an order since: it is told, and the order is moved by its teacher.

use std::collections::HashMap;

use leptos::prelude::*;
use shared::{
    account::right::CanLook,
    id::RequisitionId,
    moment::Day,
    requisition::{Card as Order, Displaced, Requisition, Spot, State},
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

/// An order whose lesson is not where it was, and where it could go.
pub(super) struct Moved {
    displaced: Displaced,
    state: State,
    class: String,
    to: Vec<Lesson>,
}

impl Moved {
    /// Of an order; `free` are lessons that it may be moved to.
    pub(super) async fn of(
        desk: &Desk<CanLook>,
        order: &Requisition,
        free: &[Lesson],
    ) -> Result<Option<Self>, Failed> {
        let (state, day) = (order.progress.state(), order.lesson.day);
        if !state.is_to_come() || day < desk.today() {
            return Ok(None);
        }
        let lessons = lesson::list(desk, day, day, Wanted::default()).await?;
        let displaced = Displaced::of(&Spot::from(order), &lessons);
        let of_class = |lesson: &&Lesson| Some(lesson.class.id) == order.lesson.class;
        Ok(displaced.map(|displaced| Self {
            displaced,
            state,
            class: order.lesson.class_name.clone(),
            to: free
                .iter()
                .filter(of_class)
                .take(OFFERED)
                .cloned()
                .collect(),
        }))
    }

    /// What became of the lesson, and the ways on. The buttons are of the order's own form.
    pub(super) fn view(self) -> AnyView {
        let words = match &self.displaced {
            Displaced::Room(name) => format!("{} has this lesson in {name} now.", self.class),
            Displaced::Gone => format!("{} has no such lesson any more.", self.class),
        };
        let way = if self.state.may_change() {
            "Move the order, or call it off."
        } else {
            "Its teacher can tell the prep room, or call it off."
        };
        let moves = self
            .to
            .into_iter()
            .filter(|_| self.state.may_change())
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
