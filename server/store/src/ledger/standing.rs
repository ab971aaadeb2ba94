//! Stock stands in places in use, and is of items in use: nothing comes back to where nobody would find it.

use std::collections::HashMap;

use shared::{id::HoldingId, refusal::Refusal};

use super::Held;
use crate::{Result, Tx, item, statement::Statement};

/// How some holdings were before a posting.
pub(super) struct Before(HashMap<HoldingId, Held>);

impl Before {
    pub(super) fn of(held: &[Held]) -> Self {
        Self(held.iter().map(|held| (held.id, held.clone())).collect())
    }

    /// Whether it is there where it was not, or stands elsewhere by now.
    fn has_come(&self, now: &Held) -> bool {
        now.gone_at.is_none()
            && self.0.get(&now.id).is_none_or(|before| {
                before.gone_at.is_some()
                    || (before.amount == 0 && now.amount > 0)
                    || before.location != now.location
            })
    }

    /// Refuses a posting by which something has come to a place, or is of an item, that is out of use.
    pub(super) async fn check(&self, tx: &mut Tx, now: impl Iterator<Item = &Held>) -> Result<()> {
        let come: Vec<HoldingId> = now
            .filter(|held| self.has_come(held))
            .map(Held::id)
            .collect();
        for some in come.chunks(500) {
            if let Some(refusal) = out_of_use(tx, some).await? {
                return Err(refusal.into());
            }
        }
        Ok(())
    }
}

async fn out_of_use(tx: &mut Tx, holdings: &[HoldingId]) -> Result<Option<Refusal>> {
    let mut statement = Statement::new(
        "SELECT item.name AS item, item.retired_at, location.name AS place
FROM holding
JOIN item ON item.school_id = holding.school_id AND item.id = holding.item_id
JOIN location ON location.school_id = holding.school_id AND location.id = holding.location_id",
    );
    let school = statement.mark(tx.school_key());
    let list = statement.list(holdings.iter().map(ToString::to_string));
    statement.push(&format!(
        "WHERE holding.school_id = {school}
AND holding.id IN {list}
AND (item.retired_at IS NOT NULL OR location.retired_at IS NOT NULL)
ORDER BY item.name_key, holding.id
LIMIT 1"
    ));
    let rows: Vec<(String, Option<i64>, String)> = statement.rows_in(tx.run()).await?;
    Ok(rows.first().map(|(name, retired_at, place)| {
        retired_at.map_or_else(
            || {
                Refusal::InUse(format!(
                    "“{place}” is out of use, and nothing can stand there; move it to another place"
                ))
            },
            |_| item::out_of_use(name),
        )
    }))
}
