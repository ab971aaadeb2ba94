//! Operations and all SQL. One module per noun.
//!
//! Every operation takes a [`Desk`]: who asks, at which school, with which right. Reads run on the
//! pool; writes run in a [`Tx`], which holds the school's write lock and records an event.

pub mod account;
pub mod school;
pub mod location;
pub mod substance;
pub mod kind;
pub mod item;
pub mod holding;
pub mod ledger;
pub mod practical;
pub mod timetable;
pub mod presence;
pub mod requisition;
pub mod risk;
pub mod practice;
pub mod oversight;
pub mod waiting;
pub mod event;
mod clock;
pub mod code;
mod desk;
mod dialect;
mod error;
pub mod form_state;
pub mod import;
mod page;
mod retire;
mod row;
mod secret;
mod statement;
mod store;
mod tx;
mod word;

pub use clock::Clock;
pub use desk::{Desk, Member};
pub use dialect::Dialect;
pub use error::{Error, Fault, Result};
pub use secret::{Token, ticket};
pub use store::{Connect, Store};
pub use tx::Tx;
