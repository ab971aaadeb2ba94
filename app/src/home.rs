//! Home: the page that a role's day begins on.

use axum::response::{IntoResponse as _, Response};
use shared::account::{Right, Role, right::CanLook};

use crate::{
    path::Path,
    web::{Done, Enter, Failed, Route},
};

/// The routes of this room.
pub fn routes() -> Vec<Route> {
    vec![Route::get("/", home)]
}

async fn home(Enter(desk): Enter<CanLook>) -> Result<Response, Failed> {
    let role = desk.who().role;
    if role.may(Right::KeepSchool) && !store::school::steps(&desk).await?.lead_to_an_order() {
        return Ok(Done::to(&Path::Start).into_response());
    }
    let page = match role {
        Role::Teacher => Path::Lessons,
        Role::Technician | Role::SeniorTechnician => Path::Today(None),
        Role::HeadOfScience => Path::Oversight,
        Role::Administrator => Path::People,
    };
    Ok(Done::to(&page).into_response())
}
