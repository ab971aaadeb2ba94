//! Configuration: by flag or environment. A wrong value stops the start with one sentence.

use std::{net::SocketAddr, path::PathBuf};

use clap::Args;
use store::{Connect, Dialect};

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
    /// A PostgreSQL database in place of the embedded one: postgres://…
    #[arg(long, env = "DATABASE_URL", value_name = "URL", hide_env_values = true)]
    pub database_url: Option<String>,
}

impl Database {
    /// How to reach it. The data folder is made when missing.
    pub fn connect(&self) -> Result<Connect, Stopped> {
        if let Some(url) = self.database_url.as_deref().filter(|url| !url.is_empty()) {
            if Dialect::of_url(url).is_none() {
                return Err("DATABASE_URL must start with postgres:// or sqlite://".into());
            }
            return Ok(Connect::to(url));
        }
        std::fs::create_dir_all(&self.data).map_err(|error| {
            format!(
                "can't make the data folder {}: {error}",
                self.data.display()
            )
        })?;
        Ok(Connect::to(format!(
            "sqlite://{}",
            self.data.join("trolley.db").display()
        )))
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
        value_name = "ADDRESS"
    )]
    pub addr: SocketAddr,
    /// How people reach the site, and what labels print; from the address when not given.
    #[arg(long, env = "TROLLEY_BASE_URL", value_name = "URL")]
    pub base_url: Option<String>,
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
    /// How people reach the site, without a slash at the end.
    pub fn base_url(&self) -> Result<String, Stopped> {
        let Some(given) = self.base_url.as_deref().filter(|url| !url.is_empty()) else {
            return Ok(format!("http://{}", self.addr));
        };
        let host = given
            .strip_prefix("https://")
            .or_else(|| given.strip_prefix("http://"));
        match host {
            Some(host) if !host.trim_matches('/').is_empty() => {
                Ok(given.trim_end_matches('/').to_owned())
            }
            _ => Err(format!(
                "TROLLEY_BASE_URL must be like https://trolley.school.org, not {given:?}"
            )
            .into()),
        }
    }
}
