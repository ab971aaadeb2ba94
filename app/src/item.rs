//! Items: the inventory, an item's page, and their keeping.

mod deed;
mod filters;
mod form;
mod inventory;
mod kind;
mod meant;
mod page;
mod receive;

use crate::web::Route;

pub(crate) use inventory::stock_tabs;
pub(crate) use meant::meant;

/// The routes of this room.
pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/stock", inventory::page),
        Route::post("/stock", deed::create_item),
        Route::get("/stock/new", form::new_page),
        Route::get("/stock/{id}", page::page),
        Route::get("/stock/{id}/edit", form::edit_page),
        Route::post("/stock/{id}/change", deed::create_change),
        Route::post("/stock/{id}/retirement", deed::create_retirement),
        Route::get("/stock/{id}/receive", receive::page),
        Route::post("/stock/{id}/holdings", receive::create_holding),
    ]
}
