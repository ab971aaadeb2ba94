//! What a line shares out, as it is typed.

use shared::{
    amount::{Amount, AmountError},
    form::Problem,
};

/// A piece, gram, litre or metre in the millionths that amounts are counted in.
const ONE: i64 = 1_000_000;
/// No lesson shares out more of anything.
const MOST: i64 = 10_000;
const TOO_LARGE: Problem = Problem::OutOfRange {
    least: 0,
    most: MOST,
};

/// Whether it is of whole pieces.
pub(super) const fn is_whole(given: Amount) -> bool {
    given.micro() % ONE == 0
}

/// What is wrong with an amount that is far beyond any lesson, in a sentence.
pub fn too_large(typed: &str) -> Option<String> {
    let is_large = match Amount::parse(typed) {
        Ok(amount) => amount.micro() > MOST * ONE,
        Err(error) => error == AmountError::TooLarge,
    };
    is_large.then(|| "This is too large: 10,000 is the most.".to_owned())
}

/// An amount as typed; none where nothing is, or nothing of it.
pub(super) fn amount(typed: &str) -> Result<Option<Amount>, Problem> {
    if typed.trim().is_empty() {
        return Ok(None);
    }
    match Amount::parse(typed) {
        Ok(amount) if amount.is_negative() => Err(Problem::NotAnAmount),
        Ok(amount) if amount.micro() > MOST * ONE => Err(TOO_LARGE),
        Err(AmountError::TooLarge) => Err(TOO_LARGE),
        Ok(amount) => Ok((!amount.is_zero()).then_some(amount)),
        Err(_) => Err(Problem::NotAnAmount),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_beyond_any_lesson_is_too_large() {
        for typed in ["999999999999999", "99999999999999999999999", "10001 g"] {
            assert_eq!(amount(typed), Err(TOO_LARGE), "{typed}");
            assert!(too_large(typed).is_some(), "{typed}");
        }
        assert!(amount("10000").is_ok());
        assert_eq!(too_large("10 kg"), None);
        assert_eq!(too_large("many"), None);
    }
}
