//! How much there is of some kinds: what availability starts from.

use std::collections::{BTreeMap, HashMap};

use shared::{
    account::Grant,
    amount::{Amount, Unit},
    id::ItemId,
    kind::KindId,
    moment::Day,
};

use crate::{Desk, Result, row, statement::Statement};

/// All that a school holds of a kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Total {
    /// All of it.
    pub amount: Amount,
    /// Of that, what expires, by the last day on which it is in date.
    pub expiring: Vec<(Day, Amount)>,
}

/// What the school holds of these kinds, and of every form of the substances that the solutions and reagents among them
/// are made of. Where items of one kind are counted in several units, it is the unit of which there are
/// most items; bottles of which nobody said how much is in them count last.
///
/// The kinds are found first and in a table of their own, and a cross join is taken in the order it is written: so
/// SQLite goes from them to their items, where an `IN` beside the grouping leads it through the whole stock.
pub async fn totals_by_kind<R: Grant>(
    desk: &Desk<R>,
    kinds: &[&KindId],
) -> Result<HashMap<KindId, Total>> {
    if kinds.is_empty() {
        return Ok(HashMap::new());
    }
    let mut statement = Statement::new("");
    let school = statement.mark(desk.school_key());
    let listed = statement.list(kinds.iter().map(|kind| kind.as_str()));
    let mut fits = vec![format!("kind.id IN {listed}")];
    for substance in dissolved(kinds) {
        fits.extend(forms_of(&mut statement, &substance));
    }
    let meant: Vec<String> = fits
        .iter()
        .map(|fits| format!("SELECT kind.id FROM kind WHERE {fits}"))
        .collect();
    statement.push(&format!(
        "SELECT meant.id AS kind_id, item.unit, item.id, holding.expires_on,
       COALESCE(CAST(sum(holding.amount) AS BIGINT), 0) AS amount
FROM ({}) AS meant
CROSS JOIN item
LEFT JOIN holding ON holding.school_id = item.school_id
                 AND holding.item_id = item.id
                 AND holding.gone_at IS NULL
WHERE item.school_id = {school}
AND item.kind_id = meant.id
AND item.retired_at IS NULL
GROUP BY meant.id, item.unit, item.id, holding.expires_on
ORDER BY meant.id, item.unit, item.id, holding.expires_on",
        meant.join("\nUNION\n")
    ));
    let rows: Vec<TotalRow> = statement.rows(desk.pool()).await?;
    let mut by_kind: BTreeMap<KindId, BTreeMap<Unit, Counted>> = BTreeMap::new();
    for row in rows {
        let kind = row::parse("item.kind_id", &row.kind_id)?;
        let unit = row::named("item.unit", &row.unit, Unit::from_code)?;
        let counted = by_kind.entry(kind).or_default().entry(unit).or_default();
        counted.add(row)?;
    }
    Ok(by_kind
        .into_iter()
        .filter_map(|(kind, by_unit)| Some((kind, mostly(by_unit)?)))
        .collect())
}

/// What the solutions and reagents among some kinds are made of, without its water, each once.
fn dissolved(kinds: &[&KindId]) -> Vec<String> {
    let substances = kinds.iter().flat_map(|kind| reference::kind::made_of(kind));
    let mut substances: Vec<String> = substances
        .map(|substance| substance.without_water().to_owned())
        .collect();
    substances.sort_unstable();
    substances.dedup();
    substances
}

/// A substance as it is bought, its solutions, its hydrates, and theirs.
fn forms_of(statement: &mut Statement, substance: &str) -> [String; 3] {
    let itself = statement.mark(substance);
    let mut between = |first: String| {
        let last = statement.mark(format!("{first}~"));
        let first = statement.mark(first);
        format!("kind.id BETWEEN {first} AND {last}")
    };
    let (solutions, hydrates) = (
        between(format!("{substance}@")),
        between(format!("{substance}-")),
    );
    [
        format!("kind.id = {itself}"),
        solutions,
        // Other substances begin with the same word.
        format!("({hydrates} AND kind.id LIKE '%hydr%')"),
    ]
}

/// What is counted of a kind in one unit.
#[derive(Clone, Debug, Default)]
struct Counted {
    items: Vec<ItemId>,
    amount: i64,
    expiring: Vec<(Day, i64)>,
}

impl Counted {
    fn add(&mut self, row: TotalRow) -> Result<()> {
        let item = row::parse("item.id", &row.id)?;
        // Rows come item by item.
        if self.items.last() != Some(&item) {
            self.items.push(item);
        }
        self.amount = self.amount.saturating_add(row.amount);
        if let Some(day) = row::day("holding.expires_on", row.expires_on.as_deref())? {
            self.expiring.push((day, row.amount));
        }
        Ok(())
    }
}

/// The unit of most items; pieces only where it is the only one.
fn mostly(by_unit: BTreeMap<Unit, Counted>) -> Option<Total> {
    let (unit, counted) = by_unit
        .into_iter()
        .max_by_key(|(unit, counted)| (*unit != Unit::Piece, counted.items.len()))?;
    let expiring = counted.expiring.into_iter();
    Some(Total {
        amount: Amount::new(counted.amount, unit),
        expiring: expiring
            .map(|(day, amount)| (day, Amount::new(amount, unit)))
            .collect(),
    })
}

#[derive(sqlx::FromRow)]
struct TotalRow {
    kind_id: String,
    unit: String,
    id: String,
    expires_on: Option<String>,
    amount: i64,
}
