//! The same scenes on both databases.

mod ledger;
mod stock;
