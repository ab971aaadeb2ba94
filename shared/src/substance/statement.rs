//! Hazard statements: their codes, and their words for Great Britain.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// The code of a hazard or supplemental statement that exists in CLP: `H360Df`, `EUH066`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Code(String);

/// A code that CLP does not have.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{0} is no hazard statement of CLP")]
pub struct NotCode(pub String);

impl Code {
    /// The code of a statement that the rules themselves name.
    pub(super) fn known(code: &'static str) -> Self {
        Self(code.to_owned())
    }

    /// The code as it is written.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The code without its suffix letters: `H360` of `H360Df`.
    pub fn stem(&self) -> &str {
        let end = if self.is_supplemental() { 6 } else { 4 };
        self.0.get(..end).unwrap_or(&self.0)
    }

    /// Whether it is a supplemental statement (EUH).
    pub fn is_supplemental(&self) -> bool {
        self.0.starts_with('E')
    }

    /// The statement in words, as CLP puts them.
    pub fn words(&self) -> &'static str {
        words(&self.0).unwrap_or_default()
    }
}

impl FromStr for Code {
    type Err = NotCode;

    fn from_str(text: &str) -> Result<Self, NotCode> {
        let text = text.trim();
        if words(text).is_some() {
            Ok(Self(text.to_owned()))
        } else {
            Err(NotCode(text.to_owned()))
        }
    }
}

impl TryFrom<String> for Code {
    type Error = NotCode;

    fn try_from(text: String) -> Result<Self, NotCode> {
        text.parse()
    }
}

