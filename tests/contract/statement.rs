//! Every statement of the store prepares on both databases, with values of the four sorts that it binds.
//!
//! The statements are read from the store's own source: each text in it that begins like one, with the columns that
//! stand in a constant put in. Those that are put together from clauses while the program runs are asked for in every
//! way that a list can be asked.

use std::fs;
use std::path::Path;

use shared::account::right::CanLook;
use shared::kind::Sort;
use shared::moment::Minute;
use shared::practical::{Stage, Subject};
use shared::requisition::State;
use sqlx::{AssertSqlSafe, Connection as _, Either, Executor as _, PgConnection, SqlSafeStr as _};
use sqlx::{SqliteConnection, Statement as _, TypeInfo as _};
use store::{Desk, holding, item, kind, location, practical, practice, requisition, risk};
use tests::on_both;
use tests::support::furnished::Furnished;
use tests::support::scene::{Scene, today};

/// A statement, and where it stands.
#[derive(Debug)]
struct Found {
    file: String,
    text: String,
}

/// What the store binds, in PostgreSQL's words.
const BOUND: [&str; 4] = ["TEXT", "INT8", "FLOAT8", "BYTEA"];

fn statements() -> Vec<Found> {
    let store = Path::new(env!("CARGO_MANIFEST_DIR")).join("../server/store/src");
    let mut found = Vec::new();
    read_folder(&store, &mut found);
    found
}

fn read_folder(folder: &Path, found: &mut Vec<Found>) {
    for entry in fs::read_dir(folder).expect("the store's source").flatten() {
        let path = entry.path();
        if path.is_dir() {
            read_folder(&path, found);
        } else {
            let source = fs::read_to_string(&path).expect("a file");
            // A room's columns may stand in the room around it.
            let around = path.parent().map(|folder| folder.with_extension("rs"));
            let around = around.and_then(|file| fs::read_to_string(file).ok());
            let sources = [source.as_str(), around.as_deref().unwrap_or_default()];
            let columned = columned(&source)
                .into_iter()
                .filter_map(|text| filled(&text, &sources));
            let whole = texts(&source).into_iter().chain(columned);
            let whole = whole.filter(|text| is_statement(text));
            found.extend(whole.map(|text| Found {
                file: path.display().to_string(),
                text,
            }));
        }
    }
}

fn is_statement(text: &str) -> bool {
    let begins = [
        "SELECT ",
        "INSERT INTO ",
        "UPDATE ",
        "DELETE FROM ",
        "WITH ",
    ];
    begins.iter().any(|word| text.starts_with(word)) && !text.ends_with("VALUES")
}

/// The texts in a file of Rust that are used as they stand: not those that a clause or a value is put into.
fn texts(source: &str) -> Vec<String> {
    let mut texts = Vec::new();
    let mut rest = source;
    while let Some(at) = rest.find(['"', '/', '\'']) {
        let (before, here) = rest.split_at(at);
        if here.starts_with("//") {
            rest = here.split_once('\n').map_or("", |(_, after)| after);
        } else if let Some(opened) = here.strip_prefix('"') {
            let (text, after) = text(opened);
            let assembled = ["format!(", "Statement::new(", ".push("];
            if !assembled
                .iter()
                .any(|call| before.trim_end().ends_with(call))
            {
                texts.push(text);
            }
            rest = after;
        } else if here.starts_with("'\"'") || here.starts_with("'\\\"'") {
            rest = &here[here.len().min(3)..];
        } else {
            rest = &here[1..];
        }
    }
    texts
}

/// The statements of a file that have constants put into them.
fn columned(source: &str) -> Vec<String> {
    let mut places = source.split("AssertSqlSafe(format!(");
    places.next();
    let opened = places.filter_map(|rest| rest.trim_start().strip_prefix('"'));
    opened.map(|opened| text(opened).0).collect()
}

/// A text with the constants that it names put in; none where it takes anything else.
fn filled(text: &str, sources: &[&str]) -> Option<String> {
    let Some((before, rest)) = text.split_once('{') else {
        return Some(text.to_owned());
    };
    let (name, after) = rest.split_once('}')?;
    let begins = format!("const {name}: &str = \"");
    let value = sources
        .iter()
        .find_map(|source| source.split_once(&begins))
        .map(|(_, rest)| self::text(rest).0)?;
    filled(&format!("{before}{value}{after}"), sources)
}

/// A text, from behind its first quote, and what follows its last.
fn text(source: &str) -> (String, &str) {
    let mut text = String::new();
    let mut rest = source.chars();
    while let Some(c) = rest.next() {
        match c {
            '"' => return (text, rest.as_str()),
            '\\' => match rest.next() {
                Some('n') => text.push('\n'),
                Some('\n') => rest = rest.as_str().trim_start().chars(),
                Some(other) => text.push(other),
                None => {}
            },
            other => text.push(other),
        }
    }
    (text, "")
}

