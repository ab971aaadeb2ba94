//! A cell's text, cut into numbers, words and marks.

use std::ops::Range;

use super::unit;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// `250`, `2.5`, `1/2`, `½`, `1½`.
    Number,
    /// `10-15`: from and to.
    Span,
    /// A word, a formula, a day, a systematic name.
    Word,
    /// One opening bracket.
    Open,
    /// One closing bracket.
    Close,
    /// Any other sign.
    Mark,
}

/// A piece of a text.
#[derive(Clone, Debug)]
pub(super) struct Token {
    pub kind: Kind,
    pub span: Range<usize>,
    /// Stands against the token before it, without a blank.
    pub glued: bool,
}

/// Plain signs for what keyboards and spreadsheets put in their place, and single blanks.
pub(super) fn tidy(text: &str) -> String {
    let mut tidy = String::with_capacity(text.len());
    for c in text.chars() {
        let c = match c {
            '\u{2013}' | '\u{2014}' | '\u{2212}' | '\u{2011}' | '\u{2010}' => '-',
            '\u{00d7}' | '\u{2715}' => 'x',
            '\u{2018}' | '\u{2019}' | '\u{02bc}' => '\'',
            '\u{201c}' | '\u{201d}' => '"',
            '\u{200b}' | '\u{feff}' | '\u{00ad}' => continue,
            c if c.is_whitespace() || c.is_control() => ' ',
            c => c,
        };
        if c == ' ' && (tidy.is_empty() || tidy.ends_with(' ')) {
            continue;
        }
        tidy.push(c);
    }
    tidy.truncate(tidy.trim_end().len());
    let bullets = tidy.trim_start_matches(['\u{2022}', '*', '\u{b7}', '\u{25cf}', '\u{2023}']);
    let bullets = bullets.strip_prefix("- ").unwrap_or(bullets).trim_start();
    without_quotes(bullets).to_owned()
}

/// Quotes around the whole text say nothing, nor does one that a file forgot to close; `5"` are inches.
fn without_quotes(text: &str) -> &str {
    match text.strip_prefix('"') {
        Some(inside) if !inside.trim_end_matches('"').contains('"') => {
            inside.trim_end_matches('"').trim()
        }
        _ => text,
    }
}

/// Cuts a tidy text.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut at = 0;
    let mut glued = false;
    while let Some(c) = text[at..].chars().next() {
        if c == ' ' {
            at += 1;
            glued = false;
            continue;
        }
        let (kind, length) = next(&text[at..], tokens.last(), glued);
        let span = at..at + length;
        at = span.end;
        tokens.push(Token { kind, span, glued });
        glued = true;
    }
    tokens
}

fn next(rest: &str, before: Option<&Token>, glued: bool) -> (Kind, usize) {
    let c = rest.chars().next().unwrap_or(' ');
    if "([{".contains(c) {
        return (Kind::Open, c.len_utf8());
    }
    if ")]}".contains(c) {
        return (Kind::Close, c.len_utf8());
    }
    if c.is_ascii_digit() || is_fraction(c) || (c == '.' && starts_with_digit(&rest[1..])) {
        return number_or_name(rest);
    }
    let chunk = rest.split(' ').next().unwrap_or_default();
    let chunk = chunk.trim_end_matches([',', ';', ':']);
    if chunk.contains('(') && is_formula(chunk) {
        return (Kind::Word, chunk.len());
    }
    if c.is_alphabetic() || c == '\u{b0}' {
        let after_number = glued && before.is_some_and(|t| t.kind == Kind::Number);
        return (Kind::Word, word(rest, after_number));
    }
    if c == '%' {
        return (Kind::Word, 1);
    }
    (Kind::Mark, c.len_utf8())
}