impl From<Code> for String {
    fn from(code: Code) -> Self {
        code.0
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The statements of CLP Annex III that a school's chemicals can have.
fn words(code: &str) -> Option<&'static str> {
    STATEMENTS
        .iter()
        .find(|(known, _)| *known == code)
        .map(|(_, words)| *words)
}

const STATEMENTS: [(&str, &str); 108] = [
    ("H200", "Unstable explosive"),
    ("H201", "Explosive; mass explosion hazard"),
    ("H202", "Explosive; severe projection hazard"),
    ("H203", "Explosive; fire, blast or projection hazard"),
    ("H204", "Fire or projection hazard"),
    ("H205", "May mass explode in fire"),
    ("H220", "Extremely flammable gas"),
    ("H221", "Flammable gas"),
    ("H222", "Extremely flammable aerosol"),
    ("H223", "Flammable aerosol"),
    ("H224", "Extremely flammable liquid and vapour"),
    ("H225", "Highly flammable liquid and vapour"),
    ("H226", "Flammable liquid and vapour"),
    ("H228", "Flammable solid"),
    ("H229", "Pressurised container: may burst if heated"),
    ("H230", "May react explosively even in the absence of air"),
    (
        "H231",
        "May react explosively even in the absence of air at elevated pressure or temperature",
    ),
    ("H232", "May ignite spontaneously if exposed to air"),
    ("H240", "Heating may cause an explosion"),
    ("H241", "Heating may cause a fire or explosion"),
    ("H242", "Heating may cause a fire"),
    ("H250", "Catches fire spontaneously if exposed to air"),
    ("H251", "Self-heating: may catch fire"),
    ("H252", "Self-heating in large quantities; may catch fire"),
    (
        "H260",
        "In contact with water releases flammable gases which may ignite spontaneously",
    ),
    ("H261", "In contact with water releases flammable gases"),
    ("H270", "May cause or intensify fire; oxidiser"),
    ("H271", "May cause fire or explosion; strong oxidiser"),
    ("H272", "May intensify fire; oxidiser"),
    ("H280", "Contains gas under pressure; may explode if heated"),
    (
        "H281",
        "Contains refrigerated gas; may cause cryogenic burns or injury",
    ),
    ("H290", "May be corrosive to metals"),
    ("H300", "Fatal if swallowed"),
    ("H301", "Toxic if swallowed"),
    ("H302", "Harmful if swallowed"),
    ("H304", "May be fatal if swallowed and enters airways"),
    ("H310", "Fatal in contact with skin"),
    ("H311", "Toxic in contact with skin"),
    ("H312", "Harmful in contact with skin"),
    ("H314", "Causes severe skin burns and eye damage"),
    ("H315", "Causes skin irritation"),
    ("H317", "May cause an allergic skin reaction"),
    ("H318", "Causes serious eye damage"),
    ("H319", "Causes serious eye irritation"),
    ("H330", "Fatal if inhaled"),
    ("H331", "Toxic if inhaled"),
    ("H332", "Harmful if inhaled"),
    (
        "H334",
        "May cause allergy or asthma symptoms or breathing difficulties if inhaled",
    ),
    ("H335", "May cause respiratory irritation"),
    ("H336", "May cause drowsiness or dizziness"),
    ("H340", "May cause genetic defects"),
    ("H340i", "May cause genetic defects by inhalation"),
    ("H341", "Suspected of causing genetic defects"),
    ("H350", "May cause cancer"),
    ("H350i", "May cause cancer by inhalation"),
    ("H351", "Suspected of causing cancer"),
    ("H351i", "Suspected of causing cancer by inhalation"),
    ("H360", "May damage fertility or the unborn child"),
    ("H360F", "May damage fertility"),
    ("H360D", "May damage the unborn child"),
    (
        "H360FD",
        "May damage fertility. May damage the unborn child",
    ),
    (
        "H360Fd",
        "May damage fertility. Suspected of damaging the unborn child",
    ),
    (
        "H360Df",
        "May damage the unborn child. Suspected of damaging fertility",
    ),
    (
        "H361",
        "Suspected of damaging fertility or the unborn child",
    ),
    ("H361f", "Suspected of damaging fertility"),
    ("H361d", "Suspected of damaging the unborn child"),
    (
        "H361fd",
        "Suspected of damaging fertility. Suspected of damaging the unborn child",
    ),
    ("H362", "May cause harm to breast-fed children"),
    ("H370", "Causes damage to organs"),
    ("H371", "May cause damage to organs"),
    (
        "H372",
        "Causes damage to organs through prolonged or repeated exposure",
    ),
    (
        "H373",
        "May cause damage to organs through prolonged or repeated exposure",
    ),
    ("H400", "Very toxic to aquatic life"),
    (
        "H410",
        "Very toxic to aquatic life with long lasting effects",
    ),
    ("H411", "Toxic to aquatic life with long lasting effects"),
    ("H412", "Harmful to aquatic life with long lasting effects"),
    (
        "H413",
        "May cause long lasting harmful effects to aquatic life",
    ),
    (
        "H420",
        "Harms public health and the environment by destroying ozone in the upper atmosphere",
    ),
    ("EUH001", "Explosive when dry"),
    ("EUH006", "Explosive with or without contact with air"),
    ("EUH014", "Reacts violently with water"),
    (
        "EUH018",
        "In use may form flammable or explosive vapour-air mixture",
    ),
    ("EUH019", "May form explosive peroxides"),
    ("EUH029", "Contact with water liberates toxic gas"),
    ("EUH031", "Contact with acids liberates toxic gas"),
    ("EUH032", "Contact with acids liberates very toxic gas"),
    ("EUH044", "Risk of explosion if heated under confinement"),
    ("EUH059", "Hazardous to the ozone layer"),
    (
        "EUH066",
        "Repeated exposure may cause skin dryness or cracking",
    ),
    ("EUH070", "Toxic by eye contact"),
    ("EUH071", "Corrosive to the respiratory tract"),
    (
        "EUH201",
        "Contains lead. Should not be used on surfaces liable to be chewed or sucked by children",
    ),
    ("EUH201A", "Warning! Contains lead"),
    (
        "EUH202",
        "Cyanoacrylate. Danger. Bonds skin and eyes in seconds. Keep out of the reach of children",
    ),
    (
        "EUH203",
        "Contains chromium(VI). May produce an allergic reaction",
    ),
    (
        "EUH204",
        "Contains isocyanates. May produce an allergic reaction",
    ),
    (
        "EUH205",
        "Contains epoxy constituents. May produce an allergic reaction",
    ),
    (
        "EUH206",
        "Warning! Do not use together with other products. May release dangerous gases (chlorine)",
    ),
    (
        "EUH207",
        "Warning! Contains cadmium. Dangerous fumes are formed during use",
    ),
    (
        "EUH208",
        "Contains a sensitiser. May produce an allergic reaction",
    ),
    ("EUH209", "Can become highly flammable in use"),
    ("EUH209A", "Can become flammable in use"),
    ("EUH210", "Safety data sheet available on request"),
    (
        "EUH211",
        "Warning! Hazardous respirable droplets may be formed when sprayed",
    ),
    (
        "EUH212",
        "Warning! Hazardous respirable dust may be formed when used",
    ),
    (
        "EUH401",
        "To avoid risks to human health and the environment, comply with the instructions for use",
    ),
    ("EUH380", "May cause endocrine disruption in humans"),
    (
        "EUH440",
        "Accumulates in the environment and living organisms including in humans",
    ),
];
