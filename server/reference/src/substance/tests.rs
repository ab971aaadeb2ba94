//! Proof that the data is sound, and that names and hazards come out as sources have them.

mod bottles;
mod data;
mod hazards;
mod names;
mod worked;
