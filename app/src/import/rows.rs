//! The things of a list, and the cells that become nothing, row by row.

use leptos::prelude::*;
use shared::{
    amount::{Amount, Unit},
    import::{At, Grid},
    kind::Sort,
};
use stocklist::plan::{Planned, Said};
use store::import::Here;

use super::{
    names::keeping,
    show::Show,
    upload::{Looked, differs},
};
use crate::{
    parts::{Badge, DataTable, Empty, Glyph, Mark, Pager},
    path::Path,
};

/// Rows to a page.
const PAGE: usize = 200;

/// The things, a page of them.
#[component]
pub(super) fn Things(looked: Looked) -> impl IntoView {
    let Looked {
        id,
        grid,
        said,
        planning,
        joins,
        show,
        after,
        ..
    } = looked;
    let things = planning.things.iter().zip(joins);
    let mut all: Vec<(&Planned, Option<String>)> = things
        .filter(|(thing, _)| show == Show::All || thing.look.is_some())
        .collect();
    let is_check = show == Show::Check;
    if is_check {
        all.extend(planning.left.iter().map(|thing| (thing, None)));
        all.sort_by_key(|(thing, _)| thing.at);
    }
    if all.is_empty() {
        return nothing("Nothing here").into_any();
    }
    let count = all.len();
    let rows = all
        .into_iter()
        .skip(after)
        .take(PAGE)
        .map(|(thing, joins)| {
            let tick = is_check.then(|| leave_out(thing, &said));
            row(thing, joins, tick, &grid, &said)
        })
        .collect_view();
    let head = is_check.then(|| view! { <th scope="col">"Leave out"</th> });
    let keep = is_check.then(|| {
        keeping(
            "Keep these choices",
            "What is ticked is not imported: a heading, say, or a line that nobody can make out.",
        )
    });
    view! {
        <section class="card flush">
            <DataTable label="What each cell becomes" class="import stacked">
                <thead>
                    <tr>
                        <th scope="col">"Cell"</th>
                        <th scope="col">"Written"</th>
                        <th scope="col">"Becomes"</th>
                        <th scope="col">"Place"</th>
                        <th scope="col" class="num">"Amount"</th>
                        <th scope="col">"Match"</th>
                        <th scope="col">"To check"</th>
                        {head}
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </DataTable>
            {keep}
            {pager(count, after, |after| show.href(id, after))}
        </section>
    }
    .into_any()
}

/// The tick by which a line is left out.
fn leave_out(thing: &Planned, said: &Said) -> AnyView {
    let key = thing.key();
    let is_out = said.out.contains(&key);
    let label = format!("Leave out “{}”", thing.text);
    view! {
        <td data-label="Leave out">
            <input type="hidden" name="line" value=key.clone()/>
            <input type="checkbox" name="out" value=key checked=is_out aria-label=label/>
        </td>
    }
    .into_any()
}

fn row(
    thing: &Planned,
    joins: Option<String>,
    tick: Option<AnyView>,
    grid: &Grid,
    said: &Said,
) -> AnyView {
    let line = thing.to_write(said);
    let is_open = thing
        .offer
        .as_ref()
        .is_some_and(|offer| offer.is_open(said));
    let class = if is_open {
        "row-ask"
    } else if line.kind.is_some() {
        "row-match"
    } else {
        "row-new"
    };
    let (sure, words) = matched(thing, said);
    let place = if line.place.is_empty() {
        store::import::NO_PLACE.to_owned()
    } else {
        line.place.join(" › ")
    };
    let joins = joins.map(|name| view! { <small class="quiet">{format!("joins {name}")}</small> });
    let look = thing
        .look
        .clone()
        .map(|words| view! { <Badge mark=Mark::Warn>{words}</Badge> });
    view! {
        <tr class=class>
            <td class="import-cell" data-label="Cell"><span class="code">{cell(grid, thing.at)}</span></td>
            <td class="import-written" data-label="Written"><span class="read-from">{thing.text.clone()}</span></td>
            <th scope="row">
                <span class="read-as"><span>{line.name}</span><small class="quiet">{line.sort.code()}</small>{joins}</span>
            </th>
            <td data-label="Place">{place}</td>
            <td class="num" data-label="Amount">{amount(line.amount, line.containers, line.sort)}</td>
            <td data-label="Match"><span class=sure>{words}</span></td>
            <td>{look}</td>
            {tick}
        </tr>
    }
    .into_any()
}

/// How its match stands, as a class and in words.
fn matched(thing: &Planned, said: &Said) -> (&'static str, String) {
    let Some(offer) = &thing.offer else {
        return match &thing.line.kind {
            Some(_) => ("sure", "known kind".to_owned()),
            None => ("quiet small", "your own kind".to_owned()),
        };
    };
    let first = offer
        .candidates
        .first()
        .map_or("", |first| first.name.as_str());
    match offer.taken(said) {
        Some(taken) => ("sure", taken.name.clone()),
        None if offer.is_open(said) => {
            ("unsure", format!("{first}? {}", percent(offer.confidence)))
        }
        None => ("quiet small", "as written".to_owned()),
    }
}

