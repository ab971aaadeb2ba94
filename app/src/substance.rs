//! Chemicals: what the reference data and the school say of each, its hazards at a strength, and how its solutions
//! are made.

mod edit;
mod list;
mod page;
mod recipe;
mod words;

use crate::web::Route;

pub(crate) use recipe::recipe_href;
pub(crate) use words::in_short;

/// The routes of this room.
pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/chemicals", list::page),
        Route::get("/chemicals/{id}", page::page),
        Route::get("/chemicals/{id}/edit", edit::page),
        Route::post("/chemicals/{id}/change", edit::create_change),
        Route::get("/chemicals/{id}/solution", recipe::page),
    ]
}
