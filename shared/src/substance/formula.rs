//! Chemical formulae with brackets and water of crystallisation, and their molar mass.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::element::atomic_weight;

/// A formula as it is written, with what it is made of: `CuSO4.5H2O`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Formula {
    written: String,
    /// Atoms of each element; half a water of crystallisation is possible.
    atoms: BTreeMap<String, f64>,
}

/// Why a text is no formula.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum NotFormula {
    /// Nothing was written.
    #[error("the formula is empty")]
    Empty,
    /// A sign that no formula has.
    #[error("a formula has no {0}")]
    Sign(char),
    /// No element of that symbol.
    #[error("{0} is no element")]
    UnknownElement(String),
    /// A bracket without its partner.
    #[error("a bracket has no partner")]
    Bracket,
    /// A number that is none, or far too large.
    #[error("a number in the formula cannot be read")]
    Number,
}

impl Formula {
    /// As it is written, with plain figures and a dot before the water.
    pub fn as_str(&self) -> &str {
        &self.written
    }

    /// As books set it: counts as subscripts, a raised dot before the water, how many waters on the line.
    /// `CuSO₄·5H₂O`
    pub fn typeset(&self) -> String {
        let mut typeset = String::with_capacity(self.written.len());
        let signs: Vec<char> = self.written.replace("0.5H2O", "½H2O").chars().collect();
        let mut is_count = false;
        for sign in signs {
            let digit = sign.to_digit(10).filter(|_| is_count);
            let subscript = digit.and_then(|digit| char::from_u32(u32::from('₀') + digit));
            is_count = sign.is_ascii_alphabetic() || sign == ')' || subscript.is_some();
            typeset.push(subscript.unwrap_or(if sign == '.' { '·' } else { sign }));
        }
        typeset
    }

    /// g/mol by the abridged standard atomic weights.
    pub fn molar_mass(&self) -> f64 {
        self.atoms
            .iter()
            .map(|(element, count)| atomic_weight(element).unwrap_or(0.0) * count)
            .sum()
    }

    /// How many atoms of an element it has.
    pub fn atoms_of(&self, symbol: &str) -> f64 {
        self.atoms.get(symbol).copied().unwrap_or(0.0)
    }

    /// Whether both are made of the same atoms, however written.
    pub fn has_same_atoms(&self, other: &Self) -> bool {
        self.atoms == other.atoms
    }

    /// The one element it is made of, with the number of atoms.
    pub fn only_element(&self) -> Option<(&str, f64)> {
        let mut atoms = self.atoms.iter();
        let (element, count) = atoms.next()?;
        atoms.next().is_none().then_some((element.as_str(), *count))
    }

    /// The number of waters of crystallisation.
    pub fn waters(&self) -> f64 {
        let parts = self.written.split_once('.').map_or("", |(_, water)| water);
        match parts.strip_suffix("H2O") {
            Some("") => 1.0,
            Some(count) => count.parse().unwrap_or(0.0),
            None => 0.0,
        }
    }
}

impl FromStr for Formula {
    type Err = NotFormula;

    fn from_str(text: &str) -> Result<Self, NotFormula> {
        let written = plain(text.trim());
        if written.is_empty() {
            return Err(NotFormula::Empty);
        }
        let mut atoms = BTreeMap::new();
        for (part, times) in parts(&written)? {
            let mut reader = Reader {
                signs: part.chars().collect(),
                at: 0,
            };
            let inside = reader.group(0)?;
            if reader.at < reader.signs.len() {
                return Err(NotFormula::Bracket);
            }
            add(&mut atoms, &inside, times);
        }
        Ok(Self { written, atoms })
    }
}

/// Plain figures, one kind of dot and bracket, no spaces.
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '₀'..='₉' => plain.extend(char::from_digit(u32::from(c) - u32::from('₀'), 10)),
            '·' | '•' | '∙' | '⋅' | '*' => plain.push('.'),
            '½' => plain.push_str("0.5"),
            '[' | '{' => plain.push('('),
            ']' | '}' => plain.push(')'),
            c if c.is_whitespace() => {}
            c => plain.push(c),
        }
    }
    plain
}

/// The parts between dots, each with the number before it. A dot inside a number is none of
/// these: `CaSO4.0.5H2O`.
fn parts(written: &str) -> Result<Vec<(&str, f64)>, NotFormula> {
    let mut parts = Vec::new();
    let mut rest = written;
    loop {
        let number_ends = rest
            .find(|c: char| !c.is_ascii_digit() && c != '.' && c != '/')
            .ok_or(NotFormula::Number)?;
        let (number, after) = rest.split_at(number_ends);
        let times = if number.is_empty() {
            1.0
        } else {
            times(number)?
        };
        let Some(dot) = after.find('.') else {
            parts.push((after, times));
            return Ok(parts);
        };
        parts.push((&after[..dot], times));
        rest = &after[dot + 1..];
    }
}

fn times(number: &str) -> Result<f64, NotFormula> {
    let times: f64 = match number.split_once('/') {
        Some((over, under)) => {
            let over: f64 = over.parse().map_err(|_| NotFormula::Number)?;
            let under: f64 = under.parse().map_err(|_| NotFormula::Number)?;
            over / under
        }
        None => number.parse().map_err(|_| NotFormula::Number)?,
    };
    if times > 0.0 && times < 1_000.0 {
        Ok(times)
    } else {
        Err(NotFormula::Number)
    }
}

