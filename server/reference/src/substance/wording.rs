//! What stands beside a chemical's name on a bottle or in a list: strength, grade, shape.

use std::collections::HashSet;
use std::sync::LazyLock;

use shared::amount::{Amount, Unit};
use shared::concentration::Concentration;
use shared::name::{Manner, fold, split_manner};

/// A name without its strength.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Worded {
    pub(super) name: String,
    pub(super) strength: Option<Concentration>,
    pub(super) manner: Option<Manner>,
}

/// Takes the strength out of a name: "hydrochloric acid 2M", "conc. sulfuric acid",
/// "hydrogen peroxide (20 vol)". Of two, as in "6 % (20 vol)", the first found counts.
pub(super) fn split(text: &str) -> Worded {
    let (name, manner) = split_manner(&without_gravity(text));
    let mut worded = without_strength(name, manner);
    while worded.strength.is_some() {
        let again = without_strength(worded.name.clone(), manner);
        if again.strength.is_none() || again.name.is_empty() {
            break;
        }
        worded.name = again.name;
    }
    worded
}

/// A name without its specific gravity: "hydrochloric acid SG 1.18".
fn without_gravity(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let is_gravity = |word: &str| {
        let letters: String = fold(word)
            .chars()
            .filter(char::is_ascii_alphabetic)
            .collect();
        ["sg", "spgr"].contains(&letters.as_str())
    };
    let is_figure = |word: &str| word.trim_end_matches([',', ')']).parse::<f64>().is_ok();
    let mut kept = Vec::new();
    let mut at = 0;
    while let Some(word) = words.get(at) {
        let follows = words.get(at + 1).is_some_and(|next| is_figure(next));
        if at > 0 && is_gravity(word) && follows {
            at += 1;
        } else {
            kept.push(*word);
        }
        at += 1;
    }
    kept.join(" ")
}

fn without_strength(name: String, manner: Option<Manner>) -> Worded {
    let words: Vec<&str> = name.split_whitespace().collect();
    // The longest run first: "10 % w/w" before "10 %".
    for length in (1..=words.len().min(4)).rev() {
        for start in 0..=words.len() - length {
            let (before, rest) = words.split_at(start);
            let (run, after) = rest.split_at(length);
            let run = run.join(" ");
            let run = run.trim_matches(|c| matches!(c, '(' | ')' | ',' | ';' | '[' | ']'));
            if !run.starts_with(|c: char| c.is_ascii_digit() || c == '.') {
                continue;
            }
            if let Ok(strength) = Concentration::parse(run) {
                let name = [before, after].concat().join(" ");
                let name = name
                    .trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, ')' | '(' | '%'));
                return Worded {
                    name: name.to_owned(),
                    strength: Some(strength),
                    manner,
                };
            }
        }
    }
    Worded {
        name,
        strength: None,
        manner,
    }
}

/// A name without the size of its bottle: "sodium hydroxide 500 g". The name itself where nothing else is left.
pub(super) fn without_size(name: &str) -> String {
    let is_size = |text: &str| Amount::parse(text).is_ok_and(|size| size.unit() != Unit::Piece);
    let words: Vec<&str> = name.split_whitespace().collect();
    let mut kept = Vec::new();
    let mut at = 0;
    while let Some(word) = words.get(at) {
        let pair = words.get(at + 1).map(|next| format!("{word} {next}"));
        let begins = word.starts_with(|c: char| c.is_ascii_digit());
        match pair {
            _ if begins && is_size(word) => {}
            Some(pair) if begins && is_size(&pair) => at += 1,
            _ => kept.push(*word),
        }
        at += 1;
    }
    if kept.is_empty() {
        return name.to_owned();
    }
    kept.join(" ").trim_end_matches([',', ';', ' ']).to_owned()
}

/// Words that say how a chemical is sold, by whom, and how pure: they change nothing of what it is.
static GRADE: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    "\
    absolute aldrich analar analytical approx ar bdh bp breckland certified cryst crystal crystalline crystals \
    extra fisher fisons for glacial gpr grade griffin hplc lab laboratory lancaster lr mb merck microscopy \
    normapur prolabo pure purified purpose purum puriss resublimed riedel scichem sigma slr \
    specified sublimed tech technical timstar usp vwr xtals"
    .split_whitespace()
    .collect()
});

