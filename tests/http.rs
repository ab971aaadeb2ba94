//! Through HTTP alone.

mod guard;
mod import;
mod rights;
mod site;
