//! What the command line makes: sheets of labels.

use std::process::Command;
use std::time::Instant;

use tests::support::database::Database;
use tests::support::folder::Folder;
use tests::support::server::command;

use crate::Sizes;
use crate::figure::Figure;
use crate::made::{SCHOOL, Seeded};
use crate::process::cpu_of_children;

/// Labels, by the program itself.
pub fn labels(database: &Database, seeded: &Seeded, sizes: Sizes) -> Figure {
    let folder = Folder::new();
    let mut labels = command(database);
    labels.args(["labels", "--school", SCHOOL, "--sheet", "L7160", "--out"]);
    labels.arg(folder.path().join("labels.pdf"));
    let codes = seeded.codes.iter().take(sizes.labels);
    labels.args(codes.map(ToString::to_string));
    let what = format!("a PDF of {} labels, started anew", sizes.labels);
    figure(what, labels)
}

fn figure(what: String, mut program: Command) -> Figure {
    let (cpu, begun) = (cpu_of_children(), Instant::now());
    let output = program.output().expect("the program");
    if output.status.success() {
        Figure::work(what, cpu_of_children().saturating_sub(cpu), begun.elapsed())
    } else {
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        Figure::missing(what, said.lines().next().unwrap_or_default())
    }
}
