//! Chemical names: one key for the many ways of writing one name.

use super::fold;

/// How a name says a solution's strength without a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Manner {
    /// "conc.", "concentrated", "glacial", "fuming".
    Concentrated,
    /// "dil.", "dilute".
    Dilute,
    /// "sat.", "saturated".
    Saturated,
}

/// The key by which a chemical's name is found: folded, punctuation gone, Roman numerals as
/// figures, hydrates in one form ("pentahydrate", "-5-water" and ".5H2O" as `5hydrate`),
/// British spelling. Making the key of a key changes nothing.
pub fn key(name: &str) -> String {
    let folded = fold(&fold(name).replace('\'', ""));
    let mut key = in_one_form(&folded);
    // One rule may prepare the ground for another; every rule shortens or settles the name.
    for _ in 0..8 {
        let next = in_one_form(&key);
        if next == key {
            break;
        }
        key = next;
    }
    key
}

/// The words of a folded name in their one form, once.
fn in_one_form(folded: &str) -> String {
    let mut words: Vec<String> = Vec::new();
    for word in words_of(folded) {
        let word = respelt(word);
        if ["water", "hydrate", "h2o"].contains(&word.as_str())
            && let Some(count) = words.pop_if(|last| is_count(last))
        {
            words.push(format!("{count}hydrate"));
            continue;
        }
        match roman(&word).filter(|_| !words.is_empty()) {
            Some(figure) => words.push(figure.to_owned()),
            None => words.push(word),
        }
    }
    joined(words)
}

/// Letters and figures; a point stays only between two figures.
fn words_of(folded: &str) -> impl Iterator<Item = &str> {
    let bytes = folded.as_bytes();
    let is_figure = |at: Option<usize>| {
        at.and_then(|at| bytes.get(at))
            .is_some_and(u8::is_ascii_digit)
    };
    let mut start = 0;
    let mut cuts: Vec<(usize, usize)> = Vec::new();
    for (at, c) in folded.char_indices() {
        // "CuSO4.5H2O" is two words, "0.5H2O" one: the point of a figure follows no letter's number.
        let is_point = c == '.'
            && is_figure(at.checked_sub(1))
            && is_figure(Some(at + 1))
            && folded[start..at].bytes().all(|b| b.is_ascii_digit());
        if !c.is_alphanumeric() && !is_point {
            cuts.push((start, at));
            start = at + c.len_utf8();
        }
    }
    cuts.push((start, folded.len()));
    cuts.into_iter()
        .map(|(from, to)| &folded[from..to])
        .filter(|word| !word.is_empty())
}

fn is_count(word: &str) -> bool {
    word.len() <= 4
        && word.bytes().all(|b| b.is_ascii_digit() || b == b'.')
        && word.as_bytes()[0].is_ascii_digit()
}

/// The figure of a Roman numeral as oxidation states use it.
fn roman(word: &str) -> Option<&'static str> {
    Some(match word {
        "i" => "1",
        "ii" => "2",
        "iii" => "3",
        "iv" => "4",
        "v" => "5",
        "vi" => "6",
        "vii" => "7",
        _ => return None,
    })
}

const HYDRATES: [(&str, &str); 15] = [
    ("hemi", "0.5"),
    ("mono", "1"),
    ("sesqui", "1.5"),
    ("di", "2"),
    ("tri", "3"),
    ("tetra", "4"),
    ("penta", "5"),
    ("hexa", "6"),
    ("hepta", "7"),
    ("octa", "8"),
    ("nona", "9"),
    ("deca", "10"),
    ("undeca", "11"),
    ("dodeca", "12"),
    ("octadeca", "18"),
];

/// British spelling, and the hydrate's one form.
fn respelt(word: &str) -> String {
    if let Some(count) = hydrate(word) {
        return format!("{count}hydrate");
    }
    // Few words have any of these; the others need not be copied for each.
    let begins = ["alum", "cesium", "vapo", "colo"];
    let is_respelt = begins.iter().any(|begin| word.contains(begin));
    let word = if is_respelt {
        british(word)
    } else {
        word.to_owned()
    };
    match word.as_str() {
        "h20" => "h2o".to_owned(),
        "anhyd" | "anhydr" | "anh" | "anhyrous" => "anhydrous".to_owned(),
        "soln" | "sol" => "solution".to_owned(),
        "glycerin" | "glycerine" => "glycerol".to_owned(),
        "gray" => "grey".to_owned(),
        "fiber" => "fibre".to_owned(),
        "liter" => "litre".to_owned(),
        "pwdr" | "pdr" => "powder".to_owned(),
        _ => word,
    }
}

fn british(word: &str) -> String {
    word.replace("aluminum", "aluminium")
        .replace("cesium", "caesium")
        .replace("caaesium", "caesium")
        .replace("vapor", "vapour")
        .replace("vapouur", "vapour")
        .replace("color", "colour")
        .replace("colouur", "colour")
}

