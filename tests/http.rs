//! Through HTTP alone.

mod guard;
mod hostile;
mod import;
mod rights;
mod site;
mod substance;
