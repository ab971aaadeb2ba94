//! What is free for a lesson: the stock, less what other orders promise.
//!
//! An order promises from its submission to its check-in. What comes back is bound only while its lesson
//! lasts, with the turnaround on both sides; what a lesson uses up is gone from then on. So who wants to use something
//! up leaves enough of it for every later lesson, too.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use crate::{
    amount::{Amount, Unit},
    id::RequisitionId,
    kind::KindId,
    moment::{Day, Minute, Moment, Zone},
};

/// From one instant until just before another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Window {
    /// The first instant.
    pub from: Moment,
    /// The first instant after it.
    pub to: Moment,
}

impl Window {
    /// A lesson with the turnaround before and after it, in minutes.
    pub fn of_lesson(zone: Zone, day: Day, starts: Minute, ends: Minute, turnaround: u16) -> Self {
        let turnaround = i64::from(turnaround) * 60;
        Self {
            from: zone.moment(day, starts).plus_seconds(-turnaround),
            to: zone.moment(day, ends).plus_seconds(turnaround),
        }
    }

    /// Whether the two share an instant.
    pub fn overlaps(self, other: Self) -> bool {
        self.from < other.to && other.from < self.to
    }

    /// From its beginning for ever.
    fn for_good(self) -> Self {
        let to = Moment(i64::MAX);
        Self { to, ..self }
    }

    fn distance(self, other: Self) -> i64 {
        (self.from.0 - other.from.0).abs()
    }
}

/// What a school holds of a kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stock {
    /// All of it.
    pub amount: Amount,
    /// Of that, what goes out of date, and the first instant at which it is.
    pub expiring: Vec<(Moment, Amount)>,
}

impl Stock {
    /// What is in date at an instant, in millionths.
    fn in_date(&self, at: Moment) -> i64 {
        let gone = self.expiring.iter().filter(|(from, _)| *from <= at);
        gone.fold(self.amount.micro(), |left, (_, amount)| {
            left.saturating_sub(amount.micro())
        })
    }
}

/// What a solution or reagent is made of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Making {
    /// Its parts: all are needed, and each is taken from any one of its sources.
    pub parts: Vec<Vec<Source>>,
}

/// Something that a part of a solution can be taken from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// What.
    pub kind: KindId,
    /// How much of that a dm³ of the solution takes.
    pub per_litre: Amount,
}

/// What another order binds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Promise {
    /// The order.
    pub requisition: RequisitionId,
    /// Of which kind.
    pub kind: KindId,
    /// How much.
    pub amount: Amount,
    /// Whether the lesson uses it up.
    pub used_up: bool,
    /// While it is bound.
    pub window: Window,
    /// For whom.
    pub holder: Holder,
}

/// Who has something, and where.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Holder {
    /// The class's name.
    pub class: String,
    /// The teacher's initials.
    pub teacher: String,
    /// The room's name.
    pub room: String,
    /// The day of the lesson.
    pub day: Day,
    /// The period's name.
    pub period: String,
}

/// A line that an order asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// Of which kind; a free line has none.
    pub kind: Option<KindId>,
    /// How much.
    pub amount: Amount,
    /// Whether the lesson uses it up.
    pub used_up: bool,
}

impl Wanted {
    /// While it must be there: what is used up is missing for ever after.
    fn span(&self, lesson: Window) -> Window {
        if self.used_up {
            lesson.for_good()
        } else {
            lesson
        }
    }
}

/// Something promised to somebody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Promised {
    /// To whom.
    pub holder: Holder,
    /// How much.
    pub amount: Amount,
}

/// How a line stands for a lesson.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Feasibility {
    /// There is enough.
    Enough {
        /// What is free, this line not yet taken off.
        free: Amount,
    },
    /// There is not enough.
    Short {
        /// What is free.
        free: Amount,
        /// Who has the rest.
        promised_to: Vec<Promised>,
    },
    /// There would be enough, were it in date.
    OutOfDate {
        /// What is free and in date.
        free: Amount,
    },
    /// The prep room makes it of what is in stock.
    MadeFresh {
        /// For so many other lessons within half a day, too.
        with: usize,
    },
    /// It comes out of the wall.
    OnTap,
    /// The school does not keep it.
    NotKept,
    /// Nothing can be said: a free line, or counted in another unit than the stock.
    Unknown,
}

impl Feasibility {
    /// Whether another lesson, or other kit, should be thought of.
    pub const fn is_short(&self) -> bool {
        matches!(self, Self::Short { .. })
    }

    /// Whether it is in the way of this lesson, and may not be of another.
    const fn may_be_better_another_day(&self) -> bool {
        matches!(self, Self::Short { .. } | Self::OutOfDate { .. })
    }

