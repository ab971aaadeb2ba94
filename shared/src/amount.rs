//! Exact amounts of stock: millionths of a litre, gram, metre or piece.

pub(crate) mod parse;

use std::cmp::Ordering;
use std::fmt;

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// What an amount is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Unit {
    /// Volume; shown as cm³ and dm³.
    Litre,
    /// Mass; shown as g and kg.
    Gram,
    /// Length; shown as cm and m.
    Metre,
    /// A count; half a piece is possible.
    Piece,
}

impl Unit {
    /// Every unit, in the order forms offer them.
    pub const ALL: [Self; 4] = [Self::Litre, Self::Gram, Self::Metre, Self::Piece];

    /// The word the database and the wire use.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Litre => "litre",
            Self::Gram => "gram",
            Self::Metre => "metre",
            Self::Piece => "piece",
        }
    }

    /// The unit of that [`Unit::code`].
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|unit| unit.code() == code)
    }
}

/// Why a text is no amount, or two amounts don't combine.
#[derive(Clone, Debug, PartialEq, Eq, Error, Serialize, Deserialize)]
pub enum AmountError {
    /// Nothing was written.
    #[error("no amount was given")]
    Empty,
    /// No number stands at the beginning.
    #[error("an amount begins with a number")]
    NoNumber,
    /// The number is followed by a unit nobody knows.
    #[error("{0} is not a unit of amount")]
    UnknownUnit(String),
    /// More than anyone holds: beyond [`Amount::MOST`].
    #[error("the amount is too large")]
    TooLarge,
    /// Less than half a millionth, but not nothing.
    #[error("the amount is too small")]
    TooSmall,
    /// Below nothing.
    #[error("an amount cannot be negative")]
    Negative,
    /// Litres with grams, or the like.
    #[error("amounts in different units do not add up")]
    UnlikeUnits,
}

/// So much of something, exact to a millionth of its unit. Signed, since movements are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Amount {
    micro: i64,
    unit: Unit,
}

const MICRO: i64 = 1_000_000;

impl Amount {
    /// The most that is read, in whole units: a tonne in grams, a million pieces. What is more was a barcode that was
    /// scanned into the wrong field, and many of it would not add up.
    pub const MOST: i64 = 1_000_000;

    /// `micro` millionths of a unit.
    pub const fn new(micro: i64, unit: Unit) -> Self {
        Self { micro, unit }
    }

    /// Nothing of that unit.
    pub const fn zero(unit: Unit) -> Self {
        Self::new(0, unit)
    }

    /// A count of whole pieces; stops at the largest count that can be held.
    pub const fn pieces(count: i64) -> Self {
        Self::new(count.saturating_mul(MICRO), Unit::Piece)
    }

    /// Reads what people write: `250 cm3`, `0.5 dm³`, `2.5 L`, `500g`, `1 kg`, `x6`, `1½`.
    /// A bare number counts pieces.
    pub fn parse(text: &str) -> Result<Self, AmountError> {
        parse::amount(text)
    }

    /// The same, but a bare number is in the unit in which another amount is shown: `2` beside `2.4 dm³` is 2 dm³,
    /// beside `250 cm³` it is 2 cm³. Nothing is nothing in any unit.
    pub fn parse_beside(text: &str, shown: Self) -> Result<Self, AmountError> {
        let bare = Self::parse(text)?;
        if bare.is_zero() {
            return Ok(Self::zero(shown.unit));
        }
        if bare.unit != Unit::Piece || shown.unit == Unit::Piece {
            return Ok(bare);
        }
        let (_, name) = shown.shown_in();
        // What names its pieces, such as `2 bottles`, is no bare number.
        Self::parse(&format!("{} {name}", text.trim())).or(Ok(bare))
    }

    /// Nothing, in the unit in which this is shown: `0 dm³` beside `2.4 dm³`.
    pub fn nothing(self) -> String {
        let (_, name) = self.shown_in();
        if name.is_empty() {
            "0".to_owned()
        } else {
            format!("0\u{202f}{name}")
        }
    }

