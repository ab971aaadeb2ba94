//! What is said of some of them, and what is said instead of a number.

use super::super::token::Kind;
use super::super::unit;
use super::super::words::has;
use super::fill::fill_of;
use super::lists::{
    ABOUT, ABOUT_THE_LIST, CONDITIONS, NONE_LEFT, NOTE_BEHIND, NOTE_HERE, NOTE_TAIL, REMARKS, VAGUE,
};
use super::{Count, CountOf, Scanner};

impl Scanner<'_> {
    /// `see tray 4`, `ask Dave`, `CHECK ANNUALLY`: from here on it is a note.
    pub(super) fn note_from_here(&mut self, at: usize) -> Option<usize> {
        let begins = self.word_in(at, NOTE_HERE)
            || (self.word_in(at, "order") && self.word_in(at + 1, "more new another soon asap"))
            || (self.word_in(at, "missing") && at + 1 < self.pieces.len())
            || (self.word_in(at, "do") && self.word_in(at + 1, "not"))
            || (self.word_in(at, "no") && self.word_in(at + 1, "longer"))
            || (self.word_in(at, "pat")
                && (self.word_in(at + 1, "tested test due") || self.number(at + 1).is_some()));
        // "sodium in oil 100g", but "100g in the fridge".
        let is_told = at > 0
            && self
                .found
                .taken
                .iter()
                .any(|span| span.end <= self.pieces[at].span.start)
            || self
                .found
                .sizes
                .iter()
                .any(|size| size.span.end <= self.pieces[at].span.start);
        let leads = self.word_in(at, NOTE_BEHIND)
            && is_told
            && self.phrase(at, &NONE_LEFT).is_none()
            && (at + 1..self.pieces.len()).all(|at| self.number(at).is_none());
        if !(leads || begins && at > 0 || at == 0 && self.is_about_the_list()) {
            return None;
        }
        let note = self.text[self.pieces[at].span.start..].to_owned();
        // The bracket that it stands in closes behind it.
        let note = if note.contains('(') {
            &note
        } else {
            note.trim_end_matches(')')
        };
        self.note(note);
        Some(self.take(at, self.pieces.len()))
    }

    /// `ask Dave`, `CHECK ANNUALLY`, `Updated 12/3/22 JB`: nothing is named.
    fn is_about_the_list(&self) -> bool {
        // "Total: 45", "TOTAL", "total items 189"
        let is_total = self.word_in(0, "total totals subtotal")
            && (1..self.pieces.len()).all(|at| {
                self.word(at).is_none() || self.word_in(at, "items things no number of cost")
            });
        let often =
            "annually yearly termly monthly weekly daily regularly stock dates date expiry with";
        let is_said_alone = self.word_in(0, "ordered ditto") && self.word(1).is_none();
        let is_of_another = self.word_in(0, "as on") && self.word_in(1, "above before below order");
        self.word_in(0, "see ask")
            || is_of_another
            || self.word_in(0, ABOUT_THE_LIST)
            || is_total
            || is_said_alone
            || (self.word_in(0, "check order")
                && (self.word_in(1, often) || self.word_in(1, "more new")))
            || (self.word_in(0, "last stock next")
                && (self.word_in(1, ABOUT_THE_LIST) || self.word_in(1, "check take taken")))
    }

    /// `- 2 no fuse`, `(3 need batteries)`: what some of them have, to the end.
    pub(super) fn some_of_them_have(&mut self, at: usize) -> Option<usize> {
        let dash = usize::from(self.is_mark(at, "-,"));
        let number = self.number(at + dash)?;
        let has = "need needs no not without have missing want are";
        if at == 0 || !self.word_in(at + dash + 1, has) || self.word(at + dash + 2).is_none() {
            return None;
        }
        // "ray boxes 10 no leads": all of them.
        let is_behind =
            dash == 0 && at > 0 && self.word(at - 1).is_some_and(|word| word.ends_with('s'));
        let is_in_brackets = self.text[..self.pieces[at].span.start]
            .trim_end()
            .ends_with('(');
        let is_all = is_behind && !is_in_brackets && self.found.counts.is_empty();
        if is_all {
            let (each, of) = (None, CountOf::Pieces);
            self.found.counts.push(Count { number, each, of });
        }
        let told = at + dash + usize::from(is_all);
        let note = self.text[self.pieces[told].span.start..].to_owned();
        self.note(&note);
        Some(self.take(at, self.pieces.len()))
    }

    /// `50ish`, `20-ish`, `20 or so`: about so many.
    pub(super) fn about_so_many(&mut self, at: usize) -> Option<usize> {
        let number = self.number(at)?;
        let is_or_so = self.word_in(at + 1, "or") && self.word_in(at + 2, "so");
        let more = usize::from(self.is_mark(at + 1, "-") || is_or_so);
        if !is_or_so && !self.word_in(at + 1 + more, ABOUT) {
            return None;
        }
        self.found.is_about = true;
        let (each, of) = (None, CountOf::Pieces);
        self.found.counts.push(Count { number, each, of });
        Some(self.take(at, at + 2 + more))
    }

    /// `(2 broken)`, `+ 5 broken`: some of those that were counted. `+ 3 spare` are more of them.
    pub(super) fn some_of_them(&mut self, at: usize) -> Option<usize> {
        // "glass 10 - 2 chipped", but "tripods - 12 old".
        let is_less = self.is_mark(at, "-") && at > 0 && self.number(at - 1).is_some();
        let plus = usize::from(is_less || self.is_mark(at, "+&,"));
        let from = at + plus;
        let number = self.number(from)?;
        // "stopclocks 12 old" are twelve; "tripods (4 broken)" are more than four.
        let is_inside = self.text[..self.pieces[from].span.start]
            .trim_end()
            .ends_with('(');
        let words = if self.word_in(from + 1, "not") && self.word_in(from + 2, "working") {
            2
        } else {
            let is_condition = self.word_in(from + 1, CONDITIONS);
            usize::from(is_condition || is_inside && self.is_state_of_some(at, from + 1))
        };
        let behind = from + 1 + words;
        if words == 0
            || self
                .piece(behind)
                .is_some_and(|next| next.kind == Kind::Word)
        {
            return None;
        }
        let written =
            self.text[self.pieces[from].span.start..self.pieces[behind - 1].span.end].to_owned();
        self.note(&written);
        let mut first = at;
        let mut counted = Vec::new();
        let is_all = self.found.counts.is_empty()
            && at > 0
            && plus == 0
            && !is_inside
            && self.number(at - 1).is_none();
        if is_all || plus > 0 && self.word_in(from + 1, "spare spares") {
            counted.push(number);
        }
        // "20 + 5 broken": the number before is the count, though nothing says so.
        if let Some(before) = at
            .checked_sub(1)
            .filter(|before| plus > 0 && !self.used[*before])
            && let Some(number) = self.number(before)
        {
            counted.push(number);
            first = before;
        }
        for number in counted {
            let (each, of) = (None, CountOf::Pieces);
            self.found.counts.push(Count { number, each, of });
        }
        Some(self.take(first, behind))
    }

    /// "tripods 12 (2 new)": a word that may be said of all of them, behind how many there are.
    fn is_state_of_some(&self, at: usize, word: usize) -> bool {
        let is_counted = !self.found.counts.is_empty() || at > 0 && self.number(at - 1).is_some();
        let is_state = self.word_in(word, NOTE_TAIL) && !self.word_in(word, "set sets boxes");
        is_counted && is_state && !self.is_stuff_before(at)
    }

    /// `1 full 1 half full`, `2 unopened`: so many containers in such a state.
    pub(super) fn each_so_full(&mut self, at: usize) -> Option<usize> {
        let said = self
            .number(at)
            .or_else(|| has("one two three", &self.word(at)?).then(|| self.word(at))?);
        let number = said.filter(|_| !self.is_isotope(at))?;
        let words: Vec<String> = (at + 1..at + 4)
            .map_while(|at| self.fill_word(at))
            .collect();
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let count = match fill_of(&words) {
            Some((_, count)) => count,
            None if self.word_in(at + 1, "open opened unopened sealed part") => 1,
            None if self.word_in(at + 1, "new") && self.is_stuff_before(at) => 1,
            None => return None,
        };
        let behind = at + 1 + count;
        if self
            .piece(behind)
            .is_some_and(|next| next.kind == Kind::Word)
        {
            return None;
        }
        let written =
            self.text[self.pieces[at].span.start..self.pieces[behind - 1].span.end].to_owned();
        // "1 (half full)"
        let closing = if written.contains('(') { ")" } else { "" };
        self.note(&format!("{written}{closing}"));
        let first = self.take_all_before(at, &number).unwrap_or(at);
        let (each, of) = (None, CountOf::Containers);
        // Of bottles that are counted, or whose sizes are said, this is no second count: "2 tubs, 1 half empty".
        let is_counted = !self.found.counts.is_empty() && !self.is_by_fullness;
        let is_sized = self.found.sizes.iter().any(|size| size.times.is_some());
        if !is_counted && !is_sized && number.starts_with(|c: char| c.is_ascii_digit()) {
            self.is_by_fullness = true;
            self.found.counts.push(Count { number, each, of });
        }
        self.found.is_about = true;
        Some(self.take(first, behind))
    }

    /// `3 (1 opened)`, `3 - 1 opened`, `3 incl. 1 opened`: how many there are of which some are so; where that stands.
    fn take_all_before(&mut self, at: usize, some: &str) -> Option<usize> {
        let joins =
            |at: usize| self.is_mark(at, "-,.") || self.word_in(at, "of which inc incl including");
        let all = (0..at).rev().find(|at| !joins(*at))?;
        let number = self.number(all).filter(|_| !self.used[all])?;
        // "1 2 opened": two are none of one.
        let is_more = unit::count(&number)? >= unit::count(some).unwrap_or(1);
        if !is_more || self.belongs_to_name(all) {
            return None;
        }
        let (each, of) = (None, CountOf::Bare);
        self.found.counts.push(Count { number, each, of });
        Some(all)
    }

    /// How many words of a phrase stand there, of the first that does.
    fn phrase(&self, at: usize, phrases: &[&str]) -> Option<usize> {
        phrases.iter().find_map(|phrase| {
            let mut words = phrase.split(' ').zip(at..);
            let says = words.all(|(word, at)| self.word(at).as_deref() == Some(word));
            says.then(|| phrase.split(' ').count())
        })
    }

    /// `caked`, `no label`, `gone hard`: how it is. `none left`, `GONE`: nothing is.
    pub(super) fn remark(&mut self, at: usize) -> Option<usize> {
        let remark = self.phrase(at, &REMARKS);
        // "500g zero", but "absolute zero"
        let is_zero = self.word_in(at, "zero") && self.is_size_before(at);
        let words = remark
            .or_else(|| self.phrase(at, &NONE_LEFT))
            .or_else(|| is_zero.then_some(1))?;
        let is_none = remark.is_none();
        let behind = at + words;
        let goes_on = self
            .piece(behind)
            .is_some_and(|next| next.kind == Kind::Word && !self.is_times(behind));
        // "drill bit", "wet cell"
        let is_noun = !is_none && words == 1 && !self.is_stuff_before(at);
        if goes_on || is_noun || at == 0 && behind < self.pieces.len() {
            return None;
        }
        self.found.is_none |= is_none;
        Some(self.take_as_note(at, behind))
    }

    /// `a few`, `small amount`, `lots`: no number at all.
    pub(super) fn vague(&mut self, at: usize) -> Option<usize> {
        let words = self.phrase(at, &VAGUE)?;
        if at == 0 && self.pieces.len() > words && !self.word_in(0, "a") {
            return None;
        }
        // "bin bags - several rolls"
        let words = match self.container_at(at + words) {
            Some(noun) => noun + 1 - at,
            None => words,
        };
        let note =
            self.text[self.pieces[at].span.start..self.pieces[at + words - 1].span.end].to_owned();
        self.note(&note);
        Some(self.take(at, at + words))
    }
}
