//! The four large actions of a holding. Each opens in place, so that one or two taps do it, with script or without.

use leptos::prelude::*;
use shared::{
    amount::{Amount, Unit},
    holding::Movement,
    kind::Sort,
    location::Tree,
};
use store::{
    holding::{Holding, Source},
    ledger::Entry,
};

use super::making::making_form;
use crate::{
    label::label_href,
    location::{PlaceField, place_field},
    parts::{Button, Choice, Glyph, LinkButton, PostForm, RadioGroup, TextInput, Tone},
    web::Kept,
};

/// Everything the actions are drawn from.
pub(super) struct Acts<'a> {
    pub(super) holding: &'a Holding,
    pub(super) history: &'a [Entry],
    pub(super) tree: &'a Tree,
    pub(super) sources: &'a [Vec<Source>],
    pub(super) kept: &'a Kept,
}

/// Use, Move, Count and More.
pub(super) fn acts(acts: &Acts<'_>) -> AnyView {
    // Of nothing nothing is used: who has it in their hand counts it.
    let main = if acts.holding.amount.is_zero() {
        "Count"
    } else {
        "Use"
    };
    let act = |word: &'static str, verbs: &[&str], inside: AnyView| {
        act(word, word == main, acts.is_kept(verbs), inside)
    };
    view! {
        <div class="acts open-acts">
            {act("Use", &["use"], use_form(acts))}
            {act("Move", &["move"], move_form(acts))}
            {act("Count", &["count"], count_form(acts))}
            {act("More", &["loss", "delivery", "making"], more_forms(acts))}
        </div>
    }
    .into_any()
}

impl Acts<'_> {
    /// What was kept of the form that posts to this verb.
    pub(super) fn kept(&self, verb: &str) -> Kept {
        self.kept.of(&self.href(verb))
    }

    /// Whether the form of any of these verbs came back with a mistake.
    fn is_kept(&self, verbs: &[&str]) -> bool {
        verbs.iter().any(|verb| self.kept(verb).is_kept())
    }

    pub(super) fn href(&self, verb: &str) -> String {
        format!("/holdings/{}/{verb}", self.holding.id)
    }
}

fn act(word: &'static str, is_main: bool, is_open: bool, inside: AnyView) -> AnyView {
    let class = if is_main {
        "button large primary"
    } else {
        "button large"
    };
    view! {
        <details class="act" name="acts" open=is_open>
            <summary class=class>{word}</summary>
            <div class="act-inside">{inside}</div>
        </details>
    }
    .into_any()
}

/// A row of buttons that each send an amount at once.
fn quick(amounts: Vec<(String, String)>) -> AnyView {
    let buttons = amounts
        .into_iter()
        .map(|(value, words)| view! { <Button name="quick" value>{words}</Button> })
        .collect_view();
    view! { <div class="quick">{buttons}</div> }.into_any()
}

fn use_form(acts: &Acts<'_>) -> AnyView {
    let usual = usual_amounts(acts);
    let mut amounts: Vec<(String, String)> = usual
        .iter()
        .map(|amount| (amount.to_string(), amount.to_string()))
        .collect();
    let all = acts.holding.amount;
    if !all.is_zero() {
        amounts.push((all.to_string(), format!("All {all}")));
    }
    let first = usual.first().map(ToString::to_string).unwrap_or_default();
    let quick = quick(amounts);
    let field = amount_field(acts, "use", "Or another amount", first);
    view! {
        <PostForm action=acts.href("use") class="form">
            {quick}
            {field}
            <Button tone=Tone::Primary>"Use it"</Button>
        </PostForm>
    }
    .into_any()
}

/// The field for an amount that no button offers.
pub(super) fn amount_field(
    acts: &Acts<'_>,
    verb: &str,
    label: &'static str,
    first: String,
) -> AnyView {
    let kept = acts.kept(verb);
    let (value, error) = (kept.value("amount", first), kept.error("amount"));
    let placeholder = example(acts.holding.amount.unit());
    view! { <TextInput id=format!("{verb}-amount") name="amount" label value error placeholder autocomplete="off"/> }.into_any()
}

