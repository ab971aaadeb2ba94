//! The prep plan of a day: the same thing for several lessons in one line, with where it stands.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, HashMap},
};

use shared::{
    account::Grant,
    amount::{Amount, Unit},
    availability::Window,
    code::Code,
    id::{LocationId, RequisitionId},
    kind::{KindId, Sort},
    location::Tree,
    moment::Day,
    name,
    requisition::{Card, State},
};

use super::{
    Outlook, board,
    comment::said,
    line::Same,
    promise::{outlook, states},
};
use crate::{Desk, Result, row, statement::Statement};

/// What the prep room does for a day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PrepPlan {
    /// Every order of the day that was sent, in order of time.
    pub cards: Vec<Card>,
    /// Solutions to make or measure out.
    pub make: Vec<Gathered>,
    /// Everything else to gather.
    pub gather: Vec<Gathered>,
    /// What the teachers say about their orders.
    pub said: HashMap<RequisitionId, Vec<String>>,
}

impl PrepPlan {
    /// What is made, and what is poured out of what there is.
    pub fn made_and_poured(&self) -> (Vec<&Gathered>, Vec<&Gathered>) {
        self.make.iter().partition(|line| !line.is_there())
    }

    /// How many things are still to be made and gathered.
    pub fn left(&self) -> usize {
        let lines = self.make.iter().chain(&self.gather);
        lines.filter(|line| !line.is_done()).count()
    }
}

/// One thing, for all the lessons of a day that want it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gathered {
    /// What the lines have in common.
    pub same: Same,
    /// What it is called.
    pub name: String,
    /// How it is kept.
    pub sort: Sort,
    /// What each lesson wants of it, in order of time.
    pub wants: Vec<Want>,
    /// Where the school has some that is in date on the day, the most first.
    pub standing: Vec<Standing>,
    /// How much of what is still to be done is missing at the worst of its lessons, for all that is promised by then.
    pub missing: Option<Amount>,
    /// Whether more is promised at one of these lessons than there is, also where the rest can be made.
    pub is_short: bool,
}

/// What one line of an order wants of a thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Want {
    /// Which order.
    pub order: RequisitionId,
    /// How much.
    pub amount: Amount,
    /// What its teacher or its kit says about it.
    pub note: Option<String>,
    /// Whether it stands on a trolley.
    pub is_ready: bool,
    /// The part of the order's estimate that falls on it.
    pub minutes: u32,
}

impl Gathered {
    /// Whether all of it stands on a trolley.
    pub fn is_done(&self) -> bool {
        self.wants.iter().all(|want| want.is_ready)
    }

    /// What is still to be done of it; all of it, once nothing is. What is out already is not fetched again.
    pub fn asked(&self) -> impl Iterator<Item = &Want> {
        let is_done = self.is_done();
        self.wants
            .iter()
            .filter(move |want| is_done || !want.is_ready)
    }

    /// How much that is; where lines are in unlike units, one amount for each.
    pub fn amounts(&self) -> Vec<Amount> {
        sums(self.asked())
    }

    /// The same for one order.
    pub fn amounts_for(&self, order: RequisitionId) -> Vec<Amount> {
        sums(self.asked().filter(|want| want.order == order))
    }

    /// For which orders that is.
    pub fn orders(&self) -> Vec<RequisitionId> {
        let mut orders: Vec<RequisitionId> = Vec::new();
        for want in self.asked() {
            if !orders.contains(&want.order) {
                orders.push(want.order);
            }
        }
        orders
    }

    /// What is said about it, each once.
    pub fn notes(&self) -> Vec<&str> {
        let mut notes: Vec<&str> = Vec::new();
        for note in self.asked().filter_map(|want| want.note.as_deref()) {
            if !notes.contains(&note) {
                notes.push(note);
            }
        }
        notes
    }

    /// Whether there is enough of it that is in date, so that it is poured out and not made. What is to be fresh is made.
    pub fn is_there(&self) -> bool {
        let amounts = self.amounts();
        let [wanted] = amounts.as_slice() else {
            return false;
        };
        let like = self.standing.iter().map(|standing| standing.amount);
        let like = like.filter(|amount| amount.unit() == wanted.unit());
        let there: i64 = like.map(Amount::micro).sum();
        let is_to_be_fresh = self.notes().into_iter().any(asks_for_fresh);
        !self.is_short && there >= wanted.micro() && !is_to_be_fresh
    }

