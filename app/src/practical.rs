//! The library of practicals: looking through it, one of them, writing.

mod deeds;
mod edit;
mod kit;
mod kit_card;
mod list;
mod order;
mod page;
mod sent;
pub mod words;

pub(crate) use kit_card::{kit_card, notes_card};

use crate::web::Route;

/// The routes of this room.
pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/practicals", list::page),
        Route::get("/practicals/new", edit::new_page),
        Route::post("/practicals", deeds::create_practical),
        Route::get("/practicals/{id}", page::page),
        Route::get("/practicals/{id}/edit", edit::edit_page),
        Route::get("/practicals/{id}/order", order::page),
        Route::post("/practicals/{id}", deeds::change_practical),
        Route::post("/practicals/{id}/copy", deeds::create_copy),
        Route::post("/practicals/{id}/offer", deeds::create_offer),
        Route::post("/practicals/{id}/retirement", deeds::create_retirement),
        Route::post("/practicals/{id}/sharing", deeds::create_sharing),
    ]
}
