//! `cargo xtask run`: from a clean checkout to pages in the browser.

use std::env;
use std::net::SocketAddr;
use std::process::Command;

use clap::Args;

use crate::bundle::{self, Purpose};
use crate::workspace::{Outcome, Workspace, run, step};

/// What `cargo xtask run` was asked for.
#[derive(Args)]
pub struct Run {
    /// Build for use: one binary with pages, styles, wasm, migrations and reference data inside
    #[arg(long)]
    release: bool,
    /// Start without the demo trust: the first page makes the first school
    #[arg(long)]
    empty: bool,
    /// The address to serve on, such as 127.0.0.1:3000
    #[arg(long)]
    addr: Option<SocketAddr>,
}

impl Run {
    pub fn carry_out(&self, workspace: &Workspace) -> Outcome {
        let site = workspace.site();
        let purpose = if self.release {
            Purpose::Use
        } else {
            Purpose::Development
        };
        bundle::build(workspace, purpose, bundle::binder(workspace))?;

        step("building the server (some minutes the first time)");
        let mut build = workspace.cargo(&["build", "--package", "trolley"]);
        let mut folder = "debug";
        if self.release {
            // The site folder goes into the binary.
            build.args(["--release", "--features", "embed"]);
            build.env("TROLLEY_SITE", &site);
            folder = "release";
        }
        run(&mut build)?;

        let program = workspace.program(folder, "trolley");
        step(&format!("starting {}", program.display()));
        let mut server = Command::new(program);
        server
            .arg("serve")
            .current_dir(&workspace.root)
            .env("TROLLEY_SITE", &site);
        if !self.empty {
            server.arg("--demo");
            // In a folder of its own, so that `--empty` after it is empty.
            if env::var_os("TROLLEY_DATA").is_none() {
                server.env("TROLLEY_DATA", "data/demo");
            }
        }
        if let Some(addr) = self.addr {
            server.env("TROLLEY_ADDR", addr.to_string());
        }
        run(&mut server)
    }
}
