//! Pages, islands and what their forms post to.
//!
//! Each noun has a room: its pages, the deeds that their forms post to, and its islands. A room's
//! `routes` are its lines in the table that the router is built from.

#[cfg(feature = "ssr")]
pub mod account;
#[cfg(feature = "ssr")]
pub mod school;
#[cfg(feature = "ssr")]
pub mod location;
#[cfg(feature = "ssr")]
pub mod substance;
#[cfg(feature = "ssr")]
pub mod item;
#[cfg(feature = "ssr")]
pub mod holding;
#[cfg(feature = "ssr")]
pub mod practical;
#[cfg(feature = "ssr")]
pub mod timetable;
pub mod requisition;
#[cfg(feature = "ssr")]
pub mod risk;
#[cfg(feature = "ssr")]
pub mod label;
#[cfg(feature = "ssr")]
pub mod practice;
#[cfg(feature = "ssr")]
pub mod oversight;
#[cfg(feature = "ssr")]
pub mod find;
pub mod finder;
#[cfg(feature = "ssr")]
pub mod home;
#[cfg(feature = "ssr")]
pub mod import;
#[cfg(any(feature = "ssr", feature = "hydrate"))]
mod live;
#[cfg(feature = "ssr")]
pub mod parts;
pub mod path;
#[cfg(feature = "ssr")]
mod retiring;
#[cfg(feature = "ssr")]
pub mod routes;
#[cfg(test)]
mod style;
#[cfg(feature = "ssr")]
pub mod web;
#[cfg(feature = "ssr")]
pub mod when;
