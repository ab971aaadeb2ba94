//! Kinds: what practicals ask for and items are of, the same in every school.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use thiserror::Error;
use uuid::Uuid;

use crate::amount::{Amount, Unit};
use crate::concentration::{Concentration, ConcentrationError};
use crate::practical::Subject;
use crate::substance::SubstanceId;

/// How a kind is kept, made and used up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Sort {
    /// A substance as it is bought.
    Chemical,
    /// A substance at a concentration, or a reagent made of several.
    Solution,
    /// What comes back after the lesson.
    Equipment,
    /// What is used up and is no chemical.
    Consumable,
}

impl Sort {
    /// Every sort, in the order forms offer them.
    pub const ALL: [Self; 4] = [
        Self::Chemical,
        Self::Solution,
        Self::Equipment,
        Self::Consumable,
    ];

    /// The word the database and the wire use.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Chemical => "chemical",
            Self::Solution => "solution",
            Self::Equipment => "equipment",
            Self::Consumable => "consumable",
        }
    }

    /// The sort of that [`Sort::code`].
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|sort| sort.code() == code)
    }

    /// Whether a lesson uses it up, unless the kit says otherwise.
    pub const fn is_used_up(self) -> bool {
        !matches!(self, Self::Equipment)
    }
}

/// An entry of the catalogue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Kind {
    /// Stable for ever.
    pub id: KindId,
    /// As a technician says it: "conical flask, 100 cm³".
    pub name: String,
    /// How it is kept and used.
    pub sort: Sort,
    /// What a stock of it is counted in.
    pub unit: Unit,
    /// What else it is called in catalogues and on shelves.
    #[serde(default)]
    pub other_names: Vec<String>,
    /// Who mostly uses it.
    pub subject: Subject,
    /// Whether each group of pupils uses one.
    #[serde(default)]
    pub class_set: bool,
}

/// A kind's id: canonical text, so that the same thing is the same kind in every school.
///
/// An entry of the catalogue and a substance as it is have a name (`conical-flask-100-cm3`,
/// `copper-ii-oxide`), a solution has its strength behind it (`hydrochloric-acid@1mol/dm3`), and
/// what only one school has is `own-` and a UUID. Strengths in different measures are different
/// kinds.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct KindId(String);

/// What a [`KindId`] says by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KindName {
    /// A name of the reference data: an entry of the catalogue, a substance as it is, or a
    /// reagent made of several.
    Reference(String),
    /// A substance at a concentration.
    Solution {
        /// What is dissolved.
        substance: SubstanceId,
        /// How strong.
        concentration: Concentration,
    },
    /// What only one school has.
    Own(Uuid),
}

/// Why a text is no kind's id.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum NotKindId {
    /// It is empty, or has signs other than lower-case letters, digits and hyphens.
    #[error("{0:?} is not the name of a kind")]
    Name(String),
    /// What stands behind the @ is no concentration.
    #[error("{text:?} is not a concentration: {error}")]
    Strength {
        /// As it was written.
        text: String,
        /// What is wrong.
        error: ConcentrationError,
    },
    /// It begins with `own-`, but no UUID follows.
    #[error("{0:?} is not a school's own kind")]
    Own(String),
}

const OWN: &str = "own-";

impl KindId {
    /// The kind of a substance at a concentration; without one, or neat, as it is bought.
    pub fn of_substance(substance: &SubstanceId, concentration: Option<&Concentration>) -> Self {
        let name = substance.as_str();
        match concentration {
            None | Some(Concentration::Neat) => Self(name.to_owned()),
            Some(strength) => Self(format!("{name}@{}", strength.code().replace(' ', ""))),
        }
    }

    /// Whether it comes out of the wall, so that no school counts what it has of it: water.
    pub fn is_on_tap(&self) -> bool {
        self.as_str() == "water"
    }

    /// Whether a school made it up: it means nothing elsewhere.
    pub fn is_own(&self) -> bool {
        matches!(self.name(), KindName::Own(_))
    }

    /// The kind that a school made up under that id.
    pub fn own(id: Uuid) -> Self {
        Self(format!("{OWN}{}", id.hyphenated()))
    }

    /// Reads an id and brings a solution's strength into its canonical form.
    pub fn parse(text: &str) -> Result<Self, NotKindId> {
        match KindName::parse(text)? {
            KindName::Reference(name) => Ok(Self(name)),
            KindName::Own(id) => Ok(Self::own(id)),
            KindName::Solution {
                substance,
                concentration,
            } => Ok(Self::of_substance(&substance, Some(&concentration))),
        }
    }

    /// What the id says: a solution, a school's own, or a name the reference data knows.
    pub fn name(&self) -> KindName {
        // What was made by this type is well formed; the fallback is never reached.
        KindName::parse(&self.0).unwrap_or_else(|_| KindName::Reference(self.0.clone()))
    }

    /// The substance of a solution and its strength, where this is one.
    pub fn solution(&self) -> Option<(SubstanceId, Concentration)> {
        match self.name() {
            KindName::Solution {
                substance,
                concentration,
            } => Some((substance, concentration)),
            KindName::Reference(_) | KindName::Own(_) => None,
        }
    }

