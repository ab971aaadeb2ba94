//! Proof that the data is sound, and that names and hazards come out as sources have them.

mod data;
mod hazards;
mod names;
