//! All tests from outside, one program: by what they go through, then by noun.
#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "a step that fails is a test that fails"
)]

mod browser;
mod contract;
mod faults;
mod http;
