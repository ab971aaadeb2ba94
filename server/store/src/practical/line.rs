//! The kit of a practical, line by line.

use shared::{
    account::Grant,
    amount::{Amount, Unit},
    id::PracticalId,
    kind::Sort,
    practical::{KitLine, Section},
};

use crate::{Desk, Result, row};

/// A line of a kit, and what its kind is called.
pub(super) struct Named {
    pub kit: KitLine,
    pub name: String,
}

/// The lines of a practical, in their order.
pub(super) async fn of<R: Grant>(desk: &Desk<R>, id: PracticalId) -> Result<Vec<Named>> {
    let rows: Vec<LineRow> = sqlx::query_as(
        "SELECT practical_line.kind_id, kind.sort, kind.name, practical_line.unit, practical_line.per_group,
                practical_line.per_class, practical_line.per_pupil, practical_line.spare_percent,
                practical_line.used_up, practical_line.section, practical_line.note
         FROM practical_line
         JOIN kind ON kind.id = practical_line.kind_id
         WHERE practical_line.school_id = $1
           AND practical_line.practical_id = $2
         ORDER BY practical_line.n",
    )
    .bind(desk.school_key())
    .bind(id.to_string())
    .fetch_all(desk.pool())
    .await?;
    rows.into_iter().map(Named::try_from).collect()
}

#[derive(sqlx::FromRow)]
struct LineRow {
    kind_id: String,
    sort: String,
    name: String,
    unit: String,
    per_group: i64,
    per_class: i64,
    per_pupil: i64,
    spare_percent: i64,
    used_up: i64,
    section: String,
    note: Option<String>,
}

impl TryFrom<LineRow> for Named {
    type Error = crate::Error;

    fn try_from(found: LineRow) -> Result<Self> {
        let unit = row::named("practical_line.unit", &found.unit, Unit::from_code)?;
        let share = |micro: i64| (micro != 0).then(|| Amount::new(micro, unit));
        let kit = KitLine {
            kind: row::parse("practical_line.kind_id", &found.kind_id)?,
            sort: row::named("kind.sort", &found.sort, Sort::from_code)?,
            per_group: share(found.per_group),
            per_class: share(found.per_class),
            per_pupil: share(found.per_pupil),
            spare_percent: row::narrow("practical_line.spare_percent", found.spare_percent)?,
            used_up: found.used_up != 0,
            section: row::named("practical_line.section", &found.section, Section::from_code)?,
            note: found.note,
        };
        Ok(Self {
            kit,
            name: found.name,
        })
    }
}
