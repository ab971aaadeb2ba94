//! What a practical asks for, as an order copies it.

use shared::{
    account::Grant,
    amount::Amount,
    id::PracticalId,
    practical::{KitLine, PrepMinutes},
    refusal::Refusal,
    requisition::{Line, Requisition},
};

use crate::{Desk, Fault, Result, practical, row};

/// A practical's kit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kit {
    /// What the practical is called.
    pub title: String,
    /// The specification it comes from, with its number there.
    pub scheme: String,
    /// Usual pupils per group.
    pub group_size: u32,
    /// What it costs the prep room.
    pub minutes: PrepMinutes,
    /// Its lines.
    pub lines: Vec<KitEntry>,
}

/// How large a class is, and in how many groups it works.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Size {
    pub groups: u16,
    pub pupils: u16,
}

impl Size {
    /// Of an order's class.
    pub(super) fn of(order: &Requisition) -> Self {
        Self {
            groups: order.groups,
            pupils: order.lesson.pupils,
        }
    }
}

/// Makes an order one for a class of so many pupils: what was changed by hand stays as it is. Where there is no kit, they
/// work in pairs.
pub(super) fn fit(order: &mut Requisition, kit: Option<&Kit>, pupils: u16) -> Result<()> {
    let before = Size::of(order);
    order.groups = match kit {
        None => pairs(pupils),
        Some(kit) => {
            let groups = kit.groups_of(pupils)?;
            kit.rescale(&mut order.lines, before, Size { groups, pupils })?;
            groups
        }
    };
    Ok(())
}

/// How many groups a class makes that works in pairs.
pub(super) fn pairs(pupils: u16) -> u16 {
    pupils.div_ceil(2).max(1)
}

/// A line of a kit, and what its kind is called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KitEntry {
    /// The line.
    pub kit: KitLine,
    /// As the tray list says it.
    pub name: String,
}

impl Kit {
    /// The kit of a practical that is ordered: a retired one can't be any more.
    pub(super) async fn to_order<R: Grant>(desk: &Desk<R>, id: PracticalId) -> Result<Self> {
        let found = practical::find(desk, id).await?;
        if found.retired_at.is_some() {
            let why = "this practical is retired, and can’t be ordered any more";
            return Err(Refusal::InUse(why.to_owned()).into());
        }
        Ok(Self::of(found))
    }

    fn of(found: practical::Found) -> Self {
        let lines = found.entry.kit.iter().map(|line| KitEntry {
            kit: line.clone(),
            name: found.name_of(&line.kind).to_owned(),
        });
        let scheme = [&found.entry.scheme, &found.entry.scheme_number];
        let scheme: Vec<&str> = scheme.into_iter().flatten().map(String::as_str).collect();
        Self {
            lines: lines.collect(),
            scheme: scheme.join(" "),
            title: found.entry.title,
            group_size: found.entry.group_size,
            minutes: found.entry.prep_minutes,
        }
    }

    /// The kit of an order's practical, where it has one; a retired one, too: the order still names it.
    pub async fn of_order<R: Grant>(desk: &Desk<R>, order: &Requisition) -> Result<Option<Self>> {
        match order.practical {
            Some(practical) => Ok(Some(Self::of(practical::find(desk, practical).await?))),
            None => Ok(None),
        }
    }

    /// How many groups of the usual size a class makes.
    pub fn groups_of(&self, pupils: u16) -> Result<u16> {
        let groups = match self.group_size {
            0 => u32::from(pupils),
            size => u32::from(pupils).div_ceil(size),
        };
        row::narrow("groups", i64::from(groups.max(1)))
    }

    /// The order's lines for so many groups and pupils.
    pub fn lines(&self, groups: u16, pupils: u16) -> Result<Vec<Line>> {
        (1..)
            .zip(&self.lines)
            .map(|(n, entry)| {
                Ok(Line {
                    n,
                    kind: Some(entry.kit.kind.clone()),
                    name: entry.name.clone(),
                    sort: entry.kit.sort,
                    amount: entry.total(groups, pupils)?,
                    used_up: entry.kit.used_up,
                    note: entry.kit.note.clone(),
                    ready_at: None,
                    outcome: None,
                })
            })
            .collect()
    }

    /// The kit's own line that an order's line was made from.
    pub fn entry_of(&self, line: &Line) -> Option<&KitEntry> {
        let at = usize::from(line.n).checked_sub(1)?;
        self.lines
            .get(at)
            .filter(|entry| Some(&entry.kit.kind) == line.kind.as_ref())
    }

    /// The order's lines for a class of another size: what is as the kit made it follows, what was changed by hand
    /// stays.
    pub(super) fn rescale(&self, lines: &mut [Line], before: Size, after: Size) -> Result<()> {
        for line in lines {
            let Some(entry) = self.entry_of(line) else {
                continue;
            };
            if line.amount == entry.total(before.groups, before.pupils)? {
                line.amount = entry.total(after.groups, after.pupils)?;
            }
        }
        Ok(())
    }
}

impl KitEntry {
    /// What so many groups and pupils need.
    pub fn total(&self, groups: u16, pupils: u16) -> Result<Amount> {
        self.kit
            .total(u32::from(groups), u32::from(pupils))
            .map_err(|error| {
                Fault::Other(format!("the kit of {} does not add up: {error}", self.name)).into()
            })
    }
}