fn number_or_name(rest: &str) -> (Kind, usize) {
    let chunk = rest
        .find(|c: char| c == ' ' || "()[]{};+*@=~?%".contains(c))
        .map_or(rest, |end| &rest[..end]);
    let chunk = chunk.trim_end_matches(['.', ',', ':', '-', '\'', '"']);
    if is_locant(chunk)
        || is_ordinal(chunk)
        || is_joint(chunk)
        || super::date::is_day(chunk)
        || is_cas(chunk)
    {
        return (Kind::Word, chunk.len());
    }
    if is_spaced_locant(chunk, rest) {
        return (Kind::Word, chunk.len());
    }
    let length = number(rest);
    // "10-15" and "10 - 15"
    let after = rest[length..].trim_start();
    if let Some(to) = after.strip_prefix('-') {
        let is_spaced = to.starts_with(' ');
        let to = to.trim_start();
        let to_length = number(to);
        let ends = to[to_length..].chars().next();
        let starts_name = ends.is_some_and(|c| {
            c == '-'
                || c == ',' && to[to_length..].len() > 1 && starts_with_digit(&to[to_length + 1..])
        });
        // "ammonia 0.880 - 500 ml" is no range, "400 - 500 g" is one.
        let behind = to[to_length..].trim_start();
        let unit = &behind[..word(behind, true)];
        let figure = |text: &str| text.parse::<f64>().unwrap_or(0.0);
        let (least, most) = (figure(&rest[..length]), figure(&to[..to_length]));
        let is_size =
            is_spaced && unit::of(unit) == Some(unit::Measure::Stuff) && most > least * 4.0;
        // "16 - 2 no fuse" neither, nor "beakers 250 - 18".
        let is_size = is_size || is_spaced && most <= least;
        if to_length > 0 && starts_with_digit(to) && !starts_name && !is_size {
            return (Kind::Span, rest.len() - to.len() + to_length);
        }
    }
    (Kind::Number, length)
}

/// The length of a number: digits with points and commas between, and a fraction.
fn number(rest: &str) -> usize {
    let bytes = rest.as_bytes();
    let digit = |i: usize| bytes.get(i).is_some_and(u8::is_ascii_digit);
    let mut end = 0;
    while digit(end) || (matches!(bytes.get(end), Some(b'.' | b',')) && digit(end + 1)) {
        end += 1;
    }
    if end > 0 && bytes.get(end) == Some(&b'/') && digit(end + 1) {
        end += 1;
        while digit(end) {
            end += 1;
        }
        return end;
    }
    if let Some(c) = rest[end..].chars().next()
        && is_fraction(c)
    {
        return end + c.len_utf8();
    }
    // "1 1/2", but not "x2 1/2 full"
    let filled = |length: &usize| {
        let behind = rest
            .get(end + 1 + length..)
            .unwrap_or_default()
            .trim_start();
        // "2 1/2 bottles" are two and a half.
        ["full", "empty", "used", "left", "bottle"]
            .iter()
            .any(|word| behind.starts_with(word) && !behind.starts_with("bottles"))
    };
    let mixed = rest[end..].strip_prefix(' ').map(number_fraction);
    mixed
        .filter(|length| *length > 0 && !filled(length))
        .map_or(end, |length| end + 1 + length)
}

fn number_fraction(rest: &str) -> usize {
    if rest.chars().next().is_some_and(is_fraction) {
        return rest.chars().next().map_or(0, char::len_utf8);
    }
    let length = rest
        .find(|c: char| !c.is_ascii_digit() && c != '/')
        .unwrap_or(rest.len());
    let parts: Vec<&str> = rest[..length].split('/').collect();
    let is_fraction =
        matches!(parts.as_slice(), [above, below] if !above.is_empty() && !below.is_empty());
    if is_fraction { length } else { 0 }
}

/// "chloride100g": a word of some length, and an amount for which the blank was forgotten; a formula is one word.
fn is_amount_behind(before: &str, behind: &str) -> bool {
    let is_word = before.len() >= 4 && before.chars().all(char::is_alphabetic);
    let chunk = behind.split([' ', ',', ';', ')', '(']).next();
    let chunk = chunk.unwrap_or_default();
    let figure = chunk.trim_end_matches(|c: char| c.is_alphabetic() || c == '\u{b3}');
    let is_figure = figure.chars().all(|c| c.is_ascii_digit() || c == '.');
    is_word && is_figure && unit::of(&chunk[figure.len()..]) == Some(unit::Measure::Stuff)
}

