//! The places that a list names: found, or made.

use std::collections::{HashMap, HashSet};

use shared::{
    id::{ImportId, LocationId},
    location::{LabFittings, Sort, Tree},
    name,
};

use super::{Line, NO_PLACE};
use crate::{
    Result, Tx,
    location::{self, New},
};

/// Where each line stands.
pub(super) async fn find_or_make(
    tx: &mut Tx,
    import: ImportId,
    lines: &[Line],
) -> Result<Vec<LocationId>> {
    let spots = Spots::of(&location::tree_in(tx).await?, lines);
    let mut made: Vec<LocationId> = Vec::with_capacity(spots.new.len());
    for new in &spots.new {
        let around = new.around.and_then(|spot| spot.id(&made));
        made.push(make(tx, around, &new.name).await?);
    }
    mark(tx, import, &made).await?;
    // Nothing of a line without a spot stands anywhere.
    let id = |spot: &Option<Spot>| spot.and_then(|spot| spot.id(&made));
    let ids = spots.of_lines.iter().map(id);
    Ok(ids
        .map(|id| id.unwrap_or_else(|| uuid::Uuid::nil().into()))
        .collect())
}

/// A place: of the school, or that of this number among those to be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Spot {
    There(LocationId),
    New(usize),
}

impl Spot {
    fn id(self, made: &[LocationId]) -> Option<LocationId> {
        match self {
            Self::There(id) => Some(id),
            Self::New(n) => made.get(n).copied(),
        }
    }
}

/// A place to be made: what is around it comes before it.
pub(super) struct NewSpot {
    around: Option<Spot>,
    name: String,
}

/// Where the lines of a list stand, and what is to be made for them.
pub(super) struct Spots {
    /// For each line; none for one of which nothing is anywhere.
    pub of_lines: Vec<Option<Spot>>,
    new: Vec<NewSpot>,
}

impl Spots {
    pub fn of(tree: &Tree, lines: &[Line]) -> Self {
        let mut known = Known::of(tree);
        let mut ways: HashMap<&[String], Option<Spot>> = HashMap::new();
        let mut new = Vec::new();
        let spot = |line| {
            let Line {
                place, containers, ..
            }: &Line = line;
            if *containers == 0 {
                return None;
            }
            let found = ways.entry(place.as_slice());
            *found.or_insert_with(|| known.find_or_add(place, &mut new))
        };
        let of_lines = lines.iter().map(spot).collect();
        Self { of_lines, new }
    }

    /// The ways to what is to be made.
    pub fn ways(&self, tree: &Tree) -> Vec<Vec<String>> {
        let mut ways: Vec<Vec<String>> = Vec::with_capacity(self.new.len());
        for new in &self.new {
            let mut way = match new.around {
                Some(Spot::There(id)) => tree.place(id).path,
                Some(Spot::New(n)) => ways.get(n).cloned().unwrap_or_default(),
                None => Vec::new(),
            };
            way.push(new.name.clone());
            ways.push(way);
        }
        ways
    }
}

/// Places by what is around them and their folded name, and by its words: "Acids floor level" is "Acids, floor level".
struct Known {
    inside: HashMap<(Option<Spot>, String), Spot>,
    /// Those whose name no other place had before the import.
    alone: HashMap<String, Spot>,
}

impl Known {
    fn of(tree: &Tree) -> Self {
        let mut known = Self {
            inside: HashMap::new(),
            alone: HashMap::new(),
        };
        let mut several = HashSet::new();
        for (_, place) in tree.walk() {
            let spot = Spot::There(place.id);
            known.add(place.parent.map(Spot::There), &place.name, spot);
            for key in keys(&place.name) {
                let before = known.alone.insert(key.clone(), spot);
                if before.is_some_and(|before| before != spot) {
                    several.insert(key);
                }
            }
        }
        known.alone.retain(|key, _| !several.contains(key));
        known
    }

    /// The place at the end of a way; what is missing of it is added to what is to be made.
    fn find_or_add(&mut self, way: &[String], new: &mut Vec<NewSpot>) -> Option<Spot> {
        let names = way.iter().map(|name| name.trim());
        let mut names: Vec<&str> = names.filter(|name| !name.is_empty()).collect();
        if names.is_empty() {
            names.push(NO_PLACE);
        }
        let mut around = None;
        for called in names {
            let found = self.find(around, called).unwrap_or_else(|| {
                let spot = Spot::New(new.len());
                new.push(NewSpot {
                    around,
                    name: called.to_owned(),
                });
                self.add(around, called, spot);
                spot
            });
            around = Some(found);
        }
        around
    }

    /// A list begins where its writer stands: "Store" is the only store, whatever building it is in.
    fn find(&self, around: Option<Spot>, called: &str) -> Option<Spot> {
        let keys = keys(called);
        let here = |key: &String| self.inside.get(&(around, key.clone()));
        let alone = |key: &String| self.alone.get(key).filter(|_| around.is_none());
        let found = keys.iter().find_map(here);
        found.or_else(|| keys.iter().find_map(alone)).copied()
    }

    fn add(&mut self, around: Option<Spot>, called: &str, spot: Spot) {
        let [folded, words] = keys(called);
        self.inside.insert((around, folded), spot);
        self.inside.entry((around, words)).or_insert(spot);
    }
}

/// What a place is found by: its folded name, then its words alone.
fn keys(called: &str) -> [String; 2] {
    let folded = name::fold(called);
    let words = folded.split(|c: char| !c.is_alphanumeric() && c != '+');
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    let words = if words.is_empty() {
        folded.clone()
    } else {
        words.join(" ")
    };
    [folded, words]
}

async fn make(tx: &mut Tx, around: Option<LocationId>, called: &str) -> Result<LocationId> {
    let new = New {
        parent: around,
        sort: Sort::of_name(called, around.is_none()),
        name: called.to_owned(),
        fittings: LabFittings::default(),
    };
    location::add_in(tx, &new).await
}

/// Notes which list the places came with, so that they can go with it.
async fn mark(tx: &mut Tx, import: ImportId, made: &[LocationId]) -> Result<()> {
    for some in made.chunks(500) {
        let mut statement = crate::statement::Statement::new("UPDATE location");
        let import = statement.mark(import.to_string());
        let school = statement.mark(tx.school_key());
        let ids = statement.list(some.iter().map(ToString::to_string));
        statement.push(&format!(
            "SET import_id = {import}\nWHERE school_id = {school}\nAND id IN {ids}"
        ));
        statement.run(tx.run()).await?;
    }
    Ok(())
}
