//! Places: the tree, and what is changed in it.

mod kept;

use std::{collections::HashMap, sync::Arc};

use shared::{
    account::{Grant, right::CanKeepStock},
    form::{Problem, Problems},
    id::LocationId,
    location::{LabFittings, Location, Sort, Tree},
    refusal::Refusal,
};

pub(crate) use kept::Places;

use crate::{
    Desk, Result, Tx, code,
    event::{self, Noun},
    retire, row,
    timetable::slot::STILL_MEETS,
    word,
};

/// A place that is added, or how a place is to be.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct New {
    /// The place around it; none for an outermost one.
    pub parent: Option<LocationId>,
    /// What it is.
    pub sort: Sort,
    /// Its own name.
    pub name: String,
    /// What it offers to a lesson, when it is a lab.
    pub fittings: LabFittings,
}

impl From<&Location> for New {
    fn from(place: &Location) -> Self {
        Self {
            parent: place.parent,
            sort: place.sort,
            name: place.name.clone(),
            fittings: place.fittings,
        }
    }
}

/// Every place in use. Most pages name places, and places hardly ever change: they are read again when they have.
pub async fn tree<R: Grant>(desk: &Desk<R>) -> Result<Tree> {
    let (school, trees) = (desk.school(), &desk.store().places().trees);
    let mut run = desk.pool().acquire().await?;
    let seq = event::last_seq(&mut run, school).await?;
    let last = trees.last(school);
    if let Some((at, (_, tree))) = &last
        && *at == seq
    {
        return Ok(tree.clone());
    }
    let edits = edits(&mut run, &desk.school_key()).await?;
    let same = last.filter(|(_, (of, _))| *of == edits);
    let tree = match same {
        Some((_, (_, tree))) => tree,
        None => read(&mut run, &desk.school_key()).await?,
    };
    trees.keep(school, seq, (edits, tree.clone()));
    Ok(tree)
}

/// Every place in use, as a write sees them.
pub(crate) async fn tree_in(tx: &mut Tx) -> Result<Tree> {
    let school = tx.school_key();
    read(tx.run(), &school).await
}

async fn read(run: &mut sqlx::AnyConnection, school: &str) -> Result<Tree> {
    let rows: Vec<LocationRow> = sqlx::query_as(
        "SELECT id, parent_id, sort, name, places, fume_cupboard, gas, blackout, code, version
         FROM location
         WHERE school_id = $1
           AND retired_at IS NULL
         ORDER BY id",
    )
    .bind(school)
    .fetch_all(run)
    .await?;
    let places = rows.into_iter().map(Location::try_from);
    Ok(Tree::of(places.collect::<Result<_>>()?))
}

/// How many places a school ever had, and the sum of their versions: it grows with every change of any of them.
type Edits = (i64, i64);

async fn edits(run: &mut sqlx::AnyConnection, school: &str) -> Result<Edits> {
    let edits = sqlx::query_as(
        "SELECT count(*), COALESCE(CAST(sum(version) AS BIGINT), 0)
         FROM location
         WHERE school_id = $1",
    )
    .bind(school)
    .fetch_one(run)
    .await?;
    Ok(edits)
}

/// How many holdings stand directly in each place.
pub type Counts = Arc<HashMap<LocationId, i64>>;

/// How many holdings stand directly in each place. They are counted again when something has changed.
pub async fn counts<R: Grant>(desk: &Desk<R>) -> Result<Counts> {
    let (school, kept) = (desk.school(), &desk.store().places().counts);
    let mut run = desk.pool().acquire().await?;
    let seq = event::last_seq(&mut run, school).await?;
    if let Some((at, counts)) = kept.last(school)
        && at == seq
    {
        return Ok(counts);
    }
    let rows: Vec<(String, i64)> = sqlx::query_as(
        "SELECT location_id, count(*)
         FROM holding
         WHERE school_id = $1
           AND gone_at IS NULL
         GROUP BY location_id
         ORDER BY location_id",
    )
    .bind(desk.school_key())
    .fetch_all(&mut *run)
    .await?;
    let counts = rows
        .into_iter()
        .map(|(id, count)| Ok((row::parse("holding.location_id", &id)?, count)))
        .collect::<Result<_>>()?;
    let counts = Counts::new(counts);
    kept.keep(school, seq, Arc::clone(&counts));
    Ok(counts)
}