/// The number of waters in "pentahydrate", "5h2o" or "5hydrate".
fn hydrate(word: &str) -> Option<&str> {
    let before = ["hydrate", "hydr", "h2o", "h20"]
        .iter()
        .find_map(|water| word.strip_suffix(water))?;
    if let Some((_, count)) = HYDRATES.iter().find(|(prefix, _)| *prefix == before) {
        return Some(count);
    }
    (!before.is_empty() && is_count(before)).then_some(before)
}

/// Words with a space between, save where schools write one word.
fn joined(words: Vec<String>) -> String {
    let mut key = String::new();
    let mut last = "";
    for word in &words {
        let is_acid_salt = last == "hydrogen"
            && ["carbonate", "sulfate", "sulfite", "sulfide", "phosphate"].contains(&word.as_str());
        if !key.is_empty() && !is_acid_salt {
            key.push(' ');
        }
        key.push_str(word);
        last = word;
    }
    key
}

/// A name without the word that says how strong it is, and that word's meaning.
pub fn split_manner(name: &str) -> (String, Option<Manner>) {
    let mut manner = None;
    let mut kept: Vec<&str> = Vec::new();
    for word in name.split_whitespace() {
        let bare = fold(word.trim_matches(|c: char| !c.is_alphanumeric()));
        let found = match bare.as_str() {
            // "c. nitric", but "vitamin C"
            "c" if kept.is_empty() && word.ends_with('.') => Some(Manner::Concentrated),
            "conc" | "concd" | "conc'd" | "concentrated" | "glacial" | "fuming" => {
                Some(Manner::Concentrated)
            }
            "dil" | "dild" | "dil'd" | "dilute" | "diluted" => Some(Manner::Dilute),
            "sat" | "satd" | "sat'd" | "saturated" => Some(Manner::Saturated),
            _ => None,
        };
        match found {
            Some(found) => manner = Some(found),
            None => kept.push(word),
        }
    }
    if kept.is_empty() {
        return (name.trim().to_owned(), None);
    }
    let name = kept.join(" ");
    (
        name.trim_end_matches([',', ';', '-', ' ']).to_owned(),
        manner,
    )
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn one_key_for_the_ways_of_writing_a_name() {
        let written = [
            "copper(II) sulfate pentahydrate",
            "Copper (II) Sulphate-5-water",
            "copper II sulphate 5-hydrate",
            "COPPER (ii) SULFATE .5H2O",
            "copper(2) sulfate·5H₂O",
            "Copper II sulphate 5 H20",
            "copper (II) sulphate pentahydr.",
        ];
        for name in written {
            assert_eq!(key(name), "copper 2 sulfate 5hydrate", "{name}");
        }
        assert_eq!(key("CuSO4.5H2O"), "cuso4 5hydrate");
        assert_eq!(key("CaSO4.½H2O"), "caso4 0.5hydrate");
        assert_eq!(
            key("calcium sulfate hemihydrate"),
            "calcium sulfate 0.5hydrate"
        );
        assert_eq!(key("Aluminum chloride"), key("aluminium chloride"));
        assert_eq!(key("cesium"), key("caesium"));
        assert_eq!(key("sodium hydrogen carbonate"), "sodium hydrogencarbonate");
        assert_eq!(key("Benedict's"), "benedicts");
        assert_eq!(key("I"), "i");
    }

    #[test]
    fn the_manner_is_split_off() {
        let split = |name| split_manner(name);
        assert_eq!(
            split("sulphuric acid conc."),
            ("sulphuric acid".to_owned(), Some(Manner::Concentrated))
        );
        assert_eq!(
            split("Dil. hydrochloric acid"),
            ("hydrochloric acid".to_owned(), Some(Manner::Dilute))
        );
        assert_eq!(
            split("ammonia (conc)"),
            ("ammonia".to_owned(), Some(Manner::Concentrated))
        );
        assert_eq!(
            split("sodium chloride, saturated"),
            ("sodium chloride".to_owned(), Some(Manner::Saturated))
        );
        assert_eq!(
            split("c. nitric"),
            ("nitric".to_owned(), Some(Manner::Concentrated))
        );
        assert_eq!(split("ethanol"), ("ethanol".to_owned(), None));
    }

    proptest! {
        #[test]
        fn the_key_of_a_key_is_itself(name in "[a-zA-Z0-9 .()'·½₂-]{0,30}") {
            let once = key(&name);
            prop_assert_eq!(key(&once), once);
        }

        #[test]
        fn any_text_has_a_key(name in ".{0,40}") {
            let once = key(&name);
            prop_assert_eq!(key(&once), once);
        }
    }
}
