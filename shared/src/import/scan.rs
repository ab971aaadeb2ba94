//! What is written about a thing beside its name: sizes, counts, strengths, how full, days, notes.

mod aside;
mod bare;
mod behind;
mod brackets;
mod count;
mod fill;
mod holder;
mod idle;
mod lists;
mod magnifying;
mod pack;
mod size;
mod some;
mod taking;

use std::ops::Range;

use chrono::NaiveDate;

use super::Fill;
use super::token::{self, Kind};
use super::unit::{self, Measure};
use super::words::has;
use brackets::{Brackets, of_brackets};
use lists::{ADJECTIVES, ALWAYS_NUMBERED, CONTAINERS};

/// A size: `500g`, `2 x 2.5L`.
#[derive(Debug)]
pub(super) struct Size {
    /// How many times, when that is said beside it.
    pub times: Option<String>,
    pub number: String,
    pub unit: String,
    pub measure: Measure,
    /// What the times count: pieces, or bottles and boxes.
    pub of: CountOf,
    /// "400-500 g": as it is written, where the number is the lesser.
    pub from_to: Option<String>,
    /// The number and its unit.
    pub span: Range<usize>,
}

/// A count: `x6`, `2 containers`, `box of 100`.
#[derive(Debug)]
pub(super) struct Count {
    pub number: String,
    /// How many are in each: `box of 100`.
    pub each: Option<String>,
    pub of: CountOf,
}

/// What a count counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum CountOf {
    /// Pieces, said so: `x6`, `6 pcs`.
    Pieces,
    /// Bottles, boxes.
    Containers,
    /// A number alone before or behind the name.
    Bare,
    /// The same, but neither beside the name nor beside a size.
    Apart,
}

impl CountOf {
    /// Whether nothing says that it is a count.
    pub(super) const fn is_bare(self) -> bool {
        matches!(self, Self::Bare | Self::Apart)
    }
}

/// Everything found in a text.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub sizes: Vec<Size>,
    pub counts: Vec<Count>,
    /// A strength as written, its unit, and where.
    pub strength: Option<(String, String, Range<usize>)>,
    pub fill: Option<Fill>,
    pub expiry: Option<NaiveDate>,
    pub received: Option<NaiveDate>,
    pub cas: Option<String>,
    pub notes: Vec<String>,
    /// "about", a range.
    pub is_about: bool,
    /// "none left": nothing is there.
    pub is_none: bool,
    /// A question mark.
    pub is_doubtful: bool,
    /// What may be read in several ways: "500g/1kg".
    pub unclear: Option<String>,
    /// What is no part of the name, whatever the thing is.
    pub taken: Vec<Range<usize>>,
    /// The container's word, to name a cell that names nothing else.
    pub container: Option<String>,
}

/// A token, with what the brackets say about it.
struct Piece {
    kind: Kind,
    text: String,
    span: Range<usize>,
    glued: bool,
    /// Within brackets that belong to the name.
    fixed: bool,
}