/// The places in use of which every word of a search begins a word of the name, at most `limit`.
pub async fn search<R: Grant>(desk: &Desk<R>, q: &str, limit: usize) -> Result<Vec<LocationId>> {
    let ids = word::subjects(desk, Noun::Location, q, limit).await?;
    ids.iter()
        .map(|id| row::parse("word.subject_id", id))
        .collect()
}

/// Adds a place.
pub async fn add(desk: &Desk<CanKeepStock>, new: New) -> Result<LocationId> {
    let mut tx = desk.begin().await?;
    let tree = tree_in(&mut tx).await?;
    check(&tree, &new, None)?;
    let id = add_in(&mut tx, &new).await?;
    tx.record::<(), _>(Noun::Location, id, "added", None, Some(&new))
        .await?;
    tx.commit().await?;
    Ok(id)
}

/// Adds a place inside a larger write, which records its own event.
pub(crate) async fn add_in(tx: &mut Tx, new: &New) -> Result<LocationId> {
    let id: LocationId = tx.id();
    let code = code::give(tx, Noun::Location, id).await?;
    let school = tx.school_key();
    sqlx::query(
        "INSERT INTO location (
             school_id, id, parent_id, sort, name, places, fume_cupboard, gas, blackout, code, version
         )
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 1)",
    )
    .bind(school)
    .bind(id.to_string())
    .bind(new.parent.map(|parent| parent.to_string()))
    .bind(new.sort.code())
    .bind(&new.name)
    .bind(i64::from(new.fittings.places))
    .bind(i64::from(new.fittings.fume_cupboard))
    .bind(i64::from(new.fittings.gas))
    .bind(i64::from(new.fittings.blackout))
    .bind(code.plain())
    .execute(tx.run())
    .await?;
    word::add(tx, Noun::Location, id, [new.name.as_str()]).await?;
    Ok(id)
}

/// Changes a place: its name, what it is, where it lies.
pub async fn change(
    desk: &Desk<CanKeepStock>,
    id: LocationId,
    to: New,
    version: i64,
) -> Result<()> {
    let mut tx = desk.begin().await?;
    let tree = tree_in(&mut tx).await?;
    let before = tree.find(id).ok_or(Refusal::NotFound)?;
    if before.version != version {
        return Err(Refusal::Stale.into());
    }
    check(&tree, &to, Some(id))?;
    let school = tx.school_key();
    sqlx::query(
        "UPDATE location
         SET parent_id = $3, sort = $4, name = $5, places = $6, fume_cupboard = $7, gas = $8, blackout = $9,
             version = version + 1
         WHERE school_id = $1
           AND id = $2",
    )
    .bind(school)
    .bind(id.to_string())
    .bind(to.parent.map(|parent| parent.to_string()))
    .bind(to.sort.code())
    .bind(&to.name)
    .bind(i64::from(to.fittings.places))
    .bind(i64::from(to.fittings.fume_cupboard))
    .bind(i64::from(to.fittings.gas))
    .bind(i64::from(to.fittings.blackout))
    .execute(tx.run())
    .await?;
    word::write(&mut tx, Noun::Location, id, [to.name.as_str()]).await?;
    tx.record(
        Noun::Location,
        id,
        "changed",
        Some(&New::from(before)),
        Some(&to),
    )
    .await?;
    tx.commit().await
}

