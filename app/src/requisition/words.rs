//! How orders speak: of lessons, minutes, and what is free.

use shared::{
    availability::{Feasibility, Promised},
    moment::Day,
    requisition::Place,
    timetable::Period,
};

use crate::{parts::Glyph, when};

pub use crate::when::{long_day, minutes};

/// "Thu 26 Nov, P3".
pub fn lesson(day: Day, period: &Period) -> String {
    format!("{}, {}", when::near_day(day), period.name)
}

/// "9Y/Ch1 · Lab 1 · Thu 26 Nov, P3".
pub fn place(place: &Place) -> String {
    format!(
        "{} · {} · {}",
        place.class_name,
        place.room_name,
        lesson(place.day, &place.period)
    )
}

/// "Thu P3".
pub fn short_lesson(day: Day, period: &Period) -> String {
    format!("{} {}", day.format("%a"), period.name)
}

/// How many of a thing: "1 order", "9 orders".
pub fn count(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

/// A place's name with its numbers and signs beside their words on every line: `Cupboard F › Shelf 4`.
pub fn whole(name: &str) -> String {
    const SHORT: usize = 2;
    let mut whole = String::with_capacity(name.len());
    for (n, word) in name.split(' ').enumerate() {
        let gap = if word.chars().count() <= SHORT {
            '\u{a0}'
        } else {
            ' '
        };
        if n > 0 {
            whole.push(gap);
        }
        whole.push_str(word);
    }
    whole
}

/// How a line stands, ready to be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// The class of its colour.
    pub class: &'static str,
    /// Its icon.
    pub glyph: Glyph,
    /// In a few words: "11 free".
    pub words: String,
    /// Who has the rest, or why.
    pub note: String,
}

/// Where to turn with what the school does not keep.
const ASK: &str = "ask the prep room";

impl Said {
    /// Said to the prep room, which asks nobody else.
    pub fn for_the_prep_room(self) -> Self {
        let note = if self.note == ASK {
            String::new()
        } else {
            self.note
        };
        Self { note, ..self }
    }
}

/// How a line of a lesson stands.
pub fn feasibility(feasibility: &Feasibility, is_counted: bool, lesson: &Place) -> Said {
    let fine = |words: String, note: String| Said {
        class: "avail avail-ok",
        glyph: Glyph::Check,
        words,
        note,
    };
    let warns = |words: String, note: String| Said {
        class: "avail avail-short",
        glyph: Glyph::Alert,
        words,
        note,
    };
    match feasibility {
        Feasibility::Enough { free } if is_counted => fine(format!("{free} free"), String::new()),
        Feasibility::Enough { free } => fine(format!("{free} in stock"), String::new()),
        Feasibility::Short { free, promised_to } if free.is_zero() && promised_to.is_empty() => {
            warns("none left".to_owned(), String::new())
        }
        Feasibility::Short { free, promised_to } => {
            let words = if is_counted {
                format!("{free} free")
            } else {
                format!("{free} left")
            };
            warns(words, holders(promised_to, lesson))
        }
        Feasibility::OutOfDate { free } => {
            let note = if free.is_zero() {
                "the prep room decides".to_owned()
            } else {
                format!("{free} in date")
            };
            warns("out of date".to_owned(), note)
        }
        Feasibility::MadeFresh { with: 0 } => fine("made fresh".to_owned(), String::new()),
        Feasibility::MadeFresh { with } => fine(
            "made fresh".to_owned(),
            format!("with {}", count(*with, "other lesson", "other lessons")),
        ),
        Feasibility::OnTap => fine("from the tap".to_owned(), String::new()),
        Feasibility::NotKept => Said {
            class: "avail avail-short",
            glyph: Glyph::Alert,
            words: "not kept here".to_owned(),
            note: ASK.to_owned(),
        },
        Feasibility::Unknown => Said {
            class: "avail",
            glyph: Glyph::Info,
            words: "the prep room looks".to_owned(),
            note: String::new(),
        },
    }
}

/// `15 with HBi, 11A/Ch in Lab 2; and 2 more`. Another lesson than the own one is named: `in Lab 2, Wed P2`.
fn holders(promised: &[Promised], lesson: &Place) -> String {
    const NAMED: usize = 2;
    let named: Vec<String> = promised
        .iter()
        .take(NAMED)
        .map(|promised| {
            let holder = &promised.holder;
            let when = if holder.day != lesson.day {
                format!(", {} {}", holder.day.format("%a"), holder.period)
            } else if holder.period != lesson.period.name {
                format!(", {}", holder.period)
            } else {
                String::new()
            };
            format!(
                "{} with {}, {} in {}{when}",
                promised.amount, holder.teacher, holder.class, holder.room
            )
        })
        .collect();
    let more = promised.len().saturating_sub(NAMED);
    let rest = if more > 0 {
        format!("; and {more} more")
    } else {
        String::new()
    };
    format!("{}{rest}", named.join("; "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::{amount::Amount, availability::Holder, moment::Minute};

    fn place(day: Day) -> Place {
        Place {
            slot: None,
            class: None,
            class_name: "9Y/Ch1".to_owned(),
            pupils: 29,
            room: "00000000-0000-0000-0000-000000000000".parse().unwrap(),
            room_name: "Lab 1".to_owned(),
            day,
            period: Period {
                n: 3,
                name: "P3".to_owned(),
                starts: Minute::at(11, 5),
                ends: Minute::at(12, 5),
            },
        }
    }

    #[test]
    fn who_has_the_rest_is_said() {
        let wednesday: Day = "2026-11-25".parse().unwrap();
        let promised = Promised {
            holder: Holder {
                class: "11A/Ch".to_owned(),
                teacher: "HBi".to_owned(),
                room: "Lab 2".to_owned(),
                day: wednesday,
                period: "P3".to_owned(),
            },
            amount: Amount::pieces(15),
        };
        let short = Feasibility::Short {
            free: Amount::pieces(11),
            promised_to: vec![promised],
        };
        let said = feasibility(&short, true, &place(wednesday));
        assert_eq!(
            (said.words.as_str(), said.note.as_str()),
            ("11 free", "15 with HBi, 11A/Ch in Lab 2")
        );
        let later = feasibility(&short, true, &place(wednesday + chrono::TimeDelta::days(1)));
        assert_eq!(later.note, "15 with HBi, 11A/Ch in Lab 2, Wed P3");
    }
}
