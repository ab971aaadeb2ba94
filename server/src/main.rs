//! The program `trolley`.

use std::process::ExitCode;

fn main() -> ExitCode {
    trolley::command::run()
}
