//! The built program, serving on a free port of this machine.

use std::process::Command;
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::browser::{Browser, Look};
use super::database::{Database, Engine};
use super::folder::Folder;
use super::http::Visitor;
use super::keeper::Keeper;
use super::{free_port, told};

/// How long a start may take, its demo trust included, on a machine with much else to do.
const PATIENCE: Duration = Duration::from_secs(90);

/// A running server. It ends with its test.
#[derive(Debug)]
pub struct Server {
    keeper: Keeper,
    base: String,
    // After the server in the order of ends: it still writes while it stops.
    database: Arc<Database>,
    _logs: Folder,
}

impl Server {
    /// A server without data: its first page makes the first school.
    pub async fn empty(engine: Engine) -> Self {
        Self::start(Database::new(engine), &[]).await
    }

    /// A server with the demo trust.
    pub async fn demo(engine: Engine) -> Self {
        Self::start(Database::new(engine), &["--demo"]).await
    }

    /// A server on data that is already there; several may share them.
    pub async fn on(database: impl Into<Arc<Database>>) -> Self {
        Self::start(database, &[]).await
    }

    /// The same, and its log tells every statement that it asks the database.
    pub async fn telling_statements(database: impl Into<Arc<Database>>) -> Self {
        Self::start(database, &["--log", "info,sqlx=debug"]).await
    }

    async fn start(database: impl Into<Arc<Database>>, words: &[&str]) -> Self {
        let database = database.into();
        let logs = Folder::new();
        let addr = format!("127.0.0.1:{}", free_port());
        let base = format!("http://{addr}");
        let keeper = Keeper::start(
            command(&database)
                .arg("serve")
                .args(words)
                .env("TROLLEY_ADDR", addr)
                .env("TROLLEY_BASE_URL", &base),
            "TERM",
            &logs.path().join("log"),
            None,
        );
        let mut server = Self {
            keeper,
            base,
            database,
            _logs: logs,
        };
        server.wait().await;
        server
    }

    /// Waits for it to answer. Making the demo is long on a busy machine, so patience ends only when nothing
    /// new is said for so long.
    async fn wait(&mut self) {
        let mut heard = (Instant::now(), 0);
        let visitor = self.visitor();
        while !visitor
            .try_get("/readyz")
            .await
            .is_some_and(|reply| reply.status.is_success())
        {
            assert!(
                !self.keeper.has_ended(),
                "the server ended:\n{}",
                self.keeper.log()
            );
            let said = self.keeper.log().len();
            if said > heard.1 {
                heard = (Instant::now(), said);
            }
            assert!(
                heard.0.elapsed() < PATIENCE,
                "the server is not ready:\n{}",
                self.keeper.log()
            );
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    /// Its address, such as `http://127.0.0.1:40001`.
    pub fn base(&self) -> &str {
        &self.base
    }

    /// Its data.
    pub fn database(&self) -> &Database {
        &self.database
    }

    /// Its process number.
    pub fn process(&self) -> u32 {
        self.keeper.program()
    }

    /// What it has logged.
    pub fn log(&self) -> String {
        self.keeper.log()
    }

    /// Somebody who asks without a browser.
    pub fn visitor(&self) -> Visitor {
        Visitor::new(&self.base)
    }

    /// Somebody with a browser, not signed in.
    pub async fn browser(&self, look: Look) -> Browser {
        Browser::open(&self.base, look).await
    }

    /// Ends it at once, as a power cut would, and leaves its data.
    pub fn kill(self) -> Arc<Database> {
        self.keeper.kill();
        self.database
    }
}

/// A call of the program on this data, for the words of its command line.
pub fn command(database: &Database) -> Command {
    let mut command = Command::new(told("TROLLEY_TEST_SERVER"));
    command
        .env("TROLLEY_DATA", database.folder())
        .env("TROLLEY_SITE", told("TROLLEY_TEST_SITE"));
    match database.url() {
        Some(url) => command.env("DATABASE_URL", url),
        None => command.env_remove("DATABASE_URL"),
    };
    command
}