fn add(atoms: &mut BTreeMap<String, f64>, more: &BTreeMap<String, f64>, times: f64) {
    for (element, count) in more {
        *atoms.entry(element.clone()).or_insert(0.0) += count * times;
    }
}

struct Reader {
    signs: Vec<char>,
    at: usize,
}

impl Reader {
    /// Elements and bracketed groups up to the end or to this group's closing bracket.
    fn group(&mut self, depth: usize) -> Result<BTreeMap<String, f64>, NotFormula> {
        if depth > 8 {
            return Err(NotFormula::Bracket);
        }
        let mut atoms = BTreeMap::new();
        while let Some(&sign) = self.signs.get(self.at) {
            match sign {
                '(' => {
                    self.at += 1;
                    let inside = self.group(depth + 1)?;
                    if self.signs.get(self.at) != Some(&')') {
                        return Err(NotFormula::Bracket);
                    }
                    self.at += 1;
                    let times = self.count()?;
                    add(&mut atoms, &inside, times);
                }
                ')' if depth > 0 => return Ok(atoms),
                ')' => return Err(NotFormula::Bracket),
                'A'..='Z' => {
                    let symbol = self.symbol()?;
                    let times = self.count()?;
                    *atoms.entry(symbol).or_insert(0.0) += times;
                }
                other => return Err(NotFormula::Sign(other)),
            }
        }
        if atoms.is_empty() {
            Err(NotFormula::Empty)
        } else {
            Ok(atoms)
        }
    }

    fn symbol(&mut self) -> Result<String, NotFormula> {
        let mut symbol: String = self.signs.get(self.at).into_iter().collect();
        self.at += 1;
        while let Some(letter) = self.signs.get(self.at).filter(|c| c.is_ascii_lowercase()) {
            symbol.push(*letter);
            self.at += 1;
        }
        if atomic_weight(&symbol).is_some() {
            Ok(symbol)
        } else {
            Err(NotFormula::UnknownElement(symbol))
        }
    }

    fn count(&mut self) -> Result<f64, NotFormula> {
        let digits: String = self.signs[self.at..]
            .iter()
            .take_while(|c| c.is_ascii_digit())
            .collect();
        self.at += digits.len();
        if digits.is_empty() {
            return Ok(1.0);
        }
        times(&digits)
    }
}

impl TryFrom<String> for Formula {
    type Error = NotFormula;

    fn try_from(text: String) -> Result<Self, NotFormula> {
        text.parse()
    }
}

impl From<Formula> for String {
    fn from(formula: Formula) -> Self {
        formula.written
    }
}

impl fmt::Display for Formula {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.written)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn molar_masses_are_those_of_the_textbooks() {
        for (formula, expected) in [
            ("HCl", 36.458),
            ("H2SO4", 98.072),
            ("CuSO4.5H2O", 249.677),
            ("CuSO₄·5H₂O", 249.677),
            ("(NH4)2Fe(SO4)2.6H2O", 392.125),
            ("KAl(SO4)2.12H2O", 474.37),
            ("CaSO4.0.5H2O", 145.142),
            ("CaSO4.½H2O", 145.142),
            ("K4[Fe(CN)6].3H2O", 422.388),
            ("CH3COOH", 60.052),
            ("Cu2CO3(OH)2", 221.114),
        ] {
            let mass = formula.parse::<Formula>().unwrap().molar_mass();
            assert!((mass - expected).abs() < 0.006, "{formula}: {mass}");
        }
    }

    #[test]
    fn says_why_a_text_is_no_formula() {
        assert_eq!("".parse::<Formula>(), Err(NotFormula::Empty));
        assert_eq!(
            "Xx2".parse::<Formula>(),
            Err(NotFormula::UnknownElement("Xx".into()))
        );
        assert_eq!("Ca(OH2".parse::<Formula>(), Err(NotFormula::Bracket));
        assert_eq!("CaOH)2".parse::<Formula>(), Err(NotFormula::Bracket));
        assert_eq!("naoh".parse::<Formula>(), Err(NotFormula::Sign('n')));
    }

    #[test]
    fn formulae_are_set_as_in_books() {
        for (written, set) in [
            ("H2SO4", "H₂SO₄"),
            ("CuSO4.5H2O", "CuSO₄·5H₂O"),
            ("(NH4)2Fe(SO4)2.6H2O", "(NH₄)₂Fe(SO₄)₂·6H₂O"),
            ("Na2CO3.10H2O", "Na₂CO₃·10H₂O"),
            ("CaSO4.0.5H2O", "CaSO₄·½H₂O"),
            ("C12H22O11", "C₁₂H₂₂O₁₁"),
            ("NH2OH.HCl", "NH₂OH·HCl"),
        ] {
            let formula: Formula = written.parse().unwrap();
            assert_eq!(formula.typeset(), set);
            let again: Formula = set.parse().unwrap();
            assert!(again.has_same_atoms(&formula), "{set}");
        }
    }

    #[test]
    fn counts_the_water() {
        let waters = |text: &str| text.parse::<Formula>().unwrap().waters();
        assert!((waters("Na2CO3.10H2O") - 10.0).abs() < 1e-9);
        assert!((waters("CaSO4.0.5H2O") - 0.5).abs() < 1e-9);
        assert!((waters("MnSO4.H2O") - 1.0).abs() < 1e-9);
        assert!(waters("NaCl").abs() < 1e-9);
    }

    proptest! {
        #[test]
        fn any_text_is_answered(text in "[A-Za-z0-9().½/ ]{0,16}") {
            let _ = text.parse::<Formula>();
        }
    }
}
