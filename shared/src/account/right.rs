//! Who may do what: one table.

use super::Role;
use Role::{
    Administrator as A, HeadOfScience as H, SeniorTechnician as S, Teacher as T, Technician as P,
};

/// Something that a page or an operation asks for. Each has a type of its own, which a desk
/// carries, so that an operation cannot be called without it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Right {
    /// Be a member: see the school's stock, practicals, orders and people.
    Look,
    /// Change people, roles and invitations.
    KeepPeople,
    /// Change the school's settings and its calendar.
    KeepSchool,
    /// Change places, items and what stands where.
    KeepStock,
    /// Use, move, break, count: the day's movements.
    MoveStock,
    /// Read a stock list in and take it back.
    ImportStock,
    /// Change classes, periods and lessons.
    KeepTimetable,
    /// Write practicals and their risk notes.
    WritePracticals,
    /// Order a practical for a lesson.
    Request,
    /// Accept, query, decline and prepare orders.
    Prepare,
    /// Deliver an order and take it back.
    Deliver,
    /// Check an order in.
    CheckIn,
    /// Approve risk notes.
    ApproveRisk,
    /// Publish to other schools, adopt from them and say how it went.
    Share,
    /// See demand against capacity.
    Oversee,
}

impl Right {
    /// Every right.
    pub const ALL: [Self; 15] = [
        Self::Look,
        Self::KeepPeople,
        Self::KeepSchool,
        Self::KeepStock,
        Self::MoveStock,
        Self::ImportStock,
        Self::KeepTimetable,
        Self::WritePracticals,
        Self::Request,
        Self::Prepare,
        Self::Deliver,
        Self::CheckIn,
        Self::ApproveRisk,
        Self::Share,
        Self::Oversee,
    ];

    /// The roles that hold this right.
    pub const fn roles(self) -> &'static [Role] {
        match self {
            Self::Look => &[T, P, S, H, A],
            Self::KeepPeople => &[H, A],
            Self::KeepSchool | Self::KeepTimetable | Self::Oversee => &[S, H, A],
            Self::KeepStock | Self::MoveStock | Self::Prepare | Self::Deliver | Self::CheckIn => {
                &[P, S, H]
            }
            Self::ImportStock => &[P, S, H, A],
            Self::WritePracticals | Self::Request | Self::Share => &[T, P, S, H],
            Self::ApproveRisk => &[H],
        }
    }
}

impl Role {
    /// Whether this role holds that right.
    pub fn may(self, right: Right) -> bool {
        right.roles().contains(&self)
    }
}

/// A right as a type: what a desk is typed by.
pub trait Grant: Copy + Send + Sync + 'static {
    /// The right that this type stands for.
    const RIGHT: Right;
}

macro_rules! grants {
    ($($(#[$doc:meta])* $name:ident = $right:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug)]
        pub struct $name;

        impl Grant for $name {
            const RIGHT: Right = Right::$right;
        }
    )+};
}

grants! {
    /// [`Right::Look`].
    CanLook = Look,
    /// [`Right::KeepPeople`].
    CanKeepPeople = KeepPeople,
    /// [`Right::KeepSchool`].
    CanKeepSchool = KeepSchool,
    /// [`Right::KeepStock`].
    CanKeepStock = KeepStock,
    /// [`Right::MoveStock`].
    CanMoveStock = MoveStock,
    /// [`Right::ImportStock`].
    CanImportStock = ImportStock,
    /// [`Right::KeepTimetable`].
    CanKeepTimetable = KeepTimetable,
    /// [`Right::WritePracticals`].
    CanWritePracticals = WritePracticals,
    /// [`Right::Request`].
    CanRequest = Request,
    /// [`Right::Prepare`].
    CanPrepare = Prepare,
    /// [`Right::Deliver`].
    CanDeliver = Deliver,
    /// [`Right::CheckIn`].
    CanCheckIn = CheckIn,
    /// [`Right::ApproveRisk`].
    CanApproveRisk = ApproveRisk,
    /// [`Right::Share`].
    CanShare = Share,
    /// [`Right::Oversee`].
    CanOversee = Oversee,
}
