//! The program `trolley`.
fn main() {}
