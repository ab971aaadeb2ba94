//! The same scenes on both databases.

mod account;
mod school;
mod stock;
mod ledger;
mod import;
mod timetable;
mod oversight;
mod event;
mod form;
mod schema;
mod statement;
