//! `trolley export`.

use std::path::PathBuf;

use clap::Args;
use stocklist::{
    own,
    spreadsheet::{write_csv, write_xlsx},
};

use super::{Stopped, school};
use crate::config::Database;

/// What `trolley export` takes.
#[derive(Args, Debug)]
pub struct Export {
    #[command(flatten)]
    database: Database,
    /// Whose stock, by the school's name or id; not needed where there is one school.
    #[arg(long, value_name = "NAME")]
    school: Option<String>,
    /// The file to write: its ending says whether it is .csv or .xlsx.
    #[arg(value_name = "FILE")]
    out: PathBuf,
}

impl Export {
    /// Writes everything the school holds.
    pub fn run(self) -> Result<(), Stopped> {
        super::runtime()?.block_on(async {
            let store = self.database.open().await?;
            let desk = school::desk(&store, self.school.as_deref()).await?;
            let rows = own::everything(&desk).await?;
            let ending = self
                .out
                .extension()
                .map(std::ffi::OsStr::to_ascii_lowercase);
            let bytes = match ending.as_deref().and_then(std::ffi::OsStr::to_str) {
                Some("csv") => write_csv(&own::HEADER, &rows)?,
                Some("xlsx") => write_xlsx("Stock", &own::columns(), &rows)?,
                _ => return Err("the file's name must end in .csv or .xlsx".into()),
            };
            std::fs::write(&self.out, bytes).map_err(|error| {
                Stopped(format!("{} cannot be written: {error}", self.out.display()))
            })?;
            store.close().await;
            Ok(())
        })
    }
}
