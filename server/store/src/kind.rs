//! The catalogue: what the reference data knows, and what only one school has.

mod making;
mod recognise;

pub(crate) use making::makings;
pub(crate) use recognise::{Meaning, recognise};

use std::collections::{BTreeSet, HashMap};

use reference::substance;
use shared::{
    account::Grant,
    amount::Unit,
    concentration::Concentration,
    kind::{Kind, KindId, KindName, Sort},
    name,
    practical::Subject,
    refusal::Refusal,
    substance::SubstanceId,
};
use uuid::Uuid;

pub use reference::kind::describe;

use crate::{Desk, Result, Store, Tx, row, statement::Statement};

/// A kind as the database holds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// Which.
    pub id: KindId,
    /// How it is kept.
    pub sort: Sort,
    /// As a technician says it.
    pub name: String,
    /// What a stock of it is counted in.
    pub unit: Unit,
    /// What it is, where it is a chemical.
    pub substance: Option<SubstanceId>,
    /// How strong, where it is a solution.
    pub concentration: Option<Concentration>,
}

/// Writes the kinds of the reference data that are not there, or are there in another wording.
pub(crate) async fn seed(store: &Store) -> Result<()> {
    let rows: Vec<KindRow> = sqlx::query_as(
        "SELECT id, sort, name, unit, substance, concentration
         FROM kind
         WHERE id < 'own-'
            OR id >= 'own.'
         ORDER BY id",
    )
    .fetch_all(store.pool())
    .await?;
    let there: HashMap<&str, &KindRow> = rows.iter().map(|row| (row.id.as_str(), row)).collect();
    let wanted = reference_kinds();
    let missing: Vec<&Kind> = wanted
        .iter()
        .filter(|kind| {
            there.get(kind.id.as_str()).is_none_or(|row| {
                row.name != kind.name
                    || row.sort != kind.sort.code()
                    || row.unit != kind.unit.code()
            })
        })
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    let mut inner = crate::dialect::begin_write(store, "kind").await?;
    for kind in missing {
        upsert(&mut inner, kind).await?;
    }
    inner.commit().await?;
    Ok(())
}

/// Makes sure that a kind is in the table.
pub(crate) async fn ensure(tx: &mut Tx, kind: &Kind) -> Result<()> {
    let (substance, concentration) = chemistry(&kind.id, kind.sort);
    sqlx::query(
        "INSERT INTO kind (id, sort, name, name_key, unit, substance, concentration)
         VALUES ($1, $2, $3, $4, $5, $6, $7)
         ON CONFLICT (id) DO NOTHING",
    )
    .bind(kind.id.as_str())
    .bind(kind.sort.code())
    .bind(&kind.name)
    .bind(name::key(&kind.name))
    .bind(kind.unit.code())
    .bind(substance.map(|id| id.as_str().to_owned()))
    .bind(concentration.map(Concentration::code))
    .execute(tx.run())
    .await?;
    Ok(())
}

/// Makes sure that kinds of the reference data and solutions are in the table, all at once. A school's own
/// are there already.
pub(crate) async fn ensure_all(tx: &mut Tx, ids: &BTreeSet<KindId>) -> Result<()> {
    let kinds: Vec<Kind> = ids.iter().filter_map(describe).collect();
    insert_all(tx, &kinds).await
}

/// Writes kinds that are not in the table yet.
pub(crate) async fn insert_all(tx: &mut Tx, kinds: &[Kind]) -> Result<()> {
    for some in kinds.chunks(500) {
        let mut statement = Statement::new(
            "INSERT INTO kind (id, sort, name, name_key, unit, substance, concentration)\nVALUES",
        );
        let rows: Vec<String> = some
            .iter()
            .map(|kind| {
                let (substance, concentration) = chemistry(&kind.id, kind.sort);
                let marks = [
                    statement.mark(kind.id.as_str()),
                    statement.mark(kind.sort.code()),
                    statement.mark(kind.name.as_str()),
                    statement.mark(name::key(&kind.name)),
                    statement.mark(kind.unit.code()),
                    statement.mark_optional(substance.map(|id| id.as_str().to_owned())),
                    statement.mark_optional(concentration.map(Concentration::code)),
                ];
                format!("({})", marks.join(", "))
            })
            .collect();
        statement.push(&rows.join(",\n"));
        statement.push("ON CONFLICT (id) DO NOTHING");
        statement.run(tx.run()).await?;
    }
    Ok(())
}

