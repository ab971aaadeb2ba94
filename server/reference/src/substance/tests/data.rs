use std::collections::{HashMap, HashSet};

use shared::concentration::{Concentration, Measure};
use shared::name::key;
use shared::substance::hazard::{self, Hazard, pictogram_of};
use shared::substance::{Basis, Class, HazardClass, Pictogram, Route, Signal, Substance};

use crate::substance::{Entry, all, broken, get, mixtures, regulated};

#[test]
fn every_row_can_be_used() {
    // Reading a row proves its CAS number's check digit and that its statements exist.
    assert_eq!(broken(), []);
    assert!(all().len() >= 220);
}

#[test]
fn stated_molar_masses_agree_with_the_formulae() {
    let wrong: Vec<String> = all()
        .iter()
        .filter_map(|substance| {
            let (stated, formula) = (substance.molar_mass?, substance.formula.as_ref()?);
            let computed = formula.molar_mass();
            let is_near = (stated - computed).abs() <= 0.05_f64.max(computed * 1e-4);
            (!is_near).then(|| format!("{}: {stated} against {computed:.3}", substance.name))
        })
        .collect();
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn a_name_belongs_to_one_entry() {
    let mut owners: HashMap<String, &str> = HashMap::new();
    let substances = all().iter().map(Entry::Substance);
    let mut shared = Vec::new();
    for entry in substances.chain(mixtures().iter().map(Entry::Mixture)) {
        let names: Vec<&str> = match entry {
            Entry::Substance(substance) => substance.names().collect(),
            Entry::Mixture(mixture) => mixture.names().collect(),
        };
        for name in names {
            let owner = owners.entry(key(name)).or_insert(entry.id().as_str());
            if *owner != entry.id().as_str() {
                shared.push(format!("{name}: {owner} and {}", entry.id()));
            }
        }
    }
    assert_eq!(shared, Vec::<String>::new());
}

#[test]
fn ids_are_unique_and_lead_to_substances() {
    let mut ids = HashSet::new();
    for id in all()
        .iter()
        .map(|s| &s.id)
        .chain(mixtures().iter().map(|m| &m.id))
    {
        assert!(ids.insert(id), "{id} stands twice");
    }
    for mixture in mixtures() {
        for part in mixture
            .parts
            .iter()
            .map(|part| &part.substance)
            .chain([&mixture.solvent])
        {
            assert!(get(part).is_some(), "{}: no substance {part}", mixture.name);
        }
    }
    for row in regulated() {
        for id in &row.substances {
            assert!(get(id).is_some(), "{}: no substance {id}", row.name);
        }
    }
}

#[test]
fn densities_rise_with_their_strengths_in_order() {
    for substance in all() {
        let percents: Vec<f64> = substance
            .strength
            .iter()
            .map(|point| point.percent)
            .collect();
        assert!(percents.is_sorted_by(|a, b| a < b), "{}", substance.name);
        for point in &substance.strength {
            assert!((0.6..3.5).contains(&point.density), "{}", substance.name);
        }
        let masses: Vec<f64> = substance
            .strength
            .iter()
            .map(|point| point.percent * point.density)
            .collect();
        assert!(masses.is_sorted_by(|a, b| a < b), "{}", substance.name);
    }
}

/// The statement that CLP gives a class at a category, without suffix letters.
fn statements(class: &Class) -> &'static [&'static str] {
    use HazardClass as H;
    match (class.hazard, class.category.number, class.route) {
        (H::Explosive, ..) => &["H200", "H201", "H202", "H203", "H204", "H205"],
        (H::FlammableGas, 1, _) => &["H220"],
        (H::FlammableGas, ..) => &["H221"],
        (H::Aerosol, ..) => &["H222", "H223", "H229"],
        (H::OxidisingGas, ..) => &["H270"],
        (H::PressurisedGas, ..) => &["H280", "H281"],
        (H::FlammableLiquid, 1, _) => &["H224"],
        (H::FlammableLiquid, 2, _) => &["H225"],
        (H::FlammableLiquid, ..) => &["H226"],
        (H::FlammableSolid, ..) => &["H228"],
        (H::SelfReactive | H::OrganicPeroxide, ..) => &["H240", "H241", "H242"],
        (H::PyrophoricLiquid | H::PyrophoricSolid, ..) => &["H250"],
        (H::SelfHeating, 1, _) => &["H251"],
        (H::SelfHeating, ..) => &["H252"],
        (H::WaterReactive, 1, _) => &["H260"],
        (H::WaterReactive, ..) => &["H261"],
        (H::OxidisingLiquid | H::OxidisingSolid, 1, _) => &["H271"],
        (H::OxidisingLiquid | H::OxidisingSolid, ..) => &["H272"],
        (H::MetalCorrosive, ..) => &["H290"],
        (H::AcuteToxicity, 1 | 2, Some(Route::Oral)) => &["H300"],
        (H::AcuteToxicity, 3, Some(Route::Oral)) => &["H301"],
        (H::AcuteToxicity, _, Some(Route::Oral)) => &["H302"],
        (H::AcuteToxicity, 1 | 2, Some(Route::Dermal)) => &["H310"],
        (H::AcuteToxicity, 3, Some(Route::Dermal)) => &["H311"],
        (H::AcuteToxicity, _, Some(Route::Dermal)) => &["H312"],
        (H::AcuteToxicity, 1 | 2, _) => &["H330"],
        (H::AcuteToxicity, 3, _) => &["H331"],
        (H::AcuteToxicity, ..) => &["H332"],
        (H::SkinCorrosion, ..) => &["H314"],
        (H::SkinIrritation, ..) => &["H315"],
        (H::EyeDamage, ..) => &["H318"],
        (H::EyeIrritation, ..) => &["H319"],
        (H::RespiratorySensitiser, ..) => &["H334"],
        (H::SkinSensitiser, ..) => &["H317"],
        (H::Mutagen, 1, _) => &["H340"],
        (H::Mutagen, ..) => &["H341"],
        (H::Carcinogen, 1, _) => &["H350"],
        (H::Carcinogen, ..) => &["H351"],
        (H::Reproductive, 1, _) => &["H360"],
        (H::Reproductive, ..) => &["H361"],
        (H::Lactation, ..) => &["H362"],
        (H::SingleExposure, 1, _) => &["H370"],
        (H::SingleExposure, 2, _) => &["H371"],
        (H::SingleExposure, ..) => &["H335", "H336"],
        (H::RepeatedExposure, 1, _) => &["H372"],
        (H::RepeatedExposure, ..) => &["H373"],
        (H::Aspiration, ..) => &["H304"],
        (H::AquaticAcute, ..) => &["H400"],
        (H::AquaticChronic, 1, _) => &["H410"],
        (H::AquaticChronic, 2, _) => &["H411"],
        (H::AquaticChronic, 3, _) => &["H412"],
        (H::AquaticChronic, ..) => &["H413"],
        (H::Ozone, ..) => &["H420"],
    }
}

