//! The inventory: fifty items at a time, by key, without reading the rest.

use shared::{
    account::Grant,
    id::{ItemId, LocationId},
    kind::{KindId, Sort},
    moment::Day,
    name,
};

use super::{COLUMNS, Item, ItemRow};
use crate::{
    Desk, Result,
    event::Noun,
    page::{self, Way},
    statement::Statement,
    word,
};

/// Rows of a page.
const PAGE: usize = 50;
/// What expires within so many days is expiring.
const SOON_DAYS: u64 = 42;
/// A filter that fewer rows pass than this is looked up first; else the list is walked in its order. Looking up and
/// sorting so many costs as much as walking until a page is full of what one row in fifty passes.
const FEW: i64 = 2_000;

/// The last day of use in the words of its index: what has none comes after every day.
const EXPIRY: &str = "COALESCE(item.expires_on, '9')";

/// What [`Item::is_low`] asks, in the words of its index.
const IS_LOW: &str = "item.total < COALESCE(item.minimum, 1)";

/// How the inventory is sorted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// What fits the search best: names that begin so, then those with the word elsewhere. Without a search by name.
    Fit,
    /// By name.
    #[default]
    Name,
    /// By name, the last first.
    NameDown,
    /// What expires first; what never does comes last.
    Expiry,
}

impl Order {
    /// Every order.
    pub const ALL: [Self; 4] = [Self::Fit, Self::Name, Self::NameDown, Self::Expiry];

    /// The stable name in addresses.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Fit => "fit",
            Self::Name => "name",
            Self::NameDown => "name-down",
            Self::Expiry => "expiry",
        }
    }

    /// The order of that stable name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|order| order.code() == code)
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
    /// Only what is below its least amount, or has run out.
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

impl Listed {
    fn of(item: Item, today: Day) -> Self {
        let is_out_of_date = item.expires_on.is_some_and(|day| day < today);
        Self {
            item,
            is_out_of_date,
        }
    }
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
    // Signs alone are no words: nothing is called so.
    if !query.q.trim().is_empty() && word::searched(&query.q).is_empty() {
        return Ok(Page::default());
    }
    let (statement, walk) = statement(desk, query).await?;
    let rows: Vec<FoundRow> = statement.rows(desk.pool()).await?;
    let today = desk.today();
    let rows = rows
        .into_iter()
        .map(|row| row.read(&walk, today))
        .collect::<Result<Vec<_>>>()?;
    let (rows, next) = page::cut(rows, PAGE, |(_, key)| key.clone());
    let rows = rows.into_iter().map(|(listed, _)| listed).collect();
    Ok(Page { rows, next })
}

/// Those of some items that are in use, by name.
pub async fn some<R: Grant>(desk: &Desk<R>, ids: &[ItemId]) -> Result<Vec<Listed>> {
    let mut rows: Vec<ItemRow> = Vec::with_capacity(ids.len());
    for some in ids.chunks(500) {
        let mut statement = Statement::new(&format!("SELECT {COLUMNS}\nFROM item"));
        let school = statement.mark(desk.school_key());
        let ids = statement.list(some.iter().map(ToString::to_string));
        statement.push(&format!(
            "JOIN kind ON kind.id = item.kind_id
WHERE item.school_id = {school}
AND item.id IN {ids}
AND item.retired_at IS NULL
ORDER BY item.name_key, item.id"
        ));
        rows.extend(statement.rows::<ItemRow>(desk.pool()).await?);
    }
    let mut found = listed(rows, desk.today())?;
    found.sort_by_cached_key(|row| (name::key(&row.item.name), row.item.id));
    Ok(found)
}

fn listed(rows: Vec<ItemRow>, today: Day) -> Result<Vec<Listed>> {
    rows.into_iter()
        .map(|row| Ok(Listed::of(row.try_into()?, today)))
        .collect()
}

/// Items in use that are of a kind, or of the kind's substance at whatever strength, by name: no more than a page. A
/// cross join is taken in the order it is written: from the few kinds to their items.
pub async fn of_kind<R: Grant>(desk: &Desk<R>, kind: &KindId) -> Result<Vec<Listed>> {
    let mut statement = Statement::new(&format!("SELECT {COLUMNS}\nFROM ("));
    let (id, substance) = (
        statement.mark(kind.as_str()),
        statement.mark(kind.substance().as_str()),
    );
    let school = statement.mark(desk.school_key());
    let most = statement.mark(i64::try_from(PAGE).unwrap_or(i64::MAX));
    statement.push(&format!(
        "    SELECT kind.id
    FROM kind
    WHERE kind.substance = {substance}
    UNION
    SELECT kind.id
    FROM kind
    WHERE kind.id IN ({id}, {substance})
) AS meant
CROSS JOIN item
JOIN kind ON kind.id = item.kind_id
WHERE item.school_id = {school}
AND item.kind_id = meant.id
AND item.retired_at IS NULL
ORDER BY item.name_key, item.id
LIMIT {most}"
    ));
    let rows: Vec<ItemRow> = statement.rows(desk.pool()).await?;
    listed(rows, desk.today())
}

