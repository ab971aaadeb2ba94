//! From classes to the label: which statement covers which, one signal word, and which pictogram
//! silences which (CLP articles 20, 26 and 27).

use std::collections::BTreeSet;

use super::reason::Reason;
use crate::substance::class::{Category, HazardClass};
use crate::substance::sign::{Pictogram, Signal};
use crate::substance::statement::Code;

use HazardClass as H;

pub(super) struct Label {
    pub(super) h_codes: Vec<Code>,
    pub(super) signal: Signal,
    pub(super) pictograms: Vec<Pictogram>,
}

/// The label; marks the reasons whose statement another covers.
pub(super) fn of(reasons: &mut [Reason]) -> Label {
    mark_covered(reasons);
    let shown: Vec<&Reason> = reasons
        .iter()
        .filter(|reason| reason.covered_by.is_none())
        .collect();
    let codes: BTreeSet<Code> = shown.iter().map(|reason| reason.code.clone()).collect();
    let signal = reasons
        .iter()
        .map(|reason| signal(reason.hazard, reason.category))
        .max();
    Label {
        h_codes: codes.into_iter().collect(),
        signal: signal.unwrap_or(Signal::None),
        pictograms: pictograms(reasons),
    }
}

/// The statements that a statement makes superfluous: GHS annex 3 and CLP article 27. H410 says H400 already; H411 to
/// H413 do not, since what is very toxic at once and what lasts are then of different categories.
const COVERS: [(&str, &[&str]); 9] = [
    ("H271", &["H272"]),
    ("H314", &["H315", "H318", "H319"]),
    ("H318", &["H319"]),
    ("H340", &["H341"]),
    ("H350", &["H351"]),
    ("H360", &["H361"]),
    ("H370", &["H371"]),
    ("H372", &["H373"]),
    ("H410", &["H400", "H411", "H412", "H413"]),
];

fn mark_covered(reasons: &mut [Reason]) {
    let codes: Vec<Code> = reasons.iter().map(|reason| reason.code.clone()).collect();
    for reason in reasons {
        reason.covered_by = codes
            .iter()
            .find(|code| {
                COVERS.iter().any(|(cover, covered)| {
                    *cover == code.stem() && covered.contains(&reason.code.stem())
                })
            })
            .cloned();
    }
}

fn pictograms(reasons: &[Reason]) -> Vec<Pictogram> {
    let of = |reason: &Reason| pictogram_of(reason.hazard, reason.category);
    let all: BTreeSet<Pictogram> = reasons.iter().filter_map(of).collect();
    let is_corrosive = all.contains(&Pictogram::Corrosion);
    let is_poison = all.contains(&Pictogram::SkullAndCrossbones);
    let sensitises_lungs = reasons.iter().any(|r| r.hazard == H::RespiratorySensitiser);
    let is_silenced = |reason: &Reason| match reason.hazard {
        _ if is_poison => true,
        H::SkinIrritation | H::EyeIrritation => is_corrosive || sensitises_lungs,
        H::SkinSensitiser => sensitises_lungs,
        _ => false,
    };
    let exclaims = reasons
        .iter()
        .any(|reason| of(reason) == Some(Pictogram::ExclamationMark) && !is_silenced(reason));
    all.into_iter()
        .filter(|pictogram| *pictogram != Pictogram::ExclamationMark || exclaims)
        .collect()
}

/// The pictogram of a class, before any precedence: CLP Annex V.
pub fn pictogram_of(hazard: HazardClass, category: Category) -> Option<Pictogram> {
    let number = category.number;
    Some(match hazard {
        H::Explosive => Pictogram::ExplodingBomb,
        H::FlammableGas if number > 1 => return None,
        H::FlammableLiquid if number > 3 => return None,
        H::FlammableGas
        | H::Aerosol
        | H::FlammableLiquid
        | H::FlammableSolid
        | H::SelfReactive
        | H::PyrophoricLiquid
        | H::PyrophoricSolid
        | H::SelfHeating
        | H::WaterReactive
        | H::OrganicPeroxide => Pictogram::Flame,
        H::OxidisingGas | H::OxidisingLiquid | H::OxidisingSolid => Pictogram::FlameOverCircle,
        H::PressurisedGas => Pictogram::GasCylinder,
        H::MetalCorrosive | H::SkinCorrosion | H::EyeDamage => Pictogram::Corrosion,
        H::AcuteToxicity if number <= 3 => Pictogram::SkullAndCrossbones,
        H::SingleExposure if number <= 2 => Pictogram::HealthHazard,
        H::AcuteToxicity
        | H::SingleExposure
        | H::SkinIrritation
        | H::EyeIrritation
        | H::SkinSensitiser
        | H::Ozone => Pictogram::ExclamationMark,
        H::RespiratorySensitiser
        | H::Mutagen
        | H::Carcinogen
        | H::Reproductive
        | H::RepeatedExposure
        | H::Aspiration => Pictogram::HealthHazard,
        H::AquaticAcute if number == 1 => Pictogram::Environment,
        H::AquaticChronic if number <= 2 => Pictogram::Environment,
        H::AquaticAcute | H::AquaticChronic | H::Lactation => return None,
    })
}

/// The signal word of a class: CLP Annex I.
fn signal(hazard: HazardClass, category: Category) -> Signal {
    // The last category that still says Danger, and the last that says anything.
    let (danger, warning) = match hazard {
        H::Lactation => (0, 0),
        H::AquaticAcute | H::AquaticChronic => (0, 1),
        H::PressurisedGas
        | H::MetalCorrosive
        | H::SkinIrritation
        | H::EyeIrritation
        | H::SkinSensitiser
        | H::Ozone => (0, u8::MAX),
        H::FlammableGas
        | H::Aerosol
        | H::FlammableSolid
        | H::SelfHeating
        | H::Mutagen
        | H::Carcinogen
        | H::Reproductive
        | H::SingleExposure
        | H::RepeatedExposure => (1, u8::MAX),
        H::FlammableLiquid | H::WaterReactive | H::OxidisingLiquid | H::OxidisingSolid => {
            (2, u8::MAX)
        }
        H::AcuteToxicity => (3, u8::MAX),
        H::Explosive
        | H::OxidisingGas
        | H::SelfReactive
        | H::PyrophoricLiquid
        | H::PyrophoricSolid
        | H::OrganicPeroxide
        | H::SkinCorrosion
        | H::EyeDamage
        | H::RespiratorySensitiser
        | H::Aspiration => (u8::MAX, u8::MAX),
    };
    match category.number {
        number if number <= danger => Signal::Danger,
        number if number <= warning => Signal::Warning,
        _ => Signal::None,
    }
}
