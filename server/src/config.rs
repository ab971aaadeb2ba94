//! Configuration: by flag, else by environment, else by file. A wrong value stops the start with one sentence.

mod file;

use std::{net::IpAddr, net::SocketAddr, path::PathBuf, str::FromStr};

use clap::Args;
use store::{Connect, Dialect, Store};
use tracing_subscriber::EnvFilter;

pub use file::{File, SETTINGS};

use crate::command::Stopped;

/// Where the data is.
#[derive(Args, Clone, Debug)]
pub struct Database {
    /// The data folder: the embedded database lies here.
    #[arg(
        long,
        env = "TROLLEY_DATA",
        default_value = "data",
        value_name = "FOLDER"
    )]
    pub data: PathBuf,
    /// Another database than the embedded one in the data folder: postgres://…, or a file by sqlite://… On PostgreSQL each
    /// process holds up to 16 connections: 8 that read and 8 that write.
    #[arg(
        long,
        env = "DATABASE_URL",
        value_name = "URL",
        hide_env_values = true,
        hide_default_value = true
    )]
    pub database_url: Option<String>,
}

impl Database {
    /// How to reach it. The data folder is made when missing.
    pub fn connect(&self) -> Result<Connect, Stopped> {
        if let Some(url) = self.url() {
            // The value may hold a password: it is never said.
            if Dialect::of_url(url).is_none() {
                return Err("DATABASE_URL must start with postgres:// or sqlite://".into());
            }
            return Ok(Connect::to(url));
        }
        std::fs::create_dir_all(&self.data).map_err(|error| {
            format!(
                "the data folder {} can't be made: {error}",
                self.data.display()
            )
        })?;
        Ok(Connect::to(format!(
            "sqlite://{}",
            self.data.join("trolley.db").display()
        )))
    }

    /// Opens it and brings its schema up to date.
    pub async fn open(&self) -> Result<Store, Stopped> {
        let place = match self.url() {
            Some(_) => "the database of DATABASE_URL".to_owned(),
            None => format!("the database in {}", self.data.display()),
        };
        Store::open(self.connect()?)
            .await
            .map_err(|error| format!("{place} can't be opened: {error}").into())
    }

    fn url(&self) -> Option<&str> {
        self.database_url.as_deref().filter(|url| !url.is_empty())
    }
}

/// Where the site is.
#[derive(Args, Clone, Debug)]
pub struct Address {
    /// Address and port to listen at.
    #[arg(
        long,
        env = "TROLLEY_ADDR",
        default_value = "127.0.0.1:3000",
        value_name = "ADDRESS",
        value_parser = address
    )]
    pub addr: SocketAddr,
    /// How people reach the site, and what labels print, without a path; from the address when not given, which must then
    /// be one that people can open.
    #[arg(long, env = "TROLLEY_BASE_URL", value_name = "URL", value_parser = base_url)]
    pub base_url: Option<String>,
    /// The address of a proxy before the site, which is believed when it says where people come from.
    #[arg(long, env = "TROLLEY_PROXY", value_name = "ADDRESS", value_parser = proxy)]
    pub proxy: Option<IpAddr>,
    /// The folder of the browser's bundle, in development.
    #[arg(
        long,
        env = "TROLLEY_SITE",
        default_value = "target/site",
        value_name = "FOLDER"
    )]
    pub site: PathBuf,
}

impl Address {
    /// How people reach the site, without a slash at the end. Labels print it, so an address that says only where to
    /// listen (0.0.0.0) is none.
    pub fn base_url(&self) -> Result<String, Stopped> {
        self.base_url_at(self.addr)
    }

    /// The same for a site that listens there: a port of 0 is known only by then.
    pub fn base_url_at(&self, addr: SocketAddr) -> Result<String, Stopped> {
        match self.base_url.as_deref().filter(|url| !url.is_empty()) {
            Some(given) => Ok(given.trim_end_matches('/').to_owned()),
            None if addr.ip().is_unspecified() => Err(format!(
                "say how people reach the site by --base-url or TROLLEY_BASE_URL: nobody can open http://{addr}"
            )
            .into()),
            None => Ok(format!("http://{addr}")),
        }
    }
}

fn address(given: &str) -> Result<SocketAddr, &'static str> {
    read(
        given,
        "expected an address and port, such as 127.0.0.1:3000",
    )
}

fn proxy(given: &str) -> Result<IpAddr, &'static str> {
    read(
        given,
        "expected an address without a port, such as 10.0.0.1",
    )
}

/// What `tracing` takes; wrong words are wrong here, not passed over.
pub(crate) fn filter(given: &str) -> Result<String, &'static str> {
    EnvFilter::builder()
        .parse(given)
        .map(|_| given.to_owned())
        .map_err(|_| "expected a filter, such as info or info,sqlx=warn")
}

fn base_url(given: &str) -> Result<String, &'static str> {
    let host = given
        .strip_prefix("https://")
        .or_else(|| given.strip_prefix("http://"));
    let is_plain =
        |c: char| c.is_ascii_graphic() && !matches!(c, '"' | '\\' | '?' | '#' | '@' | '/');
    let host = host.map(|host| host.strip_suffix('/').unwrap_or(host));
    match host {
        None if given.is_empty() => Ok(String::new()),
        Some(host) if !host.is_empty() && host.chars().all(is_plain) => Ok(given.to_owned()),
        _ => Err("expected an address without a path, such as https://trolley.school.org"),
    }
}

fn read<T: FromStr>(given: &str, expected: &'static str) -> Result<T, &'static str> {
    given.parse().map_err(|_| expected)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address_of(addr: &str, given: Option<&str>) -> Address {
        Address {
            addr: addr.parse().unwrap(),
            base_url: given.map(ToOwned::to_owned),
            proxy: None,
            site: PathBuf::new(),
        }
    }

    #[test]
    fn labels_never_print_where_the_site_only_listens() {
        assert!(address_of("0.0.0.0:3000", None).base_url().is_err());
        let said = address_of("[::]:3000", Some("https://trolley.example.org/")).base_url();
        assert_eq!(said.unwrap(), "https://trolley.example.org");
        let local = address_of("127.0.0.1:3000", Some("")).base_url();
        assert_eq!(local.unwrap(), "http://127.0.0.1:3000");
    }

    #[test]
    fn an_address_of_people_is_a_host_alone() {
        for wrong in [
            "trolley",
            "https://",
            "https://a/b",
            "https://me@a",
            "http://a?b",
        ] {
            assert!(base_url(wrong).is_err(), "{wrong}");
        }
        assert!(base_url("http://10.0.0.7:3000/").is_ok());
    }
}
