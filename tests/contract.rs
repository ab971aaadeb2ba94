//! The same scenes on both databases.

mod ledger;
mod import;
mod stock;