/// `84 %`
pub(super) fn percent(confidence: f32) -> String {
    format!("{:.0}\u{202f}%", (confidence * 100.0).min(100.0))
}

/// `500 g`, `3 × 500 g`, `2 containers`
fn amount(amount: Amount, containers: u32, sort: Sort) -> String {
    let is_stuff = matches!(sort, Sort::Chemical | Sort::Solution);
    if amount.unit() == Unit::Piece && is_stuff {
        let word = if amount == Amount::pieces(1) {
            "container"
        } else {
            "containers"
        };
        return format!("{amount} {word}");
    }
    if containers > 1 {
        let count = i64::from(containers);
        return match amount.multiply(1, count) {
            Ok(each) if each.scale(count) == Ok(amount) => format!("{containers} × {each}"),
            _ => format!("{amount} in {containers}"),
        };
    }
    amount.to_string()
}

/// `B7`, or `Store B7` where there are several sheets.
pub(super) fn cell(grid: &Grid, at: At) -> String {
    match grid.sheets.get(at.sheet) {
        Some(sheet) if grid.sheets.len() > 1 => format!("{} {}", sheet.name, at.cell()),
        _ => at.cell(),
    }
}

/// The cells that become nothing, and why.
#[component]
pub(super) fn UnreadCells(looked: Looked) -> impl IntoView {
    let Looked {
        id,
        grid,
        planning,
        show,
        after,
        ..
    } = looked;
    let by_hand = "You left it out, under “To check”.";
    let left = planning
        .left
        .iter()
        .map(|thing| (thing.at, &thing.text, by_hand));
    let unread = planning
        .unread
        .iter()
        .map(|unread| (unread.at, &unread.text, unread.why.as_str()));
    let mut out: Vec<(At, &String, &str)> = left.chain(unread).collect();
    if out.is_empty() {
        return nothing("Nothing is left out").into_any();
    }
    out.sort_by_key(|(at, ..)| *at);
    let shown = out.iter().skip(after).take(PAGE);
    let shown = shown.map(|(at, text, why)| {
        let why = (*why).to_owned().into_any();
        (cell(&grid, *at), (*text).clone(), why)
    });
    let rows = shown.collect();
    let pager = pager(out.len(), after, |after| show.href(id, after));
    cells("Cells that become nothing", "Why", rows, pager)
}

/// Cells, what is written in each, and what is said of it.
fn cells(
    label: &'static str,
    said: &'static str,
    rows: Vec<(String, String, AnyView)>,
    pager: AnyView,
) -> AnyView {
    let rows = rows.into_iter().map(|(cell, text, said)| {
        view! {
            <tr>
                <td class="import-cell" data-label="Cell"><span class="code">{cell}</span></td>
                <th scope="row" class="import-written"><span class="read-from">{text}</span></th>
                <td>{said}</td>
            </tr>
        }
    });
    view! {
        <section class="card flush">
            <DataTable label=label class="import stacked">
                <thead>
                    <tr>
                        <th scope="col">"Cell"</th>
                        <th scope="col">"Written"</th>
                        <th scope="col">{said}</th>
                    </tr>
                </thead>
                <tbody>{rows.collect_view()}</tbody>
            </DataTable>
            {pager}
        </section>
    }
    .into_any()
}

/// What is here already, and how: what differs from the list first.
#[component]
pub(super) fn HereAlready(looked: Looked) -> impl IntoView {
    let Looked {
        id,
        grid,
        mut here,
        show,
        after,
        ..
    } = looked;
    if here.is_empty() {
        return nothing("Nothing of it is here already").into_any();
    }
    here.sort_by_key(|(_, here)| !differs(here));
    let count = here.len();
    let shown = here.into_iter().skip(after).take(PAGE);
    let rows = shown.map(|(thing, here)| (cell(&grid, thing.at), thing.text, stands(here)));
    let rows = rows.collect();
    let pager = pager(count, after, |after| show.href(id, after));
    cells("What is here already", "Here", rows, pager)
}

/// `here already, as 19 g in Store › Shelf 1: count it there`
fn stands(here: Here) -> AnyView {
    let is_other = differs(&here);
    let Here::Holding {
        id, amount, place, ..
    } = here
    else {
        return view! { "here already" }.into_any();
    };
    let as_it_is =
        is_other.then(|| format!(", as {amount} in {}: count it there", place.join(" › ")));
    view! { <a href=Path::Holding(id).href()>"here already"</a>{as_it_is} }.into_any()
}

pub(super) fn nothing(title: &'static str) -> AnyView {
    view! { <Empty glyph=Glyph::Check title/> }.into_any()
}

/// The way to the rows before and after, when there are more than a page.
pub(super) fn pager(all: usize, after: usize, href: impl Fn(usize) -> String) -> AnyView {
    if all <= PAGE {
        return ().into_any();
    }
    let last = (after + PAGE).min(all);
    let note = format!("{} to {last} of {all}", after + 1);
    let back = (after > 0).then(|| href(after.saturating_sub(PAGE)));
    let next = (last < all).then(|| href(last));
    view! { <Pager note back next/> }.into_any()
}
