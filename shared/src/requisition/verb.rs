//! What is done to an order, as its history names it.

/// What somebody did to an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verb {
    /// A draft was begun.
    Begun,
    /// Its lines, groups or notes were changed.
    Changed,
    /// Another practical, or free lines, took the place of what it asked for.
    ChosenAnew,
    /// It went to another lesson.
    Moved,
    /// It was sent to the prep room.
    Submitted,
    /// Sent already, it was written anew.
    Withdrawn,
    /// Its teacher read the risk note that was approved since.
    NoteRead,
    /// The prep room took it on.
    Accepted,
    /// The prep room asked something.
    Queried,
    /// Its teacher answered.
    Answered,
    /// Its teacher said something to the prep room.
    Told,
    /// The prep room can't do it.
    Declined,
    /// A line stood ready.
    Ticked,
    /// A line did not stand ready after all.
    Unticked,
    /// Everything stood ready.
    Prepared,
    /// It stood in the room.
    Delivered,
    /// It was back.
    Returned,
    /// What was used, broken and lost was written down.
    CheckedIn,
    /// The last step was taken back.
    Undone,
    /// Its teacher called it off.
    Cancelled,
}

impl Verb {
    /// Every verb, in the order of an order's life.
    pub const ALL: [Self; 20] = [
        Self::Begun,
        Self::Changed,
        Self::ChosenAnew,
        Self::Moved,
        Self::Submitted,
        Self::Withdrawn,
        Self::NoteRead,
        Self::Accepted,
        Self::Queried,
        Self::Answered,
        Self::Told,
        Self::Declined,
        Self::Ticked,
        Self::Unticked,
        Self::Prepared,
        Self::Delivered,
        Self::Returned,
        Self::CheckedIn,
        Self::Undone,
        Self::Cancelled,
    ];

    /// As histories say it, behind who did it.
    pub const fn said(self) -> &'static str {
        match self {
            Self::Begun => "began it",
            Self::Changed => "changed it",
            Self::ChosenAnew => "chose anew",
            Self::Moved => "moved it",
            Self::Submitted => "sent it",
            Self::Withdrawn => "wrote it anew",
            Self::Accepted => "accepted it",
            Self::Queried => "asked something",
            Self::Answered => "answered",
            Self::Declined => "declined it",
            Self::Ticked => "ticked what is ready",
            Self::Unticked => "took a tick away",
            Self::Prepared => "prepared it",
            Self::Delivered => "delivered it",
            Self::Returned => "brought it back",
            Self::CheckedIn => "checked it in",
            Self::NoteRead => "read its risk note",
            Self::Told => "told the prep room something",
            Self::Undone => "took the last step back",
            Self::Cancelled => "called it off",
        }
    }

    /// As events hold it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Begun => "begun",
            Self::Changed => "changed",
            Self::ChosenAnew => "chosen anew",
            Self::Moved => "moved",
            Self::Submitted => "submitted",
            Self::Withdrawn => "withdrawn",
            Self::NoteRead => "note read",
            Self::Accepted => "accepted",
            Self::Queried => "queried",
            Self::Answered => "answered",
            Self::Told => "told",
            Self::Declined => "declined",
            Self::Ticked => "ticked",
            Self::Unticked => "unticked",
            Self::Prepared => "prepared",
            Self::Delivered => "delivered",
            Self::Returned => "returned",
            Self::CheckedIn => "checked in",
            Self::Undone => "undone",
            Self::Cancelled => "cancelled",
        }
    }

    /// The verb of that word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|verb| verb.word() == word)
    }

    /// A line was ticked, or its tick taken away.
    pub const fn of_tick(is_ready: bool) -> Self {
        if is_ready {
            Self::Ticked
        } else {
            Self::Unticked
        }
    }

    /// Whether its teacher wrote what the order asks for.
    pub const fn is_writing(self) -> bool {
        matches!(
            self,
            Self::Begun | Self::Changed | Self::ChosenAnew | Self::Moved
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_go_there_and_back() {
        for verb in Verb::ALL {
            assert_eq!(Verb::from_word(verb.word()), Some(verb));
        }
        assert_eq!(Verb::from_word("eaten"), None);
    }
}
