//! PostgreSQL, started from its binaries in a temporary folder: one cluster for all tests, a database for each.

use std::fs;
use std::os::unix::fs::chown;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use super::keeper::Keeper;
use super::{free_port, told};

/// The user of the cluster; everyone on this machine may be that user for as long as the tests run.
const USER: &str = "trolley";

/// The one cluster, started when it is first asked for. It ends with the test program, and its folder with it.
pub fn cluster() -> &'static Cluster {
    static CLUSTER: OnceLock<Cluster> = OnceLock::new();
    CLUSTER.get_or_init(Cluster::start)
}

/// A running PostgreSQL.
#[derive(Debug)]
pub struct Cluster {
    binaries: PathBuf,
    port: u16,
    _keeper: Keeper,
}

/// A database of the cluster's, for one test.
#[derive(Debug)]
pub struct Database {
    name: String,
    port: u16,
}

impl Cluster {
    /// A new database with nothing but what every database holds.
    pub fn database(&self) -> Database {
        static MADE: AtomicU32 = AtomicU32::new(0);
        let name = format!("test_{}", MADE.fetch_add(1, Ordering::Relaxed));
        self.tool("createdb", &["--template", self.template(), &name]);
        Database {
            name,
            port: self.port,
        }
    }

    /// The database that all others are copies of: made once, since the tables take longer than a copy of them.
    fn template(&self) -> &'static str {
        const NAME: &str = "template_trolley";
        static MADE: OnceLock<()> = OnceLock::new();
        MADE.get_or_init(|| {
            self.tool("createdb", &[NAME]);
            let template = Database {
                name: NAME.to_owned(),
                port: self.port,
            };
            let migrated = Command::new(told("TROLLEY_TEST_SERVER"))
                .arg("migrate")
                .env("DATABASE_URL", template.url())
                .output()
                .expect("the program");
            // It is not dropped: the next test wants it too.
            std::mem::forget(template);
            let said = String::from_utf8_lossy(&migrated.stderr);
            assert!(migrated.status.success(), "the template: {said}");
        });
        NAME
    }

    fn start() -> Self {
        let binaries = told("TROLLEY_TEST_INITDB").with_file_name("");
        let folder = std::env::temp_dir().join(format!("trolley-postgres-{}", std::process::id()));
        fs::create_dir(&folder).expect("a folder for PostgreSQL");
        let owner = Owner::of(&folder);
        let data = folder.join("data");
        let init = owner.command(&binaries.join("initdb"));
        make_cluster(init, &data);

        let port = free_port();
        let mut server = owner.command(&binaries.join("postgres"));
        server.arg("-D").arg(&data);
        for setting in [
            format!("port={port}"),
            "listen_addresses=127.0.0.1".to_owned(),
            "unix_socket_directories=".to_owned(),
            // What it holds may be lost with the machine: it is made anew for every run.
            "fsync=off".to_owned(),
            "synchronous_commit=off".to_owned(),
            "full_page_writes=off".to_owned(),
        ] {
            server.args(["-c", &setting]);
        }
        let log = folder.join("log");
        let cluster = Self {
            _keeper: Keeper::start(&server, "INT", &log, Some(&folder)),
            binaries,
            port,
        };
        cluster.wait(&log);
        cluster
    }

    fn wait(&self, log: &Path) {
        let begun = Instant::now();
        while !self
            .try_tool("psql", &["--command", "", "postgres"])
            .status
            .success()
        {
            let said = || fs::read_to_string(log).unwrap_or_default();
            assert!(
                begun.elapsed() < Duration::from_secs(30),
                "PostgreSQL did not start: {}",
                said()
            );
            thread::sleep(Duration::from_millis(50));
        }
    }

    /// Calls one of PostgreSQL's own tools on the cluster.
    fn tool(&self, name: &str, words: &[&str]) {
        let output = self.try_tool(name, words);
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{name}: {said}");
    }

    fn try_tool(&self, name: &str, words: &[&str]) -> Output {
        Command::new(self.binaries.join(name))
            .args(["--host=127.0.0.1", &format!("--port={}", self.port)])
            .arg(format!("--username={USER}"))
            .args(words)
            .output()
            .unwrap_or_else(|error| panic!("{name} could not be started: {error}"))
    }
}

impl Database {
    /// What `DATABASE_URL` says.
    pub fn url(&self) -> String {
        let Self { name, port } = self;
        format!("postgres://{USER}@127.0.0.1:{port}/{name}")
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        let _ = cluster().try_tool("dropdb", &["--force", &self.name]);
    }
}

/// Who runs the cluster: PostgreSQL refuses to be run by root.
enum Owner {
    Ourselves,
    Nobody,
}

impl Owner {
    /// Who can run it, who then owns the folder.
    fn of(folder: &Path) -> Self {
        let number = |user: &str| {
            let id = Command::new("id")
                .args(["--user", user])
                .output()
                .expect("id");
            String::from_utf8_lossy(&id.stdout)
                .trim()
                .parse::<u32>()
                .ok()
        };
        let ourselves = Command::new("id").arg("--user").output().expect("id");
        if ourselves.stdout.trim_ascii() != b"0" {
            return Self::Ourselves;
        }
        chown(folder, number("nobody"), None).expect("a folder of nobody's");
        Self::Nobody
    }

    fn command(&self, program: &Path) -> Command {
        match self {
            Self::Ourselves => Command::new(program),
            Self::Nobody => {
                let mut command = Command::new("runuser");
                command.args(["-u", "nobody", "--"]).arg(program);
                command
            }
        }
    }
}

/// Text sorts as a school's own server would sort it, so that a list which relies on byte order is found out.
fn make_cluster(mut init: Command, data: &Path) {
    init.arg("-D").arg(data).args([
        "--auth=trust",
        "--encoding=UTF8",
        "--locale=C.UTF-8",
        "--locale-provider=icu",
        "--icu-locale=en-GB",
        "--no-sync",
        &format!("--username={USER}"),
    ]);
    let output = init.current_dir("/").output().expect("initdb");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "initdb: {said}");
}
