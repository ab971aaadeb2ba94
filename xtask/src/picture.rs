//! `cargo xtask picture`: the picture that the README shows.

use crate::outside::{self, Build};
use crate::tools::{self, BROWSER};
use crate::workspace::{Outcome, Workspace};

/// Where the README looks for it.
const PICTURE: &str = "docs/today.png";

/// Takes it anew.
pub fn carry_out(workspace: &Workspace) -> Outcome {
    let mut told = tools::provide(BROWSER.iter().collect())?;
    told.push(("TROLLEY_PICTURE", workspace.root.join(PICTURE)));
    outside::call(workspace, Build::Development, "picture", vec![], told)
}
