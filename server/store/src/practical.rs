//! The library of a school: practicals, their kit, and where they come from.

mod edit;
mod line;
mod list;
mod starter;
mod write;

use std::collections::HashMap;

use shared::{
    account::Grant,
    id::{PracticalId, PracticeId},
    kind::KindId,
    moment::Moment,
    practical::{Entry, PrepMinutes, Stage, Subject},
    refusal::Refusal,
};

use crate::{Desk, Result, row, statement::Statement};

pub use edit::{Change, change, copy, create, offer_again, retire};
pub(crate) use edit::{Origin, add};
pub use list::{ListQuery, Listed, Page, RiskMark, for_class, list, recent};
pub use starter::other_schemes;
pub(crate) use starter::seed;

/// A practical as its page shows it and an order is made from it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Which.
    pub id: PracticalId,
    /// What it is.
    pub entry: Entry,
    /// What the kinds of its kit are called.
    pub names: HashMap<KindId, String>,
    /// Its name in the starter library, where it comes from there.
    pub starter: Option<String>,
    /// The shared practical that it was adopted from.
    pub practice: Option<PracticeId>,
    /// Since when it is no longer offered.
    pub retired_at: Option<Moment>,
    /// Which edit this is.
    pub version: i64,
}

impl Found {
    /// What a kind of its kit is called.
    pub fn name_of(&self, kind: &KindId) -> &str {
        self.names.get(kind).map_or("", String::as_str)
    }
}

/// A practical of the school, retired ones too.
pub async fn find<R: Grant>(desk: &Desk<R>, id: PracticalId) -> Result<Found> {
    let found: Option<PracticalRow> = sqlx::query_as(
        "SELECT id, title, subject, stage, scheme, scheme_number, summary, group_size, make_minutes, gather_minutes,
                deliver_minutes, clear_minutes, technician_notes, is_estimate, source, starter_id, practice_id,
                retired_at, version
         FROM practical
         WHERE school_id = $1
           AND id = $2",
    )
    .bind(desk.school_key())
    .bind(id.to_string())
    .fetch_optional(desk.pool())
    .await?;
    let lines = line::of(desk, id).await?;
    found.ok_or(Refusal::NotFound)?.with(lines)
}

/// What some practicals say to the technician, with their titles, by title; those that say nothing are left out.
pub async fn notes<R: Grant>(
    desk: &Desk<R>,
    ids: impl IntoIterator<Item = PracticalId>,
) -> Result<Vec<(String, String)>> {
    let mut statement = Statement::new("SELECT title, technician_notes\nFROM practical");
    let school = statement.mark(desk.school_key());
    let ids = statement.list(ids.into_iter().map(|id| id.to_string()));
    statement.push(&format!(
        "WHERE school_id = {school}
AND id IN {ids}
AND technician_notes <> ''
ORDER BY title, id"
    ));
    statement.rows(desk.pool()).await
}

#[derive(sqlx::FromRow)]
struct PracticalRow {
    id: String,
    title: String,
    subject: String,
    stage: String,
    scheme: Option<String>,
    scheme_number: Option<String>,
    summary: String,
    group_size: i64,
    make_minutes: i64,
    gather_minutes: i64,
    deliver_minutes: i64,
    clear_minutes: i64,
    technician_notes: String,
    is_estimate: i64,
    source: Option<String>,
    starter_id: Option<String>,
    practice_id: Option<String>,
    retired_at: Option<i64>,
    version: i64,
}

impl PracticalRow {
    fn with(self, lines: Vec<line::Named>) -> Result<Found> {
        let names = lines
            .iter()
            .map(|line| (line.kit.kind.clone(), line.name.clone()))
            .collect();
        let entry = Entry {
            title: self.title,
            subject: row::named("practical.subject", &self.subject, Subject::from_code)?,
            stage: row::named("practical.stage", &self.stage, Stage::from_code)?,
            scheme: self.scheme,
            scheme_number: self.scheme_number,
            summary: self.summary,
            group_size: row::narrow("practical.group_size", self.group_size)?,
            prep_minutes: PrepMinutes {
                make: row::narrow("practical.make_minutes", self.make_minutes)?,
                gather: row::narrow("practical.gather_minutes", self.gather_minutes)?,
                deliver: row::narrow("practical.deliver_minutes", self.deliver_minutes)?,
                clear: row::narrow("practical.clear_minutes", self.clear_minutes)?,
            },
            technician_notes: self.technician_notes,
            is_estimate: self.is_estimate != 0,
            source: self.source,
            kit: lines.into_iter().map(|line| line.kit).collect(),
        };
        Ok(Found {
            id: row::parse("practical.id", &self.id)?,
            entry,
            names,
            starter: self.starter_id,
            practice: row::parse_optional("practical.practice_id", self.practice_id.as_deref())?,
            retired_at: self.retired_at.map(Moment),
            version: self.version,
        })
    }
}
