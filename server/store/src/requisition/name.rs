//! A line by what a teacher types: what the school keeps under that name, or what it means by the reference data.

use shared::{
    account::Grant,
    amount::{Amount, Unit},
    concentration::{Concentration, Measure},
    import,
    kind::{Kind, KindId, Sort},
    name,
};

use super::line::{NewLine, similar};
use crate::{
    Desk, Result, item,
    kind::{self, Meaning},
    row,
    statement::Statement,
};

/// Up to here a solution is called dilute, in millionths of a mol/dm³.
const MOST_DILUTE: i64 = 2_000_000;

/// Makes a line of what was typed: of a kind, when the school's stock or the catalogue knows the name and counts
/// it in that unit; a free line else. A chemical is one in whatever unit it is asked for, and whether the school has any
/// or not: its hazards go with it.
pub async fn name_line<R: Grant>(desk: &Desk<R>, typed: &str, amount: Amount) -> Result<NewLine> {
    let unit = amount.unit();
    // One or several of it are the same words.
    let one = |name: &str| name::key(&import::singular(name.trim()));
    let as_typed = |known: &Named| one(&known.name) == one(typed);
    let fits = |known: &Named| is_chemical(known.sort) || known.unit == unit;
    let kept = under_name(desk, typed).await?;
    let known = match kept.iter().find(|known| fits(known)) {
        Some(known) => Some(known.clone()),
        None => match in_catalogue(desk, typed, unit).await? {
            Some(known) => Some(known),
            None => meant(desk, typed, amount).await?,
        },
    };
    Ok(match known {
        Some(known) => NewLine {
            note: (!as_typed(&known)).then(|| format!("asked for as “{}”", typed.trim())),
            kind: Some(known.kind),
            name: known.name,
            sort: known.sort,
            amount,
        },
        None => free(typed, amount),
    })
}

/// Something that goes by a name.
#[derive(Clone, Debug)]
struct Named {
    kind: KindId,
    name: String,
    sort: Sort,
    unit: Unit,
}

fn is_chemical(sort: Sort) -> bool {
    matches!(sort, Sort::Chemical | Sort::Solution)
}

fn free(typed: &str, amount: Amount) -> NewLine {
    NewLine {
        kind: None,
        name: typed.trim().to_owned(),
        sort: if amount.unit() == Unit::Piece {
            Sort::Equipment
        } else {
            Sort::Consumable
        },
        amount,
        note: None,
    }
}

/// What the school keeps under a name, or under its plural or singular: as it was typed first.
async fn under_name<R: Grant>(desk: &Desk<R>, typed: &str) -> Result<Vec<Named>> {
    let typed = typed.trim();
    let as_typed = name::key(typed);
    let one = import::singular(typed);
    let keys = [
        as_typed.clone(),
        name::key(&format!("{one}s")),
        name::key(&one),
    ];
    let mut statement = Statement::new("SELECT kind_id, name, sort, unit\nFROM item");
    let school = statement.mark(desk.school_key());
    let list = statement.list(keys.iter().map(String::as_str));
    let exact = statement.mark(as_typed);
    statement.push(&format!(
        "WHERE school_id = {school}
AND name_key IN {list}
AND retired_at IS NULL
ORDER BY CASE WHEN name_key = {exact} THEN 0 ELSE 1 END, id"
    ));
    read(desk, statement).await
}

async fn in_catalogue<R: Grant>(desk: &Desk<R>, typed: &str, unit: Unit) -> Result<Option<Named>> {
    let known = kind::named(desk, typed).await?;
    let fitting = known.into_iter().find(|kind| kind.unit == unit);
    Ok(fitting.map(|kind| Named {
        kind: kind.id,
        name: kind.name,
        sort: kind.sort,
        unit: kind.unit,
    }))
}

/// What the name means: as the school keeps it, where it does. Of what the name leaves open it is what the school keeps
/// one form of alone.
async fn meant<R: Grant>(desk: &Desk<R>, typed: &str, amount: Amount) -> Result<Option<Named>> {
    match kind::recognise(typed, amount.unit()) {
        Meaning::Sure(kinds) => sure(desk, kinds, typed, amount).await,
        Meaning::OneOf(forms) => Ok(only_form(of_kinds(desk, &forms).await?)),
        Meaning::Dilute(of) => Ok(only_form(dilute(desk, &of).await?)),
    }
}

