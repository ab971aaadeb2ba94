//! A cell that names several things, cut into one text for each.

use super::scan::{Found, is_container, scan, without};
use super::{token, unit, words};

/// The texts of the things in a cell. Together they say all that the cell says.
pub(super) fn split(cell: &str) -> Vec<String> {
    let mut parts = Vec::new();
    for line in lines(cell) {
        let between = at_signs(&line, ";");
        match ratings_of_one(&between).or_else(|| sized_sorts(&between)) {
            Some(sorts) => parts.extend(sorts),
            None => parts.extend(between.iter().flat_map(|part| by_commas(part))),
        }
    }
    join_quantities(parts)
}

/// Lines of a cell; a line that goes on in small letters belongs to the one before.
fn lines(cell: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for line in cell.split(['\n', '\r']) {
        let line = token::tidy(line);
        if line.is_empty() {
            continue;
        }
        let goes_on = line.starts_with(|c: char| c.is_lowercase() || c == '(');
        match lines.last_mut() {
            Some(before)
                if goes_on
                    && before.starts_with(char::is_uppercase)
                    && !has_quantity(&scan(before)) =>
            {
                before.push(' ');
                before.push_str(&line);
            }
            _ => lines.push(line),
        }
    }
    lines
}

/// Cuts at signs that stand outside brackets.
fn at_signs(text: &str, signs: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut depth = 0usize;
    let mut chars = text.chars().peekable();
    let mut before = ' ';
    while let Some(c) = chars.next() {
        depth = match c {
            '(' | '[' | '{' => depth + 1,
            ')' | ']' | '}' => depth.saturating_sub(1),
            _ => depth,
        };
        // The comma of "1,2-dibromoethane" and of "1,000" is none, nor the stroke of "19/26".
        let inside_number =
            before.is_ascii_digit() && chars.peek().is_some_and(char::is_ascii_digit);
        // "40 g/dm3"
        let before_unit = c == '/' && {
            let word: String = chars.clone().take_while(|c| c.is_alphanumeric()).collect();
            // "500/box"
            unit::of(&word).is_some() || before.is_alphanumeric() && is_container(&word)
        };
        if depth == 0 && signs.contains(c) && !inside_number && !before_unit {
            parts.push(String::new());
        } else if let Some(part) = parts.last_mut() {
            part.push(c);
        }
        before = c;
    }
    let trimmed = parts.iter().map(|part| part.trim().to_owned());
    trimmed.filter(|part| !part.is_empty()).collect()
}

/// "tripods x10, gauzes x20" are two things, "flask, conical, 250ml" is one.
fn by_commas(text: &str) -> Vec<String> {
    if let Some(sorts) = sorts_of_one(text) {
        return sorts;
    }
    if let Some(sorts) = bracketed_sorts(text) {
        return sorts;
    }
    if let Some(things) = so_many_of_each(text) {
        return things;
    }
    for signs in [",", "+", "/"] {
        let parts = at_signs(text, signs);
        if parts.len() < 2 {
            continue;
        }
        if let Some(each) = each_of(&parts) {
            return each;
        }
        if let Some(ratings) = ratings_of_one(&parts) {
            return ratings;
        }
        let founds: Vec<Found> = parts.iter().map(|part| scan(part)).collect();
        let quantities = founds.iter().all(has_count_or_stuff);
        let names: Vec<bool> = parts
            .iter()
            .zip(&founds)
            .map(|(part, found)| has_name(part, found))
            .collect();
        if quantities && names.iter().all(|has_name| *has_name) {
            return kinds_of_one(parts);
        }
        if quantities && names[0] && is_sizes_of_one(&parts, &founds) {
            return sizes_of_one(&parts, &founds);
        }
        if signs == "," && parts.iter().all(|part| is_plural_of_equipment(part)) {
            return parts;
        }
    }
    for sign in [" and ", " & "] {
        let parts: Vec<String> = text.split(sign).map(str::to_owned).collect();
        if let Some(sorts) = sized_sorts(&parts) {
            return sorts;
        }
    }
    sized_sorts(&before_sizes(text)).unwrap_or_else(|| vec![text.to_owned()])
}

