//! The lines of an order, and the ticks on them.

use std::collections::BTreeSet;

use shared::{
    account::{Grant, right::CanPrepare},
    amount::{Amount, Unit},
    id::RequisitionId,
    kind::{KindId, Sort},
    moment::Day,
    refusal::Refusal,
    requisition::{Line, State, Verb},
};

use super::find_in;
use crate::{Desk, Result, Tx, event::Noun, kind, row, statement::Statement};

/// A line that a teacher adds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewLine {
    /// Of which kind, when the catalogue or the stock knows the name.
    pub kind: Option<KindId>,
    /// As the tray list says it.
    pub name: String,
    /// How it is kept.
    pub sort: Sort,
    /// How much.
    pub amount: Amount,
    /// What the technician should know.
    pub note: Option<String>,
}

impl NewLine {
    /// The line at its place in an order.
    pub(super) fn at(&self, n: u16) -> Line {
        Line {
            n,
            kind: self.kind.clone(),
            name: self.name.clone(),
            sort: self.sort,
            amount: self.amount,
            used_up: self.sort.is_used_up(),
            note: self.note.clone(),
            ready_at: None,
            outcome: None,
        }
    }
}

/// Something of the school's stock that may stand in for a line's kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Similar {
    /// Which.
    pub kind: KindId,
    /// As the school calls it.
    pub name: String,
}

/// What the school holds of the same family as a line, such as conical flasks of other sizes: the larger ones first, the
/// nearest size before the others.
pub async fn similar<R: Grant>(desk: &Desk<R>, line: &Line) -> Result<Vec<Similar>> {
    let family = line.kind.as_ref().and_then(KindId::family);
    let Some(family) = family.filter(|_| line.sort == Sort::Equipment) else {
        return Ok(Vec::new());
    };
    let rows: Vec<(String, String)> = sqlx::query_as(
        "SELECT kind_id, name
         FROM item
         WHERE school_id = $1
           AND kind_id BETWEEN $2 AND $3
           AND unit = $4
           AND total > 0
           AND retired_at IS NULL
         ORDER BY name_key, id",
    )
    .bind(desk.school_key())
    .bind(format!("{family}-"))
    .bind(format!("{family}-~"))
    .bind(line.amount.unit().code())
    .fetch_all(desk.pool())
    .await?;
    let all: Result<Vec<Similar>> = rows.into_iter().map(Similar::try_from).collect();
    // A burette's clamp begins like a burette, but is none.
    let mut others: Vec<Similar> = all?
        .into_iter()
        .filter(|similar| similar.kind.family() == Some(family))
        .filter(|similar| Some(&similar.kind) != line.kind.as_ref())
        .collect();
    let wanted = line.kind.as_ref().and_then(KindId::size).unwrap_or(0);
    others.sort_by_key(|similar| {
        let size = similar.kind.size().unwrap_or(0);
        (size < wanted, size.abs_diff(wanted))
    });
    Ok(others)
}

/// A kind of the school's stock that is counted in a unit, as the school calls it. The order is by an expression: by its
/// id alone, SQLite would walk all items for the first that fits.
pub(super) async fn in_stock<R: Grant>(
    desk: &Desk<R>,
    kind: &KindId,
    unit: Unit,
) -> Result<Similar> {
    let found: Option<(String, String)> = sqlx::query_as(
        "SELECT kind_id, name
         FROM item
         WHERE school_id = $1
           AND kind_id = $2
           AND unit = $3
           AND retired_at IS NULL
         ORDER BY COALESCE(id, '')
         LIMIT 1",
    )
    .bind(desk.school_key())
    .bind(kind.as_str())
    .bind(unit.code())
    .fetch_optional(desk.pool())
    .await?;
    found.ok_or(Refusal::NotFound)?.try_into()
}

impl TryFrom<(String, String)> for Similar {
    type Error = crate::Error;

    fn try_from((kind, name): (String, String)) -> Result<Self> {
        Ok(Self {
            kind: row::parse("item.kind_id", &kind)?,
            name,
        })
    }
}

/// Ticks a line as ready, or takes the tick away.
pub async fn tick(
    desk: &Desk<CanPrepare>,
    id: RequisitionId,
    n: u16,
    is_ready: bool,
) -> Result<()> {
    let mut tx = desk.begin().await?;
    let order = find_in(&mut tx, id).await?;
    let state = order.progress.state();
    if state != State::Accepted {
        return Err(Refusal::WrongStep {
            is: state.title().to_owned(),
        }
        .into());
    }
    let line = order.lines.iter().find(|line| line.n == n);
    let name = &line.ok_or(Refusal::NotFound)?.name;
    set_ready(desk, &mut tx, id, i64::from(n), is_ready).await?;
    let verb = Verb::of_tick(is_ready).word();
    tx.record::<(), _>(Noun::Requisition, id, verb, None, Some(name))
        .await?;
    tx.commit().await
}

/// What lines of several orders have in common, to be ticked together.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Same {
    /// All of a kind.
    Kind(KindId),
    /// Free lines of one name.
    Name(String),
}

impl Same {
    /// The condition that a line is one of them.
    fn condition(&self, statement: &mut Statement) -> String {
        match self {
            Self::Kind(kind) => {
                let kind = statement.mark(kind.as_str());
                format!("requisition_line.kind_id = {kind}")
            }
            Self::Name(name) => {
                let name = statement.mark(name.as_str());
                format!("requisition_line.kind_id IS NULL\nAND requisition_line.name = {name}")
            }
        }
    }
}

