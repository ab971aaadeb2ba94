//! What schools share with one another: copies, and how it went elsewhere.

use serde::{Deserialize, Serialize};

use crate::{
    amount::Unit,
    kind::{KindId, Sort},
    practical::{Entry, RiskText},
};

/// Who may see what a school shares.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Audience {
    /// The schools of the same trust.
    Trust,
    /// Every school on the server.
    Everyone,
}

impl Audience {
    /// Both, the narrower first.
    pub const ALL: [Self; 2] = [Self::Trust, Self::Everyone];

    /// The stable name in the database and in forms.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Trust => "trust",
            Self::Everyone => "everyone",
        }
    }

    /// The audience of that stable name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|audience| audience.code() == code)
    }

    /// As pages say it.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Trust => "the schools of your trust",
            Self::Everyone => "every school on this server",
        }
    }
}

/// How a shared practical went at another school.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// As it is written.
    Worked,
    /// After something was changed.
    WithChanges,
    /// Not at all.
    DidNot,
}

impl Outcome {
    /// Every outcome, the best first.
    pub const ALL: [Self; 3] = [Self::Worked, Self::WithChanges, Self::DidNot];

    /// The stable name in the database and in forms.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Worked => "worked",
            Self::WithChanges => "with-changes",
            Self::DidNot => "did-not",
        }
    }

    /// The outcome of that stable name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|outcome| outcome.code() == code)
    }

    /// As pages say it.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Worked => "It worked",
            Self::WithChanges => "It worked with changes",
            Self::DidNot => "It did not work",
        }
    }
}

/// The published copy of a practical: all that another school needs to do the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Body {
    /// The practical with its kit and notes.
    pub entry: Entry,
    /// What the kinds of its kit are, so that those only one school has can be made up elsewhere.
    pub kinds: Vec<KindCopy>,
    /// Its risk note's text. Elsewhere it begins as a draft: approval does not travel.
    pub risk: Option<RiskText>,
}

/// A kind as the publishing school calls it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KindCopy {
    /// Which.
    pub id: KindId,
    /// What it is called.
    pub name: String,
    /// How it is kept.
    pub sort: Sort,
    /// What it is counted in.
    pub unit: Unit,
}

impl Body {
    /// What a kind of the kit is called.
    pub fn name_of(&self, kind: &KindId) -> &str {
        self.kinds
            .iter()
            .find(|copy| copy.id == *kind)
            .map_or("", |copy| copy.name.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_go_there_and_back() {
        for audience in Audience::ALL {
            assert_eq!(Audience::from_code(audience.code()), Some(audience));
        }
        for outcome in Outcome::ALL {
            assert_eq!(Outcome::from_code(outcome.code()), Some(outcome));
        }
    }
}
