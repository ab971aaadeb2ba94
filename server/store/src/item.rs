//! Items: what a school holds of a kind.

mod asking;
mod list;
mod promise;
mod wanted;

use std::collections::{BTreeSet, HashMap};

use shared::{
    account::{Grant, right::CanKeepStock},
    amount::{Amount, Unit},
    concentration::Concentration,
    form::{Problem, Problems},
    id::{ItemId, LocationId},
    kind::{KindId, Sort},
    moment::Day,
    name,
    refusal::Refusal,
    substance::SubstanceId,
};

pub(crate) use list::soon;
pub use list::{ListQuery, Listed, Order, Page, list, of_kind, some};
pub use promise::{Promise, promises, short};
pub use wanted::{Wanted, wanted, without_holdings};

use crate::{Desk, Result, Tx, event::Noun, kind, retire, row, statement::Statement, word};

/// What a school holds of a kind, summed up over its holdings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// Which.
    pub id: ItemId,
    /// Of what kind.
    pub kind: KindId,
    /// How it is kept.
    pub sort: Sort,
    /// What this school calls it.
    pub name: String,
    /// Less than this is low.
    pub minimum: Option<Amount>,
    /// All of it.
    pub total: Amount,
    /// In how many holdings.
    pub holdings: i64,
    /// In how many places.
    pub places: i64,
    /// Where most of it stands.
    pub place: Option<LocationId>,
    /// The earliest last day of use.
    pub expires_on: Option<Day>,
    /// What to know about it.
    pub note: Option<String>,
    /// Whether it is out of use.
    pub is_retired: bool,
    /// What it is, where it is a chemical.
    pub substance: Option<SubstanceId>,
    /// How strong, where it is a solution.
    pub concentration: Option<Concentration>,
    /// Which edit this is.
    pub version: i64,
}

impl Item {
    /// Whether there is less than the least wanted; where nobody said how much that is, whether there is nothing.
    pub fn is_low(&self) -> bool {
        self.minimum
            .map_or(self.total.is_zero(), |least| self.total < least)
    }

    /// What it is counted in.
    pub fn unit(&self) -> Unit {
        self.total.unit()
    }
}

/// An item to be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct New {
    /// Of which kind; none for a kind found by the name, or the school's own.
    pub kind: Option<KindId>,
    /// How it is kept.
    pub sort: Sort,
    /// What the school calls it.
    pub name: String,
    /// What it is counted in.
    pub unit: Unit,
    /// Less than this is low.
    pub minimum: Option<Amount>,
    /// What to know about it.
    pub note: Option<String>,
}

/// What an edit of an item changes. The unit stays: the ledger is written in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// What the school calls it.
    pub name: String,
    /// Less than this is low.
    pub minimum: Option<Amount>,
    /// What to know about it.
    pub note: Option<String>,
    /// What it is from now on; none where it stays what it is.
    pub becomes: Option<Becomes>,
    /// The version the edit started from.
    pub version: i64,
}

/// What an item is said to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Becomes {
    /// Something that the reference data knows, counted as the item is.
    Known(KindId),
    /// A kind that only this school has.
    Own,
}

/// The columns that [`ItemRow`] reads, of `item` joined with `kind`.
pub(crate) const COLUMNS: &str = "item.id, item.kind_id, item.sort, item.name, item.unit, item.minimum, item.total, \
     item.holdings, item.places, item.place_id, item.expires_on, item.note, item.retired_at, item.version, \
     kind.substance, kind.concentration";

/// The item of that id.
pub async fn find<R: Grant>(desk: &Desk<R>, id: ItemId) -> Result<Item> {
    let mut run = desk.pool().acquire().await?;
    read(&mut run, &desk.school_key(), id).await
}

pub(crate) async fn find_in(tx: &mut Tx, id: ItemId) -> Result<Item> {
    let school = tx.school_key();
    read(tx.run(), &school, id).await
}

async fn read(run: &mut sqlx::AnyConnection, school: &str, id: ItemId) -> Result<Item> {
    let found: ItemRow = sqlx::query_as(sqlx::AssertSqlSafe(format!(
        "SELECT {COLUMNS}
         FROM item
         JOIN kind ON kind.id = item.kind_id
         WHERE item.school_id = $1
           AND item.id = $2"
    )))
    .bind(school)
    .bind(id.to_string())
    .fetch_one(run)
    .await?;
    found.try_into()
}

