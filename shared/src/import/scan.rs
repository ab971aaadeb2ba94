//! What is written about a thing beside its name: sizes, counts, strengths, how full, days, notes.

use std::ops::Range;

use chrono::NaiveDate;

use super::Fill;
use super::token::{self, Kind};
use super::unit::{self, Measure};
use super::words::has;

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
    /// A question mark.
    pub is_doubtful: bool,
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

const CONTAINERS: &str = "
container containers bottle bottles btl btls box boxes bx tub tubs pot pots jar jars pack packs pk pks packet
packets pkt pkts pckt bag bags roll rolls reel reels tin tins can cans carton cartons drum drums vial
vials tube-s sachet sachets winchester winchesters crate crates case cases bucket buckets sack sacks
canister canisters cylinder-s coil coils bundle bundles ampoule ampoules sleeve sleeves pouch pouches trays
dropper-s lot lots tray jerrycan jerrycans carboy carboys drawers shelf-full";
const ADJECTIVES: &str = "
small sm large lge lg big med medium full part new old unopened opened open sealed glass plastic brown amber
clear mini half unused partial spare used tall";
const PIECES: &str = "pcs pc pce pces piece pieces off no nos each ea units total left items item remaining available working altogether singles";
const NOTE_TAIL: &str = "
old new unopened opened sealed broken damaged faulty spare spares some few lots loads plenty several many
low used expired ood missing various incomplete complete boxed working untested dirty rusty cracked
assorted mixed set sets";
const NOTE_WORDS: &str = "
old new broken damaged faulty unopened opened sealed missing spare spares used expired ood locked toxic
flammable corrosive harmful irritant oxidising poison incomplete complete boxed working rusty cracked unlabelled
discard dispose disposal check order reorder low loan borrowed lent unused ordered dated approx";
const NOTE_STARTS: &str = "
in see for from on under needs need missing no not do dont don't keep use used check order to by with without
out some below above next behind was were is are left top bottom mostly only also stored kept borrowed
belongs property";
/// A number behind one of these belongs to the name.
const NUMBERED: &str = "
ph no no. number type grade size mark mk buffer model figure fig section part vitamin tween sudan whatman
orange red blue yellow green violet black brown acid series version v level year ks lab room unit page set
group iv iii ii i e food class shelf cupboard drawer";

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
    found: Found,
}

