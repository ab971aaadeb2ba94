//! A substance as it takes part in a mixture, with the limits that hold for it.

use crate::substance::class::{Category, Class, HazardClass};
use crate::substance::limit::SpecificLimit;
use crate::substance::{State, Substance};

/// A substance and how much of the mixture it is.
#[derive(Clone, Copy)]
pub(super) struct Ingredient<'a> {
    pub(super) substance: &'a Substance,
    /// Per cent, to four figures.
    pub(super) percent: f64,
    /// Whether there is nothing else in it.
    pub(super) is_neat: bool,
}

/// A percentage from which something holds, and whether the law set it for this substance.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Threshold {
    pub(super) from: f64,
    pub(super) is_specific: bool,
}

impl Threshold {
    pub(super) const fn generic(from: f64) -> Self {
        Self {
            from,
            is_specific: false,
        }
    }
}

/// Slack for sums of shares that should make exactly one.
pub(super) const NEARLY: f64 = 1e-9;

impl<'a> Ingredient<'a> {
    pub(super) fn new(substance: &'a Substance, percent: f64, is_neat: bool) -> Self {
        Self {
            substance,
            percent: to_four_figures(percent),
            is_neat,
        }
    }

    /// The classes of one kind that it has.
    pub(super) fn classes(&self, hazard: HazardClass) -> impl Iterator<Item = &'a Class> {
        self.substance
            .classes
            .iter()
            .filter(move |class| class.hazard == hazard)
    }

    /// The most severe class of one kind.
    pub(super) fn worst(&self, hazard: HazardClass) -> Option<&'a Class> {
        self.classes(hazard).max_by_key(|class| class.category)
    }

    /// The specific limits of one kind.
    pub(super) fn limits(&self, hazard: HazardClass) -> impl Iterator<Item = &'a SpecificLimit> {
        self.substance
            .limits
            .iter()
            .filter(move |limit| limit.hazard == hazard)
    }

    /// The lowest percentage at which a specific limit gives this class at this category.
    pub(super) fn specific(&self, hazard: HazardClass, number: u8) -> Option<Threshold> {
        self.limits(hazard)
            .filter(|limit| limit.category.number == number)
            .map(beginning)
            .min_by(f64::total_cmp)
            .map(|from| Threshold {
                from,
                is_specific: true,
            })
    }

    /// The most severe category whose specific limit it reaches.
    pub(super) fn reached(&self, hazard: HazardClass) -> Option<&'a SpecificLimit> {
        self.limits(hazard)
            .filter(|limit| limit.range.is_reached_by(self.percent))
            .max_by_key(|limit| limit.category)
    }

    /// The category to tell: the specific limit's that it reaches, or the substance's own.
    pub(super) fn category(&self, hazard: HazardClass) -> Category {
        let reached = self.reached(hazard).map(|limit| limit.category);
        let own = self.worst(hazard).map(|class| class.category);
        reached.or(own).unwrap_or(Category::of(1))
    }

    pub(super) fn is_gas(&self) -> bool {
        self.substance.state == State::Gas
    }
}

/// A limit that begins above a figure begins a little later.
pub(super) fn beginning(limit: &SpecificLimit) -> f64 {
    let after = if limit.range.is_above {
        1.0 + 1e-6
    } else {
        1.0
    };
    limit.range.from * after
}

fn to_four_figures(percent: f64) -> f64 {
    if percent <= 0.0 {
        return 0.0;
    }
    let size = 10_f64.powf(3.0 - percent.log10().floor());
    (percent * size).round() / size
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentages_are_compared_as_measured() {
        for (percent, expected) in [(1.99985, 2.0), (9.9896, 9.99), (0.0, 0.0), (100.0, 100.0)] {
            assert!((to_four_figures(percent) - expected).abs() < 1e-12);
        }
    }
}
