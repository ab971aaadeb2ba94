//! The short code that is printed on everything: seven characters and a check character.
//!
//! The alphabet is Crockford's base 32 (no I, L, O, U); the check character is Luhn's, modulo 32,
//! in the same alphabet. It catches every single wrong character, and every swap of two
//! neighbours but `0` with `Z`.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use thiserror::Error;

const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// How many characters a code has, with its check character.
pub const LENGTH: usize = 8;

/// How many bits a code carries: five for each character but the last.
const BITS: u32 = 35;

/// A printed code; its check character is always right. Shown as `7K3M-9QX1`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Code(u64);

/// Why a text is not a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum NotACode {
    /// It has more or fewer than eight characters.
    #[error("a code has {LENGTH} characters")]
    WrongLength,
    /// A character, as it was typed, that no code has.
    #[error("no code has the character {0:?}")]
    NotInAlphabet(char),
    /// The check character does not fit: something was misread or mistyped.
    #[error("the check character does not fit")]
    CheckFails,
}

impl Code {
    /// A code of random bits, of which the lowest 35 count.
    pub fn from_random(bits: u64) -> Self {
        Self(bits & ((1 << BITS) - 1))
    }

    /// Reads what a person types or a camera sees: in any case, O for 0, I and L for 1, spaces
    /// and hyphens anywhere, or the whole address of a label.
    pub fn parse(text: &str) -> Result<Self, NotACode> {
        let values = code_in(text)
            .chars()
            .filter(|typed| !is_separator(*typed))
            .map(|typed| value_of(typed).ok_or(NotACode::NotInAlphabet(typed)))
            .collect::<Result<Vec<u8>, NotACode>>()?;
        if values.len() != LENGTH {
            return Err(NotACode::WrongLength);
        }
        let code = Self(
            values
                .iter()
                .take(LENGTH - 1)
                .fold(0, |bits, value| bits << 5 | u64::from(*value)),
        );
        if code.values() == *values {
            Ok(code)
        } else {
            Err(NotACode::CheckFails)
        }
    }

    /// The eight characters without a hyphen, as in addresses and in the database.
    pub fn plain(self) -> String {
        self.values()
            .into_iter()
            .map(|value| char::from(ALPHABET[usize::from(value)]))
            .collect()
    }

    fn values(self) -> [u8; LENGTH] {
        let mut values = [0; LENGTH];
        for (place, value) in values.iter_mut().rev().enumerate().skip(1) {
            *value = u8::try_from(self.0 >> (5 * (place - 1)) & 31).unwrap_or_default();
        }
        values[LENGTH - 1] = check_value(&values[..LENGTH - 1]);
        values
    }
}

/// The address that a label's QR code holds: upper-case, so that the QR's compact alphanumeric
/// mode can carry it.
pub fn label_url(base: &str, code: Code) -> String {
    format!(
        "{}/C/{}",
        base.trim_end_matches('/').to_uppercase(),
        code.plain()
    )
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let plain = self.plain();
        let (first, second) = plain.split_at(LENGTH / 2);
        f.pad(&format!("{first}-{second}"))
    }
}

impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Code({self})")
    }
}

impl FromStr for Code {
    type Err = NotACode;

    fn from_str(text: &str) -> Result<Self, NotACode> {
        Self::parse(text)
    }
}

impl TryFrom<String> for Code {
    type Error = NotACode;

    fn try_from(text: String) -> Result<Self, NotACode> {
        Self::parse(&text)
    }
}

impl From<Code> for String {
    fn from(code: Code) -> Self {
        code.plain()
    }
}

/// The part of a scanned address that holds the code; a bare code is returned as it is.
fn code_in(text: &str) -> &str {
    let address = text
        .split(['?', '#'])
        .next()
        .unwrap_or(text)
        .trim()
        .trim_end_matches('/');
    address.rsplit('/').next().unwrap_or(address)
}

