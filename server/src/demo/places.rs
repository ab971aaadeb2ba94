//! The demo schools' rooms, cupboards and shelves.

use shared::{
    account::right::CanKeepStock,
    id::LocationId,
    location::{LabFittings, Sort},
};
use store::{
    Desk,
    location::{self, New},
};

use super::School;

/// The rooms of a school, as stock and lessons need them.
pub(super) struct Rooms {
    /// The labs, in order.
    pub labs: Vec<LocationId>,
    /// Paths of shelves in the prep room.
    pub shelves: Vec<Vec<String>>,
    /// Paths of the chemical store, by storage letter.
    pub cabinets: Vec<(char, Vec<String>)>,
}

/// Cabinets of the chemical store: the storage group's letter, and what is written on the door.
const CABINETS: [(char, &str); 9] = [
    ('F', "Flammables cabinet"),
    ('A', "Acids, floor level"),
    ('B', "Alkalis"),
    ('O', "Oxidisers"),
    ('T', "Toxics, locked"),
    ('W', "Water-reactives, dry"),
    ('E', "Inorganic shelf"),
    ('G', "Organic shelf"),
    ('L', "Low hazard shelf"),
];

/// Builds the places of a school.
pub(super) async fn build(school: &School<'_>) -> store::Result<Rooms> {
    let desk: Desk<CanKeepStock> = school.keeper().await?;
    let block = add(&desk, None, Sort::Building, "Science block").await?;
    let mut labs = Vec::new();
    for n in 1..=school.plan.labs {
        labs.push(lab(&desk, block, n).await?);
    }
    let prep = add(&desk, Some(block), Sort::PrepRoom, "Prep room").await?;
    let mut shelves = Vec::new();
    for cupboard in ["A", "B", "C", "D", "E", "F"]
        .iter()
        .take(school.plan.labs.clamp(2, 6))
    {
        let cupboard = format!("Cupboard {cupboard}");
        let within = add(&desk, Some(prep), Sort::Cupboard, &cupboard).await?;
        for n in 1..=5 {
            let shelf = format!("Shelf {n}");
            add(&desk, Some(within), Sort::Shelf, &shelf).await?;
            shelves.push(path(&["Prep room", &cupboard, &shelf]));
        }
    }
    let store = add(&desk, Some(block), Sort::Store, "Chemical store").await?;
    let mut cabinets = Vec::new();
    for (letter, name) in CABINETS {
        let sort = Sort::of_name(name, false);
        add(&desk, Some(store), sort, name).await?;
        cabinets.push((letter, path(&["Chemical store", name])));
    }
    Ok(Rooms {
        labs,
        shelves,
        cabinets,
    })
}

async fn lab(desk: &Desk<CanKeepStock>, block: LocationId, n: usize) -> store::Result<LocationId> {
    let fittings = LabFittings {
        places: if n.is_multiple_of(3) { 28 } else { 32 },
        fume_cupboard: n <= 3,
        gas: n <= 6,
        blackout: n >= 6,
    };
    let new = New {
        parent: Some(block),
        sort: Sort::Lab,
        name: format!("Lab {n}"),
        fittings,
    };
    let lab = location::add(desk, new).await?;
    add(desk, Some(lab), Sort::Cupboard, "Back cupboard").await?;
    Ok(lab)
}

async fn add(
    desk: &Desk<CanKeepStock>,
    parent: Option<LocationId>,
    sort: Sort,
    name: &str,
) -> store::Result<LocationId> {
    let new = New {
        parent,
        sort,
        name: name.to_owned(),
        fittings: LabFittings::default(),
    };
    location::add(desk, new).await
}

fn path(below: &[&str]) -> Vec<String> {
    ["Science block"]
        .iter()
        .chain(below)
        .map(|&name| name.to_owned())
        .collect()
}