async fn sure<R: Grant>(
    desk: &Desk<R>,
    kinds: Vec<Kind>,
    typed: &str,
    amount: Amount,
) -> Result<Option<Named>> {
    let kept = of_kinds(desk, &kinds).await?;
    let as_kept = kinds
        .iter()
        .find_map(|kind| kept.iter().find(|known| known.kind == kind.id));
    if let Some(known) = as_kept {
        return Ok(Some(known.clone()));
    }
    let Some(kind) = kinds.into_iter().next() else {
        return Ok(None);
    };
    let known = Named {
        kind: kind.id,
        name: kind.name,
        sort: kind.sort,
        unit: kind.unit,
    };
    let has_size = typed.contains(|c: char| c.is_ascii_digit());
    if has_size {
        return Ok(Some(known));
    }
    only_size(desk, known, amount).await.map(Some)
}

/// What is kept, where all of it is of one kind.
fn only_form(kept: Vec<Named>) -> Option<Named> {
    let first = kept.first()?;
    let is_only = kept.iter().all(|known| known.kind == first.kind);
    is_only.then(|| first.clone())
}

/// The dilute solutions of a substance that the school keeps: never what is bought to be diluted.
async fn dilute<R: Grant>(desk: &Desk<R>, substance: &KindId) -> Result<Vec<Named>> {
    let kept = item::of_kind(desk, substance).await?.into_iter();
    let kept = kept.map(|listed| listed.item);
    Ok(kept
        .filter(|item| is_dilute(&item.kind))
        .map(|item| Named {
            unit: item.unit(),
            kind: item.kind,
            name: item.name,
            sort: item.sort,
        })
        .collect())
}

fn is_dilute(kind: &KindId) -> bool {
    let strength = kind.solution().map(|(_, strength)| strength);
    let Some(Concentration::Figure { micro, measure }) = strength else {
        return false;
    };
    measure == Measure::MolPerDm3 && micro <= MOST_DILUTE
}

/// Of something whose size was not said and that the school has in one other size only, that one.
async fn only_size<R: Grant>(desk: &Desk<R>, known: Named, amount: Amount) -> Result<Named> {
    let line = NewLine {
        kind: Some(known.kind.clone()),
        name: known.name.clone(),
        sort: known.sort,
        amount,
        note: None,
    };
    let others = similar(desk, &line.at(1)).await?;
    Ok(match others.as_slice() {
        [only] => Named {
            kind: only.kind.clone(),
            name: only.name.clone(),
            ..known
        },
        _ => known,
    })
}

/// What the school keeps of some kinds. The order is by an expression: by its id alone, SQLite would walk all items.
async fn of_kinds<R: Grant>(desk: &Desk<R>, kinds: &[Kind]) -> Result<Vec<Named>> {
    if kinds.is_empty() {
        return Ok(Vec::new());
    }
    let mut statement = Statement::new("SELECT kind_id, name, sort, unit\nFROM item");
    let school = statement.mark(desk.school_key());
    let list = statement.list(kinds.iter().map(|kind| kind.id.as_str()));
    statement.push(&format!(
        "WHERE school_id = {school}
AND kind_id IN {list}
AND retired_at IS NULL
ORDER BY COALESCE(id, '')"
    ));
    read(desk, statement).await
}

async fn read<R: Grant>(desk: &Desk<R>, statement: Statement) -> Result<Vec<Named>> {
    let rows: Vec<(String, String, String, String)> = statement.rows(desk.pool()).await?;
    rows.into_iter()
        .map(|(kind, name, sort, unit)| {
            Ok(Named {
                kind: row::parse("item.kind_id", &kind)?,
                name,
                sort: row::named("item.sort", &sort, Sort::from_code)?,
                unit: row::named("item.unit", &unit, Unit::from_code)?,
            })
        })
        .collect()
}
