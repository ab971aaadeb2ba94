//! The open database.

use std::{borrow::Cow, collections::HashSet, sync::Arc};

use sqlx::{
    AnyPool, AssertSqlSafe, SqlSafeStr as _,
    any::install_default_drivers,
    migrate::{Migration, MigrationType, Migrator},
};

use crate::{Clock, Dialect, Fault, Result, dialect, dialect::Pools, kind, location::Places};

/// The open database and the clock: what a desk stands on. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Store {
    pools: Pools,
    dialect: Dialect,
    clock: Clock,
    places: Arc<Places>,
}

/// How to reach the database.
#[derive(Clone, Debug)]
pub struct Connect {
    /// `sqlite:///path/trolley.db` or `postgres://…`.
    pub url: String,
    /// So many connections read at the most. On SQLite one more writes; on PostgreSQL as many again do, so that a process
    /// holds up to twice as many.
    pub connections: u32,
    /// Where time and ids come from.
    pub clock: Clock,
}

impl Connect {
    /// With as many connections as a small server wants, and the real clock.
    pub fn to(url: impl Into<String>) -> Self {
        Self {
            url: url.into(),
            connections: 8,
            clock: Clock::default(),
        }
    }
}

/// The migrations, in order: name and text.
const MIGRATIONS: &[(&str, &str)] = &[
    ("house", include_str!("../../../migrations/0001_house.sql")),
    ("stock", include_str!("../../../migrations/0002_stock.sql")),
    (
        "lessons",
        include_str!("../../../migrations/0003_lessons.sql"),
    ),
    (
        "practice",
        include_str!("../../../migrations/0004_practice.sql"),
    ),
    (
        "substance",
        include_str!("../../../migrations/0005_substance.sql"),
    ),
    ("form", include_str!("../../../migrations/0006_form.sql")),
    (
        "search",
        include_str!("../../../migrations/0007_search.sql"),
    ),
    ("low", include_str!("../../../migrations/0008_low.sql")),
    ("day", include_str!("../../../migrations/0009_day.sql")),
    (
        "import",
        include_str!("../../../migrations/0010_import.sql"),
    ),
];

impl Store {
    /// Opens the database and brings its schema up to date. An SQLite file is made when missing.
    pub async fn open(connect: Connect) -> Result<Self> {
        install_default_drivers();
        let dialect = Dialect::of_url(&connect.url).ok_or_else(|| {
            Fault::Other("the database URL starts with neither sqlite: nor postgres:".to_owned())
        })?;
        let pools = Pools::open(dialect, &connect.url, connect.connections).await?;
        migrator(dialect)
            .run(&pools.writing)
            .await
            .map_err(Fault::from)?;
        dialect::settle(dialect, &pools).await?;
        let store = Self {
            pools,
            dialect,
            clock: connect.clock,
            places: Arc::default(),
        };
        kind::seed(&store).await?;
        Ok(store)
    }

    /// Whether the database answers.
    pub async fn is_ready(&self) -> bool {
        sqlx::query("SELECT 1").execute(self.pool()).await.is_ok()
    }

    /// Waits for what is under way and closes the connections.
    pub async fn close(&self) {
        self.pools.reading.close().await;
        self.pools.writing.close().await;
    }

    /// Takes everything out of every table, at once. What every database holds is back when it is opened next.
    pub async fn clear(&self) -> Result<()> {
        let mut tx = dialect::begin_write(self, "everything").await?;
        // A table is referred to by later ones alone.
        for table in tables().iter().rev() {
            sqlx::query(AssertSqlSafe(format!("DELETE FROM {table}")))
                .execute(&mut *tx)
                .await?;
        }
        Ok(tx.commit().await?)
    }

    /// Which database this is.
    pub fn dialect(&self) -> Dialect {
        self.dialect
    }

    /// The clock.
    pub fn clock(&self) -> &Clock {
        &self.clock
    }

    pub(crate) fn places(&self) -> &Places {
        &self.places
    }

    /// Where what only reads runs.
    pub(crate) fn pool(&self) -> &AnyPool {
        &self.pools.reading
    }

    /// Where what changes anything runs.
    pub(crate) fn writer(&self) -> &AnyPool {
        &self.pools.writing
    }
}

/// Every table, in the order that they are made. One that is made anew stands where it was.
fn tables() -> Vec<&'static str> {
    let mut seen = HashSet::new();
    MIGRATIONS
        .iter()
        .flat_map(|(_, text)| text.lines())
        .filter_map(|line| line.strip_prefix("CREATE TABLE ")?.strip_suffix(" ("))
        .filter(|table| seen.insert(*table))
        .collect()
}

fn migrator(dialect: Dialect) -> Migrator {
    let migrations = MIGRATIONS
        .iter()
        .zip(1..)
        .map(|((name, text), version)| {
            Migration::new(
                version,
                Cow::Borrowed(*name),
                MigrationType::Simple,
                AssertSqlSafe(dialect.schema(text)).into_sql_str(),
                false,
            )
        })
        .collect();
    Migrator::with_migrations(migrations)
}