    /// How long that takes.
    pub fn minutes(&self) -> u32 {
        self.asked().map(|want| want.minutes).sum()
    }
}

/// Whether a note wants something made for the day: "freshly made", and not "need not be fresh".
fn asks_for_fresh(note: &str) -> bool {
    const UNLESS: [&str; 4] = ["not", "no", "needn", "doesn"];
    /// So many words before may say so.
    const NEAR: usize = 4;
    let note = note.to_lowercase();
    let words: Vec<&str> = note
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    let fresh = words.iter().position(|word| word.starts_with("fresh"));
    fresh.is_some_and(|at| {
        let before = &words[at.saturating_sub(NEAR)..at];
        !before.iter().any(|word| UNLESS.contains(word))
    })
}

/// All that is wanted, unit by unit.
fn sums<'a>(wants: impl Iterator<Item = &'a Want>) -> Vec<Amount> {
    let mut sums: Vec<Amount> = Vec::new();
    for want in wants {
        let like = sums
            .iter_mut()
            .find(|known| known.unit() == want.amount.unit());
        match like {
            Some(known) => *known = known.checked_add(want.amount).unwrap_or(*known),
            None => sums.push(want.amount),
        }
    }
    sums
}

/// What there is of a thing in one place, in however many bottles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Where.
    pub location: LocationId,
    /// The same in words: `Cupboard B › Shelf 3`.
    pub place: String,
    /// How much.
    pub amount: Amount,
    /// What its label says, where it has one alone.
    pub code: Option<Code>,
}

/// The prep plan of a day. What is not accepted yet is on its board, not in its plan. `places` are the school's.
pub async fn prep_plan<R: Grant>(desk: &Desk<R>, day: Day, places: &Tree) -> Result<PrepPlan> {
    let cards = board(desk, day, day).await?;
    let rows = lines_of(desk, day).await?;
    let mut gathered = gather(&cards, rows)?;
    let kinds = kinds_of(gathered.iter());
    let mut standing = standing(desk, &kinds, day, places).await?;
    let undone = kinds_of(gathered.iter().filter(|line| !line.is_done()));
    let outlook = outlook(desk, &undone, None).await?;
    for line in &mut gathered {
        if let Same::Kind(kind) = &line.same {
            line.standing = standing.remove(kind).unwrap_or_default();
            let book = &outlook.book;
            let lessons = lessons(&outlook, line, &cards);
            line.missing = worst(line, &lessons, |unit, lesson| {
                book.missing(kind, unit, lesson)
            });
            let short = worst(line, &lessons, |unit, lesson| {
                book.shortfall(kind, unit, lesson)
            });
            line.is_short = short.is_some();
        }
    }
    let (make, gather) = gathered
        .into_iter()
        .partition(|line| line.sort == Sort::Solution);
    let ids: Vec<RequisitionId> = cards.iter().map(|card| card.id).collect();
    Ok(PrepPlan {
        said: said(desk, &ids).await?,
        cards,
        make,
        gather,
    })
}

fn kinds_of<'a>(lines: impl Iterator<Item = &'a Gathered>) -> Vec<&'a KindId> {
    let kinds = lines.filter_map(|line| match &line.same {
        Same::Kind(kind) => Some(kind),
        Same::Name(_) => None,
    });
    kinds.collect()
}

/// The lessons to come of a line.
fn lessons(outlook: &Outlook, line: &Gathered, cards: &[Card]) -> Vec<Window> {
    let orders = line.orders();
    let lessons = cards.iter().filter(|card| orders.contains(&card.id));
    lessons
        .map(|card| outlook.window(card.day, &card.period))
        .collect()
}