#[test]
fn classes_and_limits_have_the_statements_clp_gives_them() {
    let mut wrong = Vec::new();
    for substance in all() {
        for class in &substance.classes {
            if !statements(class).contains(&class.code.stem()) {
                wrong.push(format!("{}: {class}", substance.name));
            }
        }
        for limit in &substance.limits {
            let text = format!("{} {} {}", limit.hazard.name(), limit.category, limit.code);
            let class: Class = text.parse().unwrap();
            if !statements(&class).contains(&limit.code.stem()) {
                wrong.push(format!("{}: {limit}", substance.name));
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

fn looked_up() -> impl Iterator<Item = &'static Substance> {
    all()
        .iter()
        .filter(|substance| substance.basis != Basis::NotLookedUp)
}

#[test]
fn the_neat_substance_is_classified_as_its_row_says() {
    let mut wrong = Vec::new();
    for substance in looked_up() {
        let hazard = hazard::at(substance, Concentration::Neat).unwrap();
        for class in &substance.classes {
            let found = hazard
                .reasons
                .iter()
                .any(|reason| reason.code == class.code);
            let covered = class.code.as_str() == "H318" || class.code.as_str() == "H315";
            let burns = hazard
                .reasons
                .iter()
                .any(|reason| reason.code.as_str() == "H314");
            if !(found || covered && burns) {
                wrong.push(format!("{}: {class} is lost", substance.name));
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn pictograms_and_signal_follow_from_the_classes() {
    for substance in looked_up() {
        let hazard = hazard::at(substance, Concentration::Neat).unwrap();
        let needed: HashSet<Pictogram> = hazard
            .reasons
            .iter()
            .filter_map(|reason| pictogram_of(reason.hazard, reason.category))
            .filter(|pictogram| *pictogram != Pictogram::ExclamationMark)
            .collect();
        let shown: HashSet<Pictogram> = hazard.pictograms.iter().copied().collect();
        assert!(needed.is_subset(&shown), "{}", substance.name);
        let is_poison = shown.contains(&Pictogram::SkullAndCrossbones);
        assert!(
            !(is_poison && shown.contains(&Pictogram::ExclamationMark)),
            "{}",
            substance.name
        );
        assert_eq!(
            hazard.reasons.is_empty(),
            hazard.h_codes.is_empty(),
            "{}",
            substance.name
        );
        let is_serious = shown.contains(&Pictogram::HealthHazard) || is_poison;
        assert!(
            !is_serious || hazard.signal > Signal::None,
            "{}",
            substance.name
        );
    }
}

#[test]
fn an_unknown_classification_is_an_error() {
    for substance in all()
        .iter()
        .filter(|substance| substance.basis == Basis::NotLookedUp)
    {
        assert!(hazard::at(substance, Concentration::Neat).is_err());
        assert!(hazard::at(substance, Concentration::millimolar(1)).is_err());
    }
}

/// How severe each kind of harm is.
fn severities(hazard: &Hazard) -> HashMap<String, u8> {
    use HazardClass as H;
    let mut severities = HashMap::from([("signal".to_owned(), hazard.signal as u8)]);
    for reason in &hazard.reasons {
        let kind = match reason.hazard {
            H::SkinCorrosion | H::SkinIrritation => "skin".to_owned(),
            H::EyeDamage | H::EyeIrritation => "eye".to_owned(),
            H::AcuteToxicity => format!("acute {}", &reason.code.as_str()[..3]),
            // Airways and drowsiness stand beside organ damage.
            H::SingleExposure if reason.category.number == 3 => reason.code.to_string(),
            other => format!("{other:?}"),
        };
        let step = 10 - reason.category.number;
        let worst = severities.entry(kind).or_default();
        *worst = step.max(*worst);
    }
    severities
}

#[test]
fn never_milder_when_stronger() {
    let steps = [
        0.01, 0.03, 0.1, 0.3, 0.5, 1.0, 2.0, 3.0, 5.0, 8.0, 10.0, 15.0, 20.0, 25.0, 35.0, 50.0,
        70.0, 90.0, 99.9,
    ];
    for substance in looked_up().filter(|substance| !substance.reacts_with_water()) {
        let mut before = HashMap::new();
        for percent in steps {
            let strength = Concentration::nearest(percent, Measure::PercentByMass).unwrap();
            let hazard = hazard::at(substance, strength).unwrap();
            let now = severities(&hazard);
            for (kind, step) in &before {
                assert!(
                    now.get(kind) >= Some(step),
                    "{} at {percent} %: {kind}",
                    substance.name
                );
            }
            before = now;
        }
    }
}

#[test]
fn every_mixture_is_classified_or_says_why_not() {
    for mixture in mixtures() {
        match Entry::Mixture(mixture).hazard(Concentration::Neat) {
            Ok(hazard) => assert!(hazard.composition.is_none()),
            Err(error) => assert!(!error.to_string().is_empty()),
        }
    }
}

#[test]
fn strengths_convert_there_and_back() {
    for substance in all().iter().filter(|substance| substance.formula.is_some()) {
        for millimoles in [100, 500, 2_000] {
            let strength = Concentration::millimolar(millimoles);
            let Ok(composition) = substance.composition(strength) else {
                continue;
            };
            // Beyond the density table and all of it, nothing comes back.
            if composition.is_neat || composition.percent_by_mass > 95.0 {
                continue;
            }
            for measure in [
                Measure::GramPerDm3,
                Measure::PercentByMass,
                Measure::PercentMassByVolume,
            ] {
                let other = substance.convert(strength, measure).unwrap();
                let back = substance.convert(other, Measure::MolPerDm3).unwrap();
                let (there, again) = (strength.figure().unwrap().0, back.figure().unwrap().0);
                let is_same = (there - again).abs() <= there * 1e-3;
                assert!(is_same, "{}: {strength}, {other}, {back}", substance.name);
            }
        }
    }
}
