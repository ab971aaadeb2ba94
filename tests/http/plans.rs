//! No page reads all of a big table: how SQLite would carry out each statement that a page asks for. What it chooses
//! doesn't hang on how much there is: it goes by the sizes that the store tells it.

use std::collections::BTreeSet;

use http::Method;
use sqlx::{AssertSqlSafe, Connection as _, SqliteConnection};
use tests::support::database::{Database, Engine};
use tests::support::furnished::Furnished;
use tests::support::http::Visitor;
use tests::support::scene::Scene;
use tests::support::school::PASSWORD;
use tests::support::server::Server;

/// What grows with the years of a school.
const BIG: [&str; 9] = [
    "code",
    "event",
    "holding",
    "item",
    "movement",
    "posting",
    "requisition",
    "requisition_line",
    "word",
];

/// Keys that all rows of a school share, or all of one noun in it: looking up by them alone reads them all.
const ALL_OF_IT: [&str; 2] = ["(school_id=?)", "(school_id=? AND noun=?)"];

/// What is asked of a page besides its address.
const ASKED: [&str; 6] = [
    "",
    "q=s",
    "q=salt+sodium&words=sodium",
    "state=submitted&class=9X&order=expiry",
    "only=low&show=over&whose=all",
    "day=2026-11-24&from=2026-11-16&to=2026-12-11",
];

/// The end of a key, which is found at once; and what each place holds, which is counted when stock has changed.
const ON_PURPOSE: [&str; 2] = ["SELECT max(seq)", "SELECT location_id, count(*)"];

/// Everything that a school has is taken out on purpose.
const WHOLE: [&str; 2] = ["/stock/export.csv", "/stock/export.xlsx"];

#[tokio::test]
async fn no_page_reads_all_of_a_big_table() {
    let database = Database::new(Engine::Sqlite);
    let Scene { store } = Scene::on(&database).await;
    let furnished = Furnished::found(store.clone(), "Northgate School").await;
    store.close().await;
    let url = database.store_url();
    let server = Server::telling_statements(database).await;
    let mut run = SqliteConnection::connect(&url).await.expect("a connection");

    for name in ["Ada Lunt", "Priya Nair", "Mary Adeyemi"] {
        let visitor = server.visitor();
        visitor
            .sign_in(&furnished.school.address_of(name), PASSWORD)
            .await;
        ask_everything(&visitor, &furnished).await;
    }
    let asked = statements(&server.log());
    assert!(
        asked.len() > 80,
        "the log is read: {} statements",
        asked.len()
    );
    let mut faults = Vec::new();
    for statement in asked {
        let plan = plan(&mut run, &statement).await;
        if let Some(step) = whole(&statement, &plan) {
            faults.push(format!("{step}\n\n{statement}\n\n{}", plan.join("\n")));
        }
    }
    let faults = (faults.len(), faults.join("\n\n----\n\n"));
    assert!(faults.0 == 0, "{} statements\n\n{}", faults.0, faults.1);
}

/// Every page, asked in several ways.
async fn ask_everything(visitor: &Visitor, furnished: &Furnished) {
    let routes = trolley::http::routes().into_iter();
    let pages = routes.filter(|route| route.method == Method::GET && !WHOLE.contains(&route.path));
    for page in pages {
        for query in ASKED {
            let address = format!("{}?{query}", furnished.ids.fill(page.path));
            visitor.get(&address).await;
        }
    }
}

/// The statements that a log tells.
fn statements(log: &str) -> BTreeSet<String> {
    let told = log.split("db.statement=\"").skip(1);
    told.map(|rest| {
        let mut statement = String::new();
        let mut chars = rest.chars();
        while let Some(c) = chars.next() {
            match c {
                '"' => break,
                '\\' => match chars.next() {
                    Some('n') => statement.push('\n'),
                    Some(other) => statement.push(other),
                    None => {}
                },
                other => statement.push(other),
            }
        }
        statement.trim().to_owned()
    })
    .filter(|statement| statement.starts_with("SELECT") || statement.starts_with("WITH"))
    .collect()
}

/// The steps in which SQLite would carry it out.
async fn plan(run: &mut SqliteConnection, statement: &str) -> Vec<String> {
    let explain = format!("EXPLAIN QUERY PLAN {statement}");
    let steps: Vec<(i64, i64, i64, String)> = sqlx::query_as(AssertSqlSafe(explain))
        .fetch_all(run)
        .await
        .expect(statement);
    steps.into_iter().map(|(.., step)| step).collect()
}

/// The step that reads all of a big table, unless it ends with its page.
fn whole(statement: &str, plan: &[String]) -> Option<String> {
    if ON_PURPOSE
        .iter()
        .any(|begins| statement.starts_with(begins))
    {
        return None;
    }
    // What is in order but for the last columns is sorted bit by bit.
    let sorts = plan.iter().any(|step| {
        ["ORDER BY", "GROUP BY"]
            .iter()
            .any(|by| step == &format!("USE TEMP B-TREE FOR {by}"))
    });
    let ends = statement.contains("LIMIT") && !sorts;
    let reads_all = |step: &&String| {
        let mut words = step.split(' ');
        let is_scan = words.next() == Some("SCAN");
        let name = words.next().unwrap_or_default();
        let is_of_school = ALL_OF_IT.iter().any(|key| step.ends_with(key));
        is_big(statement, name) && (is_scan || (is_of_school && !ends))
    };
    plan.iter().find(reads_all).cloned()
}

/// Whether a table in a plan, by its own name or the statement's for it, is a big one.
fn is_big(statement: &str, name: &str) -> bool {
    let words: Vec<&str> = statement
        .split_whitespace()
        .filter(|word| *word != "AS")
        .collect();
    let stands_for = |table: &str| words.windows(2).any(|pair| pair == [table, name]);
    BIG.contains(&name) || BIG.iter().any(|table| stands_for(table))
}
