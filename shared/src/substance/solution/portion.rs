//! What a reagent of several substances takes, by its own recipe.

use std::fmt;

use super::{BALANCE, Refusal, as_measured, cylinder};
use crate::amount::{Amount, Unit};
use crate::concentration::Concentration;
use crate::substance::{Mixture, State, Substance, SubstanceId};

/// One thing that goes into a reagent.
#[derive(Clone, Debug, PartialEq)]
pub struct Portion<'a> {
    /// What.
    pub substance: &'a Substance,
    /// How much, as a balance or cylinder shows it.
    pub take: Amount,
    /// From a concentrated solution of it, where it is kept as one.
    pub is_from_concentrated: bool,
}

/// What so much of a reagent is made of. A part that cannot be measured out stops it.
pub fn portions<'a>(
    mixture: &Mixture,
    volume: Amount,
    find: impl Fn(&SubstanceId) -> Option<&'a Substance>,
) -> Result<Vec<Portion<'a>>, Refusal> {
    if volume.unit() != Unit::Litre || volume.micro() <= 0 {
        return Err(Refusal::NoVolume);
    }
    let portion = |part: &crate::substance::Part| {
        let substance =
            find(&part.substance).ok_or_else(|| Refusal::UnknownPart(part.substance.clone()))?;
        portion(substance, part.percent_wv * 10.0 * volume.to_f64())
    };
    mixture.parts.iter().map(portion).collect()
}

fn portion(substance: &Substance, grams: f64) -> Result<Portion<'_>, Refusal> {
    let concentrated = substance
        .composition(Concentration::Concentrated)
        .ok()
        .filter(|_| substance.state == State::Solution)
        .and_then(|strong| strong.grams_per_dm3);
    let density = substance
        .density
        .filter(|_| substance.state == State::Liquid);
    let held = concentrated.or(density.map(|density| density * 1000.0));
    let take = match held {
        Some(held) => as_measured(grams / held, cylinder(grams / held), Unit::Litre)?,
        None => as_measured(grams, BALANCE, Unit::Gram)?,
    };
    Ok(Portion {
        substance,
        take,
        is_from_concentrated: concentrated.is_some(),
    })
}

/// "17.3 g of copper(II) sulfate pentahydrate".
impl fmt::Display for Portion<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let strong = if self.is_from_concentrated {
            ", concentrated"
        } else {
            ""
        };
        write!(f, "{} of {}{strong}", self.take, self.substance.name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::substance::Part;
    use crate::substance::samples::{hydrochloric_acid, sample};

    #[test]
    fn a_reagent_scales_with_its_volume() {
        let (salt, acid) = (sample("NaCl", &[], &[]), hydrochloric_acid());
        let part = |of: &Substance, percent_wv| Part {
            substance: of.id.clone(),
            percent_wv,
        };
        let mixture = Mixture {
            id: SubstanceId::new("test"),
            name: "test".into(),
            other_names: Vec::new(),
            parts: vec![part(&salt, 1.5), part(&acid, 3.6)],
            solvent: SubstanceId::new("water"),
            never_store: false,
            keeps: None,
            source: "test".into(),
            checked: chrono::NaiveDate::MIN,
        };
        let find = |id: &SubstanceId| [&salt, &acid].into_iter().find(|s| s.id == *id);
        let of = |volume| portions(&mixture, Amount::parse(volume).unwrap(), find);
        let taken = of("2 dm3").unwrap();
        assert_eq!(taken[0].take, Amount::new(30_000_000, Unit::Gram));
        // 36 % at 1.179 g/cm³ holds 424 g in a dm³.
        assert_eq!(taken[1].take, Amount::parse("170 cm3").unwrap());
        assert!(taken[1].is_from_concentrated);
        assert_eq!(of("1 kg"), Err(Refusal::NoVolume));
        let nobody = portions(&mixture, Amount::parse("1 dm3").unwrap(), |_| None);
        assert!(matches!(nobody, Err(Refusal::UnknownPart(_))));
    }
}
