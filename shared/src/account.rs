//! People, their roles, and what each role may do.

pub mod right;

use serde::{Deserialize, Serialize};

pub use right::{Grant, Right};

/// What a member is in a school. Code asks for rights, never for roles.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// Orders practicals for lessons.
    Teacher,
    /// Prepares, delivers, and keeps the stock.
    Technician,
    /// A technician who also runs the prep room: imports, disposals, places.
    SeniorTechnician,
    /// Answers for capacity, safety and fair access.
    HeadOfScience,
    /// Keeps people and settings.
    Administrator,
}

impl Role {
    /// Every role, from the least to the widest.
    pub const ALL: [Self; 5] = [
        Self::Teacher,
        Self::Technician,
        Self::SeniorTechnician,
        Self::HeadOfScience,
        Self::Administrator,
    ];

    /// The stable name in the database and in forms.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Teacher => "teacher",
            Self::Technician => "technician",
            Self::SeniorTechnician => "senior-technician",
            Self::HeadOfScience => "head-of-science",
            Self::Administrator => "administrator",
        }
    }

    /// The role of that stable name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.code() == code)
    }

    /// As pages say it.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Teacher => "Teacher",
            Self::Technician => "Technician",
            Self::SeniorTechnician => "Senior technician",
            Self::HeadOfScience => "Head of science",
            Self::Administrator => "Administrator",
        }
    }

    /// Whether the prep room is this role's place of work.
    pub const fn prepares(self) -> bool {
        matches!(self, Self::Technician | Self::SeniorTechnician)
    }
}

/// A person as others in the same school see them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Name {
    /// As they want to be called.
    pub full: String,
    /// Two to four letters, as on a timetable: `HBi`.
    pub initials: String,
}

impl Name {
    /// The name with initials made from it: first letter of the first word, two of the last.
    pub fn with_made_initials(full: &str) -> Self {
        let words: Vec<&str> = full.split_whitespace().collect();
        let first = words.first().and_then(|word| word.chars().next());
        let last: String = words
            .last()
            .map(|word| word.chars().take(2).collect())
            .unwrap_or_default();
        let initials = if words.len() > 1 {
            first.into_iter().chain(last.chars()).collect()
        } else {
            last
        };
        Self {
            full: full.trim().to_owned(),
            initials,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_are_made_as_timetables_make_them() {
        assert_eq!(Name::with_made_initials("Hannah Birch").initials, "HBi");
        assert_eq!(Name::with_made_initials(" Cher ").initials, "Ch");
        assert_eq!(Name::with_made_initials("").initials, "");
    }

    #[test]
    fn role_codes_go_there_and_back() {
        for role in Role::ALL {
            assert_eq!(Role::from_code(role.code()), Some(role));
        }
    }
}
