//! Holdings: some of an item in one place.

mod arrival;
mod making;

pub(crate) use arrival::create_in;
pub use arrival::{New, receive, receive_new};
pub use making::{Source, make_more, sources};

use shared::{
    account::{Grant, right::CanKeepStock},
    amount::{Amount, Unit},
    code::Code,
    concentration::Concentration,
    form::{Problem, Problems},
    id::{HoldingId, ItemId, LocationId},
    kind::{KindId, Sort},
    moment::{Day, Moment},
    name,
    refusal::Refusal,
    substance::SubstanceId,
};

use crate::{Desk, Result, Tx, event::Noun, item, row, statement::Statement, word};

/// Some of an item in one place, with what is known of the item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holding {
    /// Which.
    pub id: HoldingId,
    /// Of which item.
    pub item: ItemId,
    /// Of which kind.
    pub kind: KindId,
    /// What the item is called.
    pub name: String,
    /// How it is kept.
    pub sort: Sort,
    /// What it is, where it is a chemical.
    pub substance: Option<SubstanceId>,
    /// How strong, where it is a solution.
    pub concentration: Option<Concentration>,
    /// Where it stands.
    pub location: LocationId,
    /// How much there is.
    pub amount: Amount,
    /// What its label says.
    pub code: Code,
    /// What is known of it besides.
    pub particulars: Particulars,
    /// Since when there is nothing left of it.
    pub gone_at: Option<Moment>,
    /// Which edit this is.
    pub version: i64,
}

/// What is known of a holding besides what it is, where and how much.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(default)]
pub struct Particulars {
    /// How much fits: the bottle's size, the full tray.
    pub capacity: Option<Amount>,
    /// An instrument's serial number.
    pub serial: Option<String>,
    /// The maker's lot.
    pub lot: Option<String>,
    /// Who sold it.
    pub supplier: Option<String>,
    /// The day it came.
    pub received_on: Option<Day>,
    /// The day it was opened.
    pub opened_on: Option<Day>,
    /// The day it was made.
    pub made_on: Option<Day>,
    /// The initials of who made it.
    pub made_by: Option<String>,
    /// The last day of its use.
    pub expires_on: Option<Day>,
    /// What to know about it.
    pub note: Option<String>,
}

const COLUMNS: &str = "holding.id, holding.item_id, item.kind_id, item.name, item.sort, item.unit, kind.substance, \
     kind.concentration, holding.location_id, holding.amount, holding.capacity, holding.code, holding.serial, \
     holding.lot, holding.supplier, holding.received_on, holding.opened_on, holding.made_on, holding.made_by, \
     holding.expires_on, holding.note, holding.gone_at, holding.version";

const TABLES: &str = "FROM holding
JOIN item ON item.school_id = holding.school_id AND item.id = holding.item_id
JOIN kind ON kind.id = item.kind_id";

/// So many are read at a time where all are.
const AT_ONCE: usize = 1_000;

/// The holding of that id, gone or not.
pub async fn find<R: Grant>(desk: &Desk<R>, id: HoldingId) -> Result<Holding> {
    let mut found = some(desk, &[id]).await?;
    found.pop().ok_or_else(|| Refusal::NotFound.into())
}

/// Holdings by id, gone or not, by name. Those that are not there are left out.
pub async fn some<R: Grant>(desk: &Desk<R>, ids: &[HoldingId]) -> Result<Vec<Holding>> {
    let mut found = Vec::with_capacity(ids.len());
    for some in ids.chunks(500) {
        let mut statement = Statement::new(&format!("SELECT {COLUMNS}\n{TABLES}"));
        let school = statement.mark(desk.school_key());
        let ids = statement.list(some.iter().map(ToString::to_string));
        statement.push(&format!(
            "WHERE holding.school_id = {school}\nAND holding.id IN {ids}\nORDER BY item.name_key, holding.id"
        ));
        found.extend(read(desk, statement).await?);
    }
    Ok(by_name(found))
}

