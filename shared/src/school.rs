//! Schools: the tenants, their zone and their own rules.

use serde::{Deserialize, Serialize};

use crate::id::{SchoolId, TrustId};

/// A school as its own people see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct School {
    /// Which.
    pub id: SchoolId,
    /// Its name.
    pub name: String,
    /// The trust it belongs to, if any.
    pub trust: Option<TrustId>,
    /// Its unique reference number in England, or the like elsewhere.
    pub urn: Option<String>,
    /// IANA name of its zone.
    pub zone: String,
    /// Its own rules.
    pub rules: Rules,
    /// Which edit this is, for noticing two at once.
    pub version: i64,
}

/// What a school decides for itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rules {
    /// Orders are wanted this many school days ahead.
    pub notice_days: u8,
    /// Equipment is free again so many minutes after a lesson, and bound so many before it.
    pub turnaround_minutes: u16,
    /// Whether an order without an approved risk note is stopped; else it is warned.
    pub stop_without_risk_note: bool,
}

impl Default for Rules {
    fn default() -> Self {
        Self {
            notice_days: 2,
            turnaround_minutes: 15,
            stop_without_risk_note: false,
        }
    }
}
