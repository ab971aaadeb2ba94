//! What a school says of substances, beside the reference data.

use std::collections::HashMap;

use shared::{
    account::{Grant, right::CanKeepStock},
    concentration::Concentration,
    id::ItemId,
    kind::KindId,
    refusal::Refusal,
    substance::{
        Said, SubstanceId,
        hazard::{Hazard, Unclassified},
    },
};

use crate::{Desk, Result, Tx, event::Noun, row, statement::Statement};

/// What a school says of one substance, and which edit of it this is: none yet is 0.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Saying {
    /// What is said.
    pub said: Said,
    /// Which edit.
    pub version: i64,
}

/// What a school says of several substances.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sayings(HashMap<SubstanceId, Saying>);

impl Sayings {
    /// What is said of one; nothing where nobody said anything.
    pub fn of(&self, id: &SubstanceId) -> Option<&Said> {
        self.0
            .get(id)
            .map(|saying| &saying.said)
            .filter(|said| !said.is_empty())
    }

    /// The hazards of a kind by the school's supplier, where the reference data has none.
    pub fn hazard(
        &self,
        id: &SubstanceId,
        name: &str,
        concentration: Option<Concentration>,
    ) -> Option<std::result::Result<Hazard, Unclassified>> {
        self.of(id)?
            .hazard(reference::substance::get(id), name, concentration)
    }
}

/// What this school says of these substances.
pub async fn sayings<R: Grant>(
    desk: &Desk<R>,
    ids: impl IntoIterator<Item = SubstanceId>,
) -> Result<Sayings> {
    let mut ids: Vec<String> = ids.into_iter().map(|id| id.to_string()).collect();
    ids.sort_unstable();
    ids.dedup();
    if ids.is_empty() {
        return Ok(Sayings::default());
    }
    let mut all = HashMap::new();
    for some in ids.chunks(500) {
        let mut statement = Statement::new(&format!("SELECT {COLUMNS}\nFROM school_substance"));
        let school = statement.mark(desk.school_key());
        let list = statement.list(some.iter().map(String::as_str));
        statement.push(&format!(
            "WHERE school_id = {school}\nAND substance IN {list}"
        ));
        statement.push("ORDER BY substance");
        let rows: Vec<SayingRow> = statement.rows(desk.pool()).await?;
        for found in rows {
            all.insert(SubstanceId::new(found.substance.clone()), found.try_into()?);
        }
    }
    Ok(Sayings(all))
}

/// What this school says of one substance.
pub async fn saying<R: Grant>(desk: &Desk<R>, id: &SubstanceId) -> Result<Saying> {
    let mut run = desk.pool().acquire().await?;
    read(&mut run, &desk.school_key(), id).await
}

/// Every substance that this school says something of, with what it is called.
pub async fn spoken_of<R: Grant>(desk: &Desk<R>) -> Result<Vec<(SubstanceId, String)>> {
    let rows: Vec<(String, Option<String>)> = sqlx::query_as(
        "SELECT school_substance.substance, kind.name
         FROM school_substance
         LEFT JOIN kind ON kind.id = school_substance.substance
         WHERE school_substance.school_id = $1
         ORDER BY school_substance.substance",
    )
    .bind(desk.school_key())
    .fetch_all(desk.pool())
    .await?;
    let named = rows.into_iter().map(|(id, own)| {
        let id = SubstanceId::new(id);
        let known = reference::substance::entry(&id).map(|entry| entry.name().to_owned());
        let name = known.or(own).unwrap_or_else(|| id.to_string());
        (id, name)
    });
    Ok(named.collect())
}

/// What a substance is called: by the reference data, or what this school calls its own. What only another school
/// has is not found.
pub async fn name<R: Grant>(desk: &Desk<R>, id: &SubstanceId) -> Result<String> {
    if let Some(entry) = reference::substance::entry(id) {
        return Ok(entry.name().to_owned());
    }
    let kind: KindId = id.as_str().parse().map_err(|_| Refusal::NotFound)?;
    if !kind.is_own() {
        return Err(Refusal::NotFound.into());
    }
    let found: Option<(String,)> = sqlx::query_as(
        "SELECT kind.name
         FROM kind
         WHERE kind.id = $2
           AND kind.sort IN ('chemical', 'solution')
           AND (EXISTS (
                   SELECT item.id
                   FROM item
                   WHERE item.school_id = $1
                     AND item.kind_id = kind.id
               )
               OR EXISTS (
                   SELECT practical_line.n
                   FROM practical_line
                   WHERE practical_line.school_id = $1
                     AND practical_line.kind_id = kind.id
               ))",
    )
    .bind(desk.school_key())
    .bind(kind.as_str())
    .fetch_optional(desk.pool())
    .await?;
    Ok(found.ok_or(Refusal::NotFound)?.0)
}

