//! Specific concentration limits, acute toxicity estimates and supplemental statements.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::class::{Category, HazardClass, Route};
use super::statement::{Code, NotCode};

/// From where, and up to where, a limit holds, in per cent.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Range {
    /// The percentage from which it holds.
    pub from: f64,
    /// Whether the limit itself still lies below (`C>85`).
    pub is_above: bool,
    /// The percentage from which another limit takes over.
    pub to: Option<f64>,
}

impl Range {
    /// Whether so many per cent reach the limit. Where it ends, a more severe one has begun, so
    /// that the upper end needs no asking.
    pub fn is_reached_by(self, percent: f64) -> bool {
        if self.is_above {
            percent > self.from
        } else {
            percent >= self.from
        }
    }
}

/// Why a text is no limit, estimate or supplemental statement.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum NotLimit {
    /// Not the form that is written.
    #[error("{0} cannot be read as a limit")]
    Form(String),
    /// The statement does not exist.
    #[error(transparent)]
    Code(#[from] NotCode),
}

fn form(text: &str) -> NotLimit {
    NotLimit::Form(text.to_owned())
}

impl FromStr for Range {
    type Err = NotLimit;

    /// `C>=5`, `C>85`, `2<=C<5`.
    fn from_str(text: &str) -> Result<Self, NotLimit> {
        let plain: String = text
            .chars()
            .filter(|c| !c.is_whitespace() && *c != '%')
            .collect::<String>()
            .replace('≥', ">=")
            .replace('≤', "<=");
        let number = |digits: &str| digits.parse::<f64>().map_err(|_| form(text));
        let (before, after) = plain.split_once('C').ok_or_else(|| form(text))?;
        let range = if let Some(from) = before.strip_suffix("<=") {
            let to = after.strip_prefix("<=").or_else(|| after.strip_prefix('<'));
            let to = number(to.ok_or_else(|| form(text))?)?;
            Self {
                from: number(from)?,
                is_above: false,
                to: Some(to),
            }
        } else if let Some(from) = before.strip_suffix('<') {
            let to = after.strip_prefix("<=").or_else(|| after.strip_prefix('<'));
            let to = number(to.ok_or_else(|| form(text))?)?;
            Self {
                from: number(from)?,
                is_above: true,
                to: Some(to),
            }
        } else if !before.is_empty() {
            return Err(form(text));
        } else if let Some(from) = after.strip_prefix(">=") {
            Self {
                from: number(from)?,
                is_above: false,
                to: None,
            }
        } else {
            let from = after.strip_prefix('>').ok_or_else(|| form(text))?;
            Self {
                from: number(from)?,
                is_above: true,
                to: None,
            }
        };
        let is_share = |percent: f64| (0.0..=100.0).contains(&percent);
        let is_sound =
            is_share(range.from) && range.to.is_none_or(|to| is_share(to) && to > range.from);
        if is_sound { Ok(range) } else { Err(form(text)) }
    }
}

impl fmt::Display for Range {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { from, is_above, to } = self;
        match (to, is_above) {
            (Some(to), false) => write!(f, "{from}<=C<{to}"),
            (Some(to), true) => write!(f, "{from}<C<{to}"),
            (None, false) => write!(f, "C>={from}"),
            (None, true) => write!(f, "C>{from}"),
        }
    }
}

/// A limit the law sets for one substance: `Skin Corr. 1B H314 2<=C<5`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct SpecificLimit {
    /// The class it gives.
    pub hazard: HazardClass,
    /// The category it gives.
    pub category: Category,
    /// The statement it gives.
    pub code: Code,
    /// From what percentage.
    pub range: Range,
}

impl FromStr for SpecificLimit {
    type Err = NotLimit;

    fn from_str(text: &str) -> Result<Self, NotLimit> {
        let (hazard, rest) = HazardClass::leading(text.trim()).ok_or_else(|| form(text))?;
        let (category, rest) = Category::leading(rest).unwrap_or((Category::of(1), rest));
        let (code, range) = rest.split_once(' ').ok_or_else(|| form(text))?;
        Ok(Self {
            hazard,
            category,
            code: code.parse()?,
            range: range.parse()?,
        })
    }
}

impl fmt::Display for SpecificLimit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            hazard,
            category,
            code,
            range,
        } = self;
        write!(f, "{} {category} {code} {range}", hazard.name())
    }
}

/// In what form an acutely toxic substance meets the body; each has its own scale.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Exposure {
    /// mg per kg of body mass, swallowed.
    Oral,
    /// mg per kg of body mass, through the skin.
    Dermal,
    /// ppm by volume.
    Gas,
    /// mg per litre of air.
    Vapour,
    /// mg per litre of air, dust or mist.
    Dust,
}

