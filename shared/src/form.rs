//! Forms: a struct of strings becomes a valid value, or all its problems at once.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{
    amount::{Amount, AmountError},
    import::whole_day,
    moment,
};

/// What is wrong with one field. The sentence is made by the view.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Problem {
    /// Nothing was given.
    Missing,
    /// More characters than fit.
    TooLong {
        /// At most so many characters.
        most: usize,
    },
    /// Fewer characters than are safe.
    TooShort {
        /// At least so many characters.
        least: usize,
    },
    /// Not a whole number.
    NotANumber,
    /// A number outside what makes sense.
    OutOfRange {
        /// The least that is taken.
        least: i64,
        /// The most that is taken.
        most: i64,
    },
    /// Not a date.
    NotADate,
    /// Not a time of day.
    NotATime,
    /// Not an e-mail address.
    NotAnAddress,
    /// Not an amount, such as `250 cm³`.
    NotAnAmount,
    /// An amount in another dimension than the item's.
    OtherUnit,
    /// Not a concentration, such as `1.0 mol/dm³`.
    NotAConcentration,
    /// Not a supplier's classification, such as `Eye Irrit. 2 H319`.
    NotAClassification,
    /// Not one of the choices.
    NotAChoice,
    /// No place in use has that code, nor any or only one that name.
    NotAPlace,
    /// No substance and no kind of the catalogue goes by that name.
    NotAKind,
    /// There is one of this name already.
    Taken,
    /// The school has this already, whatever it is called there.
    Kept {
        /// What it is called there.
        name: String,
    },
    /// It belongs to another person: initials, an e-mail address.
    Somebodys,
    /// Another class is in the room at that time.
    Occupied,
    /// A day before the first that may be given.
    TooEarly {
        /// The first.
        first: moment::Day,
    },
    /// A day after the last that may be given.
    TooLate {
        /// The last.
        last: moment::Day,
    },
    /// A time at or before that at which it begins.
    EndsTooSoon,
    /// A time at which something else is still going on.
    UnderWay {
        /// What.
        what: String,
    },
    /// An amount beyond what makes sense.
    TooLarge {
        /// The most, in units.
        most: i64,
    },
    /// More than the whole of which it is a part.
    MoreThanAll {
        /// The whole.
        all: i64,
    },
    /// A span, as it was written, whose last day comes before its first.
    EndsBeforeItBegins {
        /// The span.
        span: String,
    },
    /// A day that must lie ahead, and does not.
    NotAhead,
    /// A day that lies outside the span that is given.
    Outside {
        /// The day.
        day: moment::Day,
    },
    /// More days than one form sets.
    TooManyDays {
        /// The most.
        most: i64,
    },
    /// The two entries differ.
    Differs,
    /// Name and password don't belong together, whoever it is.
    NotSignedIn,
    /// Not the password of who is signed in.
    NotYourPassword,
    /// A line of several that is no day and no span of days.
    NotADay {
        /// The line.
        line: String,
    },
    /// Not the one-time token of this start of the server.
    NotTheToken,
    /// Too many tries; wait a while.
    TooManyTries,
    /// More than there is.
    MoreThanThere,
    /// More than went out with an order.
    MoreThanWentOut,
    /// It must be ticked to go on.
    NotConfirmed,
    /// Somebody else, or another window, gave it another value since it was shown.
    ChangedMeanwhile {
        /// What it is by now.
        now: String,
    },
}

/// What is wrong with an amount as it was typed.
impl From<AmountError> for Problem {
    fn from(error: AmountError) -> Self {
        match error {
            AmountError::Empty => Self::Missing,
            AmountError::TooLarge => Self::TooLarge { most: Amount::MOST },
            _ => Self::NotAnAmount,
        }
    }
}

/// Problems by field name. Empty when all is well.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Problems(BTreeMap<String, Problem>);

impl Problems {
    /// Just one problem.
    pub fn one(field: impl Into<String>, problem: Problem) -> Self {
        let mut problems = Self::default();
        problems.add(field, problem);
        problems
    }

    /// Notes a problem; the first of a field stands.
    pub fn add(&mut self, field: impl Into<String>, problem: Problem) {
        self.0.entry(field.into()).or_insert(problem);
    }

    /// The problem of a field.
    pub fn of(&self, field: &str) -> Option<&Problem> {
        self.0.get(field)
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// All of them, by field name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Problem)> {
        self.0
            .iter()
            .map(|(field, problem)| (field.as_str(), problem))
    }

