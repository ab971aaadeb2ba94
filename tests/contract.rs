//! The same scenes on both databases.

mod account;
mod event;
mod form;
mod import;
mod ledger;
mod oversight;
mod requisition;
mod schema;
mod school;
mod statement;
mod stock;
mod timetable;
