//! Making more of a solution: how much, and from which bottles.

use leptos::prelude::*;
use store::holding::Source;

use super::acts::{Acts, amount_field};
use crate::parts::{Button, Choice, Glyph, PostForm, Select};

/// Another bottle of a solution.
pub(super) fn making_form(acts: &Acts<'_>) -> AnyView {
    let full = acts.holding.particulars.capacity;
    let full = full.map(|full| full.to_string()).unwrap_or_default();
    let field = amount_field(acts, "making", "Make more of it", full);
    let kept = acts.kept("making");
    let chosen = kept.all("from");
    let error = kept.error("from");
    let from = acts
        .sources
        .iter()
        .enumerate()
        .map(|(n, part)| {
            let error = error.clone().filter(|_| n == 0);
            from_field(acts, n, part, &chosen, error)
        })
        .collect_view();
    view! {
        <PostForm action=acts.href("making") class="form">
            {field}
            {from}
            <Button glyph=Glyph::Plus>"Made it"</Button>
        </PostForm>
        <hr class="rule"/>
    }
    .into_any()
}

/// The bottles that a part can be taken from. None is chosen at first: only who poured knows.
fn from_field(
    acts: &Acts<'_>,
    n: usize,
    part: &[Source],
    chosen: &[String],
    error: Option<String>,
) -> AnyView {
    let options: Vec<Choice> = part
        .iter()
        .map(|source| {
            let bottle = &source.holding;
            let place = acts.tree.near(bottle.location);
            let words = format!("{} {}, {}", bottle.code, bottle.name, bottle.amount);
            let takes = format!("{place}; a dm³ takes {}", source.per_litre);
            Choice::new(bottle.id.to_string(), words).note(takes)
        })
        .collect();
    let value = chosen
        .iter()
        .find(|id| options.iter().any(|choice| choice.value == **id))
        .cloned()
        .unwrap_or_default();
    let first = part.first().map(|source| source.holding.name.as_str());
    let label = match (acts.sources.len(), first) {
        (2.., Some(name)) => format!("From which bottle: {name}"),
        _ => "From which bottle".to_owned(),
    };
    view! {
        <Select id=format!("making-from-{n}") name="from" label options value blank="Not written down" error
            hint="What it takes is taken off that bottle."/>
    }
    .into_any()
}
