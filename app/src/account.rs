//! Signing in and out, one's own account, people, invitations, forgotten passwords.

mod forgotten;
mod invited;
mod member;
mod own;
mod people;
mod sign_in;

use crate::web::Route;

/// The routes of this room.
pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/sign-in", sign_in::page),
        Route::post("/sign-in", sign_in::create_session),
        Route::post("/sign-out", sign_in::end_session),
        Route::get("/forgotten", forgotten::page),
        Route::post("/forgotten", forgotten::create_reset),
        Route::get("/reset/{token}", forgotten::reset_page),
        Route::post("/reset/{token}", forgotten::create_password),
        Route::get("/me", own::page),
        Route::post(own::NAME, own::change_name),
        Route::post(own::ADDRESS, own::change_address),
        Route::post(own::PASSWORD, own::change_password),
        Route::post(own::ELSEWHERE, own::end_sessions),
        Route::get("/people", people::page),
        Route::post("/people/invitations", people::create_invitation),
        Route::post("/people/invitations/sending", people::create_sending),
        Route::post("/people/invitations/withdrawal", people::create_withdrawal),
        Route::get("/people/{id}", member::page),
        Route::post("/people/{id}", member::change_member),
        Route::post("/people/{id}/details", member::change_details),
        Route::post("/people/{id}/link", member::create_link),
        Route::get("/join/{token}", invited::page),
        Route::post("/join/{token}", invited::create_membership),
    ]
}
