//! Taking a posting back: another posting with the same lines the other way round.

use std::collections::{HashMap, HashSet};

use shared::{
    account::right::CanMoveStock,
    holding::{Cause, Movement},
    id::{HoldingId, LocationId, PostingId, RequisitionId},
    moment::Moment,
    refusal::Refusal,
};

use super::{Held, Line, Posting, held, is_taking, opened, post};
use crate::{Desk, Error, Result, Tx, event::Noun, row, statement::Statement};

/// Takes a posting back. What was taken back before, belongs to something larger, or has been used since, stays.
pub async fn reverse(desk: &Desk<CanMoveStock>, id: PostingId) -> Result<PostingId> {
    let mut tx = desk.begin().await?;
    let original = original(&mut tx, id).await?;
    original.check()?;
    let reversal = turn_back(&mut tx, id, original.at).await?;
    tx.commit().await?;
    Ok(reversal)
}

/// Takes back what an order was checked in with, if anything, inside a write.
pub(crate) async fn turn_check_in_back(tx: &mut Tx, order: RequisitionId) -> Result<()> {
    let school = tx.school_key();
    let posted: Option<(String, i64)> = sqlx::query_as(
        "SELECT posting.id, posting.at
         FROM posting
         LEFT JOIN posting reversal ON reversal.school_id = posting.school_id AND reversal.reverses = posting.id
         WHERE posting.school_id = $1
           AND posting.requisition_id = $2
           AND posting.cause = $3
           AND reversal.id IS NULL",
    )
    .bind(school)
    .bind(order.to_string())
    .bind(Cause::CheckIn.code())
    .fetch_optional(tx.run())
    .await?;
    if let Some((id, at)) = posted {
        turn_back(tx, row::parse("posting.id", &id)?, Moment(at)).await?;
    }
    Ok(())
}

/// Posts the lines of a posting of that moment the other way round.
async fn turn_back(tx: &mut Tx, id: PostingId, at: Moment) -> Result<PostingId> {
    let lines = lines(tx, id).await?;
    let of_lines: Vec<HoldingId> = lines.iter().map(|line| line.holding).collect();
    let all = held(tx, &of_lines).await?;
    let holdings: Vec<HoldingId> = all.iter().map(Held::id).collect();
    let emptied = check(&all, &lines)?;
    let posting = Posting {
        reverses: Some(id),
        lines: lines.iter().rev().map(|line| line.back(&lines)).collect(),
        stand_empty: stand_empty(tx, id, &emptied).await?,
        ..Posting::of(Cause::Reversal)
    };
    let reversal = post(tx, all, posting).await?;
    for line in lines.iter().filter(|line| line.sort == Movement::Used) {
        opened::take_back(tx, line.holding, at).await?;
    }
    for holding in holdings {
        tx.record::<_, ()>(Noun::Holding, holding, "reversed", Some(&id), None)
            .await?;
    }
    Ok(reversal)
}

/// A line as it was written.
struct Old {
    holding: HoldingId,
    sort: Movement,
    amount: i64,
    place: LocationId,
}

impl Old {
    /// The same the other way round; what was moved whole goes back to its place.
    fn back(&self, lines: &[Self]) -> Line {
        let back = Line::new(self.holding, self.sort, -self.amount);
        if is_moved(lines, self.holding) {
            back.at(self.place)
        } else {
            back
        }
    }
}

/// Nothing goes below nothing, and what was moved, whole or a part of it, is still where it was moved to. Gives the
/// holdings of which nothing is left.
fn check(all: &[Held], lines: &[Old]) -> Result<Vec<HoldingId>> {
    let mut book: HashMap<HoldingId, i64> = all.iter().map(|held| (held.id, held.amount)).collect();
    for line in lines.iter().rev() {
        let amount = book.entry(line.holding).or_default();
        *amount -= line.amount;
        // A move's first line back takes it out of its place, its second puts it into the other.
        if *amount < 0 {
            return Err(Refusal::InUse("some of it has been used since".to_owned()).into());
        }
    }
    for held in all {
        let last = lines.iter().rfind(|line| line.holding == held.id);
        let came = last.filter(|last| last.sort == Movement::Moved && last.amount >= 0);
        if came.is_some_and(|came| came.place != held.location) {
            return Err(Refusal::InUse("it has been moved on since".to_owned()).into());
        }
    }
    let emptied = book.into_iter().filter(|(_, amount)| *amount == 0);
    Ok(emptied.map(|(holding, _)| holding).collect())
}

