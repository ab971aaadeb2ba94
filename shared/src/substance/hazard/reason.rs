//! Why a class applies, so that an answer explains itself.

use std::fmt;

use super::ingredient::{Ingredient, Threshold};
use crate::substance::class::{Category, HazardClass};
use crate::substance::limit::Exposure;
use crate::substance::statement::Code;

/// An ingredient that brings a class about.
#[derive(Clone, Debug, PartialEq)]
pub struct Cause {
    /// The substance's name.
    pub name: String,
    /// Per cent, the cautious reading.
    pub percent: f64,
    /// Where its classification was read.
    pub source: String,
}

/// What rule brings a class about.
#[derive(Clone, Debug, PartialEq)]
pub enum Ground {
    /// The neat substance is so classified.
    Itself,
    /// The substance's specific limit, in per cent.
    Specific(f64),
    /// CLP's generic limit, in per cent.
    Generic(f64),
    /// Several ingredients together reach their limits; the shares add up to so much of 1.
    Together(f64),
    /// The mixture's acute toxicity estimate.
    Estimate {
        /// How it meets the body, and the unit.
        exposure: Exposure,
        /// The estimate for the mixture.
        value: f64,
        /// The category's upper end.
        up_to: f64,
    },
    /// The weighted sum for water life, which takes effect from 25 %.
    Aquatic(f64),
    /// Flash points of such solutions, rounded to the cautious side: from so many per cent.
    FlashPoint(f64),
}

/// One class that applies.
#[derive(Clone, Debug, PartialEq)]
pub struct Reason {
    /// The class.
    pub hazard: HazardClass,
    /// The category.
    pub category: Category,
    /// The statement.
    pub code: Code,
    /// What brings it about.
    pub ground: Ground,
    /// Who brings it about.
    pub causes: Vec<Cause>,
    /// The statement on the label that says this already.
    pub covered_by: Option<Code>,
}

impl Cause {
    pub(super) fn of(ingredient: &Ingredient<'_>) -> Self {
        Self {
            name: ingredient.substance.name.clone(),
            percent: ingredient.percent,
            source: ingredient.substance.source.clone(),
        }
    }
}

impl Reason {
    pub(super) fn new(hazard: HazardClass, category: Category, code: Code, ground: Ground) -> Self {
        Self {
            hazard,
            category,
            code,
            ground,
            causes: Vec::new(),
            covered_by: None,
        }
    }

    /// The reason of a single ingredient at its limit.
    pub(super) fn single(
        hazard: HazardClass,
        category: Category,
        code: Code,
        ingredient: &Ingredient<'_>,
        threshold: Threshold,
    ) -> Self {
        let ground = match (ingredient.is_neat, threshold.is_specific) {
            (true, _) => Ground::Itself,
            (false, true) => Ground::Specific(threshold.from),
            (false, false) => Ground::Generic(threshold.from),
        };
        Self::new(hazard, category, code, ground).by([ingredient])
    }

    pub(super) fn by<'a, 'b: 'a>(
        mut self,
        ingredients: impl IntoIterator<Item = &'a Ingredient<'b>>,
    ) -> Self {
        self.causes = ingredients.into_iter().map(Cause::of).collect();
        self
    }
}

/// One sentence: the statement, the class, the limit and the source.
impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            hazard,
            category,
            code,
            ..
        } = self;
        write!(
            f,
            "{code} {} ({} {category}): ",
            code.words(),
            hazard.name()
        )?;
        for (nth, cause) in self.causes.iter().enumerate() {
            let separator = if nth > 0 { ", " } else { "" };
            write!(f, "{separator}{} {} %", cause.name, Figures(cause.percent))?;
        }
        match &self.ground {
            Ground::Itself => f.write_str(", as the substance itself is classified")?,
            Ground::Specific(from) => write!(f, ", specific limit {} %", Figures(*from))?,
            Ground::Generic(from) => write!(f, ", generic limit {} %", Figures(*from))?,
            Ground::Together(sum) => {
                write!(f, ", together {} times their limits", Figures(*sum))?;
            }
            Ground::Estimate {
                exposure,
                value,
                up_to,
            } => write!(
                f,
                ", acute toxicity estimate {} {}, category up to {}",
                Figures(*value),
                exposure.unit(),
                Figures(*up_to)
            )?,
            Ground::Aquatic(sum) => {
                write!(f, ", weighted sum {} %, limit 25 %", Figures(*sum))?;
            }
            Ground::FlashPoint(from) => {
                write!(
                    f,
                    ", by flash points of solutions from {} %",
                    Figures(*from)
                )?;
            }
        }
        if let Some(cover) = &self.covered_by {
            write!(f, "; said already by {cover}")?;
        }
        let mut sources: Vec<&str> = self.causes.iter().map(|c| c.source.as_str()).collect();
        sources.dedup();
        if sources.is_empty() {
            Ok(())
        } else {
            write!(f, " [{}]", sources.join("; "))
        }
    }
}

/// A figure to three places at most, without idle zeros.
struct Figures(f64);

impl fmt::Display for Figures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let places = if self.0.abs() < 0.1 { 5 } else { 2 };
        let text = format!("{:.places$}", self.0);
        f.write_str(text.trim_end_matches('0').trim_end_matches('.'))
    }
}
