//! Acute toxicity by estimates: CLP Annex I, 3.1.3.6.

use super::ingredient::Ingredient;
use super::reason::{Ground, Reason};
use crate::substance::State;
use crate::substance::class::{Category, Class, HazardClass, Route};
use crate::substance::limit::Exposure;
use crate::substance::statement::Code;

const EXPOSURES: [Exposure; 5] = [
    Exposure::Oral,
    Exposure::Dermal,
    Exposure::Gas,
    Exposure::Vapour,
    Exposure::Dust,
];

/// The mixture's estimate is 100 over the sum of percentage over estimate.
pub(super) fn toxicity(ingredients: &[Ingredient<'_>], reasons: &mut Vec<Reason>) {
    let mut worst_by_route: Vec<(Route, Reason)> = Vec::new();
    for exposure in EXPOSURES {
        let Some(reason) = by_exposure(ingredients, exposure) else {
            continue;
        };
        let route = exposure.route();
        match worst_by_route.iter_mut().find(|(known, _)| *known == route) {
            Some((_, worst)) if worst.category >= reason.category => {}
            Some((_, worst)) => *worst = reason,
            None => worst_by_route.push((route, reason)),
        }
    }
    reasons.extend(worst_by_route.into_iter().map(|(_, reason)| reason));
}

fn by_exposure(ingredients: &[Ingredient<'_>], exposure: Exposure) -> Option<Reason> {
    let mut causes = Vec::new();
    let mut sum = 0.0;
    for ingredient in ingredients {
        let Some((class, estimate)) = estimate(ingredient, exposure) else {
            continue;
        };
        // Less than this is not relevant: Annex I, table 1.1.
        let relevant_from = if class.category.number <= 3 { 0.1 } else { 1.0 };
        if ingredient.percent >= relevant_from {
            sum += ingredient.percent / estimate;
            causes.push((ingredient, class));
        }
    }
    if sum <= 0.0 {
        return None;
    }
    let value = 100.0 / sum;
    // The point estimate of dusts in category 3 lies in category 2: nothing is more toxic than its
    // most toxic part.
    let most_toxic = causes
        .iter()
        .map(|(_, class)| class.category.number)
        .min()?;
    let (number, up_to) = (1u8..)
        .zip(category_ends(exposure))
        .find(|(number, up_to)| *number >= most_toxic && value <= *up_to * (1.0 + 1e-9))?;
    let is_neat = causes.iter().any(|(ingredient, _)| ingredient.is_neat);
    let ground = if is_neat {
        Ground::Itself
    } else {
        Ground::Estimate {
            exposure,
            value,
            up_to,
        }
    };
    let causes: Vec<&Ingredient<'_>> = causes.into_iter().map(|(cause, _)| cause).collect();
    let code = code(exposure.route(), number);
    Some(
        Reason::new(
            HazardClass::AcuteToxicity,
            Category::of(number),
            code,
            ground,
        )
        .by(causes),
    )
}

/// The ingredient's class by this exposure, and its estimate: its own, or the category's.
fn estimate<'a>(ingredient: &Ingredient<'a>, exposure: Exposure) -> Option<(&'a Class, f64)> {
    let class = ingredient
        .classes(HazardClass::AcuteToxicity)
        .filter(|class| class.route == Some(exposure.route()))
        .max_by_key(|class| class.category)?;
    let mut own = ingredient.substance.ate.iter();
    if let Some(own) = own.find(|own| own.exposure == exposure) {
        return Some((class, own.value));
    }
    let is_told = exposure.route() == Route::Inhalation
        && ingredient
            .substance
            .ate
            .iter()
            .any(|own| own.exposure.route() == Route::Inhalation);
    if is_told || (exposure.route() == Route::Inhalation && exposure != breathed(ingredient)) {
        return None;
    }
    let index = usize::from(class.category.number).checked_sub(1)?;
    Some((class, *point_estimates(exposure).get(index)?))
}

/// In what form a substance without an estimate is breathed in.
fn breathed(ingredient: &Ingredient<'_>) -> Exposure {
    match ingredient.substance.state {
        State::Gas => Exposure::Gas,
        State::Liquid | State::Solution => Exposure::Vapour,
        State::Solid => Exposure::Dust,
    }
}

/// The upper ends of categories 1 to 4: Annex I, table 3.1.1.
const fn category_ends(exposure: Exposure) -> [f64; 4] {
    match exposure {
        Exposure::Oral => [5.0, 50.0, 300.0, 2000.0],
        Exposure::Dermal => [50.0, 200.0, 1000.0, 2000.0],
        Exposure::Gas => [100.0, 500.0, 2500.0, 20_000.0],
        Exposure::Vapour => [0.5, 2.0, 10.0, 20.0],
        Exposure::Dust => [0.05, 0.5, 1.0, 5.0],
    }
}

/// The converted point estimates of categories 1 to 4: Annex I, table 3.1.2.
const fn point_estimates(exposure: Exposure) -> [f64; 4] {
    match exposure {
        Exposure::Oral => [0.5, 5.0, 100.0, 500.0],
        Exposure::Dermal => [5.0, 50.0, 300.0, 1100.0],
        Exposure::Gas => [10.0, 100.0, 700.0, 4500.0],
        Exposure::Vapour => [0.05, 0.5, 3.0, 11.0],
        Exposure::Dust => [0.005, 0.05, 0.5, 1.5],
    }
}

fn code(route: Route, number: u8) -> Code {
    Code::known(match (route, number) {
        (Route::Oral, 1 | 2) => "H300",
        (Route::Oral, 3) => "H301",
        (Route::Oral, _) => "H302",
        (Route::Dermal, 1 | 2) => "H310",
        (Route::Dermal, 3) => "H311",
        (Route::Dermal, _) => "H312",
        (Route::Inhalation, 1 | 2) => "H330",
        (Route::Inhalation, 3) => "H331",
        (Route::Inhalation, _) => "H332",
    })
}