/// Makers of several words.
const MAKERS: [&str; 5] = [
    "better equipped",
    "hopkin and williams",
    "may and baker",
    "philip harris",
    "scientific and chemical supplies",
];

/// Words of shape and water, and of what is made up: a metal's powder is not its sheet, nor a hydrate what is dry, nor a
/// lead standard lead.
static SHAPE: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    "\
    anhydrous aq aqueous beads bench black bottle chips coarse dense dried dry fine flake flakes foil fresh fused general gran granular \
    granules hydrate hydrated large liquid lump lumps medium metal natural pearl pearls pellet pellets pieces powder \
    powdered precipitated prills reagent reagents sheet small solid solution standard stick sticks strip tablet tablets turnings wire"
    .split_whitespace()
    .collect()
});

/// A key without its words of grade and maker; `None` where nothing changes or remains.
pub(super) fn without_grade(key: &str) -> Option<String> {
    let phrase = MAKERS.iter().find(|phrase| key.contains(*phrase));
    let key_without = phrase.map_or_else(|| key.to_owned(), |phrase| key.replace(phrase, " "));
    let kept = kept(&key_without, |word| !GRADE.contains(word));
    (kept != key && !kept.is_empty()).then_some(kept)
}

/// The words of a key without those that only describe; `None` where nothing changes or remains.
pub(super) fn bare(key: &str) -> Option<String> {
    let plain = without_grade(key).unwrap_or_else(|| key.to_owned());
    let kept = kept(&plain, |word| !SHAPE.contains(word));
    (kept != key && !kept.is_empty()).then_some(kept)
}

fn kept(key: &str, keeps: impl Fn(&str) -> bool) -> String {
    let kept: Vec<&str> = key.split_whitespace().filter(|word| keeps(word)).collect();
    kept.join(" ")
}

/// A key with the shop's abbreviations written out; `None` where it has none.
pub(super) fn written_out(key: &str) -> Option<String> {
    let long = |word: &str| {
        Some(match word {
            "pet" => "petroleum",
            "sod" => "sodium",
            "pot" | "potass" => "potassium",
            "amm" | "ammon" => "ammonium",
            "mag" => "magnesium",
            "mang" => "manganese",
            "calc" => "calcium",
            "perm" | "permang" => "permanganate",
            "bicarb" => "hydrogencarbonate",
            "carb" => "carbonate",
            "hydrox" => "hydroxide",
            "perox" => "peroxide",
            "ind" | "indic" => "indicator",
            "sln" => "solution",
            "exsiccated" => "anhydrous",
            "dist" => "distilled",
            "pwd" | "powd" => "powder",
            "sulf" | "sulfte" => "sulfate",
            "thiosulf" | "thio" => "thiosulfate",
            "ppt" | "pptd" | "precip" => "precipitated",
            "penta" => "5hydrate",
            "hexa" => "6hydrate",
            "hepta" => "7hydrate",
            "deca" => "10hydrate",
            "abs" => "absolute",
            "vit" => "vitamin",
            "tab" | "tabs" => "tablets",
            "veg" => "vegetable",
            _ => return None,
        })
    };
    let words: Vec<&str> = key.split(' ').collect();
    let changes = words.iter().any(|word| long(word).is_some());
    changes.then(|| {
        words
            .iter()
            .map(|word| long(word).unwrap_or(word))
            .collect::<Vec<_>>()
            .join(" ")
    })
}

/// A key without the figures that say where a group sits or how oxidised a metal is: "butanol"
/// of "butan 1 ol"; `None` where it has none.
pub(super) fn without_figures(key: &str) -> Option<String> {
    let is_figure = |word: &&str| word.bytes().all(|b| b.is_ascii_digit());
    let kept: Vec<&str> = key.split(' ').filter(|word| !is_figure(word)).collect();
    (kept.len() < key.split(' ').count() && !kept.is_empty()).then(|| kept.concat())
}

/// A name and what stands in brackets behind it, often its other name: "propanone (acetone)".
/// An oxidation state stands at its word and is part of the name.
pub(super) fn bracketed(text: &str) -> Option<(&str, &str)> {
    let inner = text.trim().strip_suffix(')')?;
    let mut depth = 1;
    let opens = inner.char_indices().rev().find_map(|(at, c)| {
        match c {
            ')' => depth += 1,
            '(' => depth -= 1,
            _ => {}
        }
        (depth == 0).then_some(at)
    })?;
    let (name, other) = (inner[..opens].trim_end(), inner[opens + 1..].trim());
    let is_apart = inner[..opens].ends_with(char::is_whitespace);
    (is_apart && !name.is_empty() && !other.is_empty()).then_some((name, other))
}

