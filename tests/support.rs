//! A server, its databases, and those who visit it.

pub mod browser;
pub mod database;
pub mod demo;
pub mod folder;
pub mod furnished;
pub mod house;
pub mod http;
pub mod keeper;
pub mod postgres;
pub mod rooms;
pub mod scene;
pub mod school;
pub mod server;
pub mod snapshot;

use std::env;
use std::net::TcpListener;
use std::path::PathBuf;

/// What `cargo xtask` says under this name.
pub fn told(variable: &str) -> PathBuf {
    env::var_os(variable).map_or_else(
        || panic!("{variable} is not set: run this by `cargo xtask`"),
        PathBuf::from,
    )
}

/// A port of this machine that nobody listens on.
fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    listener.local_addr().expect("an address").port()
}
