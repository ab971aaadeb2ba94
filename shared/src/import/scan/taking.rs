//! Taking what a rule has read: it is no part of the name, and may be a note.

use super::super::Fill;
use super::super::token::Kind;
use super::super::words::has;
use super::Scanner;

impl Scanner<'_> {
    pub(super) fn take(&mut self, from: usize, behind: usize) -> usize {
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

    /// Takes a text that says no amount.
    pub(super) fn take_as_note(&mut self, at: usize, behind: usize) -> usize {
        let last = self.pieces[behind - 1].span.end;
        let note = self.text[self.pieces[at].span.start..last].to_owned();
        self.note(&note);
        for at in at..behind {
            self.used[at] = true;
            self.found.taken.push(self.pieces[at].span.clone());
        }
        behind
    }

    pub(super) fn note(&mut self, note: &str) {
        // Of a bracket that began before it, or ends behind it, it says nothing.
        let note = if note.contains('(') {
            note
        } else {
            note.trim_end_matches(')')
        };
        let note = note.trim();
        if !note.is_empty() {
            self.found.notes.push(note.to_owned());
        }
    }

    /// Notes the adjectives and the word of a container, unless it says nothing.
    pub(super) fn note_container(&mut self, from: usize, noun: usize) {
        let words: Vec<String> = (from..=noun).filter_map(|at| self.word(at)).collect();
        self.found.container = words.last().cloned();
        if words.first().is_some_and(|word| word == "full") {
            self.found.fill = Some(Fill::Full);
        } else if words.first().is_some_and(|word| word == "half") {
            self.found.fill = Some(Fill::Half);
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
    pub(super) fn skip_of(&self, at: usize) -> usize {
        if self.word_in(at, "of") { at + 1 } else { at }
    }
}
