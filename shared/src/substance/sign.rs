//! Signal words and pictograms.

use serde::{Deserialize, Serialize};

/// The one signal word of a label.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Signal {
    /// No signal word.
    None,
    /// "Warning"
    Warning,
    /// "Danger"
    Danger,
}

impl Signal {
    /// The word on the label; empty where there is none.
    pub const fn word(self) -> &'static str {
        match self {
            Self::None => "",
            Self::Warning => "Warning",
            Self::Danger => "Danger",
        }
    }
}

/// A hazard pictogram, `GHS01` to `GHS09`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Pictogram {
    /// `GHS01`
    ExplodingBomb,
    /// `GHS02`
    Flame,
    /// `GHS03`
    FlameOverCircle,
    /// `GHS04`
    GasCylinder,
    /// `GHS05`
    Corrosion,
    /// `GHS06`
    SkullAndCrossbones,
    /// `GHS07`
    ExclamationMark,
    /// `GHS08`
    HealthHazard,
    /// `GHS09`
    Environment,
}

impl Pictogram {
    /// CLP's code of it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::ExplodingBomb => "GHS01",
            Self::Flame => "GHS02",
            Self::FlameOverCircle => "GHS03",
            Self::GasCylinder => "GHS04",
            Self::Corrosion => "GHS05",
            Self::SkullAndCrossbones => "GHS06",
            Self::ExclamationMark => "GHS07",
            Self::HealthHazard => "GHS08",
            Self::Environment => "GHS09",
        }
    }

    /// What schools call it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::ExplodingBomb => "explosive",
            Self::Flame => "flammable",
            Self::FlameOverCircle => "oxidising",
            Self::GasCylinder => "gas under pressure",
            Self::Corrosion => "corrosive",
            Self::SkullAndCrossbones => "acute toxicity",
            Self::ExclamationMark => "health hazard, moderate",
            Self::HealthHazard => "health hazard, serious",
            Self::Environment => "hazardous to the environment",
        }
    }
}
