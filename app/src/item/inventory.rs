//! The inventory: everything the school holds, found while it is being typed.

use axum::extract::RawQuery;
use leptos::prelude::*;
use shared::{
    account::{Right, right::CanLook},
    kind::Sort,
    location::Tree,
    moment::Day,
};
use store::item::{Item, Listed, Order, Page};

use super::{
    filters::Filters,
    meant::{Meant, meant},
};
use crate::{
    holding::{MOVES, bulk},
    live::LiveFilter,
    location::places_to_look_in,
    parts::{
        AmountText, Badge, Button, Choice, DataTable, Empty, Glyph, Icon, LinkButton, Mark,
        Message, Notice, NoticeTone, PageHead, Pager, Pick, PickHead, PostForm, Select, SortHead,
        Sorted, Stop, Tab, Tabs, TextInput, Tone,
    },
    path::Path,
    requisition::words,
    web::{Enter, Frame, Kept, Shown},
    when,
};

/// The page.
pub async fn page(frame: Frame, Enter(desk): Enter<CanLook>, RawQuery(query): RawQuery) -> Shown {
    let mut filters = Filters::of_query(query.as_deref());
    let kept = frame.kept.of(MOVES);
    if kept.is_kept() {
        filters.item = kept.all("item");
    }
    let tree = store::location::tree(&desk).await?;
    let mut found = store::item::list(&desk, &filters.query()).await?;
    let mut none = None;
    if found.rows.is_empty() && !filters.is_everything() {
        let meant = if filters.is_search() {
            meant(&desk, &filters.q).await?
        } else {
            None
        };
        none = Some(none_such(&filters, meant.as_ref()));
        found.rows = meant.map(|meant| meant.rows).unwrap_or_default();
    }
    let ticked = store::item::some(&desk, &filters.ticked()).await?;
    let role = desk.who().role;
    let (may_keep, may_move) = (role.may(Right::KeepStock), role.may(Right::MoveStock));
    let today = desk.today();
    let has_any = !(found.rows.is_empty() && filters.is_everything());
    frame
        .show(Some(Stop::Stock), "Stock", move || {
            let is_nothing = found.rows.is_empty();
            let said = said(&found);
            let results = if is_nothing && ticked.is_empty() {
                none.map_or_else(|| nothing(may_keep, role.may(Right::ImportStock)), NoneSuch::view)
            } else {
                let list = List { filters: &filters, found: &found, ticked, tree: &tree, today, may_move };
                view! { {none.map(NoneSuch::view)}{list.rows(&kept)} }.into_any()
            };
            view! {
                <PageHead title="Stock">
                    {may_keep.then(|| view! { <LinkButton href="/stock/new" glyph=Glyph::Plus tone=Tone::Primary>"Add an item"</LinkButton> })}
                    <LinkButton href=Path::Substances.href() glyph=Glyph::Practical>"Chemicals"</LinkButton>
                    {has_any.then(exports)}
                </PageHead>
                {choices(&filters, &tree, may_move)}
                <div class="stack" id="results" data-said=said>{results}</div>
                <LiveFilter form="filters".to_owned() results="results".to_owned()/>
            }
            .into_any()
        })
        .await
}

/// Everything as a file.
fn exports() -> AnyView {
    view! {
        <span class="row">
            <LinkButton href="/stock/export.xlsx" label="Export XLSX: everything as a spreadsheet">"Export XLSX"</LinkButton>
            <LinkButton href="/stock/export.csv" label="Export CSV: everything as text">"Export CSV"</LinkButton>
        </span>
    }
    .into_any()
}

/// How much was found, for those who hear the page.
fn said(found: &Page) -> String {
    match (found.rows.len(), found.next.is_some()) {
        (0, _) => "Nothing found".to_owned(),
        (1, false) => "One thing found".to_owned(),
        (many, false) => format!("{many} things found"),
        (many, true) => format!("The first {many} of more"),
    }
}

fn choices(filters: &Filters, tree: &Tree, may_move: bool) -> AnyView {
    let tabs = lists(filters, &filters.only, may_move);
    let sorts = Sort::ALL
        .map(|sort| Choice::new(sort.code(), sort_word(sort)))
        .to_vec();
    view! {
        <div id="stock-tabs" data-follows><Tabs label="Stock" tabs/></div>
        <form class="filters" id="filters" method="get" action="/stock" role="search" aria-label="Stock">
            <div class="field search">
                <TextInput name="q" id="stock-q" kind="search" label="Search" value=filters.q.clone()
                    placeholder="A name, a formula, an old name" autocomplete="off"/>
            </div>
            <Select name="sort" label="Type" blank="All" options=sorts value=filters.sort.clone()/>
            <Select name="place" label="Place" blank="Anywhere" options=places_to_look_in(tree, &filters.place) value=filters.place.clone()/>
            <input type="hidden" name="only" value=filters.only.clone()/>
            <input type="hidden" name="order" value=filters.order.clone()/>
            {ticked_before(filters)}
            <Button class="filter-go">"Show"</Button>
        </form>
    }
    .into_any()
}

