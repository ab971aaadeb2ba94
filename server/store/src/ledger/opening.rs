//! Many holdings that come in at once: what a stock list says is there.

use shared::{
    code::Code,
    holding::{Cause, Movement},
    id::{HoldingId, ImportId, ItemId, LocationId, PostingId},
    moment::Day,
};

use super::{Held, Line, Posting, Written, write_lines, write_posting};
use crate::{Result, Tx, holding::Particulars, statement::Statement};

/// A holding that comes in with what is in it.
#[derive(Clone, Debug)]
pub(crate) struct Opened {
    pub id: HoldingId,
    pub item: ItemId,
    pub location: LocationId,
    /// Millionths of the item's unit.
    pub amount: i64,
    pub code: Code,
    pub particulars: Particulars,
}

/// Writes holdings and what they hold in one posting, many to a statement. The items are still to be summed up.
/// Where nothing comes in there is nothing to post.
pub(crate) async fn open(
    tx: &mut Tx,
    import: ImportId,
    all: &[Opened],
    told: &(dyn Fn(usize) + Send + Sync),
) -> Result<()> {
    if all.is_empty() {
        return Ok(());
    }
    let posting = Posting {
        import: Some(import),
        ..Posting::of(Cause::Import)
    };
    for (chunk, some) in all.chunks(CHUNK).enumerate() {
        write_holdings(tx, some).await?;
        told(chunk * CHUNK + some.len());
    }
    let id: PostingId = tx.id();
    write_posting(tx, id, &posting, false).await?;
    let lines: Vec<Written> = all.iter().map(Written::from).collect();
    write_lines(tx, id, &lines).await
}

/// Takes out of holdings all that is in them, in one posting, many to a statement. The items are still to be
/// summed up.
pub(crate) async fn close(
    tx: &mut Tx,
    import: ImportId,
    reverses: Option<PostingId>,
    all: &[Held],
) -> Result<PostingId> {
    let posting = Posting {
        import: Some(import),
        reverses,
        ..Posting::of(Cause::Reversal)
    };
    let id: PostingId = tx.id();
    write_posting(tx, id, &posting, false).await?;
    let lines: Vec<Written> = all.iter().map(Written::taking_back).collect();
    write_lines(tx, id, &lines).await?;
    for some in all.chunks(500) {
        let mut statement = Statement::new("UPDATE holding");
        let at = statement.mark(tx.at.0);
        let school = statement.mark(tx.school_key());
        let ids = statement.list(some.iter().map(|held| held.id.to_string()));
        statement.push(&format!(
            "SET amount = 0, gone_at = {at}\nWHERE school_id = {school}\nAND id IN {ids}"
        ));
        statement.run(tx.run()).await?;
    }
    Ok(id)
}

/// Holdings to a statement: both databases take far more binds.
const CHUNK: usize = 100;

/// Writes holdings, a hundred at most; what is in them is still to be posted.
pub(crate) async fn write_holdings(tx: &mut Tx, some: &[Opened]) -> Result<()> {
    let mut statement = Statement::new(
        "INSERT INTO holding (
             school_id, id, item_id, location_id, amount, capacity, code, serial, lot, supplier, received_on, opened_on,
             made_on, made_by, expires_on, note, version
         )
         VALUES",
    );
    let school = statement.mark(tx.school_key());
    let mut rows = Vec::with_capacity(some.len());
    for opened in some {
        let about = opened.particulars.clone();
        let day = |day: Option<Day>| day.map(|day| day.to_string());
        let values = [
            statement.mark(opened.id.to_string()),
            statement.mark(opened.item.to_string()),
            statement.mark(opened.location.to_string()),
            statement.mark(opened.amount),
            statement.mark_optional(about.capacity.map(shared::amount::Amount::micro)),
            statement.mark(opened.code.plain()),
            statement.mark_optional(about.serial),
            statement.mark_optional(about.lot),
            statement.mark_optional(about.supplier),
            statement.mark_optional(day(about.received_on)),
            statement.mark_optional(day(about.opened_on)),
            statement.mark_optional(day(about.made_on)),
            statement.mark_optional(about.made_by),
            statement.mark_optional(day(about.expires_on)),
            statement.mark_optional(about.note),
        ];
        rows.push(format!("({school}, {}, 1)", values.join(", ")));
    }
    statement.push(&rows.join(",\n"));
    statement.run(tx.run()).await?;
    Ok(())
}

impl From<&Opened> for Written {
    fn from(opened: &Opened) -> Self {
        Self {
            line: Line::new(opened.id, Movement::Received, opened.amount),
            amount: opened.amount,
            sort: Movement::Received,
            place: opened.location,
        }
    }
}

impl Written {
    fn taking_back(held: &Held) -> Self {
        Self {
            line: Line::new(held.id, Movement::Received, -held.amount),
            amount: -held.amount,
            sort: Movement::Received,
            place: held.location,
        }
    }
}
