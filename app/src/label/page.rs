//! What is to be printed, on which sheet, from which position.

use axum::extract::RawQuery;
use leptos::prelude::*;
use reference::sheet::sheets;
use shared::{
    account::right::CanLook,
    code::Code,
    id::{HoldingId, ItemId, RequisitionId},
    label::{Content, Label, sheet::Sheet},
    substance::hazard::CHECK,
};
use store::Desk;

use super::{Wanted, labels};
use crate::{
    parts::{
        Button, Card, Choice, CodeText, DataTable, Empty, Glyph, LinkButton, PageHead, Select,
        Stop, Tone,
    },
    path::Path,
    web::{Enter, Frame, Shown},
};

/// The page.
pub async fn page(frame: Frame, Enter(desk): Enter<CanLook>, RawQuery(query): RawQuery) -> Shown {
    let wanted = Wanted::of_query(query.as_deref());
    let codes = codes(&desk, &wanted).await?;
    // What the codes lead to does not matter here: the address is not shown.
    let labels = labels(&desk, "", &codes).await?;
    frame
        .show(Some(Stop::Stock), "Labels", move || {
            let body = if labels.is_empty() {
                nothing()
            } else {
                chooser(&wanted, &labels)
            };
            view! { <PageHead title="Labels" sub=count(labels.len())/>{body} }.into_any()
        })
        .await
}

/// The codes asked for: given, or those of the holdings and items given.
async fn codes(desk: &Desk<CanLook>, wanted: &Wanted) -> store::Result<Vec<Code>> {
    let mut codes = wanted.codes();
    let holdings: Vec<HoldingId> = wanted
        .holding
        .iter()
        .filter_map(|id| id.parse().ok())
        .collect();
    if !holdings.is_empty() {
        let found = store::holding::some(desk, &holdings).await?;
        codes.extend(found.iter().map(|holding| holding.code));
    }
    let items: Vec<ItemId> = wanted
        .item
        .iter()
        .filter_map(|id| id.parse().ok())
        .collect();
    if !items.is_empty() {
        let found = store::holding::of_items(desk, &items).await?;
        codes.extend(found.iter().map(|holding| holding.code));
    }
    let orders: Vec<RequisitionId> = wanted
        .order
        .iter()
        .filter_map(|id| id.parse().ok())
        .collect();
    for order in orders {
        let code = store::requisition::find(desk, order).await?.code;
        codes.extend(std::iter::repeat_n(code, wanted.trays()));
    }
    Ok(codes)
}

fn count(labels: usize) -> String {
    match labels {
        0 => String::new(),
        1 => "one to print".to_owned(),
        many => format!("{many} to print"),
    }
}

fn nothing() -> AnyView {
    view! {
        <Empty glyph=Glyph::Label title="Nothing is chosen yet"
            words="Tick things in the inventory or in a place, and choose “Print labels”; a place’s own label is on its page.">
            <LinkButton href=Path::Stock.href() tone=Tone::Primary>"To the stock"</LinkButton>
            <LinkButton href=Path::Places.href()>"To the places"</LinkButton>
        </Empty>
    }
    .into_any()
}

fn chooser(wanted: &Wanted, labels: &[Label]) -> AnyView {
    let known = sheets().map_or(&[][..], |sheets| sheets.all());
    let chosen = known.iter().find(|sheet| sheet.code == wanted.sheet());
    let options: Vec<Choice> = known
        .iter()
        .map(|sheet| {
            let words = format!("{}: {} labels, {}", sheet.code, sheet.count(), size(sheet));
            Choice::new(sheet.code.clone(), words)
        })
        .collect();
    let hidden = labels
        .iter()
        .map(|label| view! { <input type="hidden" name="code" value=label.code.plain()/> })
        .collect_view();
    let rows = labels.iter().map(row).collect_view();
    let sheet = wanted.sheet().to_owned();
    let start = wanted.start();
    view! {
        <div class="split">
            <Card class="flush">
                <DataTable label="Labels to print">
                    <thead><tr><th scope="col">"What"</th><th scope="col">"Code"</th></tr></thead>
                    <tbody>{rows}</tbody>
                </DataTable>
            </Card>
            <Card title="The sheet">
                <form class="form" method="get" action="/labels.pdf">
                    {hidden}
                    <Select name="sheet" label="Kind of sheet" options value=sheet/>
                    <button type="submit" class="button" formaction="/labels">"Show this sheet"</button>
                    {chosen.map(|sheet| positions(sheet, start))}
                    <Button tone=Tone::Primary glyph=Glyph::Print class="wide">"Make the PDF"</Button>
                    <p class="form-note">"Print it at 100 %, never “fit to page”."</p>
                    <p class="form-note">{CHECK}</p>
                </form>
            </Card>
        </div>
    }
    .into_any()
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

fn row(label: &Label) -> AnyView {
    let (name, note) = match &label.content {
        Content::Holding(holding) => (
            holding.name.clone(),
            holding.strength.clone().unwrap_or_default(),
        ),
        Content::Place(place) => (place.name.clone(), place.path.join(" › ")),
        Content::Tray(tray) => {
            let (n, of) = tray.tray;
            (
                tray.practical.clone(),
                format!("{} · tray {n} of {of}", tray.class),
            )
        }
    };
    view! {
        <tr>
            <th scope="row">{name}" "<small>{note}</small></th>
            <td><CodeText code=label.code/></td>
        </tr>
    }
    .into_any()
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
