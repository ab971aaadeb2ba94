//! What names mean: one question for each distinct name, however many cells bear it.

use std::collections::BTreeSet;

use leptos::prelude::*;
use reference::substance::{LIKELY, SURE};
use serde::Deserialize;
use stocklist::plan::{Answer, Offer, Planned, Said};

use super::{
    rows::{cell, nothing, pager, percent},
    show::Show,
    upload::Looked,
};
use crate::parts::{Button, DataTable, Tone};

/// Names to a page.
const PAGE: usize = 200;

/// From this confidence the first offer is chosen at first; below it is one to choose.
const CHOSEN: f32 = 0.9;

/// What the form around what is shown sends: the keys of names and what each is, the keys of lines and those of them
/// that are left out, and whether a list that was imported before is to come in again.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct ChoicesSent {
    key: Vec<String>,
    is: Vec<String>,
    line: Vec<String>,
    out: Vec<String>,
    pub(super) again: String,
}

/// The choice to leave a name as it is.
const KEEP: &str = "keep";

impl ChoicesSent {
    /// Notes the choices, and says how many they are; nothing where there are none. What is no answer is left open.
    pub(super) fn choose(&self, said: &mut Said) -> Option<String> {
        for line in &self.line {
            said.out.remove(line);
        }
        said.out.extend(self.out.iter().cloned());
        let count = self.answer(said);
        match (self.line.len(), count) {
            (0, 0) => None,
            (0, 1) => Some("Decided for one name.".to_owned()),
            (0, count) => Some(format!("Decided for {count} names.")),
            _ => Some(match self.out.len() {
                0 => "Nothing of these is left out.".to_owned(),
                1 => "One line is left out.".to_owned(),
                out => format!("{out} lines are left out."),
            }),
        }
    }

    fn answer(&self, said: &mut Said) -> usize {
        let mut count = 0;
        for (key, is) in self.key.iter().zip(&self.is) {
            let answer = match is.as_str() {
                KEEP => Some(Answer::Keep),
                id => id.parse().ok().map(Answer::Is),
            };
            if let Some(answer) = answer {
                said.answers.insert(key.clone(), answer);
                count += 1;
            }
        }
        count
    }
}

/// How many names are nothing that is known here.
pub(super) fn new_names(things: &[Planned]) -> usize {
    let unknown = things.iter().filter(|thing| thing.offer.is_none());
    let names: BTreeSet<String> = unknown
        .map(|thing| shared::name::fold(&thing.line.name))
        .collect();
    names.len()
}

/// The names that are open, or those that are settled.
#[component]
pub(super) fn Names(looked: Looked) -> impl IntoView {
    let Looked {
        id,
        grid,
        said,
        planning,
        show,
        after,
        ..
    } = looked;
    let wanted = show == Show::Ask;
    let offers = planning.offers();
    let all: Vec<_> = offers
        .into_iter()
        .filter(|(_, offer, _)| offer.is_open(&said) == wanted)
        .collect();
    if all.is_empty() {
        return nothing(if wanted {
            "Nothing to decide"
        } else {
            "No name is known here"
        });
    }
    let rows = all
        .iter()
        .skip(after)
        .take(PAGE)
        .map(|(thing, offer, count)| row(thing, offer, *count, cell(&grid, thing.at), &said))
        .collect_view();
    let (button, words) = if wanted {
        (
            "Keep these choices",
            "The likely ones are chosen, the others stay as written. Look through them, then keep them.",
        )
    } else {
        (
            "Change these",
            "Taken since they are sure, or since you said so.",
        )
    };
    view! {
        <section class="card flush">
            <DataTable label="What names mean" class="import stacked">
                <thead>
                    <tr>
                        <th scope="col">"Cell"</th>
                        <th scope="col">"Written"</th>
                        <th scope="col">"Offered"</th>
                        <th scope="col">"Is"</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </DataTable>
            {keeping(button, words)}
            {pager(all.len(), after, |after| show.href(id, after))}
        </section>
    }
    .into_any()
}

/// The button under choices, and what pressing it does.
pub(super) fn keeping(button: &'static str, words: &'static str) -> AnyView {
    view! {
        <div class="import-keep">
            <Button tone=Tone::Plain>{button}</Button>
            <span class="small quiet">{words}</span>
        </div>
    }
    .into_any()
}

fn row(thing: &Planned, offer: &Offer, count: usize, cell: String, said: &Said) -> AnyView {
    let taken = offer.taken(said).map(|taken| taken.id.clone());
    let is_kept = said.answers.get(&offer.key) == Some(&Answer::Keep);
    // What is less than likely is a suggestion, not a choice.
    let is_chosen = offer.confidence >= CHOSEN;
    let chosen = taken.or_else(|| {
        let first = offer.candidates.first();
        let first = first.filter(|_| is_chosen && !is_kept);
        first.map(|first| first.id.clone())
    });
    let options = offer
        .candidates
        .iter()
        .map(|candidate| {
            let is_chosen = chosen.as_ref() == Some(&candidate.id);
            view! { <option value=candidate.id.to_string() selected=is_chosen>{candidate.name.clone()}</option> }
        })
        .collect_view();
    let sure = match offer.confidence {
        sure if sure >= SURE && offer.is_sure => "sure",
        likely if likely >= LIKELY => "likely",
        _ => "unsure",
    };
    let more = (count > 1).then(|| format!(" and {} more", count - 1));
    // The name may be sure while something else is still to be said: then that is what is asked.
    let words = if offer.confidence >= SURE && !offer.is_sure {
        offer.why.clone()
    } else {
        format!("{} · {}", percent(offer.confidence), offer.why)
    };
    let label = format!("What “{}” is", thing.line.name);
    let class = if offer.is_open(said) {
        "row-ask"
    } else {
        "row-match"
    };
    view! {
        <tr class=class>
            <td class="import-cell" data-label="Cell"><span class="code">{cell}</span>{more}</td>
            <th scope="row"><span class="read-from">{thing.line.name.clone()}</span></th>
            <td data-label="Offered"><span class=format!("{sure} wrap")>{words}</span></td>
            <td class="import-is">
                <input type="hidden" name="key" value=offer.key.clone()/>
                <select class="input" name="is" aria-label=label>
                    {options}
                    <option value=KEEP selected=chosen.is_none()>"Keep as written"</option>
                </select>
            </td>
        </tr>
    }
    .into_any()
}