/// "Beakers 100ml x 4", "250ml x 6": what the first names, in the sizes of the others that name nothing.
fn sized_sorts(parts: &[String]) -> Option<Vec<String>> {
    let founds: Vec<Found> = parts.iter().map(|part| scan(part)).collect();
    let mut named = parts
        .iter()
        .zip(&founds)
        .map(|(part, found)| has_name(part, found));
    let is_named_once = parts.len() > 1 && named.next() == Some(true) && !named.any(|is| is);
    (is_named_once && is_sizes_of_one(parts, &founds)).then(|| sizes_of_one(parts, &founds))
}

/// "Beakers 100ml 20", "250ml 15": cut before every size but the first.
fn before_sizes(text: &str) -> Vec<String> {
    let found = scan(text);
    let begins = found.sizes.iter().skip(1).map(|size| size.span.start);
    let mut parts = Vec::new();
    let mut from = 0;
    for begin in begins.chain([text.len()]) {
        parts.push(text[from..begin].trim().to_owned());
        from = begin;
    }
    parts
}

/// "pulleys single x 12, double x 8", "heat blocks Al x 6, Cu x 4": where the first says what sort of them it
/// counts behind the noun, the others are of that noun. "calcium turnings 100g, granules 50g" are of one metal.
fn kinds_of_one(parts: Vec<String>) -> Vec<String> {
    let first = &parts[0];
    let name = name_of(first);
    let (stem, last) = name.rsplit_once(' ').unwrap_or((&name, ""));
    let stem = if words::is_variant(last) { stem } else { &name };
    let is_variant = |part: &String| words::is_variant(&name_of(part));
    // "red ink 100ml, black 50ml"
    if let Some((before, noun)) = name.split_once(' ')
        && words::is_variant(before)
        && parts.iter().skip(1).any(is_variant)
    {
        let of_one = |part: &String| {
            if !is_variant(part) {
                return part.clone();
            }
            let word = name_of(part);
            part.replacen(&word, &format!("{word} {noun}"), 1)
        };
        return parts.iter().map(of_one).collect();
    }
    if !words::is_variant(stem) && parts.iter().skip(1).any(is_variant) {
        let of_one = |part: &String| {
            if is_variant(part) {
                format!("{stem} {part}")
            } else {
                part.clone()
            }
        };
        return parts.iter().map(of_one).collect();
    }
    let Some((noun, _)) = name.rsplit_once(' ') else {
        return parts;
    };
    if !words::ends_in_equipment(noun) || words::ends_in_equipment(&name) {
        return parts;
    }
    let noun = noun.to_owned();
    let others = parts.iter().skip(1).map(|part| {
        let word = part.split(' ').next().unwrap_or_default();
        let is_alone = part
            .split(' ')
            .filter(|word| word.chars().all(char::is_alphabetic))
            .filter(|word| word.len() > 1)
            .count()
            == 1;
        if is_alone && (words::is_material(word) || !words::ends_in_equipment(word)) {
            format!("{noun} {part}")
        } else {
            part.clone()
        }
    });
    std::iter::once(parts[0].clone()).chain(others).collect()
}

/// What a part names, without how much of it there is.
fn name_of(part: &str) -> String {
    let found = scan(part);
    let sizes = found.sizes.iter().map(|size| size.span.clone());
    let name = without(part, found.taken.iter().cloned().chain(sizes));
    let words: Vec<&str> = name
        .split_whitespace()
        .filter(|word| word.contains(char::is_alphanumeric))
        .collect();
    words.join(" ")
}

