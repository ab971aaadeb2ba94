//! What the command line takes: a preview of a stock list, and sheets of labels.

use std::fs;
use std::process::Command;
use std::time::Instant;

use tests::support::database::Database;
use tests::support::folder::Folder;
use tests::support::server::command;

use crate::Sizes;
use crate::figure::Figure;
use crate::process::cpu_of_children;
use crate::seed::{Seeded, name};

/// The preview of a list, and the labels, by the program itself.
pub fn figures(database: &Database, seeded: &Seeded, sizes: Sizes) -> Vec<Figure> {
    let folder = Folder::new();
    let list = folder.path().join("list.csv");
    fs::write(&list, rows(sizes.rows)).expect("a file for the list");
    let mut preview = command(database);
    preview.args(["import", "--dry-run"]).arg(list);

    let sheets = folder.path().join("labels.pdf");
    let mut labels = command(database);
    labels.args(["labels", "--sheet", "L7160", "--out"]);
    labels.arg(sheets).args(&seeded.codes);

    vec![
        figure(
            format!(
                "a preview of {} rows, the program's start included",
                sizes.rows
            ),
            preview,
        ),
        figure(
            format!(
                "a PDF of {} labels, the program's start included",
                seeded.codes.len()
            ),
            labels,
        ),
    ]
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

/// A list as a spreadsheet writes it.
fn rows(count: usize) -> String {
    let mut list = "Item,Place,Quantity\n".to_owned();
    for n in 0..count {
        let row = format!("\"{}\",Room {},{}\n", name(n), n / 400 + 1, n % 30 + 1);
        list.push_str(&row);
    }
    list
}