    /// Whether the line needs a look before the order is sent.
    pub const fn needs_look(&self) -> bool {
        matches!(
            self,
            Self::Short { .. } | Self::OutOfDate { .. } | Self::NotKept
        )
    }
}

/// What a school holds and what is promised of it.
#[derive(Clone, Debug, Default)]
pub struct Book {
    stock: HashMap<KindId, Stock>,
    promises: HashMap<KindId, Vec<Promise>>,
    makings: HashMap<KindId, Making>,
}

/// Whether what is missing of a solution can be made; the worse first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Makes {
    No,
    /// There is some of what it is made from; how much, is not known.
    Perhaps,
    Yes,
}

impl Book {
    /// Of the stock by kind, and every open promise but the asking order's own.
    pub fn new(stock: impl IntoIterator<Item = (KindId, Stock)>, promises: Vec<Promise>) -> Self {
        let mut by_kind: HashMap<KindId, Vec<Promise>> = HashMap::new();
        for promise in promises {
            let known = by_kind.entry(promise.kind.clone()).or_default();
            known.push(promise);
        }
        Self {
            stock: stock.into_iter().collect(),
            promises: by_kind,
            makings: HashMap::new(),
        }
    }

    /// With what solutions can be made of.
    #[must_use]
    pub fn making(self, makings: impl IntoIterator<Item = (KindId, Making)>) -> Self {
        Self {
            makings: makings.into_iter().collect(),
            ..self
        }
    }

    /// How a line stands for a lesson.
    pub fn line(&self, wanted: &Wanted, window: Window) -> Feasibility {
        self.line_after(wanted, 0, window)
    }

    /// How every line stands, in their order: what one line takes is not there for the next of the same kind.
    pub fn lines(&self, wanted: &[Wanted], window: Window) -> Vec<Feasibility> {
        let taken_before = |at: usize| {
            let line = &wanted[at];
            wanted[..at]
                .iter()
                .filter(|other| other.kind.is_some() && other.kind == line.kind)
                .filter(|other| other.amount.unit() == line.amount.unit())
                .fold(0_i64, |sum, other| sum.saturating_add(other.amount.micro()))
        };
        wanted
            .iter()
            .enumerate()
            .map(|(at, line)| self.line_after(line, taken_before(at), window))
            .collect()
    }

    /// How much is missing of a kind for all that is promised of it in a lesson; none where there is enough, where it can
    /// be made, and where nothing can be said: what the school does not keep, there may be elsewhere.
    pub fn missing(&self, kind: &KindId, unit: Unit, lesson: Window) -> Option<Amount> {
        let short = self.shortfall(kind, unit, lesson)?;
        (self.makes(kind, short, lesson) == Makes::No).then_some(short)
    }

    /// How much more of a kind is promised in a lesson than there is of it, whether that can be made or not.
    pub fn shortfall(&self, kind: &KindId, unit: Unit, lesson: Window) -> Option<Amount> {
        let stock = self.stock.get(kind)?;
        if stock.amount.unit() != unit || kind.is_on_tap() {
            return None;
        }
        let bound = bound(self.of(kind), unit, lesson);
        let short = bound.saturating_sub(stock.in_date(lesson.from));
        (short > 0).then(|| Amount::new(short, unit))
    }

    /// The most that is missing of a kind at any of the lessons that it is promised to, of those orders that count.
    pub fn most_missing(
        &self,
        kind: &KindId,
        unit: Unit,
        counts: impl Fn(RequisitionId) -> bool,
    ) -> Option<Amount> {
        let promises = self.of(kind).filter(|promise| counts(promise.requisition));
        let missing = promises.filter_map(|promise| self.missing(kind, unit, promise.window));
        missing.max_by_key(|missing| missing.micro())
    }

    /// The place, among other lessons of the class, of the nearest at which nothing is short or out of date.
    pub fn nearest(&self, wanted: &[Wanted], now: Window, lessons: &[Window]) -> Option<usize> {
        let mut by_distance: Vec<usize> = (0..lessons.len()).collect();
        by_distance.sort_by_key(|at| lessons[*at].distance(now));
        by_distance.into_iter().find(|at| {
            !self
                .lines(wanted, lessons[*at])
                .iter()
                .any(Feasibility::may_be_better_another_day)
        })
    }

