//! Through HTTP alone.

mod account;
mod guard;
mod hostile;
mod import;
mod rights;
mod site;
mod substance;
