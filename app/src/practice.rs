//! What schools share: finding it, adopting it, saying how it went.

mod deeds;
mod list;
mod page;
mod sharing;

pub use sharing::{Sharer, sharing, still_shared};

use crate::web::Route;

/// The routes of this room.
pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/network", list::page),
        Route::get("/network/{id}", page::page),
        Route::post("/network/{id}/adoption", deeds::create_adoption),
        Route::post("/network/{id}/trial", deeds::create_trial),
        Route::post("/network/{id}/withdrawal", deeds::create_withdrawal),
    ]
}
