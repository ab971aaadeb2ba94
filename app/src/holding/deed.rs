//! What the forms about holdings post to.

use serde::Deserialize;
use shared::{
    account::right::CanMoveStock,
    amount::{Amount, Unit},
    form::{self, Problem, Problems},
    holding::Movement,
    id::{HoldingId, ItemId, LocationId, PostingId},
    refusal::Refusal,
};
use store::{
    Desk, holding,
    ledger::{self, Counted, Moved, Taken},
};

use super::shelf::TICKS;
use crate::{
    location::place_sent,
    path::Path,
    web::{At, Done, Enter, Failed, Idempotency as _, Sent},
};

/// What the forms of one holding send; each its own fields.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Act {
    amount: String,
    /// A button's amount, in place of the typed one.
    quick: String,
    to: String,
    sort: String,
    note: String,
}

/// An amount as typed, in a unit. A bare number counts in the unit's small everyday measure:
/// cubic centimetres, grams, pieces.
pub(crate) fn amount(given: &str, unit: Unit) -> Result<Amount, Problem> {
    let is_bare = given
        .trim()
        .chars()
        .all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '½' | '¼' | '¾' | '/'));
    let given = match (is_bare, unit) {
        (true, Unit::Litre) => format!("{given} cm3"),
        (true, Unit::Gram) => format!("{given} g"),
        (true, Unit::Metre) => format!("{given} cm"),
        _ => given.to_owned(),
    };
    let amount = Amount::parse(&given)?;
    if amount.unit() == unit {
        Ok(amount)
    } else {
        Err(Problem::OtherUnit)
    }
}

impl Act {
    fn amount(&self, unit: Unit) -> Result<Amount, Problems> {
        let given = if self.quick.is_empty() {
            &self.amount
        } else {
            &self.quick
        };
        // Nothing typed is missing, whatever the unit.
        if given.trim().is_empty() {
            return Err(Problems::one("amount", Problem::Missing));
        }
        amount(given, unit).map_err(|problem| Problems::one("amount", problem))
    }

    fn note(&self) -> Result<Option<String>, Problems> {
        form::optional_text(&self.note, 200).map_err(|problem| Problems::one("note", problem))
    }
}

/// Uses some.
pub async fn create_use(
    Enter(desk): Enter<CanMoveStock>,
    At(id): At<HoldingId>,
    sent: Sent<Act>,
) -> Result<Done, Failed> {
    let amount = asked(&desk, id, &sent).await?;
    let (sort, note) = (Movement::Used, None);
    let taken = Taken {
        holding: id,
        sort,
        amount,
        note,
    };
    sent.accepted(ledger::take(&desk.once(&sent), taken).await)
        .await?;
    Ok(Done::to(&Path::Holding(id)).saying(format!("Used {amount}.")))
}

/// Moves it, or a part of it.
pub async fn create_move(
    Enter(desk): Enter<CanMoveStock>,
    At(id): At<HoldingId>,
    sent: Sent<Act>,
) -> Result<Done, Failed> {
    let unit = unit_of(&desk, id).await?;
    let to = sent.valid(place(&desk, &sent.form.to).await?).await?;
    let part = if sent.form.amount.trim().is_empty() {
        None
    } else {
        Some(sent.valid(sent.form.amount(unit)).await?)
    };
    let moved = Moved {
        holding: id,
        to,
        amount: part,
    };
    let there = sent
        .accepted(ledger::move_some(&desk.once(&sent), moved).await)
        .await?;
    let said = if there == id {
        "Moved."
    } else {
        "Moved: this part has a code of its own. Print its label."
    };
    Ok(Done::to(&Path::Holding(there)).saying(said))
}

/// Corrects the book to what is there.
pub async fn create_count(
    Enter(desk): Enter<CanMoveStock>,
    At(id): At<HoldingId>,
    sent: Sent<Act>,
) -> Result<Done, Failed> {
    let amount = asked(&desk, id, &sent).await?;
    let counted = Counted {
        holding: id,
        amount,
        note: None,
    };
    sent.accepted(ledger::count(&desk.once(&sent), counted).await)
        .await?;
    Ok(Done::to(&Path::Holding(id)).saying(format!("Counted: {amount}.")))
}

/// Writes some off: broken, lost, disposed of.
pub async fn create_loss(
    Enter(desk): Enter<CanMoveStock>,
    At(id): At<HoldingId>,
    sent: Sent<Act>,
) -> Result<Done, Failed> {
    let amount = asked(&desk, id, &sent).await?;
    let note = sent.valid(sent.form.note()).await?;
    let sort = form::choice(&sent.form.sort, Movement::from_code);
    let sort = sent
        .valid(sort.map_err(|problem| Problems::one("sort", problem)))
        .await?;
    let taken = Taken {
        holding: id,
        sort,
        amount,
        note,
    };
    sent.accepted(ledger::take(&desk.once(&sent), taken).await)
        .await?;
    let said = match sort {
        Movement::Disposed => format!("Disposed of {amount}."),
        sort => format!("{amount} {}.", sort.code()),
    };
    Ok(Done::to(&Path::Holding(id)).saying(said))
}

/// Adds what came in.
pub async fn create_delivery(
    Enter(desk): Enter<CanMoveStock>,
    At(id): At<HoldingId>,
    sent: Sent<Act>,
) -> Result<Done, Failed> {
    let amount = asked(&desk, id, &sent).await?;
    sent.accepted(ledger::add(&desk.once(&sent), id, amount).await)
        .await?;
    Ok(Done::to(&Path::Holding(id)).saying(format!("Added {amount}.")))
}

