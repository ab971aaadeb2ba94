//! The items that a list names: found, or made.

use std::collections::{BTreeSet, HashMap, HashSet};

use shared::{
    amount::{Amount, Unit},
    id::{ImportId, ItemId},
    kind::{Kind, KindId},
    name,
};
use sqlx::AnyConnection;

use super::Line;
use crate::{Result, Tx, event::Noun, item, kind, row, statement::Statement, word};

/// What makes lines one item: the folded name, the unit and the kind.
type Same = (String, Unit, Option<KindId>);

/// The item of a line.
#[derive(Clone, Copy, Debug)]
pub(super) struct Found {
    pub id: ItemId,
    /// Whether the school calls it otherwise than the list does.
    pub joins: bool,
}

/// The item of each line.
pub(super) async fn find_or_make(
    tx: &mut Tx,
    import: ImportId,
    lines: &[Line],
) -> Result<Vec<Found>> {
    let school = tx.school_key();
    let mut known = Items::there(tx.run(), &school, lines).await?;
    let mut made: Vec<New> = Vec::new();
    let mut at: HashMap<ItemId, usize> = HashMap::new();
    let mut found = Vec::with_capacity(lines.len());
    for line in lines {
        let unit = line.amount.unit();
        if let Some(id) = known.named(line) {
            found.push(Found { id, joins: false });
            let minimum = line.minimum.filter(|minimum| minimum.unit() == unit);
            if let Some(new) = at.get(&id).and_then(|at| made.get_mut(*at)) {
                new.minimum = new.minimum.or(minimum);
                new.note = new.note.take().or_else(|| line.item_note.clone());
            }
            continue;
        }
        if let Some((id, _)) = known.joined(line) {
            found.push(Found {
                id: *id,
                joins: true,
            });
            continue;
        }
        let new = New::of(tx, line);
        // A line without a kind may mean the item that another line has made of a kind.
        let same = same(line);
        let any = (same.0.clone(), unit, None);
        known.by_name.entry(any).or_insert(new.id);
        known.by_name.insert(same, new.id);
        found.push(Found {
            id: new.id,
            joins: false,
        });
        at.insert(new.id, made.len());
        made.push(new);
    }
    write(tx, import, &made).await?;
    Ok(found)
}

fn same(line: &Line) -> Same {
    (
        name::fold(&line.name),
        line.amount.unit(),
        line.kind.clone(),
    )
}

/// Items that lines may mean.
pub(super) struct Items {
    by_name: HashMap<Same, ItemId>,
    /// Those that are the school's only one of their kind and unit, with what they are called.
    only: HashMap<(KindId, Unit), (ItemId, String)>,
}

impl Items {
    /// What the school has already.
    pub async fn there(run: &mut AnyConnection, school: &str, lines: &[Line]) -> Result<Self> {
        Ok(Self {
            by_name: by_name(run, school, lines).await?,
            only: only(run, school, lines).await?,
        })
    }

    /// The item of a line's name, unit and kind; of a line without a kind, that of its name and unit.
    pub fn named(&self, line: &Line) -> Option<ItemId> {
        self.by_name.get(&same(line)).copied()
    }

    /// The item of another name that a line joins: the only one of the kind that its name was matched with.
    pub fn joined(&self, line: &Line) -> Option<&(ItemId, String)> {
        let kind = line.kind.clone().filter(|_| line.is_matched)?;
        let joined = self.only.get(&(kind, line.amount.unit()))?;
        self.named(line).is_none().then_some(joined)
    }
}

/// An item on its way.
struct New {
    id: ItemId,
    kind: Kind,
    name: String,
    unit: Unit,
    minimum: Option<Amount>,
    note: Option<String>,
    sort: shared::kind::Sort,
}

impl New {
    fn of(tx: &Tx, line: &Line) -> Self {
        let unit = line.amount.unit();
        let known = line
            .kind
            .as_ref()
            .filter(|id| !id.is_own())
            .and_then(kind::describe);
        Self {
            id: tx.id(),
            kind: known.unwrap_or_else(|| kind::own(tx.id(), &line.name, line.sort, unit)),
            name: line.name.trim().to_owned(),
            unit,
            minimum: line.minimum.filter(|minimum| minimum.unit() == unit),
            note: line.item_note.clone(),
            sort: line.sort,
        }
    }
}