/// What this school holds of a substance, at whatever strength: item and name. A cross join is taken in the order it is
/// written: from the few kinds of the substance to their items.
pub async fn in_stock<R: Grant>(desk: &Desk<R>, id: &SubstanceId) -> Result<Vec<(ItemId, String)>> {
    let rows: Vec<(String, String)> = sqlx::query_as(
        "SELECT item.id, item.name
         FROM (
             SELECT kind.id
             FROM kind
             WHERE kind.substance = $2
             UNION
             SELECT kind.id
             FROM kind
             WHERE kind.id = $2
         ) AS meant
         CROSS JOIN item
         WHERE item.school_id = $1
           AND item.kind_id = meant.id
           AND item.retired_at IS NULL
         ORDER BY item.name_key, item.id
         LIMIT 50",
    )
    .bind(desk.school_key())
    .bind(id.as_str())
    .fetch_all(desk.pool())
    .await?;
    rows.into_iter()
        .map(|(id, name)| Ok((row::parse("item.id", &id)?, name)))
        .collect()
}

/// Says something of a substance, in the place of what was said in that version.
pub async fn say(
    desk: &Desk<CanKeepStock>,
    id: &SubstanceId,
    said: &Said,
    version: i64,
) -> Result<()> {
    name(desk, id).await?;
    let mut tx = desk.begin().await?;
    let school = tx.school_key();
    let before = read(tx.run(), &school, id).await?;
    if before.version != version {
        return Err(Refusal::Stale.into());
    }
    write(&mut tx, id, said, version + 1).await?;
    tx.record(Noun::Substance, id, "said", Some(&before.said), Some(said))
        .await?;
    tx.commit().await
}

async fn write(tx: &mut Tx, id: &SubstanceId, said: &Said, version: i64) -> Result<()> {
    let supplied = said.supplied.as_ref().map(row::to_json).transpose()?;
    let school = tx.school_key();
    sqlx::query(
        "INSERT INTO school_substance (
             school_id, substance, hazcard, sserc, data_sheet, storage, keeping, disposal, note, label, supplied,
             version
         )
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
         ON CONFLICT (school_id, substance) DO UPDATE
         SET hazcard = excluded.hazcard, sserc = excluded.sserc, data_sheet = excluded.data_sheet,
             storage = excluded.storage, keeping = excluded.keeping, disposal = excluded.disposal,
             note = excluded.note, label = excluded.label, supplied = excluded.supplied,
             version = excluded.version",
    )
    .bind(school)
    .bind(id.as_str())
    .bind(&said.hazcard)
    .bind(&said.sserc)
    .bind(&said.data_sheet)
    .bind(&said.storage)
    .bind(&said.keeping)
    .bind(&said.disposal)
    .bind(&said.note)
    .bind(&said.label)
    .bind(supplied)
    .bind(version)
    .execute(tx.run())
    .await?;
    Ok(())
}

/// The columns that [`SayingRow`] reads.
const COLUMNS: &str = "substance, hazcard, sserc, data_sheet, storage, keeping, disposal, note, label, supplied, version";

async fn read(run: &mut sqlx::AnyConnection, school: &str, id: &SubstanceId) -> Result<Saying> {
    let found: Option<SayingRow> = sqlx::query_as(sqlx::AssertSqlSafe(format!(
        "SELECT {COLUMNS}
         FROM school_substance
         WHERE school_id = $1
           AND substance = $2"
    )))
    .bind(school)
    .bind(id.as_str())
    .fetch_optional(run)
    .await?;
    found.map_or_else(|| Ok(Saying::default()), TryInto::try_into)
}

#[derive(sqlx::FromRow)]
struct SayingRow {
    substance: String,
    hazcard: Option<String>,
    sserc: Option<String>,
    data_sheet: Option<String>,
    storage: Option<String>,
    keeping: Option<String>,
    disposal: Option<String>,
    note: Option<String>,
    label: Option<String>,
    supplied: Option<String>,
    version: i64,
}

impl TryFrom<SayingRow> for Saying {
    type Error = crate::Error;

    fn try_from(found: SayingRow) -> Result<Self> {
        let supplied = found
            .supplied
            .map(|json| row::json("school_substance.supplied", &json))
            .transpose()?;
        Ok(Self {
            said: Said {
                hazcard: found.hazcard,
                sserc: found.sserc,
                data_sheet: found.data_sheet,
                storage: found.storage,
                keeping: found.keeping,
                disposal: found.disposal,
                note: found.note,
                label: found.label,
                supplied,
            },
            version: found.version,
        })
    }
}
