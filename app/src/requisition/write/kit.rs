//! The kit of an order while it is written: what each group gets, how much in all, and how it stands.

use leptos::prelude::*;
use shared::{
    amount::Unit,
    availability::Feasibility,
    practical::{KitLine, Section},
    requisition::Line,
};

use super::{
    super::{prospect, words},
    Sheet,
};
use crate::{
    parts::{Button, DataTable, Glyph, Icon, TextInput, Tone},
    web::Kept,
};

/// The table, and the line to be added.
pub(super) fn table(sheet: &Sheet, kept: &Kept) -> AnyView {
    let order = &sheet.order;
    let when = format!(
        "On {}",
        words::short_lesson(order.lesson.day, &order.lesson.period)
    );
    let groups = [
        (Section::Solutions, "Solutions"),
        (Section::Chemicals, "Chemicals"),
        (Section::Equipment, "Equipment"),
        (Section::Consumables, "Used up"),
    ];
    let bodies = groups
        .into_iter()
        .filter_map(|(section, title)| {
            let rows: Vec<AnyView> = order
                .lines
                .iter()
                .zip(&sheet.outlook.standing)
                .filter(|(line, _)| Section::of(line.sort) == section)
                .map(|(line, standing)| row(sheet, line, standing, kept))
                .collect();
            (!rows.is_empty()).then(|| {
                view! {
                    <tbody>
                        <tr class="group"><th scope="rowgroup" colspan="5">{title}</th></tr>
                        {rows}
                    </tbody>
                }
            })
        })
        .collect_view();
    let is_empty = order.lines.is_empty();
    let each_head = sheet.kit.is_some().then_some("Per group");
    let table = (!is_empty).then(|| {
        view! {
            <DataTable label="Kit" class="kit stacked">
                <thead>
                    <tr>
                        <th scope="col">"Kit"</th>
                        <th scope="col" class="num">{each_head}</th>
                        <th scope="col" class="num">"Total"</th>
                        <th scope="col">{when}</th>
                        <th><span class="hidden">"Leave out"</span></th>
                    </tr>
                </thead>
                {bodies}
            </DataTable>
        }
    });
    view! {
        <section class="card flush">
            {table}
            {is_empty.then(|| view! { <p class="kit-empty quiet">"Nothing yet: add the first line below."</p> })}
            {new_line(kept, is_empty)}
        </section>
    }
    .into_any()
}

fn row(sheet: &Sheet, line: &Line, standing: &Feasibility, kept: &Kept) -> AnyView {
    let n = line.n;
    let each = sheet
        .kit
        .as_ref()
        .and_then(|kit| kit.entry_of(line))
        .map_or_else(String::new, |entry| each(&entry.kit));
    let name = format!("amount-{n}");
    let error = kept.error(&name);
    let value = kept.value(&name, line.amount.to_string());
    let wrong = error.is_some().then_some("true");
    let was = super::was_shown(&name, line.amount);
    view! {
        <tr>
            <th scope="row">
                {line.name.clone()}
                {line.note.clone().map(|note| view! { <small class="quiet">" "{note}</small> })}
            </th>
            <td class="num kit-each">{each}</td>
            <td class="num kit-total">
                <input class="kit-amount" id=format!("total-{n}") name=name value=value autocomplete="off"
                    aria-label=format!("Total of {}", line.name) aria-describedby=format!("avail-{n}")
                    autofocus=wrong.is_some() aria-invalid=wrong/>
                {was}
            </td>
            <td class="kit-avail">{standing_view(sheet, line, standing, error)}</td>
            <td class="kit-out">
                <Button tone=Tone::Quiet name="act" value=format!("remove-{n}") label=format!("Leave out {}", line.name)>
                    <Icon glyph=Glyph::Cross/>
                </Button>
            </td>
        </tr>
    }
    .into_any()
}

/// How the line stands, or what is wrong with its amount.
fn standing_view(
    sheet: &Sheet,
    line: &Line,
    standing: &Feasibility,
    error: Option<String>,
) -> AnyView {
    let said = words::feasibility(
        standing,
        line.amount.unit() == Unit::Piece,
        &sheet.order.lesson,
    );
    let said = match error {
        Some(sentence) => words::Said {
            class: "avail avail-no",
            glyph: Glyph::Alert,
            words: String::new(),
            note: sentence,
        },
        None => said,
    };
    prospect::mark(said, Some(format!("avail-{}", line.n)))
}

/// What each group gets, or who shares it.
fn each(kit: &KitLine) -> String {
    match (kit.per_group, kit.per_pupil, kit.per_class) {
        (Some(amount), _, _) => amount.to_string(),
        (None, Some(amount), _) => format!("{amount} a pupil"),
        (None, None, Some(_)) => "shared".to_owned(),
        (None, None, None) => String::new(),
    }
}

/// One line more: folded away until wanted.
fn new_line(kept: &Kept, is_empty: bool) -> AnyView {
    let (name_error, amount_error) = (kept.error("new-name"), kept.error("new-amount"));
    let is_open = is_empty
        || name_error.is_some()
        || amount_error.is_some()
        || !kept.value("new-name", "").is_empty();
    // An order without any line can't be sent: that is said here.
    let name_error = name_error.or_else(|| kept.error("line"));
    view! {
        <details class="kit-end" open=is_open>
            <summary class="link"><Icon glyph=Glyph::Plus/>"Add a line"</summary>
            <div class="fields kit-new">
                <TextInput name="new-name" label="What" placeholder="Stop clock" value=kept.value("new-name", "")
                    error=name_error/>
                <TextInput name="new-amount" label="How much" placeholder="15, 250 cm³, 20 g"
                    value=kept.value("new-amount", "") error=amount_error/>
                <div class="field-end"><Button glyph=Glyph::Plus name="act" value="line">"Add"</Button></div>
            </div>
        </details>
    }
    .into_any()
}