    /// How a line stands when the order's other lines have taken so many millionths of its kind.
    fn line_after(&self, wanted: &Wanted, taken: i64, window: Window) -> Feasibility {
        let Some(kind) = &wanted.kind else {
            return Feasibility::Unknown;
        };
        if kind.is_on_tap() {
            return Feasibility::OnTap;
        }
        let (unit, amount) = (wanted.amount.unit(), wanted.amount.micro());
        let span = wanted.span(window);
        let bound = bound(self.of(kind), unit, span).saturating_add(taken);
        let stock = self
            .stock
            .get(kind)
            .filter(|stock| stock.amount.micro() > 0);
        if stock.is_some_and(|stock| stock.amount.unit() != unit) {
            return Feasibility::Unknown;
        }
        let left = stock
            .map_or(0, |stock| stock.in_date(window.from))
            .saturating_sub(bound);
        let free = Amount::new(left.max(0), unit);
        if stock.is_some() && free.micro() >= amount {
            return Feasibility::Enough { free };
        }
        let missing = Amount::new(amount.saturating_sub(left), unit);
        match self.makes(kind, missing, window) {
            Makes::Yes => return self.made_fresh(kind, window),
            Makes::Perhaps => return Feasibility::Unknown,
            Makes::No => {}
        }
        if !self.stock.contains_key(kind) {
            return Feasibility::NotKept;
        }
        let held = stock.map_or(0, |stock| stock.amount.micro());
        if held.saturating_sub(bound) >= amount {
            return Feasibility::OutOfDate { free };
        }
        Feasibility::Short {
            free,
            promised_to: holders(self.of(kind), unit, span),
        }
    }

    fn of(&self, kind: &KindId) -> impl Iterator<Item = &Promise> {
        self.promises.get(kind).into_iter().flatten()
    }

    fn made_fresh(&self, kind: &KindId, window: Window) -> Feasibility {
        const HALF_A_DAY: i64 = 12 * 3_600;
        let with = self
            .of(kind)
            .filter(|promise| promise.window.distance(window) < HALF_A_DAY)
            .count();
        Feasibility::MadeFresh { with }
    }

    /// Whether so much of a solution can be made of what is free: of each part there must be enough, from one source.
    fn makes(&self, kind: &KindId, missing: Amount, window: Window) -> Makes {
        let Some(making) = self.makings.get(kind) else {
            return Makes::No;
        };
        if missing.unit() != Unit::Litre {
            return Makes::No;
        }
        let part = |sources: &Vec<Source>| {
            let ways = sources.iter();
            let ways = ways.map(|source| self.makes_from(source, missing.micro(), window));
            ways.max().unwrap_or(Makes::No)
        };
        making.parts.iter().map(part).min().unwrap_or(Makes::No)
    }

    fn makes_from(&self, source: &Source, missing: i64, window: Window) -> Makes {
        let stock = self.stock.get(&source.kind);
        let Some(stock) = stock.filter(|stock| stock.in_date(window.from) > 0) else {
            return Makes::No;
        };
        let unit = source.per_litre.unit();
        if stock.amount.unit() != unit {
            return Makes::Perhaps;
        }
        let bound = bound(self.of(&source.kind), unit, window.for_good());
        let left = stock.in_date(window.from).saturating_sub(bound);
        let takes = source.per_litre.multiply(missing, LITRE);
        if takes.is_ok_and(|takes| takes.micro() <= left) {
            Makes::Yes
        } else {
            Makes::No
        }
    }
}

/// Millionths of a litre.
const LITRE: i64 = 1_000_000;

/// What promises of one kind bind at the worst instant of a window, in millionths.
fn bound<'a>(promises: impl Iterator<Item = &'a Promise>, unit: Unit, window: Window) -> i64 {
    let touching: Vec<&Promise> = promises
        .filter(|promise| promise.amount.unit() == unit && binds(promise, window))
        .collect();
    // What is bound only grows where a promise begins: at the window's own beginning, or inside it.
    let begins = touching
        .iter()
        .map(|promise| promise.window.from.max(window.from));
    begins
        .map(|at| {
            touching
                .iter()
                .filter(|promise| promise.window.from <= at)
                .filter(|promise| promise.used_up || at < promise.window.to)
                .fold(0_i64, |sum, promise| {
                    sum.saturating_add(promise.amount.micro())
                })
        })
        .max()
        .unwrap_or(0)
}

/// Whether a promise takes away from what a window can have.
fn binds(promise: &Promise, window: Window) -> bool {
    if promise.used_up {
        promise.window.from < window.to
    } else {
        promise.window.overlaps(window)
    }
}

/// Who has how much of it in a window; the largest share first.
fn holders<'a>(
    promises: impl Iterator<Item = &'a Promise>,
    unit: Unit,
    window: Window,
) -> Vec<Promised> {
    let mut promised: Vec<Promised> = promises
        .filter(|promise| promise.amount.unit() == unit && binds(promise, window))
        .map(|promise| Promised {
            holder: promise.holder.clone(),
            amount: promise.amount,
        })
        .collect();
    promised.sort_by(|a, b| (b.amount.micro(), &a.holder).cmp(&(a.amount.micro(), &b.holder)));
    promised
}

#[cfg(test)]
mod tests;