/// What there is of an item, the first to expire first.
pub async fn of_item<R: Grant>(desk: &Desk<R>, item: ItemId, limit: i64) -> Result<Vec<Holding>> {
    let mut statement = Statement::new(&format!("SELECT {COLUMNS}\n{TABLES}"));
    let school = statement.mark(desk.school_key());
    let item = statement.mark(item.to_string());
    let limit = statement.mark(limit);
    statement.push(&format!(
        "WHERE holding.school_id = {school}
AND holding.item_id = {item}
AND holding.gone_at IS NULL
ORDER BY COALESCE(holding.expires_on, '9'), holding.id
LIMIT {limit}"
    ));
    read(desk, statement).await
}

/// What stands directly in some places, by name.
pub async fn in_places<R: Grant>(
    desk: &Desk<R>,
    places: &[LocationId],
    limit: i64,
) -> Result<Vec<Holding>> {
    let mut statement = Statement::new(&format!("SELECT {COLUMNS}\n{TABLES}"));
    let school = statement.mark(desk.school_key());
    let places = statement.list(places.iter().map(ToString::to_string));
    let limit = statement.mark(limit);
    statement.push(&format!(
        "WHERE holding.school_id = {school}
AND holding.location_id IN {places}
AND holding.gone_at IS NULL
ORDER BY item.name_key, holding.id
LIMIT {limit}"
    ));
    read(desk, statement).await
}

/// What there is of several items, by name: what the ticks of the inventory stand for.
pub async fn of_items<R: Grant>(desk: &Desk<R>, items: &[ItemId]) -> Result<Vec<Holding>> {
    let mut found = Vec::new();
    for some in items.chunks(500) {
        let mut statement = Statement::new(&format!("SELECT {COLUMNS}\n{TABLES}"));
        let school = statement.mark(desk.school_key());
        let items = statement.list(some.iter().map(ToString::to_string));
        statement.push(&format!(
            "WHERE holding.school_id = {school}
AND holding.item_id IN {items}
AND holding.gone_at IS NULL
ORDER BY item.name_key, holding.id"
        ));
        found.extend(read(desk, statement).await?);
    }
    Ok(by_name(found))
}

/// Holdings of which every word of a search begins the serial number or lot, at most `limit`.
pub async fn search<R: Grant>(desk: &Desk<R>, q: &str, limit: usize) -> Result<Vec<Holding>> {
    let ids = word::subjects(desk, Noun::Holding, q, limit).await?;
    let ids: Vec<HoldingId> = ids
        .iter()
        .map(|id| row::parse("word.subject_id", id))
        .collect::<Result<_>>()?;
    some(desk, &ids).await
}

/// The last day that is soon: what expires until then is shown as expiring.
pub fn soon<R: Grant>(desk: &Desk<R>) -> Day {
    item::soon(desk.today())
}

/// Everything the school holds, by name, for files that go out. A thousand are read at a time, since a reader that
/// takes long holds up the database's tidying.
pub async fn everything<R: Grant>(desk: &Desk<R>) -> Result<Vec<Holding>> {
    let mut found: Vec<Holding> = Vec::new();
    loop {
        let after = found.last().map(|holding| holding.id.to_string());
        let mut statement = Statement::new(&format!("SELECT {COLUMNS}\n{TABLES}"));
        let school = statement.mark(desk.school_key());
        let after = statement.mark(after.unwrap_or_default());
        statement.push(&format!(
            "WHERE holding.school_id = {school}
AND holding.id > {after}
AND holding.gone_at IS NULL
ORDER BY holding.id
LIMIT {AT_ONCE}"
        ));
        let some = read(desk, statement).await?;
        let is_last = some.len() < AT_ONCE;
        found.extend(some);
        if is_last {
            return Ok(by_name(found));
        }
    }
}

/// What was read some at a time, in the order of a list.
fn by_name(mut found: Vec<Holding>) -> Vec<Holding> {
    found.sort_by_cached_key(|holding| (name::key(&holding.name), holding.id));
    found
}

async fn read<R: Grant>(desk: &Desk<R>, statement: Statement) -> Result<Vec<Holding>> {
    let rows: Vec<HoldingRow> = statement.rows(desk.pool()).await?;
    rows.into_iter().map(Holding::try_from).collect()
}

/// What an edit of a holding changes: what is known of it. Amount and place change by movements only.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// What is known of it.
    pub particulars: Particulars,
    /// The version the edit started from.
    pub version: i64,
}

