//! All places of a school, as a tree.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{LabFittings, Place, Sort};
use crate::{code::Code, id::LocationId, name};

/// A place as its school keeps it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Location {
    /// Which.
    pub id: LocationId,
    /// The place around it; none for the outermost.
    pub parent: Option<LocationId>,
    /// What it is.
    pub sort: Sort,
    /// Its own name: "Shelf 2".
    pub name: String,
    /// What it offers to a lesson, when it is a lab.
    pub fittings: LabFittings,
    /// What its label says.
    pub code: Code,
    /// Which edit this is.
    pub version: i64,
}

/// All places in use, each after the one around it, neighbours by name. Cheap to clone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tree(Arc<Grown>);

#[derive(Debug, Default, PartialEq, Eq)]
struct Grown {
    nodes: Vec<Node>,
    by_id: HashMap<LocationId, usize>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Node {
    location: Location,
    depth: usize,
}

impl Tree {
    /// The tree of these places, whatever their order. One whose surroundings are not among them
    /// stands outermost.
    pub fn of(mut locations: Vec<Location>) -> Self {
        locations.sort_by_cached_key(|place| (name::natural(&place.name), place.id));
        let known: HashSet<LocationId> = locations.iter().map(|place| place.id).collect();
        let mut inside: HashMap<Option<LocationId>, Vec<Location>> = HashMap::new();
        for place in locations {
            let around = place.parent.filter(|parent| known.contains(parent));
            inside.entry(around).or_default().push(place);
        }
        let mut grown = Grown::default();
        grown.grow(&mut inside, None, 0);
        Self(Arc::new(grown))
    }

    /// Every place with how deep it lies, each after the one around it.
    pub fn walk(&self) -> impl Iterator<Item = (usize, &Location)> {
        self.0.nodes.iter().map(|node| (node.depth, &node.location))
    }

    /// The place of that id.
    pub fn find(&self, id: LocationId) -> Option<&Location> {
        let at = *self.0.by_id.get(&id)?;
        Some(&self.0.nodes.get(at)?.location)
    }

    /// The outer places with how deep they lie, going as deep as no more than `most` places lie.
    pub fn outer(&self, most: usize) -> impl Iterator<Item = (usize, &Location)> {
        // The outermost are there however many they are.
        let deep = self.levels(None, most).max(1);
        self.walk().filter(move |(depth, _)| *depth < deep)
    }

    /// How many levels of places inside one, or under the sky, hold no more than `most` places altogether.
    pub fn levels(&self, around: Option<LocationId>, most: usize) -> usize {
        let (nodes, outermost) = self.below(around);
        let mut at_level: Vec<usize> = Vec::new();
        for node in nodes {
            let level = node.depth - outermost;
            at_level.resize(at_level.len().max(level + 1), 0);
            at_level[level] += 1;
        }
        let mut seen = 0;
        let levels = at_level.iter().take_while(|count| {
            seen += **count;
            seen <= most
        });
        levels.count()
    }

    /// The place that a text means: by the code on its label, or by its name if no other place has the same.
    pub fn meant(&self, text: &str) -> Option<&Location> {
        if let Ok(code) = Code::parse(text) {
            let of_code = self.walk().find(|(_, place)| place.code == code);
            return of_code.map(|(_, place)| place);
        }
        let name = name::fold(text);
        let mut of_name = self
            .walk()
            .map(|(_, place)| place)
            .filter(|place| name::fold(&place.name) == name);
        of_name.next().filter(|_| of_name.next().is_none())
    }

    /// The places around one and itself, outermost first; empty when it is not here.
    pub fn way(&self, id: LocationId) -> Vec<&Location> {
        let mut way = Vec::new();
        let mut next = self.find(id);
        while let Some(place) = next {
            way.push(place);
            next = place.parent.and_then(|parent| self.find(parent));
        }
        way.reverse();
        way
    }

    /// The place as lists and breadcrumbs show it.
    pub fn place(&self, id: LocationId) -> Place {
        let path = self.way(id).into_iter().map(|place| place.name.clone());
        Place {
            id,
            path: path.collect(),
        }
    }

    /// The way to a place without the building around it, for narrow lists: everyone knows where the labs are.
    pub fn near(&self, id: LocationId) -> String {
        let way = self.way(id);
        let skipped = match way.as_slice() {
            [first, _, ..] if first.sort == Sort::Building => 1,
            _ => 0,
        };
        let names: Vec<&str> = way
            .iter()
            .skip(skipped)
            .map(|place| place.name.as_str())
            .collect();
        names.join(" › ")
    }

