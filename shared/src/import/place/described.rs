//! Places with a word of what they are for: "Drawer 2 - leads".

use super::super::words::has;
use super::super::{scan, token};
use super::{Place, bare, is_mark_of_place, named, noun_rank, rank};

/// "DRAWER 2 - LEADS", "Shelf B1 Acids", "Bottom shelf - heavy": a place, and what it is for.
pub(super) fn described(text: &str) -> Option<Place> {
    let rank = match parted(text) {
        Some((place, sign, rest)) => {
            let by_number = numbered(place).map(|(_, rank)| rank);
            // "Top shelf: beakers" may be the beakers on it.
            let is_told = sign != ": " && !says_condition(rest);
            by_number
                .or_else(|| furniture(place).filter(|_| is_told))
                .filter(|_| is_description(rest))
        }
        None => {
            let (at, _) = text.match_indices(' ').nth(1)?;
            let (place, rest) = text.split_at(at);
            // "Box 3 magnets" may be three boxes of them.
            let is_large =
                |(noun, rank): &(&str, u8)| *rank < 4 && !noun.to_lowercase().ends_with('s');
            let place = numbered(place).filter(is_large);
            place.filter(|_| is_description(rest)).map(|(_, rank)| rank)
        }
    }?;
    Some(Place::new(rank, text))
}

/// "Top shelf" of "Top shelf - boiling tubes (old)", the first sign that parts them, and the rest.
pub(super) fn parted(text: &str) -> Option<(&str, &str, &str)> {
    let signs = [" - ", ": ", " ("];
    let found = signs.map(|sign| Some((text.find(sign)?, sign)));
    let (at, sign) = found.into_iter().flatten().min_by_key(|(at, _)| *at)?;
    Some((&text[..at], sign, &text[at + sign.len()..]))
}

/// How small a place is that words before its noun tell: "Metal cabinet". Racks and cases may be things as well.
fn furniture(place: &str) -> Option<u8> {
    let (_, noun) = place.rsplit_once(' ')?;
    rank(place).filter(|_| !has("rack racks case", &bare(noun)))
}

/// The noun of a place that is a noun and its mark, and how small it is: "Drawer 2".
fn numbered(place: &str) -> Option<(&str, u8)> {
    let (noun, mark) = place.split_once(' ')?;
    let is_marked = !mark.contains(' ') && is_mark_of_place(mark);
    let rank = noun_rank(noun).filter(|_| is_marked)?;
    Some((noun, rank))
}

/// A few words without a figure, which would count a thing; what stands in brackets behind them may be longer, and
/// name classes: "(KS3 and KS4)".
fn is_description(rest: &str) -> bool {
    let (words, inside) = rest.split_once(" (").unwrap_or((rest, ""));
    let count = words
        .split(' ')
        .filter(|word| !bare(word).is_empty())
        .count();
    let is_digit = |c: char| c.is_ascii_digit();
    let counts = inside
        .split(' ')
        .any(|word| bare(word).trim_start_matches('x').starts_with(is_digit));
    count <= 5 && rest.contains(char::is_alphabetic) && !words.contains(is_digit) && !counts
}

/// "Lab bench - broken": how a thing is, and not what a place is for.
fn says_condition(rest: &str) -> bool {
    let last = rest.split(' ').next_back().map(bare).unwrap_or_default();
    has("broken damaged faulty missing cracked spare", &last)
}

/// "Bottom shelf: funnels" over the funnels: a place, and in a word or two what is on it.
pub(in super::super) fn with_its_things(text: &str) -> Option<Place> {
    let text = token::tidy(text);
    let (place, things) = text.split_once(": ")?;
    let is_plain = !things.contains([',', '&', '/', '+', ';'])
        && things.split(' ').count() <= 3
        && scan::scan(things).sizes.is_empty()
        && scan::scan(things).counts.is_empty();
    let mut place = named(place).filter(|_| is_plain)?;
    // A room has more than that in it.
    if let Some((_, last)) = place.path.last_mut().filter(|(rank, _)| *rank > 1) {
        *last = format!("{last}: {things}");
    }
    Some(place)
}
