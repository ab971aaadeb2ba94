//! Making more of a solution, and the bottles that it is made from.

use shared::{
    account::{Grant, right::CanMoveStock},
    amount::{Amount, Unit},
    form::{Problem, Problems},
    holding::Movement,
    id::HoldingId,
    kind::{KindId, Sort},
    refusal::Refusal,
};

use super::{
    COLUMNS, Holding, New, Particulars, TABLES,
    arrival::{begin, check, create_in},
    find, read,
};
use crate::{
    Desk, Result,
    event::Noun,
    item, kind,
    ledger::{self, Line},
    statement::Statement,
};

/// A dm³, in millionths.
const LITRE: i64 = 1_000_000;

/// A bottle that a part of a solution can be taken from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// The bottle.
    pub holding: Holding,
    /// How much of it a dm³ of the solution takes.
    pub per_litre: Amount,
}

/// The bottles that each part of a solution or reagent can be taken from; nothing for anything else.
pub async fn sources<R: Grant>(desk: &Desk<R>, of: &Holding) -> Result<Vec<Vec<Source>>> {
    if of.sort != Sort::Solution || of.amount.unit() != Unit::Litre {
        return Ok(Vec::new());
    }
    let stock = ledger::totals_by_kind(desk, &[&of.kind]).await?;
    let Some(making) = kind::makings(&[&of.kind], stock.keys()).remove(&of.kind) else {
        return Ok(Vec::new());
    };
    let kinds = making.parts.iter().flatten().map(|source| &source.kind);
    let bottles = bottles(desk, kinds).await?;
    let of_part = |sources: Vec<shared::availability::Source>| -> Vec<Source> {
        let fits = |bottle: &Holding| {
            let source = sources.iter().find(|source| source.kind == bottle.kind)?;
            let per_litre = source.per_litre;
            (per_litre.unit() == bottle.amount.unit()).then(|| Source {
                holding: bottle.clone(),
                per_litre,
            })
        };
        bottles.iter().filter_map(fits).collect()
    };
    let parts = making.parts.into_iter().map(of_part);
    Ok(parts.filter(|part| !part.is_empty()).collect())
}

/// What there is of some kinds, by name, what expires first before the rest.
async fn bottles<R: Grant>(
    desk: &Desk<R>,
    kinds: impl Iterator<Item = &KindId>,
) -> Result<Vec<Holding>> {
    let kinds: Vec<&str> = kinds.map(KindId::as_str).collect();
    if kinds.is_empty() {
        return Ok(Vec::new());
    }
    let mut statement = Statement::new(&format!("SELECT {COLUMNS}\n{TABLES}"));
    let school = statement.mark(desk.school_key());
    let kinds = statement.list(kinds);
    statement.push(&format!(
        "WHERE holding.school_id = {school}
AND item.kind_id IN {kinds}
AND item.retired_at IS NULL
AND holding.gone_at IS NULL
ORDER BY item.name_key, COALESCE(holding.expires_on, '9'), holding.id"
    ));
    read(desk, statement).await
}

/// Makes more of what a holding is: another holding at its place, made today by whoever asks, that keeps as long. What it
/// took of the bottles that it is made from is written down with it.
pub async fn make_more(
    desk: &Desk<CanMoveStock>,
    like: HoldingId,
    amount: Amount,
    from: &[HoldingId],
) -> Result<HoldingId> {
    // The first of two taps may have emptied what it took from.
    desk.ensure_first().await?;
    let like = find(desk, like).await?;
    let new = another(desk, &like, amount);
    let takes = takes(&sources(desk, &like).await?, amount, from)?;
    let mut tx = desk.begin().await?;
    let item = item::find_in(&mut tx, new.item).await?;
    if item.sort != Sort::Solution {
        return Err(Refusal::NotFound.into());
    }
    check(&mut tx, &new, item.unit()).await?;
    let made = create_in(&mut tx, &new).await?;
    let mut lines = vec![Line::new(made.id(), Movement::Prepared, amount.micro())];
    let taken = takes.iter();
    lines.extend(taken.map(|(id, take)| Line::new(*id, Movement::Used, -take.micro())));
    let mut held = vec![made];
    let bottles = ledger::held(&mut tx, from).await?;
    held.extend(bottles.iter().cloned());
    let id = begin(&mut tx, &new, Movement::Prepared, held, lines).await?;
    for (id, take) in &takes {
        let bottle = bottles.iter().find(|held| held.id() == *id);
        let before = bottle.map(|held| Amount::new(held.amount(), take.unit()));
        let verb = Movement::Used.code();
        tx.record(Noun::Holding, id, verb, before.as_ref(), Some(take))
            .await?;
    }
    tx.commit().await?;
    Ok(id)
}

fn another(desk: &Desk<CanMoveStock>, like: &Holding, amount: Amount) -> New {
    let today = desk.today();
    let about = &like.particulars;
    let keeps = about
        .made_on
        .zip(about.expires_on)
        .map(|(made, expires)| expires - made);
    New {
        item: like.item,
        location: like.location,
        amount,
        particulars: Particulars {
            capacity: Some(amount),
            made_on: Some(today),
            made_by: Some(desk.who().name.initials.clone()),
            expires_on: keeps.and_then(|keeps| today.checked_add_signed(keeps)),
            ..Particulars::default()
        },
    }
}

/// How much each of the bottles named gives: at most one for each part.
fn takes(
    parts: &[Vec<Source>],
    amount: Amount,
    from: &[HoldingId],
) -> Result<Vec<(HoldingId, Amount)>> {
    let wrong = |problem| Refusal::Invalid(Problems::one("from", problem));
    let mut takes = Vec::new();
    for part in parts {
        let mut named = part
            .iter()
            .filter(|source| from.contains(&source.holding.id));
        if let Some(source) = named.next() {
            let take = source.per_litre.multiply(amount.micro(), LITRE);
            let take = take.map_err(|_| wrong(Problem::NotAnAmount))?;
            takes.push((source.holding.id, take));
        }
        if named.next().is_some() {
            return Err(wrong(Problem::NotAChoice).into());
        }
    }
    let is_known = |id: &HoldingId| takes.iter().any(|(known, _)| known == id);
    if !from.iter().all(is_known) {
        return Err(wrong(Problem::NotAChoice).into());
    }
    Ok(takes)
}
