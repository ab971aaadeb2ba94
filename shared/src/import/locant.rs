//! Figures of places in front of a name, written apart: "2 bromobutane 50ml" is one bottle of 2-bromobutane.

use super::Sort;
use super::thing::Known;

/// The text with hyphens at the figures in front, where that makes it the name of a chemical that is known; otherwise
/// they count.
pub(super) fn joined(text: &str, known: Known) -> Option<String> {
    let words: Vec<&str> = text.split(' ').collect();
    let figures = words.iter().take_while(|word| is_figure(word)).count();
    let is_of_name = |word: &&&str| is_figure(word) || word.starts_with(char::is_alphabetic);
    let longest = words.iter().take_while(is_of_name).count();
    if figures == 0 || figures > 3 {
        return None;
    }
    (figures + 1..=longest).rev().find_map(|count| {
        let name = hyphened(&words[..count]);
        let is_known = |name: &str| known(name) == Some(Sort::Chemical);
        let is_name = is_known(&name) || is_known(&name.replace(' ', ""));
        is_name.then(|| {
            let rest = words[count..].iter().map(|word| format!(" {word}"));
            name + &rest.collect::<String>()
        })
    })
}

/// "2 4 dinitrophenol" is "2,4-dinitrophenol", "2 chloro 2 methyl propane" is "2-chloro-2-methyl propane".
fn hyphened(words: &[&str]) -> String {
    let mut name = String::new();
    let mut before: Option<&str> = None;
    for word in words {
        let sign = before.map(|before| match (is_figure(before), is_figure(word)) {
            (true, true) => ',',
            (false, false) => ' ',
            _ => '-',
        });
        name.extend(sign);
        name.push_str(word);
        before = Some(word);
    }
    name
}

/// One figure, or several with commas: "2,4".
fn is_figure(word: &str) -> bool {
    let is_one = |part: &str| part.len() == 1 && part.bytes().all(|byte| byte.is_ascii_digit());
    word.split(',').all(is_one)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_that_belongs_to_a_name_counts_nothing() {
        let names = [
            "2-bromobutane",
            "4-nitrophenol",
            "2-hydroxybenzoic acid",
            "2,4-dinitrophenylhydrazine",
            "2-chloro-2-methylpropane",
        ];
        let known = |name: &str| names.contains(&name).then_some(Sort::Chemical);
        for (text, name) in [
            ("2 bromobutane 50ml", "2-bromobutane 50ml"),
            ("2 bromo butane 50ml", "2-bromo butane 50ml"),
            ("4 nitrophenol 10g old", "4-nitrophenol 10g old"),
            ("2 bromobutane 3", "2-bromobutane 3"),
            ("2 hydroxybenzoic acid 100g", "2-hydroxybenzoic acid 100g"),
            (
                "2 4 dinitrophenylhydrazine 25g",
                "2,4-dinitrophenylhydrazine 25g",
            ),
            (
                "2 chloro 2 methyl propane 100ml",
                "2-chloro-2-methyl propane 100ml",
            ),
        ] {
            assert_eq!(joined(text, &known).as_deref(), Some(name), "{text}");
        }
        for text in [
            "3 bromobutane 50ml",
            "2 beakers",
            "2",
            "",
            "2-bromobutane 50ml",
            "12 tripods",
            "2 x 500g zinc",
        ] {
            assert_eq!(joined(text, &known), None, "{text}");
        }
    }
}