/// Takes a place out of use. Something in it, or a lesson taught there, keeps it.
pub async fn retire(desk: &Desk<CanKeepStock>, id: LocationId, version: i64) -> Result<()> {
    let mut tx = desk.begin().await?;
    let tree = tree_in(&mut tx).await?;
    let before = tree.find(id).ok_or(Refusal::NotFound)?;
    if before.version != version {
        return Err(Refusal::Stale.into());
    }
    if tree.inside(Some(id)).next().is_some() {
        return Err(Refusal::InUse("there are other places in it".to_owned()).into());
    }
    if stands(&mut tx, id).await? {
        return Err(Refusal::InUse("something still stands there".to_owned()).into());
    }
    if taught(&mut tx, id, &desk.today().to_string()).await? {
        return Err(Refusal::InUse("lessons are taught there".to_owned()).into());
    }
    retire::retire(&mut tx, Noun::Location, id).await?;
    tx.record::<_, ()>(
        Noun::Location,
        id,
        "retired",
        Some(&New::from(before)),
        None,
    )
    .await?;
    tx.commit().await
}

/// Whether a place is there and in use.
pub(crate) async fn is_place(tx: &mut Tx, id: LocationId) -> Result<bool> {
    let school = tx.school_key();
    let found: Option<String> = sqlx::query_scalar(
        "SELECT id
         FROM location
         WHERE school_id = $1
           AND id = $2
           AND retired_at IS NULL",
    )
    .bind(school)
    .bind(id.to_string())
    .fetch_optional(tx.run())
    .await?;
    Ok(found.is_some())
}

/// Whether anything stands directly in a place.
async fn stands(tx: &mut Tx, id: LocationId) -> Result<bool> {
    let school = tx.school_key();
    let found: Option<String> = sqlx::query_scalar(
        "SELECT id
         FROM holding
         WHERE school_id = $1
           AND location_id = $2
           AND gone_at IS NULL
         ORDER BY id
         LIMIT 1",
    )
    .bind(school)
    .bind(id.to_string())
    .fetch_optional(tx.run())
    .await?;
    Ok(found.is_some())
}

/// Whether the timetable has lessons in a room from today on.
async fn taught(tx: &mut Tx, id: LocationId, today: &str) -> Result<bool> {
    let school = tx.school_key();
    let found: Option<String> = sqlx::query_scalar(sqlx::AssertSqlSafe(format!(
        "SELECT id
         FROM slot
         WHERE school_id = $1
           AND {STILL_MEETS}
           AND location_id = $3
         ORDER BY id
         LIMIT 1"
    )))
    .bind(school)
    .bind(today)
    .bind(id.to_string())
    .fetch_optional(tx.run())
    .await?;
    Ok(found.is_some())
}

/// A place has a name of its own where it lies, and lies neither in itself nor nowhere.
fn check(tree: &Tree, new: &New, own: Option<LocationId>) -> Result<()> {
    let mut problems = Problems::default();
    if let Some(parent) = new.parent {
        let is_inside_itself =
            own.is_some_and(|own| tree.within(own).any(|place| place.id == parent));
        if tree.find(parent).is_none() || is_inside_itself {
            problems.add("parent", Problem::NotAChoice);
        }
    }
    let name = shared::name::fold(&new.name);
    let is_taken = tree.inside(new.parent).any(|place| {
        place.parent == new.parent
            && Some(place.id) != own
            && shared::name::fold(&place.name) == name
    });
    if is_taken {
        problems.add("name", Problem::Taken);
    }
    if problems.is_empty() {
        Ok(())
    } else {
        Err(Refusal::Invalid(problems).into())
    }
}

#[derive(sqlx::FromRow)]
struct LocationRow {
    id: String,
    parent_id: Option<String>,
    sort: String,
    name: String,
    places: i64,
    fume_cupboard: i64,
    gas: i64,
    blackout: i64,
    code: String,
    version: i64,
}

impl TryFrom<LocationRow> for Location {
    type Error = crate::Error;

    fn try_from(found: LocationRow) -> Result<Self> {
        Ok(Self {
            id: row::parse("location.id", &found.id)?,
            parent: row::parse_optional("location.parent_id", found.parent_id.as_deref())?,
            sort: row::named("location.sort", &found.sort, Sort::from_code)?,
            name: found.name,
            fittings: LabFittings {
                places: row::narrow("location.places", found.places)?,
                fume_cupboard: found.fume_cupboard != 0,
                gas: found.gas != 0,
                blackout: found.blackout != 0,
            },
            code: row::parse("location.code", &found.code)?,
            version: found.version,
        })
    }
}