    /// The unit in which it is shown, and how many millionths that has.
    const fn shown_in(self) -> (u64, &'static str) {
        const ONE: u64 = MICRO.unsigned_abs();
        let size = self.micro.unsigned_abs();
        match self.unit {
            Unit::Litre if size < ONE => (1_000, "cm³"),
            Unit::Litre => (ONE, "dm³"),
            Unit::Gram if size >= 1_000 * ONE => (1_000 * ONE, "kg"),
            Unit::Gram => (ONE, "g"),
            Unit::Metre if size < ONE => (10_000, "cm"),
            Unit::Metre => (ONE, "m"),
            Unit::Piece => (ONE, ""),
        }
    }

    /// Millionths of the unit.
    pub const fn micro(self) -> i64 {
        self.micro
    }

    /// What it is counted in.
    pub const fn unit(self) -> Unit {
        self.unit
    }

    /// Whether there is nothing of it.
    pub const fn is_zero(self) -> bool {
        self.micro == 0
    }

    /// Whether it is below nothing.
    pub const fn is_negative(self) -> bool {
        self.micro < 0
    }

    /// Whether it is more than [`Amount::MOST`].
    pub const fn is_too_large(self) -> bool {
        self.micro > Self::MOST * MICRO
    }

    /// Whether it is so many units and no part of one.
    pub const fn is_whole(self) -> bool {
        self.micro % MICRO == 0
    }

    /// Whole units as a float: for chemistry and charts, never for stock.
    #[expect(
        clippy::cast_precision_loss,
        reason = "chemistry is never exact to 16 figures"
    )]
    pub fn to_f64(self) -> f64 {
        self.micro as f64 / MICRO as f64
    }

    /// The sum, of like units only.
    pub fn checked_add(self, other: Self) -> Result<Self, AmountError> {
        self.like(other)?;
        let micro = self
            .micro
            .checked_add(other.micro)
            .ok_or(AmountError::TooLarge)?;
        Ok(Self { micro, ..self })
    }

    /// The difference, of like units only; may be negative.
    pub fn checked_sub(self, other: Self) -> Result<Self, AmountError> {
        self.like(other)?;
        let micro = self
            .micro
            .checked_sub(other.micro)
            .ok_or(AmountError::TooLarge)?;
        Ok(Self { micro, ..self })
    }

    /// So many times as much.
    pub fn scale(self, times: i64) -> Result<Self, AmountError> {
        let micro = self.micro.checked_mul(times).ok_or(AmountError::TooLarge)?;
        Ok(Self { micro, ..self })
    }

    /// `numerator / denominator` of it, to the nearest millionth (a half goes away from nothing).
    /// Nothing divides by nothing: then it is too large.
    pub fn multiply(self, numerator: i64, denominator: i64) -> Result<Self, AmountError> {
        if denominator == 0 {
            return Err(AmountError::TooLarge);
        }
        let product = i128::from(self.micro) * i128::from(numerator);
        let micro = divide_to_nearest(product, i128::from(denominator));
        let micro = i64::try_from(micro).map_err(|_| AmountError::TooLarge)?;
        Ok(Self { micro, ..self })
    }

    fn like(self, other: Self) -> Result<(), AmountError> {
        if self.unit == other.unit {
            Ok(())
        } else {
            Err(AmountError::UnlikeUnits)
        }
    }
}

/// The quotient to the nearest whole number, a half away from zero.
fn divide_to_nearest(dividend: i128, divisor: i128) -> i128 {
    let (quotient, rest) = (dividend / divisor, dividend % divisor);
    if rest.unsigned_abs() * 2 < divisor.unsigned_abs() {
        return quotient;
    }
    if (dividend < 0) == (divisor < 0) {
        quotient + 1
    } else {
        quotient - 1
    }
}

/// Amounts of unlike units have no order.
impl PartialOrd for Amount {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        (self.unit == other.unit).then(|| self.micro.cmp(&other.micro))
    }
}

