//! The same scenes on both databases.

mod account;
mod school;
mod stock;
mod ledger;
mod import;
mod practical;
mod timetable;
mod risk;
mod practice;
mod oversight;
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