on_both! {
    async fn every_statement_prepares(database: Database) {
        let Scene { store } = Scene::on(&database).await;
        store.close().await;
        let statements = statements();
        assert!(statements.len() > 100, "the source is read: {} statements", statements.len());
        let refused = match database.url() {
            Some(url) => on_postgres(&url, &statements).await,
            None => on_sqlite(&database.store_url(), &statements).await,
        };
        assert!(refused.is_empty(), "{}", refused.join("\n\n"));
    }

    async fn every_list_answers_whatever_is_asked(database: Database) {
        let Scene { store } = Scene::on(&database).await;
        let furnished = Furnished::found(store, "Northgate School").await;
        let desk: Desk<CanLook> = furnished.people[3].desk();
        let searches = ["", "sodium", "sodium chlor", &"word ".repeat(100)];
        let afters = [None, Some("a~b".to_owned()), Some("~".to_owned()), Some("none".to_owned()), Some("1~2".to_owned())];
        let place = location::tree(&desk).await.expect("places").walk().next().map(|(_, place)| place.id);
        for (q, after) in searches.iter().flat_map(|q| afters.iter().map(move |after| (q, after))) {
            let (q, after) = ((*q).to_owned(), after.clone());
            for subject in [None, Some(Subject::Biology)] {
                let query = practical::ListQuery { q: q.clone(), subject, stages: subject.map(|_| Stage::Ks3).into_iter().collect(), after: after.clone() };
                practical::list(&desk, &query).await.expect("practicals");
                let query = practice::ListQuery { q: q.clone(), subject, after: after.clone() };
                practice::list(&desk, &query).await.expect("what is shared");
            }
            for filter in risk::Filter::ALL {
                let query = risk::ListQuery { filter, q: q.clone(), after: after.clone() };
                risk::list(&desk, &query).await.expect("risk notes");
            }
            for order in item::Order::ALL {
                for (sort, place, flag) in [(None, None, false), (Some(Sort::Chemical), place, true)] {
                    let query = item::ListQuery {
                        q: q.clone(), sort, place, low: flag, expiring: flag, order, after: after.clone(),
                    };
                    item::list(&desk, &query).await.expect("the inventory");
                }
            }
            holding::search(&desk, &q, 5).await.expect("holdings");
            kind::named(&desk, &q).await.expect("kinds");
        }
        let key = requisition::Key { day: today(), starts: Minute(540), id: desk.store().clock().id() };
        for (states, teacher) in [(vec![], None), (State::ALL.to_vec(), Some(furnished.people[0].who().member))] {
            for (latest_first, after) in [(false, None), (true, None), (false, Some(key)), (true, Some(key))] {
                let filter = requisition::Filter { states: states.clone(), teacher, latest_first };
                requisition::list(&desk, &filter, after).await.expect("orders");
            }
        }
    }
}

async fn on_sqlite(url: &str, statements: &[Found]) -> Vec<String> {
    let mut run = SqliteConnection::connect(url).await.expect("a connection");
    let mut refused = Vec::new();
    for Found { file, text } in statements.iter().filter(|found| !is_postgres_own(found)) {
        if let Err(error) = run
            .prepare(AssertSqlSafe(text.clone()).into_sql_str())
            .await
        {
            refused.push(format!("{file}: {error}\n{text}"));
        }
    }
    refused
}

async fn on_postgres(url: &str, statements: &[Found]) -> Vec<String> {
    let mut run = PgConnection::connect(url).await.expect("a connection");
    let mut refused = Vec::new();
    for Found { file, text } in statements.iter().filter(|found| !is_sqlite_own(found)) {
        let prepared = run
            .prepare(AssertSqlSafe(text.clone()).into_sql_str())
            .await;
        let prepared = match prepared {
            Ok(prepared) => prepared,
            Err(error) => {
                refused.push(format!("{file}: {error}\n{text}"));
                continue;
            }
        };
        let Some(Either::Left(types)) = prepared.parameters() else {
            continue;
        };
        let strange = types.iter().find(|of| !BOUND.contains(&of.name()));
        if let Some(strange) = strange {
            refused.push(format!(
                "{file}: takes {}, which is never bound\n{text}",
                strange.name()
            ));
        }
    }
    refused
}

/// The sizes of tables: the dialect's alone.
fn is_sqlite_own(found: &Found) -> bool {
    found.file.contains("/dialect") && found.text.contains("sqlite_")
}

/// The lock of a write: the dialect's alone.
fn is_postgres_own(found: &Found) -> bool {
    found.file.contains("/dialect") && found.text.contains("pg_advisory_xact_lock")
}