fn word(rest: &str, after_number: bool) -> usize {
    let mut chars = rest.char_indices().peekable();
    // The sign of multiplication: "x6", "2x500g", "2x".
    if let Some((_, 'x' | 'X')) = chars.peek() {
        let then = rest[1..].chars().next();
        let is_sign = match then {
            None => true,
            Some(c) => {
                c.is_ascii_digit() || is_fraction(c) || (after_number && !c.is_alphanumeric())
            }
        };
        if is_sign {
            return 1;
        }
    }
    let mut end = rest.len();
    let mut before = ' ';
    while let Some((i, c)) = chars.next() {
        let then = chars.peek().map(|(_, c)| *c);
        let joins = then.is_some_and(char::is_alphanumeric);
        let inside = match c {
            // "500g/1kg"
            '/' if after_number => joins && !then.is_some_and(|c| c.is_ascii_digit()),
            ' ' | '(' | ')' | '[' | ']' | '{' | '}' | ';' | ':' | '~' | '?' | '=' | '@' | '*'
            | '%' | '"' | '+' | '!' => false,
            ',' => joins && before.is_ascii_digit() && then.is_some_and(|c| c.is_ascii_digit()),
            '.' | '\'' | '/' | '-' | '^' | '&' => joins,
            _ => true,
        };
        if !inside || c.is_ascii_digit() && is_amount_behind(&rest[..i], &rest[i..]) {
            end = i;
            break;
        }
        before = c;
    }
    let word = &rest[..end];
    let unit = after_number
        .then(|| unit_and_count(word).or_else(|| unit_and_container(word)))
        .flatten();
    unit.or_else(|| glued_count(word)).unwrap_or(end)
}

/// "500gx3": the unit ends where the sign begins.
fn unit_and_count(word: &str) -> Option<usize> {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_digit());
    let unit = digits.strip_suffix(['x', 'X'])?;
    (digits.len() < word.len() && unit::of(unit).is_some()).then_some(unit.len())
}

/// "500g/tub": the unit ends where the container begins.
fn unit_and_container(word: &str) -> Option<usize> {
    let (unit, holder) = word.split_once('/')?;
    let is_size = unit::of(unit) == Some(unit::Measure::Stuff);
    (is_size && super::scan::is_container(holder)).then_some(unit.len())
}

/// "tripodsx10": the plural ends where the sign begins.
fn glued_count(word: &str) -> Option<usize> {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_digit());
    let noun = digits.strip_suffix(['x', 'X'])?;
    let is_count = digits.len() < word.len() && noun.len() >= 4 && noun.ends_with(['s', 'S']);
    (is_count && noun.chars().all(|c| c.is_ascii_alphabetic())).then_some(noun.len())
}

fn starts_with_digit(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit())
}

pub(super) fn is_fraction(c: char) -> bool {
    matches!(
        c,
        '½' | '⅓' | '⅔' | '¼' | '¾' | '⅕' | '⅛' | '⅜' | '⅝' | '⅞' | '⅒'
    )
}

/// "2-methylpropan-1-ol", "1,2-dibromoethane", "2,4-DNPH", "6-way": a number that belongs to a name.
fn is_locant(chunk: &str) -> bool {
    let end = chunk
        .find(|c: char| !c.is_ascii_digit() && c != ',')
        .unwrap_or(chunk.len());
    let Some(name) = chunk[end..].strip_prefix('-') else {
        return false;
    };
    let name = name.trim_start_matches(|c: char| !c.is_alphabetic() && !c.is_ascii_digit());
    let letters = name.chars().take_while(|c| c.is_alphabetic()).count();
    let word: String = name.chars().take(letters).collect();
    letters > 0 && unit::of(&word).is_none() && word != "ish"
}

/// "2,4 DNP", "1,6 diaminohexane": the same without a hyphen. "2,5 L" is an amount, "1,000 tips" a count.
fn is_spaced_locant(chunk: &str, rest: &str) -> bool {
    let figures: Vec<&str> = chunk.split(',').collect();
    let are_places = figures.len() > 1
        && figures
            .iter()
            .all(|figure| (1..=2).contains(&figure.len()) && figure.parse::<u8>().is_ok());
    let behind = rest[chunk.len()..].strip_prefix(' ').unwrap_or_default();
    let letters = behind.chars().take_while(|c| c.is_alphabetic()).count();
    let name: String = behind.chars().take(letters).collect();
    are_places && letters > 2 && unit::of(&name).is_none()
}