    /// Gives what was read of all fields, when nothing is wrong with any of them.
    ///
    /// # Errors
    ///
    /// Everything that is wrong.
    pub fn give<T>(self, read: Option<T>) -> Result<T, Self> {
        match read {
            Some(read) if self.is_empty() => Ok(read),
            _ => Err(self),
        }
    }

    /// Takes the value, or notes the problem and gives nothing.
    pub fn take<T>(&mut self, field: &str, read: Result<T, Problem>) -> Option<T> {
        read.map_err(|problem| self.add(field, problem)).ok()
    }

    /// Takes the value of several fields, or notes all that is wrong with them and gives nothing.
    pub fn take_all<T>(&mut self, read: Result<T, Self>) -> Option<T> {
        let wrong = match read {
            Ok(value) => return Some(value),
            Err(Self(wrong)) => wrong,
        };
        for (field, problem) in wrong {
            self.add(field, problem);
        }
        None
    }
}

/// Text that must be there, trimmed, of at most so many characters.
pub fn text(given: &str, most: usize) -> Result<String, Problem> {
    optional_text(given, most)?.ok_or(Problem::Missing)
}

/// Text that may be missing, trimmed, of at most so many characters.
pub fn optional_text(given: &str, most: usize) -> Result<Option<String>, Problem> {
    let trimmed = given.trim();
    if trimmed.chars().count() > most {
        return Err(Problem::TooLong { most });
    }
    Ok((!trimmed.is_empty()).then(|| trimmed.to_owned()))
}

/// A whole number from `least` to `most`.
pub fn number(given: &str, least: i64, most: i64) -> Result<i64, Problem> {
    let trimmed = given.trim();
    if trimmed.is_empty() {
        return Err(Problem::Missing);
    }
    let number: i64 = trimmed.parse().map_err(|_| Problem::NotANumber)?;
    if (least..=most).contains(&number) {
        Ok(number)
    } else {
        Err(Problem::OutOfRange { least, most })
    }
}

/// Whether the last day is the first or follows it, and one form may set all the days between them.
pub fn span(first: chrono::NaiveDate, last: chrono::NaiveDate, most: i64) -> Result<(), Problem> {
    match (last - first).num_days() {
        ..0 => Err(Problem::TooEarly { first }),
        days if days >= most => Err(Problem::TooManyDays { most }),
        _ => Ok(()),
    }
}

/// A day as a date input sends it (`2026-11-24`) or as people write it: `24/11/2026`, `24.11.26`, `24 Nov 2026`.
pub fn day(given: &str) -> Result<chrono::NaiveDate, Problem> {
    let trimmed = given.trim();
    if trimmed.is_empty() {
        return Err(Problem::Missing);
    }
    whole_day(trimmed)
        .filter(|day| moment::is_near(*day))
        .ok_or(Problem::NotADate)
}

/// A day that may be missing.
pub fn optional_day(given: &str) -> Result<Option<chrono::NaiveDate>, Problem> {
    if given.trim().is_empty() {
        Ok(None)
    } else {
        day(given).map(Some)
    }
}

/// An e-mail address: something, an at sign, and a domain with a dot. The mail itself proves it.
pub fn address(given: &str) -> Result<String, Problem> {
    let address = text(given, 254)?.to_lowercase();
    let plausible = address.split_once('@').is_some_and(|(name, host)| {
        !name.is_empty() && host.contains('.') && !host.starts_with('.') && !host.ends_with('.')
    });
    if plausible && !address.contains(char::is_whitespace) {
        Ok(address)
    } else {
        Err(Problem::NotAnAddress)
    }
}

/// A choice by its stable name.
pub fn choice<T>(given: &str, find: impl Fn(&str) -> Option<T>) -> Result<T, Problem> {
    find(given.trim()).ok_or(if given.trim().is_empty() {
        Problem::Missing
    } else {
        Problem::NotAChoice
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_both_ways() {
        for given in ["24/11/2026", "24.11.26", " 24 Nov 2026 "] {
            assert_eq!(day(given), day("2026-11-24"), "{given}");
        }
        for wrong in ["31/02/2026", "24/11", "Nov 2026", "+262142-12-31"] {
            assert_eq!(day(wrong), Err(Problem::NotADate), "{wrong}");
        }
    }

    #[test]
    fn addresses_are_checked_for_shape_only() {
        assert_eq!(address(" Ada@School.org "), Ok("ada@school.org".to_owned()));
        for wrong in ["ada", "ada@school", "@school.org", "a da@school.org"] {
            assert_eq!(address(wrong), Err(Problem::NotAnAddress), "{wrong}");
        }
    }
}
