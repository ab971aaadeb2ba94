//! Risk notes: what waits, one note with its computed hazards, writing and deciding, and the sheet for paper.

mod deeds;
mod edit;
mod list;
mod page;
mod paper;
mod parts;

use crate::web::Route;

pub use list::{state_badge, waiting_href};
pub use parts::{Substances, note_text, pictograms_of};

/// The routes of this room.
pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/risk-notes", list::page),
        Route::get("/risk-notes/{practical}", page::page),
        Route::get("/risk-notes/{practical}/edit", edit::page),
        Route::get("/risk-notes/{practical}/paper", paper::page),
        Route::post("/risk-notes/{practical}", deeds::create_version),
        Route::post(
            "/risk-notes/{practical}/submission",
            deeds::create_submission,
        ),
        Route::post("/risk-notes/{practical}/approval", deeds::create_approval),
        Route::post("/risk-notes/{practical}/return", deeds::create_return),
    ]
}