/// "newton meters 1N x 6; 5N x 12", "hydrochloric acid 2M 1L, 1M 500ml": what the first part names, in each of its ratings
/// or strengths.
fn ratings_of_one(parts: &[String]) -> Option<Vec<String>> {
    let (first, others) = parts.split_first()?;
    let named = name_of(first);
    let is_figure = |word: &str| word.starts_with(|c: char| c.is_ascii_digit());
    let noun: Vec<&str> = named
        .split(' ')
        .take_while(|word| !is_figure(word))
        .collect();
    let noun = noun.join(" ");
    let are_ratings = others.iter().all(|part| is_rating(&name_of(part)));
    let is_each_counted = parts.iter().all(|part| has_quantity(&scan(part)));
    if noun.is_empty() || others.is_empty() || !are_ratings || !is_each_counted {
        return None;
    }
    let others = others.iter().map(|part| format!("{noun} {part}"));
    Some(std::iter::once(first.clone()).chain(others).collect())
}

/// "1-chlorobutane / 1-iodobutane 100ml each": as much of the one as of the other.
fn each_of(parts: &[String]) -> Option<Vec<String>> {
    let (last, others) = parts.split_last()?;
    let last = last
        .strip_suffix(" each")
        .or_else(|| last.strip_suffix(" of each"))?;
    let found = scan(last);
    let [size] = found.sizes.as_slice() else {
        return None;
    };
    let quantity = last[size.span.start..].to_owned();
    let is_named = |part: &String| {
        let found = scan(part);
        has_name(part, &found) && !has_quantity(&found)
    };
    if others.is_empty() || !others.iter().all(is_named) || !has_name(last, &found) {
        return None;
    }
    let others = others.iter().map(|part| format!("{part} {quantity}"));
    Some(others.chain([last.to_owned()]).collect())
}

/// "Perspex & polythene rods 15 each", "clamps and bosses x 20 each": as many of the one as of the other.
fn so_many_of_each(text: &str) -> Option<Vec<String>> {
    let counted = [" of each", " each"]
        .iter()
        .find_map(|each| text.strip_suffix(each))?;
    let found = scan(counted);
    let is_counted = found.counts.len() == 1 && found.sizes.is_empty();
    let begin = found.taken.iter().map(|span| span.start).min()?;
    let (names, count) = counted.split_at_checked(begin).filter(|_| is_counted)?;
    let named = names.replace(" and ", " & ").replace(", ", " & ");
    let mut named: Vec<&str> = named.split(" & ").map(str::trim).collect();
    let last = named.pop()?;
    let noun = last.split_once(' ').map(|(_, noun)| noun);
    if named.is_empty() || !is_plural_of_equipment(last) {
        return None;
    }
    let others = named.iter().map(|name| {
        if is_plural_of_equipment(name) {
            return Some(format!("{name} {count}"));
        }
        let is_sort = !name.is_empty() && !name.contains(' ');
        let noun = noun.filter(|_| is_sort)?;
        Some(format!("{name} {noun} {count}"))
    });
    let last = Some(format!("{last} {count}"));
    others.chain([last]).collect()
}

/// "leads red (20) black (18)", "newtonmeters 10N (12) 5N (10)": a count in brackets behind each sort.
fn bracketed_sorts(text: &str) -> Option<Vec<String>> {
    let ends: Vec<usize> = text.match_indices(')').map(|(end, _)| end + 1).collect();
    if ends.len() < 2 || ends.last() != Some(&text.len()) {
        return None;
    }
    let begins = std::iter::once(0).chain(ends.iter().copied());
    let parts: Vec<String> = begins
        .zip(&ends)
        .map(|(begin, end)| text[begin..*end].trim_matches([' ', ',']).to_owned())
        .collect();
    let is_counted = |part: &String| {
        let count = part.rsplit_once(" (");
        count.is_some_and(|(_, count)| count.trim_end_matches(')').parse::<u16>().is_ok())
    };
    if !parts.iter().all(is_counted) {
        return None;
    }
    let sorts = ratings_of_one(&parts).unwrap_or_else(|| kinds_of_one(parts.clone()));
    let is_named = sorts
        .iter()
        .zip(&parts)
        .skip(1)
        .all(|(sort, part)| sort != part);
    is_named.then_some(sorts)
}

