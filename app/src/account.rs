//! Signing in and out, people, invitations, forgotten passwords.

mod sign_in;

use crate::web::Route;

/// The routes of this room.
pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/sign-in", sign_in::page),
        Route::post("/sign-in", sign_in::create_session),
        Route::post("/sign-out", sign_in::end_session),
    ]
}
