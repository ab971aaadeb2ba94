//! What of a list is in the school already, and what reading the rest in would come to.

use std::collections::{BTreeSet, HashMap};

use shared::{
    account::right::CanImportStock,
    amount::{Amount, Unit},
    code::Code,
    id::{HoldingId, LocationId},
    location::Tree,
};
use sqlx::AnyConnection;

use super::{
    Line,
    item::Items,
    place::{Spot, Spots},
};
use crate::{Desk, Result, location, row, statement::Statement};

/// What reading a list in would come to, as the school stands now.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Foresight {
    /// What each line would come to.
    pub lines: Vec<Foreseen>,
    /// The places that would be made, each as the way to it.
    pub new_places: Vec<Vec<String>>,
}

/// What one line would come to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Foreseen {
    /// It is here already, and is left out.
    Here(Here),
    /// It joins the school's only item of its kind, which is called this.
    Joins(String),
    /// It comes in as it is.
    New,
}

/// What a line names, where the school has it already: the line is left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Here {
    /// The holding that bears the line's code.
    Holding {
        /// Which.
        id: HoldingId,
        /// How much there is of it.
        amount: Amount,
        /// Where it stands, from the room down.
        place: Vec<String>,
        /// Whether amount and place are what the line says.
        is_as_said: bool,
    },
    /// An item of that name and kind; the line itself says that nothing of it is there.
    Item,
}

/// What reading these lines in would come to; [`super::read_in`] decides again.
pub async fn foresee(desk: &Desk<CanImportStock>, lines: &[Line]) -> Result<Foresight> {
    let (school, tree) = (desk.school_key(), location::tree(desk).await?);
    let mut run = desk.pool().acquire().await?;
    let items = Items::there(&mut run, &school, lines).await?;
    let bearing = Bearing::there(&mut run, &school, lines).await?;
    drop(run);
    let left: Vec<Line> = lines
        .iter()
        .filter(|line| !is_here(line, &items, &bearing))
        .cloned()
        .collect();
    let said = Spots::of(&tree, lines);
    let foreseen = lines.iter().zip(&said.of_lines).map(|(line, spot)| {
        let held = line.code.and_then(|code| bearing.0.get(&code));
        if let Some(held) = held {
            Foreseen::Here(held.here(line, *spot, &tree))
        } else if is_here(line, &items, &bearing) {
            Foreseen::Here(Here::Item)
        } else {
            let joined = items.joined(line).map(|(_, name)| name.clone());
            joined.map_or(Foreseen::New, Foreseen::Joins)
        }
    });
    Ok(Foresight {
        lines: foreseen.collect(),
        new_places: Spots::of(&tree, &left).ways(&tree),
    })
}

/// The lines that are not here yet.
pub(super) async fn left_of(
    run: &mut AnyConnection,
    school: &str,
    mut lines: Vec<Line>,
) -> Result<Vec<Line>> {
    let items = Items::there(run, school, &lines).await?;
    let bearing = Bearing::there(run, school, &lines).await?;
    lines.retain(|line| !is_here(line, &items, &bearing));
    Ok(lines)
}

/// What bears a code of a holding that still stands is that holding; what is nowhere is its item.
fn is_here(line: &Line, items: &Items, bearing: &Bearing) -> bool {
    let is_held = line.code.is_some_and(|code| bearing.0.contains_key(&code));
    is_held || (line.containers == 0 && items.named(line).is_some())
}

/// The holdings that still stand, by the codes that lines bear.
struct Bearing(HashMap<Code, Held>);

struct Held {
    id: HoldingId,
    amount: Amount,
    location: LocationId,
}

impl Held {
    fn here(&self, line: &Line, spot: Option<Spot>, tree: &Tree) -> Here {
        Here::Holding {
            id: self.id,
            amount: self.amount,
            place: tree.place(self.location).path,
            is_as_said: self.amount == line.amount && spot == Some(Spot::There(self.location)),
        }
    }
}

impl Bearing {
    async fn there(run: &mut AnyConnection, school: &str, lines: &[Line]) -> Result<Self> {
        let codes: BTreeSet<Code> = lines.iter().filter_map(|line| line.code).collect();
        let codes: Vec<Code> = codes.into_iter().collect();
        let mut there = HashMap::new();
        for some in codes.chunks(500) {
            let mut statement = Statement::new(
                "SELECT code.code, holding.id, holding.amount, item.unit, holding.location_id
FROM code
JOIN holding ON holding.school_id = code.school_id AND holding.id = code.subject_id
JOIN item ON item.school_id = holding.school_id AND item.id = holding.item_id",
            );
            let school = statement.mark(school);
            let list = statement.list(some.iter().map(|code| code.plain()));
            statement.push(&format!(
                "WHERE code.school_id = {school}\nAND code.code IN {list}\n\
                 AND holding.gone_at IS NULL\nORDER BY code.code"
            ));
            let rows: Vec<(String, String, i64, String, String)> = statement.rows_in(run).await?;
            for (code, id, amount, unit, location) in rows {
                let unit = row::named("item.unit", &unit, Unit::from_code)?;
                let held = Held {
                    id: row::parse("holding.id", &id)?,
                    amount: Amount::new(amount, unit),
                    location: row::parse("holding.location_id", &location)?,
                };
                there.insert(row::parse("code.code", &code)?, held);
            }
        }
        Ok(Self(there))
    }
}
