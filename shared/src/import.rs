//! A stock list that a technician has kept so far, and what it says.
//!
//! A [`Grid`] of text is read by a [`Layout`], which is guessed and may be changed by the person,
//! into [`Reading`]s: one for each thing that was written. Nothing is lost on the way: every cell
//! that is not blank becomes a reading, part of one, a heading, or is named as skipped.

mod grid;
pub mod guard;

pub use grid::{Grid, Sheet, column_letters};
