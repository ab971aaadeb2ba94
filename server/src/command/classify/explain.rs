//! The whole story of one substance at one strength.

use std::io::Write;

use reference::substance::{Entry, Found, Match, find, get, regulated};
use shared::concentration::{Concentration, ConcentrationError};
use shared::substance::hazard::{CHECK, Hazard};
use shared::substance::regulated::{Standing, standing};
use shared::substance::{Basis, Composition, Mixture, Substance, SubstanceId};

use super::{NoAnswer, look_up};

/// Tells what a name was taken for, how strong it is in every measure, its label, and why.
pub fn explain(name: &str, strength: &str, out: &mut impl Write) -> Result<(), NoAnswer> {
    let strength = match Concentration::parse(strength) {
        // "HCl 2M" says it in the name.
        Err(ConcentrationError::Empty) => find(name)
            .and_then(|found| found.strength)
            .ok_or(ConcentrationError::Empty),
        read => read,
    }?;
    let found = look_up(name, strength)?;
    match found.entry {
        Entry::Substance(substance) => identity(substance, out)?,
        Entry::Mixture(mixture) => recipe(mixture, out)?,
    }
    taken_for(name, &found, out)?;
    let hazard = found.entry.hazard(strength)?;
    readings(strength, hazard.composition, out)?;
    label(&hazard, out)?;
    reasons(&hazard, out)?;
    if let Entry::Substance(substance) = found.entry {
        remarks(substance, out)?;
        law(substance, strength, out)?;
    }
    writeln!(out, "{CHECK}")?;
    Ok(())
}

fn identity(substance: &Substance, out: &mut impl Write) -> Result<(), NoAnswer> {
    write!(out, "{}", substance.name)?;
    if let Some(cas) = &substance.cas {
        write!(out, " (CAS {cas})")?;
    }
    if let Some(formula) = &substance.formula {
        write!(out, ", {formula}, {:.2} g/mol", formula.molar_mass())?;
    }
    if let Some(form) = &substance.form {
        write!(out, ", {form}")?;
    }
    writeln!(out)?;
    let basis = match substance.basis {
        Basis::Harmonised => "harmonised classification",
        Basis::SelfClassified => "suppliers' usual classification",
        Basis::NotLookedUp => "classification not looked up",
    };
    writeln!(
        out,
        "  {basis}: {} (read {})",
        substance.source, substance.checked
    )?;
    Ok(())
}

fn named(id: &SubstanceId) -> &str {
    get(id).map_or(id.as_str(), |substance| &substance.name)
}

fn recipe(mixture: &Mixture, out: &mut impl Write) -> Result<(), NoAnswer> {
    writeln!(out, "{} (a mixture, no CAS number)", mixture.name)?;
    for part in &mixture.parts {
        writeln!(
            out,
            "  {} g of {} in 100 cm³",
            part.percent_wv,
            named(&part.substance)
        )?;
    }
    writeln!(
        out,
        "  in {}: {} (read {})",
        named(&mixture.solvent),
        mixture.source,
        mixture.checked
    )?;
    if mixture.never_store {
        writeln!(
            out,
            "  Never store it: make it fresh and destroy it at once."
        )?;
    }
    Ok(())
}

fn taken_for(name: &str, found: &Found, out: &mut impl Write) -> Result<(), NoAnswer> {
    let how = match found.matched {
        Match::Number => "by its number",
        Match::Name => "by its name",
        Match::Formula => "by its formula",
        Match::Worded => "by its name, less words for grade or shape",
        Match::WithoutWater => "by its name, less its water",
        Match::WithoutFigures => "by its name, less the figures in it",
        Match::Misspelt => "by a name spelt almost so",
    };
    write!(
        out,
        "Taken for \"{name}\" {how}, confidence {:.0} %",
        found.confidence * 100.0
    )?;
    if let Some(choice) = found.choice {
        write!(out, "; {choice}")?;
    }
    if !found.others.is_empty() {
        let others: Vec<&str> = found.others.iter().map(|entry| entry.name()).collect();
        write!(out, "; not {}", others.join(", "))?;
    }
    writeln!(out, ".")?;
    Ok(())
}

