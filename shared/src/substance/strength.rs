//! Concentrations converted through a substance: its molar mass, and the density of its solution.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::{State, Strength, Substance};
use crate::concentration::{Concentration, Measure};

/// Moles of oxygen gas in a cubic decimetre at 0 °C and 1 atm make 22.4 of them; two moles of
/// hydrogen peroxide give one of oxygen.
const VOLUMES_PER_MOL_PER_DM3: f64 = 11.2;
/// g/cm³ of water at 20 °C.
const WATER: f64 = 0.998;

/// Grams in a dm³: heavy salts make solutions twice as dense as water, and none reach this.
const DENSEST: f64 = 4_000.0;

/// A solution's strength in all measures. Masses and percentages count what the substance's
/// limits count.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Composition {
    /// Moles of the named substance in a dm³; `None` where there is no one formula.
    pub mol_per_dm3: Option<f64>,
    /// Grams in a dm³; `None` for a neat substance of unknown density.
    pub grams_per_dm3: Option<f64>,
    /// Per cent by mass.
    pub percent_by_mass: f64,
    /// Grams in 100 cm³; for a neat substance, 100.
    pub percent_mass_by_volume: f64,
    /// g/cm³ of the solution, where it is known; else it was taken as water's 1.0.
    pub density: Option<f64>,
    /// Whether there is no solvent.
    pub is_neat: bool,
}

impl Composition {
    /// The cautious of the two readings: the higher percentage, no more than all of it.
    pub fn cautious_percent(&self) -> f64 {
        self.percent_by_mass
            .max(self.percent_mass_by_volume)
            .min(100.0)
    }
}

/// Why a concentration means nothing for a substance.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error, Serialize, Deserialize)]
pub enum Unconvertible {
    /// There is no formula, so no mole.
    #[error("it has no one formula, so moles cannot be counted")]
    NoMolarMass,
    /// Only hydrogen peroxide has volumes.
    #[error("volume strength is for hydrogen peroxide only")]
    VolumesOfOther,
    /// Per cent by volume needs the liquid's density.
    #[error("per cent by volume needs the density of the neat liquid, which is not known")]
    NoDensity,
    /// How strong the concentrated solution is, is not known.
    #[error("how strong the concentrated solution is, is not known: give a figure")]
    ConcentratedUnknown,
    /// How much water holds is not known.
    #[error("how much of it water holds is not known: give a figure")]
    SolubilityUnknown,
    /// More than the neat substance holds.
    #[error("nothing is that strong: it is more than the neat substance")]
    AboveNeat,
}

impl Substance {
    /// What the percentages count, in grams per gram of the named substance.
    pub fn counted_share(&self) -> f64 {
        let (Some(counted), Some(formula)) = (&self.limit_counts, &self.formula) else {
            return 1.0;
        };
        // One element counts as often as it occurs ("Pb", "Cr"); anything else once.
        let times = match counted.only_element() {
            Some((element, 1.0)) => formula.atoms_of(element).max(1.0),
            _ => 1.0,
        };
        times * counted.molar_mass() / formula.molar_mass()
    }

    /// The strength in all measures.
    pub fn composition(&self, concentration: Concentration) -> Result<Composition, Unconvertible> {
        let share = self.counted_share();
        // A solution's own percentages already count what its limits count.
        let written_share = if self.state == State::Solution {
            1.0
        } else {
            share
        };
        let (value, measure) = match concentration {
            Concentration::Neat => return Ok(self.neat()),
            Concentration::Concentrated => {
                let strongest = self.strength.last().map(|strength| strength.percent);
                let sold = self.sold_percent.or(strongest);
                return Ok(self.of_percent(sold.ok_or(Unconvertible::ConcentratedUnknown)?));
            }
            Concentration::Saturated => {
                let held = self.solubility.filter(|held| *held > 0.0);
                let held = held.ok_or(Unconvertible::SolubilityUnknown)?;
                return self.of_grams(held * share);
            }
            Concentration::Figure { .. } => concentration
                .figure()
                .unwrap_or((0.0, Measure::PercentByMass)),
        };
        match measure {
            Measure::MolPerDm3 => self.of_grams(value * self.counted_molar_mass()?),
            Measure::Volumes => {
                let is_peroxide = self.formula.as_ref().is_some_and(|f| f.as_str() == "H2O2");
                if !is_peroxide {
                    return Err(Unconvertible::VolumesOfOther);
                }
                self.of_grams(value / VOLUMES_PER_MOL_PER_DM3 * self.counted_molar_mass()?)
            }
            Measure::GramPerDm3 => self.of_grams(value * written_share),
            Measure::PercentMassByVolume => self.of_grams(value * 10.0 * written_share),
            Measure::PercentByVolume => {
                let density = self.density.ok_or(Unconvertible::NoDensity)?;
                self.of_grams(value * 10.0 * density * share)
            }
            Measure::PercentByMass => Ok(self.of_percent(value * written_share)),
        }
    }

