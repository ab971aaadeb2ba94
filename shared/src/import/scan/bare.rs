//! Numbers and words of amount that no sign marks: `tripods 12`, `pH paper 10 books`, `skulls box`.

use super::super::Sort;
use super::super::token::Kind;
use super::super::unit;
use super::super::words::{has, is_by_length, is_material, is_vessel_size, sort_of_words};
use super::lists::{ALL_IN, NUMBERED, ONE_OF};
use super::{Count, CountOf, Scanner};

impl Scanner<'_> {
    /// `10 books`, `6 bundles`, `1 sheet`: words of no list, at the end.
    pub(super) fn loose_count(&mut self, at: usize) -> Option<usize> {
        if let Some(behind) = self.all_in(at) {
            return Some(behind);
        }
        let number = self.count_number(at)?;
        let before = self.word_before(at)?;
        let is_word =
            self.is_plural_at_end(at + 1) || (number == "1" && self.is_at_end(at + 1, ONE_OF));
        if !is_word || has(NUMBERED, &before) {
            return None;
        }
        // "heart 2 models" counts models, and so do bundles.
        let word = self.word(at + 1)?;
        self.note(&word);
        let (each, of) = (None, CountOf::Containers);
        self.found.counts.push(Count { number, each, of });
        Some(self.take(at, at + 2))
    }

    /// `skulls box`, `resistors assorted pack`: a plural, and what holds all of them.
    fn all_in(&mut self, at: usize) -> Option<usize> {
        let ends = at + 1 == self.pieces.len() || self.is_mark(at + 1, ",");
        if !ends || !self.word_in(at, ALL_IN) {
            return None;
        }
        let assorted = "assorted mixed various small large";
        let of = (1..=at).rev().find(|at| !self.word_in(at - 1, assorted))?;
        let before = self.word_before(of)?;
        if before.len() <= 3 || !before.ends_with('s') || before.ends_with("ss") {
            return None;
        }
        self.note_container(at, at);
        let (number, each, of) = ("1".to_owned(), None, CountOf::Containers);
        self.found.counts.push(Count { number, each, of });
        Some(self.take(at, at + 1))
    }

    fn is_at_end(&self, at: usize, list: &str) -> bool {
        at + 1 == self.pieces.len() && self.word_in(at, list)
    }

    /// A plural that is no unit, as the last word.
    pub(super) fn is_plural_at_end(&self, at: usize) -> bool {
        let is_plural = self
            .word(at)
            .is_some_and(|word| word.len() > 3 && word.ends_with('s') && unit::of(&word).is_none());
        is_plural && at + 1 == self.pieces.len()
    }

    /// The word before a place, over a dash; a range is one that says nothing.
    fn word_before(&self, at: usize) -> Option<String> {
        let before = self.over_dash(at)?;
        match self.piece(before)?.kind {
            Kind::Word => self.word(before),
            Kind::Span => Some(String::new()),
            // "test tubes 150 x 19 4 racks"
            Kind::Number if self.used[before] => Some(String::new()),
            _ => None,
        }
    }

    /// A number alone before or behind the name counts it.
    pub(super) fn bare_numbers(&mut self) {
        let unused: Vec<usize> = (0..self.pieces.len())
            .filter(|at| !self.used[*at] && !self.is_mark(*at, "+.,;:-"))
            .collect();
        let is_number = |at: usize| {
            matches!(self.pieces[at].kind, Kind::Number | Kind::Span) && !self.pieces[at].fixed
        };
        // "600T", "3.5-0-3.5"
        let is_joined = |at: usize| {
            let next = self.pieces.get(at + 1);
            next.is_some_and(|next| {
                // What stands in a bracket behind it is not.
                let is_against = next.span.start == self.pieces[at].span.end;
                is_against && (next.kind == Kind::Word || "-/".contains(&next.text))
            })
        };
        let (Some(first), Some(last)) = (unused.first().copied(), unused.last().copied()) else {
            return;
        };
        // "14 5kV supplies", "14 tripods"
        let before_name = self.pieces.get(first + 1).is_some_and(|piece| {
            let is_word = piece.kind == Kind::Word && !piece.glued && !self.used[first + 1];
            let is_number = piece.kind == Kind::Number && self.used[first + 1];
            is_word || is_number || self.is_named_number(first + 1)
        });
        let at = if is_number(last) && !self.belongs_to_name(last) && !is_joined(last) {
            last
        } else if is_number(first) && before_name {
            first
        } else if let Some(middle) = self.behind_the_thing() {
            middle
        } else {
            if self.counts_sorts_of_it() {
                self.found.unclear = Some(self.text.to_owned());
            }
            return;
        };
        // What is counted already, or measured, has no second count: "ether 60-80 2.5L".
        let is_counted = |of: CountOf| self.found.counts.iter().any(|count| count.of == of);
        let is_span = self.pieces[at].kind == Kind::Span;
        let is_told = !self.found.counts.is_empty() || !self.found.sizes.is_empty();
        if is_counted(CountOf::Pieces) || (is_span && is_told) {
            return;
        }
        let is_year = self
            .number(at)
            .is_some_and(|n| n.len() == 4 && matches!(n.parse(), Ok(1950..=2040)));
        let is_880 = self
            .number(at)
            .is_some_and(|n| ["880", "0.880", ".880", "0.88", ".88"].contains(&n.as_str()));
        let before_size = self
            .found
            .sizes
            .iter()
            .any(|size| size.span.start == self.pieces[at].span.end + 1);
        if is_year && is_told && at + 1 == self.pieces.len() {
            let year = self.pieces[at].text.clone();
            self.note(&year);
            self.take(at, at + 1);
            return;
        }
        if is_year || is_880 || (before_size && at > 0) {
            return;
        }
        // "LEDs red 50 green 50", "Fehlings 1 + 2": which of them counts?
        let is_other = |other: usize| {
            let belongs = self.belongs_to_name(other);
            let is_lone = self.pieces[other].kind == Kind::Number && !is_joined(other);
            let is_size = self.is_size_of_vessel(other) && !self.is_size_of_vessel(at);
            let is_said = is_lone && !belongs && !is_size;
            other != at && is_number(other) && is_said && !self.pieces[other].glued
        };
        if unused.iter().any(|other| is_other(*other)) {
            let written = self.text.to_owned();
            self.found.unclear = Some(written);
            return;
        }
        if let Some(number) = self.count_number(at) {
            // "zinc 500g Smith 2": too far from what it would count.
            let is_apart = at > 0
                && self.is_size_before(at)
                && !self.used[at - 1]
                && self.pieces[at - 1].kind == Kind::Word;
            let of = if is_apart {
                CountOf::Apart
            } else {
                CountOf::Bare
            };
            let each = None;
            self.found.counts.push(Count { number, each, of });
            let dash = usize::from(at > 1 && self.is_mark(at - 1, "-"));
            self.take(at - dash, at + 1);
        }
    }

    /// `741 op amps (12)`, `leads red (20) black (18)`: alone in brackets a number counts things.
    pub(super) fn bracketed_count(&mut self, at: usize) -> Option<usize> {
        let number = self.number(at).filter(|_| at > 0)?;
        let whole = unit::count(&number)?;
        let span = self.pieces[at].span.clone();
        let is_alone = self.text[..span.start].trim_end().ends_with('(')
            && self.text[span.end..].trim_start().starts_with(')');
        let is_year = (1900..2100).contains(&whole);
        if !is_alone || is_year || self.is_size_of_vessel(at) || self.is_stuff_before(at) {
            return None;
        }
        let (each, of) = (None, CountOf::Pieces);
        self.found.counts.push(Count { number, each, of });
        Some(self.take(at, at + 1))
    }

    /// "beakers 250": a number that is as likely the size of such a vessel.
    fn is_size_of_vessel(&self, at: usize) -> bool {
        self.number(at)
            .is_some_and(|number| is_vessel_size(self.text, &number))
    }

    /// Where the word before a number stands, over a dash: "oscilloscopes - 3 (Hameg)".
    fn noun_before(&self, at: usize) -> Option<usize> {
        let noun = self.over_dash(at)?;
        self.word(noun).map(|_| noun)
    }

    fn over_dash(&self, at: usize) -> Option<usize> {
        let dashed = at > 1 && self.is_mark(at - 1, "-,");
        at.checked_sub(if dashed { 2 } else { 1 })
    }

    /// Whether what stands before a number needs it: "pH 7", "Mark 2".
    pub(super) fn belongs_to_name(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1).filter(|before| !self.used[*before]) else {
            return false;
        };
        let needs = self.word_in(before, NUMBERED) && !self.counts_an_instrument(at);
        // "Fehlings 1 + 2"
        let is_with_another = self.is_mark(before, "+")
            && before
                .checked_sub(1)
                .is_some_and(|other| self.number(other).is_some() && self.belongs_to_name(other));
        // "Sudan no. 3"; of equipment "no. 3" may be how many.
        let needs = needs || self.is_behind_no(at) && self.is_stuff_before(at);
        needs || is_with_another || self.is_isotope(at) || self.is_mark(before, "#/&")
    }

    /// "torso model 2", "Bourdon gauge 1" count them; "wire gauge 28" and "model 1000" do not.
    pub(super) fn counts_an_instrument(&self, at: usize) -> bool {
        let is_few = self
            .number(at)
            .and_then(|number| unit::count(&number))
            .is_some_and(|number| number <= 12);
        let Some(noun) = at.checked_sub(1).filter(|noun| *noun > 0 && is_few) else {
            return false;
        };
        let before = &self.text[..self.pieces[noun].span.start];
        self.word_in(noun, "model gauge") && !is_by_length(before)
    }

    /// "Am 241", "cobalt 60"
    pub(super) fn is_isotope(&self, at: usize) -> bool {
        const ISOTOPES: [(&str, &str); 7] = [
            ("241", "am americium"),
            ("60", "co cobalt"),
            ("90", "sr strontium"),
            ("137", "cs caesium cesium"),
            ("226", "ra radium"),
            ("238", "u uranium pu plutonium"),
            ("232", "th thorium"),
        ];
        let number = self.number(at);
        ISOTOPES.iter().any(|(mass, names)| {
            at > 0 && number.as_deref() == Some(mass) && self.word_in(at - 1, names)
        })
    }

    /// The one number that stands behind equipment and before what is said of it: "multimeters 20 (digital)",
    /// "gas jars 10 + lids", "gauzes 40 new".
    fn behind_the_thing(&self) -> Option<usize> {
        let [(noun, at)] = self.behind_nouns()?[..] else {
            return None;
        };
        let next = self.pieces.get(at + 1)?;
        // "calorimeters copper 12 with lids"
        let word = self.word(noun)?;
        let is_made_of = is_material(&word)
            && noun
                .checked_sub(1)
                .and_then(|at| self.word(at))
                .is_some_and(|word| word.ends_with('s'));
        let is_plural = word.ends_with('s') || is_made_of || self.number(at)? == "1";
        let ends = match next.kind {
            Kind::Open => true,
            Kind::Mark => "+-,&".contains(&next.text) && !next.glued,
            Kind::Word => is_plural && !next.glued && self.measure(at + 1).is_none(),
            _ => false,
        };
        // "pressure cooker 2 (seal perished)": what no list knows is counted before a bracket alone.
        let is_unknown = next.kind == Kind::Open && self.sort_up_to(noun).is_none();
        (ends && (is_unknown || self.is_thing_up_to(noun))).then_some(at)
    }

    /// "filter funnels 20 glass 15 plastic"
    fn counts_sorts_of_it(&self) -> bool {
        let nouns = self.behind_nouns().unwrap_or_default();
        nouns.len() > 1 && self.found.counts.is_empty() && self.is_thing_up_to(nouns[0].0)
    }

    /// The numbers that nothing explains, each with the word before it; none when one belongs to the name.
    fn behind_nouns(&self) -> Option<Vec<(usize, usize)>> {
        (1..self.pieces.len())
            .filter(|at| !self.used[*at] && self.number(*at).is_some())
            .map(|at| {
                let noun = self.noun_before(at)?;
                (!self.belongs_to_name(at)).then_some((noun, at))
            })
            .collect()
    }

    fn is_thing_up_to(&self, noun: usize) -> bool {
        let thing = self.sort_up_to(noun);
        matches!(thing, Some(Sort::Equipment | Sort::Consumable))
    }

    fn sort_up_to(&self, noun: usize) -> Option<Sort> {
        sort_of_words(&self.text[..self.pieces[noun].span.end])
    }
}