/// Ticks the same thing for all accepted orders of a day, or takes the ticks away; each order's history tells it.
pub async fn tick_all(
    desk: &Desk<CanPrepare>,
    day: Day,
    same: &Same,
    is_ready: bool,
) -> Result<()> {
    let mut tx = desk.begin().await?;
    let lines = same_lines(&mut tx, day, same).await?;
    if lines.is_empty() {
        return Err(Refusal::NotFound.into());
    }
    let changed: Vec<&SameLine> = lines
        .iter()
        .filter(|line| line.ready_at.is_some() != is_ready)
        .collect();
    let verb = Verb::of_tick(is_ready).word();
    for line in changed {
        let order = row::parse("requisition_line.requisition_id", &line.requisition_id)?;
        set_ready(desk, &mut tx, order, line.n, is_ready).await?;
        tx.record::<(), _>(Noun::Requisition, order, verb, None, Some(&line.name))
            .await?;
    }
    tx.commit().await
}

#[derive(sqlx::FromRow)]
struct SameLine {
    requisition_id: String,
    n: i64,
    name: String,
    ready_at: Option<i64>,
}

/// The lines of a day's accepted orders that are the same thing.
async fn same_lines(tx: &mut Tx, day: Day, same: &Same) -> Result<Vec<SameLine>> {
    let mut statement = Statement::new(
        "SELECT requisition_line.requisition_id, requisition_line.n, requisition_line.name, requisition_line.ready_at
FROM requisition
JOIN requisition_line ON requisition_line.school_id = requisition.school_id
                     AND requisition_line.requisition_id = requisition.id",
    );
    let school = statement.mark(tx.school_key());
    let day = statement.mark(day.to_string());
    let is_same = same.condition(&mut statement);
    statement.push(&format!(
        "WHERE requisition.school_id = {school}
AND requisition.day = {day}
AND requisition.state = 'accepted'
AND {is_same}
ORDER BY requisition.starts, requisition.id, requisition_line.n"
    ));
    statement.rows_in(tx.run()).await
}

async fn set_ready(
    desk: &Desk<CanPrepare>,
    tx: &mut Tx,
    id: RequisitionId,
    n: i64,
    is_ready: bool,
) -> Result<()> {
    let (school, at) = (tx.school_key(), tx.at.0);
    sqlx::query(
        "UPDATE requisition_line
         SET ready_at = $4, ready_by = $5
         WHERE school_id = $1
           AND requisition_id = $2
           AND n = $3",
    )
    .bind(school)
    .bind(id.to_string())
    .bind(n)
    .bind(is_ready.then_some(at))
    .bind(is_ready.then(|| desk.who().member.to_string()))
    .execute(tx.run())
    .await?;
    Ok(())
}

/// Writes lines in the place of the former ones. What stays as it was keeps its tick; what was changed is looked at
/// again.
pub(super) async fn rewrite(
    tx: &mut Tx,
    id: RequisitionId,
    before: &[Line],
    after: &[Line],
) -> Result<()> {
    let gone = before.iter().filter(|line| !after.contains(line));
    let mut statement = Statement::new("DELETE FROM requisition_line");
    let school = statement.mark(tx.school_key());
    let order = statement.mark(id.to_string());
    let places = statement.list(gone.map(|line| i64::from(line.n)));
    statement.push(&format!(
        "WHERE school_id = {school}
AND requisition_id = {order}
AND n IN {places}"
    ));
    statement.run(tx.run()).await?;
    let new = after.iter().filter(|line| !before.contains(line));
    write(tx, id, &new.cloned().collect::<Vec<_>>()).await
}

/// Writes the lines of an order that has none.
pub(super) async fn write(tx: &mut Tx, id: RequisitionId, lines: &[Line]) -> Result<()> {
    let kinds: BTreeSet<KindId> = lines.iter().filter_map(|line| line.kind.clone()).collect();
    kind::ensure_all(tx, &kinds).await?;
    for some in lines.chunks(40) {
        let mut statement = Statement::new(
            "INSERT INTO requisition_line (school_id, requisition_id, n, kind_id, name, sort, unit, amount, used_up, note)\nVALUES",
        );
        let school = statement.mark(tx.school_key());
        let order = statement.mark(id.to_string());
        let rows: Vec<String> = some
            .iter()
            .map(|line| {
                let mut given = |text: Option<&str>| {
                    text.map_or_else(|| "NULL".to_owned(), |text| statement.mark(text))
                };
                let kind = given(line.kind.as_ref().map(KindId::as_str));
                let note = given(line.note.as_deref());
                let values = [
                    statement.mark(i64::from(line.n)),
                    kind,
                    statement.mark(line.name.as_str()),
                    statement.mark(line.sort.code()),
                    statement.mark(line.amount.unit().code()),
                    statement.mark(line.amount.micro()),
                    statement.mark(i64::from(line.used_up)),
                    note,
                ];
                format!("({school}, {order}, {})", values.join(", "))
            })
            .collect();
        statement.push(&rows.join(",\n"));
        statement.run(tx.run()).await?;
    }
    Ok(())
}