/// The way along which the rows are walked: an index in its order, from behind a key.
enum Walk {
    /// The items by a column of their own.
    Items(Order),
    /// The items that a word of the search finds, of several the word of that number.
    Word(usize, String),
}

impl Walk {
    /// The column in which an item's id is known first.
    const fn id(&self) -> &'static str {
        match self {
            Self::Items(_) => "item.id",
            Self::Word(..) => "word.subject_id",
        }
    }
}

#[derive(sqlx::FromRow)]
struct FoundRow {
    #[sqlx(flatten)]
    item: ItemRow,
    word: String,
    rank: String,
}

impl FoundRow {
    /// The item, and the key of its row.
    fn read(self, walk: &Walk, today: Day) -> Result<(Listed, String)> {
        let item = Item::try_from(self.item)?;
        let key = match walk {
            Walk::Word(n, _) => format!("{n}~{}~{}~{}", self.word, self.rank, item.id),
            Walk::Items(Order::Expiry) => {
                let day = item.expires_on.map(|day| day.to_string());
                page::key(day.as_deref().unwrap_or("9"), item.id)
            }
            Walk::Items(_) => page::key(name::key(&item.name), item.id),
        };
        Ok((Listed::of(item, today), key))
    }
}

/// A key of [`Walk::Word`]: the word's number, and behind which of its rows to go on.
fn word_key(key: &str) -> Option<(usize, [String; 3])> {
    let (n, rest) = key.split_once('~')?;
    let (word, rest) = rest.split_once('~')?;
    let (rank, id) = rest.rsplit_once('~')?;
    let after = [word, rank, id].map(str::to_owned);
    Some((n.parse().ok()?, after))
}

async fn statement<R: Grant>(desk: &Desk<R>, query: &ListQuery) -> Result<(Statement, Walk)> {
    let Plan { walk, first, rest } = Plan::of(desk, query).await?;
    let found = match walk {
        Walk::Items(_) => "'' AS word, '' AS rank",
        Walk::Word(..) => "word.word, word.rank",
    };
    let mut statement = Statement::new(&format!("SELECT {COLUMNS}, {found}"));
    let school = statement.mark(desk.school_key());
    // A cross join is taken in the order it is written.
    let mut tables = Vec::new();
    if let Some(first) = &first {
        let (id, fits) = first.rows(&mut statement, &school);
        // An expression, so that SQLite does not walk all items in their order to find those of a few rows.
        tables.push(format!(
            "(SELECT DISTINCT COALESCE({id}, '') AS item_id {fits}) AS narrow"
        ));
    }
    if matches!(walk, Walk::Word(..)) {
        tables.push("word".to_owned());
    }
    tables.push("item".to_owned());
    statement.push(&format!("FROM {}", tables.join("\nCROSS JOIN ")));
    statement.push("JOIN kind ON kind.id = item.kind_id");
    statement.push(&format!("WHERE item.school_id = {school}"));
    statement.push("AND item.retired_at IS NULL");
    if first.is_some() {
        statement.push(&format!("AND {} = narrow.item_id", walk.id()));
    }
    // The other filters come first: fewer rows are left of which to ask whether a word of theirs was before.
    for filter in &rest {
        let test = filter.test(&mut statement, &school, &walk);
        statement.push(&format!("AND {test}"));
    }
    if let Walk::Word(_, beginning) = &walk {
        let after = query.after.as_deref().and_then(word_key);
        let after = after.map(|(_, after)| after);
        statement.push("AND item.id = word.subject_id\nAND");
        word::walk(&mut statement, &school, Noun::Item, beginning, after);
    }
    match walk {
        Walk::Word(..) => statement.first(word::WALKED, Way::Up, PAGE + 1),
        Walk::Items(order) => {
            let (column, way) = match order {
                Order::NameDown => ("item.name_key", Way::Down),
                Order::Expiry => (EXPIRY, Way::Up),
                Order::Fit | Order::Name => ("item.name_key", Way::Up),
            };
            let after = page::after(query.after.as_deref());
            statement.page([column, "item.id"], way, after, PAGE);
        }
    }
    Ok((statement, walk))
}

/// What an item has to pass.
enum Filter {
    /// A word of it begins so.
    Word(String),
    /// Some of it stands in one of these places.
    Places(Vec<String>),
    /// It is kept so.
    Sort(Sort),
    /// There is less than the least amount, or nothing.
    Low,
    /// It expires by that day.
    Expiring(Day),
}

/// How the rows are found. What one filter lets through is looked up first where that is little; the other filters are
/// tested row by row, in the order of the list, so that a page ends early.
struct Plan {
    walk: Walk,
    first: Option<Filter>,
    rest: Vec<Filter>,
}

