//! The process: configuration, sign-in, HTTP, printing and the command line.

pub mod assets;
pub mod command;
pub mod config;
pub mod demo;
pub mod http;
pub mod paper;
