//! The tables, keys and indexes are the same on both databases, and text has byte order on both.

use sqlx::{AnyConnection, Connection as _};
use tests::on_both;
use tests::support::database::{Database, Engine};
use tests::support::scene::Scene;

/// Columns as SQLite tells them, in PostgreSQL's words.
const SQLITE_COLUMNS: &str = "SELECT 'column ' || tables.name || '.' || columns.name || ' '
            || CASE columns.type WHEN 'INTEGER' THEN 'bigint' WHEN 'TEXT' THEN 'text C' WHEN 'BLOB' THEN 'bytea'
                    WHEN 'REAL' THEN 'double precision' ELSE columns.type END
            || CASE WHEN columns.\"notnull\" = 1 OR columns.pk > 0 THEN ' NOT NULL' ELSE '' END
     FROM sqlite_master AS tables
     JOIN pragma_table_info(tables.name) AS columns
     WHERE tables.type = 'table'
       AND tables.name NOT LIKE 'sqlite_%'";

const SQLITE_INDEXES: &str = "SELECT 'index ' || tables.name
            || CASE indexes.origin WHEN 'pk' THEN ' primary' ELSE '' END
            || CASE indexes.\"unique\" WHEN 1 THEN ' unique' ELSE '' END
            || CASE indexes.partial WHEN 1 THEN ' partial' ELSE '' END || ' '
            || (SELECT group_concat(coalesce(parts.name, '?'), ',' ORDER BY parts.seqno)
                FROM pragma_index_info(indexes.name) AS parts)
     FROM sqlite_master AS tables
     JOIN pragma_index_list(tables.name) AS indexes
     WHERE tables.type = 'table'";

const SQLITE_KEYS: &str = "SELECT 'key ' || tables.name || ' ' || keys.\"table\" || ' '
            || group_concat(keys.\"from\", ',' ORDER BY keys.seq) || ' ' || lower(keys.on_delete)
     FROM sqlite_master AS tables
     JOIN pragma_foreign_key_list(tables.name) AS keys
     WHERE tables.type = 'table'
     GROUP BY tables.name, keys.id, keys.\"table\", keys.on_delete";

const POSTGRES_COLUMNS: &str =
    "SELECT 'column ' || table_name || '.' || column_name || ' ' || data_type
            || coalesce(' ' || collation_name, '')
            || CASE is_nullable WHEN 'NO' THEN ' NOT NULL' ELSE '' END
     FROM information_schema.columns
     WHERE table_schema = 'public'";

const POSTGRES_INDEXES: &str = "SELECT 'index ' || tables.relname
            || CASE WHEN indexes.indisprimary THEN ' primary' ELSE '' END
            || CASE WHEN indexes.indisunique THEN ' unique' ELSE '' END
            || CASE WHEN indexes.indpred IS NOT NULL THEN ' partial' ELSE '' END || ' '
            || (SELECT string_agg(coalesce(columns.attname, '?'), ',' ORDER BY parts.n)
                FROM unnest(CAST(indexes.indkey AS smallint[])) WITH ORDINALITY AS parts (attnum, n)
                LEFT JOIN pg_attribute AS columns ON columns.attrelid = tables.oid
                                                 AND columns.attnum = parts.attnum)
     FROM pg_index AS indexes
     JOIN pg_class AS tables ON tables.oid = indexes.indrelid
     WHERE tables.relnamespace = CAST('public' AS regnamespace)";

const POSTGRES_KEYS: &str = "SELECT 'key ' || tables.relname || ' ' || others.relname || ' '
            || (SELECT string_agg(columns.attname, ',' ORDER BY parts.n)
                FROM unnest(keys.conkey) WITH ORDINALITY AS parts (attnum, n)
                JOIN pg_attribute AS columns ON columns.attrelid = tables.oid
                                            AND columns.attnum = parts.attnum)
            || CASE keys.confdeltype WHEN 'c' THEN ' cascade' WHEN 'n' THEN ' set null' ELSE ' no action' END
     FROM pg_constraint AS keys
     JOIN pg_class AS tables ON tables.oid = keys.conrelid
     JOIN pg_class AS others ON others.oid = keys.confrelid
     WHERE keys.contype = 'f'";

/// The schema, a sorted line for each of its parts.
async fn schema(database: &Database) -> Vec<String> {
    let Scene { store } = Scene::on(database).await;
    store.close().await;
    let mut run = AnyConnection::connect(&database.store_url())
        .await
        .expect("a connection");
    let texts = if database.url().is_some() {
        [POSTGRES_COLUMNS, POSTGRES_INDEXES, POSTGRES_KEYS]
    } else {
        [SQLITE_COLUMNS, SQLITE_INDEXES, SQLITE_KEYS]
    };
    let mut lines = Vec::new();
    for text in texts {
        let found: Vec<String> = sqlx::query_scalar(text)
            .fetch_all(&mut run)
            .await
            .expect("the schema");
        lines.extend(
            found
                .into_iter()
                .filter(|line| !line.contains(" _sqlx_migrations")),
        );
    }
    lines.sort();
    lines
}

mod both_schemas_are_equal {
    use super::*;

    #[tokio::test]
    async fn postgres() {
        let one = schema(&Database::new(Engine::Sqlite)).await;
        let other = schema(&Database::new(Engine::Postgres)).await;
        let missing: Vec<&String> = one.iter().filter(|line| !other.contains(line)).collect();
        let more: Vec<&String> = other.iter().filter(|line| !one.contains(line)).collect();
        assert!(
            missing.is_empty() && more.is_empty(),
            "SQLite alone: {missing:#?}\nPostgreSQL alone: {more:#?}"
        );
        assert!(one.len() > 100, "the schema is read: {} parts", one.len());
    }
}

on_both! {
    async fn a_school_stands_in_every_tenants_key(database: Database) {
        let lines = schema(&database).await;
        let tenants = lines.iter().filter_map(|line| line.strip_prefix("column ")?.split_once(".school_id "));
        // A session, a link or a code is what the school is found by; what is shared belongs to all of them.
        let without = ["session", "invitation", "code", "adoption", "practice", "trial"];
        let tenants = tenants.filter(|(table, _)| !without.contains(table));
        let keys = tenants.filter_map(|(table, _)| lines.iter().find(|line| line.starts_with(&format!("index {table} primary "))));
        let others: Vec<&String> = keys.filter(|key| !key.contains(" school_id")).collect();
        assert!(others.is_empty(), "{others:#?}");
    }
}
