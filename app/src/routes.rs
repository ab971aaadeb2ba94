//! Every route of the site, in one table.

use crate::{
    account, find, holding, home, import, item, label, location, oversight, practical, practice,
    requisition, risk, school, substance, timetable, web::Route,
};

/// Every route: the router is built from these, and the rights test walks them.
pub fn all() -> Vec<Route> {
    let mut all = Vec::new();
    all.extend(home::routes());
    all.extend(account::routes());
    all.extend(school::routes());
    all.extend(location::routes());
    all.extend(item::routes());
    all.extend(holding::routes());
    all.extend(substance::routes());
    all.extend(label::routes());
    all.extend(find::routes());
    all.extend(requisition::routes());
    all.extend(import::routes());
    all.extend(oversight::routes());
    all.extend(practical::routes());
    all.extend(timetable::routes());
    all.extend(risk::routes());
    all.extend(practice::routes());
    all
}
