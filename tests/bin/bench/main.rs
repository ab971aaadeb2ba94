//! `cargo xtask bench`: figures on a school with more than any has. They are for people to judge: nothing fails.
#![expect(
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a step that fails ends the program; its figures are printed"
)]

mod figure;
mod load;
mod process;
mod program;
mod seed;
mod weight;

use std::time::Instant;

use tests::support::database::{Database, Engine};
use tests::support::demo;
use tests::support::school::PASSWORD;
use tests::support::server::Server;

use crate::figure::{Figure, print};
use crate::load::Load;
use crate::process::Process;
use crate::seed::Seeded;

/// How much of everything.
#[derive(Clone, Copy, Debug)]
pub struct Sizes {
    /// Holdings of the school.
    pub holdings: usize,
    /// Requests per figure.
    pub requests: usize,
    /// Rows of the stock list that is read in.
    pub rows: usize,
    /// Labels on the sheets.
    pub labels: usize,
}

const FULL: Sizes = Sizes {
    holdings: 100_000,
    requests: 2_000,
    rows: 10_000,
    labels: 240,
};

const QUICK: Sizes = Sizes {
    holdings: 3_000,
    requests: 160,
    rows: 500,
    labels: 42,
};

#[tokio::main]
async fn main() {
    let sizes = if std::env::args().any(|word| word == "--quick") {
        QUICK
    } else {
        FULL
    };
    println!("making a school of {} holdings", sizes.holdings);
    let database = Database::new(Engine::Sqlite);
    let (seeded, mut figures) = seed::fill(&database, sizes).await;
    figures.extend(program::figures(&database, &seeded, sizes));

    let begun = Instant::now();
    let server = Server::on(database).await;
    figures.push(Figure::time("starting on this data", begun.elapsed()));
    let process = Process(server.process());
    figures.push(Figure::memory(
        "memory, idle after starting",
        process.memory(),
    ));

    figures.extend(weight::of_the_first_page(&server).await);
    let visitor = server.visitor();
    visitor.sign_in(&seeded.email, PASSWORD).await;
    println!("asking at {} connections", load::CONNECTIONS);
    for load in loads(&seeded) {
        figures.push(load.carry_out(&visitor, process, sizes.requests).await);
    }
    figures.push(Figure::memory("memory after all that", process.memory()));
    drop(server);
    figures.push(day(sizes).await);
    print(&figures);
}

/// The board and the prep list of a school that has lessons: the demo trust's.
async fn day(sizes: Sizes) -> Figure {
    let server = Server::demo(Engine::Sqlite).await;
    let people = demo::people(&server.log());
    let technician = people
        .iter()
        .find(|person| person.role.ends_with("technician"))
        .expect("a technician in the demo trust");
    let visitor = server.visitor();
    visitor
        .sign_in(&technician.email, &technician.password)
        .await;
    Load::get("the day, in the demo trust", |_| "/today".to_owned())
        .carry_out(&visitor, Process(server.process()), sizes.requests)
        .await
}

/// What is asked of the server.
fn loads(seeded: &Seeded) -> Vec<Load> {
    let (items, holdings) = (seeded.items.clone(), seeded.holdings.clone());
    vec![
        Load::get("the inventory", |_| "/stock".to_owned()),
        Load::get("a search", |n| {
            format!("/stock?q={}", seed::SEARCHES[n % seed::SEARCHES.len()])
        }),
        Load::get("an item", move |n| {
            format!("/stock/{}", items[n % items.len()])
        }),
        Load::post("a stock movement", &[("amount", "1")], move |n| {
            format!("/holdings/{}/use", holdings[n % holdings.len()])
        }),
    ]
}
