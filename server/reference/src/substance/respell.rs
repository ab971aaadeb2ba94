//! Names that are right but spelt in pieces: formulae with spaces, symbols for elements, acids without the word.

use shared::name::key;
use shared::substance::Formula;

/// A formula written in pieces, with or without its water: "Cu SO4 5H2O", "CuSO4-5H20". None for what is none.
pub(super) fn formula(text: &str) -> Option<String> {
    let text = text.trim();
    let water = ["H2O", "H20", "h2o", "h20", "H₂O"];
    let dry = water.iter().find_map(|water| text.strip_suffix(water));
    let respelt = match dry {
        Some(before) => with_water(before)?,
        None => hydrate(text).or_else(|| joined(&with_letters(text)))?,
    };
    let is_new = respelt != text;
    (is_new && respelt.parse::<Formula>().is_ok()).then_some(respelt)
}

/// What stands before the water, and how many of it: there must be something between the two.
fn with_water(before: &str) -> Option<String> {
    let before = before.trim_end();
    let salt = before.trim_end_matches(|c: char| c.is_ascii_digit());
    let waters = &before[salt.len()..];
    let is_apart = |c: char| {
        matches!(c, '.' | '·' | '•' | '*' | '-' | ',' | ';' | 'x' | 'X') || c.is_whitespace()
    };
    let apart = salt.trim_end_matches(is_apart);
    if apart.len() == salt.len() {
        return None;
    }
    Some(format!("{}.{waters}H2O", joined(apart)?))
}

/// The water in words, behind a formula: "-2-hydrate", " hexahydrate".
fn hydrate(text: &str) -> Option<String> {
    let (salt, water) = text.split_once([' ', '-', '('])?;
    let water = key(water);
    let count = water
        .strip_suffix("hydrate")
        .filter(|count| !count.is_empty())?;
    let count = if count == "1" { "" } else { count };
    let is_count = count
        .bytes()
        .all(|byte| byte.is_ascii_digit() || byte == b'.');
    (is_count && salt.parse::<Formula>().is_ok()).then(|| format!("{salt}.{count}H2O"))
}

/// A nought behind a letter is the letter: "H2S04".
fn with_letters(text: &str) -> String {
    let mut last = ' ';
    let letter = |sign: char| {
        let is_letter = sign == '0' && last.is_ascii_alphabetic();
        last = sign;
        if is_letter { 'O' } else { sign }
    };
    text.chars().map(letter).collect()
}

/// The pieces of a formula put together, where each begins like one.
fn joined(text: &str) -> Option<String> {
    let begins =
        |piece: &str| piece.starts_with(|c: char| c.is_ascii_uppercase() || c == '(' || c == '[');
    text.split_whitespace()
        .all(begins)
        .then(|| text.split_whitespace().collect())
}

/// Elements that bottles are labelled with by their symbols.
const SYMBOLS: [(&str, &str); 22] = [
    ("Al", "aluminium"),
    ("Ag", "silver"),
    ("Br2", "bromine"),
    ("C", "carbon"),
    ("Ca", "calcium"),
    ("Cl2", "chlorine"),
    ("Cr", "chromium"),
    ("Cu", "copper"),
    ("Fe", "iron"),
    ("Hg", "mercury"),
    ("I2", "iodine"),
    ("K", "potassium"),
    ("Li", "lithium"),
    ("Mg", "magnesium"),
    ("Mn", "manganese"),
    ("Na", "sodium"),
    ("Ni", "nickel"),
    ("P", "phosphorus"),
    ("Pb", "lead"),
    ("S", "sulfur"),
    ("Sn", "tin"),
    ("Zn", "zinc"),
];

/// The symbol at the beginning written out, where words follow: "Al foil".
pub(super) fn element(text: &str) -> Option<String> {
    let (symbol, rest) = text.trim().split_once(char::is_whitespace)?;
    // "cu sulphate", "MG RIBBON": of two letters the capitals matter less.
    let is_word = rest.chars().take_while(|c| c.is_alphabetic()).count() > 3;
    let is_alike = |known: &str| known.len() == 2 && is_word && known.eq_ignore_ascii_case(symbol);
    let is_it = |known: &str| known == symbol || is_alike(known);
    let (_, name) = SYMBOLS.iter().find(|(known, _)| is_it(known))?;
    Some(format!("{name} {}", rest.trim()))
}

