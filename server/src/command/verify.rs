//! `trolley verify`.

use clap::Args;

use super::Stopped;
use crate::config::Database;

/// What `trolley verify` takes.
#[derive(Args, Debug)]
pub struct Verify {
    #[command(flatten)]
    database: Database,
}

impl Verify {
    /// Proves that the ledger equals the holdings; names everything that does not hold.
    pub fn run(self) -> Result<(), Stopped> {
        super::runtime()?.block_on(async {
            let store = self.database.open().await?;
            let wrong = store::ledger::verify(&store).await?;
            store.close().await;
            say(&wrong);
            if wrong.is_empty() {
                Ok(())
            } else {
                Err(format!("{} things do not hold", wrong.len()).into())
            }
        })
    }
}

#[expect(clippy::print_stdout, reason = "this is what the person asked for")]
fn say(wrong: &[String]) {
    for sentence in wrong {
        println!("{sentence}");
    }
    if wrong.is_empty() {
        println!("The ledger equals the holdings, and everything else holds.");
    }
}
