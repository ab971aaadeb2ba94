//! A list of holdings with ticks, and what to do with the ticked: move them, print their labels.

use leptos::prelude::*;
use shared::{location::Tree, moment::Day};
use store::holding::Holding;

use crate::{
    location::small_place_field,
    parts::{
        AmountText, Badge, Button, CodeText, DataTable, Glyph, Icon, Mark, Pick, PickHead,
        PostForm, error_line,
    },
    path::Path,
    web::Kept,
    when,
};

/// What the first column tells holdings apart by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shows {
    /// Their names: in a place.
    Names,
    /// Their places: of an item.
    Places,
}

/// Holdings to be listed.
pub(crate) struct Shelf<'a> {
    pub(crate) holdings: Vec<Holding>,
    pub(crate) tree: &'a Tree,
    pub(crate) soon: Day,
    pub(crate) today: Day,
    pub(crate) may_move: bool,
    pub(crate) shows: Shows,
    /// What was kept of its form.
    pub(crate) kept: Kept,
}

/// Where the form of such a list posts to.
pub(crate) const MOVES: &str = "/holdings/move";

/// The list.
pub(crate) fn shelf(shelf: Shelf<'_>) -> AnyView {
    let kept = shelf.kept.of(MOVES);
    let ticked = kept.all("holding");
    let rows = shelf
        .holdings
        .iter()
        .map(|holding| row(&shelf, holding, ticked.contains(&holding.id.to_string())))
        .collect_view();
    let first = match shelf.shows {
        Shows::Names => "Name",
        Shows::Places => "Place",
    };
    let bulk = bulk(shelf.may_move, shelf.tree, &kept);
    view! {
        <section class="card flush">
            <PostForm action=MOVES>
                <DataTable label="Holdings" class="stacked">
                    <thead>
                        <tr>
                            <PickHead/>
                            <th scope="col">{first}</th>
                            <th scope="col">"Code"</th>
                            <th scope="col">"Use by"</th>
                            <th scope="col" class="num">"Amount"</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </DataTable>
                {bulk}
            </PostForm>
        </section>
    }
    .into_any()
}

/// What to do with the ticked; a refused move comes back with what was chosen, and why.
pub(crate) fn bulk(may_move: bool, tree: &Tree, kept: &Kept) -> AnyView {
    let (wrong_ticks, no_place) = (kept.error(TICKS), kept.error("to"));
    let to = may_move.then(|| small_place_field(tree, &kept.value("to", ""), no_place.is_some()));
    let has_ticks = ["item", "holding"]
        .iter()
        .any(|name| !kept.all(name).is_empty());
    let about_ticks = if has_ticks {
        "There is none of what is ticked: nothing was moved."
    } else {
        "Tick what is to be moved first."
    };
    let wrong_ticks = error_line(TICKS, wrong_ticks.map(|_| about_ticks.to_owned()));
    let no_place = error_line("to", no_place);
    view! {
        <div class="bulk">
            <span class="small quiet">"With those ticked:"</span>
            {wrong_ticks}
            <button type="submit" class="button" formaction="/labels" formmethod="get">
                <Icon glyph=Glyph::Label/>
                "Print labels"
            </button>
            {to
                .map(|to| {
                    view! {
                        <label class="row">
                            <span class="hidden">"Move them to"</span>
                            {to}
                        </label>
                        <Button>"Move"</Button>
                    }
                })}
            {no_place}
        </div>
    }
    .into_any()
}

/// Under which name a form's problems tell that nothing was ticked.
pub(crate) const TICKS: &str = "ticks";

fn row(shelf: &Shelf<'_>, holding: &Holding, ticked: bool) -> AnyView {
    let name = match shelf.shows {
        Shows::Names => holding.name.clone(),
        Shows::Places => shelf.tree.near(holding.location),
    };
    let about = &holding.particulars;
    let more = about
        .serial
        .as_ref()
        .map(|serial| format!("No. {serial}"))
        .or_else(|| about.lot.as_ref().map(|lot| format!("lot {lot}")));
    let expiry = about.expires_on.map(|day| {
        let mark = expiry_mark(day, shelf.today, shelf.soon);
        view! { {when::day(day)}" "{mark} }
    });
    view! {
        <tr>
            <Pick name="holding" value=holding.id.to_string() what=name.clone() checked=ticked/>
            <th scope="row">
                <a href=Path::Holding(holding.id).href()>{name}</a>
                {more.map(|more| view! { " "<small>{more}</small> })}
            </th>
            <td data-label="Code"><CodeText code=holding.code/></td>
            <td data-label="Use by">{expiry}</td>
            <td class="num" data-label="Amount"><AmountText amount=holding.amount/></td>
        </tr>
    }
    .into_any()
}

/// A badge beside a last day of use, when it calls for one.
pub(crate) fn expiry_mark(day: Day, today: Day, soon: Day) -> Option<AnyView> {
    if day < today {
        Some(view! { <Badge mark=Mark::Bad>"out of date"</Badge> }.into_any())
    } else if day <= soon {
        Some(view! { <Badge mark=Mark::Warn>"soon"</Badge> }.into_any())
    } else {
        None
    }
}
