//! A practical as its file has it.

use chrono::NaiveDate;
use serde::Deserialize;
use shared::amount::{Amount, AmountError};
use shared::concentration::{Concentration, ConcentrationError};
use shared::kind::{Kind, KindId};
use shared::practical::{KitLine, Practical, PrepMinutes, RiskText, Section, Stage, Subject};
use shared::substance::SubstanceId;

use super::PracticalDataError;
use crate::kind;

/// A file of practicals.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    pub(super) practical: Vec<Row>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Row {
    id: String,
    title: String,
    subject: Subject,
    stage: Stage,
    scheme: String,
    scheme_number: Option<String>,
    #[serde(default)]
    other_schemes: Vec<String>,
    summary: String,
    group_size: u32,
    prep_minutes: PrepMinutes,
    technician_notes: String,
    estimate: bool,
    source: String,
    checked: NaiveDate,
    kit: Vec<KitRow>,
    risk: RiskText,
}

/// A kind of the catalogue, or a substance with or without a concentration.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct KitRow {
    kind: Option<String>,
    substance: Option<String>,
    concentration: Option<String>,
    per_group: Option<String>,
    per_class: Option<String>,
    per_pupil: Option<String>,
    #[serde(default)]
    spare_percent: u16,
    used_up: Option<bool>,
    section: Option<Section>,
    note: Option<String>,
}

/// What is wrong with a line of a kit.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KitError {
    /// Either a kind or a substance, and a concentration only with a substance.
    #[error("a line names a kind, or a substance and its concentration")]
    Unclear,
    /// Neither the catalogue nor the substances have it.
    #[error("there is no such kind")]
    UnknownKind,
    /// No share of groups, class or pupils.
    #[error("no amount is given")]
    NoAmount,
    /// An amount cannot be read.
    #[error(transparent)]
    Amount(#[from] AmountError),
    /// The concentration cannot be read.
    #[error(transparent)]
    Concentration(#[from] ConcentrationError),
    /// The kind is counted in another unit.
    #[error("it is counted in another unit")]
    WrongUnit,
}

impl Row {
    pub(super) fn into_practical(self) -> Result<Practical, PracticalDataError> {
        let mut kit = Vec::with_capacity(self.kit.len());
        for row in self.kit {
            let asked = row.kind.clone().or_else(|| row.substance.clone());
            let line = row.into_line().map_err(|error| PracticalDataError::Kit {
                practical: self.id.clone(),
                asked: asked.unwrap_or_default(),
                error,
            })?;
            kit.push(line);
        }
        Ok(Practical {
            id: self.id,
            title: self.title,
            subject: self.subject,
            stage: self.stage,
            scheme: self.scheme,
            scheme_number: self.scheme_number,
            other_schemes: self.other_schemes,
            summary: self.summary,
            group_size: self.group_size,
            prep_minutes: self.prep_minutes,
            technician_notes: self.technician_notes.trim().to_owned(),
            estimate: self.estimate,
            source: self.source,
            checked: self.checked,
            kit,
            risk: self.risk,
        })
    }
}

impl KitRow {
    fn into_line(self) -> Result<KitLine, KitError> {
        let asked = self.asked()?;
        let share = |text: Option<&String>| text.map(|text| Amount::parse(text)).transpose();
        let per_group = share(self.per_group.as_ref())?;
        let per_class = share(self.per_class.as_ref())?;
        let per_pupil = share(self.per_pupil.as_ref())?;
        let shares = [per_group, per_class, per_pupil];
        let mut units = shares.iter().flatten().map(|share| share.unit());
        let unit = units.next().ok_or(KitError::NoAmount)?;
        if asked.unit != unit || units.any(|other| other != unit) {
            return Err(KitError::WrongUnit);
        }
        Ok(KitLine {
            kind: asked.id,
            sort: asked.sort,
            per_group,
            per_class,
            per_pupil,
            spare_percent: self.spare_percent,
            used_up: self.used_up.unwrap_or(asked.sort.is_used_up()),
            section: self.section.unwrap_or(Section::of(asked.sort)),
            note: self.note,
        })
    }

    fn asked(&self) -> Result<Kind, KitError> {
        let id = match (&self.kind, &self.substance, &self.concentration) {
            (Some(kind), None, None) => KindId::parse(kind).map_err(|_| KitError::UnknownKind)?,
            (None, Some(substance), strength) => {
                let strength = strength.as_deref().map(Concentration::parse).transpose()?;
                KindId::of_substance(&SubstanceId::new(substance), strength.as_ref())
            }
            _ => return Err(KitError::Unclear),
        };
        kind::describe(&id).ok_or(KitError::UnknownKind)
    }
}
