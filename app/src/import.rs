//! A technician's own stock list: brought, looked at, read in, taken back.

mod columns;
mod names;
mod page;
mod result;
mod rows;
mod show;
mod upload;

use axum::{extract::DefaultBodyLimit, handler::Handler as _};

use crate::web::Route;

/// What is taken off the wire of a file that is too large, so that its sender hears why. It is not kept.
const LARGEST_SENT: usize = 256 * 1024 * 1024;

/// The routes of this room.
pub fn routes() -> Vec<Route> {
    let bring = page::create_upload.layer(DefaultBodyLimit::max(LARGEST_SENT));
    vec![
        Route::get("/import", page::page),
        Route::post("/import", bring),
        Route::get("/import/uploads/{id}", upload::page),
        Route::post("/import/uploads/{id}/layout", upload::change_layout),
        Route::post("/import/uploads/{id}/names", upload::change_names),
        Route::post("/import/uploads/{id}/import", upload::create_import),
        Route::post("/import/uploads/{id}/discarding", upload::create_discarding),
        Route::get("/import/{id}", result::page),
        Route::post("/import/{id}/undoing", result::create_undoing),
    ]
}
