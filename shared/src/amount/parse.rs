//! Reading amounts as people write them.

use super::{Amount, AmountError, MICRO, Unit, divide_to_nearest};

/// A number as written: an exact fraction.
#[derive(Clone, Copy)]
pub(crate) struct Fraction {
    numerator: i128,
    denominator: i128,
}

impl Fraction {
    /// The fraction in millionths, of which a written unit has so many.
    pub(crate) fn micro(self, micro_per_unit: i128) -> Result<i64, AmountError> {
        let scaled = self
            .numerator
            .checked_mul(micro_per_unit)
            .ok_or(AmountError::TooLarge)?;
        let micro = divide_to_nearest(scaled, self.denominator);
        if micro == 0 && scaled != 0 {
            return Err(AmountError::TooSmall);
        }
        i64::try_from(micro).map_err(|_| AmountError::TooLarge)
    }
}

pub(super) fn amount(text: &str) -> Result<Amount, AmountError> {
    let text = text.trim();
    if text.is_empty() {
        return Err(AmountError::Empty);
    }
    if text.starts_with(['-', '\u{2212}', '\u{2013}']) {
        return Err(AmountError::Negative);
    }
    let counted = text.strip_prefix(['x', 'X', '×']);
    let (number, rest) = number(counted.unwrap_or(text).trim_start())?;
    let (micro_per_unit, unit) = unit(rest)?;
    if counted.is_some() && unit != Unit::Piece {
        return Err(AmountError::UnknownUnit(rest.trim().to_owned()));
    }
    let amount = Amount::new(number.micro(micro_per_unit)?, unit);
    if amount.is_too_large() {
        return Err(AmountError::TooLarge);
    }
    Ok(amount)
}

/// A whole number, decimal, fraction or mixed number, and what follows it.
pub(crate) fn number(text: &str) -> Result<(Fraction, &str), AmountError> {
    let (whole, rest) = match digits_and_separators(text) {
        ("", _) => (None, text),
        (written, rest) => (Some(decimal(written)?), rest),
    };
    if let Some(whole) = whole
        && let Some((denominator, rest)) = slash_and_denominator(rest)
        && whole.denominator == 1
    {
        return Ok((
            Fraction {
                denominator,
                ..whole
            },
            rest,
        ));
    }
    if let Some((part, rest)) = fraction_sign(rest.trim_start()) {
        return plus(whole, part).map(|sum| (sum, rest));
    }
    // "1 1/2"
    if whole.is_some()
        && let (written, after) = digits_and_separators(rest.trim_start())
        && !written.is_empty()
        && let Some((denominator, after)) = slash_and_denominator(after)
    {
        let part = Fraction {
            denominator,
            ..decimal(written)?
        };
        return plus(whole, part).map(|sum| (sum, after));
    }
    whole
        .map(|whole| (whole, rest))
        .ok_or(AmountError::NoNumber)
}

fn plus(whole: Option<Fraction>, part: Fraction) -> Result<Fraction, AmountError> {
    let Some(whole) = whole else { return Ok(part) };
    if whole.denominator != 1 {
        return Err(AmountError::NoNumber);
    }
    let numerator = whole
        .numerator
        .checked_mul(part.denominator)
        .and_then(|n| n.checked_add(part.numerator))
        .ok_or(AmountError::TooLarge)?;
    Ok(Fraction { numerator, ..part })
}

fn digits_and_separators(text: &str) -> (&str, &str) {
    let end = text
        .find(|c: char| !c.is_ascii_digit() && c != '.' && c != ',')
        .unwrap_or(text.len());
    text.split_at(end)
}

/// A number with a decimal point; commas only before whole groups of three.
fn decimal(written: &str) -> Result<Fraction, AmountError> {
    let (whole, part) = written.split_once('.').unwrap_or((written, ""));
    if part.contains(['.', ',']) || (whole.is_empty() && part.is_empty()) {
        return Err(AmountError::NoNumber);
    }
    let mut groups = whole.split(',');
    let first = groups.next().unwrap_or_default();
    let grouped = whole.contains(',');
    if grouped && (first.is_empty() || first.len() > 3) || !groups.all(|group| group.len() == 3) {
        return Err(AmountError::NoNumber);
    }
    let digits: String = whole
        .chars()
        .filter(|c| *c != ',')
        .chain(part.chars())
        .collect();
    // Eighteen figures hold every amount there can be, and keep the arithmetic within bounds.
    if digits.trim_start_matches('0').len() > 20 || part.len() > 18 {
        return Err(AmountError::TooLarge);
    }
    let numerator = digits.parse().map_err(|_| AmountError::NoNumber)?;
    let places = u32::try_from(part.len()).map_err(|_| AmountError::TooLarge)?;
    Ok(Fraction {
        numerator,
        denominator: 10_i128.pow(places),
    })
}

fn slash_and_denominator(text: &str) -> Option<(i128, &str)> {
    let rest = text
        .trim_start()
        .strip_prefix(['/', '\u{2044}'])?
        .trim_start();
    let end = rest
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(rest.len());
    let denominator: i128 = rest.get(..end)?.parse().ok()?;
    (1..=1_000_000)
        .contains(&denominator)
        .then_some((denominator, &rest[end..]))
}

