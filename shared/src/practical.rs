//! Practicals: what a class does, what it needs, and what may go wrong.

mod entry;
mod kit;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

pub use entry::Entry;
pub use kit::{KitLine, Section};

/// A subject of school science.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Subject {
    /// Biology.
    Biology,
    /// Chemistry.
    Chemistry,
    /// Physics.
    Physics,
    /// All of them, or none in particular.
    General,
}

impl Subject {
    /// Every subject, in the order forms offer them.
    pub const ALL: [Self; 4] = [Self::Biology, Self::Chemistry, Self::Physics, Self::General];

    /// The word the database and the wire use.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Biology => "biology",
            Self::Chemistry => "chemistry",
            Self::Physics => "physics",
            Self::General => "general",
        }
    }

    /// The subject of that [`Subject::code`].
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|subject| subject.code() == code)
    }
}

/// A key stage of the English school: Years 1 and 2, 3 to 6, 7 to 9, 10 and 11, 12 and 13.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Stage {
    /// Years 1 and 2.
    Ks1,
    /// Years 3 to 6.
    Ks2,
    /// Years 7 to 9.
    Ks3,
    /// Years 10 and 11.
    Ks4,
    /// Years 12 and 13.
    Ks5,
}

impl Stage {
    /// Every stage, youngest first.
    pub const ALL: [Self; 5] = [Self::Ks1, Self::Ks2, Self::Ks3, Self::Ks4, Self::Ks5];

    /// As schools, the database and the wire write it: `KS4`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Ks1 => "KS1",
            Self::Ks2 => "KS2",
            Self::Ks3 => "KS3",
            Self::Ks4 => "KS4",
            Self::Ks5 => "KS5",
        }
    }

    /// The stage of that [`Stage::code`].
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|stage| stage.code() == code)
    }

    /// The stage a year group is in; years are 1 to 13.
    pub const fn of_year(year: u8) -> Option<Self> {
        match year {
            1..=2 => Some(Self::Ks1),
            3..=6 => Some(Self::Ks2),
            7..=9 => Some(Self::Ks3),
            10..=11 => Some(Self::Ks4),
            12..=13 => Some(Self::Ks5),
            _ => None,
        }
    }

    /// The stages of a primary school, when only such a school has classes of these years; else none in particular.
    pub fn of_primary(years: impl IntoIterator<Item = u8>) -> &'static [Self] {
        const PRIMARY: &[Stage] = &[Stage::Ks1, Stage::Ks2];
        let mut years = years.into_iter().map(Self::of_year).peekable();
        let is_primary = years.peek().is_some()
            && years.all(|stage| stage.is_some_and(|stage| PRIMARY.contains(&stage)));
        if is_primary { PRIMARY } else { &[] }
    }
}

/// What a practical costs the prep room for one class, in minutes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PrepMinutes {
    /// Making solutions, growing, cutting, trying out.
    pub make: u32,
    /// Gathering and checking the kit.
    pub gather: u32,
    /// To the lab and set out.
    pub deliver: u32,
    /// Fetching back, washing, putting away, disposing.
    pub clear: u32,
}

impl PrepMinutes {
    /// All of it.
    pub const fn total(self) -> u32 {
        self.make
            .saturating_add(self.gather)
            .saturating_add(self.deliver)
            .saturating_add(self.clear)
    }
}

/// What is worn over the eyes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum EyeProtection {
    /// Nothing.
    #[serde(rename = "none")]
    None,
    /// Spectacles, against what flies.
    #[serde(rename = "safety spectacles")]
    SafetySpectacles,
    /// Goggles, against what splashes too.
    #[serde(rename = "goggles")]
    Goggles,
}

impl EyeProtection {
    /// Every way, the least first.
    pub const ALL: [Self; 3] = [Self::None, Self::SafetySpectacles, Self::Goggles];

    /// The words the database, the wire and the page use.
    pub const fn code(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::SafetySpectacles => "safety spectacles",
            Self::Goggles => "goggles",
        }
    }

    /// The protection of that [`EyeProtection::code`].
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|worn| worn.code() == code)
    }
}

/// The risk that is left once the controls are in place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ResidualRisk {
    /// Low.
    Low,
    /// Medium.
    Medium,
}

impl ResidualRisk {
    /// Both, the lower first.
    pub const ALL: [Self; 2] = [Self::Low, Self::Medium];

    /// The word the database, the wire and the page use.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Medium => "medium",
        }
    }

    /// The risk of that [`ResidualRisk::code`].
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|risk| risk.code() == code)
    }
}

/// What a risk note starts from: hazards of the activity and of what forms in it. Those of the
/// substances themselves are computed from the kit. It never replaces the employer's assessment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RiskText {
    /// What may harm, a sentence each.
    pub hazards: Vec<String>,
    /// What is done about it.
    pub controls: Vec<String>,
    /// What to do when it went wrong.
    pub emergency: Vec<String>,
    /// Where the remains go.
    pub disposal: Vec<String>,
    /// Where the employer's guidance is found, by number or name only.
    pub references: Vec<String>,
    /// What is worn over the eyes.
    pub eye_protection: EyeProtection,
    /// Whether it needs a fume cupboard.
    pub fume_cupboard: bool,
    /// What is left once the controls are in place.
    pub residual: ResidualRisk,
}

/// An entry of the library.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Practical {
    /// Its stable name in the starter library.
    pub id: String,
    /// What a teacher looks for.
    pub title: String,
    /// The subject.
    pub subject: Subject,
    /// Whom it is for.
    pub stage: Stage,
    /// The specification or the custom it comes from: "AQA GCSE required practical".
    pub scheme: String,
    /// Its number there: "C5 (Trilogy 11)".
    pub scheme_number: Option<String>,
    /// Other specifications it serves.
    pub other_schemes: Vec<String>,
    /// What the class does, in a sentence or two.
    pub summary: String,
    /// Usual pupils per group.
    pub group_size: u32,
    /// What it costs the prep room.
    pub prep_minutes: PrepMinutes,
    /// For the technician, in Markdown.
    pub technician_notes: String,
    /// Whether amounts and minutes are the product's own estimates.
    pub estimate: bool,
    /// Where it comes from.
    pub source: String,
    /// The day somebody last looked at it.
    pub checked: NaiveDate,
    /// What is needed.
    pub kit: Vec<KitLine>,
    /// What may go wrong.
    pub risk: RiskText,
}

impl Practical {
    /// How many groups of the usual size so many pupils make.
    pub const fn groups_of(&self, pupils: u32) -> u32 {
        if self.group_size == 0 {
            return pupils;
        }
        pupils.div_ceil(self.group_size)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_read_back() {
        for subject in Subject::ALL {
            assert_eq!(Subject::from_code(subject.code()), Some(subject));
        }
        for stage in Stage::ALL {
            assert_eq!(Stage::from_code(stage.code()), Some(stage));
        }
        for worn in EyeProtection::ALL {
            assert_eq!(EyeProtection::from_code(worn.code()), Some(worn));
        }
    }

    #[test]
    fn years_have_a_stage() {
        assert_eq!(Stage::of_year(9), Some(Stage::Ks3));
        assert_eq!(Stage::of_year(10), Some(Stage::Ks4));
        assert_eq!(Stage::of_year(14), None);
    }

    #[test]
    fn a_primary_school_is_known_by_its_classes() {
        assert_eq!(Stage::of_primary([3, 6]), [Stage::Ks1, Stage::Ks2]);
        for years in [&[][..], &[6, 7], &[9], &[14]] {
            assert!(
                Stage::of_primary(years.iter().copied()).is_empty(),
                "{years:?}"
            );
        }
    }
}
