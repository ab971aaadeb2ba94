//! The words and rules of a prep room. No I/O: this crate runs on the server and in the browser.
//!
//! One module per noun, in the same order as on every other floor of the house.

pub mod account;
pub mod amount;
pub mod capacity;
pub mod availability;
pub mod code;
pub mod form;
pub mod id;
pub mod label;
pub mod import;
pub mod concentration;
pub mod kind;
pub mod practical;
pub mod substance;
pub mod location;
pub mod holding;
pub mod moment;
pub mod name;
pub mod refusal;
pub mod requisition;
pub mod school;
pub mod timetable;
pub mod risk;
pub mod practice;
