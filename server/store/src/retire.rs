//! Taking a thing out of use.

use crate::{Result, Tx, event::Noun, statement::Statement, word};

/// Takes a thing out of use: it is found by its words no longer. Nouns are named as their tables.
pub(crate) async fn retire(tx: &mut Tx, noun: Noun, id: impl std::fmt::Display) -> Result<()> {
    let id = id.to_string();
    let mut statement = Statement::new(&format!("UPDATE {}", noun.code()));
    let at = statement.mark(tx.at.0);
    let school = statement.mark(tx.school_key());
    let own = statement.mark(id.as_str());
    statement.push(&format!(
        "SET retired_at = {at}, version = version + 1\nWHERE school_id = {school}\nAND id = {own}"
    ));
    statement.run(tx.run()).await?;
    word::clear(tx, noun, &id).await
}
