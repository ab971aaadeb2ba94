//! No page reads all of a big table: how SQLite would carry out each statement that pages ask for. What it chooses
//! doesn't hang on how much there is: it goes by the sizes that the store tells it.

use std::collections::BTreeSet;

use http::Method;
use shared::code::Code;
use sqlx::{AssertSqlSafe, Connection as _, SqliteConnection};
use tests::support::database::{Database, Engine};
use tests::support::furnished::{Furnished, Ids};
use tests::support::http::Visitor;
use tests::support::rooms::Timetable;
use tests::support::scene::Scene;
use tests::support::school::PASSWORD;
use tests::support::server::Server;

/// What grows with the years of a school.
const BIG: [&str; 10] = [
    "code",
    "event",
    "holding",
    "item",
    "movement",
    "posting",
    "requisition",
    "requisition_comment",
    "requisition_line",
    "word",
];

/// Keys that leave all rows of a school, or a good part of them: looking up by them alone reads as much. (The states of
/// orders that are under way leave few.)
const ALL_OF_IT: [&str; 3] = [
    "(school_id=?)",
    "(school_id=? AND noun=?)",
    "(school_id=? AND sort=?)",
];

/// Statements that may: the end of a key, which is found at once; what each place holds, which is counted when stock
/// has changed; and what counts so many and no more.
const ON_PURPOSE: [&str; 5] = [
    "SELECT max(seq)",
    "SELECT location_id, count(*)",
    "SELECT CAST(0 AS BIGINT) AS n,",
    "SELECT (SELECT count(*) FROM member",
    "SELECT (\n             SELECT count(*)\n             FROM (",
];

/// Everything that a school has is taken out on purpose.
const WHOLE: [&str; 2] = ["/stock/export.csv", "/stock/export.xlsx"];

/// The head of a file that was exported.
const EXPORTED: &str = "code,name,amount,unit,place,place within,sort,kind,concentration,minimum,size,serial,lot,\
    supplier,received,opened,made,made by,expiry,notes,item notes";

/// The senior technician.
const KEEPER: &str = "Priya Nair";

/// What is asked of a page besides its address.
fn asked(ids: &Ids) -> Vec<String> {
    let Ids {
        place, order, code, ..
    } = ids;
    let Timetable { class, slot, .. } = ids.timetable;
    let mut asked: Vec<String> = [
        "",
        "q=s",
        "q=salt+sodium&words=sodium",
        "q=7647-14-5",
        "only=low&show=over&whose=all&order=name",
        "only=expiring&show=to-do&order=expiry",
        "sort=chemical&show=out&order=name-down&after=a~b",
        "show=waiting&after=~",
        "show=drafts&whose=mine",
        "day=2026-11-24&from=2026-11-16&to=2026-12-11",
        "of=waiting",
        "of=queried",
        "of=late",
        "period=1",
    ]
    .map(str::to_owned)
    .to_vec();
    asked.extend([
        format!("place={place}&q=s&order={order}"),
        format!("place={place}&code={}", code.plain()),
        format!("of=class&class={class}&slot={slot}&day=2026-11-24"),
        format!("show=over&after=2026-11-24.1.{order}"),
    ]);
    asked
}

#[tokio::test]
async fn no_page_reads_all_of_a_big_table() {
    let database = Database::new(Engine::Sqlite);
    let Scene { store } = Scene::on(&database).await;
    let furnished = Furnished::found(store.clone(), "Northgate School").await;
    store.close().await;
    let url = database.store_url();
    let server = Server::telling_statements(database).await;
    let mut run = SqliteConnection::connect(&url).await.expect("a connection");

    for name in ["Ada Lunt", "Ben Okoro", KEEPER, "Mary Adeyemi"] {
        let visitor = server.visitor();
        visitor
            .sign_in(&furnished.school.address_of(name), PASSWORD)
            .await;
        ask_everything(&visitor, &furnished).await;
        if name == KEEPER {
            bring_a_long_list(&visitor).await;
        }
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
        for query in asked(&furnished.ids) {
            let address = format!("{}?{query}", furnished.ids.fill(page.path));
            visitor.get(&address).await;
        }
    }
}

/// A list of so many things that its names and codes are looked up by the hundred: looked at, and read in.
async fn bring_a_long_list(visitor: &Visitor) {
    let rows = (0..600).map(|n| {
        let code = Code::from_random(n);
        format!("{code},thing {n},1,piece,Store,,equipment")
    });
    let list = [EXPORTED.to_owned()].into_iter().chain(rows);
    let list = list.collect::<Vec<_>>().join("\n");
    let brought = visitor
        .post_file("/import", "long.csv", list.as_bytes())
        .await;
    let upload = brought.location().expect("the preview");
    let page = visitor.get(upload).await.text();
    assert!(page.contains("600 things from long.csv"), "{page}");
    let read_in = visitor.post(&format!("{upload}/import"), &[]).await;
    let result = read_in.location().expect("what came of it");
    assert!(!result.contains("uploads"), "{result}");
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
    // What is in order but for the last columns is sorted piece by piece, and ends with its page too.
    let sorts = plan.iter().any(|step| {
        step == "USE TEMP B-TREE FOR ORDER BY" || step == "USE TEMP B-TREE FOR GROUP BY"
    });
    let last = statement.rsplit(')').next().unwrap_or_default();
    let ends = last.contains("LIMIT") && !sorts;
    let reads_all = |step: &&String| {
        let mut words = step.split(' ');
        let is_scan = words.next() == Some("SCAN");
        let name = words.next().unwrap_or_default();
        let is_of_school = ALL_OF_IT.iter().any(|key| step.contains(key));
        // An index for once is made by reading everything.
        let is_made = step.contains("AUTOMATIC");
        is_big(statement, name) && (is_scan || is_made || (is_of_school && !ends))
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

#[test]
fn a_whole_read_is_seen_however_sqlite_says_it() {
    let reads = |step: &str| {
        let plan = [step.to_owned()];
        whole("SELECT 1 FROM holding AS held", &plan).is_some()
    };
    assert!(reads("SCAN held"));
    assert!(reads(
        "SEARCH holding USING INDEX holding_by_item (school_id=?)"
    ));
    assert!(reads(
        "SEARCH held USING INDEX holding_by_item (school_id=?) LEFT-JOIN"
    ));
    assert!(reads(
        "SEARCH held USING AUTOMATIC COVERING INDEX (item_id=?)"
    ));
    assert!(!reads(
        "SEARCH held USING INDEX holding_by_item (school_id=? AND item_id=?)"
    ));
    assert!(!reads("SCAN kind"));
}
