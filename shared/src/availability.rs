//! What is free for a lesson: the stock, less what other orders promise.
//!
//! An order promises from its submission to its check-in. What comes back is bound only while its lesson
//! lasts, with the turnaround on both sides; what a lesson uses up is gone from then on.

use serde::{Deserialize, Serialize};

use crate::{
    amount::{Amount, Unit},
    id::RequisitionId,
    kind::{KindId, KindName, Sort},
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

    fn distance(self, other: Self) -> i64 {
        (self.from.0 - other.from.0).abs()
    }
}

/// What a school holds of a kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stock {
    /// All of it.
    pub amount: Amount,
    /// Of that, what is not out of date.
    pub in_date: Amount,
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
    /// How it is kept.
    pub sort: Sort,
    /// How much.
    pub amount: Amount,
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
    /// The school has none of it.
    NotKept,
    /// Nothing can be said: a free line, or counted in another unit than the stock.
    Unknown,
}

impl Feasibility {
    /// Whether another lesson, or other kit, should be thought of.
    pub const fn is_short(&self) -> bool {
        matches!(self, Self::Short { .. })
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
    stock: std::collections::HashMap<KindId, Stock>,
    promises: Vec<Promise>,
}

impl Book {
    /// Of the stock by kind, and every open promise but the asking order's own.
    pub fn new(stock: impl IntoIterator<Item = (KindId, Stock)>, promises: Vec<Promise>) -> Self {
        Self {
            stock: stock.into_iter().collect(),
            promises,
        }
    }

    /// How a line stands for a lesson.
    pub fn line(&self, wanted: &Wanted, window: Window) -> Feasibility {
        let Some(kind) = &wanted.kind else {
            return Feasibility::Unknown;
        };
        let unit = wanted.amount.unit();
        let Some(stock) = self
            .stock
            .get(kind)
            .filter(|stock| stock.amount.micro() > 0)
        else {
            return if self.can_make(wanted, kind) {
                self.made_fresh(kind, window)
            } else {
                Feasibility::NotKept
            };
        };
        if stock.amount.unit() != unit {
            return Feasibility::Unknown;
        }
        let bound = bound(self.of(kind), unit, window);
        let free = free(stock.in_date, bound);
        if free.micro() >= wanted.amount.micro() {
            return Feasibility::Enough { free };
        }
        if self.can_make(wanted, kind) {
            return self.made_fresh(kind, window);
        }
        if stock.amount.micro() - bound >= wanted.amount.micro() {
            return Feasibility::OutOfDate { free };
        }
        Feasibility::Short {
            free,
            promised_to: holders(self.of(kind), unit, window),
        }
    }

    /// How every line stands, in their order.
    pub fn lines(&self, wanted: &[Wanted], window: Window) -> Vec<Feasibility> {
        wanted.iter().map(|line| self.line(line, window)).collect()
    }

    /// The place, among other lessons of the class, of the nearest at which nothing is short.
    pub fn nearest(&self, wanted: &[Wanted], now: Window, lessons: &[Window]) -> Option<usize> {
        let mut by_distance: Vec<usize> = (0..lessons.len()).collect();
        by_distance.sort_by_key(|at| lessons[*at].distance(now));
        by_distance.into_iter().find(|at| {
            !wanted
                .iter()
                .any(|line| self.line(line, lessons[*at]).is_short())
        })
    }

    /// What the school holds of a kind.
    pub fn stock(&self, kind: &KindId) -> Option<Stock> {
        self.stock.get(kind).copied()
    }

    fn of<'a>(&'a self, kind: &'a KindId) -> impl Iterator<Item = &'a Promise> {
        self.promises
            .iter()
            .filter(move |promise| promise.kind == *kind)
    }

    fn made_fresh(&self, kind: &KindId, window: Window) -> Feasibility {
        const HALF_A_DAY: i64 = 12 * 3_600;
        let with = self
            .of(kind)
            .filter(|promise| promise.window.distance(window) < HALF_A_DAY)
            .count();
        Feasibility::MadeFresh { with }
    }

    /// Whether a solution's substance is in stock, as it is bought or in another strength.
    fn can_make(&self, wanted: &Wanted, kind: &KindId) -> bool {
        let (Sort::Solution, Some((substance, _))) = (wanted.sort, kind.solution()) else {
            return false;
        };
        self.stock
            .iter()
            .filter(|(other, stock)| *other != kind && stock.in_date.micro() > 0)
            .any(|(other, _)| match other.name() {
                KindName::Solution {
                    substance: other, ..
                } => other == substance,
                KindName::Reference(name) => is_form_of(&name, substance.as_str()),
                KindName::Own(_) => false,
            })
    }
}

/// Whether two names are of one substance, or of it and its hydrate.
fn is_form_of(one: &str, other: &str) -> bool {
    let hydrate_of = |long: &str, short: &str| {
        long.strip_prefix(short)
            .and_then(|rest| rest.strip_prefix('-'))
            .is_some_and(|rest| rest.ends_with("hydrate"))
    };
    one == other || hydrate_of(one, other) || hydrate_of(other, one)
}

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

fn free(stock: Amount, bound: i64) -> Amount {
    Amount::new(stock.micro().saturating_sub(bound).max(0), stock.unit())
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
