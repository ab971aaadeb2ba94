//! What a practical asks for, as an order copies it.

use shared::{
    account::Grant,
    amount::{Amount, Unit},
    id::PracticalId,
    kind::Sort,
    practical::{KitLine, PrepMinutes, Section},
    refusal::Refusal,
    requisition::Line,
};

use crate::{Desk, Result, row};

/// A practical's kit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kit {
    /// What the practical is called.
    pub title: String,
    /// Usual pupils per group.
    pub group_size: u16,
    /// What it costs the prep room.
    pub minutes: PrepMinutes,
    /// Its lines.
    pub lines: Vec<KitEntry>,
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
    /// The kit of a practical that is still offered, or of one that an order names.
    pub async fn of<R: Grant>(desk: &Desk<R>, practical: PracticalId) -> Result<Self> {
        let found: Option<(String, i64, i64, i64, i64, i64)> = sqlx::query_as(
            "SELECT title, group_size, make_minutes, gather_minutes, deliver_minutes, clear_minutes
             FROM practical
             WHERE school_id = $1
               AND id = $2",
        )
        .bind(desk.school_key())
        .bind(practical.to_string())
        .fetch_optional(desk.pool())
        .await?;
        let (title, size, make, gather, deliver, clear) = found.ok_or(Refusal::NotFound)?;
        let rows: Vec<KitRow> = sqlx::query_as(
            "SELECT practical_line.kind_id, kind.name, kind.sort, practical_line.unit, practical_line.per_group,
                    practical_line.per_pupil, practical_line.per_class, practical_line.spare_percent,
                    practical_line.used_up, practical_line.note
             FROM practical_line
             JOIN kind ON kind.id = practical_line.kind_id
             WHERE practical_line.school_id = $1
               AND practical_line.practical_id = $2
             ORDER BY practical_line.n",
        )
        .bind(desk.school_key())
        .bind(practical.to_string())
        .fetch_all(desk.pool())
        .await?;
        let lines: Result<Vec<KitEntry>> = rows.into_iter().map(KitEntry::try_from).collect();
        Ok(Self {
            title,
            group_size: row::narrow("practical.group_size", size)?,
            minutes: super::find::minutes(make, gather, deliver, clear)?,
            lines: lines?,
        })
    }

    /// How many groups of the usual size a class makes.
    pub fn groups_of(&self, pupils: u16) -> u16 {
        match self.group_size {
            0 => pupils.max(1),
            size => pupils.div_ceil(size).max(1),
        }
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
}

impl KitEntry {
    /// What so many groups and pupils need.
    pub fn total(&self, groups: u16, pupils: u16) -> Result<Amount> {
        self.kit
            .total(u32::from(groups), u32::from(pupils))
            .map_err(|error| {
                crate::Fault::Other(format!("the kit of {} does not add up: {error}", self.name))
                    .into()
            })
    }
}

#[derive(sqlx::FromRow)]
struct KitRow {
    kind_id: String,
    name: String,
    sort: String,
    unit: String,
    per_group: i64,
    per_pupil: i64,
    per_class: i64,
    spare_percent: i64,
    used_up: i64,
    note: Option<String>,
}

impl TryFrom<KitRow> for KitEntry {
    type Error = crate::Error;

    fn try_from(found: KitRow) -> Result<Self> {
        let unit = row::named("practical_line.unit", &found.unit, Unit::from_code)?;
        let sort = row::named("kind.sort", &found.sort, Sort::from_code)?;
        let share = |micro: i64| (micro != 0).then(|| Amount::new(micro, unit));
        let kit = KitLine {
            kind: row::parse("practical_line.kind_id", &found.kind_id)?,
            sort,
            per_group: share(found.per_group),
            per_class: share(found.per_class),
            per_pupil: share(found.per_pupil),
            spare_percent: row::narrow("practical_line.spare_percent", found.spare_percent)?,
            used_up: found.used_up != 0,
            section: Section::of(sort),
            note: found.note,
        };
        Ok(Self {
            kit,
            name: found.name,
        })
    }
}
