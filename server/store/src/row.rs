//! From columns to domain types, with a named inconsistency when a column can't be read.

use std::str::FromStr;

use shared::moment::Day;

use crate::{Fault, Result};

/// Reads a text column that holds an id or anything else that parses.
pub(crate) fn parse<T: FromStr>(column: &'static str, value: &str) -> Result<T> {
    value.parse().map_err(|_| inconsistent(column, value))
}

/// Reads a text column that may be null.
pub(crate) fn parse_optional<T: FromStr>(
    column: &'static str,
    value: Option<&str>,
) -> Result<Option<T>> {
    value.map(|value| parse(column, value)).transpose()
}

/// Reads a text column by a stable name.
pub(crate) fn named<T>(
    column: &'static str,
    value: &str,
    find: impl Fn(&str) -> Option<T>,
) -> Result<T> {
    find(value).ok_or_else(|| inconsistent(column, value))
}

/// Reads a whole number into a narrower type.
pub(crate) fn narrow<T: TryFrom<i64>>(column: &'static str, value: i64) -> Result<T> {
    T::try_from(value).map_err(|_| inconsistent(column, &value.to_string()))
}

/// Reads a day column that may be null.
pub(crate) fn day(column: &'static str, value: Option<&str>) -> Result<Option<Day>> {
    parse_optional(column, value)
}

/// Reads a column of JSON.
pub(crate) fn json<T: serde::de::DeserializeOwned>(column: &'static str, value: &str) -> Result<T> {
    serde_json::from_str(value).map_err(|_| inconsistent(column, value))
}

/// Writes a column of JSON.
pub(crate) fn to_json<T: serde::Serialize>(value: &T) -> Result<String> {
    serde_json::to_string(value).map_err(|error| Fault::Other(format!("to JSON: {error}")).into())
}

fn inconsistent(column: &'static str, value: &str) -> crate::Error {
    Fault::Inconsistent {
        column,
        value: value.to_owned(),
    }
    .into()
}
