//! The inventory: fifty items at a time, by key, without reading the rest.

use shared::{account::Grant, id::LocationId, kind::Sort, moment::Day, name};

use super::{COLUMNS, Item, ItemRow};
use crate::{
    Desk, Result,
    page::{self, Way},
    statement::Statement,
    word,
};

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

    const fn way(self) -> Way {
        match self {
            Self::NameDown => Way::Down,
            Self::Name | Self::Expiry => Way::Up,
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
    let today = desk.today();
    let rows = rows
        .into_iter()
        .map(|row| {
            let item = Item::try_from(row)?;
            let is_out_of_date = item.expires_on.is_some_and(|day| day < today);
            Ok(Listed {
                item,
                is_out_of_date,
            })
        })
        .collect::<Result<Vec<_>>>()?;
    let (rows, next) = page::cut(rows, PAGE, |last| key_of(&last.item, query.order));
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
    page::key(sorted, item.id)
}

async fn statement<R: Grant>(desk: &Desk<R>, query: &ListQuery) -> Result<Statement> {
    let narrow = Narrow::of(desk, query).await?;
    let mut statement = Statement::new(&format!("SELECT {COLUMNS}"));
    let school = statement.mark(desk.school_key());
    narrow.begin(&mut statement, &school);
    statement.push("JOIN kind ON kind.id = item.kind_id");
    statement.push(&format!("WHERE item.school_id = {school}"));
    statement.push("AND item.retired_at IS NULL");
    narrow.finish(&mut statement, &school);
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
    let after = page::after(query.after.as_deref());
    statement.page(
        [query.order.column(), "item.id"],
        query.order.way(),
        after,
        PAGE,
    );
    Ok(statement)
}

/// A filter by what other tables say of an item.
enum Filter {
    /// A word of the item begins so.
    Word(String),
    /// Some of it stands in one of these places.
    Places(Vec<String>),
}

/// The filters by other tables. Where one lets few items through, these are looked up first; the others
/// are tested item by item, in the order of the list, so that a page ends early.
struct Narrow {
    first: Option<Filter>,
    rest: Vec<Filter>,
}

impl Narrow {
    async fn of<R: Grant>(desk: &Desk<R>, query: &ListQuery) -> Result<Self> {
        let mut filters: Vec<Filter> = word::searched(&query.q)
            .into_iter()
            .map(Filter::Word)
            .collect();
        if let Some(place) = query.place {
            let tree = crate::location::tree(desk).await?;
            let within = tree.within(place).map(|place| place.id.to_string());
            filters.push(Filter::Places(within.collect()));
        }
        let mut counted = Vec::with_capacity(filters.len());
        for filter in filters {
            counted.push((filter.count(desk).await?, filter));
        }
        counted.sort_by_key(|(count, _)| *count);
        let is_rare = counted.first().is_some_and(|(count, _)| *count < FEW);
        let mut filters = counted.into_iter().map(|(_, filter)| filter);
        let first = if is_rare { filters.next() } else { None };
        Ok(Self {
            first,
            rest: filters.collect(),
        })
    }

    /// Where the rows come from. A cross join is taken in the order it is written.
    fn begin(&self, statement: &mut Statement, school: &str) {
        let Some(first) = &self.first else {
            statement.push("FROM item");
            return;
        };
        let (id, fits) = first.fits(statement, school);
        statement.push(&format!(
            "FROM (SELECT DISTINCT {id} AS item_id {fits}) AS narrow\nCROSS JOIN item"
        ));
    }

    fn finish(&self, statement: &mut Statement, school: &str) {
        if self.first.is_some() {
            statement.push("AND item.id = narrow.item_id");
        }
        for filter in &self.rest {
            let (id, fits) = filter.fits(statement, school);
            statement.push(&format!("AND EXISTS (SELECT 1 {fits} AND {id} = item.id)"));
        }
    }
}

impl Filter {
    /// The column with the item's id, and the rows that fit.
    fn fits(&self, statement: &mut Statement, school: &str) -> (&'static str, String) {
        match self {
            Self::Word(beginning) => {
                let (from, to) = word::range(beginning);
                let (from, to) = (statement.mark(from), statement.mark(to));
                let rows = format!(
                    "FROM word WHERE word.school_id = {school} AND word.noun = 'item' AND word.word >= {from} AND word.word < {to}"
                );
                ("word.subject_id", rows)
            }
            Self::Places(places) => {
                let list = statement.list(places.iter().map(String::as_str));
                let rows = format!(
                    "FROM holding WHERE holding.school_id = {school} AND holding.location_id IN {list} AND holding.gone_at IS NULL"
                );
                ("holding.item_id", rows)
            }
        }
    }

    /// How many rows fit, up to [`FEW`].
    async fn count<R: Grant>(&self, desk: &Desk<R>) -> Result<i64> {
        let mut statement = Statement::new("SELECT count(*)\nFROM (SELECT 1 AS one");
        let school = statement.mark(desk.school_key());
        let (_, fits) = self.fits(&mut statement, &school);
        let few = statement.mark(FEW);
        statement.push(&format!("{fits}\nLIMIT {few}) AS few"));
        statement.number(desk.pool()).await
    }
}
