//! What the prep room looks at before it takes an order on.

/// Why an order is not taken on without a look.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Concern {
    /// Its practical has no approved risk note.
    NoNote,
    /// A risk note has been approved since, that its teacher has not read.
    NoteSince,
    /// Hazardous things that were added to the practical's kit: no note of the practical's covers them.
    NotCovered(Vec<String>),
    /// Things that are short for all that is promised by then.
    Short(Vec<String>),
}

impl Concern {
    /// What there is to say of the note that an order of a practical carries, when another is approved by now.
    pub fn of_note(carried: Option<u32>, approved: Option<u32>) -> Option<Self> {
        match (carried, approved) {
            (None, None) => Some(Self::NoNote),
            (carried, Some(approved)) if carried != Some(approved) => Some(Self::NoteSince),
            _ => None,
        }
    }

    /// In a few words: "no approved risk note", "short: Bunsen burner".
    pub fn words(&self) -> String {
        match self {
            Self::NoNote => "no approved risk note".to_owned(),
            Self::NoteSince => "risk note approved since, not read".to_owned(),
            Self::NotCovered(names) => format!("note does not cover: {}", names.join(", ")),
            Self::Short(names) => format!("short: {}", names.join(", ")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_is_the_one_that_is_approved_now() {
        assert_eq!(Concern::of_note(None, None), Some(Concern::NoNote));
        assert_eq!(Concern::of_note(None, Some(1)), Some(Concern::NoteSince));
        assert_eq!(Concern::of_note(Some(1), Some(2)), Some(Concern::NoteSince));
        assert_eq!(Concern::of_note(Some(2), Some(2)), None);
    }
}
