//! A container that no number counts is one: `ethanol small bottle`, `croc clips (box)`.

use super::super::Sort;
use super::super::token::Kind;
use super::super::words::{has, is_chemical, singular_word, sort_of_words};
use super::lists::{ASSORTED, GASES, MATERIALS, ONE_CONTAINER};
use super::{Count, CountOf, Scanner};

impl Scanner<'_> {
    /// `ethanol small bottle`, `silver nitrate in brown bottle`, `HCl bottles 6`; of things that are counted where it stands apart:
    /// `bones - box of assorted`, `croc clips (box)`.
    pub(super) fn one_container(&mut self, at: usize) -> Option<usize> {
        let mut from = at + usize::from(self.word_in(at, "in"));
        from += usize::from(from > at && self.word_in(from, "a an"));
        if self.is_gas_holder(from) {
            self.note_container(from, from);
            self.is_one_container = true;
            self.is_counted_by_it = true;
            return Some(self.take(at, from + 1));
        }
        let noun = self.container_at(from)?;
        let is_one = self.word_in(noun, ONE_CONTAINER);
        let is_several = || {
            self.word(noun)
                .is_some_and(|word| has(ONE_CONTAINER, &singular_word(&word)))
        };
        if at == 0 || !(is_one || is_several()) {
            return None;
        }
        let is_of_it = self.is_stuff_before(at) && !self.is_compound_behind(noun);
        let behind = if is_of_it {
            noun + 1
        } else {
            self.behind_apart(at, noun)?
        };
        self.note_container(from, noun);
        self.is_one_container |= is_one;
        self.is_counted_by_it |= is_of_it;
        Some(self.take(at, behind))
    }

    /// `CO2 cylinder`, `butane refills`: what gases come in; other cylinders are glass.
    fn is_gas_holder(&self, at: usize) -> bool {
        let holds = self.word_in(at, "cylinder cylinders refill refills cartridge cartridges");
        holds
            && at
                .checked_sub(1)
                .is_some_and(|gas| self.word_in(gas, GASES))
    }

    /// `bag iron nails`: "of" is left out before a chemical.
    pub(super) fn bag_of(&mut self, at: usize) -> Option<usize> {
        let holds = self.word(at + 1).is_some_and(|word| is_chemical(&word));
        if at > 0 || !holds || !self.word_in(at, "bag box tub jar packet pkt bottle drum") {
            return None;
        }
        self.note_container(at, at);
        self.is_one_container = true;
        self.is_counted_by_it = true;
        Some(self.take(at, at + 1))
    }

    /// What a container would hold is named before it: "reagent bottle" and "copper can" are things themselves.
    pub(super) fn is_stuff_before(&self, at: usize) -> bool {
        let Some(start) = self.piece(at).map(|piece| piece.span.start) else {
            return false;
        };
        let before = &self.text[..start];
        let is_name = |word: &&str| word.len() > 1 && word.chars().all(char::is_alphabetic);
        let mut names = before.split(' ').filter(is_name);
        let first = names.next().unwrap_or_default().to_lowercase();
        let is_no_content = names.next().is_none() && has(MATERIALS, &first);
        let sort = sort_of_words(before);
        let is_wire = before.trim_end().to_lowercase().ends_with(" wire");
        let is_stuff = matches!(sort, Some(Sort::Chemical | Sort::Solution)) || is_wire;
        is_stuff && !is_no_content
    }

    /// "acetone can opener"
    fn is_compound_behind(&self, noun: usize) -> bool {
        let is_word = self
            .piece(noun + 1)
            .is_some_and(|piece| piece.kind == Kind::Word);
        let goes_on = self.is_times(noun + 1)
            || self.is_fill_at(noun + 1)
            || self.word_in(noun + 1, "in under with from on x full empty half part");
        is_word && !goes_on
    }

    /// Where a container that stands in brackets or behind a dash, with nothing else, ends.
    fn behind_apart(&self, at: usize, noun: usize) -> Option<usize> {
        let before = self.text[..self.pieces[at].span.start].trim_end();
        let mut behind = noun + 1;
        if self.word_in(behind, "of") {
            behind += 1;
            while self.word_in(behind, ASSORTED) {
                behind += 1;
            }
        }
        let after = self.text[self.pieces[behind - 1].span.end..].trim_start();
        let ends = after.is_empty() || after.starts_with([')', ']']);
        (before.ends_with(['(', '[', '-', ',']) && ends).then_some(behind)
    }

    /// Where nothing else counts them it is one; a number that does counts containers: "tubs of zinc 3".
    pub(super) fn count_one_container(&mut self) {
        if let [count] = self.found.counts.as_mut_slice()
            && self.is_counted_by_it
            && count.each.is_none()
        {
            count.of = CountOf::Containers;
        }
        let is_counted = self.found.sizes.iter().any(|size| size.times.is_some());
        if self.is_one_container && self.found.counts.is_empty() && !is_counted {
            let (number, each, of) = ("1".to_owned(), None, CountOf::Containers);
            self.found.counts.push(Count { number, each, of });
        }
    }
}
