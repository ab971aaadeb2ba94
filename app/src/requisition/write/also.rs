//! The same order for other classes: one tap for each.

use leptos::prelude::*;
use shared::{requisition::Requisition, timetable::Lesson};

use super::super::words;
use crate::parts::{Button, Tone};

/// Another class of the teacher's, and its lessons to come for which nothing is ordered.
pub(super) struct Class {
    name: String,
    year: u8,
    lessons: Vec<Lesson>,
}

/// How many lessons of a class are offered.
const OFFERED: usize = 3;

/// The teacher's other classes, by name: those of the same year, or all where there is none.
pub(super) fn classes(order: &Requisition, free: Vec<Lesson>) -> Vec<Class> {
    let is_own = |lesson: &Lesson| Some(lesson.class.id) == order.lesson.class;
    let year = free.iter().find(|lesson| is_own(lesson));
    let year = year.map(|lesson| lesson.class.year);
    let mut classes: Vec<Class> = Vec::new();
    for lesson in free {
        if is_own(&lesson) || lesson.teacher != order.teacher {
            continue;
        }
        let known = classes
            .iter_mut()
            .find(|class| class.name == lesson.class.name);
        match known {
            Some(class) if class.lessons.len() < OFFERED => class.lessons.push(lesson),
            Some(_) => {}
            None => classes.push(Class {
                name: lesson.class.name.clone(),
                year: lesson.class.year,
                lessons: vec![lesson],
            }),
        }
    }
    if classes.iter().any(|class| Some(class.year) == year) {
        classes.retain(|class| Some(class.year) == year);
    }
    classes.sort_by(|a, b| a.name.cmp(&b.name));
    classes
}

/// A draft of the same for another class, where the teacher has one.
pub(super) fn offer(classes: &[Class]) -> Option<AnyView> {
    let names: Vec<&str> = classes.iter().map(|class| class.name.as_str()).collect();
    let rows = classes
        .iter()
        .map(|class| {
            let lessons = class
                .lessons
                .iter()
                .map(|lesson| {
                    let value = format!("also.{}.{}", lesson.slot, lesson.day.day);
                    let when = words::lesson(lesson.day.day, &lesson.period);
                    let label = format!("Also for {}, {when}", class.name);
                    view! { <Button tone=Tone::Plain name="act" value=value label=label>{when.clone()}</Button> }
                })
                .collect_view();
            view! { <li class="row"><b>{class.name.clone()}</b>{lessons}</li> }
        })
        .collect_view();
    (!names.is_empty()).then(|| {
        view! {
            <details class="also">
                <summary class="link">{format!("Also for {}", names.join(", "))}</summary>
                <p class="small quiet">"Makes the same draft for that lesson, for as many groups as the class has."</p>
                <ul class="stack">{rows}</ul>
            </details>
        }
        .into_any()
    })
}
