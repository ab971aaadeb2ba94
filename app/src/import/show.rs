//! The views of a list on its way in, and their addresses.

use serde::Deserialize;
use shared::id::UploadId;

use crate::path::Path;

/// Which rows are looked at, from where.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Look {
    pub(super) show: String,
    pub(super) after: usize,
}

/// The views of a list on its way in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Show {
    All,
    Ask,
    Matched,
    Check,
    Here,
    Out,
}

impl Show {
    /// The view of that name; all things when there is none.
    pub(super) fn of(name: &str) -> Self {
        match name {
            "ask" => Self::Ask,
            "matched" => Self::Matched,
            "check" => Self::Check,
            "here" => Self::Here,
            "out" => Self::Out,
            _ => Self::All,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Ask => "ask",
            Self::Matched => "matched",
            Self::Check => "check",
            Self::Here => "here",
            Self::Out => "out",
        }
    }

    /// The address of this view of an upload.
    pub(super) fn href(self, id: UploadId, after: usize) -> String {
        let after = if after > 0 {
            format!("&after={after}")
        } else {
            String::new()
        };
        format!("{}?show={}{after}", Path::Upload(id).href(), self.name())
    }
}