/// A state of matter behind a formula, as equations write it: "HCl(aq)".
pub(super) fn without_state(text: &str) -> &str {
    let trimmed = text.trim();
    ["(aq)", "(s)", "(l)", "(g)"]
        .iter()
        .find_map(|state| trimmed.strip_suffix(state))
        .unwrap_or(trimmed)
        .trim_end()
}

/// The form of a metal that a key tells, with one word for those that are alike.
pub(super) fn form(key: &str) -> Option<&'static str> {
    const FORMS: [(&str, &str); 8] = [
        ("powder", "powder powdered dust fine reduced"),
        (
            "granules",
            "granules granulated granular shot pieces lumps mossy grit",
        ),
        ("foil", "foil sheet sheets strip strips plate plates leaf"),
        ("turnings", "turnings"),
        ("filings", "filings coarse"),
        ("ribbon", "ribbon"),
        ("wire", "wire wires wool"),
        ("rod", "rod rods bar bars nail nails"),
    ];
    let has = |list: &str| {
        key.split(' ')
            .any(|word| list.split(' ').any(|form| form == word))
    };
    let found = FORMS.iter().find(|(_, words)| has(words));
    found.map(|(form, _)| *form)
}

/// What stands on benches is dilute.
pub(super) fn says_bench(text: &str) -> bool {
    fold(text)
        .split(|c: char| !c.is_alphanumeric())
        .any(|word| word == "bench")
}

/// Whether a text says that there is no water in it, or that there is.
pub(super) fn says_dry(text: &str) -> bool {
    let folded = fold(text);
    ["anhyd", "dried", "fused"]
        .iter()
        .any(|dry| folded.contains(dry))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn descriptive_words_fall_away() {
        assert_eq!(
            bare("sodium hydroxide pellets ar").as_deref(),
            Some("sodium hydroxide")
        );
        assert_eq!(bare("sodium hydroxide"), None);
        assert_eq!(bare("powder"), None);
    }

    #[test]
    fn the_size_of_a_bottle_falls_away() {
        assert_eq!(without_size("sodium hydroxide 2.5L"), "sodium hydroxide");
        assert_eq!(without_size("silver nitrate, 25 g"), "silver nitrate");
        assert_eq!(without_size("2,4-DNPH"), "2,4-DNPH");
        assert_eq!(without_size("500 g"), "500 g");
    }

    #[test]
    fn another_name_may_stand_in_brackets() {
        assert_eq!(
            bracketed("propanone (acetone)"),
            Some(("propanone", "acetone"))
        );
        assert_eq!(
            bracketed("potassium permanganate (manganate(VII))"),
            Some(("potassium permanganate", "manganate(VII)"))
        );
        assert_eq!(bracketed("copper(II)"), None);
        assert_eq!(bracketed("(acetone)"), None);
    }

    #[test]
    fn strengths_are_told_apart_from_names() {
        for (text, name, strength) in [
            ("Hydrochloric acid 2M", "Hydrochloric acid", "2 M"),
            ("0.1 mol/dm3 silver nitrate", "silver nitrate", "0.1 M"),
            ("hydrogen peroxide (20 vol)", "hydrogen peroxide", "20 vol"),
            ("ethanol, 96 % v/v", "ethanol", "96 % v/v"),
        ] {
            let worded = split(text);
            assert_eq!(worded.name, name);
            assert_eq!(worded.strength, Concentration::parse(strength).ok());
        }
        for (text, name) in [
            ("Hydrogen Peroxide 6% (20 vol)", "Hydrogen Peroxide"),
            ("Hydrochloric Acid S.G. 1.18", "Hydrochloric Acid"),
            ("sulfuric acid sg 1.84 2.5 L", "sulfuric acid 2.5 L"),
        ] {
            assert_eq!(split(text).name, name);
        }
        assert_eq!(
            split("2,4-dinitrophenylhydrazine").name,
            "2,4-dinitrophenylhydrazine"
        );
        assert_eq!(
            split("sulphuric acid conc.").manner,
            Some(Manner::Concentrated)
        );
    }
}
