//! Pages, islands and what their forms post to.
