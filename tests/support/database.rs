//! Either database, for one test.

use std::path::Path;

use super::folder::Folder;
use super::postgres;

/// Which database a scene runs on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// The embedded one.
    Sqlite,
    /// The one for many processes.
    Postgres,
}

/// A data folder and, on PostgreSQL, a database: empty at first, gone after the test.
#[derive(Debug)]
pub struct Database {
    folder: Folder,
    postgres: Option<postgres::Database>,
}

impl Database {
    /// An empty one.
    pub fn new(engine: Engine) -> Self {
        let postgres = (engine == Engine::Postgres).then(|| postgres::cluster().database());
        Self {
            folder: Folder::new(),
            postgres,
        }
    }

    /// Another empty one, on the same engine.
    #[must_use]
    pub fn another(&self) -> Self {
        let is_postgres = self.postgres.is_some();
        Self::new(if is_postgres {
            Engine::Postgres
        } else {
            Engine::Sqlite
        })
    }

    /// The data folder, as `TROLLEY_DATA` names it.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// What `DATABASE_URL` says, where it says anything.
    pub fn url(&self) -> Option<String> {
        self.postgres.as_ref().map(postgres::Database::url)
    }

    /// What the store connects to.
    pub fn store_url(&self) -> String {
        self.url().unwrap_or_else(|| {
            let file = self.folder().join("trolley.db");
            format!("sqlite://{}", file.display())
        })
    }
}

/// Makes two tests of one scene: `NAME::sqlite` and `NAME::postgres`.
///
/// ```text
/// on_both! {
///     async fn a_count_corrects_the_book(database: Database) { … }
/// }
/// ```
#[macro_export]
macro_rules! on_both {
    ($($(#[$about:meta])* async fn $name:ident($database:ident: Database) $scene:block)*) => {$(
        async fn $name($database: $crate::support::database::Database) $scene

        $(#[$about])*
        mod $name {
            use $crate::support::database::{Database, Engine};

            #[tokio::test]
            async fn sqlite() {
                super::$name(Database::new(Engine::Sqlite)).await;
            }

            #[tokio::test]
            async fn postgres() {
                super::$name(Database::new(Engine::Postgres)).await;
            }
        }
    )*};
}
