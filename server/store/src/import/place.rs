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
    let mut known = Known::of(&location::tree_in(tx).await?);
    let mut ways: HashMap<&[String], LocationId> = HashMap::new();
    let nowhere = [NO_PLACE.to_owned()];
    let mut found = Vec::with_capacity(lines.len());
    let mut made = Vec::new();
    for line in lines {
        if line.containers == 0 {
            // Nothing of it stands anywhere.
            found.push(uuid::Uuid::nil().into());
            continue;
        }
        if let Some(id) = ways.get(line.place.as_slice()) {
            found.push(*id);
            continue;
        }
        let names: Vec<&str> = line.place.iter().map(|name| name.trim()).collect();
        let mut names: Vec<&str> = names.into_iter().filter(|name| !name.is_empty()).collect();
        if names.is_empty() {
            names.extend(nowhere.iter().map(String::as_str));
        }
        let mut around = None;
        for called in names {
            around = match known.find(around, called) {
                Some(id) => Some(id),
                None => {
                    let id = make(tx, around, called).await?;
                    known.add(around, called, id);
                    made.push(id);
                    Some(id)
                }
            };
        }
        if let Some(id) = around {
            ways.insert(&line.place, id);
            found.push(id);
        }
    }
    mark(tx, import, &made).await?;
    Ok(found)
}

/// Places by what is around them and their folded name.
struct Known {
    inside: HashMap<(Option<LocationId>, String), LocationId>,
    /// Those whose name no other place had before the import.
    alone: HashMap<String, LocationId>,
}

impl Known {
    fn of(tree: &Tree) -> Self {
        let mut inside = HashMap::new();
        let mut alone = HashMap::new();
        let mut several = HashSet::new();
        for (_, place) in tree.walk() {
            let folded = name::fold(&place.name);
            inside.insert((place.parent, folded.clone()), place.id);
            if alone.insert(folded.clone(), place.id).is_some() {
                several.insert(folded);
            }
        }
        alone.retain(|folded, _| !several.contains(folded));
        Self { inside, alone }
    }

    /// A list begins where its writer stands: "Store" is the only store, whatever building it is in.
    fn find(&self, around: Option<LocationId>, called: &str) -> Option<LocationId> {
        let folded = name::fold(called);
        let here = self.inside.get(&(around, folded.clone()));
        match (here, around) {
            (Some(id), _) => Some(*id),
            (None, None) => self.alone.get(&folded).copied(),
            (None, Some(_)) => None,
        }
    }

    fn add(&mut self, around: Option<LocationId>, called: &str, id: LocationId) {
        self.inside.insert((around, name::fold(called)), id);
    }
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
