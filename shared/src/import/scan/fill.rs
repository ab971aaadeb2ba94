//! How full: the words for it.

use super::super::Fill;

pub(super) fn fill_of_part(number: &str) -> Option<Fill> {
    Some(match number {
        "1/2" | "½" => Fill::Half,
        "1/4" | "¼" => Fill::Quarter,
        "3/4" | "¾" => Fill::ThreeQuarters,
        "1/3" | "⅓" => Fill::Third,
        "2/3" | "⅔" => Fill::TwoThirds,
        _ => return None,
    })
}

/// The fill that is nearest to so many per cent.
fn nearest(percent: &str) -> Option<Fill> {
    Some(match percent.parse().ok()? {
        0u8 => Fill::Empty,
        1..=17 => Fill::NearlyEmpty,
        18..=29 => Fill::Quarter,
        30..=41 => Fill::Third,
        42..=58 => Fill::Half,
        59..=70 => Fill::TwoThirds,
        71..=82 => Fill::ThreeQuarters,
        83..=99 => Fill::NearlyFull,
        100 => Fill::Full,
        _ => return None,
    })
}

/// The fill that words begin with, and how many of them say it.
pub(super) fn fill_of(words: &[&str]) -> Option<(Fill, usize)> {
    let found = match words {
        ["three", "quarters" | "quarter", "full" | "left", ..] => (Fill::ThreeQuarters, 3),
        ["two", "thirds", "full" | "left", ..] => (Fill::TwoThirds, 3),
        [part, "full" | "left" | "remaining", ..] if fill_of_part(part).is_some() => {
            (fill_of_part(part)?, 2)
        }
        [number, "%", "full" | "left" | "remaining", ..] => (nearest(number)?, 3),
        [
            "half" | "1/2" | "½",
            "empty" | "used" | "full" | "left" | "gone",
            ..,
        ] => (Fill::Half, 2),
        ["quarter", "full" | "left", ..] => (Fill::Quarter, 2),
        ["third", "full" | "left", ..] => (Fill::Third, 2),
        [
            "nearly" | "almost" | "virtually" | "mostly" | "v",
            "full",
            ..,
        ] => (Fill::NearlyFull, 2),
        [
            "nearly" | "almost" | "virtually" | "mostly",
            "empty" | "gone" | "finished" | "out",
            ..,
        ]
        | ["running", "low" | "out", ..]
        | ["very", "low" | "little", ..] => (Fill::NearlyEmpty, 2),
        [
            "part" | "partly" | "partially",
            "full" | "used" | "empty",
            ..,
        ] => (Fill::Part, 2),
        ["half" | "1/2" | "½", ..] => (Fill::Half, 1),
        ["full", ..] => (Fill::Full, 1),
        ["empty", ..] => (Fill::Empty, 1),
        _ => return None,
    };
    Some(found)
}
