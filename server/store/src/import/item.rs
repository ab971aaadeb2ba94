//! The items that a list names: found, or made.

use std::collections::{BTreeSet, HashMap, HashSet};

use shared::{
    amount::{Amount, Unit},
    id::{ImportId, ItemId},
    kind::{Kind, KindId, KindName},
    name,
};

use super::Line;
use crate::{Result, Tx, event::Noun, item, kind, row, statement::Statement, word};

/// What makes lines one item: the folded name, the unit and the kind.
type Same = (String, Unit, Option<KindId>);

/// The item of each line.
pub(super) async fn find_or_make(
    tx: &mut Tx,
    import: ImportId,
    lines: &[Line],
) -> Result<Vec<ItemId>> {
    let mut known = there(tx, lines).await?;
    let mut made: Vec<New> = Vec::new();
    let mut at: HashMap<ItemId, usize> = HashMap::new();
    let mut found = Vec::with_capacity(lines.len());
    for line in lines {
        let unit = line.amount.unit();
        let same: Same = (name::fold(&line.name), unit, line.kind.clone());
        if let Some(id) = known.get(&same) {
            found.push(*id);
            let minimum = line.minimum.filter(|minimum| minimum.unit() == unit);
            if let Some(new) = at.get(id).and_then(|at| made.get_mut(*at)) {
                new.minimum = new.minimum.or(minimum);
                new.note = new.note.take().or_else(|| line.item_note.clone());
            }
            continue;
        }
        let new = New::of(tx, line);
        // A line without a kind may mean the item that another line has made of a kind.
        known.entry((same.0.clone(), unit, None)).or_insert(new.id);
        known.insert(same, new.id);
        found.push(new.id);
        at.insert(new.id, made.len());
        made.push(new);
    }
    write(tx, import, &made).await?;
    Ok(found)
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
            .filter(|id| !matches!(id.name(), KindName::Own(_)))
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
async fn there(tx: &mut Tx, lines: &[Line]) -> Result<HashMap<Same, ItemId>> {
    let keys: BTreeSet<String> = lines.iter().map(|line| name::key(&line.name)).collect();
    let keys: Vec<String> = keys.into_iter().collect();
    let mut there = HashMap::new();
    for some in keys.chunks(500) {
        let mut statement = Statement::new("SELECT id, kind_id, name, unit\nFROM item");
        let school = statement.mark(tx.school_key());
        let list = statement.list(some.iter().map(String::as_str));
        statement.push(&format!(
            "WHERE school_id = {school}\nAND name_key IN {list}\nAND retired_at IS NULL\nORDER BY id"
        ));
        let rows: Vec<(String, String, String, String)> = statement.rows_in(tx.run()).await?;
        for (id, kind, called, unit) in rows {
            let id: ItemId = row::parse("item.id", &id)?;
            let kind: KindId = row::parse("item.kind_id", &kind)?;
            let unit = row::named("item.unit", &unit, Unit::from_code)?;
            let folded = name::fold(&called);
            there.entry((folded.clone(), unit, None)).or_insert(id);
            there.entry((folded, unit, Some(kind))).or_insert(id);
        }
    }
    Ok(there)
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
