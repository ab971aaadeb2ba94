//! The units that stand behind numbers in stock lists.

use crate::amount::{Amount, Unit};

/// What a unit measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Measure {
    /// Grams, litres: how much of a chemical, or the size of a vessel.
    Stuff,
    /// Metres: how much wire, or the size of a thing.
    Length,
    /// How strong a solution is.
    Strength,
    /// Volts, ways, degrees: part of a name.
    Name,
}

/// What a word after a number measures; `None` when it is no unit.
pub(super) fn of(word: &str) -> Option<Measure> {
    let bare = word.trim_end_matches('.');
    if matches!(bare, "M" | "N" | "mM") {
        return Some(Measure::Strength);
    }
    let lower = bare.to_lowercase();
    let measure = match lower.as_str() {
        "%" | "mol" | "mols" | "molar" | "mol/dm3" | "mol/dm³" | "moldm-3" | "mol/l"
        | "mol/litre" | "mol.dm-3" | "mmol/dm3" | "g/dm3" | "g/dm³" | "g/l" | "mg/l" | "mg/dm3"
        | "vol" | "vols" | "volume" | "volumes" | "ppm" | "percent" | "normal" => Measure::Strength,
        "m" | "cm" | "cms" | "mm" | "mtr" | "mtrs" | "metre" | "metres" | "meter" | "meters"
        | "km" | "in" | "inch" | "inches" | "ft" | "foot" | "feet" | "yd" | "yds" | "yard"
        | "yards" | "swg" | "awg" => Measure::Length,
        "v" | "volt" | "volts" | "kv" | "mv" | "w" | "watt" | "watts" | "kw" | "a" | "amp"
        | "amps" | "ma" | "ah" | "mah" | "hz" | "khz" | "mhz" | "ohm" | "ohms" | "ω" | "kohm"
        | "mohm" | "mohms" | "kohms" | "kω" | "mω" | "r" | "µf" | "μf" | "uf" | "nf" | "pf"
        | "f" | "mh" | "°" | "°c" | "c" | "deg" | "degree" | "degrees" | "k" | "newton"
        | "newtons" | "kn" | "j" | "way" | "pin" | "ply" | "neck" | "necked" | "hole" | "holes"
        | "tier" | "figure" | "speed" | "stage" | "line" | "lines" | "well" | "wells" | "place"
        | "figures" | "dp" | "bar" | "psi" | "rpm" | "nm" | "um" | "µm" | "mic" | "micron"
        | "bit" | "core" | "channel" | "x10" | "d" | "cell" | "sided" | "dimensional" | "mp"
        | "gb" | "mb" | "pm" | "am" | "turn" | "turns" | "piece" | "part" | "mesh" => Measure::Name,
        _ => return stuff(&lower),
    };
    Some(measure)
}

fn stuff(lower: &str) -> Option<Measure> {
    if imperial(lower).is_some_and(|one| one.unit() != Unit::Metre) {
        return Some(Measure::Stuff);
    }
    if Amount::parse(&format!("1{lower}")).is_ok_and(|amount| amount.unit() != Unit::Piece) {
        return Some(Measure::Stuff);
    }
    matches!(
        lower,
        "grm"
            | "grms"
            | "gramm"
            | "kgm"
            | "kilogramms"
            | "lit"
            | "lits"
            | "lites"
            | "mil"
            | "mils"
            | "mil's"
            | "lt's"
            | "cm3s"
            | "g's"
            | "dcm3"
    )
    .then_some(Measure::Stuff)
}

/// One of an imperial unit, in millionths of ours: the yard and the pound by the international agreement of 1959, the
/// gallon by the Weights and Measures Act 1985 (schedule 1), and what is made of them. An ounce, a foot and what is less
/// than a millionth are rounded.
pub(super) fn imperial(unit: &str) -> Option<Amount> {
    let (micro, unit) = match unit.trim_end_matches('.').to_lowercase().as_str() {
        "lb" | "lbs" | "pound" | "pounds" => (453_592_370, Unit::Gram),
        "oz" | "ozs" | "ounce" | "ounces" => (28_349_523, Unit::Gram),
        "gal" | "gals" | "gall" | "galls" | "gallon" | "gallons" => (4_546_090, Unit::Litre),
        "qt" | "qts" | "quart" | "quarts" => (1_136_523, Unit::Litre),
        "pint" | "pints" => (568_261, Unit::Litre),
        "fl oz" | "fl. oz" | "floz" => (28_413, Unit::Litre),
        "ft" | "foot" | "feet" => (304_800, Unit::Metre),
        "yd" | "yds" | "yard" | "yards" => (914_400, Unit::Metre),
        _ => return None,
    };
    Some(Amount::new(micro, unit))
}

/// A gallon may be of the United States, and is less there.
pub(super) fn is_about(unit: &str) -> bool {
    imperial(unit).is_some_and(|one| one.unit() == Unit::Litre)
}

/// The amount of a number and a unit of stuff or length.
pub(super) fn amount(number: &str, unit: &str) -> Option<Amount> {
    if let Some(one) = imperial(unit) {
        let times = times(number)?;
        return one.multiply(times.micro(), Amount::pieces(1).micro()).ok();
    }
    let unit = match unit.trim_end_matches('.').to_lowercase().as_str() {
        "grm" | "grms" | "gramm" | "g's" => "g".to_owned(),
        "kgm" | "kilogramms" => "kg".to_owned(),
        "lit" | "lits" | "lites" | "lt's" | "dcm3" => "l".to_owned(),
        "mil" | "mils" | "mil's" | "cm3s" => "ml".to_owned(),
        "in" | "inch" | "inches" | "swg" | "awg" | "km" => return None,
        other => other.to_owned(),
    };
    let read = Amount::parse(&format!("{number} {unit}"));
    // "2,5 L" as on the Continent.
    read.or_else(|_| Amount::parse(&format!("{} {unit}", number.replacen(',', ".", 1))))
        .ok()
}

/// How many times, parts of one too: "1.5", "2½".
pub(super) fn times(number: &str) -> Option<Amount> {
    let whole = count(number).map(|count| Amount::pieces(i64::from(count)));
    whole.or_else(|| {
        let read = Amount::parse(number).ok()?;
        (read.unit() == Unit::Piece && read.micro() > 0).then_some(read)
    })
}

/// A whole count; `None` for fractions and for more than anyone counts.
pub(super) fn count(number: &str) -> Option<u32> {
    let digits: String = number.chars().filter(|c| *c != ',').collect();
    let whole = digits.strip_suffix(".0").unwrap_or(&digits);
    whole
        .parse()
        .ok()
        .filter(|count| i64::from(*count) <= Amount::MOST)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn imperial_units_are_put_into_ours() {
        for (number, unit, read) in [
            ("1", "lb", Amount::new(453_592_370, Unit::Gram)),
            ("1/2", "Gallon", Amount::new(2_273_045, Unit::Litre)),
            ("10", "ft", Amount::new(3_048_000, Unit::Metre)),
        ] {
            assert_eq!(amount(number, unit), Some(read), "{number} {unit}");
        }
    }
}