    /// The same strength in another measure; `None` where it cannot be told.
    pub fn convert(
        &self,
        concentration: Concentration,
        measure: Measure,
    ) -> Result<Concentration, Unconvertible> {
        let composition = self.composition(concentration)?;
        let share = if self.state == State::Solution {
            1.0
        } else {
            self.counted_share()
        };
        let grams = composition.grams_per_dm3.ok_or(Unconvertible::NoDensity)?;
        let value = match measure {
            Measure::MolPerDm3 => composition.mol_per_dm3.ok_or(Unconvertible::NoMolarMass)?,
            Measure::GramPerDm3 => grams / share,
            Measure::PercentMassByVolume => grams / 10.0 / share,
            Measure::PercentByMass => composition.percent_by_mass / share,
            Measure::PercentByVolume => {
                let density = self.density.ok_or(Unconvertible::NoDensity)?;
                grams / 10.0 / density / self.counted_share()
            }
            Measure::Volumes if self.formula.as_ref().is_some_and(|f| f.as_str() == "H2O2") => {
                composition.mol_per_dm3.ok_or(Unconvertible::NoMolarMass)? * VOLUMES_PER_MOL_PER_DM3
            }
            Measure::Volumes => return Err(Unconvertible::VolumesOfOther),
        };
        Concentration::nearest(value, measure).ok_or(Unconvertible::AboveNeat)
    }

    fn counted_molar_mass(&self) -> Result<f64, Unconvertible> {
        let molar_mass = self.molar_mass().ok_or(Unconvertible::NoMolarMass)?;
        Ok(molar_mass * self.counted_share())
    }

    fn neat(&self) -> Composition {
        let grams = self.density.map(|density| density * 1000.0);
        Composition {
            mol_per_dm3: grams
                .zip(self.molar_mass())
                .map(|(grams, molar)| grams / molar),
            grams_per_dm3: grams,
            percent_by_mass: 100.0,
            percent_mass_by_volume: 100.0,
            density: self.density,
            is_neat: true,
        }
    }

    fn of_grams(&self, grams: f64) -> Result<Composition, Unconvertible> {
        if let Some(density) = self.density.filter(|_| self.state == State::Liquid) {
            let neat = density * 1000.0 * self.counted_share();
            // Two figures of the density table and the molar mass may differ by this much.
            if grams > neat * 1.02 {
                return Err(Unconvertible::AboveNeat);
            }
            if grams > neat * 0.98 {
                return Ok(self.neat());
            }
        }
        if grams > self.densest() {
            return Err(Unconvertible::AboveNeat);
        }
        let percent_mass_by_volume = grams / 10.0;
        let percent_by_mass = percent_of_grams(&self.strength, percent_mass_by_volume);
        let density = percent_by_mass.map(|percent| density_at(&self.strength, percent));
        Ok(Composition {
            mol_per_dm3: self.counted_molar_mass().ok().map(|molar| grams / molar),
            grams_per_dm3: Some(grams),
            percent_by_mass: percent_by_mass.unwrap_or(percent_mass_by_volume).min(100.0),
            percent_mass_by_volume,
            density,
            is_neat: false,
        })
    }

    /// Grams in a dm³ that no solution of it holds: more than all of it by its density table, or more than the densest
    /// solution a school could meet.
    fn densest(&self) -> f64 {
        if self.strength.is_empty() {
            return DENSEST;
        }
        1000.0 * density_at(&self.strength, 100.0)
    }

    fn of_percent(&self, percent: f64) -> Composition {
        if percent >= 100.0 {
            return self.neat();
        }
        let density = (!self.strength.is_empty()).then(|| density_at(&self.strength, percent));
        let grams = percent * 10.0 * density.unwrap_or(1.0);
        Composition {
            mol_per_dm3: self.counted_molar_mass().ok().map(|molar| grams / molar),
            grams_per_dm3: Some(grams),
            percent_by_mass: percent,
            percent_mass_by_volume: grams / 10.0,
            density,
            is_neat: false,
        }
    }
}

/// g/cm³ at so many per cent by mass, on straight lines between the table's points and from
/// water; beyond the last point, the last one's.
fn density_at(table: &[Strength], percent: f64) -> f64 {
    let mut below = Strength {
        percent: 0.0,
        density: WATER,
    };
    for point in table {
        if percent <= point.percent {
            let width = point.percent - below.percent;
            if width <= 0.0 {
                return point.density;
            }
            let part = (percent - below.percent) / width;
            return below.density + part * (point.density - below.density);
        }
        below = *point;
    }
    below.density
}

/// Per cent by mass of a solution of so many grams in 100 cm³; `None` without a table.
fn percent_of_grams(table: &[Strength], grams: f64) -> Option<f64> {
    table.last()?;
    let (mut low, mut high) = (0.0, 100.0);
    if grams >= high * density_at(table, high) {
        return Some(high);
    }
    // Mass in a volume grows with the percentage, so halving finds it.
    for _ in 0..60 {
        let middle = f64::midpoint(low, high);
        if middle * density_at(table, middle) < grams {
            low = middle;
        } else {
            high = middle;
        }
    }
    Some(high)
}