impl Plan {
    async fn of<R: Grant>(desk: &Desk<R>, query: &ListQuery) -> Result<Self> {
        let mut searched = word::searched(&query.q);
        let words = searched.len();
        let mut filters = filters(desk, query, &searched).await?;
        let counts = counts(desk, &filters, query.order).await?;
        if query.order != Order::Fit || words == 0 {
            let rarest = rarest(&counts, 0..filters.len()).filter(|n| counts[*n] < FEW);
            let first = rarest.map(|n| filters.remove(n));
            return Ok(Self {
                walk: Walk::Items(query.order),
                first,
                rest: filters,
            });
        }
        // The words come first among the filters. A later page goes along the word of the one before.
        let went = query.after.as_deref().and_then(word_key);
        let went = went.map(|(n, _)| n).filter(|n| *n < words);
        let along = went.or_else(|| rarest(&counts, 0..words)).unwrap_or(0);
        let other =
            rarest(&counts, words..filters.len()).filter(|n| counts[*n] < FEW.min(counts[along]));
        // The later one is taken out before the earlier one moves it.
        let first = other.map(|n| filters.remove(n));
        filters.remove(along);
        Ok(Self {
            walk: Walk::Word(along, searched.swap_remove(along)),
            first,
            rest: filters,
        })
    }
}

/// The filters of a query, its words first.
async fn filters<R: Grant>(
    desk: &Desk<R>,
    query: &ListQuery,
    words: &[String],
) -> Result<Vec<Filter>> {
    let mut filters: Vec<Filter> = words.iter().cloned().map(Filter::Word).collect();
    if let Some(place) = query.place {
        let tree = crate::location::tree(desk).await?;
        let within = tree.within(place).map(|place| place.id.to_string());
        filters.push(Filter::Places(within.collect()));
    }
    filters.extend(query.sort.map(Filter::Sort));
    filters.extend(query.low.then_some(Filter::Low));
    let soon = query.expiring.then(|| soon(desk.today()));
    filters.extend(soon.map(Filter::Expiring));
    Ok(filters)
}

/// How many rows pass each filter, up to [`FEW`]; nothing is counted where the list's own order serves the only one.
async fn counts<R: Grant>(desk: &Desk<R>, filters: &[Filter], order: Order) -> Result<Vec<i64>> {
    let is_served = match filters {
        [] => true,
        [Filter::Word(_)] => order == Order::Fit,
        [Filter::Sort(_) | Filter::Low] => order != Order::Expiry,
        [Filter::Expiring(_)] => order == Order::Expiry,
        _ => false,
    };
    if is_served {
        return Ok(vec![FEW; filters.len()]);
    }
    let mut statement = Statement::default();
    let school = statement.mark(desk.school_key());
    let few = statement.mark(FEW);
    let mut selects = Vec::with_capacity(filters.len());
    for (n, filter) in filters.iter().enumerate() {
        let (_, rows) = filter.rows(&mut statement, &school);
        selects.push(format!(
            "SELECT CAST({n} AS BIGINT) AS n, (SELECT count(*) FROM (SELECT 1 AS one {rows} LIMIT {few}) AS few) AS passing"
        ));
    }
    statement.push(&selects.join("\nUNION ALL\n"));
    statement.push("ORDER BY n");
    let rows: Vec<(i64, i64)> = statement.rows(desk.pool()).await?;
    Ok(rows.into_iter().map(|(_, passing)| passing).collect())
}

/// Which of some filters lets the fewest rows through.
fn rarest(counts: &[i64], of: std::ops::Range<usize>) -> Option<usize> {
    of.min_by_key(|n| counts.get(*n).copied())
}

impl Filter {
    /// The column with the item's id, and the rows that fit.
    fn rows(&self, statement: &mut Statement, school: &str) -> (&'static str, String) {
        let of_items = |condition: &str| {
            let rows = format!(
                "FROM item WHERE item.school_id = {school} AND item.retired_at IS NULL AND {condition}"
            );
            ("item.id", rows)
        };
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
            Self::Sort(sort) => {
                let sort = statement.mark(sort.code());
                of_items(&format!("item.sort = {sort}"))
            }
            Self::Low => of_items(IS_LOW),
            Self::Expiring(day) => {
                let day = statement.mark(day.to_string());
                of_items(&format!("{EXPIRY} <= {day}"))
            }
        }
    }

    /// The test of a row that is found otherwise. Where no index is to be taken for it, the column stands in an
    /// expression: SQLite knows nothing of how many rows one would give.
    fn test(&self, statement: &mut Statement, school: &str, walk: &Walk) -> String {
        let id = walk.id();
        match self {
            Self::Word(beginning) => word::also(statement, school, Noun::Item, id, beginning),
            Self::Places(places) => {
                let list = statement.list(places.iter().map(String::as_str));
                format!(
                    "EXISTS (
    SELECT 1
    FROM holding
    WHERE holding.school_id = {school}
      AND holding.item_id = {id}
      AND holding.gone_at IS NULL
      AND COALESCE(holding.location_id, '') IN {list}
)"
                )
            }
            Self::Sort(sort) => {
                let sort = statement.mark(sort.code());
                format!("item.sort = {sort}")
            }
            Self::Low => IS_LOW.to_owned(),
            Self::Expiring(day) => {
                let day = statement.mark(day.to_string());
                match walk {
                    Walk::Items(Order::Expiry) => format!("{EXPIRY} <= {day}"),
                    _ => format!("COALESCE(item.expires_on, '99') <= {day}"),
                }
            }
        }
    }
}
