//! The command line: one module for each command that has work of its own.

pub mod labels;
