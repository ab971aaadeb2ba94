//! The same scenes on both databases.

mod account;
mod school;
mod location;
mod substance;
mod item;
mod ledger;
mod practical;
mod timetable;
mod requisition;
mod risk;
mod practice;
mod oversight;
mod waiting;
mod event;
mod form;
mod import;
mod schema;
mod statement;
