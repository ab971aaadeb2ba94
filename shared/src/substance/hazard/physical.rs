//! Fire, explosion, pressure and metal. CLP tests mixtures for these and has few limits, so a
//! solution in water is judged:
//!
//! - a specific limit counts where there is one (nitric acid, hydrogen peroxide, methanoic acid);
//! - a flammable liquid follows the flash points of its solutions, or where none are at hand
//!   cautious shares of the whole;
//! - solids and gases that burn, oxidise or are under pressure lose that when dissolved;
//! - whether it corrodes metal is found by test only: a caution says that it may.

use super::ingredient::{Ingredient, Threshold, beginning};
use super::reason::{Ground, Reason};
use crate::substance::class::{Category, HazardClass};
use crate::substance::statement::Code;

use HazardClass::FlammableLiquid;

pub(super) fn hazards(ingredients: &[Ingredient<'_>], reasons: &mut Vec<Reason>) {
    let mut found = Vec::new();
    for ingredient in ingredients {
        for class in ingredient
            .substance
            .classes
            .iter()
            .filter(|class| class.hazard.is_physical())
        {
            let has_limits = ingredient.limits(class.hazard).count() > 0;
            if has_limits {
                found.extend(by_limit(ingredient, class.hazard));
            } else if ingredient.is_neat {
                let (category, code) = (class.category, class.code.clone());
                found.push(
                    Reason::new(class.hazard, category, code, Ground::Itself).by([ingredient]),
                );
            } else if class.hazard == FlammableLiquid {
                found.extend(by_flash_point(ingredient, class.category));
            }
        }
    }
    keep_worst_liquid(&mut found);
    reasons.append(&mut found);
}

fn by_limit(ingredient: &Ingredient<'_>, hazard: HazardClass) -> Option<Reason> {
    let limit = ingredient.reached(hazard)?;
    let threshold = Threshold {
        from: beginning(limit),
        is_specific: true,
    };
    Some(Reason::single(
        hazard,
        limit.category,
        limit.code.clone(),
        ingredient,
        threshold,
    ))
}

/// Two flammable liquids in one mixture have one flash point.
fn keep_worst_liquid(found: &mut Vec<Reason>) {
    let worst = found
        .iter()
        .filter(|r| r.hazard == FlammableLiquid)
        .map(|r| r.category)
        .max();
    let mut kept = false;
    found.retain(|reason| {
        if reason.hazard != FlammableLiquid {
            return true;
        }
        let keep = !kept && Some(reason.category) == worst;
        kept |= keep;
        keep
    });
}

/// Per cent by mass in water from which the flash point lies below 23 °C (category 2) and at most
/// 60 °C (category 3), rounded down from published closed-cup figures. Below the second the
/// solution does not sustain burning (ethanol: up to 24 % by volume).
const FLASH_POINTS: [(&str, f64, f64); 6] = [
    ("64-17-5", 45.0, 20.0),
    ("67-56-1", 55.0, 10.0),
    ("67-63-0", 45.0, 15.0),
    ("71-23-8", 50.0, 15.0),
    ("67-64-1", 8.0, 2.0),
    ("64-19-7", 101.0, 80.0),
];

fn by_flash_point(ingredient: &Ingredient<'_>, own: Category) -> Option<Reason> {
    let steps = flash_steps(ingredient, own);
    let (category, from) = steps
        .into_iter()
        .flatten()
        .find(|(_, from)| ingredient.percent >= *from)?;
    let code = Code::known(match category.number {
        1 => "H224",
        2 => "H225",
        _ => "H226",
    });
    let ground = Ground::FlashPoint(from);
    Some(Reason::new(FlammableLiquid, category, code, ground).by([ingredient]))
}

/// Categories with the percentage from which each is taken, most severe first.
fn flash_steps(ingredient: &Ingredient<'_>, own: Category) -> [Option<(Category, f64)>; 3] {
    let step = |number: u8, from: f64| Some((Category::of(number), from));
    let cas = ingredient
        .substance
        .cas
        .as_ref()
        .map(super::super::Cas::as_str);
    if let Some((_, second, third)) = FLASH_POINTS.iter().find(|(known, ..)| Some(*known) == cas) {
        return [None, step(2, *second), step(3, *third)];
    }
    match own.number {
        1 => [step(1, 50.0), step(2, 5.0), step(3, 1.0)],
        2 => [None, step(2, 20.0), step(3, 5.0)],
        _ => [None, None, step(3, 25.0)],
    }
}