/// As schools write it: `250 cm³`, `2.5 dm³`, `1.2 kg`, `30 cm`, `12`.
impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let size = self.micro.unsigned_abs();
        let (per_shown, name) = self.shown_in();
        if self.micro < 0 {
            f.write_str("\u{2212}")?;
        }
        write!(f, "{}", size / per_shown)?;
        let places = per_shown.ilog10() as usize;
        let fraction = format!("{:0places$}", size % per_shown);
        let fraction = fraction.trim_end_matches('0');
        if !fraction.is_empty() {
            write!(f, ".{fraction}")?;
        }
        if name.is_empty() {
            Ok(())
        } else {
            write!(f, "\u{202f}{name}")
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn any_unit() -> impl Strategy<Value = Unit> {
        prop::sample::select(Unit::ALL.to_vec())
    }

    #[test]
    fn shows_amounts_as_schools_do() {
        for (micro, unit, shown) in [
            (250_000, Unit::Litre, "250\u{202f}cm³"),
            (50, Unit::Litre, "0.05\u{202f}cm³"),
            (2_500_000, Unit::Litre, "2.5\u{202f}dm³"),
            (-250_000, Unit::Litre, "\u{2212}250\u{202f}cm³"),
            (25_000, Unit::Gram, "0.025\u{202f}g"),
            (999_000_000, Unit::Gram, "999\u{202f}g"),
            (1_250_000_000, Unit::Gram, "1.25\u{202f}kg"),
            (300_000, Unit::Metre, "30\u{202f}cm"),
            (12_000_000, Unit::Piece, "12"),
            (500_000, Unit::Piece, "0.5"),
        ] {
            assert_eq!(Amount::new(micro, unit).to_string(), shown);
        }
        assert_eq!(
            Amount::new(2_500_000, Unit::Litre).nothing(),
            "0\u{202f}dm³"
        );
        assert_eq!(Amount::pieces(12).nothing(), "0");
    }

    #[test]
    fn a_bare_number_is_in_the_unit_beside_it() {
        for (typed, shown, read) in [
            ("2", "2.4 dm3", "2 dm3"),
            ("200", "250 cm3", "200 cm3"),
            ("1½", "2 kg", "1.5 kg"),
            ("3", "12", "3"),
            ("250 cm3", "2.4 dm3", "250 cm3"),
            ("0", "12 g", "0 g"),
            ("5 g", "12 cm3", "5 g"),
            ("x2", "12 cm3", "2"),
        ] {
            let shown = Amount::parse(shown).unwrap();
            assert_eq!(
                Amount::parse_beside(typed, shown),
                Amount::parse(read),
                "{typed}"
            );
        }
    }

    #[test]
    fn unlike_units_neither_add_nor_compare() {
        let (mass, volume) = (Amount::new(1, Unit::Gram), Amount::new(1, Unit::Litre));
        assert_eq!(mass.checked_add(volume), Err(AmountError::UnlikeUnits));
        assert_eq!(mass.partial_cmp(&volume), None);
    }

    #[test]
    fn multiplies_by_a_fraction_to_the_nearest() {
        let one = Amount::pieces(1);
        assert_eq!(one.multiply(2, 3), Ok(Amount::new(666_667, Unit::Piece)));
        assert_eq!(one.multiply(-1, 2), Ok(Amount::new(-500_000, Unit::Piece)));
        assert_eq!(one.multiply(1, 0), Err(AmountError::TooLarge));
        assert_eq!(one.multiply(i64::MAX, 1), Err(AmountError::TooLarge));
    }

    proptest! {
        #[test]
        fn what_is_shown_is_read_back(micro in 0..=Amount::MOST * MICRO, unit in any_unit()) {
            let amount = Amount::new(micro, unit);
            prop_assert_eq!(Amount::parse(&amount.to_string()), Ok(amount));
        }

        #[test]
        fn what_is_added_can_be_taken_away(a in -1_000_000_000i64..1_000_000_000, b in -1_000_000_000i64..1_000_000_000, unit in any_unit()) {
            let (a, b) = (Amount::new(a, unit), Amount::new(b, unit));
            prop_assert_eq!(a.checked_add(b).and_then(|sum| sum.checked_sub(b)), Ok(a));
        }

        #[test]
        fn any_text_is_answered(text in ".{0,24}") {
            let _ = Amount::parse(&text);
        }
    }
}
