//! The demo schools' stock: what the starter library's practicals need first, then what the catalogue knows.

use std::collections::{BTreeMap, HashSet};

use chrono::TimeDelta;
use shared::{
    account::right::{CanKeepStock, CanMoveStock},
    amount::{Amount, Unit},
    id::LocationId,
    kind::{Kind, KindId, Sort},
    moment::{Day, Moment},
    substance::SubstanceId,
};
use store::{
    Desk,
    holding::{self, Particulars},
    item, location,
};

use super::{School, broken, places::Rooms};

/// Millionths in one of a unit.
const ONE: i64 = 1_000_000;

/// Fills the shelves of a school.
pub(super) async fn fill(school: &School<'_>, rooms: &Rooms, now: Moment) -> store::Result<()> {
    let keeper: Desk<CanKeepStock> = school.keeper().await?;
    let mover: Desk<CanMoveStock> = school.keeper().await?;
    let today = keeper.who().zone.day(now);
    let places = by_path(&keeper).await?;
    let mut chance = school.chance();
    let each = per_group()?;
    for kind in kinds(school.plan.items)? {
        let minimum = (chance.u8(..4) == 0).then(|| least(&kind));
        let new = item::New {
            kind: Some(kind.id.clone()),
            sort: kind.sort,
            name: kind.name.clone(),
            unit: kind.unit,
            minimum,
            note: None,
        };
        let item = item::create(&keeper, new).await?;
        let each = each.get(&kind.id).copied();
        for (path, amount, particulars) in holdings(&kind, each, rooms, today, &mut chance) {
            let Some(&location) = places.get(&path) else {
                continue;
            };
            holding::receive(
                &mover,
                holding::New {
                    item,
                    location,
                    amount,
                    particulars,
                },
            )
            .await?;
        }
    }
    Ok(())
}

/// Places by their path.
async fn by_path(desk: &Desk<CanKeepStock>) -> store::Result<BTreeMap<Vec<String>, LocationId>> {
    let tree = location::tree(desk).await?;
    Ok(tree
        .walk()
        .map(|(_, place)| (tree.place(place.id).path, place.id))
        .collect())
}

/// So many kinds: those of the practicals' kit first, the most asked before, then the catalogue's.
fn kinds(count: usize) -> store::Result<Vec<Kind>> {
    let library = reference::practical::practicals().map_err(broken)?;
    let catalogue = reference::kind::kinds().map_err(broken)?;
    let mut asked: BTreeMap<KindId, usize> = BTreeMap::new();
    for line in library.all().iter().flat_map(|practical| &practical.kit) {
        *asked.entry(line.kind.clone()).or_default() += 1;
    }
    let mut asked: Vec<(KindId, usize)> = asked.into_iter().collect();
    asked.sort_by_key(|(_, times)| std::cmp::Reverse(*times));
    let asked = asked.into_iter().map(|(kind, _)| kind);
    let bottles = solids_of(library);
    let rest = catalogue.all().iter().map(|kind| kind.id.clone());
    let mut known = HashSet::new();
    Ok(asked
        .chain(bottles)
        .chain(rest)
        .filter(|id| known.insert(id.clone()) && !id.is_on_tap())
        .filter_map(|id| reference::kind::describe(&id))
        .take(count)
        .collect())
}

/// How many of a thing a group has at most, in any practical that gives each group some.
fn per_group() -> store::Result<BTreeMap<KindId, i64>> {
    let library = reference::practical::practicals().map_err(broken)?;
    let mut most: BTreeMap<KindId, i64> = BTreeMap::new();
    for line in library.all().iter().flat_map(|practical| &practical.kit) {
        let Some(each) = line.per_group else {
            continue;
        };
        let known = most.entry(line.kind.clone()).or_insert(1);
        *known = (each.micro() / ONE).max(*known);
    }
    Ok(most)
}

/// The bottles that the library's solutions are made from.
fn solids_of(library: &reference::practical::Library) -> Vec<KindId> {
    library
        .all()
        .iter()
        .flat_map(|practical| &practical.kit)
        .filter_map(|line| line.kind.solution())
        .map(|(substance, _)| KindId::of_substance(&substance, None))
        .collect()
}

/// Below this it is time to buy.
fn least(kind: &Kind) -> Amount {
    match (kind.sort, kind.unit) {
        (Sort::Equipment, _) => Amount::pieces(15),
        (Sort::Consumable, Unit::Piece) => Amount::pieces(100),
        (_, Unit::Litre) => Amount::new(ONE / 2, Unit::Litre),
        (_, Unit::Gram) => Amount::new(100 * ONE, Unit::Gram),
        (_, unit) => Amount::new(5 * ONE, unit),
    }
}

