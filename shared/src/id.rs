//! Typed ids: one type per noun, so that an item is never looked up as a holding.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = uuid::Error;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Uuid::parse_str(text).map(Self)
            }
        }

        impl From<Uuid> for $name {
            fn from(id: Uuid) -> Self {
                Self(id)
            }
        }
    )+};
}

ids! {
    /// A person, in whatever schools.
    PersonId,
    /// A group of schools run together.
    TrustId,
    /// A school: the tenant.
    SchoolId,
    /// A person's place in one school.
    MemberId,
    /// A node in a school's tree of places.
    LocationId,
    /// What a school holds of a kind.
    ItemId,
    /// Some of an item in one place.
    HoldingId,
    /// A set of ledger lines written together.
    PostingId,
    /// One line of the stock ledger.
    MovementId,
    /// A stock list that was read in.
    ImportId,
    /// A file on its way in.
    UploadId,
    /// A library entry of a school.
    PracticalId,
    /// A teaching group.
    ClassId,
    /// A class's regular place in the timetable, from one day to another.
    SlotId,
    /// A teacher's request for a lesson.
    RequisitionId,
    /// The risk assessment of a practical, in all its versions.
    RiskNoteId,
    /// A practical published for others.
    PracticeId,
    /// A form sent with mistakes, kept for its next showing.
    FormStateId,
}