/// A kind that only one school has.
pub(crate) fn own(id: Uuid, named: &str, sort: Sort, unit: Unit) -> Kind {
    Kind {
        id: KindId::own(id),
        name: named.to_owned(),
        sort,
        unit,
        other_names: Vec::new(),
        subject: Subject::Chemistry,
        class_set: false,
    }
}

/// Makes sure that a kind of the reference data or a solution is in the table; false for what neither it nor this
/// school knows.
pub(crate) async fn ensure_known(tx: &mut Tx, id: &KindId) -> Result<bool> {
    match describe(id) {
        Some(kind) => ensure(tx, &kind).await.map(|()| true),
        None => is_own(tx, id).await,
    }
}

/// Whether the school itself has something of a kind, or asks for it in a practical or an order.
async fn is_own(tx: &mut Tx, id: &KindId) -> Result<bool> {
    let mut statement = Statement::new("SELECT id\nFROM kind");
    let own = statement.mark(id.as_str());
    let school = statement.mark(tx.school_key());
    statement.push(&format!("WHERE id = {own}\nAND {}", of_school(&school)));
    let found: Vec<(String,)> = statement.rows_in(tx.run()).await?;
    Ok(!found.is_empty())
}

/// The test for kinds that a school itself has something of, or asks for in a practical or an order.
fn of_school(school: &str) -> String {
    let of = |table: &str| {
        format!(
            "EXISTS (SELECT 1 FROM {table} of WHERE of.school_id = {school} AND of.kind_id = kind.id)"
        )
    };
    let tables = ["item", "practical_line", "requisition_line"].map(of);
    format!("({})", tables.join(" OR "))
}

/// Refuses kinds that only another school has: those of a kit are known to everybody, made up with it, or here already.
pub(crate) async fn ensure_ours(
    tx: &mut Tx,
    ids: &BTreeSet<KindId>,
    inventions: &[Invention],
) -> Result<()> {
    for id in ids {
        let is_made_up = inventions.iter().any(|made| made.id() == id);
        if !is_made_up && describe(id).is_none() && !is_own(tx, id).await? {
            return Err(Refusal::NotFound.into());
        }
    }
    Ok(())
}

/// Makes up a kind that only this school has.
pub(crate) async fn make_own(tx: &mut Tx, named: &str, sort: Sort, unit: Unit) -> Result<KindId> {
    let kind = own(tx.id(), named, sort, unit);
    ensure(tx, &kind).await?;
    Ok(kind.id)
}

/// A kind of the school's own that a kit asks for and that is made up together with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invention(Kind);

impl Invention {
    /// One of this name. It is nowhere until what asks for it is written.
    pub fn new<R: Grant>(desk: &Desk<R>, named: &str, sort: Sort, unit: Unit) -> Self {
        Self(own(desk.store().clock().id(), named, sort, unit))
    }

    /// Under which id it will be known.
    pub fn id(&self) -> &KindId {
        &self.0.id
    }
}

/// Makes up what a kit asks for and nobody has yet.
pub(crate) async fn make_up(tx: &mut Tx, inventions: &[Invention]) -> Result<()> {
    let kinds: Vec<Kind> = inventions.iter().map(|made| made.0.clone()).collect();
    insert_all(tx, &kinds).await
}

/// The kinds that go by a name, whatever its spelling. A school's own are left out.
pub async fn named<R: Grant>(desk: &Desk<R>, called: &str) -> Result<Vec<Known>> {
    let rows: Vec<KindRow> = sqlx::query_as(
        "SELECT id, sort, name, unit, substance, concentration
         FROM kind
         WHERE name_key = $1
           AND (id < 'own-' OR id >= 'own.')
         ORDER BY id",
    )
    .bind(name::key(called))
    .fetch_all(desk.pool())
    .await?;
    rows.into_iter().map(Known::try_from).collect()
}

/// What kinds are called, inside a write.
pub(crate) async fn names(tx: &mut Tx, ids: &[KindId]) -> Result<HashMap<KindId, String>> {
    let mut statement = Statement::new("SELECT id, name\nFROM kind");
    let list = statement.list(ids.iter().map(KindId::as_str));
    statement.push(&format!("WHERE id IN {list}\nORDER BY id"));
    let rows: Vec<(String, String)> = statement.rows_in(tx.run()).await?;
    rows.into_iter()
        .map(|(id, name)| Ok((row::parse("kind.id", &id)?, name)))
        .collect()
}

