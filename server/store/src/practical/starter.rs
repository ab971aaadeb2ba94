//! A new school's first library: a copy of the starter library, with its risk notes as drafts.

use std::collections::BTreeSet;

use reference::practical::practicals;
use shared::{
    id::PracticalId,
    kind::KindId,
    practical::{Entry, Practical},
};

use super::write::{self, NewEntry};
use crate::{Fault, Result, Tx, event::Noun, kind, risk, word};

/// Copies the starter library into the school that is being founded.
pub(crate) async fn seed(tx: &mut Tx) -> Result<()> {
    let library = practicals()
        .map_err(|broken| Fault::Other(format!("the starter library: {broken}")))?
        .all();
    let entries: Vec<(PracticalId, &Practical, Entry)> = library
        .iter()
        .map(|starter| (tx.id(), starter, Entry::from(starter)))
        .collect();
    let kinds: BTreeSet<KindId> = library
        .iter()
        .flat_map(|starter| &starter.kit)
        .map(|line| line.kind.clone())
        .collect();
    kind::ensure_all(tx, &kinds).await?;
    let new: Vec<NewEntry<'_>> = entries
        .iter()
        .map(|(id, starter, entry)| NewEntry {
            id: *id,
            entry,
            starter: Some(&starter.id),
            practice: None,
        })
        .collect();
    write::insert_all(tx, &new).await?;
    let notes: Vec<(PracticalId, &shared::practical::RiskText)> = entries
        .iter()
        .map(|(id, starter, _)| (*id, &starter.risk))
        .collect();
    risk::insert_first(tx, &notes).await?;
    let words = entries
        .iter()
        .map(|(id, starter, entry)| (*id, words(starter, entry)));
    word::add_all(tx, Noun::Practical, words.collect()).await
}

/// Other specifications that a practical of the starter library belongs to.
pub fn other_schemes(starter: &str) -> &'static [String] {
    let library = practicals().ok();
    library
        .and_then(|library| library.find(starter))
        .map_or(&[], |starter| &starter.other_schemes)
}

fn words(starter: &Practical, entry: &Entry) -> BTreeSet<String> {
    let kinds: Vec<String> = starter
        .kit
        .iter()
        .filter_map(|line| kind::describe(&line.kind))
        .map(|kind| kind.name)
        .collect();
    let others = starter
        .other_schemes
        .iter()
        .chain(&kinds)
        .map(String::as_str);
    write::words(entry, others)
}
