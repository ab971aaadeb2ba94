//! What is to be printed, on which sheet, from which position.

use std::collections::{BTreeSet, HashMap};

use axum::extract::{RawQuery, State};
use leptos::prelude::*;
use reference::sheet::sheets;
use shared::{
    account::right::CanLook,
    code::Code,
    label::{Content, Label, layout::lay_out, sheet::Sheet, text::Advance},
    substance::hazard::CHECK,
};

use super::{MOST_TRAYS, ToPrint, Wanted, content::whereabouts};
use crate::{
    parts::{
        Button, Card, Choice, CodeText, DataTable, Empty, Glyph, LinkButton, Message, Notice,
        NoticeTone, NumberInput, PageHead, Pick, PickHead, Select, Stop, Tone,
    },
    path::Path,
    web::{Enter, Frame, Shown, Site, grouped, local, sentence},
};

/// The page.
pub async fn page(
    State(site): State<Site>,
    frame: Frame,
    Enter(desk): Enter<CanLook>,
    RawQuery(query): RawQuery,
) -> Shown {
    let wanted = Wanted::of_query(query.as_deref());
    // What the codes lead to does not matter here: the address is not shown.
    let found = ToPrint::of(&desk, "", &wanted).await?;
    let whereabouts = whereabouts(&desk, &found.labels).await?;
    frame
        .show(Some(Stop::Stock), "Labels", move || {
            let body = if found.labels.is_empty() {
                nothing(&wanted, &found)
            } else {
                chooser(&wanted, &found, &whereabouts, &site.widths)
            };
            let is_long = found.labels.len() > SHORT;
            view! {
                <PageHead title="Labels" sub=count(found.labels.len())>
                    {is_long.then(|| view! { <LinkButton href=format!("#{FORM}") glyph=Glyph::Print class="to-sheet">"To the sheet"</LinkButton> })}
                </PageHead>
                {body}
            }
            .into_any()
        })
        .await
}

fn count(labels: usize) -> String {
    match labels {
        0 => String::new(),
        1 => "one to print".to_owned(),
        many => format!("{} to print", grouped(many)),
    }
}

fn nothing(wanted: &Wanted, found: &ToPrint) -> AnyView {
    let is_ticked = !found.without.is_empty();
    if is_ticked || !wanted.list.is_empty() {
        let (title, words) = if is_ticked {
            ("No labels to print", without(found).unwrap_or_default())
        } else {
            (
                "Nothing was ticked",
                "Tick what you want labels for, then choose “Print labels”.".to_owned(),
            )
        };
        let back = local(&wanted.list).to_owned();
        return view! {
            <Empty glyph=Glyph::Label title words>
                <LinkButton href=back tone=Tone::Primary>"Back to the list"</LinkButton>
            </Empty>
        }
        .into_any();
    }
    view! {
        <Empty glyph=Glyph::Label title="Nothing is chosen yet"
            words="Tick things in the stock or in a place, and choose “Print labels”; a place’s own label is on its page.">
            <LinkButton href=Path::Stock.href() tone=Tone::Primary>"To the stock"</LinkButton>
            <LinkButton href=Path::Places.href()>"To the places"</LinkButton>
        </Empty>
    }
    .into_any()
}

/// Says of which items there is nothing to put a label on.
fn without(found: &ToPrint) -> Option<String> {
    let names: Vec<&str> = found.without.iter().map(String::as_str).collect();
    let names = some_of(&names)?;
    Some(format!("There is none here to put a label on: {names}."))
}

/// The form that the ticks of the list belong to.
const FORM: &str = "print";

/// On a phone the form stands below the list: a longer one has a link to it.
const SHORT: usize = 6;

fn chooser(
    wanted: &Wanted,
    found: &ToPrint,
    whereabouts: &HashMap<Code, String>,
    widths: Advance,
) -> AnyView {
    let known = sheets().map_or(&[][..], |sheets| sheets.all());
    let chosen = known.iter().find(|sheet| sheet.code == wanted.sheet());
    let options: Vec<Choice> = known
        .iter()
        .map(|sheet| {
            let count = match sheet.count() {
                1 => "one label".to_owned(),
                many => format!("{many} labels"),
            };
            let words = format!("{}: {count}, {}", sheet.code, size(sheet));
            Choice::new(sheet.code.clone(), words)
        })
        .collect();
    let rows = found.labels.iter();
    let rows = rows.filter_map(|label| row(label, whereabouts.get(&label.code)));
    let rows = rows.collect_view();
    let check = found.labels.iter().any(is_of_a_chemical);
    let check = check.then(|| view! { <p class="form-note">{CHECK}</p> });
    let sheet = wanted.sheet().to_owned();
    let start = wanted.start();
    let (too_many, trays) = (too_many(found), trays(wanted, found));
    let without = without(found).map(|words| {
        let notice = Notice::new(NoticeTone::Warn, words);
        view! { <Message notice/> }
    });
    let too_small = chosen.and_then(|sheet| too_small(sheet, found, widths));
    view! {
        <div class="split">
            <Card class="flush">
                <DataTable label="Labels to print">
                    <thead>
                        <tr>
                            <PickHead/>
                            <th scope="col">"What"</th>
                            <th scope="col">"Code"</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </DataTable>
            </Card>
            <Card title="The sheet">
                <form class="form" id=FORM method="get" action="/labels.pdf">
                    {without}
                    {too_many}
                    {trays}
                    <Select name="sheet" label="Kind of sheet" options value=sheet/>
                    {too_small}
                    <button type="submit" class="button" formaction="/labels">"Show this sheet"</button>
                    {chosen.map(|sheet| positions(sheet, start))}
                    <Button tone=Tone::Primary glyph=Glyph::Print class="wide">"Make the PDF"</Button>
                    <p class="form-note">"Print it at 100 %, never “fit to page”."</p>
                    {check}
                </form>
            </Card>
        </div>
    }
    .into_any()
}