/// How much of a line there is too little of at the worst of its lessons: at most what they want. Nothing is missing of
/// what stands on a trolley, whatever the book says.
fn worst(
    line: &Gathered,
    lessons: &[Window],
    too_little: impl Fn(Unit, Window) -> Option<Amount>,
) -> Option<Amount> {
    let [wanted] = *line.amounts().as_slice() else {
        return None;
    };
    if line.is_done() {
        return None;
    }
    let most = lessons
        .iter()
        .filter_map(|lesson| too_little(wanted.unit(), *lesson))
        .max_by_key(|short| short.micro())?;
    Some(if most < wanted { most } else { wanted })
}

/// Whether the plan counts an order of that state.
const fn is_planned(state: State) -> bool {
    matches!(
        state,
        State::Accepted | State::Prepared | State::Delivered | State::Returned | State::CheckedIn
    )
}

#[derive(sqlx::FromRow)]
struct LineRow {
    requisition_id: String,
    kind_id: Option<String>,
    name: String,
    sort: String,
    unit: String,
    amount: i64,
    note: Option<String>,
    ready_at: Option<i64>,
}

async fn lines_of<R: Grant>(desk: &Desk<R>, day: Day) -> Result<Vec<LineRow>> {
    let mut statement = Statement::new(
        "SELECT requisition_line.requisition_id, requisition_line.kind_id, requisition_line.name,
       requisition_line.sort, requisition_line.unit, requisition_line.amount, requisition_line.note,
       requisition_line.ready_at
FROM requisition
JOIN requisition_line ON requisition_line.school_id = requisition.school_id
                     AND requisition_line.requisition_id = requisition.id",
    );
    let school = statement.mark(desk.school_key());
    let day = statement.mark(day.to_string());
    let planned = states(&mut statement, is_planned);
    statement.push(&format!(
        "WHERE requisition.school_id = {school}
AND requisition.day = {day}
AND requisition.state IN {planned}
ORDER BY requisition.starts, requisition.id, requisition_line.n"
    ));
    statement.rows(desk.pool()).await
}

/// Lines of one thing become one line; solutions by name, then the rest by sort and name.
fn gather(cards: &[Card], rows: Vec<LineRow>) -> Result<Vec<Gathered>> {
    let mut minutes = Minutes::of(cards, &rows);
    let mut gathered: BTreeMap<Same, Gathered> = BTreeMap::new();
    for found in rows {
        let order: RequisitionId =
            row::parse("requisition_line.requisition_id", &found.requisition_id)?;
        let same = match &found.kind_id {
            Some(kind) => Same::Kind(row::parse("requisition_line.kind_id", kind)?),
            None => Same::Name(found.name.clone()),
        };
        let unit = row::named("requisition_line.unit", &found.unit, Unit::from_code)?;
        let sort = row::named("requisition_line.sort", &found.sort, Sort::from_code)?;
        let line = gathered.entry(same.clone()).or_insert_with(|| Gathered {
            same,
            name: found.name.clone(),
            sort,
            wants: Vec::new(),
            standing: Vec::new(),
            missing: None,
            is_short: false,
        });
        line.wants.push(Want {
            order,
            amount: Amount::new(found.amount, unit),
            note: found.note,
            is_ready: found.ready_at.is_some(),
            minutes: minutes.share(&found.requisition_id, sort),
        });
    }
    let mut lines: Vec<Gathered> = gathered.into_values().collect();
    lines.sort_by_cached_key(|line| (line.sort, name::natural(&line.name), line.same.clone()));
    Ok(lines)
}

/// An order's minutes for making and for gathering, shared out over its lines.
struct Minutes(HashMap<(String, bool), (u32, u32)>);

impl Minutes {
    fn of(cards: &[Card], rows: &[LineRow]) -> Self {
        let mut shares = HashMap::new();
        for card in cards.iter().filter(|card| is_planned(card.state)) {
            let id = card.id.to_string();
            let of_order = || rows.iter().filter(|row| row.requisition_id == id);
            let all = of_order().count();
            let made = of_order()
                .filter(|row| row.sort == Sort::Solution.code())
                .count();
            let (make, gather) = (card.minutes.make, card.minutes.gather);
            // What has nothing to make is tried out while it is gathered, and the other way round.
            let (make, gather) = match (made, all - made) {
                (0, _) => (0, make + gather),
                (_, 0) => (make + gather, 0),
                _ => (make, gather),
            };
            let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
            shares.insert((id.clone(), true), (make, count(made)));
            shares.insert((id, false), (gather, count(all - made)));
        }
        Self(shares)
    }

