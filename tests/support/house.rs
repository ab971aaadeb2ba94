//! The service inside the test program, on a scene's store and its stopped clock.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;

use store::{Store, Token};
use tokio::net::TcpListener;
use trolley::http;

use super::http::Visitor;
use super::told;

/// A service that ends with its test.
#[derive(Debug)]
pub struct House {
    base: String,
}

impl House {
    /// Opens it.
    pub async fn on(store: &Store) -> Self {
        Self::known_as(store, None).await
    }

    /// Opens it as one that people reach by https.
    pub async fn behind_https(store: &Store) -> Self {
        Self::known_as(store, Some("https://trolley.example.org")).await
    }

    /// Opens it as one that people reach by plain http, over their network.
    pub async fn by_plain_http(store: &Store) -> Self {
        Self::known_as(store, Some("http://prep-room.northgate.example")).await
    }

    async fn known_as(store: &Store, base_url: Option<&str>) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))
            .await
            .expect("a free port");
        let addr = listener.local_addr().expect("an address");
        let base = format!("http://{addr}");
        let known_as = base_url.unwrap_or(&base);
        let site = http::site(store.clone(), known_as, None)
            .await
            .expect("a site");
        let folder: PathBuf = told("TROLLEY_TEST_SITE");
        let service = http::router(site, &folder)
            .expect("a service")
            .into_make_service_with_connect_info::<SocketAddr>();
        tokio::spawn(async move { axum::serve(listener, service).await });
        Self { base }
    }

    /// Somebody who is not signed in.
    pub fn stranger(&self) -> Visitor {
        Visitor::new(&self.base)
    }

    /// Somebody with this session.
    pub fn visitor(&self, token: &Token) -> Visitor {
        let visitor = self.stranger();
        visitor.takes_cookie("trolley", token.reveal());
        visitor
    }
}
