//! What the labels of some codes say.

use std::collections::HashMap;

use shared::{
    account::Grant,
    code::Code,
    id::{HoldingId, LocationId, RequisitionId},
    label::{Content, HoldingLabel, Label, Made, PlaceLabel, TrayLabel},
    location::Tree,
    requisition::Requisition,
    substance::Formula,
};
use store::{Desk, event::Noun, holding::Holding, substance::Sayings};

use crate::{
    holding::{Contents, Hazards},
    when,
};

/// The labels of codes, in their order, for the server at `base`. Codes that nothing here bears are left out. An
/// order's code stands once for each of its trays: the labels count them.
pub async fn labels<R: Grant>(
    desk: &Desk<R>,
    base: &str,
    codes: &[Code],
) -> store::Result<Vec<Label>> {
    let subjects = store::code::find_all(desk, codes).await?;
    let of_noun = |noun: Noun| {
        subjects
            .values()
            .filter(move |(found, _)| found == noun.code())
            .map(|(_, id)| id.as_str())
    };
    let ids: Vec<HoldingId> = of_noun(Noun::Holding)
        .filter_map(|id| id.parse().ok())
        .collect();
    let holdings = store::holding::some(desk, &ids).await?;
    let ids = holdings
        .iter()
        .filter_map(|holding| Contents::from(holding).substance());
    let sayings = store::substance::sayings(desk, ids).await?;
    let has_places = of_noun(Noun::Location).next().is_some();
    let tree = if has_places {
        store::location::tree(desk).await?
    } else {
        Tree::default()
    };
    let mut contents: HashMap<Code, Content> = holdings
        .iter()
        .map(|holding| {
            (
                holding.code,
                Content::Holding(of_holding(holding, &sayings)),
            )
        })
        .collect();
    for id in of_noun(Noun::Location).filter_map(|id| id.parse().ok()) {
        if let Some(place) = tree.find(id) {
            contents.insert(place.code, Content::Place(of_place(&tree, id)));
        }
    }
    let orders: Vec<RequisitionId> = of_noun(Noun::Requisition)
        .filter_map(|id| id.parse().ok())
        .collect();
    for id in orders {
        let order = store::requisition::find(desk, id).await?;
        contents.insert(order.code, Content::Tray(of_order(&order)));
    }
    let labels = codes.iter().enumerate().filter_map(|(at, code)| {
        let mut content = contents.get(code)?.clone();
        if let Content::Tray(tray) = &mut content {
            tray.tray = (count(&codes[..=at], *code), count(codes, *code));
        }
        Some(Label::new(base, *code, content))
    });
    Ok(labels.collect())
}

fn count(codes: &[Code], code: Code) -> u32 {
    let times = codes.iter().filter(|other| **other == code).count();
    u32::try_from(times).unwrap_or(u32::MAX)
}

fn of_holding(holding: &Holding, sayings: &Sayings) -> HoldingLabel {
    let hazards = Hazards::of(holding, sayings).unwrap_or_default();
    let statements = hazards.statements.into_iter().chain(hazards.on_label);
    let about = &holding.particulars;
    let strength = holding.concentration.map(|strength| strength.to_string());
    let formula = holding
        .substance
        .as_ref()
        .and_then(reference::substance::get)
        .and_then(|substance| substance.formula.as_ref())
        .map(Formula::typeset);
    HoldingLabel {
        name: plain_name(&holding.name, strength.as_deref()),
        strength,
        formula,
        pictograms: hazards.pictograms,
        signal: hazards.signal.unwrap_or(shared::substance::Signal::None),
        hazards: statements.collect(),
        made: about.made_on.map(|on| Made {
            on,
            by: about.made_by.clone().unwrap_or_default(),
        }),
        use_by: about.expires_on,
    }
}

/// The name without the strength at its end, which the label prints by itself.
fn plain_name(name: &str, strength: Option<&str>) -> String {
    let without = strength.and_then(|strength| name.strip_suffix(strength));
    let plain = without.map(|plain| plain.trim_end_matches([' ', ',', '\u{a0}', '\u{202f}']));
    plain
        .filter(|plain| !plain.is_empty())
        .unwrap_or(name)
        .to_owned()
}

/// A tray of an order; which of how many depends on what is printed.
fn of_order(order: &Requisition) -> TrayLabel {
    let lesson = &order.lesson;
    TrayLabel {
        class: lesson.class_name.clone(),
        period: format!("{} · {}", when::near_day(lesson.day), lesson.period.name),
        room: lesson.room_name.clone(),
        practical: order.title.clone(),
        tray: (1, 1),
    }
}

fn of_place(tree: &Tree, id: LocationId) -> PlaceLabel {
    let mut path = tree.place(id).path;
    let name = path.pop().unwrap_or_default();
    PlaceLabel { name, path }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_strength_stands_once() {
        assert_eq!(
            plain_name("hydrochloric acid, 1 mol/dm³", Some("1 mol/dm³")),
            "hydrochloric acid"
        );
        assert_eq!(plain_name("limewater", None), "limewater");
    }
}
