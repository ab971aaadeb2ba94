//! Every route of the site, in one table.

use crate::{account, home, network, oversight, practical, risk, school, timetable, web::Route};

/// Every route: the router is built from these, and the rights test walks them.
pub fn all() -> Vec<Route> {
    let mut all = Vec::new();
    all.extend(home::routes());
    all.extend(account::routes());
    all.extend(school::routes());
    all.extend(oversight::routes());
    all.extend(practical::routes());
    all.extend(timetable::routes());
    all.extend(risk::routes());
    all.extend(network::routes());
    all
}