/// Looks at what begins at a piece; gives the place behind what it took.
type Rule = fn(&mut Scanner<'_>, usize) -> Option<usize>;

/// What may be written beside a name, in the order it is looked for, each with an example.
const RULES: [(Rule, &str); 39] = [
    (
        |scanner, at| scanner.note_from_here(at),
        "zinc 1kg see tray 4",
    ),
    (|scanner, at| scanner.identifier(at), "zinc 1kg lot 12345"),
    (
        |scanner, at| scanner.month_of_year(at),
        "zinc 1kg Sept 2019",
    ),
    (|scanner, at| scanner.price(at), "zinc 1kg £5"),
    (|scanner, at| scanner.fullness(at), "zinc half full"),
    (|scanner, at| scanner.part_of_it(at), "zinc 3/4 of 500g"),
    (
        |scanner, at| scanner.whole_and_part(at),
        "zinc 500g 2 + 1/2",
    ),
    (|scanner, at| scanner.remark(at), "zinc 500g gone hard"),
    (|scanner, at| scanner.bag_of(at), "bag iron nails"),
    (|scanner, at| scanner.dozens(at), "bungs 2 doz"),
    (|scanner, at| scanner.couple(at), "couple of tripods"),
    (
        |scanner, at| scanner.dress_sizes(at),
        "lab coats 2 L, 3 M, 1 S",
    ),
    (|scanner, at| scanner.so_many_of(at), "stopclocks 14 of 16"),
    (|scanner, at| scanner.in_each(at), "Petri dishes 500/box"),
    (
        |scanner, at| scanner.bracketed_count(at),
        "741 op amps (12)",
    ),
    (
        |scanner, at| scanner.some_of_them(at),
        "tripods 20 + 5 broken",
    ),
    (
        |scanner, at| scanner.some_of_them_have(at),
        "meters x 16 - 2 no fuse",
    ),
    (
        |scanner, at| scanner.each_so_full(at),
        "zinc 1 full 2 opened",
    ),
    (|scanner, at| scanner.vague(at), "tripods a few"),
    (|scanner, at| scanner.day(at), "zinc exp 03/2025"),
    (|scanner, at| scanner.about(at), "tripods approx 20"),
    (|scanner, at| scanner.about_so_many(at), "tripods 50ish"),
    (|scanner, at| scanner.magnification(at), "x10 eyepiece"),
    (|scanner, at| scanner.fold_strength(at), "TAE buffer 50X"),
    (
        |scanner, at| scanner.dimensions(at),
        "test tubes 125 x 16mm",
    ),
    (|scanner, at| scanner.less_than_none(at), "zinc -5 g"),
    (|scanner, at| scanner.many_sizes(at), "zinc 2 x 500g"),
    (
        |scanner, at| scanner.what_is_left(at),
        "zinc 500g 250g left",
    ),
    (
        |scanner, at| scanner.volume_strength(at),
        "hydrogen peroxide 20v",
    ),
    (|scanner, at| scanner.size(at), "zinc 500g"),
    (|scanner, at| scanner.numbered_place(at), "zinc 500g Box 2"),
    (|scanner, at| scanner.strength(at), "NaOH 0.1 mol dm-3"),
    (|scanner, at| scanner.times(at), "tripods x6"),
    (
        |scanner, at| scanner.containers(at),
        "splints 2 boxes of 100",
    ),
    (|scanner, at| scanner.said_count(at), "tripods 6 no."),
    (|scanner, at| scanner.set(at), "masses 15 sets"),
    (|scanner, at| scanner.range(at), "thermometers -10 to 110"),
    (|scanner, at| scanner.loose_count(at), "pH paper 10 books"),
    (
        |scanner, at| scanner.one_container(at),
        "ethanol small bottle",
    ),
];

pub(super) fn scan(text: &str) -> Found {
    let mut scanner = Scanner::new(text);
    scanner.run();
    scanner.found
}

struct Scanner<'t> {
    text: &'t str,
    pieces: Vec<Piece>,
    /// Pieces that are accounted for.
    used: Vec<bool>,
    /// A container was named without a number.
    is_one_container: bool,
    /// The thing is what is in it, so that a number counts containers.
    is_counted_by_it: bool,
    /// The containers that are counted were counted by how full they are.
    is_by_fullness: bool,
    found: Found,
}

/// Whether a word names what holds a thing.
pub(super) fn is_container(word: &str) -> bool {
    has(CONTAINERS, &word.to_lowercase())
}

impl<'t> Scanner<'t> {
    fn new(text: &'t str) -> Self {
        let mut scanner = Self {
            text,
            pieces: Vec::new(),
            used: Vec::new(),
            is_one_container: false,
            is_counted_by_it: false,
            is_by_fullness: false,
            found: Found::default(),
        };
        scanner.unbracket();
        scanner.used = vec![false; scanner.pieces.len()];
        scanner
    }

