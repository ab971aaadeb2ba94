//! What the labels of some codes say.

use std::collections::{HashMap, HashSet};

use shared::{
    account::Grant,
    code::Code,
    id::{HoldingId, LocationId, RequisitionId},
    label::{Content, HoldingLabel, Label, Made, PlaceLabel, TrayLabel},
    location::Tree,
    requisition::Card,
    substance::Formula,
};
use store::{Desk, event::Noun, holding::Holding, substance::Sayings};

use crate::{
    holding::{Contents, Hazards},
    when,
};

/// The labels of codes, in their order, for the server at `base`. Codes that nothing here bears are left out. An
/// order has so many trays, and each has a label that says which it is.
pub async fn labels<R: Grant>(
    desk: &Desk<R>,
    base: &str,
    codes: &[Code],
    trays: u32,
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
    if !orders.is_empty() {
        let cards = store::requisition::some(desk, &orders).await?;
        contents.extend(
            cards
                .iter()
                .map(|card| (card.code, Content::Tray(of_order(card)))),
        );
    }
    let mut labels = Vec::with_capacity(codes.len());
    let mut orders = HashSet::new();
    for code in codes {
        match contents.get(code) {
            Some(Content::Tray(tray)) if orders.insert(*code) => {
                labels.extend((1..=trays).map(|n| {
                    let tray = TrayLabel {
                        tray: (n, trays),
                        ..tray.clone()
                    };
                    Label::new(base, *code, Content::Tray(tray))
                }));
            }
            Some(Content::Tray(_)) | None => {}
            Some(content) => labels.push(Label::new(base, *code, content.clone())),
        }
    }
    Ok(labels)
}

/// How much what bears a label is, and where it stands: tells three trays of one name apart. Only holdings stand somewhere.
pub async fn whereabouts<R: Grant>(
    desk: &Desk<R>,
    labels: &[Label],
) -> store::Result<HashMap<Code, String>> {
    let is_holding = |label: &&Label| matches!(label.content, Content::Holding(_));
    let codes: Vec<Code> = labels
        .iter()
        .filter(is_holding)
        .map(|label| label.code)
        .collect();
    if codes.is_empty() {
        return Ok(HashMap::new());
    }
    let subjects = store::code::find_all(desk, &codes).await?;
    let ids: Vec<HoldingId> = subjects
        .values()
        .filter_map(|(_, id)| id.parse().ok())
        .collect();
    let tree = store::location::tree(desk).await?;
    let holdings = store::holding::some(desk, &ids).await?;
    let told = holdings.into_iter().map(|holding| {
        let place = tree.near(holding.location);
        (holding.code, format!("{} · {place}", holding.amount))
    });
    Ok(told.collect())
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

/// The tray of an order; how many there are is said where they are printed.
fn of_order(order: &Card) -> TrayLabel {
    TrayLabel {
        class: order.class_name.clone(),
        period: format!("{} · {}", when::near_day(order.day), order.period.name),
        room: order.room_name.clone(),
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
