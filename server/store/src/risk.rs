//! Risk notes: every version of each, and which one is approved.

mod bearing;
mod hazard;
mod list;
mod step;
mod version;

pub(crate) use bearing::bearing;
pub use hazard::{AskedFor, KitHazard, hazards_here};
pub(crate) use list::WAITING;
pub use list::{Filter, ListQuery, Listed, Page, list, waiting};
pub use step::{Draft, Then, approve, send_back, submit, write};
pub use version::{Named, approved, find, latest, versions};
pub(crate) use version::{approved_in, insert_first};