/// "molymod sets: 2 organic, 1 inorganic": what stands before the colon, of each sort.
fn sorts_of_one(text: &str) -> Option<Vec<String>> {
    let (noun, sorts) = text.split_once(':')?;
    let sorts = at_signs(sorts, ",");
    let of_sort = |sort: &String| {
        let (number, name) = sort.split_once(' ')?;
        let is_name = name.chars().all(char::is_alphabetic) && unit::of(name).is_none();
        let is_said = number.parse::<u16>().is_ok() && is_name && !is_container(name);
        is_said.then(|| format!("{noun} {name} x {number}"))
    };
    let read: Vec<String> = sorts.iter().map_while(of_sort).collect();
    (sorts.len() > 1 && read.len() == sorts.len()).then_some(read)
}

/// "5N", "0-15 V", "47 ohm": a figure with its unit, and no thing.
fn is_rating(name: &str) -> bool {
    let in_figure = |c: char| c.is_ascii_digit() || matches!(c, '.' | '-' | '/' | ' ');
    let unit = name.trim_start_matches(in_figure);
    name.starts_with(|c: char| c.is_ascii_digit()) && unit::of(unit).is_some()
}

/// "Beakers 250ml x30, 100ml x20"
fn is_sizes_of_one(parts: &[String], founds: &[Found]) -> bool {
    founds.iter().all(|found| {
        found.sizes.len() == 1 && (found.counts.len() == 1 || found.sizes[0].times.is_some())
    }) && words::sort_of_words(&parts[0])
        .is_some_and(|sort| !matches!(sort, super::Sort::Chemical | super::Sort::Solution))
}

fn sizes_of_one(parts: &[String], founds: &[Found]) -> Vec<String> {
    let first = &founds[0];
    let spans = first
        .taken
        .iter()
        .cloned()
        .chain(first.sizes.iter().map(|size| size.span.clone()));
    let noun = without(&parts[0], spans);
    let noun = noun.trim().trim_end_matches(['-', ':', ' ']);
    let others = parts.iter().zip(founds).skip(1).map(|(part, found)| {
        if has_name(part, found) {
            part.clone()
        } else {
            format!("{noun} {part}")
        }
    });
    std::iter::once(parts[0].clone()).chain(others).collect()
}

/// A part without a name of its own belongs to the thing before it.
fn join_quantities(parts: Vec<String>) -> Vec<String> {
    let mut joined: Vec<String> = Vec::new();
    for part in parts {
        match joined.last_mut() {
            Some(before) if !has_name(&part, &scan(&part)) => {
                before.push_str(", ");
                before.push_str(&part);
            }
            _ => joined.push(part),
        }
    }
    joined
}

fn has_quantity(found: &Found) -> bool {
    !found.sizes.is_empty() || !found.counts.is_empty()
}

fn has_count_or_stuff(found: &Found) -> bool {
    has_quantity(found)
}

fn has_name(part: &str, found: &Found) -> bool {
    let spans = found
        .taken
        .iter()
        .cloned()
        .chain(found.sizes.iter().map(|size| size.span.clone()))
        .chain(found.strength.iter().map(|(_, _, span)| span.clone()));
    without(part, spans)
        .chars()
        .filter(|c| c.is_alphabetic())
        .count()
        >= 2
}

fn is_plural_of_equipment(part: &str) -> bool {
    let is_plural = |name: &str| {
        let last = name.rsplit(' ').next().unwrap_or_default().to_lowercase();
        let sort = words::sort_of_words(name);
        last.ends_with('s')
            && words::singular_word(&last) != last
            && name.split(' ').count() <= 4
            && sort
                .is_some_and(|sort| !matches!(sort, super::Sort::Chemical | super::Sort::Solution))
    };
    // "plain 4 boxes" are no boxes.
    is_plural(part) && (!has_quantity(&scan(part)) || is_plural(&name_of(part)))
}

#[cfg(test)]
mod tests;