/// What names the list of corrections among the others.
const TO_LOOK_AT: &str = "to-look-at";

/// The lists of the stock, beside one another.
fn lists(filters: &Filters, here: &str, may_move: bool) -> Vec<Tab> {
    let tab = |only: &str, word: &str| {
        let to = Filters {
            only: only.to_owned(),
            order: String::new(),
            ..filters.of_the_first_page()
        };
        Tab::new(to.href(), word, here == only)
    };
    let mut tabs = vec![
        tab("", "Everything"),
        tab("low", "Low"),
        tab("expiring", "Expiring"),
    ];
    if may_move {
        let is_here = here == TO_LOOK_AT;
        tabs.push(Tab::new(Path::Corrections.href(), "To look at", is_here));
    }
    tabs
}

/// The same where the corrections are shown.
pub(crate) fn stock_tabs() -> AnyView {
    let tabs = lists(&Filters::default(), TO_LOOK_AT, true);
    view! { <Tabs label="Stock" tabs/> }.into_any()
}

/// The ticks that a search without script takes along. With script the list itself tells which ticks there are.
fn ticked_before(filters: &Filters) -> AnyView {
    let ticks = filters
        .ticked()
        .into_iter()
        .map(|id| view! { <input type="hidden" name="item" value=id.to_string()/> })
        .collect_view();
    view! { <noscript>{ticks}</noscript> }.into_any()
}

/// The plural by which lists name a sort.
fn sort_word(sort: Sort) -> &'static str {
    match sort {
        Sort::Chemical => "Chemicals",
        Sort::Solution => "Solutions",
        Sort::Equipment => "Equipment",
        Sort::Consumable => "Consumables",
    }
}

fn nothing(may_keep: bool, may_import: bool) -> AnyView {
    let words = if may_import {
        "Bring the list you already keep: a spreadsheet of shelves is fine."
    } else {
        "The prep room has not entered this yet."
    };
    view! {
        <Empty glyph=Glyph::Stock title="No stock yet" words>
            {may_import.then(|| view! { <LinkButton href=Path::Imports.href() tone=Tone::Primary>"Import a list"</LinkButton> })}
            {may_keep.then(|| view! { <LinkButton href="/stock/new">"Add one thing"</LinkButton> })}
        </Empty>
    }
    .into_any()
}

/// What is said where the list is empty: as a line where something stands below it all the same.
enum NoneSuch {
    Line(String),
    Nothing { title: String, words: String },
}

impl NoneSuch {
    fn view(self) -> AnyView {
        match self {
            Self::Line(words) => {
                view! { <Message notice=Notice::new(NoticeTone::Note, words)/> }.into_any()
            }
            Self::Nothing { title, words } => view! {
                <Empty glyph=Glyph::Search title words>
                    <LinkButton href="/stock">"Show everything"</LinkButton>
                </Empty>
            }
            .into_any(),
        }
    }
}

fn none_such(filters: &Filters, meant: Option<&Meant>) -> NoneSuch {
    if let Some(meant) = meant.filter(|meant| !meant.rows.is_empty()) {
        return NoneSuch::Line(meant.words.clone());
    }
    let title = match (filters.only.as_str(), filters.q.is_empty()) {
        ("low", true) => "Nothing is low".to_owned(),
        ("expiring", true) => "Nothing expires soon".to_owned(),
        (_, true) => "Nothing here".to_owned(),
        (_, false) => format!("Nothing is called “{}”", filters.q),
    };
    let words = match meant {
        _ if filters.q.is_empty() => "",
        Some(meant) => &meant.words,
        None => {
            "Beginnings of words are enough, and old names are known: “acetic” finds ethanoic acid."
        }
    };
    let words = words.to_owned();
    NoneSuch::Nothing { title, words }
}

/// The list, and what it is made of.
struct List<'a> {
    filters: &'a Filters,
    found: &'a Page,
    /// What was ticked before, whether it was found again or not.
    ticked: Vec<Listed>,
    tree: &'a Tree,
    today: Day,
    may_move: bool,
}

