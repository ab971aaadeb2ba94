//! `trolley serve`.

use std::{
    io::{ErrorKind, IsTerminal as _},
    net::SocketAddr,
    time::Duration,
};

use clap::Args;
use store::Store;
use tokio::net::TcpListener;
use tracing_subscriber::EnvFilter;

use super::Stopped;
use crate::{
    config::{self, Address, Database},
    demo, http,
};

/// How long what is under way may take to end, once the process is told to stop.
const GRACE: Duration = Duration::from_secs(10);

/// What `trolley serve` takes.
#[derive(Args, Debug)]
pub struct Serve {
    #[command(flatten)]
    database: Database,
    #[command(flatten)]
    address: Address,
    /// Make a demo trust first, when the database is empty.
    #[arg(long)]
    demo: bool,
    /// What is logged, as tracing's filters say it.
    #[arg(
        long,
        env = "TROLLEY_LOG",
        default_value = "info,sqlx=warn",
        value_name = "FILTER",
        value_parser = config::filter
    )]
    log: String,
}

impl Serve {
    /// Serves until told to stop.
    pub fn run(self) -> Result<(), Stopped> {
        tracing_subscriber::fmt()
            .with_env_filter(EnvFilter::new(&self.log))
            .with_writer(std::io::stderr)
            .with_ansi(std::io::stderr().is_terminal())
            .init();
        super::runtime()?.block_on(self.serve())
    }

    async fn serve(self) -> Result<(), Stopped> {
        // Before anything is made: what can't be reached need not be filled.
        self.address.base_url()?;
        let listener = self.listener().await?;
        let base_url = self.address.base_url_at(listener.local_addr()?)?;
        let store = self.filled().await?;
        let site = http::site(store.clone(), &base_url, self.address.proxy).await?;
        announce(&site, listener.local_addr()?);
        let service = http::router(site, &self.address.site)?
            .into_make_service_with_connect_info::<SocketAddr>();
        let (stopping, stops) = tokio::sync::oneshot::channel::<()>();
        let serving = axum::serve(listener, service).with_graceful_shutdown(async move {
            stopped().await;
            drop(stopping);
        });
        tokio::select! {
            done = serving => done?,
            // Whoever never ends a request does not keep the process.
            () = async { let _ = stops.await; tokio::time::sleep(GRACE).await } => {}
        }
        store.close().await;
        Ok(())
    }

    async fn listener(&self) -> Result<TcpListener, Stopped> {
        let addr = self.address.addr;
        TcpListener::bind(addr).await.map_err(|error| match error.kind() {
            ErrorKind::AddrInUse => format!(
                "something listens at {addr} already: stop it, or choose another address by --addr or TROLLEY_ADDR"
            )
            .into(),
            _ => format!("can't listen at {addr}: {error}").into(),
        })
    }

    /// The open database, with the demo trust in it where one is wanted and there is nothing yet.
    async fn filled(&self) -> Result<Store, Stopped> {
        let store = self.database.open().await?;
        let is_half_made = demo::is_half_made(&store).await?;
        if is_half_made && !self.demo {
            return Err(
                "the demo trust here was never finished: start once with --demo to make it anew"
                    .into(),
            );
        }
        if !self.demo {
            return Ok(store);
        }
        if is_half_made {
            tell("the demo trust was never finished, and is made anew");
            demo::clear(&store).await?;
        } else if demo::is_made(&store).await? {
            introduce(&demo::people());
            return Ok(store);
        } else if store::school::any(&store).await? {
            tell("there are schools here already, so no demo trust is made");
            return Ok(store);
        }
        store.close().await;
        demo::make(self.database.connect()?, tell).await?;
        introduce(&demo::people());
        self.database.open().await
    }
}

#[expect(
    clippy::print_stdout,
    reason = "the address is what the caller waits for"
)]
fn announce(site: &app::web::Site, addr: SocketAddr) {
    let base_url = &site.base_url;
    println!("Trolley is at {base_url}");
    if !base_url.ends_with(&addr.to_string()) {
        println!("It listens at {addr}.");
    }
    if let Some(token) = &site.founding_token {
        println!("There is no school yet. Make the first at {base_url}/welcome?token={token}");
    }
    if !site.is_secure() {
        println!("Pages go over plain http: good on this machine or a trusted network only.");
    }
}

#[expect(clippy::print_stdout, reason = "making the demo takes a while")]
fn tell(step: &str) {
    println!("  {step} …");
}

#[expect(clippy::print_stdout, reason = "this is how to try it")]
fn introduce(people: &[demo::Person]) {
    println!("Demo people; everybody’s password is “{}”:", demo::PASSWORD);
    for person in people {
        println!("  {:<40} {}, {}", person.email, person.name, person.place);
    }
}

/// Waits for Ctrl-C or the system's request to stop.
async fn stopped() {
    let interrupt = async { tokio::signal::ctrl_c().await.is_ok() };
    #[cfg(unix)]
    let terminate = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => signal.recv().await.is_some(),
            Err(_) => std::future::pending().await,
        }
    };
    #[cfg(not(unix))]
    let terminate = std::future::pending::<bool>();
    tokio::select! {
        _ = interrupt => {}
        _ = terminate => {}
    }
}
