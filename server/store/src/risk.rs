//! Risk notes: every version of each, and which one is approved.

mod hazard;
mod list;
mod step;
mod version;

pub use hazard::{KitHazard, hazards, hazards_here};
pub use list::{Filter, ListQuery, Listed, Page, list, waiting};
pub use step::{approve, send_back, submit, write, write_and_submit};
pub use version::{Named, approved, find, latest, versions};
pub(crate) use version::{approved_in, insert_first};
