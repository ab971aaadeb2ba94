//! How each sheet is read: guessed, and changed here.

use std::collections::BTreeMap;

use leptos::prelude::*;
use shared::import::{Column, Grid, Layout, Meaning, Rows, Sheet, Shelves, column_letters};

use super::upload::Looked;
use crate::{
    parts::{Button, Choice, PostForm, Select, TextInput},
    path::Path,
};

/// Columns that can be changed; a sheet of more is not one that a person keeps by hand.
const MOST: usize = 60;
const COLUMNS: [(Column, &str, &str); 5] = [
    (Column::Things, "things", "A place: its cells are things"),
    (Column::Quantity, "quantity", "How much of the thing beside"),
    (Column::Notes, "notes", "Notes on the thing beside"),
    (Column::Place, "place", "The shelf of the row"),
    (Column::Ignore, "ignore", "Not read"),
];

/// The form.
pub(super) fn form(looked: &Looked) -> AnyView {
    let Looked {
        id,
        grid,
        said,
        planning,
        ..
    } = looked;
    let is_alone = grid.sheets.len() == 1;
    let sheets = grid
        .sheets
        .iter()
        .enumerate()
        .map(|(n, sheet)| {
            let layout = said.layouts.get(n).unwrap_or(&Layout::Skip);
            let title = (!is_alone).then(|| view! { <h3>{sheet.name.clone()}</h3> });
            view! { {title}<div class="columns">{fields(n, sheet, layout)}</div> }
        })
        .collect_view();
    // What nothing could be read from is opened at once.
    let is_open = planning.things.is_empty() && looked.here.is_empty();
    view! {
        <details class="card columns-card" open=is_open>
            <summary>
                <strong>"How it is read"</strong>
                " "
                <span class="small quiet">{summary(&said.layouts)}</span>
            </summary>
            <PostForm action=format!("{}/layout", Path::Upload(*id).href()) class="form full">
                {sheets}
                <div class="form-acts"><Button>"Read again"</Button></div>
            </PostForm>
        </details>
    }
    .into_any()
}

