//! Through a real browser, with script and again without.

mod school;
mod requisition;
mod keeping;
mod import;
mod stock;
