//! The words and rules of a prep room. No I/O: this crate runs on the server and in the browser.
//!
//! One module per noun, in the same order as on every other floor of the house.

pub mod account;
pub mod school;
pub mod location;
pub mod substance;
pub mod kind;
pub mod holding;
pub mod practical;
pub mod timetable;
pub mod requisition;
pub mod risk;
pub mod label;
pub mod practice;
pub mod amount;
pub mod availability;
pub mod capacity;
pub mod code;
pub mod concentration;
pub mod form;
pub mod id;
pub mod import;
pub mod moment;
pub mod name;
pub mod refusal;