/// Salts of acids by their oxidation states, as examiners write them, and by their plain names.
const SYSTEMATIC: [(&str, &str); 7] = [
    ("sulfate 6", "sulfate"),
    ("sulfate 4", "sulfite"),
    ("nitrate 5", "nitrate"),
    ("nitrate 3", "nitrite"),
    ("phosphate 5", "phosphate"),
    ("carbonate 4", "carbonate"),
    ("thiosulfate 6", "thiosulfate"),
];

/// A key with the plain name of its acid's salt: "nickel 2 sulfate 6 hexahydrate".
pub(super) fn systematic(key: &str) -> Option<String> {
    let (long, plain) = SYSTEMATIC.iter().find(|(long, _)| {
        let behind = key.split_once(long).map(|(_, rest)| rest);
        behind.is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
    })?;
    Some(key.replacen(long, plain, 1))
}

/// Words of older names, and what the reference calls them: metals by "-ous" and "-ic", salts of acids.
const OLD_WORDS: [(&str, &str); 58] = [
    // Roman figures by the key of one.
    ("11", "2"),
    ("111", "3"),
    ("phosphorous", "phosphorus"),
    ("antimonous", "antimony 3"),
    ("ceric", "cerium 4"),
    ("cerous", "cerium 3"),
    ("chromic", "chromium 3"),
    ("chromous", "chromium 2"),
    ("cobaltic", "cobalt 3"),
    ("cobaltous", "cobalt 2"),
    ("cupric", "copper 2"),
    ("cuprous", "copper 1"),
    ("ferric", "iron 3"),
    ("ferrous", "iron 2"),
    ("manganic", "manganese 3"),
    ("manganous", "manganese 2"),
    ("mercuric", "mercury 2"),
    ("mercurous", "mercury 1"),
    ("nickelous", "nickel 2"),
    ("plumbic", "lead 4"),
    ("plumbous", "lead 2"),
    ("stannic", "tin 4"),
    ("stannous", "tin 2"),
    ("titanic", "titanium 4"),
    ("titanous", "titanium 3"),
    ("acetate", "ethanoate"),
    ("bicarbonate", "hydrogencarbonate"),
    ("bichromate", "dichromate 6"),
    ("bifluoride", "hydrogendifluoride"),
    ("binoxalate", "hydrogenethanedioate"),
    ("biphthalate", "hydrogenphthalate"),
    ("bisulfate", "hydrogensulfate"),
    ("bisulfite", "hydrogensulfite"),
    ("bitartrate", "hydrogentartrate"),
    ("borohydride", "tetrahydridoborate"),
    ("butyrate", "butanoate"),
    ("ferricyanide", "hexacyanoferrate 3"),
    ("ferrocyanide", "hexacyanoferrate 2"),
    ("formate", "methanoate"),
    ("hypochlorite", "chlorate 1"),
    ("hyposulfite", "thiosulfate"),
    ("metabisulfite", "disulfite"),
    ("muriate", "chloride"),
    ("orthophosphate", "phosphate"),
    ("oxalate", "ethanedioate"),
    ("perchlorate", "chlorate 7"),
    ("periodate", "iodate 7"),
    ("permanganate", "manganate 7"),
    ("persulfate", "peroxodisulfate"),
    ("propionate", "propanoate"),
    ("pyrosulfite", "disulfite"),
    ("rhodanide", "thiocyanate"),
    ("salicylate", "2 hydroxybenzoate"),
    ("stearate", "octadecanoate"),
    ("sulfocyanate", "thiocyanate"),
    ("sulfocyanide", "thiocyanate"),
    ("vanadyl", "vanadium 4 oxide"),
    ("titanyl", "titanium 4 oxide"),
];

/// What a metal is called behind "of": "sulfate of potash".
const OF_METALS: [(&str, &str); 5] = [
    ("ammonia", "ammonium"),
    ("lime", "calcium"),
    ("magnesia", "magnesium"),
    ("potash", "potassium"),
    ("soda", "sodium"),
];

