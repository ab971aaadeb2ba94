//! Through HTTP alone.

mod guard;
mod rights;
mod site;