/// Kinds by id; another school's are not found. Those of the reference data are there before anyone holds any.
pub async fn find<R: Grant>(desk: &Desk<R>, ids: &[KindId]) -> Result<HashMap<KindId, Known>> {
    let mut statement = Statement::new(
        "SELECT id, sort, name, unit, substance, concentration
         FROM kind",
    );
    let list = statement.list(ids.iter().map(KindId::as_str));
    let school = statement.mark(desk.school_key());
    statement.push(&format!(
        "WHERE id IN {list}\nAND (id < 'own-' OR id >= 'own.' OR {})\nORDER BY id",
        of_school(&school)
    ));
    let rows: Vec<KindRow> = statement.rows(desk.pool()).await?;
    rows.into_iter()
        .map(|row| {
            let known = Known::try_from(row)?;
            Ok((known.id.clone(), known))
        })
        .collect()
}

/// Every other name that the reference data knows for a kind: words for search.
pub(crate) fn other_names(id: &KindId) -> Vec<String> {
    let substance_id = match id.name() {
        KindName::Own(_) => return Vec::new(),
        KindName::Solution { substance, .. } => substance,
        KindName::Reference(text) => SubstanceId::new(text),
    };
    if let Some(substance) = substance::get(&substance_id) {
        let formula = substance.formula.as_ref().map(ToString::to_string);
        return substance
            .names()
            .map(str::to_owned)
            .chain(formula)
            .collect();
    }
    if let Some(mixture) = substance::mixture(&substance_id) {
        return mixture.names().map(str::to_owned).collect();
    }
    let catalogue = reference::kind::kinds().ok();
    catalogue
        .and_then(|kinds| kinds.find(id))
        .map(|kind| kind.other_names.clone())
        .unwrap_or_default()
}

fn reference_kinds() -> Vec<Kind> {
    let catalogue = reference::kind::kinds().map_or(&[][..], |kinds| kinds.all());
    let substances = substance::all().iter().map(|substance| &substance.id);
    let mixtures = substance::mixtures().iter().map(|mixture| &mixture.id);
    let chemicals = substances.chain(mixtures);
    catalogue
        .iter()
        .cloned()
        .chain(chemicals.filter_map(|id| describe(&KindId::of_substance(id, None))))
        .collect()
}

/// The substance and the strength that an id speaks of.
fn chemistry(id: &KindId, sort: Sort) -> (Option<SubstanceId>, Option<Concentration>) {
    match id.name() {
        KindName::Solution {
            substance,
            concentration,
        } => (Some(substance), Some(concentration)),
        KindName::Reference(text) if matches!(sort, Sort::Chemical | Sort::Solution) => {
            (Some(SubstanceId::new(text)), None)
        }
        _ => (None, None),
    }
}

async fn upsert(run: &mut sqlx::AnyConnection, kind: &Kind) -> Result<()> {
    let (substance, concentration) = chemistry(&kind.id, kind.sort);
    sqlx::query(
        "INSERT INTO kind (id, sort, name, name_key, unit, substance, concentration)
         VALUES ($1, $2, $3, $4, $5, $6, $7)
         ON CONFLICT (id) DO UPDATE
         SET sort = $2, name = $3, name_key = $4, unit = $5, substance = $6, concentration = $7",
    )
    .bind(kind.id.as_str())
    .bind(kind.sort.code())
    .bind(&kind.name)
    .bind(name::key(&kind.name))
    .bind(kind.unit.code())
    .bind(substance.map(|id| id.as_str().to_owned()))
    .bind(concentration.map(Concentration::code))
    .execute(run)
    .await?;
    Ok(())
}

#[derive(sqlx::FromRow)]
struct KindRow {
    id: String,
    sort: String,
    name: String,
    unit: String,
    substance: Option<String>,
    concentration: Option<String>,
}

impl TryFrom<KindRow> for Known {
    type Error = crate::Error;

    fn try_from(found: KindRow) -> Result<Self> {
        Ok(Self {
            id: row::parse("kind.id", &found.id)?,
            sort: row::named("kind.sort", &found.sort, Sort::from_code)?,
            name: found.name,
            unit: row::named("kind.unit", &found.unit, Unit::from_code)?,
            substance: found.substance.map(SubstanceId::new),
            concentration: strength(found.concentration.as_deref())?,
        })
    }
}

/// Reads a column that holds a concentration.
pub(crate) fn strength(text: Option<&str>) -> Result<Option<Concentration>> {
    text.map(|text| {
        row::named("kind.concentration", text, |text| {
            Concentration::parse(text).ok()
        })
    })
    .transpose()
}
