//! The timetable: two weeks of lessons, classes, school days and periods; and when technicians are there.

mod calendar;
mod class;
mod classes;
mod grid;
mod periods;
mod presence;
mod slot;

use crate::{
    parts::{Tab, Tabs},
    path::Path,
    web::Route,
};
use leptos::prelude::*;

/// The routes of this room.
pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/timetable", grid::page),
        Route::post("/timetable/lessons", slot::create_slot),
        Route::get("/timetable/lessons/{id}", slot::page),
        Route::post("/timetable/lessons/{id}/change", slot::create_change),
        Route::post("/timetable/lessons/{id}/end", slot::create_end),
        Route::get("/timetable/classes", classes::page),
        Route::post("/timetable/classes", classes::create_class),
        Route::get("/timetable/classes/{id}", class::page),
        Route::post("/timetable/classes/{id}", class::change_class),
        Route::post("/timetable/classes/{id}/size", classes::change_size),
        Route::post(
            "/timetable/classes/{id}/retirement",
            class::create_retirement,
        ),
        Route::get("/timetable/calendar", calendar::page),
        Route::post("/timetable/terms", calendar::create_term),
        Route::post("/timetable/days", calendar::change_day),
        Route::post("/timetable/periods", periods::change_periods),
        Route::get("/presence", presence::page),
        Route::post("/presence/{member}", presence::change_presence),
        Route::post("/presence/{member}/absence", presence::create_absence),
        Route::post("/presence/{member}/return", presence::create_return),
    ]
}

/// The ways between the timetable's pages.
fn tabs(here: &Path) -> AnyView {
    let tabs = [
        (Path::Timetable, "Lessons"),
        (Path::Classes, "Classes"),
        (Path::Calendar, "Calendar"),
        (Path::Presence, "Technicians"),
    ]
    .into_iter()
    .map(|(path, word)| Tab::new(path.href(), word, path == *here))
    .collect();
    view! { <Tabs label="Timetable" tabs/> }.into_any()
}

/// The weekdays of a timetable, Monday is 1.
const WEEKDAYS: [(u8, &str); 5] = [
    (1, "Monday"),
    (2, "Tuesday"),
    (3, "Wednesday"),
    (4, "Thursday"),
    (5, "Friday"),
];

/// A weekday's name.
fn weekday(n: u8) -> &'static str {
    WEEKDAYS
        .into_iter()
        .find(|(of, _)| *of == n)
        .map_or("Weekend", |(_, name)| name)
}