fn summary(layouts: &[Layout]) -> String {
    let count = |wanted: &str| {
        layouts
            .iter()
            .filter(|layout| name(layout) == wanted)
            .count()
    };
    let words = |count: usize, words: &str| match count {
        0 => None,
        1 => Some(words.to_owned()),
        count => Some(format!("{count} sheets: {words}")),
    };
    let parts = [
        words(count("shelves"), "a shelf list"),
        words(count("rows"), "one row for each thing"),
        words(count("skip"), "not read"),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

const fn name(layout: &Layout) -> &'static str {
    match layout {
        Layout::Rows(_) => "rows",
        Layout::Shelves(_) => "shelves",
        Layout::Skip => "skip",
    }
}

fn fields(n: usize, sheet: &Sheet, layout: &Layout) -> AnyView {
    let kinds = vec![
        Choice::new("shelves", "A shelf list: columns are places"),
        Choice::new("rows", "One row for each thing"),
        Choice::new("skip", "Not read"),
    ];
    let (heads, place) = match layout {
        Layout::Rows(rows) => (rows.header.map(|row| vec![row]), rows.sheet_place.clone()),
        Layout::Shelves(shelves) => (Some(shelves.heads.clone()), shelves.sheet_place.clone()),
        Layout::Skip => (None, None),
    };
    let heads: Vec<String> = heads
        .unwrap_or_default()
        .iter()
        .map(|row| (row + 1).to_string())
        .collect();
    let around = (*layout != Layout::Skip).then(|| {
        view! {
            <TextInput name=format!("heads-{n}") label="Rows of headings" value=heads.join(", ")
                placeholder="none"/>
            <TextInput name=format!("in-{n}") label="All of it stands in" value=place.unwrap_or_default()
                placeholder="nothing larger"/>
        }
    });
    let columns = (*layout != Layout::Skip).then(|| {
        (0..sheet.width().min(MOST))
            .map(|column| field(n, column, sheet, layout))
            .collect_view()
    });
    view! {
        <Select name=format!("layout-{n}") label="The sheet is" value=name(layout) options=kinds/>
        {around}
        {columns}
    }
    .into_any()
}

fn field(n: usize, column: usize, sheet: &Sheet, layout: &Layout) -> AnyView {
    let head = match layout {
        Layout::Rows(rows) => rows.header,
        Layout::Shelves(shelves) => shelves.heads.last().copied(),
        Layout::Skip => None,
    };
    let head = head.map_or("", |row| sheet.text(row, column));
    let letters = column_letters(column);
    let label = if head.is_empty() {
        letters
    } else {
        format!("{letters} · {}", head.chars().take(40).collect::<String>())
    };
    let (value, options): (&str, Vec<Choice>) = match layout {
        Layout::Shelves(shelves) => {
            let now = shelves
                .columns
                .get(column)
                .copied()
                .unwrap_or(Column::Things);
            let value = COLUMNS
                .iter()
                .find(|(one, ..)| *one == now)
                .map_or("things", |(_, code, _)| *code);
            (
                value,
                COLUMNS
                    .iter()
                    .map(|(_, code, words)| Choice::new(*code, *words))
                    .collect(),
            )
        }
        _ => {
            let now = match layout {
                Layout::Rows(rows) => rows.meaning(column),
                _ => Meaning::Ignore,
            };
            let choice = |meaning: Meaning| {
                let words = if meaning == Meaning::Ignore {
                    "not read"
                } else {
                    meaning.title()
                };
                Choice::new(meaning.title(), words)
            };
            (now.title(), Meaning::ALL.into_iter().map(choice).collect())
        }
    };
    view! { <Select name=format!("column-{n}-{column}") label value options/> }.into_any()
}

/// The layouts that a form asks for. What it does not say stays.
pub(super) fn parse(grid: &Grid, now: &[Layout], form: &BTreeMap<String, String>) -> Vec<Layout> {
    grid.sheets
        .iter()
        .enumerate()
        .map(|(n, sheet)| {
            let now = now.get(n).unwrap_or(&Layout::Skip);
            match form.get(&format!("layout-{n}")).map(String::as_str) {
                Some("rows") => Layout::Rows(rows(n, sheet, now, form)),
                Some("shelves") => Layout::Shelves(shelves(n, sheet, now, form)),
                Some(_) => Layout::Skip,
                None => now.clone(),
            }
        })
        .collect()
}

fn rows(n: usize, sheet: &Sheet, now: &Layout, form: &BTreeMap<String, String>) -> Rows {
    let Layout::Rows(now) = now else {
        // The columns are asked about once it is read as rows.
        let header = first_row(sheet);
        let head = |column| header.and_then(|row| Meaning::of_header(sheet.text(row, column)));
        let columns: Vec<Option<Meaning>> = (0..sheet.width()).map(head).collect();
        let has_name = columns.contains(&Some(Meaning::Name));
        let column = |(at, meaning): (usize, &Option<Meaning>)| match meaning {
            Some(meaning) => *meaning,
            None if at == 0 && !has_name => Meaning::Name,
            None => Meaning::Ignore,
        };
        return Rows {
            header: header.filter(|_| columns.iter().any(Option::is_some)),
            columns: columns.iter().enumerate().map(column).collect(),
            sheet_place: place(n, form),
        };
    };
    let column = |at: usize| {
        let said = form.get(&format!("column-{n}-{at}"));
        let meaning =
            said.and_then(|said| Meaning::ALL.into_iter().find(|one| one.title() == said));
        meaning.unwrap_or(now.meaning(at))
    };
    Rows {
        header: heads(n, sheet, form).map_or(now.header, |heads| heads.last().copied()),
        columns: (0..sheet.width()).map(column).collect(),
        sheet_place: place(n, form),
    }
}

fn shelves(n: usize, sheet: &Sheet, now: &Layout, form: &BTreeMap<String, String>) -> Shelves {
    let Layout::Shelves(now) = now else {
        return Shelves {
            heads: first_row(sheet).into_iter().collect(),
            columns: Vec::new(),
            sheet_place: place(n, form),
        };
    };
    let column = |at: usize| {
        let said = form.get(&format!("column-{n}-{at}"));
        let column = said.and_then(|said| COLUMNS.iter().find(|(_, code, _)| code == said));
        let before = now.columns.get(at).copied().unwrap_or(Column::Things);
        column.map_or(before, |(column, ..)| *column)
    };
    Shelves {
        heads: heads(n, sheet, form).unwrap_or_else(|| now.heads.clone()),
        columns: (0..sheet.width()).map(column).collect(),
        sheet_place: place(n, form),
    }
}

fn first_row(sheet: &Sheet) -> Option<usize> {
    sheet
        .rows
        .iter()
        .position(|cells| cells.iter().filter(|text| !text.trim().is_empty()).count() > 1)
}

/// Rows of headings, as a person counts them; none when nothing is said.
fn heads(n: usize, sheet: &Sheet, form: &BTreeMap<String, String>) -> Option<Vec<usize>> {
    let said = form.get(&format!("heads-{n}"))?;
    let rows = said
        .split(|c: char| !c.is_ascii_digit())
        .filter_map(|row| row.parse::<usize>().ok())
        .filter_map(|row| row.checked_sub(1))
        .filter(|row| *row < sheet.rows.len());
    Some(rows.take(5).collect())
}

fn place(n: usize, form: &BTreeMap<String, String>) -> Option<String> {
    let said = form.get(&format!("in-{n}"))?.trim();
    (!said.is_empty()).then(|| said.chars().take(80).collect())
}
