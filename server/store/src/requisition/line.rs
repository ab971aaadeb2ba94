//! The lines of an order, and the ticks on them.

use shared::{
    account::{Grant, right::CanPrepare},
    amount::{Amount, Unit},
    id::RequisitionId,
    kind::{KindId, Sort},
    moment::Day,
    name,
    refusal::Refusal,
    requisition::{Line, State},
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

/// Makes a line of what was typed: of a kind, when the school's stock or the catalogue knows the name and counts
/// it in that unit; a free line else.
pub async fn name_line<R: Grant>(desk: &Desk<R>, typed: &str, amount: Amount) -> Result<NewLine> {
    let stocked: Option<(String, String, String, String)> = sqlx::query_as(
        "SELECT kind_id, name, sort, unit
         FROM item
         WHERE school_id = $1
           AND name_key = $2
           AND retired_at IS NULL
         ORDER BY id
         LIMIT 1",
    )
    .bind(desk.school_key())
    .bind(name::key(typed))
    .fetch_optional(desk.pool())
    .await?;
    if let Some((id, name, sort, unit)) = stocked
        && Unit::from_code(&unit) == Some(amount.unit())
    {
        return Ok(NewLine {
            kind: Some(row::parse("item.kind_id", &id)?),
            name,
            sort: row::named("item.sort", &sort, Sort::from_code)?,
            amount,
            note: None,
        });
    }
    let known = kind::named(desk, typed).await?;
    let fitting = known.into_iter().find(|kind| kind.unit == amount.unit());
    Ok(match fitting {
        Some(kind) => NewLine {
            kind: Some(kind.id),
            name: kind.name,
            sort: kind.sort,
            amount,
            note: None,
        },
        None => NewLine {
            kind: None,
            name: typed.trim().to_owned(),
            sort: if amount.unit() == Unit::Piece {
                Sort::Equipment
            } else {
                Sort::Consumable
            },
            amount,
            note: None,
        },
    })
}

/// Something of the school's stock that may stand in for a line's kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Similar {
    /// Which.
    pub kind: KindId,
    /// As the school calls it.
    pub name: String,
}

/// What the school holds of the same family as a line, such as conical flasks of other sizes, by name.
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
    Ok(all?
        .into_iter()
        .filter(|similar| similar.kind.family() == Some(family))
        .filter(|similar| Some(&similar.kind) != line.kind.as_ref())
        .collect())
}

/// A kind of the school's stock, as the school calls it.
pub(super) async fn in_stock<R: Grant>(desk: &Desk<R>, kind: &KindId) -> Result<Similar> {
    let found: Option<(String, String)> = sqlx::query_as(
        "SELECT kind_id, name
         FROM item
         WHERE school_id = $1
           AND kind_id = $2
           AND retired_at IS NULL
         ORDER BY id
         LIMIT 1",
    )
    .bind(desk.school_key())
    .bind(kind.as_str())
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
    .bind(i64::from(n))
    .bind(is_ready.then_some(at))
    .bind(is_ready.then(|| desk.who().member.to_string()))
    .execute(tx.run())
    .await?;
    let verb = if is_ready { "ticked" } else { "unticked" };
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

/// Ticks the same thing for all accepted orders of a day, or takes the ticks away.
pub async fn tick_all(
    desk: &Desk<CanPrepare>,
    day: Day,
    same: &Same,
    is_ready: bool,
) -> Result<()> {
    let (column, value) = match same {
        Same::Kind(kind) => ("kind_id", kind.as_str()),
        Same::Name(name) => ("name", name.as_str()),
    };
    let mut tx = desk.begin().await?;
    let at = tx.at.0;
    let mut statement = Statement::new("UPDATE requisition_line");
    let school = statement.mark(tx.school_key());
    let (ready_at, ready_by) = if is_ready {
        (
            statement.mark(at),
            statement.mark(desk.who().member.to_string()),
        )
    } else {
        ("NULL".to_owned(), "NULL".to_owned())
    };
    let value = statement.mark(value);
    let day_mark = statement.mark(day.to_string());
    statement.push(&format!(
        "SET ready_at = {ready_at}, ready_by = {ready_by}
WHERE school_id = {school}
AND {column} = {value}
AND requisition_id IN (
    SELECT id
    FROM requisition
    WHERE school_id = {school}
      AND day = {day_mark}
      AND state = 'accepted'
)"
    ));
    if statement.run(tx.run()).await? == 0 {
        return Err(Refusal::NotFound.into());
    }
    let verb = if is_ready { "ticked" } else { "unticked" };
    tx.record::<(), _>(Noun::Requisition, day, verb, None, Some(&value_of(same)))
        .await?;
    tx.commit().await
}

fn value_of(same: &Same) -> &str {
    match same {
        Same::Kind(kind) => kind.as_str(),
        Same::Name(name) => name,
    }
}

/// Writes lines in the place of the former ones.
pub(super) async fn rewrite(tx: &mut Tx, id: RequisitionId, lines: &[Line]) -> Result<()> {
    let school = tx.school_key();
    sqlx::query(
        "DELETE FROM requisition_line
         WHERE school_id = $1
           AND requisition_id = $2",
    )
    .bind(school)
    .bind(id.to_string())
    .execute(tx.run())
    .await?;
    write(tx, id, lines).await
}

/// Writes the lines of an order that has none.
pub(super) async fn write(tx: &mut Tx, id: RequisitionId, lines: &[Line]) -> Result<()> {
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
