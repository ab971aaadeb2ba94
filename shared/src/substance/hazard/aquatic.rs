//! Harm to water life by the summation method: CLP Annex I, 4.1.3.5.5.

use super::ingredient::{Ingredient, NEARLY};
use super::reason::{Ground, Reason};
use crate::substance::class::{Category, HazardClass};
use crate::substance::statement::Code;

use HazardClass::{AquaticAcute, AquaticChronic};

const LIMIT: f64 = 25.0;

pub(super) fn toxicity(ingredients: &[Ingredient<'_>], reasons: &mut Vec<Reason>) {
    let acute = weighted(ingredients, AquaticAcute, 1);
    push(ingredients, AquaticAcute, 1, "H400", acute, reasons);
    let first = weighted(ingredients, AquaticChronic, 1);
    let second = weighted(ingredients, AquaticChronic, 2);
    let third = weighted(ingredients, AquaticChronic, 3);
    let all: f64 = ingredients
        .iter()
        .filter(|ingredient| ingredient.worst(AquaticChronic).is_some())
        .map(|ingredient| ingredient.percent)
        .sum();
    let steps = [
        (1, "H410", first),
        (2, "H411", 10.0 * first + second),
        (3, "H412", 100.0 * first + 10.0 * second + third),
        (4, "H413", all),
    ];
    for (number, code, sum) in steps {
        if push(ingredients, AquaticChronic, number, code, sum, reasons) {
            return;
        }
    }
}

/// Percentages times multiplying factors of one category.
fn weighted(ingredients: &[Ingredient<'_>], hazard: HazardClass, number: u8) -> f64 {
    ingredients
        .iter()
        .filter_map(|ingredient| {
            let class = ingredient.worst(hazard)?;
            let is_of = class.category.number == number;
            is_of.then_some(ingredient.percent * class.multiplier)
        })
        .sum()
}

fn push(
    ingredients: &[Ingredient<'_>],
    hazard: HazardClass,
    number: u8,
    code: &'static str,
    sum: f64,
    reasons: &mut Vec<Reason>,
) -> bool {
    if sum < LIMIT - NEARLY {
        return false;
    }
    let causes: Vec<&Ingredient<'_>> = ingredients
        .iter()
        .filter(|ingredient| ingredient.percent > 0.0 && ingredient.worst(hazard).is_some())
        .collect();
    let is_neat = causes.iter().any(|ingredient| ingredient.is_neat);
    let ground = if is_neat {
        Ground::Itself
    } else {
        Ground::Aquatic(sum)
    };
    reasons.push(Reason::new(hazard, Category::of(number), Code::known(code), ground).by(causes));
    true
}