fn fraction_sign(text: &str) -> Option<(Fraction, &str)> {
    let sign = text.chars().next()?;
    let (numerator, denominator) = match sign {
        '½' => (1, 2),
        '⅓' => (1, 3),
        '⅔' => (2, 3),
        '¼' => (1, 4),
        '¾' => (3, 4),
        '⅕' => (1, 5),
        '⅙' => (1, 6),
        '⅛' => (1, 8),
        '⅜' => (3, 8),
        '⅝' => (5, 8),
        '⅞' => (7, 8),
        '⅒' => (1, 10),
        _ => return None,
    };
    Some((
        Fraction {
            numerator,
            denominator,
        },
        &text[sign.len_utf8()..],
    ))
}

/// Millionths per unit as written, and the unit.
fn unit(text: &str) -> Result<(i128, Unit), AmountError> {
    let written = text.trim();
    let folded: String = written
        .trim_end_matches('.')
        .chars()
        .filter(|c| !c.is_whitespace() && *c != '^')
        .flat_map(char::to_lowercase)
        .map(|c| match c {
            '³' => '3',
            'µ' | 'μ' => 'u',
            c => c,
        })
        .collect();
    // Molar, not metres: a strength in the wrong box.
    if written == "M" {
        return Err(AmountError::UnknownUnit(written.to_owned()));
    }
    let micro = i128::from(MICRO);
    Ok(match folded.as_str() {
        "l" | "lt" | "ltr" | "ltrs" | "litre" | "litres" | "liter" | "liters" | "dm3" => {
            (micro, Unit::Litre)
        }
        "ml" | "mls" | "cm3" | "cc" | "ccs" | "millilitre" | "millilitres" | "milliliter"
        | "milliliters" => (1_000, Unit::Litre),
        "cl" => (10_000, Unit::Litre),
        "dl" => (100_000, Unit::Litre),
        "ul" | "mm3" | "microlitre" | "microlitres" => (1, Unit::Litre),
        "m3" => (1_000 * micro, Unit::Litre),
        "g" | "gm" | "gms" | "gr" | "gram" | "grams" | "gramme" | "grammes" => (micro, Unit::Gram),
        "kg" | "kgs" | "kilo" | "kilos" | "kilogram" | "kilograms" | "kilogramme"
        | "kilogrammes" => (1_000 * micro, Unit::Gram),
        "mg" | "milligram" | "milligrams" | "milligramme" | "milligrammes" => (1_000, Unit::Gram),
        "ug" | "mcg" | "microgram" | "micrograms" => (1, Unit::Gram),
        "m" | "mtr" | "mtrs" | "metre" | "metres" | "meter" | "meters" => (micro, Unit::Metre),
        "cm" | "cms" | "centimetre" | "centimetres" => (10_000, Unit::Metre),
        "mm" | "millimetre" | "millimetres" => (1_000, Unit::Metre),
        "" | "x" | "×" | "pc" | "pcs" | "piece" | "pieces" | "each" | "ea" | "off" | "no"
        | "item" | "items" | "unit" | "units" => (micro, Unit::Piece),
        _ => return Err(AmountError::UnknownUnit(written.to_owned())),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_people_write() {
        for (written, micro, unit) in [
            ("250 cm3", 250_000, Unit::Litre),
            ("250cm³", 250_000, Unit::Litre),
            ("250 cm^3", 250_000, Unit::Litre),
            ("0.5 dm³", 500_000, Unit::Litre),
            ("2.5 L", 2_500_000, Unit::Litre),
            ("1.5 litres", 1_500_000, Unit::Litre),
            ("500ml", 500_000, Unit::Litre),
            ("500g", 500_000_000, Unit::Gram),
            ("1 kg", 1_000_000_000, Unit::Gram),
            ("25 mg", 25_000, Unit::Gram),
            ("3 m", 3_000_000, Unit::Metre),
            ("30 cm", 300_000, Unit::Metre),
            ("12", 12_000_000, Unit::Piece),
            ("x6", 6_000_000, Unit::Piece),
            ("6 x", 6_000_000, Unit::Piece),
            ("½", 500_000, Unit::Piece),
            ("1/2", 500_000, Unit::Piece),
            ("1½ kg", 1_500_000_000, Unit::Gram),
            ("1 1/2 kg", 1_500_000_000, Unit::Gram),
            ("1,000", 1_000_000_000, Unit::Piece),
            (".5 l", 500_000, Unit::Litre),
            ("10 µl", 10, Unit::Litre),
        ] {
            assert_eq!(amount(written), Ok(Amount::new(micro, unit)), "{written}");
        }
    }

    #[test]
    fn says_why_a_text_is_no_amount() {
        for (written, error) in [
            ("  ", AmountError::Empty),
            ("some", AmountError::NoNumber),
            ("1,5 L", AmountError::NoNumber),
            ("1.2.3 g", AmountError::NoNumber),
            (
                "2 handfuls",
                AmountError::UnknownUnit("handfuls".to_owned()),
            ),
            ("x6 kg", AmountError::UnknownUnit("kg".to_owned())),
            ("-5 g", AmountError::Negative),
            ("9223372036855 kg", AmountError::TooLarge),
            ("5012345678900", AmountError::TooLarge),
            ("1001 kg", AmountError::TooLarge),
            ("0.0000001 g", AmountError::TooSmall),
            ("0.5 M", AmountError::UnknownUnit("M".to_owned())),
            ("1/0", AmountError::UnknownUnit("/0".to_owned())),
        ] {
            assert_eq!(amount(written), Err(error), "{written}");
        }
    }
}
