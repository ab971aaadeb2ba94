//! The words and rules of a prep room. No I/O: this crate runs on the server and in the browser.

pub mod code;
pub mod name;
pub mod amount;
pub mod label;
pub mod import;
pub mod concentration;
pub mod kind;
pub mod practical;
pub mod substance;
