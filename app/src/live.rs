//! Pages that follow what is typed: they ask for the page that their form would bring, and show its parts.

#[cfg(feature = "hydrate")]
pub(crate) mod ask;
mod filter;

#[cfg(feature = "ssr")]
pub(crate) use filter::LiveFilter;
