//! `cargo xtask bench`: figures on a school with more than any has. They are for people to judge: nothing fails.
#![expect(
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a step that fails ends the program; its figures are printed"
)]

mod figure;
mod load;
mod made;
mod orders;
mod process;
mod program;
mod upload;
mod weight;

use std::time::Instant;

use tests::support::database::Engine;
use tests::support::server::Server;
use trolley::demo;

use crate::figure::{Figure, print};
use crate::load::Load;
use crate::made::{ELSEWHERE, EMAIL, Seeded};
use crate::process::Process;

/// How much of everything.
#[derive(Clone, Copy, Debug)]
pub struct Sizes {
    /// Holdings of the school.
    pub holdings: usize,
    /// Its orders.
    pub orders: usize,
    /// Requests per figure.
    pub requests: usize,
    /// Rows of the stock list that is read in.
    pub rows: usize,
    /// Labels on the sheets.
    pub labels: usize,
}

const FULL: Sizes = Sizes {
    holdings: 100_000,
    orders: 10_000,
    requests: 2_000,
    rows: 10_000,
    labels: 240,
};

const QUICK: Sizes = Sizes {
    holdings: 3_000,
    orders: 1_000,
    requests: 160,
    rows: 500,
    labels: 42,
};

/// What every page is wanted in: processor time of the server, and the slowest but one in a hundred.
const A_PAGE: &str = "4 ms CPU, p99 50 ms";

#[tokio::main]
async fn main() {
    let is_asked = |word: &str| std::env::args().any(|given| given == word);
    let sizes = if is_asked("--quick") { QUICK } else { FULL };
    let engine = if is_asked("--postgres") {
        Engine::Postgres
    } else {
        Engine::Sqlite
    };
    let (database, seeded) = made::school(engine, sizes, is_asked("--fresh")).await;
    let labels = program::labels(&database, &seeded, sizes);

    let begun = Instant::now();
    let server = Server::on(database).await;
    let process = Process(server.process());
    let mut figures = vec![
        Figure::time("starting on this data", begun.elapsed()).wanted("500 ms"),
        Figure::memory("memory, idle after starting", process.memory()).wanted("60 MB"),
    ];
    figures.extend(weight::of_the_first_page(&server).await);
    figures.push(labels);

    let visitor = server.visitor();
    visitor.sign_in(EMAIL, demo::PASSWORD).await;
    println!("asking at {} connections", load::CONNECTIONS);
    for load in loads(&seeded) {
        figures.push(load.carry_out(&visitor, process, sizes.requests).await);
    }
    let title = format!(
        "{} holdings, {} orders, on {engine:?}",
        sizes.holdings, sizes.orders
    );
    print(&title, &figures);
    let mut figures = upload::of_a_list(&visitor, process, sizes).await;
    let other = server.visitor();
    other.sign_in(ELSEWHERE, demo::PASSWORD).await;
    figures.extend(upload::of_everything(&visitor, &other, process).await);
    figures.push(Figure::memory("memory after all that", process.memory()));
    print("reading a list in", &figures);
}

/// What is asked of the server.
fn loads(seeded: &Seeded) -> Vec<Load> {
    let Seeded { room, day, .. } = seeded;
    let (room, day) = (room.clone(), day.clone());
    let address = |of: String| move |_: usize| of.clone();
    let one_of = |all: Vec<String>| move |n: usize| all[n % all.len()].clone();
    let items: Vec<String> = paths("/stock/", &seeded.items);
    let holdings: Vec<String> = paths("/holdings/", &seeded.holdings);
    let orders: Vec<String> = paths("/orders/", &seeded.orders);
    let uses: Vec<String> = holdings.iter().map(|path| format!("{path}/use")).collect();
    let sheet: Vec<String> = seeded
        .codes
        .iter()
        .take(21)
        .map(|code| format!("code={code}"))
        .collect();
    vec![
        Load::get("the inventory", address("/stock".to_owned())).wanted(A_PAGE),
        Load::get("a search", |n| {
            format!("/stock?q={}", made::SEARCHES[n % made::SEARCHES.len()])
        })
        .wanted(A_PAGE),
        Load::get("what a room holds", address(format!("/stock?place={room}"))),
        Load::get("what is low", address("/stock?only=low".to_owned())),
        Load::get("the finder", |n| {
            format!("/find?q={}", made::SEARCHES[n % made::SEARCHES.len()])
        }),
        Load::get("an item", one_of(items)),
        Load::get("a holding", one_of(holdings)),
        Load::get("all places", address("/places".to_owned())),
        Load::get("a place", address(format!("/places/{room}"))),
        Load::get(
            "choosing labels",
            address(format!("/labels?{}", sheet.join("&"))),
        ),
        Load::get("the day", address(format!("/today?day={day}"))),
        Load::get("the week", address(format!("/week?day={day}"))),
        Load::get(
            "the prep list",
            address(format!("/today/prep-list?day={day}")),
        ),
        Load::get("all orders", address("/orders".to_owned())),
        Load::get("an order", one_of(orders)),
        Load::get("the practicals", address("/practicals".to_owned())),
        Load::get("oversight", address("/oversight".to_owned())),
        Load::post("a stock movement", &[("amount", "1")], one_of(uses)),
    ]
}

fn paths<T: ToString>(to: &str, ids: &[T]) -> Vec<String> {
    ids.iter()
        .map(|id| format!("{to}{}", id.to_string()))
        .collect()
}
