//! A search that nothing is called: what it means, found as an import finds the names of a list.

use shared::account::right::CanLook;
use stocklist::meanings;
use store::{
    Desk,
    item::{self, Listed},
};

/// What a search means, and what the school has of it.
pub(crate) struct Meant {
    /// `Nothing is called “washing soda”: this is sodium carbonate.`
    pub(crate) words: String,
    /// The school's items of that kind or substance.
    pub(crate) rows: Vec<Listed>,
}

/// What the words of a search mean, where the reference data knows it.
pub(crate) async fn meant(desk: &Desk<CanLook>, q: &str) -> store::Result<Option<Meant>> {
    let found = meanings(q);
    let Some(kind) = found.kinds.first() else {
        return Ok(None);
    };
    let mut rows = item::of_kind(desk, &kind.id).await?;
    let is_this = |row: &Listed| row.item.kind == kind.id;
    let is_solution = kind.id.solution().is_some();
    let mut and = "";
    if is_solution && rows.iter().any(is_this) {
        rows.retain(is_this);
    } else if is_solution && !rows.is_empty() {
        and = " It is here otherwise:";
    } else if rows.is_empty() {
        and = " There is none of it here.";
    }
    let is = if found.is_sure { "is" } else { "may be" };
    let words = format!(
        "Nothing is called “{}”: this {is} {}.{and}",
        q.trim(),
        kind.name
    );
    Ok(Some(Meant { words, rows }))
}
