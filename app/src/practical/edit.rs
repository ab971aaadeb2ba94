//! Writing a practical: all of it on one page, the kit as lines to which one more can always be added.

use leptos::prelude::*;
use shared::{
    account::right::CanWritePracticals,
    id::PracticalId,
    practical::{Entry, PrepMinutes, Stage, Subject},
    refusal::Refusal,
};
use store::practical::{self, Found};

use super::{kit::Row, sent::kept_rows, words};
use crate::{
    parts::{
        Button, Card, CellInput, Checkbox, Choice, Crumb, DataTable, Glyph, Head::Words,
        LinkButton, NumberInput, PageHead, PostForm, Select, Stop, TextArea, TextInput, Tone,
        heads,
    },
    path::Path,
    web::{At, Enter, Frame, Kept, Shown},
};

/// The page for a new one.
pub async fn new_page(frame: Frame, Enter(desk): Enter<CanWritePracticals>) -> Shown {
    let kept = frame.kept.clone();
    let rows = if kept.is_kept() {
        kept_rows(&kept)
    } else {
        vec![Row::default()]
    };
    drop(desk);
    frame
        .show(Some(Stop::Practicals), "New practical", move || {
            view! {
                <PageHead title="New practical" way=vec![Crumb::new(Path::Practicals.href(), "Practicals")]/>
                <PracticalForm kept rows entry=blank() action="/practicals".to_owned() version=0/>
            }
            .into_any()
        })
        .await
}

/// The page for changing one.
pub async fn edit_page(
    frame: Frame,
    Enter(desk): Enter<CanWritePracticals>,
    At(id): At<PracticalId>,
) -> Shown {
    let found = practical::find(&desk, id).await?;
    if found.retired_at.is_some() {
        return Err(Refusal::NotFound.into());
    }
    let kept = frame.kept.clone();
    let rows = if kept.is_kept() {
        kept_rows(&kept)
    } else {
        rows_of(&found)
    };
    let title = format!("Change {}", found.entry.title);
    frame
        .show(Some(Stop::Practicals), &title, move || {
            let way = vec![
                Crumb::new(Path::Practicals.href(), "Practicals"),
                Crumb::new(Path::Practical(id).href(), found.entry.title.clone()),
            ];
            let action = Path::Practical(id).href();
            view! {
                <PageHead title="Change the practical" way/>
                <PracticalForm kept rows entry=found.entry action version=found.version/>
            }
            .into_any()
        })
        .await
}

fn rows_of(found: &Found) -> Vec<Row> {
    let mut rows: Vec<Row> = found
        .entry
        .kit
        .iter()
        .map(|line| Row::of(line, found))
        .collect();
    rows.push(Row::default());
    rows
}

fn blank() -> Entry {
    Entry {
        title: String::new(),
        subject: Subject::Chemistry,
        stage: Stage::Ks4,
        scheme: None,
        scheme_number: None,
        summary: String::new(),
        group_size: 2,
        prep_minutes: PrepMinutes::default(),
        technician_notes: String::new(),
        is_estimate: true,
        source: None,
        kit: Vec::new(),
    }
}

#[component]
fn PracticalForm(
    kept: Kept,
    rows: Vec<Row>,
    entry: Entry,
    action: String,
    version: i64,
) -> impl IntoView {
    let is_estimate = kept.ticked("is_estimate", entry.is_estimate);
    let (about, kit, minutes) = (
        about(&kept, &entry),
        kit(&kept, rows),
        minutes(&kept, &entry),
    );
    let notes = kept.value("technician_notes", entry.technician_notes);
    let notes_error = kept.error("technician_notes");
    view! {
        <PostForm action class="form full">
            <input type="hidden" name="version" value=version.to_string()/>
            <Card title="What it is">{about}</Card>
            <Card title="Kit" class="flush">
                {kit}
                <div class="bulk">
                    <Button glyph=Glyph::Plus name="act" value="line">"Add a line"</Button>
                    <span class="small quiet">
                        "A line without a name is left out. Amounts: 2, 25 cm³, 0.5 g, 1/4."
                    </span>
                </div>
            </Card>
            <Card title="Prep room">
                {minutes}
                <TextArea name="technician_notes" label="For the technician" rows=6 optional=true
                    hint="A line that begins with a hyphen becomes a point."
                    value=notes error=notes_error/>
                <Checkbox name="is_estimate" label="Amounts and minutes are estimates: nobody here has tried them yet"
                    value="yes" checked=is_estimate/>
            </Card>
            <div class="form-acts">
                <Button tone=Tone::Primary name="act" value="save">"Save"</Button>
                <LinkButton href=Path::Practicals.href()>"Back"</LinkButton>
            </div>
        </PostForm>
    }
    .into_any()
}

