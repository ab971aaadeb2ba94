use proptest::prelude::*;

use super::*;
use crate::substance::samples::{hydrochloric_acid, sample, sodium_hydroxide};
use crate::substance::{Mixture, Part};

fn litres(text: &str) -> Amount {
    Amount::parse(text).unwrap()
}

#[test]
fn weighs_the_hydrate_with_its_water() {
    let copper = sample("CuSO4.5H2O", &["Eye Dam. 1 H318"], &[]);
    let wish = Wish {
        substance: &copper,
        concentration: Concentration::millimolar(500),
        volume: litres("2 L"),
    };
    let recipe = make(wish, Source::Solid).unwrap();
    assert_eq!(recipe.take, Amount::new(249_680_000, Unit::Gram));
    assert!(recipe.error_percent.abs() < 0.01);
    assert!(recipe.steps.contains(&Step::MakeUp(litres("2 L"))));
}

#[test]
fn dilutes_the_concentrated_acid_into_water() {
    let acid = hydrochloric_acid();
    let wish = Wish {
        substance: &acid,
        concentration: Concentration::millimolar(2_000),
        volume: litres("1 L"),
    };
    let recipe = make(wish, Source::usual(&acid)).unwrap();
    // 36 % at 1.179 g/cm³ is 11.64 mol/dm³.
    assert_eq!(recipe.take, litres("172 cm3"));
    let told: Vec<String> = recipe.steps.iter().map(ToString::to_string).collect();
    let place = |part: &str| told.iter().position(|step| step.contains(part)).unwrap();
    assert!(place("purified water in a beaker") < place("to the water slowly"));
    assert!(place("cool") < place("up to the mark"));
    assert!(
        recipe
            .before
            .unwrap()
            .h_codes
            .iter()
            .any(|code| code.as_str() == "H314")
    );
    assert!(recipe.after.unwrap().h_codes.is_empty());
}

#[test]
fn refuses_with_the_reason() {
    let salt = Substance {
        solubility: Some(359.0),
        ..sample("NaCl", &[], &[])
    };
    let ask = |substance, concentration: &str, volume: &str, source| {
        let concentration = Concentration::parse(concentration).unwrap();
        make(
            Wish {
                substance,
                concentration,
                volume: litres(volume),
            },
            source,
        )
        .unwrap_err()
    };
    let acid = hydrochloric_acid();
    let of_stock = |text| Source::Liquid(Concentration::parse(text).unwrap());
    assert!(matches!(
        ask(&salt, "7 M", "1 L", Source::Solid),
        Refusal::AboveSolubility { .. }
    ));
    assert!(matches!(
        ask(&acid, "2 M", "1 L", of_stock("1 M")),
        Refusal::AboveStock { .. }
    ));
    assert_eq!(ask(&acid, "2 M", "1 L", Source::Solid), Refusal::NotSolid);
    let bleach = Substance {
        state: State::Solution,
        ..sample("NaClO", &[], &[])
    };
    assert_eq!(
        ask(&bleach, "0.1 M", "1 L", Source::usual(&bleach)),
        Refusal::StockUnknown
    );
    assert_eq!(ask(&salt, "1 M", "1 kg", Source::Solid), Refusal::NoVolume);
    assert_eq!(ask(&salt, "0 M", "1 L", Source::Solid), Refusal::NoStrength);
    assert_eq!(
        ask(&salt, "0.000001 M", "1 cm3", Source::Solid),
        Refusal::TooLittle
    );
    assert_eq!(
        ask(&salt, "neat", "1 L", Source::Solid),
        Refusal::NotASolution
    );
}

#[test]
fn what_water_changes_or_does_not_dissolve_has_no_solution() {
    let sulfur = Substance {
        solubility: Some(0.0),
        ..sample("S8", &[], &[])
    };
    let lime = Substance {
        is_changed_by_water: true,
        ..sample("CaO", &[], &[])
    };
    let chloride = Substance {
        euh: vec!["EUH014".parse().unwrap()],
        ..sample("SOCl2", &[], &[])
    };
    for (substance, expected) in [
        (&sulfur, Refusal::Insoluble),
        (&lime, Refusal::ReactsWithWater),
        (&chloride, Refusal::ReactsWithWater),
    ] {
        let wish = Wish {
            substance,
            concentration: Concentration::millimolar(100),
            volume: litres("1 L"),
        };
        assert_eq!(make(wish, Source::Solid), Err(expected));
        assert!(!substance.has_solutions());
    }
}