/// "Pb(NO3)2", "Al2(SO4)3.18H2O": elements, with brackets that close.
fn is_formula(chunk: &str) -> bool {
    let mut depth = 0i32;
    let mut before = ' ';
    for c in chunk.chars() {
        let fits = match c {
            'A'..='Z' | '.' => true,
            'a'..='z' => before.is_ascii_uppercase(),
            '0'..='9' => before != ' ' && before != '(',
            '(' | ')' => before.is_ascii_alphanumeric(),
            _ => false,
        };
        depth += i32::from(c == '(') - i32::from(c == ')');
        if !fits || depth < 0 {
            return false;
        }
        before = c;
    }
    // "Cu(II)" is a name.
    let is_state = ["(I)", "(II)", "(III)", "(IV)", "(V)", "(VI)", "(VII)"]
        .iter()
        .any(|state| chunk.contains(state));
    depth == 0 && !is_state
}

/// "19/26", "24/29": the joint of ground glass, which is no fraction; nor are three angles.
fn is_joint(chunk: &str) -> bool {
    let parts: Vec<&str> = chunk.split('/').collect();
    // "45/90/45"
    if parts.len() > 2 {
        return parts.iter().all(|part| part.parse::<u32>().is_ok());
    }
    let [bore, length] = parts[..] else {
        return false;
    };
    let figures = |text: &str| text.parse::<u32>().ok().filter(|n| (5..100).contains(n));
    // The nearest are 19/22, 29/32 and 34/35; "14/16" are so many of so many.
    let is_near = |bore: u32, length: u32| length < bore + 3 && bore < 29;
    matches!((figures(bore), figures(length)), (Some(bore), Some(length))
        if bore >= 10 && length > bore && !is_near(bore, length))
}

fn is_ordinal(chunk: &str) -> bool {
    let letters = chunk.trim_start_matches(|c: char| c.is_ascii_digit());
    matches!(
        letters.to_ascii_lowercase().as_str(),
        "st" | "nd" | "rd" | "th" | "d"
    )
}

/// "7758-99-8": two to seven figures, two, and the check.
pub(super) fn is_cas(chunk: &str) -> bool {
    let parts: Vec<&str> = chunk.split('-').collect();
    let digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    matches!(parts.as_slice(), [a, b, c]
        if (2..=7).contains(&a.len()) && b.len() == 2 && c.len() == 1 && parts.iter().all(|p| digits(p)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<String> {
        let text = tidy(text);
        tokens(&text)
            .into_iter()
            .map(|t| text[t.span].to_owned())
            .collect()
    }

    #[test]
    fn cuts_numbers_from_units_and_leaves_names_whole() {
        assert_eq!(
            cut("beakers 250ml x30"),
            ["beakers", "250", "ml", "x", "30"]
        );
        assert_eq!(cut("2x500g"), ["2", "x", "500", "g"]);
        assert_eq!(cut("CuSO4.5H2O 1kg"), ["CuSO4.5H2O", "1", "kg"]);
        assert_eq!(
            cut("1,2-dibromoethane 2.5 L"),
            ["1,2-dibromoethane", "2.5", "L"]
        );
        assert_eq!(cut("10-15 tubes"), ["10-15", "tubes"]);
        assert_eq!(cut("50-ml"), ["50", "-", "ml"]);
        assert_eq!(cut("1½ kg, 1/2 full"), ["1½", "kg", ",", "1/2", "full"]);
        assert_eq!(
            cut("tripodsx10 (old)"),
            ["tripods", "x", "10", "(", "old", ")"]
        );
        assert_eq!(cut("500gx3"), ["500", "g", "x", "3"]);
        assert_eq!(cut("500g/tub"), ["500", "g", "/", "tub"]);
        assert_eq!(cut("400 - 500 g"), ["400 - 500", "g"]);
        assert_eq!(cut("20-ish"), ["20", "-", "ish"]);
        assert_eq!(cut("xylene 2x"), ["xylene", "2", "x"]);
        assert_eq!(cut("2,4 DNP 25g"), ["2,4", "DNP", "25", "g"]);
        assert_eq!(cut("2,5 L"), ["2,5", "L"]);
        assert_eq!(cut("exp 12/03/2024"), ["exp", "12/03/2024"]);
        assert_eq!(cut("7758-99-8"), ["7758-99-8"]);
    }
}
