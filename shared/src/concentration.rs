//! How strong a solution is: exact, in the measure in which it was written.

mod parse;

use std::fmt;

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// What a concentration's figure counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Measure {
    /// Moles of the named substance in a cubic decimetre of solution.
    MolPerDm3,
    /// Grams in a cubic decimetre of solution.
    GramPerDm3,
    /// Grams in 100 g of solution; what a bare `%` is taken for.
    PercentByMass,
    /// Grams in 100 cm³ of solution.
    PercentMassByVolume,
    /// Cubic centimetres of the neat liquid in 100 cm³ of solution.
    PercentByVolume,
    /// Hydrogen peroxide by the volumes of oxygen it gives.
    Volumes,
}

impl Measure {
    /// Every measure, in the order forms offer them.
    pub const ALL: [Self; 6] = [
        Self::MolPerDm3,
        Self::GramPerDm3,
        Self::PercentByMass,
        Self::PercentMassByVolume,
        Self::PercentByVolume,
        Self::Volumes,
    ];

    /// The measure in plain letters, as files and addresses hold it: `mol/dm3`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::MolPerDm3 => "mol/dm3",
            Self::GramPerDm3 => "g/dm3",
            Self::PercentByMass => "% w/w",
            Self::PercentMassByVolume => "% w/v",
            Self::PercentByVolume => "% v/v",
            Self::Volumes => "vol",
        }
    }

    /// The measure as schools print it: `mol/dm³`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::MolPerDm3 => "mol/dm³",
            Self::GramPerDm3 => "g/dm³",
            _ => self.code(),
        }
    }
}

/// Why a text is no concentration.
#[derive(Clone, Debug, PartialEq, Eq, Error, Serialize, Deserialize)]
pub enum ConcentrationError {
    /// Nothing was written.
    #[error("no concentration was given")]
    Empty,
    /// No number stands at the beginning.
    #[error("a concentration begins with a number, or is neat, conc or sat")]
    NoNumber,
    /// A number without what it counts.
    #[error("say what the concentration counts: mol/dm3, g/dm3, % w/w, % w/v or vol")]
    NoMeasure,
    /// A measure nobody knows.
    #[error("{0} is not a measure of concentration: use mol/dm3, g/dm3, % w/w, % w/v or vol")]
    UnknownMeasure(String),
    /// Below nothing.
    #[error("a concentration cannot be negative")]
    Negative,
    /// More than all of it.
    #[error("more than 100 % is impossible")]
    AboveWhole,
    /// More than can be held.
    #[error("the concentration is too large")]
    TooLarge,
    /// Less than half a millionth, but not nothing.
    #[error("the concentration is too small")]
    TooSmall,
}

/// How strong a solution is. Equal strengths in one measure are equal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Concentration {
    /// A figure in millionths of its measure.
    Figure {
        /// Millionths of the measure.
        micro: i64,
        /// What it counts.
        measure: Measure,
    },
    /// As much as water holds at 20 °C.
    Saturated,
    /// As strong as it is sold.
    Concentrated,
    /// No solvent at all.
    Neat,
}

const MICRO: i64 = 1_000_000;

impl Concentration {
    /// A figure of millionths of a measure.
    pub const fn new(micro: i64, measure: Measure) -> Self {
        Self::Figure { micro, measure }
    }

    /// Thousandths of a mole in a cubic decimetre.
    pub const fn millimolar(thousandths: i64) -> Self {
        Self::new(thousandths.saturating_mul(1_000), Measure::MolPerDm3)
    }

    /// The nearest figure that can be held; `None` where there is none.
    #[expect(
        clippy::cast_possible_truncation,
        reason = "the range is checked before"
    )]
    pub fn nearest(value: f64, measure: Measure) -> Option<Self> {
        let micro = value * 1e6;
        (0.0..9e18)
            .contains(&micro)
            .then(|| Self::new(micro.round() as i64, measure))
    }

    /// Reads what people write: `1.5 mol/dm3`, `0.4M`, `1.0 mol dm-3`, `10 % w/w`, `20 vol`,
    /// `40 g/dm3`, `M/10`, `neat`, `conc`, `sat`. A bare `%` is by mass.
    pub fn parse(text: &str) -> Result<Self, ConcentrationError> {
        parse::concentration(text)
    }

    /// The figure as a float, where there is one: for chemistry.
    #[expect(
        clippy::cast_precision_loss,
        reason = "chemistry is never exact to 16 figures"
    )]
    pub fn figure(self) -> Option<(f64, Measure)> {
        match self {
            Self::Figure { micro, measure } => Some((micro as f64 / MICRO as f64, measure)),
            _ => None,
        }
    }

    /// In plain letters, as files and addresses hold it; [`Self::parse`] reads it back.
    pub fn code(self) -> String {
        match self {
            Self::Figure { micro, measure } => format!("{} {}", Decimal(micro), measure.code()),
            Self::Saturated => "sat".to_owned(),
            Self::Concentrated => "conc".to_owned(),
            Self::Neat => "neat".to_owned(),
        }
    }
}

/// As schools print it: `1.5 mol/dm³`, `10 % w/w`, `20 vol`, `neat`.
impl fmt::Display for Concentration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Figure { micro, measure } => {
                write!(
                    f,
                    "{}\u{202f}{}",
                    Decimal(*micro),
                    measure.name().replace(' ', "\u{a0}")
                )
            }
            Self::Saturated => f.write_str("saturated"),
            Self::Concentrated => f.write_str("concentrated"),
            Self::Neat => f.write_str("neat"),
        }
    }
}

/// Millionths as a decimal number without idle zeros.
struct Decimal(i64);

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0 < 0 {
            f.write_str("\u{2212}")?;
        }
        let size = self.0.unsigned_abs();
        write!(f, "{}", size / MICRO.unsigned_abs())?;
        let fraction = format!("{:06}", size % MICRO.unsigned_abs());
        let fraction = fraction.trim_end_matches('0');
        if fraction.is_empty() {
            Ok(())
        } else {
            write!(f, ".{fraction}")
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn shows_strengths_as_schools_do() {
        assert_eq!(
            Concentration::millimolar(1_500).to_string(),
            "1.5\u{202f}mol/dm³"
        );
        assert_eq!(
            Concentration::new(10_000_000, Measure::PercentByMass).to_string(),
            "10\u{202f}%\u{a0}w/w"
        );
        assert_eq!(
            Concentration::new(20_000_000, Measure::Volumes).to_string(),
            "20\u{202f}vol"
        );
        assert_eq!(Concentration::Neat.to_string(), "neat");
    }

    proptest! {
        #[test]
        fn what_is_shown_is_read_back(
            micro in 0..100_000_000i64,
            measure in prop::sample::select(Measure::ALL.to_vec()),
        ) {
            let strength = Concentration::new(micro, measure);
            prop_assert_eq!(Concentration::parse(&strength.to_string()), Ok(strength));
            prop_assert_eq!(Concentration::parse(&strength.code()), Ok(strength));
        }

        #[test]
        fn any_text_is_answered(text in ".{0,24}") {
            let _ = Concentration::parse(&text);
        }
    }
}