fn readings(
    strength: Concentration,
    composition: Option<Composition>,
    out: &mut impl Write,
) -> Result<(), NoAnswer> {
    let Some(composition) = composition else {
        writeln!(out, "Strength: as made.")?;
        return Ok(());
    };
    write!(out, "Strength: {strength}")?;
    if composition.is_neat {
        writeln!(out, ".")?;
        return Ok(());
    }
    if let Some(moles) = composition.mol_per_dm3 {
        write!(out, " = {moles:.3} mol/dm³")?;
    }
    if let Some(grams) = composition.grams_per_dm3 {
        write!(out, " = {grams:.2} g/dm³")?;
    }
    writeln!(
        out,
        " = {:.2} % w/v = {:.2} % w/w ({}).",
        composition.percent_mass_by_volume,
        composition.percent_by_mass,
        match composition.density {
            Some(density) => format!("the solution's density {density:.3} g/cm³"),
            None => "density taken as water's, 1.0 g/cm³".to_owned(),
        }
    )?;
    writeln!(
        out,
        "  The cautious reading is the higher: {:.3} %.",
        composition.cautious_percent()
    )?;
    Ok(())
}

fn label(hazard: &Hazard, out: &mut impl Write) -> Result<(), NoAnswer> {
    if hazard.is_unclassified() {
        writeln!(out, "Label: not classified as hazardous at this strength.")?;
        return Ok(());
    }
    let pictograms: Vec<String> = hazard
        .pictograms
        .iter()
        .map(|p| format!("{} {}", p.code(), p.meaning()))
        .collect();
    let signal = hazard.signal.word();
    writeln!(
        out,
        "Label: {}; {}.",
        if signal.is_empty() {
            "no signal word"
        } else {
            signal
        },
        if pictograms.is_empty() {
            "no pictogram".to_owned()
        } else {
            pictograms.join(", ")
        }
    )?;
    for code in hazard.h_codes.iter().chain(&hazard.euh) {
        writeln!(out, "  {code} {}.", code.words())?;
    }
    Ok(())
}

fn reasons(hazard: &Hazard, out: &mut impl Write) -> Result<(), NoAnswer> {
    if !hazard.reasons.is_empty() {
        writeln!(out, "Why:")?;
    }
    for reason in &hazard.reasons {
        writeln!(out, "  {reason}")?;
    }
    if !hazard.cautions.is_empty() {
        writeln!(out, "Mind:")?;
    }
    for caution in &hazard.cautions {
        writeln!(out, "  {caution}")?;
    }
    Ok(())
}

fn remarks(substance: &Substance, out: &mut impl Write) -> Result<(), NoAnswer> {
    for (what, text) in [
        ("Note", &substance.note),
        ("Ageing", &substance.ageing),
        ("Disposal", &substance.disposal),
        ("Not to be kept", &substance.not_to_be_kept),
    ] {
        if let Some(text) = text {
            writeln!(out, "{what}: {text}")?;
        }
    }
    if let Some(card) = &substance.hazcard {
        writeln!(out, "CLEAPSS Hazcard {card} (number unverified).")?;
    }
    if let Some(sheet) = substance.student_safety_sheet {
        writeln!(out, "CLEAPSS student safety sheet {sheet}.")?;
    }
    Ok(())
}

fn law(
    substance: &Substance,
    strength: Concentration,
    out: &mut impl Write,
) -> Result<(), NoAnswer> {
    let (standing, rows) = standing(regulated(), substance, strength);
    if standing == Standing::Neither {
        return Ok(());
    }
    writeln!(out, "Precursors and poisons: {}", standing.meaning())?;
    for row in rows {
        write!(out, "  {}: {}", row.list.name(), row.name)?;
        if let Some(threshold) = row.threshold_percent {
            write!(out, ", above {threshold} % w/w")?;
        }
        if let Some(note) = &row.note {
            write!(out, "; {note}")?;
        }
        writeln!(out, " [{}]", row.source)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(name: &str, strength: &str) -> String {
        let mut out = Vec::new();
        explain(name, strength, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn begins_with_the_name_and_number_it_took() {
        let story = told("copper sulphate", "0.5 mol/dm3");
        assert!(
            story.starts_with("copper(II) sulfate pentahydrate (CAS 7758-99-8)"),
            "{story}"
        );
        assert!(story.contains("H318"), "{story}");
        assert!(told("ammonia", "2M").contains("solution"));
    }

    #[test]
    fn mixtures_are_told_as_made() {
        assert!(told("Benedict's solution", "neat").contains("H319"));
        assert!(explain("Benedict's solution", "1 M", &mut Vec::new()).is_err());
    }
}
