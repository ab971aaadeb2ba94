//! What the form of a practical sends.

use serde::Deserialize;
use shared::{
    account::Grant,
    form::{self, Problems},
    practical::{Entry, PrepMinutes, Stage, Subject},
};
use store::Desk;

use super::kit::{Draft, Row};
use crate::web::Kept;

/// As typed, all but the kit: its fields come once for each line and are read by [`Row::typed`].
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct PracticalSent {
    title: String,
    subject: String,
    stage: String,
    scheme: String,
    scheme_number: String,
    summary: String,
    group_size: String,
    make: String,
    gather: String,
    deliver: String,
    clear: String,
    technician_notes: String,
    is_estimate: String,
    source: String,
    /// The version that the edit started from.
    pub version: String,
    /// Which button was pressed: `line` wants one more line.
    pub act: String,
}

/// A practical that can be written once the kinds of its own are made up.
#[derive(Clone, Debug)]
pub struct Written {
    /// All but the kit.
    pub entry: Entry,
    /// The kit.
    pub kit: Vec<Draft>,
}

impl PracticalSent {
    /// Reads it, or tells everything that is wrong. Lines without a name are left out.
    pub async fn parse<R: Grant>(
        &self,
        desk: &Desk<R>,
        rows: &[Row],
    ) -> store::Result<Result<Written, Problems>> {
        let mut problems = Problems::default();
        let entry = self.entry(&mut problems);
        let mut kit = Vec::new();
        for (place, row) in rows.iter().enumerate() {
            if !row.is_blank() {
                kit.extend(row.parse(desk, place, &mut problems).await?);
            }
        }
        Ok(match entry {
            Some(entry) if problems.is_empty() => Ok(Written { entry, kit }),
            _ => Err(problems),
        })
    }

    fn entry(&self, problems: &mut Problems) -> Option<Entry> {
        let title = problems.take("title", form::text(&self.title, 120));
        let subject = problems.take("subject", form::choice(&self.subject, Subject::from_code));
        let stage = problems.take("stage", form::choice(&self.stage, Stage::from_code));
        let scheme = problems.take("scheme", form::optional_text(&self.scheme, 120));
        let number = problems.take(
            "scheme_number",
            form::optional_text(&self.scheme_number, 40),
        );
        let summary = problems.take("summary", form::text(&self.summary, 600));
        let group_size = problems.take("group_size", form::number(&self.group_size, 1, 40));
        let prep_minutes = self.minutes(problems);
        let notes = form::optional_text(&self.technician_notes, 8_000);
        let notes = problems.take("technician_notes", notes);
        let source = problems.take("source", form::optional_text(&self.source, 200));
        Some(Entry {
            title: title?,
            subject: subject?,
            stage: stage?,
            scheme: scheme?,
            scheme_number: number?,
            summary: summary?,
            group_size: u32::try_from(group_size?).ok()?,
            prep_minutes: prep_minutes?,
            technician_notes: notes?.unwrap_or_default(),
            is_estimate: !self.is_estimate.is_empty(),
            source: source?,
            kit: Vec::new(),
        })
    }

    fn minutes(&self, problems: &mut Problems) -> Option<PrepMinutes> {
        let mut minutes = |field: &str, typed: &str| {
            let typed = if typed.trim().is_empty() { "0" } else { typed };
            let number = problems.take(field, form::number(typed, 0, 1_200))?;
            u32::try_from(number).ok()
        };
        let make = minutes("make", &self.make);
        let gather = minutes("gather", &self.gather);
        let deliver = minutes("deliver", &self.deliver);
        let clear = minutes("clear", &self.clear);
        Some(PrepMinutes {
            make: make?,
            gather: gather?,
            deliver: deliver?,
            clear: clear?,
        })
    }
}

/// The lines that were typed into a form that came back, and one more where that was asked for.
pub fn kept_rows(kept: &Kept) -> Vec<Row> {
    let mut rows = Row::typed(|name| kept.all(name));
    if kept.value("act", "") == "line" {
        rows.push(Row::default());
    }
    rows
}