impl Exposure {
    /// How it gets in.
    pub const fn route(self) -> Route {
        match self {
            Self::Oral => Route::Oral,
            Self::Dermal => Route::Dermal,
            Self::Gas | Self::Vapour | Self::Dust => Route::Inhalation,
        }
    }

    /// The unit of its estimates.
    pub const fn unit(self) -> &'static str {
        match self {
            Self::Oral | Self::Dermal => "mg/kg",
            Self::Gas => "ppmV gases",
            Self::Vapour => "mg/L vapours",
            Self::Dust => "mg/L dusts",
        }
    }
}

/// An acute toxicity estimate: `oral 481 mg/kg`, `inhalation 2.65 mg/L vapours`.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Estimate {
    /// How it meets the body.
    pub exposure: Exposure,
    /// The estimate in the exposure's unit.
    pub value: f64,
}

impl FromStr for Estimate {
    type Err = NotLimit;

    fn from_str(text: &str) -> Result<Self, NotLimit> {
        let mut words = text.split_whitespace();
        let (route, value) = (words.next().unwrap_or(""), words.next().unwrap_or(""));
        let unit: Vec<&str> = words.collect();
        let unit = unit.join(" ");
        let exposure = match route {
            "oral" if unit.starts_with("mg/kg") => Exposure::Oral,
            "dermal" if unit.starts_with("mg/kg") => Exposure::Dermal,
            "inhalation" if unit.starts_with("ppm") => Exposure::Gas,
            "inhalation" if unit.starts_with("mg/L vapour") => Exposure::Vapour,
            "inhalation" if unit.starts_with("mg/L dust") || unit.starts_with("mg/L mist") => {
                Exposure::Dust
            }
            _ => return Err(form(text)),
        };
        let value = value.parse().ok().filter(|value: &f64| *value > 0.0);
        Ok(Self {
            exposure,
            value: value.ok_or_else(|| form(text))?,
        })
    }
}

impl fmt::Display for Estimate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let route = match self.exposure {
            Exposure::Oral => "oral",
            Exposure::Dermal => "dermal",
            Exposure::Gas | Exposure::Vapour | Exposure::Dust => "inhalation",
        };
        write!(f, "{route} {} {}", self.value, self.exposure.unit())
    }
}

/// A supplemental statement, with its own limit where it has one: `EUH031 C>=5`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Supplement {
    /// The statement.
    pub code: Code,
    /// From what percentage, where the law says so.
    pub range: Option<Range>,
}

impl FromStr for Supplement {
    type Err = NotLimit;

    fn from_str(text: &str) -> Result<Self, NotLimit> {
        let (code, range) = match text.trim().split_once(' ') {
            Some((code, range)) => (code, Some(range.parse()?)),
            None => (text.trim(), None),
        };
        let code: Code = code.parse()?;
        if code.is_supplemental() {
            Ok(Self { code, range })
        } else {
            Err(form(text))
        }
    }
}

impl fmt::Display for Supplement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.code)?;
        self.range.map_or(Ok(()), |range| write!(f, " {range}"))
    }
}

/// Reads from and writes to the text of the data.
macro_rules! as_text {
    ($($type:ty),*) => {$(
        impl TryFrom<String> for $type {
            type Error = NotLimit;

            fn try_from(text: String) -> Result<Self, NotLimit> {
                text.parse()
            }
        }

        impl From<$type> for String {
            fn from(value: $type) -> Self {
                value.to_string()
            }
        }
    )*};
}

as_text!(SpecificLimit, Estimate, Supplement);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_limits_as_the_data_writes_them() {
        for text in [
            "Skin Corr. 1A H314 C>=5",
            "Skin Corr. 1B H314 2<=C<5",
            "Flam. Liq. 3 H226 C>85",
        ] {
            assert_eq!(text.parse::<SpecificLimit>().unwrap().to_string(), text);
        }
        for text in [
            "oral 481 mg/kg",
            "inhalation 2.65 mg/L vapours",
            "inhalation 100 ppmV gases",
        ] {
            assert_eq!(text.parse::<Estimate>().unwrap().to_string(), text);
        }
        for text in ["EUH066", "EUH031 C>=5"] {
            assert_eq!(text.parse::<Supplement>().unwrap().to_string(), text);
        }
        for text in ["C>=", "C<5", "5", "5<=C<2", "C>=101"] {
            assert!(text.parse::<Range>().is_err(), "{text}");
        }
        assert!("H314".parse::<Supplement>().is_err());
    }
}