    /// What things of the same shape but another size have in common: `conical-flask` of `conical-flask-100-cm3`.
    /// Solutions, and what only one school has, are of no family.
    pub fn family(&self) -> Option<&str> {
        if self.0.contains('@') || self.0.starts_with(OWN) {
            return None;
        }
        let size = self
            .0
            .match_indices('-')
            .find(|(at, _)| self.0[at + 1..].starts_with(|c: char| c.is_ascii_digit()));
        size.map(|(at, _)| &self.0[..at])
    }

    /// The size of one of a family, to be compared with others of it: of `beaker-1-dm3` it is more than of
    /// `beaker-250-cm3`.
    pub fn size(&self) -> Option<i64> {
        let tail = self.0.strip_prefix(self.family()?)?.strip_prefix('-')?;
        let figure = tail.split('-').next()?;
        Amount::parse(&tail.replace('-', " "))
            .or_else(|_| Amount::parse(figure))
            .ok()
            .map(Amount::micro)
    }

    /// What it is a kind of: the substance of a solution, or itself.
    pub fn substance(&self) -> SubstanceId {
        self.solution().map_or_else(
            || SubstanceId::new(self.0.clone()),
            |(substance, _)| substance,
        )
    }

    /// The id as the database holds it.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl KindName {
    fn parse(text: &str) -> Result<Self, NotKindId> {
        if let Some(id) = text.strip_prefix(OWN) {
            return Uuid::parse_str(id)
                .map(Self::Own)
                .map_err(|_| NotKindId::Own(text.to_owned()));
        }
        let (name, strength) = match text.split_once('@') {
            Some((name, strength)) => (name, Some(strength)),
            None => (text, None),
        };
        let is_name = !name.is_empty()
            && name
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
        if !is_name {
            return Err(NotKindId::Name(text.to_owned()));
        }
        let Some(strength) = strength else {
            return Ok(Self::Reference(name.to_owned()));
        };
        let concentration =
            Concentration::parse(strength).map_err(|error| NotKindId::Strength {
                text: strength.to_owned(),
                error,
            })?;
        Ok(match concentration {
            Concentration::Neat => Self::Reference(name.to_owned()),
            concentration => Self::Solution {
                substance: SubstanceId::new(name),
                concentration,
            },
        })
    }
}

impl fmt::Display for KindId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for KindId {
    type Err = NotKindId;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::parse(text)
    }
}

impl TryFrom<String> for KindId {
    type Error = NotKindId;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text)
    }
}

impl From<KindId> for String {
    fn from(id: KindId) -> Self {
        id.0
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::concentration::Measure;

    use super::*;

    fn acid() -> SubstanceId {
        SubstanceId::new("hydrochloric-acid")
    }

    #[test]
    fn sizes_are_of_one_family() {
        let family = |id: &str| KindId::parse(id).unwrap().family().map(str::to_owned);
        assert_eq!(
            family("conical-flask-100-cm3").as_deref(),
            Some("conical-flask")
        );
        assert_eq!(family("stop-clock"), None);
        assert_eq!(family("hydrochloric-acid@1mol/dm3"), None);
        assert_eq!(KindId::own(Uuid::nil()).family(), None);
    }

    #[test]
    fn sizes_are_compared() {
        let size = |id: &str| KindId::parse(id).unwrap().size();
        assert!(size("beaker-1-dm3") > size("beaker-250-cm3"));
        assert!(size("newton-meter-50-n") > size("newton-meter-10-n"));
        assert_eq!(size("stop-clock"), None);
    }

    #[test]
    fn the_same_solution_is_the_same_kind() {
        for written in ["1 mol/dm3", "1.0 mol/dm³", "1M"] {
            let strength = Concentration::parse(written).unwrap();
            let kind = KindId::of_substance(&acid(), Some(&strength));
            assert_eq!(kind.as_str(), "hydrochloric-acid@1mol/dm3");
        }
        let neat = KindId::of_substance(&acid(), Some(&Concentration::Neat));
        assert_eq!(neat, KindId::of_substance(&acid(), None));
    }

    #[test]
    fn texts_that_are_no_kind_are_named() {
        for text in ["", "Beaker", "beaker 50", "@1mol/dm3"] {
            assert!(matches!(KindId::parse(text), Err(NotKindId::Name(_))));
        }
        assert!(matches!(
            KindId::parse("hydrochloric-acid@strong"),
            Err(NotKindId::Strength { .. })
        ));
        assert!(matches!(KindId::parse("own-7"), Err(NotKindId::Own(_))));
    }

    proptest! {
        #[test]
        fn a_solution_is_read_back(
            micro in 0..=100_000_000i64,
            measure in prop::sample::select(Measure::ALL.to_vec()),
        ) {
            let strength = Concentration::new(micro, measure);
            let kind = KindId::of_substance(&acid(), Some(&strength));
            prop_assert_eq!(kind.solution(), Some((acid(), strength)));
            prop_assert_eq!(KindId::parse(kind.as_str()), Ok(kind));
        }

        #[test]
        fn a_schools_own_kind_is_read_back(bits in any::<u128>()) {
            let kind = KindId::own(Uuid::from_u128(bits));
            prop_assert_eq!(kind.name(), KindName::Own(Uuid::from_u128(bits)));
            prop_assert_eq!(KindId::parse(kind.as_str()), Ok(kind));
        }
    }
}
