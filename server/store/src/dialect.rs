//! The only room that knows which database runs.

mod sizes;

use sqlx::{Any, AnyConnection, AnyPool, Connection as _, Transaction, any::AnyPoolOptions};

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

    const fn begin_write(self) -> &'static str {
        match self {
            Self::Sqlite => "BEGIN IMMEDIATE",
            Self::Postgres => "BEGIN",
        }
    }
}

/// What connections on PostgreSQL are told first.
const POSTGRES: &str = "SET TIME ZONE 'UTC'";

/// What connections on SQLite are told first: those that write, and those that only read. Another process may be
/// reading a long list in; whoever writes meanwhile waits for it, a little less long than for a connection. Who reads
/// looks at the file where the system has it already, up to 256 MB of it, in place of copying page after page.
const SQLITE_WRITING: &str = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; \
     PRAGMA busy_timeout = 25000; PRAGMA cache_size = -16000; PRAGMA temp_store = MEMORY";
const SQLITE_READING: &str = "PRAGMA query_only = ON; PRAGMA busy_timeout = 10000; PRAGMA cache_size = -4000; \
     PRAGMA mmap_size = 268435456; PRAGMA temp_store = MEMORY";

/// The connections. On SQLite one connection writes, and writes stand in line for it: each is served in its turn,
/// where many that find the file locked would try again and again. On PostgreSQL writes wait for each other inside
/// the database, and pages must not wait for a connection behind them: there are two pools of as many connections.
#[derive(Clone, Debug)]
pub(crate) struct Pools {
    pub reading: AnyPool,
    pub writing: AnyPool,
}

impl Pools {
    /// Connects. An SQLite file is made when missing.
    pub(crate) async fn open(dialect: Dialect, url: &str, most: u32) -> Result<Self> {
        let url = match dialect {
            Dialect::Sqlite if !url.contains('?') => format!("{url}?mode=rwc"),
            _ => url.to_owned(),
        };
        try_out(dialect, &url).await?;
        match dialect {
            Dialect::Sqlite => {
                // The writer comes first: it makes the file and its journal, which readers find there.
                let writing = sqlite(1, SQLITE_WRITING).connect(&url).await?;
                let reading = sqlite(most, SQLITE_READING).connect_lazy(&url)?;
                Ok(Self { reading, writing })
            }
            Dialect::Postgres => {
                let writing = greeted(most, POSTGRES).connect(&url).await?;
                let reading = greeted(most, POSTGRES).connect_lazy(&url)?;
                Ok(Self { reading, writing })
            }
        }
    }
}

/// A pool tries again for half a minute and then knows no reason; one connection tells it at once.
async fn try_out(dialect: Dialect, url: &str) -> Result<()> {
    let greeting = match dialect {
        Dialect::Sqlite => SQLITE_WRITING,
        Dialect::Postgres => POSTGRES,
    };
    let mut first = AnyConnection::connect(url).await?;
    sqlx::raw_sql(greeting).execute(&mut first).await?;
    Ok(first.close().await?)
}

/// What a database wants to know once its tables stand.
pub(crate) async fn settle(dialect: Dialect, pools: &Pools) -> Result<()> {
    match dialect {
        Dialect::Sqlite => sizes::tell(&pools.writing).await,
        // It measures by itself.
        Dialect::Postgres => Ok(()),
    }
}

/// A file on this machine does not go away: its connections need not be tried before each use, and stay.
fn sqlite(most: u32, greeting: &'static str) -> AnyPoolOptions {
    greeted(most, greeting)
        .test_before_acquire(false)
        .idle_timeout(None)
        .max_lifetime(None)
}

fn greeted(most: u32, greeting: &'static str) -> AnyPoolOptions {
    AnyPoolOptions::new()
        .max_connections(most)
        .after_connect(move |connection, _| {
            Box::pin(async move {
                sqlx::raw_sql(greeting).execute(connection).await?;
                Ok(())
            })
        })
}

/// Begins a write on which the writes of the same subject wait: SQLite has one writer at a time anyway;
/// PostgreSQL takes a lock named by the subject. So no write ever has to be tried again.
pub(crate) async fn begin_write(store: &Store, subject: &str) -> Result<Transaction<'static, Any>> {
    let dialect = store.dialect();
    let mut tx = store.writer().begin_with(dialect.begin_write()).await?;
    wait_for(dialect, &mut tx, subject).await?;
    Ok(tx)
}

/// Waits, inside a write, for the other writes of one more subject. A school comes before a person, so that no two wait
/// for each other.
pub(crate) async fn wait_for(
    dialect: Dialect,
    run: &mut AnyConnection,
    subject: &str,
) -> Result<()> {
    if dialect == Dialect::Postgres {
        sqlx::query("SELECT CAST(pg_advisory_xact_lock(hashtext($1)) AS TEXT)")
            .bind(subject)
            .execute(run)
            .await?;
    }
    Ok(())
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
