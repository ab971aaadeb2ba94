//! Through HTTP alone.

mod site;
