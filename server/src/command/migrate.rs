//! `trolley migrate`.

use clap::Args;
use store::Store;

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
            let store = Store::open(self.database.connect()?).await?;
            store.close().await;
            Ok(())
        })
    }
}
