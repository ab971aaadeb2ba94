use proptest::prelude::*;

use super::*;
use crate::concentration::Measure;
use crate::substance::class::Route;
use crate::substance::samples::{hydrochloric_acid, sample, sodium_hydroxide};

fn label(substance: &Substance, percent: f64) -> String {
    let strength = Concentration::nearest(percent, Measure::PercentMassByVolume).unwrap();
    let hazard = at(substance, strength).unwrap();
    let words = |items: Vec<&str>| {
        if items.is_empty() {
            "-".to_owned()
        } else {
            items.join(" ")
        }
    };
    let codes = words(hazard.h_codes.iter().map(Code::as_str).collect());
    let pictograms = words(hazard.pictograms.iter().map(|p| p.code()).collect());
    let euh = words(hazard.euh.iter().map(Code::as_str).collect());
    format!("{codes} | {} | {pictograms} | {euh}", hazard.signal.word())
}

#[test]
fn specific_limits_come_first() {
    let acid = hydrochloric_acid();
    assert_eq!(label(&acid, 9.9), "- |  | - | -");
    assert_eq!(label(&acid, 10.0), "H315 H319 H335 | Warning | GHS07 | -");
    assert_eq!(label(&acid, 30.0), "H314 H335 | Danger | GHS05 GHS07 | -");
    let alkali = sodium_hydroxide();
    assert_eq!(label(&alkali, 0.4), "- |  | - | -");
    assert_eq!(label(&alkali, 0.5), "H315 H319 | Warning | GHS07 | -");
    assert_eq!(label(&alkali, 2.0), "H314 | Danger | GHS05 | -");
}

#[test]
fn the_eye_follows_generic_limits_where_only_skin_has_its_own() {
    let nitric = sample(
        "HNO3",
        &["Ox. Liq. 3 H272", "Skin Corr. 1A H314"],
        &[
            "Ox. Liq. 3 H272 C>=65",
            "Skin Corr. 1A H314 C>=20",
            "Skin Corr. 1B H314 5<=C<20",
        ],
    );
    assert_eq!(label(&nitric, 0.9), "- |  | - | -");
    assert_eq!(label(&nitric, 1.0), "H315 H319 | Warning | GHS07 | -");
    assert_eq!(label(&nitric, 3.0), "H315 H318 | Danger | GHS05 | -");
    assert_eq!(label(&nitric, 5.0), "H314 | Danger | GHS05 | -");
    assert_eq!(label(&nitric, 65.0), "H272 H314 | Danger | GHS03 GHS05 | -");
}

#[test]
fn nothing_is_more_toxic_than_its_most_toxic_part() {
    let phenol = sample("C6H5OH", &["Acute Tox. 3 inhalation H331"], &[]);
    let neat = at(&phenol, Concentration::Neat).unwrap();
    let codes: Vec<&str> = neat.h_codes.iter().map(Code::as_str).collect();
    assert_eq!(codes, ["H331"]);
}

#[test]
fn generic_limits_hold_else() {
    let silver = sample(
        "AgNO3",
        &[
            "Ox. Sol. 2 H272",
            "Skin Corr. 1B H314",
            "Aquatic Acute 1 H400",
            "Aquatic Chronic 1 H410",
        ],
        &[],
    );
    assert_eq!(label(&silver, 0.24), "- |  | - | -");
    assert_eq!(label(&silver, 0.25), "H412 |  | - | -");
    assert_eq!(label(&silver, 1.0), "H315 H319 H412 | Warning | GHS07 | -");
    assert_eq!(
        label(&silver, 3.0),
        "H315 H318 H411 | Danger | GHS05 GHS09 | -"
    );
    assert_eq!(label(&silver, 25.0), "H314 H410 | Danger | GHS05 GHS09 | -");
}

#[test]
fn acute_toxicity_goes_by_estimates() {
    let barium = sample(
        "BaCl2",
        &["Acute Tox. 3 oral H301", "Acute Tox. 4 inhalation H332"],
        &[],
    );
    assert_eq!(label(&barium, 4.9), "- |  | - | -");
    assert_eq!(label(&barium, 5.0), "H302 | Warning | GHS07 | -");
    assert_eq!(label(&barium, 34.0), "H301 H332 | Danger | GHS06 | -");
}

#[test]
fn harm_that_lasts_begins_low() {
    let lead = sample(
        "Pb(NO3)2",
        &["Repr. 1A H360Df", "Acute Tox. 4 H302", "STOT RE 2 H373"],
        &["Repr. 2 H361f C>=2.5", "STOT RE 2 H373 C>=0.5"],
    );
    assert_eq!(label(&lead, 0.29), "- |  | - | -");
    assert_eq!(label(&lead, 0.3), "H360D | Danger | GHS08 | -");
    assert_eq!(label(&lead, 3.0), "H360Df H373 | Danger | GHS08 | -");
    let dichromate = sample("K2Cr2O7", &["Skin Sens. 1 H317", "Resp. Sens. 1 H334"], &[]);
    assert_eq!(label(&dichromate, 0.09), "- |  | - | -");
    assert_eq!(label(&dichromate, 0.1), "- |  | - | EUH208");
    assert_eq!(label(&dichromate, 1.0), "H317 H334 | Danger | GHS08 | -");
}

