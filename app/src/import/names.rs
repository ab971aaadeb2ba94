//! What names mean: one question for each distinct name, however many cells bear it.

use leptos::prelude::*;
use reference::substance::{LIKELY, SURE};
use serde::Deserialize;
use stocklist::plan::{Answer, Offer, Planned, Said};

use super::{
    rows::{cell, nothing, pager, percent},
    upload::{Looked, Show},
};
use crate::{
    parts::{Button, DataTable, PostForm, Tone},
    path::Path,
};

/// Names to a page.
const PAGE: usize = 200;

/// From this confidence the first offer is chosen at first; below it is one to choose.
const CHOSEN: f32 = 0.9;

/// What the names' form sends: keys, and what each is.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct NamesSent {
    key: Vec<String>,
    is: Vec<String>,
}

/// The choice to leave a name as it is.
const KEEP: &str = "keep";

impl NamesSent {
    /// Notes the answers and counts them. What is no answer is left open.
    pub(super) fn answer(&self, said: &mut Said) -> usize {
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
            <PostForm action=format!("{}/names", Path::Upload(id).href())>
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
                <div class="import-keep">
                    <Button tone=Tone::Plain>{button}</Button>
                    <span class="small quiet">{words}</span>
                </div>
            </PostForm>
            {pager(all.len(), after, |after| show.href(id, after))}
        </section>
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
        sure if sure >= SURE => "sure",
        likely if likely >= LIKELY => "likely",
        _ => "unsure",
    };
    let more = (count > 1).then(|| format!(" and {} more", count - 1));
    let words = format!("{} · {}", percent(offer.confidence), offer.why);
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
