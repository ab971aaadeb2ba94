//! A practical as its file has it.

use std::collections::HashSet;

use chrono::NaiveDate;
use serde::Deserialize;
use shared::amount::{Amount, AmountError, Unit};
use shared::concentration::{Concentration, ConcentrationError};
use shared::kind::{KindId, Sort};
use shared::practical::{KitLine, Practical, PrepMinutes, RiskText, Section, Stage, Subject};
use shared::substance::SubstanceId;

use super::PracticalDataError;
use crate::kind::Catalogue;

/// What a kit may ask for.
pub(super) struct Known<'c> {
    /// Equipment and consumables.
    pub(super) kinds: &'c Catalogue,
    /// Ids of reagents made of several substances: solutions without a concentration.
    pub(super) reagents: HashSet<String>,
}

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
    /// The catalogue has no such kind.
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
    /// The kind is counted in another unit, or a solution not by volume.
    #[error("it is counted in another unit")]
    WrongUnit,
}

impl Row {
    pub(super) fn into_practical(self, known: &Known) -> Result<Practical, PracticalDataError> {
        let mut kit = Vec::with_capacity(self.kit.len());
        for row in self.kit {
            let asked = row.kind.clone().or_else(|| row.substance.clone());
            let line = row
                .into_line(known)
                .map_err(|error| PracticalDataError::Kit {
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
    fn into_line(self, known: &Known) -> Result<KitLine, KitError> {
        let asked = self.asked(known)?;
        let share = |text: Option<&String>| text.map(|text| Amount::parse(text)).transpose();
        let per_group = share(self.per_group.as_ref())?;
        let per_class = share(self.per_class.as_ref())?;
        let per_pupil = share(self.per_pupil.as_ref())?;
        let shares = [per_group, per_class, per_pupil];
        let mut units = shares.iter().flatten().map(|share| share.unit());
        let unit = units.next().ok_or(KitError::NoAmount)?;
        let fits = asked.unit.is_none_or(|expected| expected == unit);
        if !fits || units.any(|other| other != unit) {
            return Err(KitError::WrongUnit);
        }
        Ok(KitLine {
            kind: asked.kind,
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

    fn asked(&self, known: &Known) -> Result<Asked, KitError> {
        match (&self.kind, &self.substance, &self.concentration) {
            (Some(kind), None, None) => {
                let kind = KindId::parse(kind).map_err(|_| KitError::UnknownKind)?;
                let kind = known.kinds.find(&kind).ok_or(KitError::UnknownKind)?;
                Ok(Asked {
                    kind: kind.id.clone(),
                    sort: kind.sort,
                    unit: Some(kind.unit),
                })
            }
            (None, Some(substance), strength) => {
                let strength = strength.as_deref().map(Concentration::parse).transpose()?;
                Ok(known.asked_substance(substance, strength))
            }
            _ => Err(KitError::Unclear),
        }
    }
}

/// What a line asks for, and the unit that is known beforehand.
struct Asked {
    kind: KindId,
    sort: Sort,
    unit: Option<Unit>,
}

impl Known<'_> {
    fn asked_substance(&self, substance: &str, strength: Option<Concentration>) -> Asked {
        let is_solution = strength.is_some() || self.reagents.contains(substance);
        Asked {
            kind: KindId::of_substance(&SubstanceId::new(substance), strength.as_ref()),
            sort: if is_solution {
                Sort::Solution
            } else {
                Sort::Chemical
            },
            unit: is_solution.then_some(Unit::Litre),
        }
    }
}
