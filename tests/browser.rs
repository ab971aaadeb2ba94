//! Through a real browser, with script and again without.

mod import;
mod school;
