//! The process: configuration, sign-in, HTTP, printing and the command line.

pub mod spreadsheet;
pub mod assets;
pub mod paper;
pub mod command;
