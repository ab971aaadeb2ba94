//! The only room that knows which database runs.

use sqlx::{Any, Transaction};

use crate::{Result, Store};

/// Which of the two databases.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialect {
    /// Embedded, one file.
    Sqlite,
    /// A server, any number of processes.
    Postgres,
}

impl Dialect {
    /// Which database a connection URL names, if either.
    pub fn of_url(url: &str) -> Option<Self> {
        match url.split(':').next()? {
            "sqlite" => Some(Self::Sqlite),
            "postgres" | "postgresql" => Some(Self::Postgres),
            _ => None,
        }
    }

    /// A migration's text in this database's own type names.
    pub(crate) fn schema(self, text: &str) -> String {
        match self {
            Self::Sqlite => text.replace("\n);", "\n) STRICT;"),
            // Byte order for text on both databases, so that lists and prefix ranges agree.
            Self::Postgres => map_types(text, |word| match word {
                "INTEGER" => Some("BIGINT"),
                "TEXT" => Some("TEXT COLLATE \"C\""),
                "BLOB" => Some("BYTEA"),
                _ => None,
            }),
        }
    }

    /// What a new connection is told first.
    pub(crate) const fn greeting(self) -> &'static str {
        match self {
            Self::Sqlite => {
                "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; \
                 PRAGMA busy_timeout = 10000; PRAGMA cache_size = -16000; PRAGMA temp_store = MEMORY"
            }
            Self::Postgres => "SET TIME ZONE 'UTC'",
        }
    }

    const fn begin_write(self) -> &'static str {
        match self {
            Self::Sqlite => "BEGIN IMMEDIATE",
            Self::Postgres => "BEGIN",
        }
    }
}

/// Begins a write on which the writes of the same subject wait: SQLite has one writer at a time anyway;
/// PostgreSQL takes a lock named by the subject. So no write ever has to be tried again.
pub(crate) async fn begin_write(store: &Store, subject: &str) -> Result<Transaction<'static, Any>> {
    let dialect = store.dialect();
    let mut tx = store.pool().begin_with(dialect.begin_write()).await?;
    if dialect == Dialect::Postgres {
        sqlx::query("SELECT CAST(pg_advisory_xact_lock(hashtext($1)) AS TEXT)")
            .bind(subject)
            .execute(&mut *tx)
            .await?;
    }
    Ok(tx)
}

fn map_types(text: &str, map: impl Fn(&str) -> Option<&'static str>) -> String {
    text.lines()
        .map(|line| {
            if line.starts_with("--") {
                return line.to_owned();
            }
            line.split_inclusive(|c: char| !c.is_ascii_alphanumeric() && c != '_')
                .map(|piece| {
                    let word =
                        piece.trim_end_matches(|c: char| !c.is_ascii_alphanumeric() && c != '_');
                    map(word).map_or_else(
                        || piece.to_owned(),
                        |to| format!("{to}{}", &piece[word.len()..]),
                    )
                })
                .collect()
        })
        .collect::<Vec<String>>()
        .join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_types_are_renamed() {
        let text = "-- TEXT stays\nCREATE TABLE a (\n    id TEXT NOT NULL,\n    n INTEGER,\n    TEXTUAL BLOB\n);\n";
        assert_eq!(
            Dialect::Postgres.schema(text),
            "-- TEXT stays\nCREATE TABLE a (\n    id TEXT COLLATE \"C\" NOT NULL,\n    n BIGINT,\n    TEXTUAL BYTEA\n);"
        );
        assert!(Dialect::Sqlite.schema(text).contains(") STRICT;"));
    }
}
