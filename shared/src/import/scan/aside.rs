//! What else is said: how full, days, doubts, notes.

use chrono::NaiveDate;

use super::super::token::{self, Kind};
use super::super::unit::Measure;
use super::super::words::has;
use super::super::{Fill, date, place, unit};
use super::fill::{fill_of, fill_of_part};
use super::lists::{MONTHS, NOTE_STARTS, NOTE_TAIL, NOTE_WORDS};
use super::{Count, CountOf, Scanner};

impl Scanner<'_> {
    /// `half full`, `3/4 full`, `nearly empty`, `part used`, `50% full`, `½ bottle`.
    pub(super) fn fullness(&mut self, at: usize) -> Option<usize> {
        let words: Vec<String> = (at..at + 3)
            .map_while(|at| self.fill_word(at))
            .flat_map(|word| word.split('-').map(str::to_owned).collect::<Vec<_>>())
            .collect();
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let (fill, count) = fill_of(&words)?;
        // "half-full" is one piece of two words.
        let hyphens = self.fill_word(at)?.matches('-').count();
        // "half-metre rules"
        if hyphens > 0 && count == 1 {
            return None;
        }
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

    /// `500g (3/4)`, `500ml 1/2`, `3/4 of 500g`: a part of a bottle.
    pub(super) fn part_of_it(&mut self, at: usize) -> Option<usize> {
        let fill = self.part_at(at)?;
        let is_size =
            |at: usize| self.number(at).is_some() && self.measure(at + 1) == Some(Measure::Stuff);
        let is_of = self.word_in(at + 1, "of") && is_size(at + 2);
        let ends = at + 1 == self.pieces.len() || self.is_mark(at + 1, ",;");
        let is_behind = ends && self.is_size_before(at) && !self.is_times(at - 1);
        if at == 0 || !(is_of || is_behind) {
            return None;
        }
        self.found.fill = Some(fill);
        Some(self.take(at, at + 1 + usize::from(is_of)))
    }

    /// `500g 2 + 1/2`, `1 & a half`: whole bottles and a part of one.
    pub(super) fn whole_and_part(&mut self, at: usize) -> Option<usize> {
        let whole = self
            .number(at)
            .filter(|_| at > 0 && !self.belongs_to_name(at))?;
        let is_joined = self.is_mark(at + 1, "+&") || self.word_in(at + 1, "and");
        unit::count(&whole).filter(|_| is_joined)?;
        let part_at = at + 2 + usize::from(self.word_in(at + 2, "a"));
        let part = if self.word_in(part_at, "half") {
            "1/2".to_owned()
        } else {
            self.part_at(part_at).and_then(|_| self.number(part_at))?
        };
        let mut behind = part_at + 1;
        behind += usize::from(self.word_in(behind, "full left"));
        if let Some(noun) = self.container_at(behind) {
            self.note_container_quietly(behind, noun);
            behind = noun + 1;
        }
        let is_held = self.is_size_before(at) || self.is_stuff_before(at);
        if !is_held || behind < self.pieces.len() && !self.is_mark(behind, ",;.") {
            return None;
        }
        let (number, each) = (format!("{whole} {part}"), None);
        let of = CountOf::Containers;
        self.found.counts.push(Count { number, each, of });
        Some(self.take(at, behind))
    }

    /// The fill that a part of one stands for: "3/4".
    pub(super) fn part_at(&self, at: usize) -> Option<Fill> {
        fill_of_part(&self.number(at)?)
    }

    /// Whether it is said there how full something is: "drum half full".
    pub(super) fn is_fill_at(&self, at: usize) -> bool {
        let words: Vec<String> = (at..at + 3).map_while(|at| self.fill_word(at)).collect();
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        fill_of(&words).is_some_and(|(_, count)| count > 1)
    }

    pub(super) fn note_container_quietly(&mut self, from: usize, noun: usize) {
        let fill = self.found.fill;
        self.note_container(from, noun);
        self.found.fill = fill;
    }

    /// A word or part-number as the words of fullness use it.
    pub(super) fn fill_word(&self, at: usize) -> Option<String> {
        let piece = self.piece(at)?;
        match piece.kind {
            Kind::Word => self.word(at),
            Kind::Number => Some(piece.text.clone()),
            _ => None,
        }
    }

    /// `exp 03/2025`, `received 12/03/2024`, a registry number, a day alone.
    pub(super) fn day(&mut self, at: usize) -> Option<usize> {
        let word = self.word(at)?;
        if token::is_cas(&word) {
            self.found.cas = Some(word);
            return Some(self.take(at, at + 1));
        }
        if date::is_day(&word) {
            self.note(&word);
            return Some(self.take(at, at + 1));
        }
        let expires = has("exp expiry expires expired bbe best use", &word);
        let received = has(
            "rec'd recd received rec bought purchased opened dated delivered",
            &word,
        );
        let made = has("made prepared prep'd", &word);
        if !(expires || received || made) {
            return None;
        }
        let mut from = at + 1;
        while self.word_in(from, "by before date on in") || self.is_mark(from, ":.-=") {
            from += 1;
        }
        let Some((day, behind)) = self.day_at(from) else {
            return self.month(at, from);
        };
        if expires {
            let written =
                &self.text[self.pieces[from].span.start..self.pieces[behind - 1].span.end];
            self.found.expiry = date::last_day(written);
        } else if received {
            self.found.received = Some(day);
        }
        let written =
            self.text[self.pieces[at].span.start..self.pieces[behind - 1].span.end].to_owned();
        self.note(&written);
        self.take(at, behind);
        Some(behind)
    }

    /// "made Sept": of which year is not said.
    fn month(&mut self, at: usize, from: usize) -> Option<usize> {
        if !self.word_in(from, MONTHS) {
            return None;
        }
        let written = self.text[self.pieces[at].span.start..self.pieces[from].span.end].to_owned();
        self.note(&written);
        Some(self.take(at, from + 1))
    }

    pub(super) fn day_at(&self, from: usize) -> Option<(NaiveDate, usize)> {
        (1..=3).rev().find_map(|count| {
            let first = self.piece(from)?;
            let last = self.piece(from + count - 1)?;
            let day = date::day(&self.text[first.span.start..last.span.end])?;
            Some((day, from + count))
        })
    }

    /// `~`, `approx`, `c.20`, `>10`, `?`.
    pub(super) fn about(&mut self, at: usize) -> Option<usize> {
        if self.is_mark(at, "?") {
            self.found.is_doubtful = true;
            return Some(self.take(at, at + 1));
        }
        // "poss. empty"
        if at > 0 && self.word_in(at, "poss possibly maybe prob probably") {
            self.found.is_doubtful = true;
            let dot = usize::from(self.is_mark(at + 1, "."));
            return Some(self.take(at, at + 1 + dot));
        }
        let before_number = self.is_mark(at, "~><\u{2248}")
            || self.word_in(
                at,
                "approx approximately about circa ca c roughly around over under nearly almost est",
            );
        let dot = usize::from(self.is_mark(at + 1, "."));
        // "beakers 12 approx", but "vitamin C 100g"
        let ends = self.word_in(at, "approx approximately about roughly est")
            && at + 1 + dot == self.pieces.len();
        let is_vitamin = self.piece(at).is_some_and(|piece| piece.text == "C") && dot == 0;
        if is_vitamin {
            return None;
        }
        if ends && at > 0 && (!self.found.sizes.is_empty() || self.number(at - 1).is_some()) {
            self.found.is_about = true;
            return Some(self.take(at, at + 1 + dot));
        }
        if before_number && self.count_number(at + 1 + dot).is_some() {
            self.found.is_about = true;
            return Some(self.take(at, at + 1 + dot));
        }
        let number = self.word(at)?.strip_prefix("c.")?.to_owned();
        unit::count(&number)?;
        self.found.is_about = true;
        let (each, of) = (None, CountOf::Pieces);
        self.found.counts.push(Count { number, each, of });
        Some(self.take(at, at + 1))
    }

    /// Words at the end that say how it is: "old", "unopened", "some".
    pub(super) fn notes_behind(&mut self) {
        let before = self.found.notes.len();
        for at in (1..self.pieces.len()).rev() {
            let is_sign = self.is_mark(at, ",;.-/&!") || self.is_sign_of_hazard(at);
            if self.used[at] || is_sign {
                continue;
            }
            let is_capitals = self.is_told_in_capitals(at);
            let is_tail =
                self.word_in(at, NOTE_TAIL) && !self.word_in(at, "set sets mixed assorted");
            // "not working", "v. toxic"
            let is_led = self.leads_to_note(at) && self.found.notes.len() > before;
            if !is_tail && !is_capitals && !is_led && !self.is_hazard(at) {
                break;
            }
            let from = self.part_of_condition(at).unwrap_or(at);
            let behind = at + 1 + usize::from(self.is_sign_of_hazard(at + 1));
            let (begin, end) = (&self.pieces[from].span, &self.pieces[behind - 1].span);
            let word = self.text[begin.start..end.end].to_owned();
            self.note(&word);
            self.take(from, behind);
        }
        // They were found from the end on.
        let mut words = self.found.notes.split_off(before);
        words.reverse();
        self.note(&words.join(" "));
    }

    /// "x1 top shelf", "10ml fridge": where it is, behind how much there is.
    pub(super) fn place_behind(&mut self) {
        let Some(last) = self.used.iter().rposition(|used| *used) else {
            return;
        };
        let behind = last + 1;
        let tail = &self.text[self.pieces[last].span.end..];
        let is_amount = !self.found.counts.is_empty() || !self.found.sizes.is_empty();
        if behind < self.pieces.len() && is_amount && place::named(tail).is_some() {
            let note = tail.trim_start_matches([' ', '-', ',']).to_owned();
            self.note(&note);
            self.take(behind, self.pieces.len());
        }
    }

    /// "x1 KEY WITH HOD", "DISPOSE!!" behind a name in small letters.
    fn is_told_in_capitals(&self, at: usize) -> bool {
        let Some(piece) = self.piece(at).filter(|piece| piece.kind == Kind::Word) else {
            return false;
        };
        let text = &piece.text;
        let is_capitals = text.len() > 2 && text.chars().all(char::is_uppercase);
        let is_name = self.text.chars().any(char::is_lowercase);
        let is_behind = self.used[..at].iter().any(|used| *used);
        let is_note = self.word_in(at, NOTE_WORDS) || self.word_in(at, "empty key");
        let is_told = text.len() > 3
            && is_behind
            && !self.found.counts.is_empty() | !self.found.sizes.is_empty();
        is_capitals && is_name && (is_note || is_told)
    }

    /// "mercury - SPILL KIT IN DRAWER": capitals behind small letters.
    fn is_shouted_from(&self, at: usize) -> bool {
        let Some(start) = self.pieces.get(at).map(|piece| piece.span.start) else {
            return false;
        };
        let (name, rest) = self.text.split_at(start);
        let letters = rest.chars().filter(|c| c.is_alphabetic()).count();
        letters > 5 && !rest.contains(char::is_lowercase) && name.contains(char::is_lowercase)
    }

    /// "torso - liver missing", "pig hearts - freezer": how it is, or where.
    fn is_said_behind(&self, dash: usize) -> bool {
        let last = self.pieces.len() - 1;
        let tail = &self.text[self.pieces[dash].span.end..];
        last > dash && self.word_in(last, "missing broken faulty damaged")
            || place::named(tail).is_some()
    }

    /// " - needs a new lamp"
    pub(super) fn note_behind_dash(&mut self) {
        let dash = (1..self.pieces.len()).find(|at| {
            self.is_mark(*at, "-")
                && !self.pieces[*at].glued
                && (self.word_in(at + 1, NOTE_STARTS)
                    || self.word_in(at + 1, NOTE_WORDS)
                    || self.is_said_behind(*at)
                    || self.is_shouted_from(at + 1))
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
