//! Skin, eye and allergy: CLP Annex I, 3.2 to 3.4.

use super::ingredient::{Ingredient, NEARLY, Threshold};
use super::reason::{Ground, Reason};
use crate::substance::class::{Category, HazardClass};
use crate::substance::statement::Code;

use HazardClass::{
    EyeDamage, EyeIrritation, RespiratorySensitiser, SkinCorrosion, SkinIrritation, SkinSensitiser,
};

/// Corrosion from 5 %, irritation by corrosives from 1 % and by irritants from 10 %.
pub(super) fn skin(ingredients: &[Ingredient<'_>], reasons: &mut Vec<Reason>) {
    let corrosive = sum(ingredients, skin_corrosion);
    if let Some(found) = corrosive {
        let category = found
            .by
            .iter()
            .map(|ingredient| ingredient.category(SkinCorrosion))
            .max()
            .unwrap_or(Category::of(1));
        reasons.push(found.reason(SkinCorrosion, category, "H314"));
        return;
    }
    if let Some(found) = sum(ingredients, skin_irritation) {
        reasons.push(found.reason(SkinIrritation, Category::of(2), "H315"));
    }
}

fn skin_corrosion(ingredient: &Ingredient<'_>) -> Option<Threshold> {
    let specific = ingredient.specific(SkinCorrosion, 1);
    let generic = ingredient
        .worst(SkinCorrosion)
        .map(|_| Threshold::generic(5.0));
    specific.or(generic)
}

fn skin_irritation(ingredient: &Ingredient<'_>) -> Option<Threshold> {
    let specific = ingredient.specific(SkinIrritation, 2);
    let of_corrosive = skin_corrosion(ingredient).map(|corrosive| lower(1.0, corrosive));
    let of_irritant = ingredient
        .worst(SkinIrritation)
        .map(|_| Threshold::generic(10.0));
    specific.or(of_corrosive).or(of_irritant)
}

/// The generic limit, unless the more severe one begins below it.
fn lower(generic: f64, severe: Threshold) -> Threshold {
    if severe.from < generic {
        severe
    } else {
        Threshold::generic(generic)
    }
}

/// Damage from 3 %, irritation by what damages from 1 % and by irritants from 10 %. Without limits
/// of its own for the eye a corrosive follows the generic ones, whatever its limits for skin.
pub(super) fn eye(ingredients: &[Ingredient<'_>], reasons: &mut Vec<Reason>) {
    if let Some(found) = sum(ingredients, eye_damage) {
        reasons.push(found.reason(EyeDamage, Category::of(1), "H318"));
        return;
    }
    if let Some(found) = sum(ingredients, eye_irritation) {
        reasons.push(found.reason(EyeIrritation, Category::of(2), "H319"));
    }
}

fn eye_damage(ingredient: &Ingredient<'_>) -> Option<Threshold> {
    let corrosive = skin_corrosion(ingredient);
    let has_own = ingredient
        .limits(EyeDamage)
        .chain(ingredient.limits(EyeIrritation))
        .count()
        > 0;
    let own = ingredient.specific(EyeDamage, 1);
    let damages = ingredient.worst(EyeDamage).is_some() || corrosive.is_some();
    let limit = match (own, corrosive) {
        (Some(own), _) => own,
        // The eye's own limits say irritation below the strength that burns skin.
        (None, Some(corrosive)) if has_own => corrosive,
        (None, _) if damages => Threshold::generic(3.0),
        (None, _) => return None,
    };
    // What burns skin damages the eye.
    Some(match corrosive {
        Some(corrosive) if corrosive.from < limit.from => corrosive,
        _ => limit,
    })
}

fn eye_irritation(ingredient: &Ingredient<'_>) -> Option<Threshold> {
    let specific = ingredient.specific(EyeIrritation, 2);
    let of_damaging = eye_damage(ingredient).map(|damage| lower(1.0, damage));
    let of_irritant = ingredient
        .worst(EyeIrritation)
        .map(|_| Threshold::generic(10.0));
    specific.or(of_damaging).or(of_irritant)
}

/// Sensitisers count each for itself: from 1 %, sub-category 1A from 0.1 %, gases from 0.2 %.
pub(super) fn sensitisers(ingredients: &[Ingredient<'_>], reasons: &mut Vec<Reason>) {
    for hazard in [RespiratorySensitiser, SkinSensitiser] {
        let code = if hazard == SkinSensitiser {
            "H317"
        } else {
            "H334"
        };
        for ingredient in ingredients {
            let Some(threshold) = sensitiser_limit(ingredient, hazard) else {
                continue;
            };
            if ingredient.percent >= threshold.from {
                let category = ingredient.category(hazard);
                let code = Code::known(code);
                reasons.push(Reason::single(
                    hazard, category, code, ingredient, threshold,
                ));
            }
        }
    }
}

/// From what percentage a sensitiser makes the mixture one.
pub(super) fn sensitiser_limit(
    ingredient: &Ingredient<'_>,
    hazard: HazardClass,
) -> Option<Threshold> {
    let generic = |ingredient: &Ingredient<'_>| {
        let class = ingredient.worst(hazard)?;
        let is_strong = class.category.letter == Some('A');
        let is_gas = hazard == RespiratorySensitiser && ingredient.is_gas();
        Some(Threshold::generic(match (is_strong, is_gas) {
            (true, _) => 0.1,
            (false, true) => 0.2,
            (false, false) => 1.0,
        }))
    };
    ingredient
        .specific(hazard, 1)
        .or_else(|| generic(ingredient))
}

/// Ingredients that together reach their limits.
pub(super) struct Together<'a, 'b> {
    by: Vec<&'a Ingredient<'b>>,
    thresholds: Vec<Threshold>,
    shares: f64,
}

/// What the ingredients make of their limits, added up; `None` below one.
pub(super) fn sum<'a, 'b>(
    ingredients: &'a [Ingredient<'b>],
    limit: impl Fn(&Ingredient<'b>) -> Option<Threshold>,
) -> Option<Together<'a, 'b>> {
    let mut together = Together {
        by: Vec::new(),
        thresholds: Vec::new(),
        shares: 0.0,
    };
    for ingredient in ingredients {
        let Some(threshold) = limit(ingredient).filter(|_| ingredient.percent > 0.0) else {
            continue;
        };
        together.shares += ingredient.percent / threshold.from;
        together.by.push(ingredient);
        together.thresholds.push(threshold);
    }
    (together.shares >= 1.0 - NEARLY).then_some(together)
}

impl Together<'_, '_> {
    pub(super) fn reason(
        self,
        hazard: HazardClass,
        category: Category,
        code: &'static str,
    ) -> Reason {
        let code = Code::known(code);
        match (self.by.as_slice(), self.thresholds.as_slice()) {
            ([only], [threshold]) => Reason::single(hazard, category, code, only, *threshold),
            _ => Reason::new(hazard, category, code, Ground::Together(self.shares)).by(self.by),
        }
    }
}