/// What some items are counted in.
pub(crate) async fn units_in(
    tx: &mut Tx,
    ids: impl Iterator<Item = ItemId>,
) -> Result<HashMap<ItemId, Unit>> {
    let ids: BTreeSet<String> = ids.map(|id| id.to_string()).collect();
    let ids: Vec<String> = ids.into_iter().collect();
    let mut units = HashMap::with_capacity(ids.len());
    for some in ids.chunks(500) {
        let mut statement = Statement::new("SELECT id, unit\nFROM item");
        let school = statement.mark(tx.school_key());
        let list = statement.list(some.iter().map(String::as_str));
        statement.push(&format!(
            "WHERE school_id = {school}\nAND id IN {list}\nORDER BY id"
        ));
        let rows: Vec<(String, String)> = statement.rows_in(tx.run()).await?;
        for (id, unit) in rows {
            let unit = row::named("item.unit", &unit, Unit::from_code)?;
            units.insert(row::parse("item.id", &id)?, unit);
        }
    }
    Ok(units)
}

/// Makes an item.
pub async fn create(desk: &Desk<CanKeepStock>, new: New) -> Result<ItemId> {
    let new = with_kind(desk, new).await?;
    let mut tx = desk.begin().await?;
    let id = create_checked(&mut tx, &new).await?;
    tx.commit().await?;
    Ok(id)
}

/// The same with the kind that its name says, where it has none and the name says one.
pub(crate) async fn with_kind<R: Grant>(desk: &Desk<R>, new: New) -> Result<New> {
    let kind = match &new.kind {
        Some(kind) => Some(kind.clone()),
        None => kind_of_name(desk, &new).await?,
    };
    Ok(New { kind, ..new })
}

/// Makes an item unless another has its name.
pub(crate) async fn create_checked(tx: &mut Tx, new: &New) -> Result<ItemId> {
    if is_taken(tx, &new.name, None).await? {
        return Err(taken());
    }
    create_in(tx, new).await
}

/// Makes an item inside a larger write. Without a kind, it becomes the school's own.
pub(crate) async fn create_in(tx: &mut Tx, new: &New) -> Result<ItemId> {
    let kind = match &new.kind {
        Some(kind) if kind::ensure_known(tx, kind).await? => kind.clone(),
        Some(_) => return Err(Refusal::NotFound.into()),
        None => kind::make_own(tx, &new.name, new.sort, new.unit).await?,
    };
    let id: ItemId = tx.id();
    let school = tx.school_key();
    sqlx::query(
        "INSERT INTO item (
             school_id, id, kind_id, sort, name, name_key, unit, minimum, total, holdings, places, note, version
         )
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 0, 0, 0, $9, 1)",
    )
    .bind(school)
    .bind(id.to_string())
    .bind(kind.as_str())
    .bind(new.sort.code())
    .bind(&new.name)
    .bind(name::key(&new.name))
    .bind(new.unit.code())
    .bind(new.minimum.map(Amount::micro))
    .bind(&new.note)
    .execute(tx.run())
    .await?;
    index(tx, id, &kind, &new.name).await?;
    tx.record::<(), _>(Noun::Item, id, "made", None, Some(&new.name))
        .await?;
    Ok(id)
}

/// Changes an item's name, least amount, note and kind. What is in it, promised of it or dangerous about it goes by the
/// kind, and follows; so does what asks for a kind of the school's own, where nothing else is of that kind.
pub async fn change(desk: &Desk<CanKeepStock>, id: ItemId, to: Change) -> Result<()> {
    let mut tx = desk.begin().await?;
    let before = find_in(&mut tx, id).await?;
    if before.version != to.version {
        return Err(Refusal::Stale.into());
    }
    if is_taken(&mut tx, &to.name, Some(id)).await? {
        return Err(taken());
    }
    let (kind, sort) = becoming(&mut tx, &before, &to).await?;
    let school = tx.school_key();
    sqlx::query(
        "UPDATE item
         SET name = $3, name_key = $4, minimum = $5, note = $6, kind_id = $7, sort = $8, version = version + 1
         WHERE school_id = $1
           AND id = $2",
    )
    .bind(school)
    .bind(id.to_string())
    .bind(&to.name)
    .bind(name::key(&to.name))
    .bind(to.minimum.map(Amount::micro))
    .bind(&to.note)
    .bind(kind.as_str())
    .bind(sort.code())
    .execute(tx.run())
    .await?;
    if kind != before.kind && before.kind.is_own() && !is_held(&mut tx, &before.kind).await? {
        asking::follow(&mut tx, &before.kind, &kind, sort).await?;
    }
    word::clear(&mut tx, Noun::Item, id).await?;
    index(&mut tx, id, &kind, &to.name).await?;
    tx.record(
        Noun::Item,
        id,
        "changed",
        Some(&(&before.name, before.minimum, &before.note, &before.kind)),
        Some(&(&to.name, to.minimum, &to.note, &kind)),
    )
    .await?;
    tx.commit().await
}

