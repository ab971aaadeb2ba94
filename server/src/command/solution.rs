//! `trolley solution`: how to make one.

use std::io::{self, Write};

use clap::Args;
use reference::substance::{Entry, get};
use shared::amount::{Amount, Unit};
use shared::concentration::{Concentration, ConcentrationError};
use shared::substance::Mixture;
use shared::substance::hazard::{CHECK, Hazard, Unclassified};
use shared::substance::solution::{Refusal, Source, Step, Wish, make, reagent};
use thiserror::Error;

use super::classify::{NoAnswer, look_up};
use super::{Stopped, tell};

/// What `trolley solution` takes.
#[derive(Args, Debug)]
pub struct Solution {
    /// The substance: its name, formula or CAS number.
    name: String,
    /// The strength and the volume: 0.5 mol/dm3 2 L
    #[arg(num_args = 0.., allow_negative_numbers = true)]
    strength_and_volume: Vec<String>,
    /// What it is made from: "solid", "conc", "neat" or the strength of a stock solution. Without
    /// this, what a prep room usually has.
    #[arg(long, allow_hyphen_values = true)]
    from: Option<String>,
}

/// Why there is no recipe.
#[derive(Debug, Error)]
pub enum NoRecipe {
    /// The substance is not known.
    #[error(transparent)]
    LookUp(#[from] NoAnswer),
    /// A mixture is made by its own recipe.
    #[error("{0} is a mixture with a recipe of its own: say only how much, as in 500 cm3")]
    Mixture(&'static str),
    /// The strength cannot be read.
    #[error(transparent)]
    Strength(#[from] ConcentrationError),
    /// No volume follows the strength.
    #[error("say how much to make, as in 0.5 mol/dm3 2 L")]
    NoVolume,
    /// What follows the strength is no volume.
    #[error("{0} is not a volume: say how much to make, as in 2 L or 250 cm3")]
    NotVolume(String),
    /// It cannot be made.
    #[error("{name}: {refusal}")]
    Refused {
        /// The substance.
        name: &'static str,
        /// Why not.
        refusal: Refusal,
    },
    /// Standard output failed.
    #[error("{0}")]
    Io(#[from] io::Error),
}

impl Solution {
    /// Prints the recipe.
    pub fn run(self) -> Result<(), Stopped> {
        let wish = self.strength_and_volume.join(" ");
        let mut told = Vec::new();
        recipe(&self.name, &wish, self.from.as_deref(), &mut told)?;
        tell(&told)
    }
}

/// Writes how to make a solution of that name, strength and volume.
pub fn recipe(
    name: &str,
    strength_and_volume: &str,
    from: Option<&str>,
    out: &mut impl Write,
) -> Result<(), NoRecipe> {
    if let Ok(volume) = Amount::parse(strength_and_volume)
        && let Entry::Mixture(mixture) = look_up(name, Concentration::Neat)?.entry
    {
        return mix(mixture, volume, out);
    }
    let (concentration, volume) = split(strength_and_volume)?;
    let substance = match look_up(name, concentration)?.entry {
        Entry::Substance(substance) => substance,
        Entry::Mixture(mixture) => return Err(NoRecipe::Mixture(&mixture.name)),
    };
    let source = match from.map(str::trim) {
        None => Source::usual(substance),
        Some("solid") => Source::Solid,
        Some(stock) => Source::Liquid(Concentration::parse(stock)?),
    };
    let wish = Wish {
        substance,
        concentration,
        volume,
    };
    let recipe = make(wish, source).map_err(|refusal| NoRecipe::Refused {
        name: &substance.name,
        refusal,
    })?;
    writeln!(out, "{} of {}, {concentration}", volume, substance.name)?;
    writeln!(out, "Take {}. {}", recipe.take, recipe.rounding())?;
    in_order(&recipe.steps, out)?;
    hazards("Hazards of what it is made from", &recipe.before, out)?;
    hazards("Hazards of what is made", &recipe.after, out)?;
    for remark in &recipe.remarks {
        writeln!(out, "{remark}")?;
    }
    writeln!(out, "{CHECK}")?;
    Ok(())
}

/// A reagent of several substances: what goes into so much of it.
fn mix(mixture: &'static Mixture, volume: Amount, out: &mut impl Write) -> Result<(), NoRecipe> {
    let reagent = reagent(mixture, volume, get).map_err(|refusal| NoRecipe::Refused {
        name: &mixture.name,
        refusal,
    })?;
    writeln!(out, "{volume} of {}", mixture.name)?;
    if mixture.never_store {
        writeln!(out, "Never store it: make it fresh and destroy it at once.")?;
    }
    for portion in &reagent.portions {
        writeln!(out, "  {portion}")?;
    }
    in_order(&reagent.steps, out)?;
    let after = Entry::Mixture(mixture).hazard(Concentration::Neat);
    hazards("Hazards of what is made", &after, out)?;
    writeln!(out, "[{}]", mixture.source)?;
    writeln!(out, "{CHECK}")?;
    Ok(())
}

fn in_order(steps: &[Step], out: &mut impl Write) -> Result<(), NoRecipe> {
    for (nth, step) in (1..).zip(steps) {
        writeln!(out, "{nth:>3}. {step}")?;
    }
    Ok(())
}

/// Where the strength ends and the volume begins, only the words themselves tell.
fn split(text: &str) -> Result<(Concentration, Amount), NoRecipe> {
    let words: Vec<&str> = text.split_whitespace().collect();
    for cut in (1..words.len()).rev() {
        let (strength, volume) = words.split_at(cut);
        let strength = Concentration::parse(&strength.join(" "));
        let volume = Amount::parse(&volume.join(" "));
        if let (Ok(strength), Ok(volume)) = (strength, volume)
            && volume.unit() == Unit::Litre
        {
            return Ok((strength, volume));
        }
    }
    Err(unread(&words))
}

/// Which of the two cannot be read: a strength that ends too early tells where the volume was to begin.
fn unread(words: &[&str]) -> NoRecipe {
    let strength = |words: &[&str]| Concentration::parse(&words.join(" "));
    let ends = (1..=words.len()).rev();
    if let Some(end) = ends
        .into_iter()
        .find(|end| strength(&words[..*end]).is_ok())
    {
        return match words[end..].join(" ") {
            rest if rest.is_empty() => NoRecipe::NoVolume,
            rest => NoRecipe::NotVolume(rest),
        };
    }
    let is_volume = |words: &[&str]| {
        Amount::parse(&words.join(" ")).is_ok_and(|amount| amount.unit() == Unit::Litre)
    };
    let begins = (1..words.len()).find(|begin| is_volume(&words[*begin..]));
    match strength(&words[..begins.unwrap_or(words.len())]) {
        Err(error) => error.into(),
        Ok(_) => NoRecipe::NoVolume,
    }
}

fn hazards(
    what: &str,
    hazard: &Result<Hazard, Unclassified>,
    out: &mut impl Write,
) -> Result<(), NoRecipe> {
    let hazard = match hazard {
        Ok(hazard) => hazard,
        Err(unknown) => {
            writeln!(
                out,
                "{what}: unknown, so treat it as dangerous ({unknown})."
            )?;
            return Ok(());
        }
    };
    if hazard.is_unclassified() {
        writeln!(out, "{what}: not classified.")?;
    } else {
        let signal = Some(hazard.signal.word()).filter(|word| !word.is_empty());
        writeln!(out, "{what}: {}", signal.unwrap_or("no signal word"))?;
        for code in hazard.h_codes.iter().chain(&hazard.euh) {
            writeln!(out, "  {code} {}.", code.words())?;
        }
    }
    for caution in &hazard.cautions {
        writeln!(out, "  {caution}")?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(name: &str, wish: &str) -> String {
        let mut out = Vec::new();
        recipe(name, wish, None, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn what_it_is_made_from_may_follow_the_volume() {
        #[derive(clap::Parser)]
        struct Line {
            #[command(flatten)]
            solution: Solution,
        }
        let line = "solution HCl 1 mol/dm3 2 L --from conc".split(' ');
        let solution = <Line as clap::Parser>::parse_from(line).solution;
        assert_eq!(solution.strength_and_volume.join(" "), "1 mol/dm3 2 L");
        assert_eq!(solution.from.as_deref(), Some("conc"));
        let line = "solution NaCl -5 M 1 L".split(' ');
        let solution = <Line as clap::Parser>::parse_from(line).solution;
        assert_eq!(solution.strength_and_volume.join(" "), "-5 M 1 L");
    }

    #[test]
    fn weighs_dilutes_and_tells_both_ends() {
        let copper = told("copper(II) sulfate pentahydrate", "0.5 mol/dm3 2 L");
        assert!(copper.contains("249.68\u{202f}g"), "{copper}");
        let acid = told("sulphuric acid", "1 mol dm-3 500 cm3");
        assert!(acid.contains("Acid to water"), "{acid}");
        assert!(told("Benedict's solution", "500 cm3").contains("8.65"));
        let peroxide = told("hydrogen peroxide", "20 vol 1 dm3");
        assert!(peroxide.contains("Take"), "{peroxide}");
    }

    #[test]
    fn impossible_wishes_are_refused_in_a_sentence() {
        for (name, wish) in [
            ("copper sulfate", "0.5 mol/dm3"),
            ("copper sulfate", "5 mol/dm3 1 L"),
            ("Benedict's solution", "1 mol/dm3 1 L"),
            ("unobtainium", "1 mol/dm3 1 L"),
            ("sodium", "1 mol/dm3 1 L"),
        ] {
            let error = recipe(name, wish, None, &mut Vec::new())
                .unwrap_err()
                .to_string();
            assert!(!error.is_empty() && !error.contains('\n'), "{error}");
        }
    }
}