/// Makes more of a solution: another bottle beside this one, with a code of its own.
pub async fn create_making(
    Enter(desk): Enter<CanMoveStock>,
    At(id): At<HoldingId>,
    sent: Sent<Act>,
) -> Result<Done, Failed> {
    let amount = asked(&desk, id, &sent).await?;
    // What nobody said is written down of no bottle.
    let mut from = sent.all("from");
    from.retain(|id| !id.is_empty());
    let from: Vec<HoldingId> = ids(&from)?;
    let made = sent
        .accepted(holding::make_more(&desk.once(&sent), id, amount, &from).await)
        .await?;
    Ok(Done::to(&Path::Holding(made)).saying(format!("Made {amount}. Print its label next.")))
}

/// Takes a posting back.
pub async fn create_reversal(
    Enter(desk): Enter<CanMoveStock>,
    At(id): At<PostingId>,
    sent: Sent<Act>,
) -> Result<Done, Failed> {
    sent.accepted(ledger::reverse(&desk.once(&sent), id).await)
        .await?;
    let back = sent.from.split("?moved=").next().unwrap_or("/").to_owned();
    Ok(Done::to_href(back).saying("Taken back."))
}

/// What the ticks of a list send: holdings, or items with all their holdings.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Ticked {
    holding: Vec<String>,
    item: Vec<String>,
    to: String,
}

/// Moves all that are ticked.
pub async fn create_moves(
    Enter(desk): Enter<CanMoveStock>,
    sent: Sent<Ticked>,
) -> Result<Done, Failed> {
    let is_ticked = !(sent.form.holding.is_empty() && sent.form.item.is_empty());
    let ticks = is_ticked
        .then_some(())
        .ok_or_else(|| Problems::one(TICKS, Problem::Missing));
    sent.valid(ticks).await?;
    let to = bulk_place(&desk, &sent.form.to).await?;
    let to = sent.valid(to).await?;
    let mut holdings: Vec<HoldingId> = ids(&sent.form.holding)?;
    let items: Vec<ItemId> = ids(&sent.form.item)?;
    if !items.is_empty() {
        let all = holding::of_items(&desk, &items).await?;
        holdings.extend(all.iter().map(|holding| holding.id));
    }
    let is_there = (!holdings.is_empty())
        .then_some(())
        .ok_or_else(|| Problems::one(TICKS, Problem::MoreThanThere));
    sent.valid(is_there).await?;
    let done = sent
        .accepted(ledger::move_all(&desk.once(&sent), &holdings, to).await)
        .await?;
    let there = Path::Place(to).href();
    Ok(match done.posting {
        Some(posting) => Done::to_href(format!("{there}?moved={posting}")).saying(said(done.count)),
        None => Done::to_href(there).saying("They stood here already."),
    })
}

fn said(count: usize) -> String {
    match count {
        1 => "One holding moved.".to_owned(),
        many => format!("{many} holdings moved."),
    }
}

fn ids<T: std::str::FromStr>(given: &[String]) -> Result<Vec<T>, Refusal> {
    given
        .iter()
        .map(|id| id.parse().map_err(|_| Refusal::NotFound))
        .collect()
}

async fn place(
    desk: &Desk<CanMoveStock>,
    given: &str,
) -> store::Result<Result<LocationId, Problems>> {
    let tree = store::location::tree(desk).await?;
    Ok(place_sent(&tree, given).map_err(|problem| Problems::one("place", problem)))
}

/// The place that all that are ticked are moved to.
async fn bulk_place(
    desk: &Desk<CanMoveStock>,
    given: &str,
) -> store::Result<Result<LocationId, Problems>> {
    let tree = store::location::tree(desk).await?;
    let to = place_sent(&tree, given).map_err(|problem| match problem {
        Problem::Missing => Problem::NotAChoice,
        other => other,
    });
    Ok(to.map_err(|problem| Problems::one("to", problem)))
}

/// How much of the holding the form says.
async fn asked(
    desk: &Desk<CanMoveStock>,
    id: HoldingId,
    sent: &Sent<Act>,
) -> Result<Amount, Failed> {
    let unit = unit_of(desk, id).await?;
    sent.valid(sent.form.amount(unit)).await
}

async fn unit_of(desk: &Desk<CanMoveStock>, id: HoldingId) -> Result<Unit, Failed> {
    Ok(holding::find(desk, id).await?.amount.unit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bare_number_counts_in_the_everyday_measure() {
        for (typed, unit, micro) in [
            ("250", Unit::Litre, 250_000),
            ("2.5 dm3", Unit::Litre, 2_500_000),
            ("25", Unit::Gram, 25_000_000),
            ("3", Unit::Piece, 3_000_000),
        ] {
            assert_eq!(amount(typed, unit), Ok(Amount::new(micro, unit)), "{typed}");
        }
        let too_large = Problem::TooLarge { most: 1_000_000 };
        assert_eq!(amount("5012345678900", Unit::Gram), Err(too_large));
        assert_eq!(amount("25 g", Unit::Litre), Err(Problem::OtherUnit));
        assert_eq!(amount("some", Unit::Gram), Err(Problem::NotAnAmount));
    }
}
