//! What an item is: of which kind, said in words and found as an import finds it.

use leptos::prelude::*;
use shared::{
    form::{Problem, Problems},
    kind::{Kind, KindId},
};
use stocklist::{meanings, suggestions};
use store::{
    item::{Becomes, Item},
    kind::describe,
};

use crate::{
    parts::{Checkbox, Choice, RadioGroup, TextInput},
    web::Kept,
};

/// What the form says of the kind.
pub(super) struct Said<'a> {
    /// Its name, in words.
    pub(super) is: &'a str,
    /// The id that was chosen.
    pub(super) kind: &'a str,
    /// The words that it was chosen for.
    pub(super) kind_of: &'a str,
    /// Whether it is a kind of the school's own.
    pub(super) is_own: bool,
}

impl Said<'_> {
    /// What the item is from now on; none where it stays what it is.
    pub(super) fn becomes(&self, problems: &mut Problems, now: &Item) -> Option<Becomes> {
        if self.is_own {
            return Some(Becomes::Own);
        }
        if self.is.is_empty() || self.is == taken_for(now) {
            return None;
        }
        if self.kind_of == self.is && !self.kind.is_empty() {
            let chosen = KindId::parse(self.kind).ok();
            let known = chosen.filter(|kind| describe(kind).is_some());
            let known = known.ok_or(Problem::NotAChoice);
            return problems.take("kind", known).map(Becomes::Known);
        }
        let meant = meanings(self.is);
        let sure = meant.kinds.first().filter(|_| meant.is_sure);
        if let Some(sure) = sure {
            let counted_alike = if sure.unit == now.unit() {
                Ok(sure.id.clone())
            } else {
                Err(Problem::OtherUnit)
            };
            return problems.take("is", counted_alike).map(Becomes::Known);
        }
        let (alike, others) = offered(self.is, now);
        match (alike.is_empty(), others.is_empty()) {
            (false, _) => problems.add("kind", Problem::NotAChoice),
            (true, false) => problems.add("is", Problem::OtherUnit),
            (true, true) => problems.add("is", Problem::NotAKind),
        }
        None
    }
}

/// What an item is taken for; nothing where it is a kind of the school's own.
fn taken_for(item: &Item) -> String {
    describe(&item.kind).map_or_else(String::new, |kind| kind.name)
}

/// What words may mean: that which is counted as the item is, and the rest.
fn offered(words: &str, item: &Item) -> (Vec<Kind>, Vec<Kind>) {
    let offered = suggestions(words).into_iter();
    offered.partition(|kind| kind.unit == item.unit())
}

/// The fields.
pub(super) fn what_it_is(kept: &Kept, item: &Item) -> AnyView {
    let taken_for = taken_for(item);
    let hint = if taken_for.is_empty() {
        "It is a kind of your own: only your own orders and practicals ask for it, and no hazards are known. Say a substance with its strength, or a thing, by any name it goes by."
    } else {
        "What orders, hazards and labels take it for: a substance with its strength, or a thing, by any name it goes by."
    };
    let is = kept.value("is", taken_for.clone());
    // What was chosen stays, whatever else is wrong.
    let is_chosen = !kept.value("kind", "").is_empty() && kept.value("kind_of", "") == is;
    let error = kept.error("kind");
    let which = (is_chosen || error.is_some()).then(|| {
        let (alike, _) = offered(&is, item);
        let options: Vec<Choice> = alike
            .into_iter()
            .map(|kind| Choice::new(kind.id.as_str(), kind.name))
            .collect();
        view! {
            <input type="hidden" name="kind_of" value=is.clone()/>
            <RadioGroup name="kind" label="Which of these is it?" options value=kept.value("kind", "") error/>
        }
    });
    let own = (!taken_for.is_empty() || kept.is_kept()).then(|| {
        let checked = kept.ticked("own", false);
        view! { <Checkbox name="own" label="It is none of what is known, but a kind of our own" checked/> }
    });
    view! {
        <TextInput name="is" label="What it is" value=is hint error=kept.error("is") autocomplete="off"/>
        {which}
        {own}
    }
    .into_any()
}
