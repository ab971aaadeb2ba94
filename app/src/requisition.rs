//! Orders: a teacher's lessons, writing an order, the prep room's board and lists, checking in.

#[cfg(feature = "ssr")]
mod board;
#[cfg(feature = "ssr")]
mod change;
#[cfg(feature = "ssr")]
mod check_in;
#[cfg(feature = "ssr")]
mod choose;
#[cfg(feature = "ssr")]
mod concern;
#[cfg(feature = "ssr")]
mod deeds;
#[cfg(feature = "ssr")]
mod displaced;
#[cfg(feature = "ssr")]
mod gathered;
#[cfg(any(feature = "ssr", feature = "hydrate"))]
mod keep;
#[cfg(feature = "ssr")]
pub(crate) mod lessons;
#[cfg(feature = "ssr")]
mod list;
#[cfg(feature = "ssr")]
mod page;
#[cfg(feature = "ssr")]
mod paper;
#[cfg(feature = "ssr")]
mod plan;
#[cfg(feature = "ssr")]
mod prospect;
#[cfg(feature = "ssr")]
mod side;
#[cfg(feature = "ssr")]
mod tray;
#[cfg(any(feature = "ssr", feature = "hydrate"))]
mod was;
#[cfg(feature = "ssr")]
pub(crate) mod words;
#[cfg(feature = "ssr")]
mod write;

#[cfg(feature = "ssr")]
pub use routes::routes;

#[cfg(feature = "ssr")]
mod routes {
    use super::{board, change, check_in, choose, deeds, lessons, list, page, paper, plan};
    use crate::web::Route;

    /// The routes of this room.
    pub fn routes() -> Vec<Route> {
        vec![
            Route::get("/lessons", lessons::page),
            Route::get("/today", board::day_page),
            Route::get("/week", board::week_page),
            Route::get("/today/prep-list", paper::page),
            Route::post(plan::TICKS, plan::create_tick),
            Route::post("/today/acceptance", board::create_acceptance),
            Route::get("/orders", list::page),
            Route::get("/orders/new", choose::new_page),
            Route::post("/orders", choose::create_order),
            Route::get("/orders/{id}", page::page),
            Route::post("/orders/{id}", change::change_order),
            Route::get("/orders/{id}/practical", choose::change_page),
            Route::post("/orders/{id}/practical", choose::change_practical),
            Route::post("/orders/{id}/acceptance", deeds::create_acceptance),
            Route::post("/orders/{id}/query", deeds::create_query),
            Route::post("/orders/{id}/answer", deeds::create_answer),
            Route::post("/orders/{id}/refusal", deeds::create_refusal),
            Route::post("/orders/{id}/ticks", deeds::create_tick),
            Route::post("/orders/{id}/preparation", deeds::create_preparation),
            Route::post("/orders/{id}/delivery", deeds::create_delivery),
            Route::post("/orders/{id}/return", deeds::create_return),
            Route::post("/orders/{id}/undo", deeds::create_undo),
            Route::post("/orders/{id}/note-reading", deeds::create_note_reading),
            Route::post("/orders/{id}/message", deeds::create_message),
            Route::post("/orders/{id}/repetition", deeds::create_repetition),
            Route::post("/orders/{id}/cancellation", deeds::create_cancellation),
            Route::get("/orders/{id}/check-in", check_in::page),
            Route::post("/orders/{id}/check-in", check_in::create_check_in),
        ]
    }
}
