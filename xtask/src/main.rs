//! What people and CI call.
fn main() {}
