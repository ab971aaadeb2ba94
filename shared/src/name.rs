//! How names are folded, keyed, split for search and compared.

mod chemical;
mod likeness;

pub use chemical::{Manner, key, split_manner};
pub use likeness::{similarity, slips};

/// One form for one spelling: lower case, no accents, `sulf` for `sulph`, plain digits, plain
/// quotes and hyphens, single spaces. Folding twice changes nothing.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.chars().flat_map(char::to_lowercase) {
        if c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}') {
            if !folded.is_empty() && !folded.ends_with(' ') {
                folded.push(' ');
            }
            continue;
        }
        match plain(c) {
            Some(plain) => folded.push_str(plain),
            None => folded.push(c),
        }
    }
    folded.truncate(folded.trim_end().len());
    // Dropping the p may bring together a new pair: repeat until nothing changes.
    while folded.contains("sulph") {
        folded = folded.replace("sulph", "sulf");
    }
    folded
}

/// The folded words of a text, for a search by beginnings in byte order. An apostrophe joins.
pub fn tokens(text: &str) -> Vec<String> {
    let mut tokens: Vec<String> = fold(&fold(text).replace('\'', ""))
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        // Half a "sulphate", while it is being typed.
        .map(|word| {
            if word == "sulp" {
                "sulf".to_owned()
            } else {
                word.to_owned()
            }
        })
        .collect();
    let mut seen = std::collections::HashSet::new();
    tokens.retain(|token| seen.insert(token.clone()));
    tokens
}

/// By which names are put in the order in which people read them: "Shelf 2" before "Shelf 10", "acid, 0.5 mol/dm³" before
/// "acid, 1 mol/dm³", capitals or not.
pub fn natural(name: &str) -> Vec<(u64, String)> {
    let folded = fold(name);
    let mut parts = Vec::new();
    let mut rest = folded.as_str();
    while !rest.is_empty() {
        let word = split_at(rest, |c| c.is_ascii_digit());
        let figure = split_at(word.1, |c| !c.is_ascii_digit() && c != '.');
        parts.push((0, word.0.to_owned()));
        parts.push((millionths(figure.0), String::new()));
        rest = figure.1;
    }
    parts
}

/// A text up to the first sign that ends it, and the rest.
fn split_at(text: &str, ends: impl Fn(char) -> bool) -> (&str, &str) {
    text.split_at(text.find(ends).unwrap_or(text.len()))
}

/// A figure with at most one point; zero for what is none or beyond counting.
fn millionths(figure: &str) -> u64 {
    let (whole, part) = figure.split_once('.').unwrap_or((figure, ""));
    let part: String = part.chars().chain("000000".chars()).take(6).collect();
    format!("{whole}{part}").parse().unwrap_or(0)
}

/// The plain form of a lower-case letter or sign, where it has another.
fn plain(c: char) -> Option<&'static str> {
    Some(match c {
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' | 'ā' | 'ă' | 'ą' => "a",
        'ç' | 'ć' | 'ĉ' | 'ċ' | 'č' => "c",
        'ď' | 'đ' | 'ð' => "d",
        'è' | 'é' | 'ê' | 'ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' => "e",
        'ĝ' | 'ğ' | 'ġ' | 'ģ' => "g",
        'ĥ' | 'ħ' => "h",
        'ì' | 'í' | 'î' | 'ï' | 'ĩ' | 'ī' | 'ĭ' | 'į' | 'ı' | 'ⅰ' => "i",
        'ĵ' => "j",
        'ķ' => "k",
        'ĺ' | 'ļ' | 'ľ' | 'ŀ' | 'ł' => "l",
        'ñ' | 'ń' | 'ņ' | 'ň' => "n",
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ø' | 'ō' | 'ŏ' | 'ő' => "o",
        'ŕ' | 'ŗ' | 'ř' => "r",
        'ś' | 'ŝ' | 'ş' | 'š' | 'ș' => "s",
        'ţ' | 'ť' | 'ŧ' | 'ț' => "t",
        'ù' | 'ú' | 'û' | 'ü' | 'ũ' | 'ū' | 'ŭ' | 'ů' | 'ű' | 'ų' => "u",
        'ŵ' => "w",
        'ý' | 'ÿ' | 'ŷ' => "y",
        'ź' | 'ż' | 'ž' => "z",
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'þ' => "th",
        'ﬁ' => "fi",
        'ﬂ' => "fl",
        'α' => "alpha",
        'β' => "beta",
        'γ' => "gamma",
        'ⅱ' => "ii",
        'ⅲ' => "iii",
        'ⅳ' => "iv",
        'ⅴ' => "v",
        'ⅵ' => "vi",
        'ⅶ' => "vii",
        '₀' | '⁰' => "0",
        '₁' | '¹' => "1",
        '₂' | '²' => "2",
        '₃' | '³' => "3",
        '₄' | '⁴' => "4",
        '₅' | '⁵' => "5",
        '₆' | '⁶' => "6",
        '₇' | '⁷' => "7",
        '₈' | '⁸' => "8",
        '₉' | '⁹' => "9",
        '½' => "0.5",
        '\u{2018}' | '\u{2019}' | '\u{2032}' | '`' | '´' => "'",
        '\u{201c}' | '\u{201d}' | '\u{2033}' => "\"",
        '\u{2010}'..='\u{2015}' | '\u{2212}' => "-",
        '×' => "x",
        '•' | '∙' | '⋅' | '・' => "·",
        // Accents written as signs of their own, soft hyphens.
        '\u{300}'..='\u{36f}' | '\u{ad}' | '\u{2122}' | '®' => "",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn folds_case_accents_and_sulph() {
        assert_eq!(fold("  Sulphuric\u{a0} Acid "), "sulfuric acid");
        assert_eq!(fold("Crème brûlée H₂SO₄"), "creme brulee h2so4");
        assert_eq!(fold("Benedict’s"), "benedict's");
    }

    #[test]
    fn names_follow_each_other_as_people_read_them() {
        let mut names = [
            "acid 1.5M",
            "G-clamp",
            "beaker",
            "acid 10M",
            "Acid 0.05M",
            "acid 1M",
            "acid 0.1M",
            "acid",
        ];
        names.sort_by_cached_key(|name| natural(name));
        assert_eq!(
            names,
            [
                "acid",
                "Acid 0.05M",
                "acid 0.1M",
                "acid 1M",
                "acid 1.5M",
                "acid 10M",
                "beaker",
                "G-clamp"
            ]
        );
    }

    #[test]
    fn tokens_are_the_words_a_search_begins_with() {
        assert_eq!(
            tokens("Benedict's solution, 100 cm³ (100)"),
            ["benedicts", "solution", "100", "cm3"]
        );
        assert_eq!(tokens("copper(II) sulp"), ["copper", "ii", "sulf"]);
    }

    proptest! {
        #[test]
        fn folding_twice_changes_nothing(text in ".{0,40}") {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once);
        }

        #[test]
        fn tokens_of_tokens_are_the_same(text in ".{0,40}") {
            let once = tokens(&text);
            prop_assert_eq!(tokens(&once.join(" ")), once);
        }
    }
}
