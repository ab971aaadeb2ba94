//! Taking a posting back: another posting with the same lines the other way round.

use std::collections::HashMap;

use shared::{
    account::right::CanMoveStock,
    holding::{Cause, Movement},
    id::{HoldingId, LocationId, PostingId},
    moment::Moment,
    refusal::Refusal,
};

use super::{Held, Line, Posting, held, opened, post};
use crate::{Desk, Error, Result, Tx, event::Noun, row};

/// Takes a posting back. What was taken back before, or has been used since, stays.
pub async fn reverse(desk: &Desk<CanMoveStock>, id: PostingId) -> Result<PostingId> {
    let mut tx = desk.begin().await?;
    let lines = lines(&mut tx, id).await?;
    let reversal = reverse_in(&mut tx, id).await?;
    let mut holdings: Vec<HoldingId> = lines.iter().map(|line| line.holding).collect();
    holdings.dedup();
    for holding in holdings {
        tx.record::<_, ()>(Noun::Holding, holding, "reversed", Some(&id), None)
            .await?;
    }
    tx.commit().await?;
    Ok(reversal)
}

/// Takes a posting back inside a larger write, which records its own event.
pub(crate) async fn reverse_in(tx: &mut Tx, id: PostingId) -> Result<PostingId> {
    let original = original(tx, id).await?;
    if original.is_reversed || original.reverses.is_some() {
        return Err(Refusal::WrongStep {
            is: "taken back".to_owned(),
        }
        .into());
    }
    let lines = lines(tx, id).await?;
    let mut ids: Vec<HoldingId> = Vec::new();
    for line in &lines {
        if !ids.contains(&line.holding) {
            ids.push(line.holding);
        }
    }
    let all = held(tx, &ids).await?;
    check(&all, &lines)?;
    let back = lines.iter().rev().map(|line| {
        let back = Line::new(line.holding, line.sort, -line.amount);
        if is_moved(&lines, line.holding) {
            back.at(line.place)
        } else {
            back
        }
    });
    let used: Vec<HoldingId> = lines
        .iter()
        .filter(|line| line.sort == Movement::Used)
        .map(|line| line.holding)
        .collect();
    let posting = Posting {
        reverses: Some(id),
        requisition: row::parse_optional(
            "posting.requisition_id",
            original.requisition.as_deref(),
        )?,
        import: row::parse_optional("posting.import_id", original.import.as_deref())?,
        lines: back.collect(),
        ..Posting::of(Cause::Reversal)
    };
    let reversal = post(tx, all, posting).await?;
    for holding in used {
        opened::take_back(tx, holding, id, original.at).await?;
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

/// Nothing goes below nothing, and what was moved is still where it was moved to.
fn check(all: &[Held], lines: &[Old]) -> Result<()> {
    let mut book: HashMap<HoldingId, i64> = all.iter().map(|held| (held.id, held.amount)).collect();
    for line in lines.iter().rev() {
        let amount = book.entry(line.holding).or_default();
        *amount -= line.amount;
        // A move's first line back takes it out of its place, its second puts it into the other.
        let is_short = *amount < 0;
        if is_short {
            return Err(Refusal::InUse("some of it has been used since".to_owned()).into());
        }
    }
    for held in all.iter().filter(|held| is_moved(lines, held.id)) {
        let last = lines.iter().rfind(|line| line.holding == held.id);
        if last.is_some_and(|last| last.place != held.location) {
            return Err(Refusal::InUse("it has been moved on since".to_owned()).into());
        }
    }
    Ok(())
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
        "SELECT posting.at, posting.reverses, posting.requisition_id, posting.import_id, reversal.id AS reversed_by
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
        reverses: found.reverses,
        requisition: found.requisition_id,
        import: found.import_id,
        is_reversed: found.reversed_by.is_some(),
    })
}

struct Original {
    at: Moment,
    reverses: Option<String>,
    requisition: Option<String>,
    import: Option<String>,
    is_reversed: bool,
}

#[derive(sqlx::FromRow)]
struct OriginalRow {
    at: i64,
    reverses: Option<String>,
    requisition_id: Option<String>,
    import_id: Option<String>,
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
