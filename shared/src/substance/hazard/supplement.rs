//! Supplemental statements (EUH) of a solution.

use std::collections::BTreeSet;

use super::any_of;
use super::contact::sensitiser_limit;
use super::ingredient::Ingredient;
use super::reason::Reason;
use crate::substance::class::HazardClass;
use crate::substance::limit::Supplement;
use crate::substance::statement::Code;

use HazardClass::{FlammableLiquid, RespiratorySensitiser, SkinCorrosion, SkinSensitiser};

pub(super) fn statements(ingredients: &[Ingredient<'_>], reasons: &[Reason]) -> Vec<Code> {
    let mut codes = BTreeSet::new();
    for ingredient in ingredients {
        for supplement in &ingredient.substance.euh {
            if applies(supplement, ingredient, reasons) {
                codes.insert(supplement.code.clone());
            }
        }
    }
    if may_still_sensitise(ingredients, reasons) {
        codes.insert(Code::known("EUH208"));
    }
    codes.into_iter().collect()
}

/// CLP gives most of these no limit for mixtures; each is kept as long as what it warns of is
/// there to be warned of.
fn applies(supplement: &Supplement, ingredient: &Ingredient<'_>, reasons: &[Reason]) -> bool {
    if let Some(range) = supplement.range {
        return range.is_reached_by(ingredient.percent);
    }
    if ingredient.is_neat {
        return true;
    }
    match supplement.code.as_str() {
        "EUH018" | "EUH019" => any_of(reasons, &[FlammableLiquid]),
        "EUH029" | "EUH031" | "EUH032" => ingredient.percent >= 1.0,
        "EUH066" => ingredient.percent >= 10.0,
        "EUH070" => ingredient.percent >= 3.0,
        // Corrosion is how it is poisonous to breathe in.
        "EUH071" => any_of(reasons, &[SkinCorrosion]) && is_toxic_to_breathe_in(reasons),
        // Violence with water, explosion when dry: gone once dissolved.
        _ => false,
    }
}

fn is_toxic_to_breathe_in(reasons: &[Reason]) -> bool {
    reasons
        .iter()
        .any(|reason| matches!(reason.code.as_str(), "H330" | "H331" | "H332"))
}

/// From a tenth of its limit a sensitiser may harm who is allergic already: Annex II, 2.8.
fn may_still_sensitise(ingredients: &[Ingredient<'_>], reasons: &[Reason]) -> bool {
    if any_of(reasons, &[RespiratorySensitiser, SkinSensitiser]) {
        return false;
    }
    ingredients.iter().any(|ingredient| {
        [RespiratorySensitiser, SkinSensitiser]
            .into_iter()
            .any(|hazard| {
                sensitiser_limit(ingredient, hazard)
                    .is_some_and(|limit| ingredient.percent >= limit.from / 10.0)
            })
    })
}