/// Which of some holdings, when nothing is left of them, stand there as if a posting had never been: those that came
/// in otherwise, and whose last line besides took nothing out.
async fn stand_empty(
    tx: &mut Tx,
    but: PostingId,
    emptied: &[HoldingId],
) -> Result<HashSet<HoldingId>> {
    let mut stand = HashSet::new();
    for some in emptied.chunks(500) {
        let mut statement = Statement::new(
            "SELECT line.holding_id, line.sort, line.amount
FROM movement line
JOIN posting ON posting.school_id = line.school_id AND posting.id = line.posting_id
LEFT JOIN posting reversal ON reversal.school_id = posting.school_id AND reversal.reverses = posting.id",
        );
        let school = statement.mark(tx.school_key());
        let list = statement.list(some.iter().map(ToString::to_string));
        let but = statement.mark(but.to_string());
        // A move of nothing takes nothing out and puts nothing in.
        statement.push(&format!(
            "WHERE line.school_id = {school}
AND line.holding_id IN {list}
AND posting.id <> {but}
AND posting.reverses IS NULL
AND reversal.id IS NULL
AND (line.sort <> 'moved' OR line.amount <> 0)
ORDER BY line.holding_id, line.id"
        ));
        let lines: Vec<(String, String, i64)> = statement.rows_in(tx.run()).await?;
        for (holding, sort, amount) in lines {
            let holding = row::parse("movement.holding_id", &holding)?;
            let sort = row::named("movement.sort", &sort, Movement::from_code)?;
            if is_taking(sort, amount) {
                stand.remove(&holding);
            } else {
                stand.insert(holding);
            }
        }
    }
    Ok(stand)
}

/// Whether these lines bring a holding from one place to another.
fn is_moved(lines: &[Old], holding: HoldingId) -> bool {
    let mut places = lines
        .iter()
        .filter(|line| line.holding == holding)
        .map(|line| line.place);
    let first = places.next();
    places.any(|place| Some(place) != first)
}

async fn original(tx: &mut Tx, id: PostingId) -> Result<Original> {
    let school = tx.school_key();
    let found: OriginalRow = sqlx::query_as(
        "SELECT posting.at, posting.cause, reversal.id AS reversed_by
         FROM posting
         LEFT JOIN posting reversal ON reversal.school_id = posting.school_id AND reversal.reverses = posting.id
         WHERE posting.school_id = $1
           AND posting.id = $2",
    )
    .bind(school)
    .bind(id.to_string())
    .fetch_one(tx.run())
    .await?;
    Ok(Original {
        at: Moment(found.at),
        cause: row::named("posting.cause", &found.cause, Cause::from_code)?,
        is_reversed: found.reversed_by.is_some(),
    })
}

struct Original {
    at: Moment,
    cause: Cause,
    is_reversed: bool,
}

impl Original {
    /// Only what a person noted by itself is taken back by itself.
    fn check(&self) -> Result<()> {
        if self.is_reversed {
            let is = "taken back".to_owned();
            return Err(Refusal::WrongStep { is }.into());
        }
        let instead = match self.cause {
            Cause::Deed(_) => return Ok(()),
            Cause::Import => "it came with a stock list; undo the import as a whole, under Import",
            Cause::CheckIn => {
                "an order was checked in with it; undo the check-in on the order's page"
            }
            Cause::Reversal => "it takes something back itself; note again what happened instead",
        };
        Err(Refusal::InUse(instead.to_owned()).into())
    }
}

#[derive(sqlx::FromRow)]
struct OriginalRow {
    at: i64,
    cause: String,
    reversed_by: Option<String>,
}

async fn lines(tx: &mut Tx, id: PostingId) -> Result<Vec<Old>> {
    let school = tx.school_key();
    let rows: Vec<OldRow> = sqlx::query_as(
        "SELECT holding_id, sort, amount, location_id
         FROM movement
         WHERE school_id = $1
           AND posting_id = $2
         ORDER BY n, id",
    )
    .bind(school)
    .bind(id.to_string())
    .fetch_all(tx.run())
    .await?;
    rows.into_iter().map(Old::try_from).collect()
}

#[derive(sqlx::FromRow)]
struct OldRow {
    holding_id: String,
    sort: String,
    amount: i64,
    location_id: String,
}

impl TryFrom<OldRow> for Old {
    type Error = Error;

    fn try_from(found: OldRow) -> Result<Self> {
        Ok(Self {
            holding: row::parse("movement.holding_id", &found.holding_id)?,
            sort: row::named("movement.sort", &found.sort, Movement::from_code)?,
            amount: found.amount,
            place: row::parse("movement.location_id", &found.location_id)?,
        })
    }
}