fn about(kept: &Kept, entry: &Entry) -> AnyView {
    let text =
        |field: &str, first: &Option<String>| kept.value(field, first.clone().unwrap_or_default());
    view! {
        <TextInput name="title" label="Title" value=kept.value("title", entry.title.clone()) error=kept.error("title")/>
        <div class="fields">
            <Select name="subject" label="Subject" options=words::subjects()
                value=kept.value("subject", entry.subject.code()) error=kept.error("subject")/>
            <Select name="stage" label="Stage" options=words::stages()
                value=kept.value("stage", entry.stage.code()) error=kept.error("stage")/>
            <NumberInput name="group_size" label="Pupils per group" min="1" max="40"
                value=kept.value("group_size", entry.group_size.to_string()) error=kept.error("group_size")/>
        </div>
        <TextArea name="summary" label="What the class does" rows=3
            value=kept.value("summary", entry.summary.clone()) error=kept.error("summary")/>
        <div class="fields">
            <TextInput name="scheme" label="Scheme" optional=true placeholder="AQA GCSE required practical"
                value=text("scheme", &entry.scheme) error=kept.error("scheme")/>
            <TextInput name="scheme_number" label="Number in the scheme" optional=true
                value=text("scheme_number", &entry.scheme_number) error=kept.error("scheme_number")/>
        </div>
        <TextInput name="source" label="Where it is from" optional=true
            value=text("source", &entry.source) error=kept.error("source")/>
    }
    .into_any()
}

fn minutes(kept: &Kept, entry: &Entry) -> AnyView {
    let all = entry.prep_minutes;
    let field = |name: &'static str, label: &'static str, first: u32| {
        view! {
            <NumberInput name=name label=label unit="min" min="0" value=kept.value(name, first.to_string())
                error=kept.error(name)/>
        }
    };
    view! {
        <div class="fields">
            {field("make", "Make", all.make)}
            {field("gather", "Gather", all.gather)}
            {field("deliver", "Deliver", all.deliver)}
            {field("clear", "Clear away", all.clear)}
        </div>
    }
    .into_any()
}

const KIT_HEADS: [&str; 8] = [
    "What",
    "Strength",
    "Each group",
    "Each pupil",
    "The class",
    "Spare %",
    "Afterwards",
    "Note",
];

fn kit(kept: &Kept, rows: Vec<Row>) -> AnyView {
    let rows = rows
        .into_iter()
        .enumerate()
        .map(|(place, row)| kit_row(kept, place, row))
        .collect_view();
    view! {
        <DataTable label="Kit" class="stacked kit-form">
            {heads(KIT_HEADS.map(Words))}
            <tbody>{rows}</tbody>
        </DataTable>
    }
    .into_any()
}

fn kit_row(kept: &Kept, place: usize, row: Row) -> AnyView {
    let cell = |name: &'static str, label: &'static str, value: &str| {
        kit_cell(kept, place, (name, label), value.to_owned())
    };
    let afterwards = [("", "Usual"), ("no", "Comes back"), ("yes", "Used up")]
        .map(|(value, words)| {
            let chosen = row.used_up == value;
            view! { <option value=value selected=chosen>{words}</option> }
        })
        .collect_view();
    let label = format!("Line {}, afterwards", place + 1);
    view! {
        <tr>
            <td class="kit-what" data-label="What">
                {input(kept, place, ("kind", "What"), row.kind.clone())}
                {offers(kept, place, &row)}
                <input type="hidden" name="kind_id" value=row.kind_id.clone()/>
                <input type="hidden" name="was" value=row.was.clone()/>
                <input type="hidden" name="section" value=row.section.clone()/>
            </td>
            {cell("strength", "Strength", &row.strength)}
            {cell("per_group", "Each group", &row.per_group)}
            {cell("per_pupil", "Each pupil", &row.per_pupil)}
            {cell("per_class", "The class", &row.per_class)}
            {cell("spare", "Spare %", &row.spare)}
            <td class="kit-used-up" data-label="Afterwards">
                <div class="field"><select class="input" name="used_up" aria-label=label>{afterwards}</select></div>
            </td>
            {cell("note", "Note", &row.note)}
        </tr>
    }
    .into_any()
}

fn kit_cell(
    kept: &Kept,
    place: usize,
    (name, label): (&'static str, &'static str),
    value: String,
) -> AnyView {
    view! {
        <td class=format!("kit-{}", name.replace('_', "-")) data-label=label>
            {input(kept, place, (name, label), value)}
        </td>
    }
    .into_any()
}

/// An input of a line with what is wrong with it.
fn input(
    kept: &Kept,
    place: usize,
    (name, label): (&'static str, &'static str),
    value: String,
) -> AnyView {
    let id = format!("{name}-{place}");
    let label = format!("Line {}, {}", place + 1, label.to_lowercase());
    view! { <CellInput name error=kept.error(&id) id label value/> }.into_any()
}

/// What the typed name could mean, where it was not sure; else a hidden field keeps the lines in step.
fn offers(kept: &Kept, place: usize, row: &Row) -> AnyView {
    if kept.error(&format!("kind-{place}")).is_none() || row.is_blank() {
        return view! { <input type="hidden" name="pick" value=row.pick.clone()/> }.into_any();
    }
    let options: Vec<Choice> = row.offers();
    let options = options
        .into_iter()
        .map(|offer| view! { <option value=offer.value>{offer.words}</option> })
        .collect_view();
    view! {
        <select class="input" name="pick" aria-label=format!("Line {}, which is meant", place + 1)>
            <option value="">"Which is meant?"</option>
            {options}
        </select>
    }
    .into_any()
}
