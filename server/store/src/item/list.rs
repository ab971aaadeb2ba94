//! The inventory: fifty items at a time, by key, without reading the rest.

use shared::{account::Grant, id::LocationId, kind::Sort, moment::Day, name};

use super::{COLUMNS, Item, ItemRow};
use crate::{Desk, Result, statement::Statement, word};

/// Rows of a page.
const PAGE: usize = 50;
/// What expires within so many days is expiring.
const SOON_DAYS: u64 = 42;
/// A filter that fewer rows pass than this is looked up first; else the list is walked in its order.
const FEW: i64 = 2_000;

/// How the inventory is sorted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// By name.
    #[default]
    Name,
    /// By name, the last first.
    NameDown,
    /// What expires first; what never does is left out.
    Expiry,
}

impl Order {
    /// Every order.
    pub const ALL: [Self; 3] = [Self::Name, Self::NameDown, Self::Expiry];

    /// The stable name in addresses.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::NameDown => "name-down",
            Self::Expiry => "expiry",
        }
    }

    /// The order of that stable name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|order| order.code() == code)
    }

    const fn column(self) -> &'static str {
        match self {
            Self::Name | Self::NameDown => "item.name_key",
            Self::Expiry => "item.expires_on",
        }
    }

    const fn direction(self) -> (&'static str, &'static str) {
        match self {
            Self::NameDown => ("<", "DESC"),
            Self::Name | Self::Expiry => (">", "ASC"),
        }
    }
}

/// What the inventory is asked for. All empty: everything, by name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListQuery {
    /// Beginnings of words, all of which must fit.
    pub q: String,
    /// Only what is kept so.
    pub sort: Option<Sort>,
    /// Only what stands in this place, or within it.
    pub place: Option<LocationId>,
    /// Only what is below its least amount.
    pub low: bool,
    /// Only what is out of date or soon will be.
    pub expiring: bool,
    /// In which order.
    pub order: Order,
    /// The key of the last row before this page.
    pub after: Option<String>,
}

/// One row of the inventory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// The item.
    pub item: Item,
    /// Whether its earliest holding is out of date.
    pub is_out_of_date: bool,
}

/// A page of the inventory.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// At most fifty rows.
    pub rows: Vec<Listed>,
    /// The key of the last row, when there are more.
    pub next: Option<String>,
}

/// The last day that counts as soon.
pub(crate) fn soon(today: Day) -> Day {
    today
        .checked_add_days(chrono::Days::new(SOON_DAYS))
        .unwrap_or(today)
}

/// A page of the inventory.
pub async fn list<R: Grant>(desk: &Desk<R>, query: &ListQuery) -> Result<Page> {
    let statement = statement(desk, query).await?;
    let rows: Vec<ItemRow> = statement.rows(desk.pool()).await?;
    let has_more = rows.len() > PAGE;
    let today = desk.today();
    let rows = rows
        .into_iter()
        .take(PAGE)
        .map(|row| {
            let item = Item::try_from(row)?;
            let is_out_of_date = item.expires_on.is_some_and(|day| day < today);
            Ok(Listed {
                item,
                is_out_of_date,
            })
        })
        .collect::<Result<Vec<_>>>()?;
    let next = rows
        .last()
        .filter(|_| has_more)
        .map(|last| key_of(&last.item, query.order));
    Ok(Page { rows, next })
}

fn key_of(item: &Item, order: Order) -> String {
    let sorted = match order {
        Order::Name | Order::NameDown => name::key(&item.name),
        Order::Expiry => item
            .expires_on
            .map(|day| day.to_string())
            .unwrap_or_default(),
    };
    format!("{sorted}~{}", item.id)
}

