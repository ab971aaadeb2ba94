//! Lists are read a page at a time, each from behind the last row of the one before.

use std::fmt::Display;

use crate::statement::{Statement, Value};

/// Which way a list goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Way {
    /// The least first.
    Up,
    /// The greatest first.
    Down,
}

impl Statement {
    /// Goes on behind a key, in the order of these columns, with one row more than a page has.
    pub(crate) fn page<const N: usize>(
        &mut self,
        columns: [&str; N],
        way: Way,
        after: Option<[Value; N]>,
        size: usize,
    ) {
        let beyond = match way {
            Way::Up => ">",
            Way::Down => "<",
        };
        if let Some(after) = after {
            let marks = after.map(|value| self.mark(value)).join(", ");
            let columns = columns.join(", ");
            self.push(&format!("AND ({columns}) {beyond} ({marks})"));
        }
        self.first(columns, way, size + 1);
    }

    /// The first rows in the order of these columns.
    pub(crate) fn first<const N: usize>(&mut self, columns: [&str; N], way: Way, most: usize) {
        let direction = match way {
            Way::Up => "ASC",
            Way::Down => "DESC",
        };
        let order = columns.map(|column| format!("{column} {direction}"));
        let limit = self.mark(i64::try_from(most).unwrap_or(i64::MAX));
        self.push(&format!("ORDER BY {}\nLIMIT {limit}", order.join(", ")));
    }
}

/// The rows of a page, and the key of its last one where more were read.
pub(crate) fn cut<T, K>(
    mut rows: Vec<T>,
    size: usize,
    key: impl Fn(&T) -> K,
) -> (Vec<T>, Option<K>) {
    let has_more = rows.len() > size;
    rows.truncate(size);
    let next = rows.last().filter(|_| has_more).map(key);
    (rows, next)
}

/// A row's key as an address holds it: what the list is sorted by, and the row's id.
pub(crate) fn key(sorted: impl Display, id: impl Display) -> String {
    format!("{sorted}~{id}")
}

/// A key read from an address; whatever is none begins the list anew.
pub(crate) fn after(key: Option<&str>) -> Option<[Value; 2]> {
    let (sorted, id) = key?.rsplit_once('~')?;
    Some([sorted.into(), id.into()])
}
