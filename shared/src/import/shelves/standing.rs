//! Where a column stands while it is read down.

use super::super::place::Place;
use crate::name::fold;

/// The headings that hold, each with its rank.
#[derive(Clone, Debug, Default)]
pub(super) struct Standing {
    path: Vec<(u8, String)>,
    /// How much of the path stands above the lowest row of headings at the top.
    above: usize,
    /// From where on it is a heading that no word tells: "Powders".
    block: Option<usize>,
    /// Where the last heading's places begin, where it stands among the things.
    begins: Option<usize>,
    /// Whether things stand below the last heading.
    has_things: bool,
    /// From where on the path is a block with things of its own, a room by its words: "Chemical store top".
    leaf: Option<usize>,
    /// The heading that is no place.
    pub(super) section: Option<String>,
}

impl Standing {
    pub(super) fn path(&self) -> &[(u8, String)] {
        &self.path
    }

    pub(super) fn places(&self) -> Vec<String> {
        self.path.iter().map(|(_, text)| text.clone()).collect()
    }

    /// A thing stands here.
    pub(super) fn hold(&mut self) {
        if !self.has_things {
            self.leaf = self.begins.or(self.leaf);
        }
        self.has_things = true;
    }

    /// What was entered last, of so many places, stands among the things.
    pub(super) fn stands_among_things(&mut self, places: usize) {
        self.begins = Some(self.path.len().saturating_sub(places));
    }

    /// What is entered by now stands above the lowest row of headings.
    pub(super) fn stands_above(&mut self) {
        self.above = self.path.len();
    }

    pub(super) fn enter(&mut self, place: Place) {
        let rank = place.rank();
        self.begins = None;
        if let Some(block) = self.block.filter(|_| self.has_things) {
            self.path.truncate(block);
        }
        // A shelf stays within its cupboard; the next cupboard replaces both.
        while self
            .path
            .last()
            .is_some_and(|(last, _)| *last >= rank && *last > 0)
        {
            self.path.pop();
        }
        self.push(place);
    }

    /// A sheet called "Lab 2" may say so again at its top.
    pub(super) fn push(&mut self, place: Place) {
        for (rank, text) in place.path {
            let is_said = |(_, said): &(u8, String)| fold(said) == fold(&text);
            if !self.path.last().is_some_and(is_said) {
                self.path.push((rank, text));
            }
        }
        self.section = None;
        self.block = self.block.filter(|block| *block + 1 < self.path.len());
        self.leaf = self.leaf.filter(|leaf| *leaf + 1 < self.path.len());
        self.has_things = false;
    }

    /// A heading that no word tells: beside the furniture that has things of its own, inside what has none.
    pub(super) fn enter_block(&mut self, heading: &str, keeps: usize) {
        match self.block {
            Some(block) => self.path.truncate(block),
            None if self.has_things => self.leave(),
            None => {}
        }
        let block = self.path.len().max(keeps);
        self.push(Place::block(heading));
        self.block = Some(block);
    }

    /// Another piece of furniture begins: the former is over, the room it stood in is not. A room with things of its own
    /// right below it is one block of several, which holds no furniture.
    pub(super) fn leave(&mut self) {
        if let Some(leaf) = self.leaf.take() {
            self.path.truncate(leaf);
        }
        self.path.retain(|(rank, _)| *rank < 2);
    }

    /// A piece of furniture in a room of its own begins.
    pub(super) fn leave_all(&mut self, keeps: usize) {
        self.path.truncate(keeps);
    }

    /// "Shelf 1 continued": all the path of the place that goes on.
    pub(super) fn go_on(&mut self, places: &[Vec<(u8, String)>]) {
        let name = |path: &[(u8, String)]| path.last().map(|(_, text)| fold(text));
        let here = name(&self.path);
        if let Some(path) = places.iter().rev().find(|path| name(path) == here) {
            self.path.clone_from(path);
        }
    }

    /// Under a new row of headings: what stands above the former ones stays, as far as it is larger.
    pub(super) fn restart(&mut self, place: Place, keeps: usize) {
        let rank = place.rank();
        self.path.truncate(self.above.max(keeps));
        while self.path.len() > keeps
            && self
                .path
                .last()
                .is_some_and(|(last, _)| *last >= rank && *last > 0 && rank > 0)
        {
            self.path.pop();
        }
        self.push(place);
    }
}
