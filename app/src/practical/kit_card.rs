//! The kit of a practical and its notes, as read: on the school's own page and on the network's.

use leptos::prelude::*;
use shared::{
    kind::KindId,
    practical::{KitLine, Section},
};

use super::words;
use crate::{
    parts::{Badge, Card, DataTable},
    substance::recipe_href,
};

/// A column of figures: its heading, and what a line has there.
type Figures = (&'static str, fn(&KitLine) -> Option<String>);

const FIGURES: [Figures; 4] = [
    ("Each group", |line| words::share(line.per_group)),
    ("Each pupil", |line| words::share(line.per_pupil)),
    ("The class", |line| words::share(line.per_class)),
    ("Spare", |line| {
        (line.spare_percent > 0).then(|| format!("{} %", line.spare_percent))
    }),
];

/// The kit under its headings. Columns in which nothing stands are left out.
pub(crate) fn kit_card<'a>(
    kit: &[KitLine],
    name_of: impl Fn(&KindId) -> &'a str + Copy,
) -> AnyView {
    let figures: Vec<Figures> = FIGURES
        .into_iter()
        .filter(|(_, of)| kit.iter().any(|line| of(line).is_some()))
        .collect();
    let heads = figures
        .iter()
        .map(|(head, _)| view! { <th scope="col" class="num">{*head}</th> })
        .collect_view();
    let parts = Section::ALL
        .into_iter()
        .filter_map(|section| part(kit, section, &figures, name_of))
        .collect_view();
    let count = match kit.len() {
        1 => "1 thing".to_owned(),
        count => format!("{count} things"),
    };
    view! {
        <Card title="Kit" aside=count class="flush">
            <DataTable label="Kit" class="stacked practical-kit">
                <thead><tr><th scope="col">"What"</th>{heads}</tr></thead>
                {parts}
            </DataTable>
        </Card>
    }
    .into_any()
}

/// One heading of the kit with its lines; none where it has none.
fn part<'a>(
    kit: &[KitLine],
    section: Section,
    figures: &[Figures],
    name_of: impl Fn(&KindId) -> &'a str,
) -> Option<AnyView> {
    let lines: Vec<AnyView> = kit
        .iter()
        .filter(|line| line.section == section)
        .map(|line| row(line, figures, name_of(&line.kind)))
        .collect();
    let span = (figures.len() + 1).to_string();
    (!lines.is_empty()).then(|| {
        view! {
            <tbody>
                <tr class="group"><th scope="rowgroup" colspan=span>{words::section(section)}</th></tr>
                {lines}
            </tbody>
        }
        .into_any()
    })
}

fn row(line: &KitLine, figures: &[Figures], name: &str) -> AnyView {
    let note = line.note.clone();
    let recipe = recipe_href(&line.kind, line.per_class);
    // What comes back is the rule for equipment, what is used up the rule for all else.
    let odd = match (line.used_up, line.sort.is_used_up()) {
        (true, false) => Some("used up"),
        (false, true) => Some("comes back"),
        _ => None,
    };
    let cells = figures
        .iter()
        .map(|(head, of)| view! { <td class="num" data-label=*head>{of(line)}</td> })
        .collect_view();
    view! {
        <tr>
            <th scope="row">
                {words::capital(name)}
                {odd.map(|odd| view! { " "<Badge>{odd}</Badge> })}
                {recipe.map(|href| view! { " "<a class="link small" href=href>"Recipe"</a> })}
                {note.map(|note| view! { <br/><small>{note}</small> })}
            </th>
            {cells}
        </tr>
    }
    .into_any()
}

/// What the technician should know; none where nothing is written.
pub(crate) fn notes_card(text: &str) -> Option<AnyView> {
    (!text.trim().is_empty()).then(|| {
        let notes = words::notes(text);
        view! { <Card title="For the technician"><div class="prose">{notes}</div></Card> }
            .into_any()
    })
}
