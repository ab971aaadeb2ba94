//! Reading concentrations as people write them.

use super::{Concentration, ConcentrationError, MICRO, Measure};
use crate::amount::{AmountError, parse::number};

pub(super) fn concentration(text: &str) -> Result<Concentration, ConcentrationError> {
    let text = text.trim();
    if text.is_empty() {
        return Err(ConcentrationError::Empty);
    }
    if let Some(word) = word(text) {
        return Ok(word);
    }
    if text.starts_with(['-', '\u{2212}', '\u{2013}']) {
        return Err(ConcentrationError::Negative);
    }
    // "M/10", the old way of writing a tenth.
    if let Some(denominator) = text.strip_prefix("M/").or_else(|| text.strip_prefix("m/")) {
        return figure(
            &format!("1/{}", denominator.trim()),
            MICRO.into(),
            Measure::MolPerDm3,
        );
    }
    let (_, rest) = number(text).map_err(from_amount)?;
    let (micro_per_unit, measure) = measure(rest)?;
    figure(text, micro_per_unit, measure)
}

fn figure(
    text: &str,
    micro_per_unit: i128,
    measure: Measure,
) -> Result<Concentration, ConcentrationError> {
    let (number, _) = number(text).map_err(from_amount)?;
    let micro = number.micro(micro_per_unit).map_err(from_amount)?;
    let is_share = matches!(measure, Measure::PercentByMass | Measure::PercentByVolume);
    if is_share && micro > 100 * MICRO {
        return Err(ConcentrationError::AboveWhole);
    }
    Ok(Concentration::new(micro, measure))
}

fn from_amount(error: AmountError) -> ConcentrationError {
    match error {
        AmountError::Empty => ConcentrationError::Empty,
        AmountError::TooLarge => ConcentrationError::TooLarge,
        AmountError::TooSmall => ConcentrationError::TooSmall,
        AmountError::Negative => ConcentrationError::Negative,
        AmountError::NoNumber | AmountError::UnknownUnit(_) | AmountError::UnlikeUnits => {
            ConcentrationError::NoNumber
        }
    }
}

fn word(text: &str) -> Option<Concentration> {
    Some(match text.trim_end_matches('.').to_lowercase().as_str() {
        "neat" | "pure" | "solid" | "undiluted" | "as supplied" => Concentration::Neat,
        "conc" | "concd" | "conc'd" | "concentrated" | "glacial" => Concentration::Concentrated,
        "sat" | "satd" | "sat'd" | "saturated" => Concentration::Saturated,
        _ => return None,
    })
}

/// Millionths per unit as written, and the measure.
fn measure(text: &str) -> Result<(i128, Measure), ConcentrationError> {
    let plain: String = text
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '.' | '^' | '(' | ')' | '·'))
        .flat_map(char::to_lowercase)
        .map(|c| match c {
            '³' => '3',
            '¹' => '1',
            '⁻' | '\u{2212}' | '\u{2013}' => '-',
            c => c,
        })
        .collect();
    let one = i128::from(MICRO);
    // A millimole and a molar differ only by their capital.
    if text.trim() == "mM" {
        return Ok((1_000, Measure::MolPerDm3));
    }
    Ok(match plain.as_str() {
        "" => return Err(ConcentrationError::NoMeasure),
        "m" | "molar" | "mol/dm3" | "moldm-3" | "mol/l" | "moll-1" | "mol/litre" | "moles/dm3"
        | "moles/l" | "mol/liter" => (one, Measure::MolPerDm3),
        "mmol/dm3" | "mmoldm-3" | "mmol/l" | "mmoll-1" | "millimolar" => {
            (1_000, Measure::MolPerDm3)
        }
        "g/dm3" | "gdm-3" | "g/l" | "gl-1" | "g/litre" | "mg/cm3" | "mg/ml" => {
            (one, Measure::GramPerDm3)
        }
        "mg/dm3" | "mgdm-3" | "mg/l" | "mgl-1" => (1_000, Measure::GramPerDm3),
        "g/cm3" | "g/ml" => (1_000 * one, Measure::GramPerDm3),
        "%" | "%w/w" | "w/w%" | "w/w" | "%ww" | "%m/m" | "%wt" | "wt%" | "%wt/wt" | "percent"
        | "percentw/w" | "percentbymass" | "%bymass" => (one, Measure::PercentByMass),
        "%w/v" | "w/v%" | "w/v" | "%wv" | "%m/v" | "percentw/v" | "g/100cm3" | "g/100ml" => {
            (one, Measure::PercentMassByVolume)
        }
        "%v/v" | "v/v%" | "v/v" | "%vv" | "%abv" | "percentv/v" | "%byvolume" => {
            (one, Measure::PercentByVolume)
        }
        "vol" | "vols" | "volume" | "volumes" => (one, Measure::Volumes),
        _ => return Err(ConcentrationError::UnknownMeasure(text.trim().to_owned())),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_people_write() {
        for (written, micro, measure) in [
            ("1.5 mol/dm3", 1_500_000, Measure::MolPerDm3),
            ("0.4M", 400_000, Measure::MolPerDm3),
            ("1.0 mol dm-3", 1_000_000, Measure::MolPerDm3),
            ("2 mol dm⁻³", 2_000_000, Measure::MolPerDm3),
            ("0.1 mol.dm^-3", 100_000, Measure::MolPerDm3),
            ("M/10", 100_000, Measure::MolPerDm3),
            ("50 mM", 50_000, Measure::MolPerDm3),
            ("10 % w/w", 10_000_000, Measure::PercentByMass),
            ("10%", 10_000_000, Measure::PercentByMass),
            ("1% (w/v)", 1_000_000, Measure::PercentMassByVolume),
            ("70 % v/v", 70_000_000, Measure::PercentByVolume),
            ("20 vol", 20_000_000, Measure::Volumes),
            ("40 g/dm3", 40_000_000, Measure::GramPerDm3),
            ("½ M", 500_000, Measure::MolPerDm3),
        ] {
            assert_eq!(
                concentration(written),
                Ok(Concentration::new(micro, measure)),
                "{written}"
            );
        }
        assert_eq!(concentration("Conc."), Ok(Concentration::Concentrated));
        assert_eq!(concentration("sat"), Ok(Concentration::Saturated));
        assert_eq!(concentration("neat"), Ok(Concentration::Neat));
    }

    #[test]
    fn says_why_a_text_is_no_concentration() {
        for (written, error) in [
            (" ", ConcentrationError::Empty),
            ("strong", ConcentrationError::NoNumber),
            ("0.5", ConcentrationError::NoMeasure),
            (
                "0.5 kg",
                ConcentrationError::UnknownMeasure("kg".to_owned()),
            ),
            ("-1 M", ConcentrationError::Negative),
            ("101 %", ConcentrationError::AboveWhole),
        ] {
            assert_eq!(concentration(written), Err(error), "{written}");
        }
    }
}