    /// A place and everything in it.
    pub fn within(&self, id: LocationId) -> impl Iterator<Item = &Location> {
        let (below, _) = self.below(Some(id));
        self.find(id)
            .into_iter()
            .chain(below.iter().map(|node| &node.location))
    }

    /// What stands directly in a place; directly under the sky without one.
    pub fn inside(&self, around: Option<LocationId>) -> impl Iterator<Item = &Location> {
        let (nodes, outermost) = self.below(around);
        nodes
            .iter()
            .filter(move |node| node.depth == outermost)
            .map(|node| &node.location)
    }

    /// All that lies in a place, or under the sky, and the depth of what stands directly in it.
    fn below(&self, around: Option<LocationId>) -> (&[Node], usize) {
        let nodes = &self.0.nodes;
        let Some(around) = around else {
            return (nodes, 0);
        };
        let Some((at, node)) = self
            .0
            .by_id
            .get(&around)
            .and_then(|at| Some((*at, nodes.get(*at)?)))
        else {
            return (&[], 0);
        };
        let rest = &nodes[at + 1..];
        let end = rest.iter().position(|other| other.depth <= node.depth);
        (&rest[..end.unwrap_or(rest.len())], node.depth + 1)
    }

    /// Whether there is no place yet.
    pub fn is_empty(&self) -> bool {
        self.0.nodes.is_empty()
    }

    /// How many places there are.
    pub fn len(&self) -> usize {
        self.0.nodes.len()
    }
}

impl Grown {
    fn grow(
        &mut self,
        inside: &mut HashMap<Option<LocationId>, Vec<Location>>,
        around: Option<LocationId>,
        depth: usize,
    ) {
        for location in inside.remove(&around).unwrap_or_default() {
            let id = location.id;
            self.by_id.insert(id, self.nodes.len());
            self.nodes.push(Node { location, depth });
            self.grow(inside, Some(id), depth + 1);
        }
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn place(id: u128, parent: Option<u128>, name: &str) -> Location {
        Location {
            id: LocationId(Uuid::from_u128(id)),
            parent: parent.map(|id| LocationId(Uuid::from_u128(id))),
            sort: Sort::Shelf,
            name: name.to_owned(),
            fittings: LabFittings::default(),
            code: Code::from_random(u64::try_from(id).unwrap()),
            version: 1,
        }
    }

    fn tree() -> Tree {
        Tree::of(vec![
            place(5, Some(2), "Shelf 10"),
            place(2, Some(1), "Store"),
            place(4, Some(2), "Shelf 2"),
            place(3, Some(1), "Lab 1"),
            place(1, None, "Science"),
        ])
    }

    #[test]
    fn places_follow_what_is_around_them() {
        let tree = tree();
        let names: Vec<(usize, &str)> = tree
            .walk()
            .map(|(depth, place)| (depth, place.name.as_str()))
            .collect();
        assert_eq!(
            names,
            [
                (0, "Science"),
                (1, "Lab 1"),
                (1, "Store"),
                (2, "Shelf 2"),
                (2, "Shelf 10")
            ]
        );
    }

    #[test]
    fn outer_places_go_as_deep_as_there_is_room() {
        let tree = tree();
        let names = |most| -> Vec<&str> {
            let outer = tree.outer(most);
            outer.map(|(_, place)| place.name.as_str()).collect()
        };
        assert_eq!(names(5).len(), 5);
        assert_eq!(names(4), ["Science", "Lab 1", "Store"]);
        assert_eq!(names(0), ["Science"]);
    }

    #[test]
    fn a_place_is_meant_by_its_code_or_a_name_of_its_own() {
        let mut places: Vec<Location> = tree().walk().map(|(_, place)| place.clone()).collect();
        places.push(place(6, Some(3), "Shelf 2"));
        let tree = Tree::of(places);
        let meant = |text: &str| tree.meant(text).map(|place| place.id.0.as_u128());
        assert_eq!(meant(&Code::from_random(4).to_string()), Some(4));
        assert_eq!(meant(" shelf 10"), Some(5));
        assert_eq!(meant("Shelf 2"), None, "there are two");
        assert_eq!(meant("Shelf 3"), None);
    }

    #[test]
    fn a_place_is_named_by_its_way() {
        let tree = tree();
        let shelf = LocationId(Uuid::from_u128(4));
        assert_eq!(tree.place(shelf).to_string(), "Science › Store › Shelf 2");
        let store = LocationId(Uuid::from_u128(2));
        assert_eq!(tree.within(store).count(), 3);
        assert_eq!(tree.inside(Some(store)).count(), 2);
        assert_eq!(tree.inside(None).count(), 1);
        assert_eq!(tree.within(LocationId(Uuid::from_u128(9))).count(), 0);
    }
}
