//! Stock lists that are read in, in one write, and taken back.

mod here;
mod item;
mod label;
mod place;
mod undo;
pub mod upload;

use std::collections::{BTreeSet, HashMap, HashSet};

use shared::{
    account::{Grant, right::CanImportStock},
    amount::{Amount, Unit},
    code::Code,
    form::{Problem, Problems},
    id::{HoldingId, ImportId, ItemId, LocationId, UploadId},
    kind::{KindId, Sort},
    moment::Moment,
    refusal::Refusal,
};

pub use here::{Foreseen, Foresight, Here, foresee};
use item::Found;
pub use undo::{Left, Undone, Used, undo, used};

use crate::{
    Desk, Result, Tx,
    event::Noun,
    holding::Particulars,
    ledger::{self, Opened},
    row,
    statement::Statement,
    word,
};

/// What a stock list becomes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// The file it came from.
    pub file_name: String,
    /// The things, in their order.
    pub lines: Vec<Line>,
}

/// One line of a plan: some of an item in one place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// From the room down to the shelf; found by name, made when missing. Empty for what has no place yet.
    pub place: Vec<String>,
    /// Of which kind; none for what only this school has.
    pub kind: Option<KindId>,
    /// Whether the kind was found by the name: then it joins the school's only item of that kind, whatever it is
    /// called there.
    pub is_matched: bool,
    /// How it is kept.
    pub sort: Sort,
    /// What the school calls it. Lines of one name, kind and unit are one item.
    pub name: String,
    /// How much there is of it, in the item's unit.
    pub amount: Amount,
    /// In how many bottles or boxes, each of them a holding of its own; none of an item of which nothing is there.
    pub containers: u32,
    /// The code that its label has already; kept when it is free.
    pub code: Option<Code>,
    /// Less than this of the item is low.
    pub minimum: Option<Amount>,
    /// What to know about the item.
    pub item_note: Option<String>,
    /// What is known of it besides.
    pub particulars: Particulars,
}

impl Line {
    /// How many holdings it becomes.
    fn holdings(&self) -> usize {
        match self.containers {
            0 => 0,
            1 => 1,
            many if many > MOST_CONTAINERS => 1,
            many => usize::try_from(many).unwrap_or(1),
        }
    }
}

impl Plan {
    /// How many holdings it becomes.
    pub fn holdings(&self) -> usize {
        self.lines.iter().map(Line::holdings).sum()
    }
}

/// What stands where a list names no place.
pub const NO_PLACE: &str = "No place given";

/// More bottles than this in one line are one holding.
pub const MOST_CONTAINERS: u32 = 24;

/// A list that was read in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Import {
    /// Which.
    pub id: ImportId,
    /// The file it came from.
    pub file_name: String,
    /// When.
    pub at: Moment,
    /// Who did it.
    pub by: Option<String>,
    /// How many holdings it made.
    pub holdings: i64,
    /// When it was taken back.
    pub undone_at: Option<Moment>,
    /// How many of them are still there although it was taken back.
    pub stay: i64,
}

/// What reading a plan in has come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReadIn {
    /// The list that was read in.
    pub id: ImportId,
    /// How many of its lines; the others were here already.
    pub lines: usize,
}

/// Reads a plan in, in one write: all of it that is not here already, or nothing.
pub async fn read_in(desk: &Desk<CanImportStock>, plan: Plan) -> Result<ImportId> {
    let read = read_in_telling(desk, plan, &|_| {}).await?;
    Ok(read.id)
}

/// The same of a list that was looked at: the import is known by its cells, and found from where they were looked at.
/// The file goes with it, so that whoever taps in another tab brings nothing in twice.
pub async fn read_in_looked_at(
    desk: &Desk<CanImportStock>,
    upload: UploadId,
    plan: Plan,
    told: &(dyn Fn(usize) + Send + Sync),
) -> Result<ReadIn> {
    read(desk, Some(upload), plan, told).await
}

/// The same, telling how many holdings are written by now.
pub async fn read_in_telling(
    desk: &Desk<CanImportStock>,
    plan: Plan,
    told: &(dyn Fn(usize) + Send + Sync),
) -> Result<ReadIn> {
    read(desk, None, plan, told).await
}

