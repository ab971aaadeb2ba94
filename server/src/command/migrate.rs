//! `trolley migrate`.

use clap::Args;

use super::Stopped;
use crate::config::Database;

/// What `trolley migrate` takes.
#[derive(Args, Debug)]
pub struct Migrate {
    #[command(flatten)]
    database: Database,
}

impl Migrate {
    /// Brings the schema up to date.
    pub fn run(self) -> Result<(), Stopped> {
        super::runtime()?.block_on(async {
            let store = self.database.open().await?;
            store.close().await;
            Ok(())
        })
    }
}