#[test]
fn a_recipe_says_what_its_steps_do_not() {
    let remarks = |solubility, concentration| {
        let salt = Substance {
            solubility,
            ..sample("NaCl", &[], &[])
        };
        let wish = Wish {
            substance: &salt,
            concentration: Concentration::millimolar(concentration),
            volume: litres("1 L"),
        };
        let recipe = make(wish, Source::Solid).unwrap();
        assert!(recipe.rounding().starts_with("Worked out: "));
        recipe.remarks
    };
    assert_eq!(remarks(None, 1_000), [Remark::SolubilityUnknown]);
    assert_eq!(remarks(Some(359.0), 1_000), []);
    assert_eq!(remarks(Some(359.0), 6_000), [Remark::NearlySaturated]);
}

#[test]
fn a_reagent_is_mixed_hot_things_first_and_poor_solubles_last() {
    let named = |formula: &str, id: &str, classes: &[&str]| Substance {
        id: SubstanceId::new(id),
        name: id.to_owned(),
        ..sample(formula, classes, &[])
    };
    let parts = [
        Substance {
            solubility: Some(0.3),
            ..named("I2", "iodine", &[])
        },
        named("KI", "potassium iodide", &[]),
        Substance {
            storage: Some("B".to_owned()),
            ..named("NaOH", "sodium hydroxide", &["Skin Corr. 1A H314"])
        },
    ];
    let water = named("H2O", "purified water", &[]);
    let mixture = Mixture {
        id: SubstanceId::new("reagent"),
        name: "Somebody's reagent".to_owned(),
        other_names: Vec::new(),
        parts: parts
            .iter()
            .map(|part| Part {
                substance: part.id.clone(),
                percent_wv: 2.0,
            })
            .collect(),
        solvent: water.id.clone(),
        never_store: true,
        keeps: None,
        source: String::new(),
        checked: chrono::NaiveDate::MIN,
    };
    let find = |id: &SubstanceId| parts.iter().chain([&water]).find(|s| s.id == *id);
    let made = reagent(&mixture, litres("500 cm3"), find).unwrap();
    assert_eq!(made.portions.len(), 3);
    let told: Vec<String> = made.steps.iter().map(ToString::to_string).collect();
    let place = |part: &str| {
        let place = told.iter().position(|step| step.contains(part));
        place.unwrap_or_else(|| panic!("no {part} in {told:?}"))
    };
    assert!(place("of purified water in a beaker") < place("sodium hydroxide"));
    assert!(place("sodium hydroxide") < place("cool"));
    assert!(place("cool") < place("potassium iodide"));
    assert!(place("potassium iodide") < place("of iodine"));
    assert!(place("of iodine") < place("up to the mark"));
    assert!(place("up to the mark") < place("never stored"));
}

proptest! {
    #[test]
    fn a_made_solution_conserves_the_substance(
        thousandths in 10..2_000i32,
        cm3 in 50..5_000i32,
        stock_thousandths in 2_000..11_000i32,
    ) {
        let volume = Amount::new(i64::from(cm3) * 1_000, Unit::Litre);
        let concentration = Concentration::millimolar(thousandths.into());
        let stock = Concentration::millimolar(stock_thousandths.into());
        let acid = hydrochloric_acid();
        let moles = f64::from(thousandths) / 1000.0 * f64::from(cm3) / 1000.0;
        let wish = Wish { substance: &acid, concentration, volume };
        let recipe = make(wish, Source::Liquid(stock)).unwrap();
        let taken = recipe.exact * f64::from(stock_thousandths) / 1000.0;
        prop_assert!((taken - moles).abs() < 1e-9 * moles.max(1.0));
        let allowed = recipe.error_percent.abs() / 100.0 * recipe.exact + 1e-12;
        prop_assert!((recipe.take.to_f64() - recipe.exact).abs() <= allowed);

        let alkali = sodium_hydroxide();
        let wish = Wish { substance: &alkali, concentration, volume };
        let recipe = make(wish, Source::Solid).unwrap();
        let weighed = recipe.exact / alkali.molar_mass().unwrap();
        prop_assert!((weighed - moles).abs() < 1e-9 * moles.max(1.0));
        prop_assert!((recipe.take.to_f64() - recipe.exact).abs() <= 0.005 + 1e-9);
    }
}
