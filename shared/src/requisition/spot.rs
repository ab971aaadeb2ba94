//! Which lesson an order is for, by what it remembers of it, and whether the timetable still has it there.

use super::{Card, Requisition};
use crate::{
    id::{ClassId, LocationId, MemberId, SlotId},
    moment::Day,
    timetable::Lesson,
};

/// What tells a lesson apart. A slot that is given another teacher or room goes on as a new one, so the slot alone does
/// not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spot {
    /// The slot in the timetable.
    pub slot: Option<SlotId>,
    /// The class.
    pub class: Option<ClassId>,
    /// Who teaches it.
    pub teacher: MemberId,
    /// Where.
    pub room: LocationId,
    /// On which day.
    pub day: Day,
    /// In which period, by its number.
    pub period: u8,
}

impl Spot {
    /// Whether this is the same lesson: of the same slot, or of the same class in the same period with the same teacher
    /// or in the same room. A class may be taught in halves at one time.
    pub fn is(&self, other: &Self) -> bool {
        let is_slot = self.slot.is_some() && self.slot == other.slot;
        let is_class = self.class.is_some() && self.class == other.class;
        let is_half = self.teacher == other.teacher || self.room == other.room;
        let is_time = self.period == other.period;
        self.day == other.day && (is_slot || is_class && is_time && is_half)
    }
}

impl From<&Lesson> for Spot {
    fn from(lesson: &Lesson) -> Self {
        Self {
            slot: Some(lesson.slot),
            class: Some(lesson.class.id),
            teacher: lesson.teacher,
            room: lesson.room,
            day: lesson.day.day,
            period: lesson.period.n,
        }
    }
}

impl From<&Card> for Spot {
    fn from(card: &Card) -> Self {
        Self {
            slot: card.slot,
            class: card.class,
            teacher: card.teacher,
            room: card.room,
            day: card.day,
            period: card.period.n,
        }
    }
}

impl From<&Requisition> for Spot {
    fn from(order: &Requisition) -> Self {
        let lesson = &order.lesson;
        Self {
            slot: lesson.slot,
            class: lesson.class,
            teacher: order.teacher,
            room: lesson.room,
            day: lesson.day,
            period: lesson.period.n,
        }
    }
}

/// What the timetable has done with an order's lesson since.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Displaced {
    /// It is in another room.
    Room(String),
    /// It is not there any more.
    Gone,
}

impl Displaced {
    /// How a spot stands to the lessons of its day; none while it is where it was. An order without a slot never was in
    /// the timetable.
    pub fn of(spot: &Spot, lessons: &[Lesson]) -> Option<Self> {
        spot.slot?;
        match lessons.iter().find(|lesson| spot.is(&Spot::from(*lesson))) {
            Some(lesson) if lesson.room == spot.room => None,
            Some(lesson) => Some(Self::Room(lesson.room_name.clone())),
            None => Some(Self::Gone),
        }
    }

    /// In a few words, as a slip says them.
    pub fn words(&self) -> String {
        match self {
            Self::Room(name) => format!("now in {name}"),
            Self::Gone => "not in the timetable any more".to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn spot() -> Spot {
        Spot {
            slot: Some(Uuid::from_u128(1).into()),
            class: Some(Uuid::from_u128(2).into()),
            teacher: Uuid::from_u128(3).into(),
            room: Uuid::from_u128(4).into(),
            day: crate::form::day("2026-11-27").unwrap(),
            period: 3,
        }
    }

    #[test]
    fn a_lesson_is_the_same_when_its_slot_goes_on_as_another() {
        let slot = Some(Uuid::from_u128(9).into());
        let (teacher, room) = (Uuid::from_u128(9).into(), Uuid::from_u128(9).into());
        let changed = Spot { slot, ..spot() };
        assert!(spot().is(&Spot { teacher, ..changed }));
        assert!(spot().is(&Spot { room, ..changed }));
        let half = Spot {
            teacher,
            room,
            ..changed
        };
        assert!(!spot().is(&half), "the other half of the class");
        assert!(!spot().is(&Spot {
            period: 4,
            ..changed
        }));
        assert!(
            spot().is(&Spot {
                period: 4,
                ..spot()
            }),
            "a period got another number"
        );
        let day = spot().day.succ_opt().unwrap();
        assert!(!spot().is(&Spot { day, ..spot() }));
        let none = Spot {
            slot: None,
            class: None,
            ..spot()
        };
        assert!(!none.is(&none), "what never was in the timetable");
    }
}