type Held = (Vec<String>, Amount, Particulars);

fn holdings(
    kind: &Kind,
    each: Option<i64>,
    rooms: &Rooms,
    today: Day,
    chance: &mut fastrand::Rng,
) -> Vec<Held> {
    match kind.sort {
        Sort::Equipment => trays(kind, each, rooms, chance),
        Sort::Consumable => packs(kind, rooms, chance),
        Sort::Chemical => bottles(kind, rooms, today, chance),
        Sort::Solution => made(kind, rooms, today, chance),
    }
}

/// Class sets, and what every group has, in three trays, with as many as a group has; others in ones and twos.
fn trays(kind: &Kind, each: Option<i64>, rooms: &Rooms, chance: &mut fastrand::Rng) -> Vec<Held> {
    let counts: &[i64] = if kind.class_set || each.is_some() {
        &[16, 16, 6]
    } else {
        &[4, 2]
    };
    let first = chance.usize(..rooms.shelves.len());
    counts
        .iter()
        .enumerate()
        .map(|(n, count)| {
            let shelf = &rooms.shelves[(first + n) % rooms.shelves.len()];
            (
                shelf.clone(),
                Amount::pieces(*count * each.unwrap_or(1)),
                Particulars::default(),
            )
        })
        .collect()
}

fn packs(kind: &Kind, rooms: &Rooms, chance: &mut fastrand::Rng) -> Vec<Held> {
    let amount = match kind.unit {
        Unit::Piece => Amount::pieces(i64::from(chance.u16(4..=9)) * 100),
        Unit::Gram => Amount::new(i64::from(chance.u16(5..=20)) * 100 * ONE, Unit::Gram),
        unit => Amount::new(i64::from(chance.u16(10..=40)) * ONE, unit),
    };
    let shelf = rooms.shelves[chance.usize(..rooms.shelves.len())].clone();
    vec![(shelf, amount, Particulars::default())]
}

/// One to three bottles, one of them open.
fn bottles(kind: &Kind, rooms: &Rooms, today: Day, chance: &mut fastrand::Rng) -> Vec<Held> {
    let size = match kind.unit {
        Unit::Litre => [ONE, 2_500_000][chance.usize(..2)],
        Unit::Gram => [100, 250, 500, 1000][chance.usize(..4)] * ONE,
        _ => 10 * ONE,
    };
    let cabinet = cabinet(kind, rooms);
    (0..chance.usize(2..=4))
        .map(|n| {
            let left = if n == 0 {
                size / 10 * i64::from(chance.u8(3..=9))
            } else {
                size
            };
            let received = today - TimeDelta::days(i64::from(chance.u16(30..1500)));
            let particulars = Particulars {
                capacity: Some(Amount::new(size, kind.unit)),
                received_on: Some(received),
                opened_on: (n == 0).then(|| received + TimeDelta::days(14)),
                supplier: Some(
                    ["Timstar", "Philip Harris", "Scichem"][chance.usize(..3)].to_owned(),
                ),
                ..Particulars::default()
            };
            (cabinet.clone(), Amount::new(left, kind.unit), particulars)
        })
        .collect()
}

/// A bottle or two made in the prep room, some of them past their day.
fn made(kind: &Kind, rooms: &Rooms, today: Day, chance: &mut fastrand::Rng) -> Vec<Held> {
    let capacity = [1, 2][chance.usize(..2)] * 2_500_000 / 2;
    let shelf = rooms.shelves[chance.usize(..rooms.shelves.len())].clone();
    (0..chance.usize(1..=2))
        .map(|_| {
            let made_on = today - TimeDelta::days(i64::from(chance.u16(5..200)));
            let left = capacity / 10 * i64::from(chance.u8(4..=10));
            let particulars = Particulars {
                capacity: Some(Amount::new(capacity, Unit::Litre)),
                made_on: Some(made_on),
                made_by: Some("PNa".to_owned()),
                expires_on: Some(
                    made_on + TimeDelta::days(if chance.u8(..8) == 0 { 90 } else { 365 }),
                ),
                ..Particulars::default()
            };
            (shelf.clone(), Amount::new(left, kind.unit), particulars)
        })
        .collect()
}

/// Where the chemical store keeps a substance of its group; the inorganic shelf for what has none.
fn cabinet(kind: &Kind, rooms: &Rooms) -> Vec<String> {
    let group = reference::substance::get(&SubstanceId::new(kind.id.as_str()))
        .and_then(|substance| substance.storage.as_ref()?.chars().next())
        .unwrap_or('E');
    let of = |letter: char| rooms.cabinets.iter().find(|(found, _)| *found == letter);
    of(group)
        .or_else(|| of('E'))
        .map(|(_, path)| path.clone())
        .unwrap_or_default()
}
