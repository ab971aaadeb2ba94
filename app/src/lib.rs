//! Pages, islands and what their forms post to.

#[cfg(feature = "ssr")]
pub mod gallery;
#[cfg(feature = "ssr")]
pub mod parts;
#[cfg(all(test, feature = "ssr"))]
mod style;