/// The kind of an item after an edit, and how it is kept then.
async fn becoming(tx: &mut Tx, before: &Item, to: &Change) -> Result<(KindId, Sort)> {
    let same = (before.kind.clone(), before.sort);
    match &to.becomes {
        None => Ok(same),
        Some(Becomes::Own) if before.kind.is_own() => Ok(same),
        Some(Becomes::Own) => {
            let own = kind::make_own(tx, &to.name, before.sort, before.unit()).await?;
            Ok((own, before.sort))
        }
        Some(Becomes::Known(id)) => {
            let known = kind::describe(id).ok_or(Refusal::NotFound)?;
            if known.unit != before.unit() {
                return Err(Refusal::Invalid(Problems::one("is", Problem::OtherUnit)).into());
            }
            kind::ensure(tx, &known).await?;
            Ok((known.id, known.sort))
        }
    }
}

/// Whether an item of the school that is in use is of a kind.
async fn is_held(tx: &mut Tx, kind: &KindId) -> Result<bool> {
    let school = tx.school_key();
    let count: i64 = sqlx::query_scalar(
        "SELECT count(*)
         FROM item
         WHERE school_id = $1
           AND kind_id = $2
           AND retired_at IS NULL",
    )
    .bind(school)
    .bind(kind.as_str())
    .fetch_one(tx.run())
    .await?;
    Ok(count > 0)
}

/// The school's item that is of the kind of one to be made, and counted alike.
pub async fn alike<R: Grant>(desk: &Desk<R>, new: &New) -> Result<Option<Item>> {
    let Some(kind) = with_kind(desk, new.clone()).await?.kind else {
        return Ok(None);
    };
    let there = of_kind(desk, &kind).await?.into_iter();
    let mut there = there.map(|listed| listed.item);
    Ok(there.find(|item| item.kind == kind && item.unit() == new.unit))
}

/// Takes an item out of use, when nothing is left of it.
pub async fn retire(desk: &Desk<CanKeepStock>, id: ItemId, version: i64) -> Result<()> {
    let mut tx = desk.begin().await?;
    let before = find_in(&mut tx, id).await?;
    if before.version != version {
        return Err(Refusal::Stale.into());
    }
    if before.is_retired {
        let is = "out of use".to_owned();
        return Err(Refusal::WrongStep { is }.into());
    }
    if before.holdings > 0 {
        return Err(Refusal::InUse("there is still some of it".to_owned()).into());
    }
    retire::retire(&mut tx, Noun::Item, id).await?;
    tx.record::<_, ()>(Noun::Item, id, "retired", Some(&before.name), None)
        .await?;
    tx.commit().await
}

/// Sums an item's holdings up again.
pub(crate) async fn sum_up(tx: &mut Tx, id: ItemId) -> Result<()> {
    sum_up_all(tx, &[id]).await
}

/// Sums the holdings of items up again: the one statement that writes the kept totals. It groups by an expression, so
/// that SQLite does not walk all places of the school in their order to find those of one item.
pub(crate) async fn sum_up_all(tx: &mut Tx, ids: &[ItemId]) -> Result<()> {
    for some in ids.chunks(500) {
        let mut statement = Statement::new(
            "UPDATE item
             SET (total, holdings, places, expires_on) = (
                     SELECT COALESCE(CAST(sum(holding.amount) AS BIGINT), 0), count(*),
                            count(DISTINCT holding.location_id), min(holding.expires_on)
                     FROM holding
                     WHERE holding.school_id = item.school_id
                       AND holding.item_id = item.id
                       AND holding.gone_at IS NULL
                 ),
                 place_id = (
                     SELECT COALESCE(holding.location_id, '') AS standing
                     FROM holding
                     WHERE holding.school_id = item.school_id
                       AND holding.item_id = item.id
                       AND holding.gone_at IS NULL
                     GROUP BY standing
                     ORDER BY sum(holding.amount) DESC, standing
                     LIMIT 1
                 )",
        );
        let school = statement.mark(tx.school_key());
        let list = statement.list(some.iter().map(ToString::to_string));
        statement.push(&format!("WHERE school_id = {school}\nAND id IN {list}"));
        statement.run(tx.run()).await?;
    }
    Ok(())
}

