//! Places: the tree of them, what stands in each, and their keeping.

mod choices;
mod deed;
mod form;
mod page;
mod tree;

use crate::web::Route;

pub(crate) use choices::{
    PlaceField, place_field, place_sent, places_to_look_in, small_place_field,
};

/// The routes of this room.
pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/places", tree::page),
        Route::post("/places", deed::create_place),
        Route::get("/places/new", form::new_page),
        Route::get("/places/{id}", page::page),
        Route::get("/places/{id}/edit", form::edit_page),
        Route::post("/places/{id}/change", deed::create_change),
        Route::post("/places/{id}/retirement", deed::create_retirement),
    ]
}
