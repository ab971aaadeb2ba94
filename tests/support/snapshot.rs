//! All that a database holds of a school, row by row, to be compared with what it holds later.

use std::collections::{BTreeMap, BTreeSet};

use shared::id::SchoolId;
use sqlx::{AnyConnection, AssertSqlSafe, Connection as _};

use super::database::Database;

/// What changes by looking at the site: no part of what a school knows.
const PASSING: [&str; 4] = ["_sqlx_migrations", "form_state", "session", "throttle"];

const SQLITE_COLUMNS: &str = "SELECT tables.name || '.' || columns.name
     FROM sqlite_master AS tables
     JOIN pragma_table_info(tables.name) AS columns
     WHERE tables.type = 'table'
       AND tables.name NOT LIKE 'sqlite_%'
     ORDER BY tables.name, columns.cid";

const POSTGRES_COLUMNS: &str = "SELECT table_name || '.' || column_name
     FROM information_schema.columns
     WHERE table_schema = 'public'
     ORDER BY table_name, ordinal_position";

/// The rows of every table: those of one school where the table knows schools, all of them else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snapshot(BTreeMap<String, BTreeSet<String>>);

impl Snapshot {
    /// Takes it.
    pub async fn of(database: &Database, school: SchoolId) -> Self {
        let mut run = connection(database).await;
        let mut tables = BTreeMap::new();
        for (table, columns) in columns(database, &mut run).await {
            let rows = rows(&mut run, &table, &columns, school).await;
            tables.insert(table, rows);
        }
        Self(tables)
    }

    /// What is otherwise later: rows that are gone and rows that came, with their table before them.
    pub fn changed(&self, later: &Self) -> Vec<String> {
        let mut lines = Vec::new();
        for (table, before) in &self.0 {
            let after = &later.0[table];
            let gone = before.difference(after).map(|row| ("-", row));
            let came = after.difference(before).map(|row| ("+", row));
            lines.extend(
                gone.chain(came)
                    .map(|(sign, row)| format!("{sign} {table} {}", beginning(row))),
            );
        }
        lines
    }
}

/// Enough of a row to know it by.
fn beginning(row: &str) -> String {
    row.chars().take(300).collect()
}

/// A connection beside the store's own.
pub async fn connection(database: &Database) -> AnyConnection {
    AnyConnection::connect(&database.store_url())
        .await
        .expect("a connection")
}

/// The tables with their columns.
async fn columns(database: &Database, run: &mut AnyConnection) -> BTreeMap<String, Vec<String>> {
    let text = if database.url().is_some() {
        POSTGRES_COLUMNS
    } else {
        SQLITE_COLUMNS
    };
    let names: Vec<String> = sqlx::query_scalar(text)
        .fetch_all(run)
        .await
        .expect("the columns");
    let mut tables: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for name in names {
        let (table, column) = name.split_once('.').expect("a table's column");
        if !PASSING.contains(&table) {
            let columns = tables.entry(table.to_owned()).or_default();
            columns.push(column.to_owned());
        }
    }
    assert!(tables.len() > 30, "the tables are read: {}", tables.len());
    tables
}

async fn rows(
    run: &mut AnyConnection,
    table: &str,
    columns: &[String],
    school: SchoolId,
) -> BTreeSet<String> {
    let values: Vec<String> = columns
        .iter()
        .map(|column| format!("'{column}=' || coalesce(CAST(\"{column}\" AS TEXT), '-')"))
        .collect();
    let values = values.join(" || ' ' || ");
    // Without schools of its own, a table is compared whole.
    let mine = if columns.iter().any(|column| column == "school_id") {
        "school_id = $1"
    } else {
        "$1 <> ''"
    };
    let text = format!("SELECT {values} FROM \"{table}\" WHERE {mine}");
    let rows: Vec<String> = sqlx::query_scalar(AssertSqlSafe(text))
        .bind(school.to_string())
        .fetch_all(run)
        .await
        .expect("the rows");
    rows.into_iter().collect()
}
