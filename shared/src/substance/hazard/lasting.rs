//! Harm to genes, by cancer, to the unborn, to organs, and by aspiration: CLP Annex I, 3.5 to 3.10.

use super::contact::sum;
use super::ingredient::{Ingredient, Threshold, beginning};
use super::reason::Reason;
use crate::substance::class::{Category, Class, HazardClass};
use crate::substance::statement::Code;

use HazardClass::{
    Aspiration, Carcinogen, Lactation, Mutagen, Ozone, RepeatedExposure, Reproductive,
    SingleExposure,
};

pub(super) fn harm(ingredients: &[Ingredient<'_>], reasons: &mut Vec<Reason>) {
    for ingredient in ingredients {
        for hazard in [Mutagen, Carcinogen] {
            each(ingredient, hazard, 1, 0.1, reasons);
            each(ingredient, hazard, 2, 1.0, reasons);
        }
        each(ingredient, Reproductive, 1, 0.3, reasons);
        each(ingredient, Reproductive, 2, 3.0, reasons);
        each(ingredient, Lactation, 1, 0.3, reasons);
        each(ingredient, Ozone, 1, 0.1, reasons);
        for (hazard, milder) in [(SingleExposure, "H371"), (RepeatedExposure, "H373")] {
            each(ingredient, hazard, 1, 10.0, reasons);
            each(ingredient, hazard, 2, 10.0, reasons);
            milder_organ_damage(ingredient, hazard, milder, reasons);
        }
    }
    for code in ["H335", "H336"] {
        let limit = |ingredient: &Ingredient<'_>| passing_harm(ingredient, code);
        if let Some(found) = sum(ingredients, limit) {
            reasons.push(found.reason(SingleExposure, Category::of(3), code));
        }
    }
    let aspiration = |ingredient: &Ingredient<'_>| {
        let generic = ingredient
            .worst(Aspiration)
            .map(|_| Threshold::generic(10.0));
        ingredient.specific(Aspiration, 1).or(generic)
    };
    if let Some(found) = sum(ingredients, aspiration) {
        reasons.push(found.reason(Aspiration, Category::of(1), "H304"));
    }
}

/// Each class and specific limit of one category, which count for themselves.
fn each(
    ingredient: &Ingredient<'_>,
    hazard: HazardClass,
    number: u8,
    generic: f64,
    reasons: &mut Vec<Reason>,
) {
    let specific = ingredient.specific(hazard, number);
    let mut classes = ingredient
        .classes(hazard)
        .filter(|class| class.category.number == number)
        .peekable();
    if classes.peek().is_some() {
        let threshold = specific.unwrap_or(Threshold::generic(generic));
        if ingredient.percent < threshold.from {
            return;
        }
        reasons.extend(classes.map(|class| {
            let code = harm_reached(ingredient, class, generic);
            Reason::single(hazard, class.category, code, ingredient, threshold)
        }));
        return;
    }
    // A limit may bring a category that the substance itself has not.
    let reached = ingredient
        .limits(hazard)
        .filter(|limit| limit.category.number == number)
        .find(|limit| limit.range.is_reached_by(ingredient.percent));
    if let Some(limit) = reached {
        let threshold = Threshold {
            from: beginning(limit),
            is_specific: true,
        };
        let code = limit.code.clone();
        reasons.push(Reason::single(
            hazard,
            limit.category,
            code,
            ingredient,
            threshold,
        ));
    }
}

/// Harm to fertility (F, f) and to the unborn (D, d) may have limits of their own: at a strength that reaches only one
/// of them, the statement says only that one. `H360Df` with a limit for f is `H360D` below it.
fn harm_reached(ingredient: &Ingredient<'_>, class: &Class, generic: f64) -> Code {
    let whole = || class.code.clone();
    let letters = class.code.as_str().get(4..).unwrap_or("");
    if class.hazard != Reproductive || letters.len() != 2 {
        return whole();
    }
    let is_reached = |letter: &char| {
        let own = ingredient
            .limits(Reproductive)
            .filter(|limit| limit.code.as_str().get(4..) == Some(letter.to_string().as_str()))
            .map(beginning)
            .min_by(f64::total_cmp);
        // Without a limit of its own a part goes with the whole class.
        let of_class = if ingredient.specific(Reproductive, 1).is_some() {
            generic
        } else {
            0.0
        };
        ingredient.percent >= own.unwrap_or(of_class)
    };
    let reached: String = letters.chars().filter(is_reached).collect();
    format!("{}{reached}", class.code.stem())
        .parse()
        .unwrap_or_else(|_| whole())
}

/// What damages organs for certain from 10 % may damage them from 1 %.
fn milder_organ_damage(
    ingredient: &Ingredient<'_>,
    hazard: HazardClass,
    code: &'static str,
    reasons: &mut Vec<Reason>,
) {
    let is_certain = ingredient
        .classes(hazard)
        .any(|class| class.category.number == 1);
    let has_own = ingredient.specific(hazard, 2).is_some();
    let severe_from = ingredient.specific(hazard, 1).map_or(10.0, |own| own.from);
    let is_milder = ingredient.percent >= 1.0 && ingredient.percent < severe_from;
    if is_certain && !has_own && is_milder {
        let (category, code) = (Category::of(2), Code::known(code));
        let threshold = Threshold::generic(1.0);
        reasons.push(Reason::single(
            hazard, category, code, ingredient, threshold,
        ));
    }
}

/// Irritation of the airways and drowsiness, which pass: 20 %, all of a kind together.
fn passing_harm(ingredient: &Ingredient<'_>, code: &str) -> Option<Threshold> {
    let specific = ingredient
        .limits(SingleExposure)
        .filter(|limit| limit.category.number == 3 && limit.code.as_str() == code)
        .map(beginning)
        .min_by(f64::total_cmp)
        .map(|from| Threshold {
            from,
            is_specific: true,
        });
    let has_class = ingredient
        .classes(SingleExposure)
        .any(|class| class.category.number == 3 && class.code.as_str() == code);
    specific.or(has_class.then_some(Threshold::generic(20.0)))
}
