//! The school: founding the first, its first steps, switching between several, its own rules.

mod rules;
mod start;
mod welcome;

use axum::extract::State;
use serde::Deserialize;
use shared::{id::SchoolId, refusal::Refusal};

use crate::{
    path::Path,
    web::{Done, Failed, Route, Sent, Signed, Site},
};

/// The routes of this room.
pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/welcome", welcome::page),
        Route::post("/welcome", welcome::create_school),
        Route::get("/start", start::page),
        Route::post("/school/switch", create_switch),
        Route::get("/school", rules::page),
        Route::post("/school", rules::change_rules),
    ]
}

/// What the school switch sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Switch {
    school: String,
    /// Where to go on; home when empty.
    next: String,
}

/// Looks at another of one's schools.
async fn create_switch(
    State(site): State<Site>,
    signed: Signed,
    sent: Sent<Switch>,
) -> Result<Done, Failed> {
    let school: SchoolId = sent.form.school.parse().map_err(|_| Refusal::NotFound)?;
    store::account::session::switch(&site.store, &signed.token, school).await?;
    Ok(if sent.form.next.is_empty() {
        Done::to(&Path::Home)
    } else {
        Done::to_href(sent.form.next)
    })
}
