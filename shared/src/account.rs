//! People, their roles, and what each role may do.

pub mod right;

use std::collections::HashSet;

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
    /// As on a timetable, and nobody else's in the school: `HBi`.
    pub initials: String,
}

impl Name {
    /// The name with initials beside those that are taken: the first letter of the first word, the first of the last
    /// word and one more of it, the earliest that is free; or else a number.
    pub fn beside(full: &str, taken: &HashSet<String>) -> Self {
        let full = full.trim();
        let (first, last) = full.rsplit_once(char::is_whitespace).unwrap_or(("", full));
        let mut letters = last.chars();
        let begin: String = first.chars().take(1).chain(letters.next()).collect();
        let ends = letters.map(String::from);
        let numbers = (2..).map(|n: u32| n.to_string());
        let initials = ends
            .chain(numbers)
            .map(|end| format!("{begin}{end}"))
            .find(|initials| !taken.contains(initials))
            .unwrap_or(begin);
        Self {
            full: full.to_owned(),
            initials,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_are_made_as_timetables_make_them() {
        let nobody = HashSet::new();
        assert_eq!(Name::beside("Hannah Birch", &nobody).initials, "HBi");
        assert_eq!(Name::beside("Ana de la Cruz", &nobody).initials, "ACr");
        assert_eq!(Name::beside(" Cher ", &nobody).initials, "Ch");
    }

    #[test]
    fn nobody_has_the_initials_of_another() {
        let mut taken = HashSet::new();
        let mut admitted = |name: &str| {
            let initials = Name::beside(name, &taken).initials;
            assert!(taken.insert(initials.clone()), "{initials} twice");
            initials
        };
        let names = ["Jo Reid", "Jude Regan", "Jan Re", "Jen Re"];
        assert_eq!(names.map(&mut admitted), ["JRe", "JRg", "JR2", "JR3"]);
    }

    #[test]
    fn role_codes_go_there_and_back() {
        for role in Role::ALL {
            assert_eq!(Role::from_code(role.code()), Some(role));
        }
    }
}
