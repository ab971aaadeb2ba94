//! `trolley serve`.

use std::net::SocketAddr;

use clap::Args;
use store::Store;
use tracing_subscriber::EnvFilter;

use super::Stopped;
use crate::{
    config::{Address, Database},
    demo, http,
};

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
}

impl Serve {
    /// Serves until told to stop.
    pub fn run(self) -> Result<(), Stopped> {
        let filter = EnvFilter::try_from_env("TROLLEY_LOG")
            .unwrap_or_else(|_| EnvFilter::new("info,sqlx=warn"));
        tracing_subscriber::fmt()
            .with_env_filter(filter)
            .with_writer(std::io::stderr)
            .init();
        super::runtime()?.block_on(self.serve())
    }

    async fn serve(self) -> Result<(), Stopped> {
        let store = Store::open(self.database.connect()?).await?;
        if self.demo && !store::school::any(&store).await? {
            let people = demo::make(self.database.connect()?, tell).await?;
            introduce(&people);
        }
        let site = http::site(store.clone(), &self.address).await?;
        let listener = tokio::net::TcpListener::bind(self.address.addr)
            .await
            .map_err(|error| format!("can't listen at {}: {error}", self.address.addr))?;
        announce(&site, listener.local_addr()?);
        let service = http::router(site, &self.address.site)
            .into_make_service_with_connect_info::<SocketAddr>();
        axum::serve(listener, service)
            .with_graceful_shutdown(stopped())
            .await?;
        store.close().await;
        Ok(())
    }
}

#[expect(
    clippy::print_stdout,
    reason = "the address is what the caller waits for"
)]
fn announce(site: &app::web::Site, addr: SocketAddr) {
    println!("Trolley is at http://{addr}");
    if let Some(token) = &site.founding_token {
        println!("There is no school yet. Make the first at http://{addr}/welcome?token={token}");
    }
    if !site.is_secure() {
        println!("Pages go over plain http: good on this machine or a trusted network only.");
    }
}

#[expect(clippy::print_stdout, reason = "making the demo takes a while")]
fn tell(step: &str) {
    println!("  {step}");
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