    /// The next line's share: whole minutes that add up to the order's.
    fn share(&mut self, order: &str, sort: Sort) -> u32 {
        let key = (order.to_owned(), sort == Sort::Solution);
        let Some((left, lines)) = self.0.get_mut(&key).filter(|(_, lines)| *lines > 0) else {
            return 0;
        };
        let share = left.div_ceil(*lines);
        *left -= share;
        *lines -= 1;
        share
    }
}

#[derive(sqlx::FromRow)]
struct StandingRow {
    kind_id: String,
    unit: String,
    location_id: String,
    amount: i64,
    code: String,
}

/// Where the school has some of these kinds that is in date on a day, the most first; `places` are the school's. A cross
/// join is taken in the order it is written: from the few kinds to their bottles.
pub async fn standing<R: Grant>(
    desk: &Desk<R>,
    kinds: &[&KindId],
    day: Day,
    places: &Tree,
) -> Result<HashMap<KindId, Vec<Standing>>> {
    if kinds.is_empty() {
        return Ok(HashMap::new());
    }
    let mut statement = Statement::new(
        "SELECT kind.id AS kind_id, item.unit, holding.location_id, holding.amount, holding.code
FROM kind
CROSS JOIN item
CROSS JOIN holding",
    );
    let school = statement.mark(desk.school_key());
    let kinds = statement.list(kinds.iter().map(|kind| kind.as_str()));
    let day = statement.mark(day.to_string());
    statement.push(&format!(
        "WHERE item.school_id = {school}
AND kind.id IN {kinds}
AND item.kind_id = kind.id
AND item.retired_at IS NULL
AND holding.school_id = item.school_id
AND holding.item_id = item.id
AND holding.gone_at IS NULL
AND COALESCE(holding.expires_on, {day}) >= {day}
ORDER BY kind.id, holding.amount DESC, holding.id"
    ));
    let rows: Vec<StandingRow> = statement.rows(desk.pool()).await?;
    let mut standing: HashMap<KindId, Vec<Standing>> = HashMap::new();
    for found in rows {
        let unit = row::named("item.unit", &found.unit, Unit::from_code)?;
        let location = row::parse("holding.location_id", &found.location_id)?;
        let (amount, code) = (
            Amount::new(found.amount, unit),
            row::parse("holding.code", &found.code)?,
        );
        let of_kind = standing
            .entry(row::parse("item.kind_id", &found.kind_id)?)
            .or_default();
        let like = of_kind
            .iter_mut()
            .find(|known| known.location == location && known.amount.unit() == unit);
        match like {
            Some(known) => known.add(amount),
            None => of_kind.push(Standing {
                location,
                place: short_place(places, location),
                amount,
                code: Some(code),
            }),
        }
    }
    for of_kind in standing.values_mut() {
        of_kind.sort_by_key(|standing| Reverse(standing.amount.micro()));
    }
    Ok(standing)
}

impl Standing {
    /// One more bottle in the same place.
    fn add(&mut self, amount: Amount) {
        self.amount = self.amount.checked_add(amount).unwrap_or(self.amount);
        self.code = None;
    }
}

/// The last two steps of the way to a place: enough to find it.
fn short_place(places: &Tree, id: LocationId) -> String {
    let way = places.way(id);
    let names: Vec<&str> = way
        .iter()
        .skip(way.len().saturating_sub(2))
        .map(|place| place.name.as_str())
        .collect();
    names.join(" › ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_may_want_it_fresh_or_not() {
        for note in ["Freshly made, please", "make it fresh", "fresh"] {
            assert!(asks_for_fresh(note), "{note}");
        }
        for note in [
            "not fresh",
            "It needn’t be fresh.",
            "refreshed",
            "need not be made fresh",
            "",
        ] {
            assert!(!asks_for_fresh(note), "{note}");
        }
    }
}
