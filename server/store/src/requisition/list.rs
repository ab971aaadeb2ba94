//! All orders, by state, paged by key.

use shared::{
    account::Grant,
    id::{MemberId, RequisitionId},
    moment::{self, Day, Minute},
    requisition::{Card, State},
};

use super::board::{CARDS, read};
use crate::{
    Desk, Result,
    page::{self, Way},
    statement::Statement,
};

/// Rows of a page.
const PAGE: usize = 40;

/// Which orders are wanted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// In any of these states.
    pub states: Vec<State>,
    /// Only this teacher's.
    pub teacher: Option<MemberId>,
    /// The latest first.
    pub latest_first: bool,
}

/// Where a page ends: the next begins after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Key {
    /// The last order's day.
    pub day: Day,
    /// When its lesson begins.
    pub starts: Minute,
    /// Itself.
    pub id: RequisitionId,
}

impl Key {
    /// As an address holds it.
    pub fn code(self) -> String {
        format!("{}.{}.{}", self.day, self.starts.0, self.id)
    }

    /// Read from an address.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('.');
        Some(Self {
            day: moment::day(parts.next()?)?,
            starts: Minute(parts.next()?.parse().ok()?),
            id: parts.next()?.parse().ok()?,
        })
    }
}

/// A page of orders.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// The orders.
    pub cards: Vec<Card>,
    /// Where the next page begins, if there is one.
    pub next: Option<Key>,
}

/// The orders of a filter, from after a key on; a draft that was dropped was never an order.
pub async fn list<R: Grant>(desk: &Desk<R>, filter: &Filter, after: Option<Key>) -> Result<Page> {
    let mut statement = Statement::new(CARDS);
    let school = statement.mark(desk.school_key());
    let states = statement.list(filter.states.iter().map(|state| state.code()));
    // Nearly all orders are over: they are walked day by day, and the others looked up.
    let state = if filter.states.iter().any(|state| state.is_over()) {
        "COALESCE(requisition.state, '')"
    } else {
        "requisition.state"
    };
    statement.push(&format!(
        "WHERE requisition.school_id = {school}
AND {state} IN {states}
AND (requisition.state = 'draft' OR requisition.submitted_at IS NOT NULL)"
    ));
    if let Some(teacher) = filter.teacher {
        let teacher = statement.mark(teacher.to_string());
        statement.push(&format!("AND requisition.teacher_id = {teacher}"));
    }
    let way = if filter.latest_first {
        Way::Down
    } else {
        Way::Up
    };
    let after = after.map(|key| {
        [
            key.day.to_string().into(),
            i64::from(key.starts.0).into(),
            key.id.to_string().into(),
        ]
    });
    let columns = ["requisition.day", "requisition.starts", "requisition.id"];
    statement.page(columns, way, after, PAGE);
    let (cards, next) = page::cut(read(desk, statement).await?, PAGE, |card| Key {
        day: card.day,
        starts: card.period.starts,
        id: card.id,
    });
    Ok(Page { cards, next })
}
