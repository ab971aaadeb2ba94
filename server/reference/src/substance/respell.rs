//! Names that are right but spelt in pieces: formulae with spaces, symbols for elements, acids without the word.

use shared::substance::Formula;

/// A formula written in pieces, with or without its water: "Cu SO4 5H2O", "CuSO4-5H20". None for what is none.
pub(super) fn formula(text: &str) -> Option<String> {
    let text = text.trim();
    let water = ["H2O", "H20", "h2o", "h20", "H₂O"];
    let dry = water.iter().find_map(|water| text.strip_suffix(water));
    let respelt = match dry {
        Some(before) => with_water(before)?,
        None => joined(text)?,
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
    let (_, name) = SYMBOLS.iter().find(|(known, _)| *known == symbol)?;
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
const OLD_WORDS: [(&str, &str); 55] = [
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
        assert_eq!(element("Al"), None);
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