#[test]
fn what_is_unknown_is_never_harmless() {
    let unknown = Substance {
        basis: Basis::NotLookedUp,
        ..sample("NaCl", &[], &[])
    };
    let answer = at(&unknown, Concentration::millimolar(1));
    assert_eq!(answer, Err(Unclassified::NotLookedUp("NaCl".into())));
    let sodium = sample("Na", &["Water-react. 1 H260"], &[]);
    assert!(at(&sodium, Concentration::millimolar(1)).is_err());
    assert!(at(&sodium, Concentration::Neat).is_ok());
}

#[test]
fn a_mixture_adds_up_and_its_solvent_counts() {
    let acid = sample("AlCl3", &["Skin Corr. 1B H314"], &[]);
    let alkali = sample("ZnCl2", &["Skin Corr. 1B H314"], &[]);
    let ethanol = Substance {
        state: State::Liquid,
        cas: "64-17-5".parse().ok(),
        ..sample("C2H5OH", &["Flam. Liq. 2 H225"], &[])
    };
    let substances = [acid, alkali, ethanol];
    let part = |of: &Substance, percent_wv| crate::substance::Part {
        substance: of.id.clone(),
        percent_wv,
    };
    let mixture = Mixture {
        id: SubstanceId::new("test"),
        name: "test".into(),
        other_names: Vec::new(),
        parts: vec![part(&substances[0], 3.0), part(&substances[1], 3.0)],
        solvent: substances[2].id.clone(),
        never_store: false,
        keeps: None,
        source: "test".into(),
        checked: chrono::NaiveDate::MIN,
    };
    let hazard = of_mixture(&mixture, |id| substances.iter().find(|s| s.id == *id)).unwrap();
    let codes: Vec<&str> = hazard.h_codes.iter().map(Code::as_str).collect();
    assert_eq!(codes, ["H225", "H314"]);
    assert!(of_mixture(&mixture, |_| None).is_err());
}

#[test]
fn the_answer_explains_itself() {
    let hazard = at(&hydrochloric_acid(), Concentration::millimolar(3_000)).unwrap();
    let told: Vec<String> = hazard.reasons.iter().map(ToString::to_string).collect();
    assert!(told[0].contains("specific limit 10 %"), "{told:?}");
    assert!(told[0].contains("[test]"), "{told:?}");
    assert!(hazard.composition.unwrap().density.is_some());
}

/// How severe each kind of harm is, so that two strengths can be compared.
fn severity(hazard: &Hazard) -> Vec<(u8, u8)> {
    use HazardClass as H;
    let mut kinds = vec![(0, hazard.signal as u8)];
    for reason in &hazard.reasons {
        let step = 10 - reason.category.number;
        kinds.push(match reason.hazard {
            H::SkinCorrosion | H::SkinIrritation => (1, step),
            H::EyeDamage | H::EyeIrritation => (2, step),
            H::AcuteToxicity if reason.code.stem() < "H310" => (3, step),
            H::AcuteToxicity if reason.code.stem() < "H330" => (4, step),
            other => (10 + other as u8, step),
        });
    }
    kinds
}

proptest! {
    #[test]
    fn never_milder_when_stronger(weak in 0.0..100.0f64, more in 0.0..50.0f64, which in 0..3usize) {
        let dirty = sample(
            "K2Cr2O7",
            &["Acute Tox. 2 inhalation H330", "Acute Tox. 3 oral H301", "STOT RE 1 H372",
              "Skin Corr. 1B H314", "Aquatic Acute 1 H400 M=10", "Aquatic Chronic 2 H411"],
            &["STOT SE 3 H335 C>=5"],
        );
        let substance = [hydrochloric_acid(), sodium_hydroxide(), dirty][which].clone();
        let of = |percent: f64| {
            let strength = Concentration::nearest(percent.min(100.0), Measure::PercentByMass).unwrap();
            severity(&at(&substance, strength).unwrap())
        };
        let (weaker, stronger) = (of(weak), of(weak + more));
        for (kind, step) in weaker {
            let now = stronger.iter().filter(|(other, _)| *other == kind).map(|(_, step)| *step).max();
            prop_assert!(now >= Some(step), "kind {} fell from {} to {:?}", kind, step, now);
        }
    }

    #[test]
    fn strengths_convert_there_and_back(thousandths in 1..10_000i64, measure in 0..4usize) {
        let acid = hydrochloric_acid();
        let strength = Concentration::millimolar(thousandths);
        let other = acid.convert(strength, Measure::ALL[measure]).unwrap();
        let back = acid.convert(other, Measure::MolPerDm3).unwrap();
        let (there, _) = strength.figure().unwrap();
        let (again, _) = back.figure().unwrap();
        prop_assert!((there - again).abs() < 1e-4, "{there} {other} {again}");
    }
}

#[test]
fn routes_are_told_apart() {
    let poison = sample(
        "KCN",
        &["Acute Tox. 1 dermal H310", "Acute Tox. 2 oral H300"],
        &[],
    );
    assert_eq!(poison.classes[0].route, Some(Route::Dermal));
    assert_eq!(label(&poison, 10.0), "H300 H310 | Danger | GHS06 | -");
}
