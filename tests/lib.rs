//! The program from outside: what the tests drive it with. `cargo xtask test` says where everything is.
#![expect(
    clippy::expect_used,
    clippy::panic,
    clippy::missing_panics_doc,
    reason = "a step that fails is a test that fails"
)]

pub mod support;