/// Names, other names and formula, all found by typing their beginnings.
async fn index(tx: &mut Tx, id: ItemId, kind: &KindId, named: &str) -> Result<()> {
    let words = words(kind, named);
    word::add_named(tx, Noun::Item, vec![(id, named.to_owned(), words)]).await
}

/// The words by which an item is found.
pub(crate) fn words(kind: &KindId, named: &str) -> BTreeSet<String> {
    let others = kind::other_names(kind);
    let strength = kind
        .solution()
        .map(|(_, concentration)| concentration.to_string());
    let texts = std::iter::once(named)
        .chain(others.iter().map(String::as_str))
        .chain(strength.as_deref());
    texts.flat_map(name::tokens).collect()
}

/// The one kind that goes by the item's name and is kept and counted alike.
async fn kind_of_name<R: Grant>(desk: &Desk<R>, new: &New) -> Result<Option<KindId>> {
    let mut named = kind::named(desk, &new.name).await?;
    named.retain(|kind| kind.unit == new.unit && kind.sort == new.sort);
    if let [only] = named.as_slice() {
        return Ok(Some(only.id.clone()));
    }
    if !matches!(new.sort, Sort::Chemical | Sort::Solution) {
        return Ok(None);
    }
    // An old or common name, spelt right; what is only alike is for a person to decide.
    let found = reference::substance::find(&new.name).filter(|found| !found.is_doubtful());
    Ok(found.and_then(|found| {
        let kind = KindId::of_substance(found.entry.id(), found.strength.as_ref());
        let described = kind::describe(&kind)?;
        (described.sort == new.sort && described.unit == new.unit).then_some(kind)
    }))
}

async fn is_taken(tx: &mut Tx, called: &str, own: Option<ItemId>) -> Result<bool> {
    let school = tx.school_key();
    let ids: Vec<(String, String)> = sqlx::query_as(
        "SELECT id, name
         FROM item
         WHERE school_id = $1
           AND name_key = $2
           AND retired_at IS NULL
         ORDER BY id",
    )
    .bind(school)
    .bind(name::key(called))
    .fetch_all(tx.run())
    .await?;
    let own = own.map(|own| own.to_string());
    Ok(ids
        .iter()
        .any(|(id, other)| Some(id) != own.as_ref() && name::fold(other) == name::fold(called)))
}

/// What an item is refused with when something would come of it that is out of use.
pub(crate) fn out_of_use(name: &str) -> Refusal {
    Refusal::InUse(format!(
        "“{name}” is out of use; add it to the stock as a new item"
    ))
}

fn taken() -> crate::Error {
    Refusal::Invalid(Problems::one("name", Problem::Taken)).into()
}

#[derive(sqlx::FromRow)]
pub(crate) struct ItemRow {
    id: String,
    kind_id: String,
    sort: String,
    name: String,
    unit: String,
    minimum: Option<i64>,
    total: i64,
    holdings: i64,
    places: i64,
    place_id: Option<String>,
    expires_on: Option<String>,
    note: Option<String>,
    retired_at: Option<i64>,
    version: i64,
    substance: Option<String>,
    concentration: Option<String>,
}

impl TryFrom<ItemRow> for Item {
    type Error = crate::Error;

    fn try_from(found: ItemRow) -> Result<Self> {
        let unit = row::named("item.unit", &found.unit, Unit::from_code)?;
        Ok(Self {
            id: row::parse("item.id", &found.id)?,
            kind: row::parse("item.kind_id", &found.kind_id)?,
            sort: row::named("item.sort", &found.sort, Sort::from_code)?,
            name: found.name,
            minimum: found.minimum.map(|micro| Amount::new(micro, unit)),
            total: Amount::new(found.total, unit),
            holdings: found.holdings,
            places: found.places,
            place: row::parse_optional("item.place_id", found.place_id.as_deref())?,
            expires_on: row::day("item.expires_on", found.expires_on.as_deref())?,
            note: found.note,
            is_retired: found.retired_at.is_some(),
            substance: found.substance.map(SubstanceId::new),
            concentration: kind::strength(found.concentration.as_deref())?,
            version: found.version,
        })
    }
}