/// Says that there are more than are made at once.
fn too_many(found: &ToPrint) -> Option<AnyView> {
    let words = "At most 1,000 labels are made at once: these are the first 1,000. Print the rest place by place, or from the stock list.";
    found
        .has_more
        .then(|| view! { <Message notice=Notice::new(NoticeTone::Warn, words)/> }.into_any())
}

/// So many names are told; of more, how many.
const TOLD: usize = 8;

/// Says for which labels the sheet is too small.
fn too_small(sheet: &Sheet, found: &ToPrint, widths: Advance) -> Option<AnyView> {
    let cut = found.labels.iter().filter(|label| {
        let layout = lay_out(label, sheet.width, sheet.height, widths);
        layout.is_cut
    });
    let names: BTreeSet<&str> = cut.map(name).collect();
    let names: Vec<&str> = names.into_iter().collect();
    let words = format!(
        "{} is too small for: {}. The name is shortened there, or something is left out.",
        sheet.code,
        some_of(&names)?
    );
    let notice = Notice::new(NoticeTone::Warn, words);
    Some(view! { <Message notice/> }.into_any())
}

/// The first of some names, and how many more; nothing of none.
fn some_of(names: &[&str]) -> Option<String> {
    let told: Vec<&str> = names.iter().take(TOLD).copied().collect();
    let all = told.join("; ");
    match names.len() - told.len() {
        _ if names.is_empty() => None,
        0 => Some(all),
        more => Some(format!("{all} and {more} more")),
    }
}

/// What a label is called in lists.
fn name(label: &Label) -> &str {
    match &label.content {
        Content::Holding(holding) => &holding.name,
        Content::Place(place) => &place.name,
        Content::Tray(tray) => &tray.practical,
    }
}

/// How many trays each order has: nobody but the prep room knows.
fn trays(wanted: &Wanted, found: &ToPrint) -> Option<AnyView> {
    let mut contents = found.labels.iter().map(|label| &label.content);
    let has_orders = contents.any(|content| matches!(content, Content::Tray(_)));
    let value = match wanted.trays.trim() {
        "" => "1".to_owned(),
        typed => typed.to_owned(),
    };
    let error = found.trays.as_ref().map(sentence);
    has_orders.then(|| {
        view! {
            <NumberInput name="trays" label="Trays of each order" min="1" max=MOST_TRAYS.to_string() value error
                hint="Each gets a label: 1 of 3, 2 of 3, 3 of 3."/>
        }
        .into_any()
    })
}

/// "63.5 × 38.1 mm".
fn size(sheet: &Sheet) -> String {
    let millimetres = |length: u32| {
        let tenths = (length + 50) / 100;
        format!("{}.{}", tenths / 10, tenths % 10)
    };
    format!(
        "{} × {} mm",
        millimetres(sheet.width),
        millimetres(sheet.height)
    )
}

/// What has a label, with a tick; an order once, however many trays it has.
fn row(label: &Label, whereabouts: Option<&String>) -> Option<AnyView> {
    let (name, note) = match &label.content {
        Content::Holding(holding) => {
            let note = [holding.strength.as_ref(), whereabouts];
            let note: Vec<&str> = note.into_iter().flatten().map(String::as_str).collect();
            (holding.name.clone(), note.join(" · "))
        }
        Content::Place(place) => (place.name.clone(), place.path.join(" › ")),
        Content::Tray(tray) => match tray.tray {
            (1, 1) => (tray.practical.clone(), format!("{} · one tray", tray.class)),
            (1, many) => (
                tray.practical.clone(),
                format!("{} · {many} trays", tray.class),
            ),
            _ => return None,
        },
    };
    let row = view! {
        <tr>
            <Pick name="code" value=label.code.plain() what=name.clone() form=FORM checked=true/>
            <th scope="row">{name}" "<small>{note}</small></th>
            <td><CodeText code=label.code/></td>
        </tr>
    };
    Some(row.into_any())
}

/// Whether a label says something of a chemical.
fn is_of_a_chemical(label: &Label) -> bool {
    match &label.content {
        Content::Holding(holding) => {
            holding.strength.is_some()
                || holding.formula.is_some()
                || !holding.hazards.is_empty()
                || !holding.pictograms.is_empty()
        }
        Content::Place(_) | Content::Tray(_) => false,
    }
}

/// The sheet to choose the first free place on.
fn positions(sheet: &Sheet, start: u32) -> AnyView {
    let places = (1..=sheet.count())
        .map(|place| {
            view! {
                <label class="sheet-place">
                    <input type="radio" name="start" value=place.to_string() checked={place == start.min(sheet.count())}/>
                    {place}
                </label>
            }
        })
        .collect_view();
    view! {
        <fieldset class="field">
            <legend class="field-label">{format!("First free place on the {}", sheet.code)}</legend>
            <div class=format!("sheet across-{}", sheet.columns)>{places}</div>
        </fieldset>
    }
    .into_any()
}
