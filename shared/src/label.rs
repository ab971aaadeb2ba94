//! What is printed on labels, and what they are printed on.

pub mod sheet;
pub mod pictogram;
