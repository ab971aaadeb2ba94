//! CAS registry numbers, proven by their check digit.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// A CAS registry number: `7647-01-0`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Cas(String);

/// Why a text is no CAS number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum NotCas {
    /// Not digits, hyphen, two digits, hyphen, one digit.
    #[error("a CAS number looks like 7647-01-0")]
    Form,
    /// A digit was misread.
    #[error("the CAS number's check digit does not agree")]
    CheckDigit,
}

impl Cas {
    /// The number as it is written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Cas {
    type Err = NotCas;

    fn from_str(text: &str) -> Result<Self, NotCas> {
        let text = text.trim();
        let mut groups = text.split('-');
        let (Some(first), Some(second), Some(check), None) =
            (groups.next(), groups.next(), groups.next(), groups.next())
        else {
            return Err(NotCas::Form);
        };
        let is_digits = |group: &str| group.bytes().all(|b| b.is_ascii_digit());
        let fits = (2..=7).contains(&first.len()) && second.len() == 2 && check.len() == 1;
        if !fits || ![first, second, check].into_iter().all(is_digits) {
            return Err(NotCas::Form);
        }
        // Each digit times its place counted from the right, modulo ten.
        let sum: u32 = (1u32..)
            .zip(first.bytes().chain(second.bytes()).rev())
            .map(|(place, digit)| place * u32::from(digit - b'0'))
            .sum();
        let expected = char::from_digit(sum % 10, 10);
        if check.chars().next() != expected {
            return Err(NotCas::CheckDigit);
        }
        Ok(Self(text.to_owned()))
    }
}

impl TryFrom<String> for Cas {
    type Error = NotCas;

    fn try_from(text: String) -> Result<Self, NotCas> {
        text.parse()
    }
}

impl From<Cas> for String {
    fn from(cas: Cas) -> Self {
        cas.0
    }
}

impl fmt::Display for Cas {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_check_digit_proves_the_number() {
        assert!("7647-01-0".parse::<Cas>().is_ok());
        assert!("7758-99-8".parse::<Cas>().is_ok());
        assert_eq!("7647-01-1".parse::<Cas>(), Err(NotCas::CheckDigit));
        assert_eq!("7674-01-0".parse::<Cas>(), Err(NotCas::CheckDigit));
        assert_eq!("76470-1-0".parse::<Cas>(), Err(NotCas::Form));
    }
}