/// What was used of it lately, and a few round amounts below what is there.
fn usual_amounts(acts: &Acts<'_>) -> Vec<Amount> {
    let there = acts.holding.amount;
    let unit = there.unit();
    let round: [i64; 3] = match unit {
        Unit::Litre => [50_000, 100_000, 250_000],
        Unit::Gram => [5_000_000, 10_000_000, 50_000_000],
        Unit::Metre => [100_000, 500_000, 1_000_000],
        Unit::Piece => [1_000_000, 5_000_000, 10_000_000],
    };
    let used = acts
        .history
        .iter()
        .filter(|entry| !entry.is_reversed)
        .flat_map(|entry| &entry.lines)
        .filter(|(sort, amount, _)| *sort == Movement::Used && amount.is_negative())
        .map(|(_, amount, _)| Amount::new(-amount.micro(), unit));
    let mut usual: Vec<Amount> = Vec::new();
    for amount in used
        .take(1)
        .chain(round.map(|micro| Amount::new(micro, unit)))
    {
        if amount < there && !usual.contains(&amount) {
            usual.push(amount);
        }
    }
    usual.truncate(3);
    usual
}

fn move_form(acts: &Acts<'_>) -> AnyView {
    let kept = acts.kept("move");
    let to = PlaceField {
        name: "to",
        label: "Where to",
        but: Some(acts.holding.location),
        value: kept.value("to", ""),
        error: kept.error("place"),
    };
    let to = place_field(acts.tree, to);
    let (part, part_error) = (kept.value("amount", ""), kept.error("amount"));
    let placeholder = example(acts.holding.amount.unit());
    view! {
        <PostForm action=acts.href("move") class="form">
            {to}
            <TextInput id="move-amount" name="amount" label="Only a part" optional=true
                hint="A part gets a code of its own." value=part error=part_error placeholder autocomplete="off"/>
            <Button tone=Tone::Primary>"Move it"</Button>
        </PostForm>
    }
    .into_any()
}

fn count_form(acts: &Acts<'_>) -> AnyView {
    let there = acts.holding.amount;
    let mut amounts = vec![(there.to_string(), format!("{there}, as the book says"))];
    if let Some(half) = acts
        .holding
        .particulars
        .capacity
        .and_then(|full| full.multiply(1, 2).ok())
        .filter(|_| there.unit() != Unit::Piece)
    {
        amounts.push((half.to_string(), "Half full".to_owned()));
    }
    amounts.push((
        Amount::zero(there.unit()).to_string(),
        "None left".to_owned(),
    ));
    let quick = quick(amounts);
    let field = amount_field(acts, "count", "Or what is there", String::new());
    view! {
        <PostForm action=acts.href("count") class="form">
            {quick}
            {field}
            <Button tone=Tone::Primary>"Save the count"</Button>
        </PostForm>
    }
    .into_any()
}

fn more_forms(acts: &Acts<'_>) -> AnyView {
    let is_chemical = matches!(acts.holding.sort, Sort::Chemical | Sort::Solution);
    let sorts = [
        (Movement::Broken, "Broken"),
        (Movement::Lost, "Lost"),
        (Movement::Disposed, "Disposed of"),
    ]
    .map(|(sort, words)| Choice::new(sort.code(), words))
    .to_vec();
    let first = if is_chemical {
        Movement::Disposed
    } else {
        Movement::Broken
    };
    let one = if acts.holding.amount.unit() == Unit::Piece {
        "1".to_owned()
    } else {
        acts.holding.amount.to_string()
    };
    let kept = acts.kept("loss");
    let (sort, sort_error) = (kept.value("sort", first.code()), kept.error("sort"));
    let (note, note_error) = (kept.value("note", ""), kept.error("note"));
    let making = (acts.holding.sort == Sort::Solution).then(|| making_form(acts));
    let loss = amount_field(acts, "loss", "How much", one);
    let delivery = amount_field(acts, "delivery", "More of it came", String::new());
    view! {
        {making}
        <PostForm action=acts.href("loss") class="form">
            <RadioGroup name="sort" label="It is" across=true options=sorts value=sort error=sort_error/>
            {loss}
            <TextInput id="loss-note" name="note" label="Why" optional=true value=note error=note_error/>
            <Button tone=Tone::Danger>"Write it off"</Button>
        </PostForm>
        <hr class="rule"/>
        <PostForm action=acts.href("delivery") class="form">
            {delivery}
            <Button>"Add it"</Button>
        </PostForm>
        <hr class="rule"/>
        <div class="row">
            <LinkButton href=label_href([acts.holding.code]) glyph=Glyph::Label>"Print its label"</LinkButton>
            <LinkButton href=acts.href("edit") glyph=Glyph::Edit>"Change its details"</LinkButton>
        </div>
    }
    .into_any()
}

/// How an amount is written, for an empty field.
pub(crate) fn example(unit: Unit) -> &'static str {
    match unit {
        Unit::Litre => "250 cm³",
        Unit::Gram => "25 g",
        Unit::Metre => "30 cm",
        Unit::Piece => "1",
    }
}
