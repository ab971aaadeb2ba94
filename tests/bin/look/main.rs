//! `cargo xtask look`: a picture of every page as every role sees it, on a phone and a PC, light and dark; and what
//! is wrong with them: what stands out at the side, what the browser complains of, what axe finds.
#![expect(
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a step that fails ends the program; what it finds is printed"
)]

mod axe;
mod finding;
mod pages;
mod scenery;
mod studio;
mod visitors;

use std::process::ExitCode;

use tests::support::told;

use crate::finding::Findings;
use crate::studio::Studio;

#[tokio::main]
async fn main() -> ExitCode {
    let studio = Studio::open(told("TROLLEY_LOOK_FOLDER"), std::env::args().nth(1));
    let mut findings = Findings::default();
    visitors::of_no_school()
        .await
        .shown_by(&studio, &mut findings)
        .await;
    visitors::of_an_empty_school()
        .await
        .shown_by(&studio, &mut findings)
        .await;
    visitors::of_a_full_school()
        .await
        .shown_by(&studio, &mut findings)
        .await;
    for route in pages::routes() {
        if !findings.has_reached(route) {
            findings.add("nobody got to see it", route);
        }
    }
    println!("{findings}");
    if findings.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}