/// Items of these names that the school has already: a line finds them by their kind, or without one by name alone.
async fn by_name(
    run: &mut AnyConnection,
    school: &str,
    lines: &[Line],
) -> Result<HashMap<Same, ItemId>> {
    let keys: BTreeSet<String> = lines.iter().map(|line| name::key(&line.name)).collect();
    let keys: Vec<String> = keys.into_iter().collect();
    let mut there = HashMap::new();
    for some in keys.chunks(500) {
        for item in having(run, school, "name_key", some).await? {
            let (folded, unit) = (name::fold(&item.name), item.unit);
            there.entry((folded.clone(), unit, None)).or_insert(item.id);
            there
                .entry((folded, unit, Some(item.kind)))
                .or_insert(item.id);
        }
    }
    Ok(there)
}

/// Items that are the only one of their kind and unit, of the kinds that lines were matched with.
async fn only(
    run: &mut AnyConnection,
    school: &str,
    lines: &[Line],
) -> Result<HashMap<(KindId, Unit), (ItemId, String)>> {
    let matched = lines.iter().filter(|line| line.is_matched);
    let kinds: BTreeSet<String> = matched
        .filter_map(|line| Some(line.kind.as_ref()?.to_string()))
        .collect();
    let kinds: Vec<String> = kinds.into_iter().collect();
    let mut of_kind: HashMap<(KindId, Unit), Vec<(ItemId, String)>> = HashMap::new();
    for some in kinds.chunks(500) {
        for item in having(run, school, "kind_id", some).await? {
            let same = of_kind.entry((item.kind, item.unit)).or_default();
            same.push((item.id, item.name));
        }
    }
    let only = of_kind.into_iter().filter_map(|(kind, mut items)| {
        let only = items.pop().filter(|_| items.is_empty())?;
        Some((kind, only))
    });
    Ok(only.collect())
}

/// An item of the school.
struct There {
    id: ItemId,
    kind: KindId,
    name: String,
    unit: Unit,
}

/// Items in use of which a column has one of these values.
async fn having(
    run: &mut AnyConnection,
    school: &str,
    column: &str,
    values: &[String],
) -> Result<Vec<There>> {
    let mut statement = Statement::new("SELECT id, kind_id, name, unit\nFROM item");
    let school = statement.mark(school);
    let list = statement.list(values.iter().map(String::as_str));
    // In the order of the column's index: by id alone, all items would be walked for each list.
    statement.push(&format!(
        "WHERE school_id = {school}\nAND {column} IN {list}\nAND retired_at IS NULL\nORDER BY {column}, id"
    ));
    let rows: Vec<(String, String, String, String)> = statement.rows_in(run).await?;
    let there = rows.into_iter().map(|(id, kind, name, unit)| {
        Ok(There {
            id: row::parse("item.id", &id)?,
            kind: row::parse("item.kind_id", &kind)?,
            name,
            unit: row::named("item.unit", &unit, Unit::from_code)?,
        })
    });
    there.collect()
}

async fn write(tx: &mut Tx, import: ImportId, made: &[New]) -> Result<()> {
    let mut seen = HashSet::new();
    let kinds: Vec<Kind> = made
        .iter()
        .filter(|new| seen.insert(new.kind.id.clone()))
        .map(|new| new.kind.clone())
        .collect();
    kind::insert_all(tx, &kinds).await?;
    for some in made.chunks(200) {
        let mut statement = Statement::new(
            "INSERT INTO item (
                 school_id, import_id, id, kind_id, sort, name, name_key, unit, minimum, note, total, holdings, places, version
             )
             VALUES",
        );
        let school = statement.mark(tx.school_key());
        let import = statement.mark(import.to_string());
        let rows: Vec<String> = some
            .iter()
            .map(|new| {
                let values = [
                    statement.mark(new.id.to_string()),
                    statement.mark(new.kind.id.as_str()),
                    statement.mark(new.sort.code()),
                    statement.mark(new.name.as_str()),
                    statement.mark(name::key(&new.name)),
                    statement.mark(new.unit.code()),
                    statement.mark_optional(new.minimum.map(Amount::micro)),
                    statement.mark_optional(new.note.as_deref()),
                ];
                format!("({school}, {import}, {}, 0, 0, 0, 1)", values.join(", "))
            })
            .collect();
        statement.push(&rows.join(",\n"));
        statement.run(tx.run()).await?;
    }
    let words = made.iter().map(|new| {
        let words = item::words(&new.kind.id, &new.name);
        (new.id, new.name.clone(), words)
    });
    word::add_named(tx, Noun::Item, words.collect()).await
}