    /// Opens the brackets that hold an amount, notes those that hold a note, and keeps the others.
    fn unbracket(&mut self) {
        let tokens = token::tokens(self.text);
        let mut at = 0;
        while at < tokens.len() {
            if tokens[at].kind != Kind::Open {
                let fixed = false;
                self.push(&tokens[at], fixed);
                at += 1;
                continue;
            }
            let close = tokens[at..].iter().position(|t| t.kind == Kind::Close);
            let end = close.map_or(tokens.len(), |close| at + close);
            let last = end.min(tokens.len() - 1);
            let inside_start = tokens[at].span.end;
            let inside_end = close.map_or(self.text.len(), |_| tokens[end].span.start);
            let inside = self.text[inside_start..inside_end].trim().to_owned();
            match of_brackets(&inside) {
                Brackets::Name => {
                    for token in &tokens[at..=last] {
                        self.push(token, true);
                    }
                }
                Brackets::Note => {
                    self.found
                        .taken
                        .push(tokens[at].span.start..tokens[last].span.end);
                    self.note(&inside);
                }
                Brackets::Amount => {
                    self.found.taken.push(tokens[at].span.clone());
                    for token in &tokens[at + 1..end] {
                        self.push(token, false);
                    }
                    if close.is_some() {
                        self.found.taken.push(tokens[end].span.clone());
                    }
                }
            }
            at = last + 1;
        }
    }

    fn push(&mut self, token: &token::Token, fixed: bool) {
        // "fl oz" is one unit.
        let text = self.text[token.span.clone()].to_lowercase();
        let is_ounce = matches!(text.trim_end_matches('.'), "oz" | "ozs");
        if let Some(before) = self.pieces.last_mut()
            && is_ounce
            && before.text.eq_ignore_ascii_case("fl")
        {
            before.span.end = token.span.end;
            "fl oz".clone_into(&mut before.text);
            return;
        }
        self.pieces.push(Piece {
            kind: token.kind,
            text: self.text[token.span.clone()].to_owned(),
            span: token.span.clone(),
            glued: token.glued,
            fixed,
        });
    }

    fn run(&mut self) {
        let mut at = 0;
        while at < self.pieces.len() {
            at = if self.pieces[at].fixed {
                at + 1
            } else {
                self.step(at).unwrap_or(at + 1)
            };
        }
        self.note_behind_dash();
        self.bare_numbers();
        self.count_one_container();
        self.place_behind();
        self.notes_behind();
    }

    /// One look at what begins here; the place behind it, when something does.
    fn step(&mut self, at: usize) -> Option<usize> {
        RULES.iter().find_map(|(rule, _)| rule(self, at))
    }

    // What stands at a place.

    fn piece(&self, at: usize) -> Option<&Piece> {
        self.pieces.get(at).filter(|piece| !piece.fixed)
    }

    /// The word there, in lower case.
    fn word(&self, at: usize) -> Option<String> {
        let piece = self.piece(at).filter(|piece| piece.kind == Kind::Word)?;
        Some(piece.text.to_lowercase().trim_end_matches('.').to_owned())
    }

    fn word_in(&self, at: usize, list: &str) -> bool {
        self.word(at).is_some_and(|word| has(list, &word))
    }

    fn number(&self, at: usize) -> Option<String> {
        let piece = self.piece(at).filter(|piece| piece.kind == Kind::Number)?;
        Some(piece.text.clone())
    }

    /// A number, or the lesser of a range.
    fn count_number(&self, at: usize) -> Option<String> {
        let piece = self.piece(at)?;
        // "size 14", but "28 SWG 2 reels"
        let is_unit = at > 1 && self.number(at - 2).is_some();
        let is_named = at > 0 && self.word_in(at - 1, ALWAYS_NUMBERED);
        if is_named && !is_unit && !self.counts_an_instrument(at) {
            return None;
        }
        match piece.kind {
            Kind::Number => Some(piece.text.clone()),
            // "10-15", but "thermometers 0-360" do not begin with none.
            Kind::Span => piece
                .text
                .split('-')
                .next()
                .map(|from| from.trim().to_owned())
                .filter(|from| from != "0"),
            _ => None,
        }
    }

