//! What was read last of some schools' places. It is asked of the database whether it still holds: every change writes
//! an event, so that it does while the school's last event is the same.

use std::{collections::HashMap, sync::Mutex};

use shared::{id::SchoolId, location::Tree};

use super::{Counts, Edits};

/// What is kept in memory of places.
#[derive(Debug, Default)]
pub(crate) struct Places {
    /// The trees, each with the edits that it has seen.
    pub(super) trees: Kept<(Edits, Tree)>,
    /// How many holdings stand where.
    pub(super) counts: Kept<Counts>,
}

/// Something of each of some schools, with the school's last event when it was read.
#[derive(Debug)]
pub(super) struct Kept<T>(Mutex<HashMap<SchoolId, (i64, T)>>);

impl<T> Default for Kept<T> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<T: Clone> Kept<T> {
    /// No more schools than so are kept in memory.
    const MOST: usize = 64;

    /// What was read last, and at which event.
    pub(super) fn last(&self, school: SchoolId) -> Option<(i64, T)> {
        self.0.lock().ok()?.get(&school).cloned()
    }

    pub(super) fn keep(&self, school: SchoolId, seq: i64, what: T) {
        let Ok(mut all) = self.0.lock() else { return };
        if all.len() >= Self::MOST && !all.contains_key(&school) {
            all.clear();
        }
        all.insert(school, (seq, what));
    }
}
