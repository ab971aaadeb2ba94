//! Reference data: what chemistry, law and the trade know. Native only, inside the binary.

pub mod substance;
pub mod sheet;
pub mod kind;
pub mod practical;