    fn is_mark(&self, at: usize, marks: &str) -> bool {
        self.piece(at)
            .is_some_and(|piece| piece.kind == Kind::Mark && marks.contains(&piece.text))
    }

    fn is_times(&self, at: usize) -> bool {
        self.is_mark(at, "*@") || self.word(at).is_some_and(|word| word == "x")
    }

    fn measure(&self, at: usize) -> Option<Measure> {
        let piece = self.piece(at).filter(|piece| piece.kind == Kind::Word)?;
        let measure = unit::of(&piece.text)?;
        // "2 a level books": short words are units only against their number.
        let doubtful = has(
            "a c k d f j n in pm am cell part piece place foot",
            &piece.text.to_lowercase(),
        );
        // "lab coats S x4 M x10 L x6" come in sizes.
        let is_dress = at > 1
            && !piece.glued
            && has("M L", &piece.text)
            && self.is_times(at + 1)
            && self.is_times(at - 2)
            && self.measure(at + 3).is_none();
        let is_unit = piece.glued || !doubtful || piece.text == "N" || piece.text == "C";
        (is_unit && !is_dress).then_some(measure)
    }

    fn container_at(&self, at: usize) -> Option<usize> {
        // "limewater 5 litre aspirator"
        if at > 1
            && self.word_in(at, "aspirator dropper tube tubes")
            && !self.word_in(at + 1, CONTAINERS)
            && self.is_stuff_before(at)
        {
            return Some(at);
        }
        // "test tubes 4 racks of 24"
        if at > 1 && self.word_in(at, "rack racks") && self.number(at - 1).is_some() {
            return Some(at);
        }
        let mut noun = at;
        // "dropper bottles 12" are such bottles, "iodine 5 dropper bottles" are of iodine.
        let is_behind = at > 1;
        while noun < at + 3
            && (self.word_in(noun, ADJECTIVES) || is_behind && self.word_in(noun, "dropper bench"))
        {
            noun += 1;
        }
        self.word_in(noun, CONTAINERS).then_some(noun)
    }

    /// "12 bottle brushes": several, but no bottles.
    fn is_compound(&self, noun: usize, number: Option<&str>) -> bool {
        let is_one = number.is_none_or(|number| number == "1" || is_part(number));
        let is_plural = self.word(noun).is_some_and(|word| word.ends_with('s'));
        let next = self
            .word(noun + 1)
            .and_then(|word| super::words::sort_of_words(&word));
        !is_one
            && !is_plural
            && matches!(next, Some(super::Sort::Equipment | super::Sort::Consumable))
    }
}

/// The text without some spans.
pub(super) fn without(text: &str, spans: impl Iterator<Item = Range<usize>>) -> String {
    let mut spans: Vec<Range<usize>> = spans.collect();
    spans.sort_by_key(|span| span.start);
    let mut rest = String::with_capacity(text.len());
    let mut at = 0;
    for span in spans {
        if span.start > at {
            rest.push_str(&text[at..span.start]);
        }
        rest.push(' ');
        at = at.max(span.end);
    }
    rest.push_str(&text[at..]);
    rest
}

/// "1/2", "½"
fn is_part(number: &str) -> bool {
    number.contains('/') || number.chars().any(token::is_fraction)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_reads_its_example() {
        for (n, (rule, example)) in RULES.iter().enumerate() {
            let mut scanner = Scanner::new(example);
            let first = (0..scanner.pieces.len()).find_map(|at| rule(&mut scanner, at));
            assert!(first.is_some(), "rule {n}: {example}");
        }
    }
}