/// Changes what is known of a holding.
pub async fn change(desk: &Desk<CanKeepStock>, id: HoldingId, to: Change) -> Result<()> {
    let before = find(desk, id).await?;
    let mut tx = desk.begin().await?;
    let about = &to.particulars;
    let is_other_unit = about
        .capacity
        .is_some_and(|capacity| capacity.unit() != before.amount.unit());
    if is_other_unit {
        return Err(Refusal::Invalid(Problems::one("capacity", Problem::OtherUnit)).into());
    }
    let day = |day: Option<Day>| day.map(|day| day.to_string());
    let school = tx.school_key();
    let changed = sqlx::query(
        "UPDATE holding
         SET capacity = $4, serial = $5, lot = $6, supplier = $7, received_on = $8, opened_on = $9, made_on = $10,
             made_by = $11, expires_on = $12, note = $13, version = version + 1
         WHERE school_id = $1
           AND id = $2
           AND version = $3",
    )
    .bind(school)
    .bind(id.to_string())
    .bind(to.version)
    .bind(about.capacity.map(Amount::micro))
    .bind(&about.serial)
    .bind(&about.lot)
    .bind(&about.supplier)
    .bind(day(about.received_on))
    .bind(day(about.opened_on))
    .bind(day(about.made_on))
    .bind(&about.made_by)
    .bind(day(about.expires_on))
    .bind(&about.note)
    .execute(tx.run())
    .await?;
    if changed.rows_affected() == 0 {
        return Err(Refusal::Stale.into());
    }
    item::sum_up(&mut tx, before.item).await?;
    word::clear(&mut tx, Noun::Holding, id).await?;
    index(&mut tx, id, about).await?;
    tx.record(
        Noun::Holding,
        id,
        "changed",
        Some(&before.particulars),
        Some(about),
    )
    .await?;
    tx.commit().await
}

/// A holding is found by its serial number and lot.
async fn index(tx: &mut Tx, id: HoldingId, about: &Particulars) -> Result<()> {
    let texts = [about.serial.as_deref(), about.lot.as_deref()];
    word::add(tx, Noun::Holding, id, texts.into_iter().flatten()).await
}

#[derive(sqlx::FromRow)]
struct HoldingRow {
    id: String,
    item_id: String,
    kind_id: String,
    name: String,
    sort: String,
    unit: String,
    substance: Option<String>,
    concentration: Option<String>,
    location_id: String,
    amount: i64,
    capacity: Option<i64>,
    code: String,
    serial: Option<String>,
    lot: Option<String>,
    supplier: Option<String>,
    received_on: Option<String>,
    opened_on: Option<String>,
    made_on: Option<String>,
    made_by: Option<String>,
    expires_on: Option<String>,
    note: Option<String>,
    gone_at: Option<i64>,
    version: i64,
}

impl TryFrom<HoldingRow> for Holding {
    type Error = crate::Error;

    fn try_from(found: HoldingRow) -> Result<Self> {
        let unit = row::named("item.unit", &found.unit, Unit::from_code)?;
        Ok(Self {
            id: row::parse("holding.id", &found.id)?,
            item: row::parse("holding.item_id", &found.item_id)?,
            kind: row::parse("item.kind_id", &found.kind_id)?,
            name: found.name,
            sort: row::named("item.sort", &found.sort, Sort::from_code)?,
            substance: found.substance.map(SubstanceId::new),
            concentration: crate::kind::strength(found.concentration.as_deref())?,
            location: row::parse("holding.location_id", &found.location_id)?,
            amount: Amount::new(found.amount, unit),
            code: row::parse("holding.code", &found.code)?,
            particulars: Particulars {
                capacity: found.capacity.map(|micro| Amount::new(micro, unit)),
                serial: found.serial,
                lot: found.lot,
                supplier: found.supplier,
                received_on: row::day("holding.received_on", found.received_on.as_deref())?,
                opened_on: row::day("holding.opened_on", found.opened_on.as_deref())?,
                made_on: row::day("holding.made_on", found.made_on.as_deref())?,
                made_by: found.made_by,
                expires_on: row::day("holding.expires_on", found.expires_on.as_deref())?,
                note: found.note,
            },
            gone_at: found.gone_at.map(Moment),
            version: found.version,
        })
    }
}
