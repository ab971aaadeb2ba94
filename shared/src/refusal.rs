//! Why something was not done: what the person sees. What went wrong inside stays inside.

use serde::{Deserialize, Serialize};

use crate::form::Problems;

/// The outer half of an error: small, and safe to show to anyone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum Refusal {
    /// Not there, or not yours: the two are not told apart.
    #[error("not found")]
    NotFound,
    /// Not signed in.
    #[error("sign in first")]
    SignInFirst,
    /// A member, but without the right.
    #[error("not allowed")]
    NotAllowed,
    /// What was sent doesn't make a valid value.
    #[error("the form has problems")]
    Invalid(Problems),
    /// The order or note is in another state than the action needs; somebody was quicker.
    #[error("wrong step: it is {is}")]
    WrongStep {
        /// The state it is in, as pages say it.
        is: String,
    },
    /// Somebody else changed it since this page was opened.
    #[error("changed meanwhile")]
    Stale,
    /// Something is in the way: the reason is a short sentence about what.
    #[error("not possible: {0}")]
    InUse(String),
    /// A fault of ours, logged under this ticket.
    #[error("fault {0}")]
    Fault(String),
}
