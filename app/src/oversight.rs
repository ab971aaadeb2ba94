//! Demand against capacity, for the head of science.

mod counted;
mod csv;
mod labs;
mod page;
mod service;

use crate::web::Route;

/// The routes of this room.
pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/oversight", page::page),
        Route::get("/oversight.csv", csv::export),
        Route::get("/oversight/orders", counted::page),
        Route::get("/oversight/labs", labs::page),
        Route::get("/oversight/service", service::page),
    ]
}