fn is_separator(typed: char) -> bool {
    typed.is_whitespace() || matches!(typed, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

fn value_of(typed: char) -> Option<u8> {
    let meant = match typed.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    let place = ALPHABET
        .iter()
        .position(|character| char::from(*character) == meant)?;
    u8::try_from(place).ok()
}

/// Luhn's check value in base 32: from the right, every other value counts twice, and what
/// reaches 32 counts as the sum of its two digits.
fn check_value(values: &[u8]) -> u8 {
    let sum: u8 = values
        .iter()
        .rev()
        .enumerate()
        .map(|(place, value)| {
            if place % 2 == 0 {
                value * 2 / 32 + value * 2 % 32
            } else {
                *value
            }
        })
        .fold(0, |sum, addend| (sum + addend) % 32);
    (32 - sum) % 32
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const EXAMPLE: &str = "7K3M9QX1";

    #[test]
    fn reads_what_people_type_and_cameras_see() {
        let code = Code::parse(EXAMPLE).unwrap();
        for text in [
            "7K3M-9QX1",
            " 7k3m 9qxl ",
            "7k3m–9qxI",
            "7-K-3-M-9-Q-X-1",
            "HTTPS://HOST/C/7K3M9QX1",
            "http://prep-room:3000/c/7k3m9qx1/?from=sheet#top",
        ] {
            assert_eq!(Code::parse(text), Ok(code), "{text}");
        }
        assert_eq!(Code::parse("OOOO-OOOO"), Ok(Code::from_random(0)));
    }

    #[test]
    fn says_what_is_wrong() {
        assert_eq!(Code::parse(""), Err(NotACode::WrongLength));
        assert_eq!(Code::parse("7K3M9QX"), Err(NotACode::WrongLength));
        assert_eq!(Code::parse("7K3M9QX11"), Err(NotACode::WrongLength));
        assert_eq!(Code::parse("7K3M9QXu"), Err(NotACode::NotInAlphabet('u')));
        assert_eq!(Code::parse("7K3M9QX2"), Err(NotACode::CheckFails));
        assert_eq!(Code::parse("K73M9QX1"), Err(NotACode::CheckFails));
    }

    #[test]
    fn shows_itself_grouped_and_stores_itself_plain() {
        let code = Code::parse(EXAMPLE).unwrap();
        assert_eq!(code.to_string(), "7K3M-9QX1");
        assert_eq!(String::from(code), EXAMPLE);
        assert_eq!(
            label_url("https://trolley.example/", code),
            "HTTPS://TROLLEY.EXAMPLE/C/7K3M9QX1"
        );
    }

    proptest! {
        #[test]
        fn survives_writing_and_reading(bits: u64) {
            let code = Code::from_random(bits);
            prop_assert_eq!(Code::parse(&code.plain()), Ok(code));
            prop_assert_eq!(Code::parse(&code.to_string().to_lowercase()), Ok(code));
            prop_assert_eq!(Code::parse(&label_url("http://school:3000", code)), Ok(code));
        }

        #[test]
        fn catches_one_wrong_character(bits: u64, place in 0..LENGTH, other in 0usize..32) {
            let mut text = Code::from_random(bits).plain().into_bytes();
            prop_assume!(text[place] != ALPHABET[other]);
            text[place] = ALPHABET[other];
            prop_assert_eq!(Code::parse(std::str::from_utf8(&text).unwrap()), Err(NotACode::CheckFails));
        }

        #[test]
        fn catches_swapped_neighbours(bits: u64, place in 0..LENGTH - 1) {
            let mut text = Code::from_random(bits).plain().into_bytes();
            let pair = [text[place], text[place + 1]];
            prop_assume!(pair[0] != pair[1] && pair != *b"0Z" && pair != *b"Z0");
            text.swap(place, place + 1);
            prop_assert_eq!(Code::parse(std::str::from_utf8(&text).unwrap()), Err(NotACode::CheckFails));
        }
    }
}
