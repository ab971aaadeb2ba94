//! The ledger's words, and its one rule: a holding is never below nothing.

use serde::{Deserialize, Serialize};

/// What one line of the ledger says has happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Movement {
    /// Came in.
    Received,
    /// Used up.
    Used,
    /// Broken.
    Broken,
    /// Not found any more.
    Lost,
    /// Thrown away, as its hazards ask.
    Disposed,
    /// From one place to another.
    Moved,
    /// Made in the prep room, or used up in making.
    Prepared,
    /// The book was corrected to what is there.
    Counted,
    /// Given out for a while.
    Lent,
    /// Came back.
    Returned,
}

impl Movement {
    /// Every sort of line.
    pub const ALL: [Self; 10] = [
        Self::Received,
        Self::Used,
        Self::Broken,
        Self::Lost,
        Self::Disposed,
        Self::Moved,
        Self::Prepared,
        Self::Counted,
        Self::Lent,
        Self::Returned,
    ];

    /// The stable name in the database.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Received => "received",
            Self::Used => "used",
            Self::Broken => "broken",
            Self::Lost => "lost",
            Self::Disposed => "disposed",
            Self::Moved => "moved",
            Self::Prepared => "prepared",
            Self::Counted => "counted",
            Self::Lent => "lent",
            Self::Returned => "returned",
        }
    }

    /// The sort of that stable name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|sort| sort.code() == code)
    }
}

/// Why a posting was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Cause {
    /// A person noted one movement.
    Deed(Movement),
    /// An order was checked in.
    CheckIn,
    /// A stock list was read in.
    Import,
    /// Another posting is taken back.
    Reversal,
}

impl Cause {
    /// The stable name in the database.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Deed(movement) => movement.code(),
            Self::CheckIn => "check-in",
            Self::Import => "import",
            Self::Reversal => "reversal",
        }
    }

    /// The cause of that stable name.
    pub fn from_code(code: &str) -> Option<Self> {
        match code {
            "check-in" => Some(Self::CheckIn),
            "import" => Some(Self::Import),
            "reversal" => Some(Self::Reversal),
            code => Movement::from_code(code).map(Self::Deed),
        }
    }
}

/// What a line does to the book, in millionths of the unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entered {
    /// What the book is corrected by first, since more was taken than it knew of; else nothing.
    pub correction: i64,
    /// What is left then.
    pub left: i64,
}

/// Enters a signed line in a book that holds so much. None when the sum is beyond what can be held.
pub fn enter(book: i64, line: i64) -> Option<Entered> {
    let left = book.checked_add(line)?;
    Some(if left < 0 {
        Entered {
            correction: left.checked_neg()?,
            left: 0,
        }
    } else {
        Entered {
            correction: 0,
            left,
        }
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn taking_more_than_the_book_knows_corrects_it_first() {
        let entered = enter(200, -250);
        assert_eq!(
            entered,
            Some(Entered {
                correction: 50,
                left: 0
            })
        );
        assert_eq!(enter(i64::MAX, 1), None);
    }

    #[test]
    fn names_go_there_and_back() {
        for movement in Movement::ALL {
            assert_eq!(Movement::from_code(movement.code()), Some(movement));
            let cause = Cause::Deed(movement);
            assert_eq!(Cause::from_code(cause.code()), Some(cause));
        }
        for cause in [Cause::CheckIn, Cause::Import, Cause::Reversal] {
            assert_eq!(Cause::from_code(cause.code()), Some(cause));
        }
    }

    proptest! {
        #[test]
        fn the_lines_and_corrections_add_up_to_what_is_left(
            lines in prop::collection::vec(-1_000i64..1_000, 0..40),
        ) {
            let (mut book, mut sum) = (0, 0);
            for line in lines {
                let entered = enter(book, line).unwrap();
                prop_assert!(entered.left >= 0 && entered.correction >= 0);
                sum += entered.correction + line;
                book = entered.left;
                prop_assert_eq!(sum, book);
            }
        }
    }
}