async fn read(
    desk: &Desk<CanImportStock>,
    upload: Option<UploadId>,
    mut plan: Plan,
    told: &(dyn Fn(usize) + Send + Sync),
) -> Result<ReadIn> {
    check(&plan)?;
    let mut tx = desk.begin().await?;
    let source = match upload {
        Some(upload) => Some((upload, upload::take(&mut tx, upload).await?)),
        None => None,
    };
    let school = tx.school_key();
    plan.lines = here::left_of(tx.run(), &school, plan.lines).await?;
    if plan.lines.is_empty() {
        return Err(Refusal::InUse("everything in it is here already".to_owned()).into());
    }
    let id: ImportId = tx.id();
    let places = place::find_or_make(&mut tx, id, &plan.lines).await?;
    let items = item::find_or_make(&mut tx, id, &plan.lines).await?;
    let opened = open(&mut tx, &plan, &places, &items).await?;
    write(&mut tx, id, source, &plan.file_name, opened.len()).await?;
    ledger::open(&mut tx, id, &opened, told).await?;
    index(&mut tx, &opened).await?;
    let touched: BTreeSet<ItemId> = items.iter().map(|item| item.id).collect();
    let touched: Vec<ItemId> = touched.into_iter().collect();
    crate::item::sum_up_all(&mut tx, &touched).await?;
    tx.record::<(), _>(
        Noun::Import,
        id,
        "read in",
        None,
        Some(&(&plan.file_name, opened.len(), touched.len())),
    )
    .await?;
    tx.commit().await?;
    let lines = plan.lines.len();
    Ok(ReadIn { id, lines })
}

/// Lists that were read in, the latest first.
pub async fn list<R: Grant>(desk: &Desk<R>, limit: i64) -> Result<Vec<Import>> {
    let mut statement = Statement::new(&columns());
    let school = statement.mark(desk.school_key());
    let limit = statement.mark(limit);
    statement.push(&format!(
        "WHERE import.school_id = {school}\nORDER BY import.at DESC, import.id DESC\nLIMIT {limit}"
    ));
    let rows: Vec<ImportRow> = statement.rows(desk.pool()).await?;
    rows.into_iter().map(Import::try_from).collect()
}

/// The list of that id.
pub async fn find<R: Grant>(desk: &Desk<R>, id: ImportId) -> Result<Import> {
    let mut statement = Statement::new(&columns());
    let school = statement.mark(desk.school_key());
    let id = statement.mark(id.to_string());
    statement.push(&format!(
        "WHERE import.school_id = {school}\nAND import.id = {id}\nORDER BY import.id"
    ));
    let rows: Vec<ImportRow> = statement.rows(desk.pool()).await?;
    let found = rows.into_iter().next().ok_or(Refusal::NotFound)?;
    found.try_into()
}

/// How many holdings of the list of that id are still there.
pub async fn standing<R: Grant>(desk: &Desk<R>, id: ImportId) -> Result<i64> {
    let count = sqlx::query_scalar(sqlx::AssertSqlSafe(format!(
        "SELECT {STANDING}
         FROM import
         WHERE import.school_id = $1
           AND import.id = $2"
    )))
    .bind(desk.school_key())
    .bind(id.to_string())
    .fetch_one(desk.pool())
    .await?;
    Ok(count)
}

/// What came of a list that was looked at.
pub async fn of_upload<R: Grant>(desk: &Desk<R>, upload: UploadId) -> Result<ImportId> {
    let found: Option<(String,)> = sqlx::query_as(
        "SELECT id
         FROM import
         WHERE school_id = $1
           AND upload_id = $2
         ORDER BY id",
    )
    .bind(desk.school_key())
    .bind(upload.to_string())
    .fetch_optional(desk.pool())
    .await?;
    let (id,) = found.ok_or(Refusal::NotFound)?;
    row::parse("import.id", &id)
}

/// The latest import of a list with the same cells that still stands.
pub async fn before<R: Grant>(desk: &Desk<R>, upload: UploadId) -> Result<Option<Import>> {
    let mut statement = Statement::new(&columns());
    let school = statement.mark(desk.school_key());
    let upload = statement.mark(upload.to_string());
    statement.push(&format!(
        "JOIN upload ON upload.school_id = import.school_id AND upload.cells = import.cells
WHERE import.school_id = {school}
AND upload.id = {upload}
AND import.undone_at IS NULL
ORDER BY import.at DESC, import.id DESC
LIMIT 1"
    ));
    let rows: Vec<ImportRow> = statement.rows(desk.pool()).await?;
    rows.into_iter().next().map(Import::try_from).transpose()
}

const STANDING: &str = "(
    SELECT count(DISTINCT holding.id)
    FROM posting
    JOIN movement ON movement.school_id = posting.school_id AND movement.posting_id = posting.id
    JOIN holding ON holding.school_id = movement.school_id AND holding.id = movement.holding_id
    WHERE posting.school_id = import.school_id
      AND posting.import_id = import.id
      AND posting.cause = 'import'
      AND holding.gone_at IS NULL
)";

/// Everything that came with a list is read only where it was taken back.
fn columns() -> String {
    format!(
        "SELECT import.id, import.file_name, import.at, person.name, import.holdings, import.undone_at,
       CASE WHEN import.undone_at IS NULL THEN 0 ELSE {STANDING} END AS stay
FROM import
LEFT JOIN person ON person.id = import.person_id"
    )
}

