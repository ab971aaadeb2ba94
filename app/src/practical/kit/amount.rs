//! What a line shares out, as it is typed.

use shared::{
    amount::{Amount, AmountError},
    form::Problem,
};

/// A piece, gram, litre or metre in the millionths that amounts are counted in.
const ONE: i64 = 1_000_000;
/// No lesson shares out more of anything.
const MOST: i64 = 10_000;
const TOO_LARGE: Problem = Problem::TooLarge { most: MOST };

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
        }
        assert!(amount("10000").is_ok());
        assert!(amount("10 kg").is_ok());
        assert_eq!(amount("many"), Err(Problem::NotAnAmount));
    }
}
