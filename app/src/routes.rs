//! Every route of the site, in one table.

use crate::{account, home, oversight, school, web::Route};

/// Every route: the router is built from these, and the rights test walks them.
pub fn all() -> Vec<Route> {
    let mut all = Vec::new();
    all.extend(home::routes());
    all.extend(account::routes());
    all.extend(school::routes());
    all.extend(oversight::routes());
    all
}
