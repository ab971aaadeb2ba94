//! The units that stand behind numbers in stock lists.

use crate::amount::Amount;

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
        | "km" | "in" | "inch" | "inches" | "ft" | "foot" | "feet" | "yd" | "yds" | "swg"
        | "awg" => Measure::Length,
        "v" | "volt" | "volts" | "kv" | "mv" | "w" | "watt" | "watts" | "kw" | "a" | "amp"
        | "amps" | "ma" | "ah" | "mah" | "hz" | "khz" | "mhz" | "ohm" | "ohms" | "ω" | "kohm"
        | "mohm" | "mohms" | "kohms" | "kω" | "mω" | "r" | "µf" | "μf" | "uf" | "nf" | "pf"
        | "f" | "mh" | "°" | "°c" | "c" | "deg" | "degree" | "degrees" | "k" | "newton"
        | "newtons" | "kn" | "j" | "way" | "pin" | "ply" | "neck" | "necked" | "hole" | "holes"
        | "tier" | "figure" | "speed" | "stage" | "line" | "lines" | "well" | "wells" | "place"
        | "figures" | "dp" | "bar" | "psi" | "rpm" | "nm" | "um" | "µm" | "mic" | "micron"
        | "bit" | "core" | "channel" | "x10" | "d" | "cell" | "sided" | "dimensional" | "mp"
        | "gb" | "mb" | "pm" | "am" | "turn" | "turns" | "piece" | "part" => Measure::Name,
        _ => return stuff(&lower),
    };
    Some(measure)
}

fn stuff(lower: &str) -> Option<Measure> {
    if Amount::parse(&format!("1{lower}"))
        .is_ok_and(|amount| amount.unit() != crate::amount::Unit::Piece)
    {
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

/// The amount of a number and a unit of stuff or length.
pub(super) fn amount(number: &str, unit: &str) -> Option<Amount> {
    let unit = match unit.trim_end_matches('.').to_lowercase().as_str() {
        "grm" | "grms" | "gramm" | "g's" => "g".to_owned(),
        "kgm" | "kilogramms" => "kg".to_owned(),
        "lit" | "lits" | "lites" | "lt's" | "dcm3" => "l".to_owned(),
        "mil" | "mils" | "mil's" | "cm3s" => "ml".to_owned(),
        "in" | "inch" | "inches" | "ft" | "foot" | "feet" | "yd" | "yds" | "swg" | "awg" | "km" => {
            return None;
        }
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
        (read.unit() == crate::amount::Unit::Piece && read.micro() > 0).then_some(read)
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
