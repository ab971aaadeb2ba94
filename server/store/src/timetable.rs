//! School days, periods, classes, slots, and the lessons that come of them.

pub mod calendar;
pub mod class;
pub mod lesson;
pub mod slot;