async fn statement<R: Grant>(desk: &Desk<R>, query: &ListQuery) -> Result<Statement> {
    let mut statement = Statement::new(&format!("SELECT {COLUMNS}\nFROM item"));
    statement.push("JOIN kind ON kind.id = item.kind_id");
    let school = statement.mark(desk.school_key());
    statement.push(&format!("WHERE item.school_id = {school}"));
    statement.push("AND item.retired_at IS NULL");
    if let Some(sort) = query.sort {
        let sort = statement.mark(sort.code());
        statement.push(&format!("AND item.sort = {sort}"));
    }
    if query.low {
        statement.push("AND item.total < item.minimum");
    }
    if query.expiring {
        let soon = statement.mark(soon(desk.today()).to_string());
        statement.push(&format!("AND item.expires_on <= {soon}"));
    }
    if query.order == Order::Expiry {
        statement.push("AND item.expires_on IS NOT NULL");
    }
    search(desk, &mut statement, &school, &query.q).await?;
    if let Some(place) = query.place {
        within(desk, &mut statement, &school, place).await?;
    }
    let (column, (beyond, direction)) = (query.order.column(), query.order.direction());
    if let Some((sorted, id)) = query.after.as_deref().and_then(|key| key.rsplit_once('~')) {
        let (sorted, id) = (statement.mark(sorted), statement.mark(id));
        statement.push(&format!(
            "AND ({column}, item.id) {beyond} ({sorted}, {id})"
        ));
    }
    let limit = statement.mark(i64::try_from(PAGE + 1).unwrap_or(i64::MAX));
    statement.push(&format!(
        "ORDER BY {column} {direction}, item.id {direction}\nLIMIT {limit}"
    ));
    Ok(statement)
}

/// Every word of the search begins a word of the item. The rarest is looked up, if it is rare at all;
/// the others are tested row by row.
async fn search<R: Grant>(
    desk: &Desk<R>,
    statement: &mut Statement,
    school: &str,
    q: &str,
) -> Result<()> {
    let words = name::tokens(q);
    let mut counted = Vec::with_capacity(words.len());
    for token in words {
        counted.push((count(desk, &token).await?, token));
    }
    counted.sort();
    for (place, (count, token)) in counted.iter().enumerate() {
        let (from, to) = word::range(token);
        let (from, to) = (statement.mark(from), statement.mark(to));
        let fits = format!(
            "word.school_id = {school} AND word.noun = 'item' AND word.word >= {from} AND word.word < {to}"
        );
        statement.push(&if place == 0 && *count < FEW {
            format!("AND item.id IN (SELECT word.subject_id FROM word WHERE {fits})")
        } else {
            format!("AND EXISTS (SELECT 1 FROM word WHERE {fits} AND word.subject_id = item.id)")
        });
    }
    Ok(())
}

/// How many words of items begin so, up to [`FEW`].
async fn count<R: Grant>(desk: &Desk<R>, token: &str) -> Result<i64> {
    let (from, to) = word::range(token);
    let count = sqlx::query_scalar(
        "SELECT count(*)
         FROM (
             SELECT 1 AS one
             FROM word
             WHERE school_id = $1
               AND noun = 'item'
               AND word >= $2
               AND word < $3
             LIMIT $4
         ) AS few",
    )
    .bind(desk.school_key())
    .bind(from)
    .bind(to)
    .bind(FEW)
    .fetch_one(desk.pool())
    .await?;
    Ok(count)
}

/// Only what stands in a place or within it.
async fn within<R: Grant>(
    desk: &Desk<R>,
    statement: &mut Statement,
    school: &str,
    place: LocationId,
) -> Result<()> {
    let tree = crate::location::tree(desk).await?;
    let places: Vec<String> = tree
        .within(place)
        .map(|place| place.id.to_string())
        .collect();
    let mut counting = Statement::new("SELECT count(*)\nFROM (SELECT 1 AS one FROM holding");
    let own = counting.mark(desk.school_key());
    let list = counting.list(places.clone());
    let few = counting.mark(FEW);
    counting.push(&format!(
        "WHERE school_id = {own} AND location_id IN {list}\nLIMIT {few}) AS few"
    ));
    let count = counting.number(desk.pool()).await?;
    let list = statement.list(places);
    let fits = format!(
        "holding.school_id = {school} AND holding.location_id IN {list} AND holding.gone_at IS NULL"
    );
    statement.push(&if count < FEW {
        format!("AND item.id IN (SELECT holding.item_id FROM holding WHERE {fits})")
    } else {
        format!("AND EXISTS (SELECT 1 FROM holding WHERE {fits} AND holding.item_id = item.id)")
    });
    Ok(())
}
