//! What is to be made, and what is to be gathered, place by place.

use std::collections::{BTreeMap, HashMap};

use leptos::prelude::*;
use shared::{amount::Amount, id::LocationId, location::Tree, requisition::Card as Order};
use store::requisition::Gathered;

use super::super::prospect::short;

/// What is to be made, with what there is of it already.
pub(super) fn make(made: &[Gathered], cards: &[Order]) -> Option<AnyView> {
    let lines = made.iter().map(|line| {
        let there: Vec<String> = shelves(line)
            .into_iter()
            .take(2)
            .map(|shelf| format!("{} in {}", shelf.amount, shelf.place))
            .collect();
        let there = (!there.is_empty()).then(|| there.join(", "));
        item(line, cards, there)
    });
    let lines = lines.collect_view();
    (!made.is_empty()).then(|| {
        view! { <section><h2>"Make"</h2><ul class="gather">{lines}</ul></section> }.into_any()
    })
}

/// What is to be gathered: places in the order in which the school's tree has them, and at the end what stands nowhere.
pub(super) fn gather(gathered: &[Gathered], cards: &[Order], tree: &Tree) -> Option<AnyView> {
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

/// What stands of a thing in one place, in however many bottles.
struct Shelf<'a> {
    location: LocationId,
    place: &'a str,
    amount: Amount,
}

/// Where a thing stands, the most first.
fn shelves(line: &Gathered) -> Vec<Shelf<'_>> {
    let mut shelves: Vec<Shelf> = Vec::new();
    for standing in &line.standing {
        let same = shelves
            .iter_mut()
            .find(|shelf| shelf.location == standing.location);
        let sum = same.and_then(|shelf| {
            shelf.amount = shelf.amount.checked_add(standing.amount).ok()?;
            Some(())
        });
        if sum.is_none() {
            shelves.push(Shelf {
                location: standing.location,
                place: &standing.place,
                amount: standing.amount,
            });
        }
    }
    shelves.sort_by_key(|shelf| std::cmp::Reverse(shelf.amount.micro()));
    shelves
}

/// Lines under the place where the most of each stands.
fn by_place<'a>(gathered: &'a [Gathered], tree: &Tree) -> Vec<(String, Vec<&'a Gathered>)> {
    let ranks: HashMap<LocationId, usize> = tree
        .walk()
        .enumerate()
        .map(|(rank, (_, place))| (place.id, rank))
        .collect();
    let mut places: BTreeMap<usize, (String, Vec<&Gathered>)> = BTreeMap::new();
    for line in gathered {
        let shelves = shelves(line);
        let first = shelves.first();
        let rank = first.and_then(|shelf| ranks.get(&shelf.location));
        let title = first.filter(|_| rank.is_some());
        let title = title.map_or("In no place", |shelf| shelf.place);
        places
            .entry(rank.copied().unwrap_or(usize::MAX))
            .or_insert_with(|| (title.to_owned(), Vec::new()))
            .1
            .push(line);
    }
    places.into_values().collect()
}

/// Where the rest is, when its own place does not have enough: so many more places as are needed.
fn elsewhere(line: &Gathered) -> Option<String> {
    let shelves = shelves(line);
    let (here, others) = shelves.split_first()?;
    let [wanted] = line.amounts.as_slice() else {
        return None;
    };
    let mut had = here.amount;
    if had.unit() != wanted.unit() {
        return None;
    }
    let mut parts = vec![format!("{had} here")];
    for other in others {
        if had >= *wanted {
            break;
        }
        parts.push(format!("{} in {}", other.amount, other.place));
        had = had.checked_add(other.amount).ok()?;
    }
    (parts.len() > 1).then(|| parts.join(", "))
}

/// A line: a square, what, how much; for which lessons, and what else is to be known.
fn item(line: &Gathered, cards: &[Order], more: Option<String>) -> AnyView {
    let class = if line.is_done() {
        "tick tick-on"
    } else {
        "tick"
    };
    let notes = (!line.notes.is_empty()).then(|| line.notes.join("; "));
    let about: Vec<String> = [Some(lessons(line, cards)), notes, more]
        .into_iter()
        .flatten()
        .collect();
    let amounts: Vec<String> = line.amounts.iter().map(ToString::to_string).collect();
    view! {
        <li>
            <span class=class></span>
            <span>{line.name.clone()}</span>
            <span class="num">{amounts.join(" + ")}</span>
            <small class="quiet">{about.join(" · ")}{line.missing.map(short)}</small>
        </li>
    }
    .into_any()
}

/// The lessons that want it: `P3 Lab 1, P4 Lab 2`.
fn lessons(line: &Gathered, cards: &[Order]) -> String {
    let lessons: Vec<String> = cards
        .iter()
        .filter(|card| line.orders.contains(&card.id))
        .map(|card| {
            let room = card.room_name.replace(' ', "\u{a0}");
            format!("{}\u{a0}{room}", card.period.name)
        })
        .collect();
    lessons.join(", ")
}

#[cfg(test)]
mod tests {
    use shared::{
        code::Code,
        kind::Sort,
        location::{self, LabFittings, Location},
    };
    use store::requisition::{Same, Standing};

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
            code: Code::from_random(1),
        });
        Gathered {
            same: Same::Name(name.to_owned()),
            name: name.to_owned(),
            sort: Sort::Equipment,
            amounts: vec![Amount::parse(wanted).unwrap()],
            orders: Vec::new(),
            notes: Vec::new(),
            ready: 0,
            lines: 1,
            minutes: 0,
            standing: standing.collect(),
            missing: None,
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
            line(
                "beakers",
                "30",
                &[(1, "B10", "16"), (2, "B2", "12"), (2, "B2", "8")],
            ),
        ];
        let titles: Vec<String> = by_place(&gathered, &tree)
            .into_iter()
            .map(|(title, lines)| format!("{title}: {}", lines[0].name))
            .collect();
        assert_eq!(
            titles,
            ["B2: beakers", "B10: tongs", "In no place: a rainbow"]
        );
        assert_eq!(
            elsewhere(&gathered[2]).as_deref(),
            Some("20 here, 16 in B10")
        );
        assert_eq!(elsewhere(&gathered[1]), None);
    }
}
