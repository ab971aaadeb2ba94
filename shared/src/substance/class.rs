//! Hazard classes and categories as CLP writes them: `Aquatic Acute 1 H400 M=10`.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::statement::{Code, NotCode};

/// CLP's hazard classes. Corrosion and irritation of the skin are two here, as are damage and
/// irritation of the eye, since their limits differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum HazardClass {
    /// `Expl.`, `Unst. Expl.`
    Explosive,
    /// `Flam. Gas`
    FlammableGas,
    /// `Aerosol`
    Aerosol,
    /// `Ox. Gas`
    OxidisingGas,
    /// `Press. Gas`
    PressurisedGas,
    /// `Flam. Liq.`
    FlammableLiquid,
    /// `Flam. Sol.`
    FlammableSolid,
    /// `Self-react.`
    SelfReactive,
    /// `Pyr. Liq.`
    PyrophoricLiquid,
    /// `Pyr. Sol.`
    PyrophoricSolid,
    /// `Self-heat.`
    SelfHeating,
    /// `Water-react.`
    WaterReactive,
    /// `Ox. Liq.`
    OxidisingLiquid,
    /// `Ox. Sol.`
    OxidisingSolid,
    /// `Org. Perox.`
    OrganicPeroxide,
    /// `Met. Corr.`
    MetalCorrosive,
    /// `Acute Tox.`
    AcuteToxicity,
    /// `Skin Corr.`
    SkinCorrosion,
    /// `Skin Irrit.`
    SkinIrritation,
    /// `Eye Dam.`
    EyeDamage,
    /// `Eye Irrit.`
    EyeIrritation,
    /// `Resp. Sens.`
    RespiratorySensitiser,
    /// `Skin Sens.`
    SkinSensitiser,
    /// `Muta.`
    Mutagen,
    /// `Carc.`
    Carcinogen,
    /// `Repr.`
    Reproductive,
    /// `Lact.`
    Lactation,
    /// `STOT SE`
    SingleExposure,
    /// `STOT RE`
    RepeatedExposure,
    /// `Asp. Tox.`
    Aspiration,
    /// `Aquatic Acute`
    AquaticAcute,
    /// `Aquatic Chronic`
    AquaticChronic,
    /// `Ozone`
    Ozone,
}

const NAMES: [(&str, HazardClass); 34] = [
    ("Unst. Expl.", HazardClass::Explosive),
    ("Expl.", HazardClass::Explosive),
    ("Flam. Gas", HazardClass::FlammableGas),
    ("Aerosol", HazardClass::Aerosol),
    ("Ox. Gas", HazardClass::OxidisingGas),
    ("Press. Gas", HazardClass::PressurisedGas),
    ("Flam. Liq.", HazardClass::FlammableLiquid),
    ("Flam. Sol.", HazardClass::FlammableSolid),
    ("Self-react.", HazardClass::SelfReactive),
    ("Pyr. Liq.", HazardClass::PyrophoricLiquid),
    ("Pyr. Sol.", HazardClass::PyrophoricSolid),
    ("Self-heat.", HazardClass::SelfHeating),
    ("Water-react.", HazardClass::WaterReactive),
    ("Ox. Liq.", HazardClass::OxidisingLiquid),
    ("Ox. Sol.", HazardClass::OxidisingSolid),
    ("Org. Perox.", HazardClass::OrganicPeroxide),
    ("Met. Corr.", HazardClass::MetalCorrosive),
    ("Acute Tox.", HazardClass::AcuteToxicity),
    ("Skin Corr.", HazardClass::SkinCorrosion),
    ("Skin Irrit.", HazardClass::SkinIrritation),
    ("Eye Dam.", HazardClass::EyeDamage),
    ("Eye Irrit.", HazardClass::EyeIrritation),
    ("Resp. Sens.", HazardClass::RespiratorySensitiser),
    ("Skin Sens.", HazardClass::SkinSensitiser),
    ("Muta.", HazardClass::Mutagen),
    ("Carc.", HazardClass::Carcinogen),
    ("Repr.", HazardClass::Reproductive),
    ("Lact.", HazardClass::Lactation),
    ("STOT SE", HazardClass::SingleExposure),
    ("STOT RE", HazardClass::RepeatedExposure),
    ("Asp. Tox.", HazardClass::Aspiration),
    ("Aquatic Acute", HazardClass::AquaticAcute),
    ("Aquatic Chronic", HazardClass::AquaticChronic),
    ("Ozone", HazardClass::Ozone),
];

impl HazardClass {
    /// CLP's abbreviation: `Skin Corr.`
    pub fn name(self) -> &'static str {
        NAMES
            .iter()
            .rev()
            .find(|(_, class)| *class == self)
            .map_or("", |(name, _)| name)
    }

    /// Whether it is a hazard of fire, explosion, pressure or metal rather than of health or water.
    pub fn is_physical(self) -> bool {
        self <= Self::MetalCorrosive
    }

    /// The class a text begins with, and the rest.
    pub(super) fn leading(text: &str) -> Option<(Self, &str)> {
        let (name, class) = NAMES.iter().find(|(name, _)| text.starts_with(name))?;
        Some((*class, text[name.len()..].trim_start()))
    }
}

/// A category within a class: 1A, 2, 4. The smaller number is the more severe.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Category {
    /// 1 is the most severe; the only category of a class without any.
    pub number: u8,
    /// The letter of a sub-category.
    pub letter: Option<char>,
}

impl Category {
    /// A category without sub-category.
    pub const fn of(number: u8) -> Self {
        Self {
            number,
            letter: None,
        }
    }

