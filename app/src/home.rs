//! Home: the page that a role's day begins on.

use axum::response::{IntoResponse as _, Response};
use shared::account::{Role, right::CanLook};

use crate::{
    path::Path,
    web::{Done, Enter, Route},
};

/// The routes of this room.
pub fn routes() -> Vec<Route> {
    vec![Route::get("/", home)]
}

async fn home(Enter(desk): Enter<CanLook>) -> Response {
    let page = match desk.who().role {
        Role::Teacher => Path::Lessons,
        Role::Technician | Role::SeniorTechnician => Path::Today(None),
        Role::HeadOfScience => Path::Oversight,
        Role::Administrator => Path::People,
    };
    Done::to(&page).into_response()
}
