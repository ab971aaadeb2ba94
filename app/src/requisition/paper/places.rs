//! What is to be made, and what is to be gathered, place by place.

use std::collections::{BTreeMap, HashMap};

use leptos::prelude::*;
use shared::{id::LocationId, location::Tree, requisition::Card as Order};
use store::requisition::Gathered;

use super::super::{
    gathered::{DOT, amount, comes_back, elsewhere, lessons, there},
    prospect::short,
};

/// What is to be made, with what there is of it already.
pub(super) fn make(made: &[&Gathered], cards: &[Order]) -> Option<AnyView> {
    let lines = made
        .iter()
        .map(|line| item(line, cards, there(&line.standing, &line.amounts())))
        .collect_view();
    (!made.is_empty()).then(|| {
        view! { <section><h2>"Make"</h2><ul class="gather">{lines}</ul></section> }.into_any()
    })
}

/// What is to be gathered: places in the order in which the school's tree has them, and at the end what stands nowhere.
pub(super) fn gather(gathered: &[&Gathered], cards: &[Order], tree: &Tree) -> Option<AnyView> {
    let places = by_place(gathered, tree)
        .into_iter()
        .map(|(title, lines)| {
            let lines = lines
                .into_iter()
                .map(|line| item(line, cards, elsewhere(line)))
                .collect_view();
            view! { <div class="gather-place"><h3>{title}</h3><ul>{lines}</ul></div> }
        })
        .collect_view();
    (!gathered.is_empty()).then(|| {
        view! { <section><h2>"Gather"</h2><div class="gather">{places}</div></section> }.into_any()
    })
}

/// Lines under the place where the most of each stands.
fn by_place<'a>(gathered: &[&'a Gathered], tree: &Tree) -> Vec<(String, Vec<&'a Gathered>)> {
    let ranks: HashMap<LocationId, usize> = tree
        .walk()
        .enumerate()
        .map(|(rank, (_, place))| (place.id, rank))
        .collect();
    let mut places: BTreeMap<usize, (String, Vec<&Gathered>)> = BTreeMap::new();
    for line in gathered.iter().copied() {
        let first = line.standing.first();
        let rank = first.and_then(|standing| ranks.get(&standing.location));
        let title = first.filter(|_| rank.is_some());
        let title = title.map_or("In no place", |standing| standing.place.as_str());
        places
            .entry(rank.copied().unwrap_or(usize::MAX))
            .or_insert_with(|| (title.to_owned(), Vec::new()))
            .1
            .push(line);
    }
    places.into_values().collect()
}

/// A line: a square, what, how much; for which lessons, and what else is to be known.
fn item(line: &Gathered, cards: &[Order], more: Option<String>) -> AnyView {
    let class = if line.is_done() {
        "tick tick-on"
    } else {
        "tick"
    };
    let about: Vec<String> = [
        Some(lessons(line, cards, usize::MAX)),
        more,
        comes_back(line).map(str::to_owned),
        Some(line.notes().join("; ")),
    ]
    .into_iter()
    .flatten()
    .filter(|part| !part.is_empty())
    .collect();
    view! {
        <li>
            <span class=class></span>
            <span>{line.name.clone()}</span>
            <span class="num">{amount(&line.amounts())}</span>
            <small class="quiet">{about.join(DOT)}{line.missing.map(short)}</small>
        </li>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use shared::{
        amount::Amount,
        code::Code,
        kind::Sort,
        location::{self, LabFittings, Location},
    };
    use store::requisition::{Same, Standing, Want};

    use super::*;

    fn shelf_id(n: u8) -> LocationId {
        format!("00000000-0000-0000-0000-0000000000{n:02}")
            .parse()
            .unwrap()
    }

    fn line(name: &str, wanted: &str, standing: &[(u8, &str, &str)]) -> Gathered {
        let standing = standing.iter().map(|(id, place, amount)| Standing {
            location: shelf_id(*id),
            place: (*place).to_owned(),
            amount: Amount::parse(amount).unwrap(),
            code: None,
        });
        Gathered {
            same: Same::Name(name.to_owned()),
            name: name.to_owned(),
            sort: Sort::Equipment,
            wants: vec![Want {
                order: "00000000-0000-0000-0000-000000000001".parse().unwrap(),
                amount: Amount::parse(wanted).unwrap(),
                note: None,
                is_ready: false,
                minutes: 0,
            }],
            standing: standing.collect(),
            missing: None,
            is_short: false,
        }
    }

    fn shelf(id: u8, name: &str) -> Location {
        Location {
            id: shelf_id(id),
            parent: None,
            sort: location::Sort::Shelf,
            name: name.to_owned(),
            fittings: LabFittings::default(),
            code: Code::from_random(1),
            version: 1,
        }
    }

    #[test]
    fn places_are_walked_in_their_order() {
        let tree = Tree::of(vec![shelf(1, "B10"), shelf(2, "B2")]);
        let gathered = [
            line("a rainbow", "1", &[]),
            line("tongs", "12", &[(1, "B10", "30")]),
            line("beakers", "30", &[(2, "B2", "20"), (1, "B10", "16")]),
        ];
        let lines: Vec<&Gathered> = gathered.iter().collect();
        let titles: Vec<String> = by_place(&lines, &tree)
            .into_iter()
            .map(|(title, lines)| format!("{title}: {}", lines[0].name))
            .collect();
        assert_eq!(
            titles,
            ["B2: beakers", "B10: tongs", "In no place: a rainbow"]
        );
        assert_eq!(
            elsewhere(&gathered[2]).as_deref(),
            Some("20 here + 16 in B10")
        );
        assert_eq!(elsewhere(&gathered[1]), None);
    }
}