/// A key in the reference's words: "iron 3 ammonium sulfate" of "ferric ammonium sulfate", "nitrate silver" of
/// "nitrate of silver". None where nothing changes.
pub(super) fn modern(key: &str) -> Option<String> {
    let in_list = |list: &[(&'static str, &'static str)], word: &str| {
        list.iter()
            .find(|(old, _)| *old == word)
            .map(|(_, new)| *new)
    };
    let mut words: Vec<&str> = Vec::new();
    let mut is_behind_of = false;
    for word in key.split(' ') {
        let metal = in_list(&OF_METALS, word).filter(|_| is_behind_of);
        is_behind_of = word == "of" && !words.is_empty();
        if !is_behind_of {
            words.push(metal.or_else(|| in_list(&OLD_WORDS, word)).unwrap_or(word));
        }
    }
    Some(words.join(" ")).filter(|modern| modern != key)
}

/// Slips in "sulph", which has been folded to "sulf" where it is right.
const SULFUR: [&str; 12] = [
    "sulfph", "sulpph", "sullph", "shulf", "sulfh", "suplh", "sulhp", "slph", "sulp", "sulh",
    "suph", "sulf",
];

/// A key with its words of sulfur spelt as one writes them: "copper suphate". None where nothing changes.
pub(super) fn sulfur(key: &str) -> Option<String> {
    let respelt = |word: &str| {
        let rest = SULFUR.iter().find_map(|slip| word.strip_prefix(slip));
        rest.filter(|rest| rest.len() > 1)
            .map_or_else(|| word.to_owned(), |rest| format!("sulf{rest}"))
    };
    let words: Vec<String> = key.split(' ').map(respelt).collect();
    Some(words.join(" ")).filter(|respelt| respelt != key)
}

/// The key of an acid that was called by its first words only.
pub(super) fn acid(key: &str) -> Option<String> {
    let is_called_so = key.ends_with("ic") && !key.split(' ').any(|word| word == "acid");
    is_called_so.then(|| format!("{key} acid"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulae_in_pieces_are_put_together() {
        for (text, expected) in [
            ("Cu SO4 5H2O", Some("CuSO4.5H2O")),
            ("CuSO4 5H20", Some("CuSO4.5H2O")),
            ("CuSO4-5H2O", Some("CuSO4.5H2O")),
            ("MnSO4.H20", Some("MnSO4.H2O")),
            ("Na Cl", Some("NaCl")),
            ("AlCl3 hexahydrate", Some("AlCl3.6H2O")),
            ("BaCl2 (2-hydrate)", Some("BaCl2.2H2O")),
            ("CuSO4 monohydrate", Some("CuSO4.H2O")),
            ("H2S04", Some("H2SO4")),
            ("CuSO45H2O", None),
            ("NaCl", None),
            ("pH paper", None),
            ("H2O", None),
        ] {
            assert_eq!(formula(text).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn symbols_and_acids_are_written_out() {
        assert_eq!(element("Al foil").as_deref(), Some("aluminium foil"));
        assert_eq!(element("cu sulphate").as_deref(), Some("copper sulphate"));
        assert_eq!(element("k salt"), None);
        assert_eq!(element("Al"), None);
        assert_eq!(sulfur("copper suphate").as_deref(), Some("copper sulfate"));
        assert_eq!(sulfur("zinc sulfate"), None);
        assert_eq!(
            acid("glacial acetic").as_deref(),
            Some("glacial acetic acid")
        );
        assert_eq!(acid("acetic acid"), None);
        let nickel = systematic("nickel 2 sulfate 6 hexahydrate");
        assert_eq!(nickel.as_deref(), Some("nickel 2 sulfate hexahydrate"));
        assert_eq!(systematic("sodium sulfate"), None);
        for (old, new) in [
            ("cupric carbonate basic", Some("copper 2 carbonate basic")),
            ("nitrate of silver", Some("nitrate silver")),
            ("sulfate of potash", Some("sulfate potassium")),
            ("potash", None),
        ] {
            assert_eq!(modern(old).as_deref(), new, "{old}");
        }
    }
}