impl<'t> Scanner<'t> {
    fn new(text: &'t str) -> Self {
        let mut scanner = Self {
            text,
            pieces: Vec::new(),
            used: Vec::new(),
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
        self.bare_numbers();
        self.notes_behind();
    }

    /// One look at what begins here; the place behind it, when something does.
    fn step(&mut self, at: usize) -> Option<usize> {
        self.fullness(at)
            .or_else(|| self.day(at))
            .or_else(|| self.about(at))
            .or_else(|| self.many_sizes(at))
            .or_else(|| self.size(at))
            .or_else(|| self.strength(at))
            .or_else(|| self.times(at))
            .or_else(|| self.containers(at))
            .or_else(|| self.said_count(at))
            .or_else(|| self.set(at))
            .or_else(|| self.loose_count(at))
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
        match piece.kind {
            Kind::Number => Some(piece.text.clone()),
            Kind::Span => piece
                .text
                .split('-')
                .next()
                .map(|from| from.trim().to_owned()),
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
            "a c k d f j n in pm am cell part piece line lines place turn turns core foot",
            &piece.text.to_lowercase(),
        );
        (piece.glued || !doubtful || piece.text == "N" || piece.text == "C").then_some(measure)
    }

    fn container_at(&self, at: usize) -> Option<usize> {
        let mut noun = at;
        while self.word_in(noun, ADJECTIVES) && noun < at + 3 {
            noun += 1;
        }
        self.word_in(noun, CONTAINERS).then_some(noun)
    }

    /// "12 bottle brushes": several, but no bottles.
    fn is_compound(&self, noun: usize, number: Option<&str>) -> bool {
        let is_one = number.is_none_or(|number| number == "1" || token_is_part(number));
        let is_plural = self.word(noun).is_some_and(|word| word.ends_with('s'));
        let next = self
            .word(noun + 1)
            .and_then(|word| super::words::sort_of_words(&word));
        !is_one
            && !is_plural
            && matches!(next, Some(super::Sort::Equipment | super::Sort::Consumable))
    }

    // Taking it.

    fn take(&mut self, from: usize, behind: usize) -> usize {
        for at in from..behind.min(self.pieces.len()) {
            self.used[at] = true;
            if self.pieces[at].kind == Kind::Span {
                self.found.is_about = true;
                let note = self.pieces[at].text.clone();
                self.note(&note);
            }
            self.found.taken.push(self.pieces[at].span.clone());
        }
        // "20+"
        if self.is_mark(behind, "+") && behind + 1 == self.pieces.len() {
            self.used[behind] = true;
            self.found.is_about = true;
            self.found.taken.push(self.pieces[behind].span.clone());
            return behind + 1;
        }
        behind
    }

    fn note(&mut self, note: &str) {
        let note = note.trim();
        if !note.is_empty() {
            self.found.notes.push(note.to_owned());
        }
    }

    /// Notes the adjectives and the word of a container, unless it says nothing.
    fn note_container(&mut self, from: usize, noun: usize) {
        let words: Vec<String> = (from..=noun).filter_map(|at| self.word(at)).collect();
        self.found.container = words.last().cloned();
        if words.first().is_some_and(|word| word == "full") {
            self.found.fill = Some(Fill::Full);
        } else if words.first().is_some_and(|word| has("part partial", word)) {
            self.found.fill = Some(Fill::Part);
        }
        if words.len() > 1
            || !words
                .iter()
                .all(|word| has("container containers bottle bottles", word))
        {
            self.note(&words.join(" "));
        }
    }

    /// Takes "of" and the like behind a quantity that stands at the beginning.
    fn skip_of(&self, at: usize) -> usize {
        if self.word_in(at, "of") { at + 1 } else { at }
    }

    // The patterns.

    /// `2 x 500g`, `2 bottles of 500g`, `3 @ 250ml`, `2 500g`.
    fn many_sizes(&mut self, at: usize) -> Option<usize> {
        let times = self.number(at)?;
        unit::count(&times)?;
        let (noun, mut next) = match self.container_at(at + 1) {
            Some(noun) => (Some(noun), noun + 1),
            None => (None, at + 1),
        };
        while self.is_times(next) || self.word_in(next, "of") {
            next += 1;
        }
        let number = self.number(next)?;
        if self.measure(next + 1)? != Measure::Stuff {
            return None;
        }
        let plain = next == at + 1;
        if plain && (unit::count(&times)? > 50 || self.piece(next)?.glued) {
            return None;
        }
        if let Some(noun) = noun {
            self.note_container(at + 1, noun);
        }
        let of = if noun.is_some() {
            CountOf::Containers
        } else {
            CountOf::Pieces
        };
        self.push_size(Some(times), of, number, next);
        self.take(at, next);
        self.used[next] = true;
        self.used[next + 1] = true;
        let mut behind = next + 2;
        if let Some(noun) = self.container_at(behind) {
            self.note_container(behind, noun);
            behind = self.take(behind, noun + 1);
        }
        Some(behind)
    }

    /// `500g`, `500g x 2`, `500g x2 bottles`, `250ml`, `10 m`.
    fn size(&mut self, at: usize) -> Option<usize> {
        let number = self.number(at)?;
        let measure = self.measure(at + 1)?;
        if measure == Measure::Name {
            // The number belongs to the name: "12 V", "6 way".
            self.used[at] = true;
            self.used[at + 1] = true;
            return Some(at + 2);
        }
        if measure == Measure::Strength {
            return None;
        }
        let mut behind = at + 2;
        let mut times = None;
        let mut of = CountOf::Pieces;
        let from = if self.is_mark(behind, ",:-=") {
            behind + 1
        } else {
            behind
        };
        if self.is_times(from) && self.measure(from + 2).is_none_or(|m| m == Measure::Name) {
            times = self.count_number(from + 1);
            if times.is_some() {
                behind = self.take(behind, from + 2);
            }
        } else if let Some(count) = self.count_number(from)
            && self.is_times(from + 1)
            && self.count_number(from + 2).is_none()
        {
            times = Some(count);
            behind = self.take(behind, from + 2);
        } else if let Some(count) = self.count_number(from)
            && let Some(noun) = self.container_at(from + 1)
            && !self.word_in(noun + 1, "of")
        {
            times = Some(count);
            of = CountOf::Containers;
            self.note_container(from + 1, noun);
            behind = self.take(behind, noun + 1);
        }
        self.push_size(times, of, number, at);
        self.used[at] = true;
        self.used[at + 1] = true;
        if let Some(noun) = self.container_at(behind)
            && (self.found.sizes.last()?.times.is_some() || noun + 1 == self.pieces.len())
        {
            self.note_container(behind, noun);
            behind = self.take(behind, noun + 1);
        }
        Some(behind)
    }

    fn push_size(&mut self, times: Option<String>, of: CountOf, number: String, at: usize) {
        let unit = &self.pieces[at + 1];
        self.found.sizes.push(Size {
            times,
            number,
            unit: unit.text.clone(),
            measure: unit::of(&unit.text).unwrap_or(Measure::Stuff),
            of,
            span: self.pieces[at].span.start..unit.span.end,
        });
    }

    /// `2M`, `0.1 mol dm-3`, `5 % w/v`, `20 vol`, `M/10`.
    fn strength(&mut self, at: usize) -> Option<usize> {
        if self.found.strength.is_some() {
            return None;
        }
        if let Some(word) = self.word(at)
            && let Some(part) = word.strip_prefix("m/")
            && unit::count(part).is_some()
        {
            let number = format!("1/{part}");
            self.found.strength = Some((number, "M".to_owned(), self.pieces[at].span.clone()));
            self.used[at] = true;
            return Some(at + 1);
        }
        let number = self.number(at)?;
        if self.measure(at + 1)? != Measure::Strength {
            return None;
        }
        let mut behind = at + 2;
        let mut unit = self.pieces[at + 1].text.clone();
        let per = "dm-3 dm^-3 dm⁻³ l-1 w/w w/v v/v wt/vol /dm3 /l";
        if self.is_mark(behind, "/") {
            behind += 1;
        }
        if self.word_in(behind, per) || self.word_in(behind, "dm3 l litre dm³") && behind > at + 2
        {
            if has("w/w w/v v/v", &self.word(behind)?) {
                unit = format!("{unit} {}", self.word(behind)?);
            }
            behind += 1;
        } else {
            behind = at + 2;
        }
        let span = self.pieces[at].span.start..self.pieces[behind - 1].span.end;
        self.found.strength = Some((number, unit, span));
        self.used[at..behind].fill(true);
        Some(behind)
    }

    /// `x6`, `x 6`, `6x`, `6 x`, `x 2 bottles`.
    fn times(&mut self, at: usize) -> Option<usize> {
        let (number, mut behind) = if self.is_times(at) {
            (self.count_number(at + 1)?, at + 2)
        } else if self.is_times(at + 1) && self.count_number(at + 2).is_none() {
            (self.count_number(at)?, at + 2)
        } else {
            return None;
        };
        if self.measure(behind).is_some() && self.is_times(at) {
            // "x 500g" with no number before it: the size comes next.
            self.take(at, at + 1);
            return Some(at + 1);
        }
        let mut of = CountOf::Pieces;
        let mut each = None;
        let container = self.container_at(behind);
        if let Some(noun) = container.filter(|noun| !self.is_compound(*noun, Some(&number))) {
            of = CountOf::Containers;
            self.note_container(behind, noun);
            behind = noun + 1;
            if self.word_in(behind, "of")
                && self.number(behind + 1).is_some()
                && self.measure(behind + 2).is_none()
            {
                each = self.number(behind + 1);
                behind += 2;
            }
            behind = self.skip_of(behind);
        } else if self.word_in(behind, PIECES) && behind + 1 == self.pieces.len() {
            behind += 1;
        }
        self.found.counts.push(Count { number, each, of });
        Some(self.take(at, behind))
    }

    /// `2 containers`, `1 box of 100`, `pack of 10`, `box of gloves`.
    fn containers(&mut self, at: usize) -> Option<usize> {
        let number = self.count_number(at);
        let from = if number.is_some() { at + 1 } else { at };
        let noun = self.container_at(from)?;
        let mut behind = noun + 1;
        let mut each = None;
        // "pack 10" without "of", but not "power packs 20".
        let packs = self.word_in(noun, "pack pk packet")
            && !noun
                .checked_sub(1)
                .is_some_and(|at| self.word_in(at, "power battery ice"));
        if self.is_compound(noun, number.as_deref()) {
            return None;
        }
        let mut of = behind;
        if self.word_in(of, "of x") || self.is_mark(of, "@") {
            of += 1;
        }
        if (of > behind || packs) && self.measure(of + 1).is_none() && self.number(of).is_some() {
            each = self.number(of);
            behind = of + 1;
            if self.word_in(behind, PIECES) {
                behind += 1;
            }
        }
        let begins = at == 0 && self.word_in(behind, "of") && behind + 1 < self.pieces.len();
        if number.is_none() && each.is_none() && !begins {
            return None;
        }
        if begins {
            behind += 1;
        }
        let number = number.unwrap_or_else(|| "1".to_owned());
        if token_is_part(&number) {
            self.found.fill = fill_of_part(&number);
        }
        self.note_container(from, noun);
        let of = CountOf::Containers;
        self.found.counts.push(Count { number, each, of });
        Some(self.take(at, behind))
    }

    /// `6 pcs`, `qty 6`, `total: 6`, `2 pairs`.
    fn said_count(&mut self, at: usize) -> Option<usize> {
        let of = CountOf::Pieces;
        let each = None;
        if self.word_in(at, "qty quantity total count") {
            let from = if self.is_mark(at + 1, ":=-") {
                at + 2
            } else {
                at + 1
            };
            let number = self
                .count_number(from)
                .filter(|_| self.measure(from + 1).is_none())?;
            self.found.counts.push(Count { number, each, of });
            return Some(self.take(at, from + 1));
        }
        let number = self.count_number(at)?;
        if self.word_in(at + 1, "pair pairs pr prs") {
            self.note("pairs");
        } else if !self.word_in(at + 1, PIECES)
            || self.word_in(at + 1, "no") && at + 2 < self.pieces.len()
        {
            return None;
        }
        self.found.counts.push(Count { number, each, of });
        let behind = self.skip_of(at + 2);
        let behind = if behind > at + 2 && behind == self.pieces.len() {
            at + 2
        } else {
            behind
        };
        Some(self.take(at, behind))
    }

    /// `full set`, `class set of`, `15 sets`.
    fn set(&mut self, at: usize) -> Option<usize> {
        let number = self.count_number(at);
        let is_number = number.is_some();
        let named = self.word_in(at, "full class half complete whole one");
        if !(is_number || named) || !self.word_in(at + 1, "set sets") {
            return None;
        }
        let words = self.text[self.pieces[at].span.start..self.pieces[at + 1].span.end].to_owned();
        self.note(if is_number { "sets" } else { &words });
        let number = number.unwrap_or_else(|| "1".to_owned());
        let (each, of) = (None, CountOf::Containers);
        self.found.counts.push(Count { number, each, of });
        let behind = self.skip_of(at + 2);
        Some(self.take(at, behind))
    }

    /// `10 books`, `6 bundles`, `box` behind a plural: words of no list, at the end.
    fn loose_count(&mut self, at: usize) -> Option<usize> {
        let dashed = at > 1 && self.is_mark(at - 1, "-");
        let before = self.word(at.checked_sub(if dashed { 2 } else { 1 })?)?;
        if self.word_in(at, "box pack packet bag tub") && at + 1 == self.pieces.len() {
            let is_plural = before.len() > 3 && before.ends_with('s') && !before.ends_with("ss");
            if !is_plural {
                return None;
            }
            self.note_container(at, at);
            let (number, each, of) = ("1".to_owned(), None, CountOf::Containers);
            self.found.counts.push(Count { number, each, of });
            return Some(self.take(at, at + 1));
        }
        let number = self.count_number(at)?;
        let word = self.word(at + 1)?;
        let is_word = word.len() > 3 && word.ends_with('s') && unit::of(&word).is_none();
        if at + 2 != self.pieces.len() || !is_word || has(NUMBERED, &before) {
            return None;
        }
        // "heart 2 models" counts models, and so do bundles.
        self.note(&word);
        let (each, of) = (None, CountOf::Containers);
        self.found.counts.push(Count { number, each, of });
        Some(self.take(at, at + 2))
    }

    /// `half full`, `3/4 full`, `nearly empty`, `part used`, `50% full`, `½ bottle`.
    fn fullness(&mut self, at: usize) -> Option<usize> {
        let words: Vec<String> = (at..at + 3)
            .map_while(|at| self.fill_word(at))
            .flat_map(|word| word.split('-').map(str::to_owned).collect::<Vec<_>>())
            .collect();
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let (fill, count) = fill_of(&words)?;
        // "half-full" is one piece of two words.
        let hyphens = self.fill_word(at)?.matches('-').count();
        let behind = at + count - hyphens.min(count - 1);
        // "full wave rectifier", "empty" within a name.
        let alone = count == 1 + hyphens.min(count - 1) && hyphens == 0;
        let ends = behind >= self.pieces.len()
            || self.is_mark(behind, ",;.-/")
            || self.container_at(behind).is_some();
        if alone && !ends {
            return None;
        }
        if alone
            && self.container_at(behind).is_some()
            && behind < self.pieces.len()
            && fill == Fill::Full
        {
            return None;
        }
        self.found.fill = Some(fill);
        let mut behind = behind;
        while self.word_in(behind, "a of the") && self.container_at(behind + 1).is_some() {
            behind += 1;
        }
        if let Some(noun) = self.container_at(behind) {
            self.note_container_quietly(behind, noun);
            behind = self.skip_of(noun + 1);
        }
        Some(self.take(at, behind))
    }

    fn note_container_quietly(&mut self, from: usize, noun: usize) {
        let fill = self.found.fill;
        self.note_container(from, noun);
        self.found.fill = fill;
    }

    /// A word or part-number as the words of fullness use it.
    fn fill_word(&self, at: usize) -> Option<String> {
        let piece = self.piece(at)?;
        match piece.kind {
            Kind::Word => self.word(at),
            Kind::Number => Some(piece.text.clone()),
            _ => None,
        }
    }

    /// `exp 03/2025`, `received 12/03/2024`, a registry number, a day alone.
    fn day(&mut self, at: usize) -> Option<usize> {
        let word = self.word(at)?;
        if token::is_cas(&word) {
            self.found.cas = Some(word);
            return Some(self.take(at, at + 1));
        }
        if super::date::is_day(&word) {
            self.note(&word);
            return Some(self.take(at, at + 1));
        }
        let expires = has("exp expiry expires expired bbe best use", &word);
        let received = has(
            "rec'd recd received rec bought purchased opened dated delivered",
            &word,
        );
        if !(expires || received) {
            return None;
        }
        let mut from = at + 1;
        while self.word_in(from, "by before date on in") || self.is_mark(from, ":.-=") {
            from += 1;
        }
        let (day, behind) = self.day_at(from)?;
        if expires {
            self.found.expiry = Some(day);
        } else {
            self.found.received = Some(day);
        }
        let written =
            self.text[self.pieces[at].span.start..self.pieces[behind - 1].span.end].to_owned();
        self.note(&written);
        self.take(at, behind);
        Some(behind)
    }

    fn day_at(&self, from: usize) -> Option<(NaiveDate, usize)> {
        (1..=3).rev().find_map(|count| {
            let first = self.piece(from)?;
            let last = self.piece(from + count - 1)?;
            let day = super::date::day(&self.text[first.span.start..last.span.end])?;
            Some((day, from + count))
        })
    }

    /// `~`, `approx`, `c.20`, `>10`, `?`.
    fn about(&mut self, at: usize) -> Option<usize> {
        if self.is_mark(at, "?") {
            self.found.is_doubtful = true;
            return Some(self.take(at, at + 1));
        }
        let before_number = self.is_mark(at, "~><\u{2248}")
            || self.word_in(
                at,
                "approx approximately about circa ca c roughly around over under nearly almost est",
            );
        if before_number && self.count_number(at + 1).is_some() {
            self.found.is_about = true;
            return Some(self.take(at, at + 1));
        }
        let number = self.word(at)?.strip_prefix("c.")?.to_owned();
        unit::count(&number)?;
        self.found.is_about = true;
        let (each, of) = (None, CountOf::Pieces);
        self.found.counts.push(Count { number, each, of });
        Some(self.take(at, at + 1))
    }

    /// A number alone before or behind the name counts it.
    fn bare_numbers(&mut self) {
        let unused: Vec<usize> = (0..self.pieces.len())
            .filter(|at| !self.used[*at] && !self.is_mark(*at, "+.,;:-"))
            .collect();
        let is_number = |at: usize| {
            matches!(self.pieces[at].kind, Kind::Number | Kind::Span) && !self.pieces[at].fixed
        };
        let (Some(first), Some(last)) = (unused.first().copied(), unused.last().copied()) else {
            return;
        };
        let before = last.checked_sub(1);
        let belongs = before.is_some_and(|at| {
            !self.used[at] && (self.word_in(at, NUMBERED) || self.is_mark(at, "#/&"))
        });
        let at = if is_number(last) && !belongs {
            last
        } else if is_number(first)
            && self
                .pieces
                .get(first + 1)
                .is_some_and(|p| p.kind == Kind::Word && !p.glued)
            && !self.used[first + 1]
        {
            first
        } else {
            return;
        };
        let is_year = self
            .number(at)
            .is_some_and(|n| n.len() == 4 && matches!(n.parse(), Ok(1950..=2040)));
        let is_880 = self
            .number(at)
            .is_some_and(|n| n.trim_start_matches(['0', '.']) == "880");
        let before_size = self
            .found
            .sizes
            .iter()
            .any(|size| size.span.start == self.pieces[at].span.end + 1);
        if is_year || is_880 || (before_size && at > 0) {
            return;
        }
        if let Some(number) = self.count_number(at) {
            let (each, of) = (None, CountOf::Bare);
            self.found.counts.push(Count { number, each, of });
            self.take(at, at + 1);
        }
    }

    /// Words at the end that say how it is: "old", "unopened", "some".
    fn notes_behind(&mut self) {
        for at in (1..self.pieces.len()).rev() {
            if self.used[at] || self.is_mark(at, ",;.-/&") {
                continue;
            }
            if !self.word_in(at, NOTE_TAIL) || self.word_in(at, "set sets mixed assorted") {
                break;
            }
            let word = self.pieces[at].text.clone();
            self.note(&word);
            self.take(at, at + 1);
        }
        self.note_behind_dash();
    }

    /// " - needs a new lamp"
    fn note_behind_dash(&mut self) {
        let dash = (1..self.pieces.len()).find(|at| {
            self.is_mark(*at, "-")
                && !self.pieces[*at].glued
                && (self.word_in(at + 1, NOTE_STARTS) || self.word_in(at + 1, NOTE_WORDS))
        });
        let Some(dash) = dash else { return };
        if self.used[dash..].iter().any(|used| *used) {
            return;
        }
        let note = self.text[self.pieces[dash].span.end..].to_owned();
        self.note(&note);
        self.take(dash, self.pieces.len());
    }
}

enum Brackets {
    /// "(dried)", "(II)", "(plastic)"
    Name,
    /// "(old)", "(in the fridge)"
    Note,
    /// "(2.5L)", "(x6)", "(half full)"
    Amount,
}

fn of_brackets(inside: &str) -> Brackets {
    let lower = inside.to_lowercase();
    let words: Vec<&str> = lower.split_whitespace().collect();
    if inside.contains(['(', '[', '{']) || words.is_empty() {
        return Brackets::Name;
    }
    let scan = scan(inside);
    let rest = without(
        inside,
        scan.taken
            .iter()
            .cloned()
            .chain(scan.sizes.iter().map(|s| s.span.clone()))
            .chain(scan.strength.iter().map(|s| s.2.clone())),
    );
    let says = !scan.taken.is_empty() || !scan.sizes.is_empty() || scan.strength.is_some();
    if says && !rest.contains(char::is_alphanumeric) {
        return Brackets::Amount;
    }
    if !inside.contains(char::is_alphanumeric) {
        return if inside.contains('?') {
            Brackets::Amount
        } else {
            Brackets::Note
        };
    }
    let starts = words.first().is_some_and(|word| has(NOTE_STARTS, word));
    let noted = words.iter().any(|word| {
        has(
            NOTE_WORDS,
            word.trim_matches(|c: char| !c.is_alphanumeric()),
        )
    });
    if noted || (starts && words.len() > 1) || words.len() > 4 {
        Brackets::Note
    } else {
        Brackets::Name
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

fn token_is_part(number: &str) -> bool {
    number.contains('/') || number.chars().any(token::is_fraction)
}

fn fill_of_part(number: &str) -> Option<Fill> {
    Some(match number {
        "1/2" | "½" => Fill::Half,
        "1/4" | "¼" => Fill::Quarter,
        "3/4" | "¾" => Fill::ThreeQuarters,
        "1/3" | "⅓" => Fill::Third,
        "2/3" | "⅔" => Fill::TwoThirds,
        _ => return None,
    })
}

/// The fill that words begin with, and how many of them say it.
fn fill_of(words: &[&str]) -> Option<(Fill, usize)> {
    let found = match words {
        ["three", "quarters" | "quarter", "full" | "left", ..] => (Fill::ThreeQuarters, 3),
        ["two", "thirds", "full" | "left", ..] => (Fill::TwoThirds, 3),
        [part, "full" | "left" | "remaining", ..] if fill_of_part(part).is_some() => {
            (fill_of_part(part)?, 2)
        }
        [
            "half" | "1/2" | "½",
            "empty" | "used" | "full" | "left" | "gone",
            ..,
        ] => (Fill::Half, 2),
        ["half", "a", ..] => (Fill::Half, 1),
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