impl List<'_> {
    /// What was found; above it what is ticked and was not.
    fn rows(&self, kept: &Kept) -> AnyView {
        let found = &self.found.rows;
        let is_found = |item: &Item| found.iter().any(|row| row.item.id == item.id);
        let others = self.ticked.iter().filter(|row| !is_found(&row.item));
        let others = others.map(|row| self.row(row, true)).collect_view();
        let rows = found.iter().map(|row| {
            let is_ticked = self
                .ticked
                .iter()
                .any(|ticked| ticked.item.id == row.item.id);
            self.row(row, is_ticked)
        });
        let rows = rows.collect_view();
        let head = self.head();
        let bulk = bulk(self.may_move, self.tree, kept);
        view! {
            <section class="card flush">
                <PostForm action=MOVES>
                    <DataTable label="Stock" class="stacked stock">
                        {head}
                        <tbody>{others}{rows}</tbody>
                    </DataTable>
                    {bulk}
                    {keep_ticks()}
                </PostForm>
            </section>
            {self.pager()}
        }
        .into_any()
    }

    fn head(&self) -> AnyView {
        let order = self.filters.query().order;
        let sorted_by = |order: Order| Filters {
            order: order.code().to_owned(),
            ..self.filters.of_the_first_page()
        };
        let (by_name, other) = match order {
            Order::Name => (Some(Sorted::Up), Order::NameDown),
            Order::NameDown => (Some(Sorted::Down), Order::Name),
            Order::Fit | Order::Expiry => (None, Order::Name),
        };
        let by_expiry = (order == Order::Expiry).then_some(Sorted::Up);
        let (name_href, expiry_href) = (sorted_by(other).href(), sorted_by(Order::Expiry).href());
        view! {
            <thead>
                <tr>
                    <PickHead/>
                    <SortHead word="Name" href=name_href sorted=by_name/>
                    <th scope="col">"Place"</th>
                    <SortHead word="Use by" href=expiry_href sorted=by_expiry/>
                    <th scope="col" class="num">"Amount"</th>
                </tr>
            </thead>
        }
        .into_any()
    }

    fn pager(&self) -> Option<AnyView> {
        let next = self.found.next.clone().map(|after| {
            let next = Filters {
                after,
                ..self.filters.clone()
            };
            next.href()
        });
        let is_first = self.filters.after.is_empty();
        let back = (!is_first).then(|| self.filters.of_the_first_page().href());
        let has_more = next.is_some() || back.is_some();
        has_more.then(|| view! { <Pager back next/> }.into_any())
    }

    fn row(&self, row: &Listed, is_ticked: bool) -> AnyView {
        let item = &row.item;
        let expiry = item.expires_on.map(|day| {
            view! {
                {last_day(day, self.today)}" "
                {row.is_out_of_date.then(|| view! { <Badge mark=Mark::Bad>"out of date"</Badge> })}
            }
        });
        view! {
            <tr>
                <Pick name="item" value=item.id.to_string() what=item.name.clone() checked=is_ticked/>
                <th scope="row">
                    <a href=Path::Item(item.id).href()>{item.name.clone()}</a>" "
                    {level(item)}
                </th>
                <td data-label="Place">{place_words(item, self.tree)}</td>
                <td data-label="Use by">{expiry}</td>
                <td class="num" data-label="Amount">
                    <span>
                        <AmountText amount=item.total/>
                        {(item.holdings > 1).then(|| view! { <small class="quiet">{format!(" in {}", containers(item))}</small> })}
                    </span>
                </td>
            </tr>
        }
        .into_any()
    }
}

/// Without script a search knows nothing of ticks that were made since the page came: this takes them along.
fn keep_ticks() -> AnyView {
    view! {
        <noscript>
            <div class="bulk">
                <button type="submit" class="button" formaction="/stock" formmethod="get">"Keep these ticked and search on"</button>
            </div>
        </noscript>
    }
    .into_any()
}

/// A badge where there is too little of it, or nothing.
pub(super) fn level(item: &Item) -> Option<AnyView> {
    if item.total.is_zero() {
        Some(
            view! { <Badge mark=Mark::Warn><Icon glyph=Glyph::Alert/>"none left"</Badge> }
                .into_any(),
        )
    } else if item.is_low() {
        Some(view! { <Badge mark=Mark::Warn>"low"</Badge> }.into_any())
    } else {
        None
    }
}

/// The last day of use; its year where that is another one.
fn last_day(day: Day, today: Day) -> String {
    let is_this_year = day.format("%Y").to_string() == today.format("%Y").to_string();
    if is_this_year {
        when::near_day(day)
    } else {
        when::day(day)
    }
}

/// In how many bottles or boxes it is kept; equipment has none.
fn containers(item: &Item) -> String {
    let (one, many) = match item.sort {
        Sort::Chemical | Sort::Solution => ("container", "containers"),
        Sort::Equipment | Sort::Consumable => ("holding", "holdings"),
    };
    let word = if item.holdings == 1 { one } else { many };
    format!("{} {word}", item.holdings)
}

/// Where it stands: the place, or the place of most of it and how many more. Its number stays beside its word.
fn place_words(item: &Item, tree: &Tree) -> Option<AnyView> {
    let place = words::whole(&tree.near(item.place?));
    let more = item.places - 1;
    let more = (more > 0)
        .then(|| view! { <small class="quiet nowrap">{format!("\u{a0}+ {more} more")}</small> });
    Some(view! { <span>{place}{more}</span> }.into_any())
}