/// Names, amounts that can be held, and something to read in at all.
fn check(plan: &Plan) -> Result<()> {
    let mut problems = Problems::default();
    if plan.lines.is_empty() {
        problems.add("file", Problem::Missing);
    }
    let mut sums: HashMap<Unit, i64> = HashMap::new();
    for line in &plan.lines {
        if line.name.trim().is_empty() {
            problems.add("name", Problem::Missing);
        }
        if line.amount.is_negative() || line.amount.is_too_large() {
            problems.add("amount", Problem::NotAnAmount);
        }
        let sum = sums.entry(line.amount.unit()).or_default();
        match sum.checked_add(line.amount.micro()) {
            Some(more) => *sum = more,
            None => problems.add("amount", Problem::NotAnAmount),
        }
    }
    if problems.is_empty() {
        Ok(())
    } else {
        Err(Refusal::Invalid(problems).into())
    }
}

async fn write(
    tx: &mut Tx,
    id: ImportId,
    source: Option<(UploadId, Option<String>)>,
    file_name: &str,
    holdings: usize,
) -> Result<()> {
    let (school, at, person) = (tx.school_key(), tx.at.0, tx.person_key());
    let (upload, cells) = source.unzip();
    sqlx::query(
        "INSERT INTO import (school_id, id, file_name, at, person_id, holdings, upload_id, cells)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
    )
    .bind(school)
    .bind(id.to_string())
    .bind(file_name)
    .bind(at)
    .bind(person)
    .bind(i64::try_from(holdings).unwrap_or(i64::MAX))
    .bind(upload.map(|upload| upload.to_string()))
    .bind(cells.flatten())
    .execute(tx.run())
    .await?;
    Ok(())
}

/// The holdings of a plan, with their codes.
async fn open(
    tx: &mut Tx,
    plan: &Plan,
    places: &[LocationId],
    items: &[Found],
) -> Result<Vec<Opened>> {
    let mut planned = Vec::with_capacity(plan.lines.len());
    for ((line, location), item) in plan.lines.iter().zip(places).zip(items) {
        for (n, amount) in shares(line).into_iter().enumerate() {
            let id: HoldingId = tx.id();
            planned.push((
                id,
                line.code.filter(|_| n == 0),
                *item,
                *location,
                amount,
                line,
            ));
        }
    }
    let mut wanted = HashSet::new();
    let subjects: Vec<(String, Option<Code>)> = planned
        .iter()
        .map(|(id, code, ..)| (id.to_string(), code.filter(|code| wanted.insert(*code))))
        .collect();
    let codes = label::give(tx, &subjects).await?;
    let opened = planned.into_iter().zip(codes);
    Ok(opened
        .map(|((id, _, item, location, amount, line), code)| Opened {
            id,
            item: item.id,
            location,
            amount,
            code,
            particulars: known_of(line, item.joins),
        })
        .collect())
}

/// What is known of a holding; a size in another unit than the amount's says nothing. What joins an item of another
/// name keeps its own as a note.
fn known_of(line: &Line, joins: bool) -> Particulars {
    let mut about = line.particulars.clone();
    about.capacity = about
        .capacity
        .filter(|capacity| capacity.unit() == line.amount.unit());
    if joins {
        let called = format!("listed as “{}”", line.name.trim());
        let notes = about.note.into_iter().chain([called]);
        about.note = Some(notes.collect::<Vec<_>>().join("; "));
    }
    about
}

/// How much is in each container, in millionths; what does not divide is in the first.
fn shares(line: &Line) -> Vec<i64> {
    let all = line.amount.micro();
    let count = line.holdings();
    let by = i64::try_from(count.max(1)).unwrap_or(1);
    let each = all / by;
    let mut shares = vec![each; count];
    if let Some(first) = shares.first_mut() {
        *first += all - each * by;
    }
    shares
}

async fn index(tx: &mut Tx, opened: &[Opened]) -> Result<()> {
    let words: Vec<(HoldingId, BTreeSet<String>)> = opened
        .iter()
        .map(|opened| {
            let about = &opened.particulars;
            let texts = [about.serial.as_deref(), about.lot.as_deref()];
            let words = texts.into_iter().flatten().flat_map(shared::name::tokens);
            (opened.id, words.collect())
        })
        .collect();
    word::add_all(tx, Noun::Holding, words).await
}

#[derive(sqlx::FromRow)]
struct ImportRow {
    id: String,
    file_name: String,
    at: i64,
    name: Option<String>,
    holdings: i64,
    undone_at: Option<i64>,
    stay: i64,
}

impl TryFrom<ImportRow> for Import {
    type Error = crate::Error;

    fn try_from(found: ImportRow) -> Result<Self> {
        Ok(Self {
            id: row::parse("import.id", &found.id)?,
            file_name: found.file_name,
            at: Moment(found.at),
            by: found.name,
            holdings: found.holdings,
            undone_at: found.undone_at.map(Moment),
            stay: found.stay,
        })
    }
}
