//! A practical as a school keeps it: what its form writes, and what is shared with others.

use serde::{Deserialize, Serialize};

use super::{KitLine, Practical, PrepMinutes, Stage, Subject};

/// What makes a practical, apart from its risk note.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// What a teacher looks for.
    pub title: String,
    /// The subject.
    pub subject: Subject,
    /// Whom it is for.
    pub stage: Stage,
    /// The specification or the custom it comes from.
    pub scheme: Option<String>,
    /// Its number there.
    pub scheme_number: Option<String>,
    /// What the class does, in a sentence or two.
    pub summary: String,
    /// Usual pupils per group.
    pub group_size: u32,
    /// What it costs the prep room.
    pub prep_minutes: PrepMinutes,
    /// For the technician, in Markdown.
    pub technician_notes: String,
    /// Whether amounts and minutes are estimates that nobody here has tried.
    pub is_estimate: bool,
    /// Where it comes from.
    pub source: Option<String>,
    /// What is needed, line by line.
    pub kit: Vec<KitLine>,
}

impl Entry {
    /// How many groups of the usual size so many pupils make.
    pub const fn groups_of(&self, pupils: u32) -> u32 {
        if self.group_size == 0 {
            return pupils;
        }
        pupils.div_ceil(self.group_size)
    }
}

impl From<&Practical> for Entry {
    fn from(starter: &Practical) -> Self {
        Self {
            title: starter.title.clone(),
            subject: starter.subject,
            stage: starter.stage,
            scheme: Some(starter.scheme.clone()),
            scheme_number: starter.scheme_number.clone(),
            summary: starter.summary.clone(),
            group_size: starter.group_size,
            prep_minutes: starter.prep_minutes,
            technician_notes: starter.technician_notes.clone(),
            is_estimate: starter.estimate,
            source: Some(starter.source.clone()),
            kit: starter.kit.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_last_small_group_is_a_group() {
        let entry = Entry {
            title: "Food tests".to_owned(),
            subject: Subject::Biology,
            stage: Stage::Ks4,
            scheme: None,
            scheme_number: None,
            summary: String::new(),
            group_size: 2,
            prep_minutes: PrepMinutes::default(),
            technician_notes: String::new(),
            is_estimate: false,
            source: None,
            kit: Vec::new(),
        };
        assert_eq!(entry.groups_of(29), 15);
        assert_eq!(
            Entry {
                group_size: 0,
                ..entry
            }
            .groups_of(29),
            29
        );
    }
}