    /// The category a text begins with, if any, and the rest.
    pub(super) fn leading(text: &str) -> Option<(Self, &str)> {
        let (word, rest) = text.split_once(' ').unwrap_or((text, ""));
        let mut signs = word.chars();
        let number = signs.next()?.to_digit(10)?;
        let letter = signs.next();
        let is_letter = letter.is_none_or(|c| ('A'..='C').contains(&c));
        if !is_letter || signs.next().is_some() {
            return None;
        }
        let number = u8::try_from(number).ok()?;
        Some((Self { number, letter }, rest.trim_start()))
    }
}

/// The more severe is the greater.
impl PartialOrd for Category {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Category {
    fn cmp(&self, other: &Self) -> Ordering {
        other
            .number
            .cmp(&self.number)
            .then(other.letter.cmp(&self.letter))
    }
}

impl fmt::Display for Category {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.number)?;
        self.letter.map_or(Ok(()), |letter| write!(f, "{letter}"))
    }
}

/// How a poison gets in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Route {
    /// Swallowed.
    Oral,
    /// Through the skin.
    Dermal,
    /// Breathed in.
    Inhalation,
}

/// One class of a substance, as CLP writes it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Class {
    /// The class.
    pub hazard: HazardClass,
    /// The category.
    pub category: Category,
    /// How it gets in, for acute toxicity.
    pub route: Option<Route>,
    /// The statement it puts on the label.
    pub code: Code,
    /// The multiplying factor, for the aquatic classes; else 1.
    pub multiplier: f64,
}

/// Why a text is no class.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum NotClass {
    /// No class begins so.
    #[error("{0} begins with no hazard class of CLP")]
    UnknownClass(String),
    /// No statement code.
    #[error("{0} has no statement code")]
    NoCode(String),
    /// The statement does not exist.
    #[error(transparent)]
    Code(#[from] NotCode),
    /// A word that belongs to no class.
    #[error("{0} means nothing in a hazard class")]
    UnknownWord(String),
}

impl FromStr for Class {
    type Err = NotClass;

    fn from_str(text: &str) -> Result<Self, NotClass> {
        let unknown = || NotClass::UnknownClass(text.to_owned());
        let (hazard, rest) = HazardClass::leading(text.trim()).ok_or_else(unknown)?;
        let (category, rest) = Category::leading(rest).unwrap_or((Category::of(1), rest));
        let (mut route, mut code, mut multiplier) = (None, None, 1.0);
        // The organs and asterisks of the law's list stand in the source, not in the rule.
        let plain = rest.split('(').next().unwrap_or(rest);
        for word in plain.split_whitespace() {
            match word {
                "oral" => route = Some(Route::Oral),
                "dermal" => route = Some(Route::Dermal),
                "inhalation" => route = Some(Route::Inhalation),
                _ if word.starts_with('H') => code = Some(word.parse::<Code>()?),
                _ if word.starts_with("M=") => {
                    multiplier = word[2..]
                        .parse()
                        .ok()
                        .filter(|m: &f64| *m >= 1.0)
                        .ok_or_else(|| NotClass::UnknownWord(word.to_owned()))?;
                }
                _ if word.bytes().all(|b| b == b'*') => {}
                _ => return Err(NotClass::UnknownWord(word.to_owned())),
            }
        }
        let code = code.ok_or_else(|| NotClass::NoCode(text.to_owned()))?;
        if hazard == HazardClass::AcuteToxicity {
            route = route.or(route_of(&code));
        }
        Ok(Self {
            hazard,
            category,
            route,
            code,
            multiplier,
        })
    }
}

fn route_of(code: &Code) -> Option<Route> {
    match code.as_str() {
        "H300" | "H301" | "H302" => Some(Route::Oral),
        "H310" | "H311" | "H312" => Some(Route::Dermal),
        "H330" | "H331" | "H332" => Some(Route::Inhalation),
        _ => None,
    }
}

impl TryFrom<String> for Class {
    type Error = NotClass;

    fn try_from(text: String) -> Result<Self, NotClass> {
        text.parse()
    }
}

impl From<Class> for String {
    fn from(class: Class) -> Self {
        class.to_string()
    }
}

/// As CLP writes it, in the form that is read back.
impl fmt::Display for Class {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.hazard.name(), self.category)?;
        match self.route {
            Some(Route::Oral) => f.write_str(" oral")?,
            Some(Route::Dermal) => f.write_str(" dermal")?,
            Some(Route::Inhalation) => f.write_str(" inhalation")?,
            None => {}
        }
        write!(f, " {}", self.code)?;
        if self.multiplier > 1.0 {
            write!(f, " M={}", self.multiplier)
        } else {
            Ok(())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_classes_as_clp_writes_them() {
        for text in [
            "Acute Tox. 4 oral H302",
            "Eye Dam. 1 H318",
            "Aquatic Acute 1 H400 M=10",
            "Skin Corr. 1A H314",
            "STOT SE 3 H335",
            "Repr. 1A H360Df",
            "Self-heat. 2 H252",
        ] {
            assert_eq!(text.parse::<Class>().unwrap().to_string(), text);
        }
        assert_eq!(
            "Acute Tox. 3 H301".parse::<Class>().unwrap().route,
            Some(Route::Oral)
        );
        assert!("STOT RE 2 H373 (kidneys) **".parse::<Class>().is_ok());
        assert!("Skin Corr. 1A H999".parse::<Class>().is_err());
        assert!("Corrosive 1 H314".parse::<Class>().is_err());
        assert!("Skin Corr. 1A".parse::<Class>().is_err());
    }

    #[test]
    fn the_more_severe_category_is_the_greater() {
        let category = |text| Category::leading(text).unwrap().0;
        assert!(category("1A") > category("1B"));
        assert!(category("1") > category("2"));
    }
}
