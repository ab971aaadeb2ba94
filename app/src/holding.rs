//! Holdings: the page after a scan, its large actions, and the list of what stands somewhere.

mod acts;
mod corrections;
mod deed;
mod edit;
mod hazards;
mod history;
mod making;
mod page;
mod shelf;

use crate::web::Route;

pub(crate) use deed::amount;
pub(crate) use hazards::{Contents, Hazards};
pub(crate) use history::lines;
pub(crate) use page::{hazards as hazard_view, short_mark};
pub(crate) use shelf::{MOVES, Shelf, Shows, bulk, shelf};

/// The routes of this room.
pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/holdings/{id}", page::page),
        Route::post("/holdings/{id}/use", deed::create_use),
        Route::post("/holdings/{id}/move", deed::create_move),
        Route::post("/holdings/{id}/count", deed::create_count),
        Route::post("/holdings/{id}/loss", deed::create_loss),
        Route::post("/holdings/{id}/delivery", deed::create_delivery),
        Route::get("/holdings/{id}/edit", edit::page),
        Route::post("/holdings/{id}/change", edit::create_change),
        Route::post("/holdings/move", deed::create_moves),
        Route::post("/postings/{id}/reversal", deed::create_reversal),
        Route::get("/stock/corrections", corrections::page),
        Route::post("/postings/{id}/look", corrections::create_look),
        Route::post("/holdings/{id}/making", deed::create_making),
    ]
}
